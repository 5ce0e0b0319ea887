"""Whether the backend reads a parameter in the spelling that the contract gives it.

Location: pactgen/passes/ledger/texts.py. Used by `reach` and `parameters`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.ledger.fates import ENFORCED, Fate, unsupported
from pactgen.passes.reading.spelling import is_read

if TYPE_CHECKING:
    from pactgen.ir.inputs import Input
    from pactgen.passes.reading.spelling import Form

NOT_READ: Final = unsupported("the parameter is taken as text, its parts are not looked at", "HIGH")
OTHER_SPELLING: Final = unsupported("the backend does not read this spelling", "HIGH")


def reading_of(form: Form, each: Input) -> Fate:
    """Return what becomes of the schema of a parameter as a whole."""
    return ENFORCED if is_read(form, each.parameter) else OTHER_SPELLING
