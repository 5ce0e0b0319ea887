"""Contract schemas become the classes and aliases of `schemas.py`.

Location: pactgen/passes/model_wire. `WireBuilder` is asked for one type after the other, in a mode
(read, write, patch, value), and remembers the classes that the types name.
"""

from pactgen.passes.model_wire.builder import WireBuilder as WireBuilder
from pactgen.passes.model_wire.named_rows import NamedRows as NamedRows
from pactgen.passes.model_wire.shapes import ObjectShape as ObjectShape
from pactgen.passes.model_wire.shapes import flatten as flatten
