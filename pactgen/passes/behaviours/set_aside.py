"""DELETE after which the row is still there, and says so: `Deactivates the patient`.

Location: pactgen/passes/behaviours/set_aside.py. Used by design_endpoints. Only a sentence that
begins with what is done to the row counts, or one that says what it is marked as. Where the
contract says that the row is kept and nothing of it can say that it was set aside, nobody knows
what DELETE does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.fills import Constant
from pactgen.passes.behaviours.transitions import start_from, state_called, transition
from pactgen.passes.behaviours.verdict import Verdict, custom
from pactgen.passes.words.prose import sentences

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.ir.fills import Sets
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_VERB: Final = re.compile(
    r"\W*(?:soft[- ]deletes?\W+(?:it )?)?"
    r"(?P<verb>archive|cancel|close|deactivate|disable|discontinue|end|hide|retire|suspend"
    r"|terminate|unpublish|void|withdraw)s?\s+\w",
    re.IGNORECASE,
)
_MARKED: Final = re.compile(r"\bmark(?:s|ed)?\b[^.;]*?\bas (?:an? )?(?P<word>\w+)", re.IGNORECASE)
_KEPT: Final = re.compile(
    r"\b(?:is|are|stays?|remains?|will be) (?:kept|retained|preserved|not (?:removed|deleted))\b"
    r"|\bnot (?:physically )?(?:deleted|removed)\b",
    re.IGNORECASE,
)

_REFUSED: Final = re.compile(r"\b(?:403|409|422|conflict|refused|rejected with)\b", re.IGNORECASE)
"""Of a row that is kept because it may not be removed: `A job that is open is kept: 409`."""


def set_aside(contract: Contract, one: Sighting, stored: Stored, verdict: Verdict) -> Verdict:
    """Return what DELETE of an item changes, where its text says that the row stays."""
    told = (verdict.name, verdict.stated, one.place.is_item) == ("delete", False, True)
    if not told or stored.table.deletion is not None:
        return verdict
    said = tuple(sentences(*one.operation.texts))
    found = _told(contract, stored, said)
    if found is None:
        kept = any(_KEPT.search(each) and not _REFUSED.search(each) for each in said)
        why = "The row is kept, and nothing it shows says that it was set aside."
        return custom(why) if kept else verdict
    verb, sets = found
    columns = ", ".join(f"`{name}`" for name, _ in sets)
    why = f"Its text says that it does not remove the row: {columns} can show that."
    start = start_from(contract, one, stored, verb, sets)
    return Verdict(
        name="update", resource=stored.kept.name, why=why, level="LOW", sets=sets, start=start
    )


def _told(contract: Contract, stored: Stored, said: tuple[str, ...]) -> tuple[str, Sets] | None:
    for sentence in said:
        verb, marked = _VERB.match(sentence), _MARKED.search(sentence)
        if verb is not None:
            sets = transition(contract, stored, verb["verb"].lower())
            if sets is not None:
                return verb["verb"].lower(), sets
        if marked is not None:
            state = state_called(contract, stored, marked["word"])
            if state is not None:
                return marked["word"].lower(), ((state[0], Constant(value=state[1])),)
    return None
