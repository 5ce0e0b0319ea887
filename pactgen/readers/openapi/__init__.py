"""OpenAPI documents of every version to `pactgen.ir.contract.Contract`.

Location: pactgen/readers/openapi/. `read` is the entry; `grammar` knows the structure, `gate`
checks it, `lower_…` turn it into values.
"""

from pactgen.readers.openapi.overlay import apply_overlay
from pactgen.readers.openapi.read import ReadResult, read_contract

__all__ = ["ReadResult", "apply_overlay", "read_contract"]
