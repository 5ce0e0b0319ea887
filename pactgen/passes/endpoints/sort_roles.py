"""What a parameter says of the order: by which column, and in which direction.

Location: pactgen/passes/endpoints/sort_roles.py. Used by assign_roles.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.ir.contract import ABSENT
from pactgen.ir.inputs import Role, SortRole, UnusedRole
from pactgen.passes.endpoints.described_orders import UNITS, word_order
from pactgen.passes.endpoints.shown_values import ordered_names
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.shapes import items_of, types_of
from pactgen.passes.reconcile.wording import bare_of, essence
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import snake
from pactgen.passes.words.pages import SPRING_ASKED, SPRING_SORT
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.database import Column
    from pactgen.passes.tables import Stored

_SORT_VALUE = re.compile(
    r"(?P<minus>[-+]?)(?P<name>.+?)"
    r"(?:[_:. ,](?P<way>(?i:asc|desc|ascending|descending))"
    r"|(?<=[a-z0-9])(?P<end>Asc|ASC|Desc|DESC|Ascending|Descending))?"
)
"""`-price`, `price,desc`, `priceDesc`."""

_NULLS_LAST = re.compile(
    r"\bnulls? (?:\w+ ){0,2}last\b|\b(?:null|without|lack\w*|no|empty|missing)\b[^.;]{0,60}?"
    r"\b(?:come|comes|go|goes|sort|sorted|listed|placed|stand|are|is|at the)\b[^.;]{0,20}?"
    r" (?:last|end)\b",
    re.IGNORECASE,
)
"""`Rows in which the sorted member is null come last in both directions`."""
_OF_TIME = frozenset({"at", "date", "datetime", "on", "time"})
_DOWN = frozenset({"desc", "descending", "isdescending", "sortdesc", "sortdescending"})
"""Booleans that turn an order round."""
_TOLD_WAY = re.compile(r"(?<=[\w)}\]>])(?P<gap>[,: ])[\[({<]*(?P<way>asc|desc)\b", re.IGNORECASE)


def is_direction(contract: Contract, parameter: Parameter, names: set[str]) -> bool:
    """Tell whether a parameter says up or down; `names` are those of all of them."""
    if types_of(contract, parameter.schema) - {"null"} == {"boolean"}:
        return bare(parameter.name) in _DOWN and not names.isdisjoint(vocabulary.SORT)
    values = effective(contract, parameter.schema).enum
    ways = {str(value).lower() for value in values or ()}
    if ways:
        down = {"desc", "descending"}
        return ways <= {"asc", "ascending"} | down and not ways.isdisjoint(down)
    if bare(parameter.name) not in vocabulary.DIRECTION:
        return False
    return bare(parameter.name) != "order" or bool(names & (vocabulary.SORT - {"order"}))


def is_order(contract: Contract, parameter: Parameter, names: frozenset[str] | set[str]) -> bool:
    """Tell whether a parameter says an order: a text, or texts that each end with a direction.

    `names` are those of all parameters.
    """
    if bare(parameter.name) not in vocabulary.SORT | {"sortorder"}:
        return False
    types, items = types_of(contract, parameter.schema), items_of(contract, parameter.schema)
    if items is None:
        return types <= {"string", "null"}
    texts = types_of(contract, items) == {"string"}
    if effective(contract, items).enum is not None:
        return texts and parameter.location == "query" and parameter.style == "form"
    several = parameter.location == "query" and parameter.style == "form" and parameter.explode
    return several and texts and _ways(contract, parameter, names) is not None


def sort_role(
    contract: Contract,
    stored: Stored,
    parameter: Parameter,
    names: frozenset[str] | set[str] = frozenset(),
) -> Role:
    """Return which order each value of the parameter asks for."""
    items = items_of(contract, parameter.schema)
    values = effective(contract, items or parameter.schema).enum
    plain = [one for one in stored.table.columns if one.kind != "json" and not one.secret]
    columns = {bare(one.stored_name): one.name for one in plain} | ordered_names(stored)
    columns |= {bare(one.wire_name): one.name for one in plain}
    fields: list[tuple[str, str, bool]] = []
    spelled = _ways(contract, parameter, names)
    if values is None:
        for column in stored.table.columns:
            if column.name in columns.values():
                fields.append((column.wire_name, column.name, False))
                fields.append((f"-{column.wire_name}", column.name, True))
                fields += _with_ways(spelled, column)
    for value in values or ():
        match = _SORT_VALUE.fullmatch(str(value))
        if match is None:
            continue
        name = _same_words(match["name"], columns)
        way = match["way"] or match["end"] or ""
        down = match["minus"] == "-" or way.lower().startswith("desc")
        if name in columns and not (match["end"] and bare(str(value)) in columns):
            fields.append((str(value), columns[name], down))
        elif bare(str(value)) in columns:
            fields.append((str(value), columns[bare(str(value))], False))
        else:
            words = tuple(map(str, values or ()))
            told = word_order(str(value), parameter.description, words, stored)
            fields += [(str(value), column, downwards) for column, downwards in told]
    if not fields:
        return UnusedRole(reason="None of its values is a property of the listed things.")
    shape = effective(contract, parameter.schema)
    texts = (contract.description, parameter.description, shape.description)
    last = any(_NULLS_LAST.search(text) for text in texts if text)
    return SortRole(part="field", fields=tuple(fields), nulls_last=last)


def told_ways(contract: Contract, parameter: Parameter) -> re.Match[str] | None:
    """Return how the contract writes a direction behind a property: `name,desc`, `name:ASC`."""
    found = effective(contract, parameter.schema)
    items = items_of(contract, found) or found
    said = (parameter.description, found.description, items.description, items.pattern)
    shown = (found.default, *found.examples, *items.examples)
    texts = (str(each) for each in (*said, *shown) if each is not None and each is not ABSENT)
    return next((way for text in texts if (way := _TOLD_WAY.search(text)) is not None), None)


def _ways(
    contract: Contract, parameter: Parameter, names: frozenset[str] | set[str]
) -> re.Match[str] | None:
    """Return how a direction is written, which Spring Data's `Pageable` need not say."""
    told = told_ways(contract, parameter)
    in_spring = names >= SPRING_ASKED and items_of(contract, parameter.schema) is not None
    return _TOLD_WAY.search(SPRING_SORT) if told is None and in_spring else told


