"""Filters that say in their name how they filter: `filter[price][gte]`, `title__icontains`.

Location: pactgen/passes/endpoints/bracketed_names.py. Used by assign_roles.py. So contracts in the
style of JSON:API spell them, and those of Django ("Field lookups"); `created_at.on_or_after` is the
end of a range as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Parameter

_FILTER: Final = re.compile(r"filters?\[(?P<field>[^\[\]]+)\](?:\[(?P<test>\w*)\])?", re.IGNORECASE)
_LOOKUP: Final = re.compile(r"(?P<field>[A-Za-z]\w*?)__(?P<test>[a-z]+)")
_ENDS: Final = re.compile(r"(?P<field>.+)\.on_or_(?P<test>after|before)")
_TESTS: Final[Mapping[str, str]] = {
    "": "", "eq": "", "exact": "", "in": "",
    "ge": "_gte", "gte": "_gte", "gt": "_gt", "after": "_gt", "from": "_gte", "min": "_gte",
    "le": "_lte", "lte": "_lte", "lt": "_lt", "before": "_lt", "to": "_lte", "max": "_lte",
}  # fmt: skip
_PARTS: Final = frozenset({"contains", "icontains", "like"})


def spoken_plainly(parameter: Parameter) -> Parameter:
    """Return the parameter as one that is called like what it filters by, and how."""
    if parameter.location != "query":
        return parameter
    end = _ENDS.fullmatch(parameter.name)
    if end is not None:
        told = "_gte" if end["test"] == "after" else "_lte"
        return replace(parameter, name=f"{end['field']}{told}")
    found = _FILTER.fullmatch(parameter.name) or _LOOKUP.fullmatch(parameter.name)
    test = "" if found is None else (found["test"] or "").lower()
    if found is None or not (test in _TESTS or test in _PARTS):
        return parameter
    if test in _PARTS:
        said = f"Contains this. {parameter.description or ''}"
        return replace(parameter, name=found["field"], description=said)
    return replace(parameter, name=f"{found['field']}{_TESTS[test]}")
