"""The outcome for one fault, and the words in which it is told.

Location: pactgen/readers/openapi/verdict.py. Used by `verdicts`, `readings` and `inspect`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pactgen.diagnostics import Diagnostic, Repair, repair
from pactgen.readers.positions import tokens
from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.readers.openapi.gate import Fault
    from pactgen.readers.openapi.patches import Patch

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one fault; a repair without patches is one that lowering takes in stride."""

    repair: Repair | None = None
    patches: tuple[Patch, ...] = ()
    finding: Diagnostic | None = None
    at_key: bool = False


def assume(fault: Fault, code: str, *patches: Patch, **values: object) -> Verdict:
    """Repair a fault."""
    return Verdict(repair=repair(code, fault.origin, **values), patches=patches)


def address(fault: Fault, reading: str) -> Verdict:
    """Repair a part of where the API is; a reading that is empty says nothing."""
    said = f"as `{reading}`" if reading else "as if it were not there"
    return assume(fault, "repair-address", subject=subject(fault), reading=said)


def last_step(fault: Fault) -> str:
    """Return the name or index under which the node of a fault stands."""
    steps = tokens(fault.origin.pointer)
    return steps[-1] if steps else ""


def subject(fault: Fault) -> str:
    """Name the node of a fault as a message says it."""
    steps = tokens(fault.origin.pointer)
    if not steps:
        return "the document"
    if steps[-1].isdecimal() and len(steps) > 1:
        return f"entry {int(steps[-1]) + 1} of `{steps[-2]}`"
    return f"`{steps[-1]}`"


def shown(value: object) -> str:
    """Return a value as a message quotes it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)[:_LONGEST]