def _with_ways(spelled: re.Match[str] | None, column: Column) -> list[tuple[str, str, bool]]:
    if spelled is None:
        return []
    ways = ("ASC", "DESC") if spelled["way"].isupper() else ("asc", "desc")
    return [
        (f"{column.wire_name}{spelled['gap']}{way}", column.name, way.lower() == "desc")
        for way in ways
    ]


def _same_words(name: str, columns: Mapping[str, str]) -> str:
    """`timeStart` is `startTime`, and `price` the only column that ends so: `unit_price`.

    Behind that may stand what it is measured in: `nightly_price_cents`. What was `created` is so at
    its `created_at`.
    """
    if bare(name) in columns:
        return bare(name)
    words = snake(name).split("_")
    turned = [
        known for known, column in columns.items() if sorted(column.split("_")) == sorted(words)
    ]
    ending = [
        known for known, column in columns.items() if column.split("_")[-len(words) :] == words
    ]
    measured = [
        known
        for known, column in columns.items()
        if bare_of(essence(column), UNITS)[-len(words) :] == essence(name)
    ]
    dated = {
        column: known
        for known, column in columns.items()
        if bare_of(tuple(column.split("_")), _OF_TIME) == tuple(words) != tuple(column.split("_"))
    }
    found = (turned, ending, measured, [*dated.values()])
    alone = (some[0] for some in found if len({columns[known] for known in some}) == 1)
    return next(alone, bare(name))
