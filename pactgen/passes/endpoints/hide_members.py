"""Members that some people are not shown: `Always null for a caller who is a candidate`.

Location: pactgen/passes/endpoints/hide_members.py. Used by `design_backend`. Who those are must be
known by one column of the rows of people; the member must be one that may be null.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.wire import Nullable
from pactgen.passes.endpoints.ways_in import way_in
from pactgen.passes.words.names import singular
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.inputs import WayIn
    from pactgen.ir.wire import WireField, WireModel
    from pactgen.passes.tables import Stored

_NULL_FOR: Final = re.compile(
    r"\b(?:(?:always |is )?null (?:for|to)|hidden from|(?:never|not) (?:shown|visible) (?:to|for))"
    r" (?:an? |any |all |the )?(?:callers? who (?:is|are) )?(?:an? |the )?(?P<who>[a-z]+)\b",
    re.IGNORECASE,
)


def hide_members(models: Mapping[str, WireModel], people: Stored | None) -> Mapping[str, WireModel]:
    """Return what travels, with the people from whom members are hidden."""
    if people is None:
        return models
    return {
        name: replace(model, fields=tuple(_hidden(each, people) for each in model.fields))
        if model.mode == "read"
        else model
        for name, model in models.items()
    }


def _hidden(field: WireField, people: Stored) -> WireField:
    told = _NULL_FOR.search(" ".join((field.description or "").split()))
    way: WayIn | None = None if told is None else way_in(people, singular(told["who"].lower()))
    if way is None or not isinstance(field.type, Nullable) or len(way.values) > 1:
        return field
    return replace(field, hidden_from=way)


def hides_members(models: Mapping[str, WireModel]) -> bool:
    """Whether some people are not shown all that travels."""
    return any(field.hidden_from for model in models.values() for field in model.fields)
