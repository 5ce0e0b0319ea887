"""Operations that tie rows to what their path names, where the rows are made elsewhere.

Location: pactgen/passes/behaviours/memberships.py. Used by infer_behaviours.py. `Add users to a
project` makes no user, and what is deleted below the project is the tie.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.behaviours.verdict import custom
from pactgen.passes.reading.shapes import input_shape_of, shape_of

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Kept, Sighting

_ADDS: Final = re.compile(
    r"^\W*(?:add|assign|attach|associate|connect|enroll?|grant|link|subscribe)(?:e?s|ing)?\b.*"
    r"\b(?:to|with|in)\b",
    re.IGNORECASE,
)


def on_membership(contract: Contract, one: Sighting, kept: Kept) -> Verdict | None:
    """Return that no row keeps the tie that an operation is about; None where it is about rows."""
    place = one.place.collection
    beside = (each for each in kept.paths if each.place.collection == place)
    if one.method == "get" or not any(_adds(contract, each, kept) for each in beside):
        return None
    return custom(f"It is about what ties a {kept.name} to what its path names: no row keeps that.")


def _adds(contract: Contract, one: Sighting, kept: Kept) -> bool:
    """Whether it says that it adds to something, and its body brings nothing that a row shows."""
    if one.method != "post" or one.place.is_item or one.body is None or not kept.representations:
        return False
    made = any(
        each.method == "post" and len(each.place.scopes) < len(one.place.scopes)
        for each in kept.sightings
        if not each.place.is_item
    )
    brought = {member.name for member in input_shape_of(contract, one.body).properties}
    shown = {
        each.name for row in kept.representations for each in shape_of(contract, row).properties
    }
    return made and one.operation.says(_ADDS) and not brought & shown
