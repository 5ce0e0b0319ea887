"""How a value is compared with the column that is called like its parameter.

Location: pactgen/passes/endpoints/told_operators.py. Used by assign_roles.py. The description says
it: `updated: only what was changed after this moment` is no search for that very moment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.inputs import FilterRole
from pactgen.passes.endpoints.moments import tells_time
from pactgen.passes.endpoints.searched_columns import named_columns
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import snake
from pactgen.passes.words.prose import asks_for_true
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgen.ir.contract import Parameter
    from pactgen.ir.database import Column
    from pactgen.ir.inputs import FilterOp

NUMBERS: Final = frozenset({"integer", "bigint", "double"})
_BEGINNING: Final = re.compile(
    r"\b(?:(?:begin|start)(?:s|ning|ing)? with|beginning of|prefix(?:es)?|prefixed (?:with|by))\b",
    re.IGNORECASE,
)
_ANY_CASE: Final = re.compile(
    r"\b(?:without regard to|regardless of|whatever the|irrespective of|ignoring|any) case\b"
    r"|\bcase[- ]?insensitiv|\bnot case[- ]?sensitive|\bupper[ -](?:or|and|case)[^.;]*\balike\b",
    re.IGNORECASE,
)
_LATER: Final = re.compile(r"\b(?:after|since|newer than|later than|no earlier than)\b")
_EARLIER: Final = re.compile(r"\b(?:before|until|older than|earlier than|no later than)\b")
_LEAST: Final = re.compile(r"\b(?:at least|minimum|no less than|or (?:higher|greater))\b")
_MOST: Final = re.compile(r"\b(?:at most|maximum|no more than|or (?:less|lower))\b")
_EXCLUSIVE: Final = re.compile(
    r"\bexclusive\b|\bnot (?:included|inclusive)\b"
    r"|(?<!\bor )\b(?:before|after) (?:this|that|the given) (?:day|date)\b"
)
_PARTS: Final = re.compile(r"(?P<field>.+)_(?P<part>contains|like|prefix|(?:starts|begins)_with)")
_LATITUDE: Final = frozenset({"lat", "latitude"})
_LONGITUDE: Final = frozenset({"lng", "lon", "long", "longitude"})


def told_operator(parameter: Parameter, column: Column) -> FilterOp:
    """Return what the description says, else equality."""
    said = parameter.description or ""
    if column.kind == "text" and _BEGINNING.search(said):
        return "begins"
    if column.kind == "text" and vocabulary.PART.search(said):
        return "contains"
    if column.kind == "text" and _ANY_CASE.search(said):
        return "alike"
    if column.kind == "boolean" and asks_for_true(said):
        return "only"
    if tells_time(column):
        return _end(said, _LATER, _EARLIER)
    counts = column.kind in NUMBERS and not column.primary_key and column.references is None
    return _end(said, _LEAST, _MOST) if counts else "eq"


def named_part(parameter: Parameter, columns: Collection[Column]) -> FilterRole | None:
    """Return the filter of `nameContains`, `name_starts_with`, `titlePrefix`."""
    found = _PARTS.fullmatch(snake(parameter.name))
    if found is None:
        return None
    op: FilterOp = "contains" if found["part"] in {"contains", "like"} else "begins"
    texts = [one for one in columns if one.kind == "text" and not one.secret]
    named = [one.name for one in texts if bare(one.wire_name) == bare(found["field"])]
    named = named or [*named_columns(texts, parameter.description)]
    return FilterRole(column=named[0], op=op) if len(named) == 1 else None


def _end(description: str, lower: re.Pattern[str], upper: re.Pattern[str]) -> FilterOp:
    """Return the end of a range that is spoken of, where it is one and not both."""
    said = description.lower()
    found = lower.search(said) is not None, upper.search(said) is not None
    if found == (True, False):
        return "gt" if excludes_end(said, "ge") else "ge"
    if found == (False, True):
        return "lt" if excludes_end(said, "le") else "le"
    return "eq"


def excludes_end(description: str, op: Literal["ge", "le"]) -> bool:
    """Whether the description leaves the end itself out: `Start before`, not `On or before`."""
    word = "after" if op == "ge" else "before"
    told = description.lower()
    if says_exclusive(told):
        return True
    says = re.search(rf"\b{word}\b", told) is not None
    return says and re.search(rf"\bor {word}\b|inclusive|\bincluding\b|\bor at\b", told) is None


def says_exclusive(description: str) -> bool:
    """Whether that day or moment is left out in so many words: `exclusive`, `before this day`."""
    found = _EXCLUSIVE.sub("", told := description.lower())
    return found != told and "inclusive" not in found


def seeks_near(parameter: Parameter, names: Collection[str]) -> bool:
    """Whether it is one half of a place on the map: what lies there is not all at one point.

    Args:
        parameter: of a list.
        names: the bare names of all its parameters.
    """
    name = bare(parameter.name)
    halves = (_LATITUDE, _LONGITUDE), (_LONGITUDE, _LATITUDE)
    return any(name in one and bool(other & set(names)) for one, other in halves)
