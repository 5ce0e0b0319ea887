"""Numbers that the rows below a row make: how many of them, their sum, their average."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.contract import Schema
from pactgen.passes.reconcile.kinds import kind_alone, natural_kind
from pactgen.passes.reconcile.reckon import MONEY, changes_totals, line_of
from pactgen.passes.reconcile.states_told import (
    condition_of,
    denied_rows,
    one_of,
    stands_in,
    states_of,
)
from pactgen.passes.reconcile.tables_of import primary_key
from pactgen.passes.reconcile.ways import BELOW, LED, Shown, Way, words_in, words_of
from pactgen.passes.reconcile.which_rows import DENIALS, clauses
from pactgen.passes.reconcile.wording import (
    PLACES,
    Words,
    bare_of,
    ends_with,
    essence,
    is_plural,
    same,
    spelled_out,
)
from pactgen.passes.words.names import words
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.database import Condition
    from pactgen.ir.schema import Column, Table
    from pactgen.source import Origin

COUNTING: Final = frozenset({"count", "number", "num", "total", "quantity", "size"})
STEM: Final = 4
"""A verb that is shorter may begin words of another meaning."""
SUMMED: Final = frozenset({"integer", "bigint", "double"})
"""What columns of numbers are."""
SUMS: Final = re.compile(
    r"\b(?:sum|total) (?:of|over)\b|\bsums? (?:up )?(?:the|all|its)\b|\bsummed\b", re.IGNORECASE
)
SUMMING: Final = re.compile(r"(?:the )?sum of\b", re.IGNORECASE)
ARTICLES: Final = frozenset({"the", "its", "all", "their", "any"})
NUMBER_OF: Final = re.compile(r"(?:the )?(?:total )?(?:number|count) of\b", re.IGNORECASE)
AVERAGES: Final = frozenset({"average", "avg", "mean"})
LEAST: Final = frozenset({"cheapest", "least", "lowest", "min", "minimum", "smallest"})
GREATEST: Final = frozenset({"dearest", "greatest", "highest", "largest", "max", "maximum"})
TIMES: Final = re.compile(r"\btimes\b|\bmultiplied\b|[*×]", re.IGNORECASE)  # noqa: RUF001
_EACH: Final = frozenset(
    {"cost", "fee", "length", "price", "rate", "size", "value", "volume", "weight"}
)
"""What columns tell of one piece."""
_AMOUNTS: Final = frozenset({"count", "number", "qty", "quantity"})
TIMED: Final = frozenset({("millisecond",), ("second",), ("minute",)})
LENGTHS: Final = frozenset({("duration",), ("length",), ("runtime",)})
"""How columns are spoken of that are called by the unit in which they tell a time."""
_SENTENCE: Final = re.compile(r"[.;\n]")
LESS: Final = re.compile(
    r"(?:the )?(?P<whole>[\w ]+?)[`'\"]? (?:minus|less|[-\u2212\u2013]) [`'\"]?(?P<part>.+)",
    re.IGNORECASE,
)
ROOM: Final = frozenset(
    {"capacity", "opening", "place", "quota", "room", "seat", "slot", "spot", "vacancy"}
)
"""What each row takes one of; payments take more of a total."""
FACTORS: Final = 2
"""A sum is that of a column, or of the product of two."""
_LOWER: Final = frozenset({"sub", "child"})
"""First words of what rows call those of their own table that refer to them: `subtasks`."""
_PLANNED: Final = frozenset({"begin", "due", "end", "expire", "finish", "start", "valid"})
"""What times say that rows have one way or the other."""
QUALIFIERS: Final = frozenset(
    {
        "active", "archived", "available", "cancelled", "closed", "complete", "completed",
        "current", "done", "due", "finished", "free", "inactive", "late", "open", "outstanding",
        "overdue", "pending", "remaining", "resolved", "unread", "unresolved", "upcoming",
    }
)  # fmt: skip
"""What only some of the rows are."""


def summed(name: str, schema: Schema, ways: list[Way]) -> Shown | None:
    """A number that is described as the sum of a column, or of the product of two.

    `Sum of the payments` names rows that have one amount, and no column.
    """
    description = schema.description or ""
    if not SUMS.search(description):
        return None
    least = FACTORS if TIMES.search(description) else 1
    found = _told(name, description, ways, range(least, FACTORS + 1)) or _lines(description, ways)
    if found is None:
        return None
    way, names = found
    sure, only = _summed_rows(way, names, name, schema)
    if not sure:
        return None
    factor = names[1] if len(names) == FACTORS else None
    why = f"It is described as the sum of {' times '.join(f'`{each}`' for each in names)}."
    return Shown(way=way, figure="sum", column=names[0], factor=factor, only=only, why=why)


def totalled(name: str, schema: Schema, ways: list[Way]) -> Shown | None:
    """`totalQuantity`: the sum of the only column of the rows below that is called so.

    A price is no sum of prices where rows say how many there are of each.
    """
    spoken = essence(name)
    rest = bare_of(_without_total(spoken), MONEY)
    if spoken == _without_total(spoken) or schema.description:
        return None
    found = [
        (way, column)
        for way in ways
        for column in way.table.columns
        if natural_kind(column.type) in SUMMED and column.name not in dict(way.pairs).values()
        if bare_of(essence(column.name), MONEY) == rest
        if rest[-1] not in _EACH
        or not _AMOUNTS & {essence(one.name)[-1] for one in way.table.columns}
    ]
    if len(found) != 1:
        return None
    way, column = found[0]
    why = f"It is called like the total of `{column.name}`."
    return Shown(way=way, figure="sum", column=column.name, why=why)


def _lines(text: str, ways: list[Way]) -> tuple[Way, tuple[str, ...]] | None:
    """`Sum of the line totals`: of the only rows named so that have a quantity and a price."""
    told = tuple(each for one in re.findall(r"\w+", text) for each in essence(one))
    found = [
        (way, (pair[0].name, pair[1].name))
        for way in ways
        if way.through is None and any(set(one) <= set(told) for one in way.names)
        if (pair := line_of(way.table)) is not None
    ]
    return found[0] if len(found) == 1 else None


def come_to(name: str, schema: Schema, ways: list[Way], own: Table) -> Shown | None:
    """`total` of an order, where nothing is said of it: what its only lines come to."""
    found = [(way, pair) for way in ways if way.many and (pair := line_of(way.table)) is not None]
    called = bare_of(essence(name), MONEY | {"amount", "grand", "order", "price"})
    if schema.description or called not in {("total",), ("subtotal",)} or len(found) != 1:
        return None
    if called == ("total",) and changes_totals(own):
        return None
    way, (quantity, price) = found[0]
    why = f"It is called like what the rows of `{way.table.name}` come to."
    return Shown(way=way, figure="sum", column=quantity.name, factor=price.name, why=why)


def _without_total(spoken: Words) -> Words:
    """Return a name without the word that says that something is added up."""
    return bare_of(spoken, frozenset({"total"}))


def _summed_rows(
    way: Way, names: tuple[str, ...], name: str, schema: Schema
) -> tuple[bool, Condition | None]:
    """Return whether it is certain which rows a sum is of, and what they must be; None: all are.

    `Sum of the payments that are not refunded`, `unpaidTotal`.
    """
    said = (*words(name), *words_in(schema))
    told = tuple(each for one in said for each in essence(one))
    states = [
        (column, value, spoken)
        for column, value, spoken in states_of(way.table)
        if column.name not in names and set(spoken) - _PLANNED and spoken not in way.names
    ]
    lacking = {
        (column.name, value): (column, value)
        for column, value, spoken in states
        if len(spoken) == 1 and f"un{spoken[0]}" in said
    }
    stated = {
        (column.name, value): (column, value)
        for column, value, spoken in states
        if stands_in(spoken, said) or stands_in(spoken, told)
    }
    denied = bool(DENIALS & set(said))
    barred = lacking | (stated if denied else {})
    if barred:
        ((column, value),) = list(barred.values())[:1]
        alone = len(barred) == 1 and stated.keys() <= barred.keys()
        return alone, condition_of(column, value, denied=True)
    if stated:
        only = one_of(list(stated.values()))
        return only is not None, only
    return not denied and not QUALIFIERS & set(said), None


def rows_meant(table: Table, origin: Origin, text: str) -> tuple[bool, Condition | None]:
    """Return whether it is certain which rows a text speaks of, and what they must be.

    Args:
        table: of the rows.
        origin: of the text.
        text: `Number of the paid invoices`.
    """
    way = Way(table=table, many=True, pairs=())
    return _summed_rows(way, (), "", Schema(origin=origin, description=text))


def left(schema: Schema, ways: list[Way], own: Table) -> Shown | None:
    """A number that is described as what rows below leave of a column: `Capacity minus tickets`."""
    found = LESS.fullmatch((schema.description or "").strip())
    if found is None:
        return None
    whole = essence(found["whole"])
    columns = [each for each in own.columns if same(essence(each.name), whole)]
    if len(columns) != 1 or kind_alone(columns[0].type) not in SUMMED:
        return None
    told, part = found["part"], replace(schema, description=found["part"])
    shown = summed(told, part, ways)
    if shown is None and (NUMBER_OF.match(told) or ROOM & set(whole)):
        shown = counted(told.removesuffix("."), part, ways, own)
    if shown is None and ROOM & set(whole):
        number = replace(schema, description=f"Number of {told}")
        shown = counted("", number, ways, own)
    if shown is None:
        return None
    why = f"It is described as what is left of `{columns[0].name}`."
    return replace(shown, taken_from=columns[0].name, why=why)


def averaged(name: str, schema: Schema, ways: list[Way]) -> Shown | None:
    """`averageStars`, or a number that is described as the average of a column."""
    description = schema.description or ""
    if not AVERAGES & {*essence(name), *words_in(schema)}:
        return None
    found = _told(name, f"{' '.join(words(name))} {description}", ways, range(1, 2))
    if found is None:
        return None
    way, (column,) = found
    why = f"It is called or described as the average of `{column}`."
    return Shown(way=way, figure="average", column=column, why=why)


def extreme(name: str, schema: Schema, ways: list[Way]) -> Shown | None:
    """`priceFrom`, `Lowest price of its variants`: the least, or the greatest, of a column."""
    spoken, said = essence(name), words_in(schema)
    least = bool(LEAST & {*spoken, *said}) or (not said and spoken[-1:] == ("from",))
    greatest = bool(GREATEST & {*spoken, *said})
    if least == greatest:
        return None
    found = _told(name, f"{' '.join(words(name))} {schema.description or ''}", ways, range(1, 2))
    if found is None:
        return None
    way, (column,) = found
    figure: Literal["least", "greatest"] = "least" if least else "greatest"
    why = f"It is called or described as the {figure} `{column}`."
    return Shown(way=way, figure=figure, column=column, why=why)


def _told(
    name: str, text: str, ways: list[Way], counts: range
) -> tuple[Way, tuple[str, ...]] | None:
    """Return the only way whose columns the text names; one whose rows it names goes first."""
    told = _with_turned(tuple(each for one in re.findall(r"\w+", text) for each in essence(one)))
    found = []
    for way in ways:
        columns = [column for column in way.table.columns if _is_told(column, way, told)]
        named = any(set(one) <= {*told, *essence(name)} for one in way.names)
        is_told = bool(columns)
        if not is_told and any(set(one) <= set(told) for one in way.names):
            columns = _amounts(way)
        if len(columns) in counts and (named or way.through is None):
            found.append((named, is_told, way, tuple(column.name for column in columns)))
    chosen = [each[1:] for each in found if each[0]] or [each[1:] for each in found]
    chosen = [each for each in chosen if each[0]] or chosen
    if len(chosen) > 1:
        alike = [each for each in chosen if same(essence(each[2][0]), essence(name))]
        chosen = alike or chosen
    return chosen[0][1:] if len(chosen) == 1 else None


def _with_turned(told: Words) -> Words:
    """Return words, and behind them what is spoken of the other way round.

    The `totals of the lines` are `line totals`.
    """
    plain = tuple(word for word in told if word not in ARTICLES)
    turned = [
        word
        for at in range(1, len(plain) - 1)
        if plain[at] == "of"
        for word in ("", plain[at + 1], plain[at - 1])
    ]
    return (*told, *turned)


def counted(name: str, schema: Schema, ways: list[Way], own: Table) -> Shown | None:
    """`orderCount`, `orders`, `openOrderCount`: how many rows there are, or are in a state."""
    spoken = essence(name)
    base = bare_of(spoken, COUNTING)
    others = [each for way in ways if (each := _apart(way, own)) is not None]
    described = NUMBER_OF.match(schema.description or "") is not None
    if SUMMING.match(schema.description or ""):
        return None
    if base == spoken and not is_plural(name) and not described:
        return None
    called = [way for way in others if any(same(base, told) for told in way.names)]
    if not called and base == spoken:
        called = [way for way in others if any(ends_with(told, spoken) for told in way.names)]
        called = called if len(called) == 1 else []
    if not called and base and base != spoken:
        called = [way for way in others if any(ends_with(told, base) for told in way.names)]
        called = called if len(called) == 1 and called[0].through is None else []
    if called and (described or not DENIALS & words_of(schema)):
        denied = DENIALS & words_of(schema) and _denied(called[0], schema)
        return denied or _described_rows(called[0], schema, described=described)
    found = _some(base, schema, called or others, sure=base != spoken)
    return found or (_number_of(schema, others) if described and not called else None)


def _denied(way: Way, schema: Schema) -> Shown | None:
    """`Number of applications without the withdrawn ones`."""
    sure, only = denied_rows(way.table, _first_words(schema), way.names)
    if not sure:
        return None
    why = f"It counts the rows of `{way.table.name}` that are so."
    return Shown(way=way, figure="count", only=only, why=why)


def _first_words(schema: Schema) -> tuple[str, ...]:
    """Return the words of the first thing that is said of a value."""
    first = _SENTENCE.split((schema.description or "").strip())[0]
    return words_in(replace(schema, description=first))


def _apart(way: Way, own: Table) -> Way | None:
    """Return a way under the names that do not speak of the row itself: `replies` of a comment."""
    if way.table is not own or way.through is not None:
        return way
    names = tuple(each for each in way.names if each in (*BELOW, *LED) or each[0] in _LOWER)
    return replace(way, names=names) if names else None


def _number_of(schema: Schema, ways: list[Way]) -> Shown | None:
    """`Number of reservations that were checked out`: of the only rows that are named so."""
    said = words_in(schema)
    told = tuple(each for one in said for each in essence(one))
    named = [
        (way, names)
        for way in ways
        for names in way.names
        if way.through is None and stands_in(names, told)
    ]
    if len({str(way.table.name) for way, _ in named}) != 1:
        return None
    way, names = named[0]
    at = next(at for at in range(len(told)) if told[at : at + len(names)] == names)
    before = said[said.index("of") + 1 : at]
    rest = (*(one for one in before if one not in ARTICLES), *said[at + len(names) :])
    only = None
    if rest:
        stated = [
            (column, value)
            for column, value, spoken in states_of(way.table)
            if stands_in(spoken, rest)
        ]
        if DENIALS & set(rest):
            return _denied(way, schema)
        only = one_of(stated)
        if only is None:
            return None
    why = f"It is described as a number of rows of `{way.table.name}`."
    return Shown(way=way, figure="count", only=only, why=why)


def _some(base: Words, schema: Schema, ways: list[Way], *, sure: bool) -> Shown | None:
    """Those of the rows that are what the name or the description says, or all of them.

    `sure`: its name says that something is counted.
    """
    parted = [
        (way, base[: len(base) - len(told)])
        for way in ways
        for told in way.names
        if ends_with(base, told)
    ]
    for way, rest in parted:
        only = _condition(way, rest, _first_words(schema))
        if only is not None:
            why = f"It counts the rows of `{way.table.name}` that are so."
            return Shown(way=way, figure="count", only=only, why=why)
    if not sure or DENIALS & words_of(schema) or QUALIFIERS & set(base):
        return None  # some of the rows, and nobody knows which
    found = _described(ways, base, schema)
    described = NUMBER_OF.match(schema.description or "") is not None
    return _described_rows(found[0], schema, described=described) if found else None


def _described_rows(way: Way, schema: Schema, *, described: bool) -> Shown | None:
    """Count rows of a way: all of them, or those in the state that their description tells.

    `enrolledCount` may be the “number of enrollments with status enrolled”.
    """
    why = f"It is called like the number of rows of `{way.table.name}`."
    if not described:
        return Shown(way=way, figure="count", why=why)
    stated: list[tuple[Column, str | bool]] = []
    denied: list[tuple[Column, str | bool]] = []
    denies = False
    for said, is_denial in clauses(schema.description or ""):
        found = _stated_in(way, said)
        (denied if is_denial else stated).extend(found)
        denies = denies or (is_denial and not found)
    if denies or set(stated) & set(denied) or (not stated and len(denied) > 1):
        return None
    if {column.name for column, _ in denied} - {column.name for column, _ in stated} and stated:
        return None
    only = one_of(stated) if stated else condition_of(*denied[0], denied=True) if denied else None
    if stated and only is None:
        return None
    return Shown(way=way, figure="count", only=only, why=why)


def _stated_in(way: Way, said: tuple[str, ...]) -> list[tuple[Column, str | bool]]:
    """Return the states of rows that words name."""
    told = tuple(each for one in said for each in essence(one))
    return [
        (column, value)
        for column, value, spoken in states_of(way.table)
        if spoken not in way.names and set(spoken) - _PLANNED
        if stands_in(spoken, said) or stands_in(spoken, told)
    ]


def _condition(way: Way, rest: Words, told: tuple[str, ...]) -> Condition | None:
    """Return what rows must be: a value of a state, or a mark, that is named or denied."""
    if DENIALS & set(told):
        return denied_rows(way.table, told, way.names)[1]
    states = tuple(states_of(way.table))
    stated = [(column, value) for column, value, spoken in states if stands_in(spoken, told)]
    for column, value, spoken in states:
        if rest and same(rest, spoken):
            beside = [each for each in stated if each[0] is column]
            return one_of(beside if (column, value) in beside else [(column, value)])
    return one_of(stated) if rest else None


def _described(ways: list[Way], base: Words, schema: Schema) -> list[Way]:
    """Return the only way that a participle is made of (`enrolled`), or that is described."""
    stem = base[-1].removesuffix("ed")
    stem = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    told = {word for text in words_of(schema) for word in essence(text)}
    made = [
        way
        for way in ways
        if len(base) == 1
        and base[-1].endswith("ed")
        and len(stem) >= STEM
        and any(one[-1].startswith(stem) for one in way.names)
    ]
    named = [way for way in ways if any(set(one) <= told for one in way.names)]
    found = made or named
    found = [way for way in found if way.through is None] or found
    return found if len({str(way.table.name) for way in found}) == 1 else []


def _amounts(way: Way) -> list[Column]:
    """Return the only number that rows have, keys aside."""
    keys = {
        *primary_key(way.table),
        *(name for key in way.table.foreign_keys for name in key.columns),
    }
    numbers = [
        column
        for column in way.table.columns
        if natural_kind(column.type) in SUMMED and column.name not in keys
        if not PLACES & {essence(column.name)[0], essence(column.name)[-1]}
    ]
    return numbers if len(numbers) == 1 else []


def _is_told(column: Column, way: Way, told: Words) -> bool:
    """Whether the words name a column of numbers."""
    spoken = essence(column.name)
    names = {spoken, spelled_out(spoken), bare_of(spoken, MONEY)}
    names |= LENGTHS if spoken in TIMED else set()
    if natural_kind(column.type) not in SUMMED or column.name in dict(way.pairs).values():
        return False
    return any(stands_in(name, told) for name in names)


def money_first(shown: Shown | None) -> Shown | None:
    """Return a sum of products as so many times money, which is what says how it travels."""
    if shown is None or shown.column is None or shown.factor is None:
        return shown
    if natural_kind(shown.way.table.column(shown.column).type) == "double":
        return shown
    return replace(shown, column=shown.factor, factor=shown.column)
