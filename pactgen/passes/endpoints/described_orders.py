"""The order of a list as the contract's sentences tell it.

`All books, by name`, `newest first`, `Rates, cheapest first`, `in position order`: each names a
column, or is a word of time or money that one column alone can mean.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.epochs import unit_of
from pactgen.passes.endpoints.moments import begins, dates, tells_making, tells_time
from pactgen.passes.endpoints.shown_values import as_columns
from pactgen.passes.reading.messages import success_of
from pactgen.passes.reconcile.wording import (
    TIME_WORDS,
    Words,
    bare_of,
    essence,
    same,
    spelled_out,
    undone,
    without,
)
from pactgen.passes.words import vocabulary
from pactgen.passes.words.prose import sentences
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Operation
    from pactgen.ir.database import Column, Table
    from pactgen.passes.tables import Stored

Order = tuple[tuple[str, bool], ...]
"""Columns and whether descending."""

_TIMES: Final = {
    "newest": True,
    "latest": True,
    "most recent": True,
    "most recently": True,
    "oldest": False,
    "earliest": False,
    "soonest": False,
}
_TIMED: Final = frozenset({"date", "day", "moment", "time"})
_EVENTS: Final = frozenset({"latest", "earliest", "soonest"})
"""Of what takes place, these speak of when it begins."""
_SIZES: Final = {
    "highest": True,
    "largest": True,
    "biggest": True,
    "greatest": True,
    "longest": True,
    "most": True,
    "least": False,
    "lowest": False,
    "smallest": False,
    "shortest": False,
    "fewest": False,
}
_PRICES: Final = {
    "cheapest": False,
    "dearest": True,
    "most expensive": True,
    "least expensive": False,
}
_MONEY: Final = frozenset({"amount", "cost", "fee", "fare", "price", "rate"})
UNITS: Final = frozenset(
    {"km", "m", "cm", "mm", "mile", "kg", "g", "lb", "l", "ml", "s", "sec", "second", "min"}
    | {"ms", "minute", "hour", "day", "eur", "usd", "cent", "pct", "percent", "kwh", "kw", "w"}
)
"""Last words of a column that say what it is measured in."""
_STEM: Final = 5
"""Letters of a deed that a noun may be made of."""
_ENDING: Final = frozenset({"due", "end", "ending", "expire", "expiry", "finish", "to", "until"})
"""Words of times up to which something lasts."""
_NAMES: Final = ("name", "title", "label")
_WAYS: Final = _TIMES | _SIZES | _PRICES
_WAY: Final = "|".join(sorted(_WAYS, key=len, reverse=True))
_FIRST: Final = re.compile(
    rf"\b(?P<way>{_WAY})(?: (?P<noun>[\w'` ]{{1,30}}?))? (?:comes? )?first\b", re.IGNORECASE
)
_THAT: Final = re.compile(
    r"\b(?:that|which) (?P<deed>[a-z]+) (?P<end>first|earliest|soonest|last|latest)"
    r" (?:comes?|is|are|stands?)(?: \w+)? first\b",
    re.IGNORECASE,
)
"""`The interview that starts first comes first`."""
_BY: Final = re.compile(
    r"(?:\b(?:order(?:ed)?|sort(?:ed)?|arranged|ranked)\s+by|,\s+by(?! default)"
    r"|\bin (?:(?:ascending|increasing) |(?P<down>(?:descending|decreasing|reverse) ))?order of)\s+"
    r"(?P<keys>(?:(?!\b(?:by default|if|unless|when|whatever)\b)[^.;:()])+)",
    re.IGNORECASE,
)
_RECENT: Final = re.compile(
    r"(?:get|gets|list|lists|returns?|fetch(?:es)?|retrieves?|shows?)? ?(?:all |the )?(?:most )?"
    r"(?:recent|latest|newest) (?P<noun>[\w-]+)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(r"\bby (?P<key>[\w ]{2,30}?)\s*[,(]\s*$", re.IGNORECASE)
"""`Products by units sold, highest first`."""
_PLACED: Final = re.compile(
    r"\bby (?:their )?(?P<noun>position|rank|sequence|priority)\.?$", re.IGNORECASE
)
"""Nobody picks rows by where they stand: they stand in that order."""
_BESIDE: Final = re.compile(r" (?:about|at|for|from|in|of|on|that|which|with) ")
"""`The equipment of the room in the path`: what follows says which."""
_LISTED: Final = re.compile(
    r"(?:lists? )?(?:all |the )?(?P<noun>[\w' -]{2,60}?) by (?:their )?(?P<keys>[\w ,]+?)\.?",
    re.IGNORECASE,
)
"""`Clinics by name`, and no verb that would ask for some of them: `Find clinics by name`."""
_BY_ALONE: Final = re.compile(r"by (?:their )?(?P<keys>[\w ,]+?)\.?", re.IGNORECASE)
"""What a success is described with: `By title`."""
_IN: Final = re.compile(
    r"\b(?:in|by) (?P<down>descending |ascending |reverse )?(?P<noun>[\w ]{2,30}?) order\b"
    r"|\b(?P<alphabet>alphabetical(?:ly)?)\b",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(
    r"\s*,?\s+(?:and )?then (?:by )?|\s*,\s*(?:and )?(?:by )?|\s+and (?:by )?"
)
_THEN: Final = re.compile(r"\bthen\b", re.IGNORECASE)
"""What picks rows comes at once: `by last name, then first name` is an order."""
_DOWN: Final = re.compile(
    r"\b(?:desc|descending|downwards?|(?:newest|latest|most recent|highest|largest) first)\b",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r",\s*(?:the )?((?:newest|latest|oldest|earliest|most recent|highest|largest|lowest|smallest)"
    r" first)",
    re.IGNORECASE,
)
"""`By number, the highest first`: that is said of the number."""
_OWNING: Final = re.compile(r"['\u2019]s\b")
"""`The track's name` is the name of the track."""
_DRESS: Final = re.compile(
    r"\b(?:the|its|their|an?|asc|ascending|desc|descending|upwards?|newest first|latest first"
    r"|oldest first|earliest first|most recent first|highest first|largest first|lowest first"
    r"|smallest first|in|order)\b|[`'\"]",
    re.IGNORECASE,
)


def described_order(operation: Operation, stored: Stored, tables: Mapping[str, Table]) -> Order:
    """Return the order that the operation, or its success, is described with; empty: none.

    Names are those of columns, else of values that answers show of other rows.
    """
    success = success_of(operation)
    told = None if success is None else success.description
    twin = as_columns(stored, tables)
    for each in (stored, twin):
        for sentence in sentences(*operation.texts, told):
            found = () if each is None else order_in(sentence, each)
            if found:
                return found
    by = _BY_ALONE.fullmatch((told or "").strip())
    if by is not None and (found := tuple(_keys(by["keys"], stored))):
        return found
    every = sentences(*operation.texts, told)
    return next(filter(None, (_alone(each, operation, stored) for each in every)), ())


def _alone(sentence: str, operation: Operation, stored: Stored) -> Order:
    """Return the order that `Clinics by name` tells: the rows and columns, and nothing else.

    What a parameter is called picks rows: `Clinics by city`.
    """
    said = _LISTED.fullmatch(sentence.strip())
    noun = "" if said is None else _BESIDE.split(said["noun"], maxsplit=1)[0]
    if said is None or not essence(noun) or not _is_thing(noun, stored):
        return ()
    found = tuple(_keys(said["keys"], stored))
    taken = {bare(each.name) for each in operation.parameters}
    columns = {column.name: column for column in stored.table.columns}
    picks = any({bare(name), bare(columns[name].wire_name)} & taken for name, _ in found)
    return () if picks and not _THEN.search(said["keys"]) else found


def order_in(text: str, stored: Stored) -> Order:
    """Return the order that a sentence tells; empty where it tells none, or more than one."""
    by = _BY.search(text)
    told = () if by is None else tuple(_keys(by["keys"], stored))
    if by is not None and (told or not _FIRST.search(text)):
        return tuple((name, True) for name, _ in told) if by["down"] else told
    that = _THAT.search(text)
    if that is not None:
        column = _called(that["deed"], stored)
        return () if column is None else ((column.name, that["end"].lower() in {"last", "latest"}),)
    first = _FIRST.search(text)
    if first is not None:
        noun = (first["noun"] or "").replace("`", "")
        column = _by_way(first["way"].lower(), noun, stored)
        named = _BEFORE.search(text[: first.start()])
        if column is None and named is not None:
            column = _called(_DRESS.sub(" ", named["key"]), stored)
        return () if column is None else ((column.name, _WAYS[first["way"].lower()]),)
    placed = _PLACED.search(text.strip())
    if placed is not None:
        column = _called(placed["noun"], stored)
        return () if column is None else ((column.name, False),)
    said = _IN.search(text)
    if said is None:
        return _recent(text, stored)
    if said["alphabet"] or said["noun"].lower() in {"alphabetical", "alphabetic"}:
        column = _first_called(_NAMES, stored)
    else:
        column = _called(said["noun"], stored)
    down = (said["down"] or "").strip().lower() in {"descending", "reverse"}
    return () if column is None else ((column.name, down),)


def _recent(text: str, stored: Stored) -> Order:
    """`Get recent articles globally` asks for what was made last."""
    found = _RECENT.match(text.strip())
    if found is None or not _is_thing(found["noun"], stored):
        return ()
    column = made_at(stored)
    return () if column is None else ((column.name, True),)


def word_order(word: str, description: str | None, words: tuple[str, ...], stored: Stored) -> Order:
    """Return the order that a word of a sort parameter stands for.

    Args:
        word: a value of its enum, e.g. `newest`.
        description: of the parameter: `newest = latest date first, oldest = …`.
        words: all values.
        stored: the listed rows.
    """
    explained = _explained(word, description or "", words)
    if explained:
        return order_in(explained, stored)[:1]
    spoken = " ".join(essence(word))
    if spoken not in _TIMES | _PRICES:
        return ()
    column = _by_way(spoken, "", stored)
    return () if column is None else ((column.name, _WAYS[spoken]),)


def _explained(word: str, description: str, words: tuple[str, ...]) -> str:
    """Return what a description says of one of the words."""
    mark = r"[`'\"]?\s*(?:[=:\u2013\u2014-]|\bis\b|\bmeans\b|\()\s*"
    found = re.search(
        rf"(?<![\w-])[`'\"]?{re.escape(word)}{mark}(?P<text>.+)", description, re.DOTALL
    )
    if found is None:
        return ""
    ends = [
        end.start()
        for other in words
        if other != word
        and (end := re.search(rf"(?<![\w-])[`'\"]?{re.escape(other)}{mark}", found["text"]))
    ]
    return found["text"][: min(ends, default=None)].strip(" ,;.)\n")


def _keys(text: str, stored: Stored) -> Iterator[tuple[str, bool]]:
    """Yield `last name, then first name descending`, as far as it names columns."""
    for part in _NEXT.split(_AFTER.sub(r" \1", text)):
        column = _called(_DRESS.sub(" ", _OWNING.sub(" ", part)), stored)
        if column is None:
            return
        yield column.name, _DOWN.search(part) is not None


def _by_way(way: str, noun: str, stored: Stored) -> Column | None:
    """Return the column that is compared: the one that is named, else the only one it can be."""
    named = _called(noun, stored) if noun else None
    if named is not None:
        return named
    if way in _PRICES:
        return _first_called(tuple(_MONEY), stored, last=True)
    if way in _TIMES and (told := _done_at(noun, stored)) is not None:
        return told
    if way in _TIMES and (noun.lower() in _TIMED or _is_thing(noun, stored)):
        return (_begins(stored) if way in _EVENTS else None) or made_at(stored)
    return None


def _done_at(noun: str, stored: Stored) -> Column | None:
    """Return the time of a deed that a noun names: a `measurement` was `measured_at` then."""
    spoken = noun.lower()
    stems = [
        (each, bare_of(essence(each.wire_name), TIME_WORDS)[-1:])
        for each in stored.table.columns
        if tells_time(each)
    ]
    found = [
        each
        for each, deed in stems
        if deed and deed[0].endswith("ed") and len(deed[0]) > _STEM
        if spoken.startswith(deed[0].removesuffix("ed"))
    ]
    return found[0] if len(found) == 1 else None


def _is_thing(noun: str, stored: Stored) -> bool:
    """Whether it is what the rows are called: `newest entry first`.

    Of values of other rows, what those are called will do.
    """
    spoken = essence(noun)
    names = [essence(stored.kept.noun), essence(stored.kept.name), essence(stored.table.name)]
    shown = {each.name: each.relation.table for each in stored.table.derived}
    if all(column.name in shown for column in stored.table.columns):
        names += [essence(table) for table in shown.values()]
    return not spoken or any(same(spoken, name) or name[-1:] == spoken for name in names)


def _begins(stored: Stored) -> Column | None:
    """Return the time at which something begins that takes place, where every row tells it."""
    told = [
        one for one in stored.table.columns if tells_time(one) and not one.nullable and begins(one)
    ]
    return told[0] if len(told) == 1 else None


def made_at(stored: Stored) -> Column | None:
    """Return the time at which rows are made."""
    times = [one for one in stored.table.columns if tells_time(one)]
    created = [one for one in times if tells_making(one)]
    stamped = [one for one in times if _is_stamped(one)]
    dated = [one for one in times if dates(one, stored.table)]
    sure = [one for one in times if not one.nullable]
    sure = [one for one in sure if not _ENDING.intersection(essence(one.wire_name))] or sure
    for found in (created, stamped, dated, sure):
        if len(found) == 1:
            return found[0]
    return None


def _is_stamped(column: Column) -> bool:
    """Whether the database, or the backend, writes the time at which the row is made."""
    if bare(column.wire_name) in vocabulary.UPDATED:
        return False
    default = None if column.declared is None else column.declared.default
    counted = default is not None and unit_of(default.text) is not None
    made = column.generated is not None and column.generated.kind == "now"
    return made or counted or (default is not None and default.kind == "now")


def _first_called(names: tuple[str, ...], stored: Stored, *, last: bool = False) -> Column | None:
    """Return the only column that is called so; by its last word, where `last` is set."""
    for name in () if last else names:
        found = _called(name, stored)
        if found is not None:
            return found
    ends = [
        column
        for column in stored.table.columns
        if column.kind in {"integer", "bigint", "double"}
        and bare_of(essence(column.name), UNITS)[-1:] in {(name,) for name in names}
    ]
    return ends[0] if last and len(ends) == 1 else None


def _called(text: str, stored: Stored) -> Column | None:
    """Return the column that words name; None where none is called so, or more than one."""
    spoken = essence(text)
    if not spoken:
        return None
    nouns = (essence(stored.kept.noun), essence(stored.kept.name), essence(stored.table.name))
    forms = {spoken, *(without(spoken, noun) for noun in nouns)}
    forms |= {spelled_out(form) for form in forms}
    found = [
        column
        for column in stored.table.columns
        if not column.secret and column.kind not in {"json", "bytes"}
        if any(_same(form, name, column) for form in forms for name in _names(column, nouns))
    ]
    if not found and spoken == ("name",):
        texts = (each for each in stored.table.columns if each.kind == "text")
        found = [each for each in texts if essence(each.wire_name)[-1] == "name"]
    if len(found) > 1:
        found = [each for each in found if essence(each.wire_name) == spoken] or found
    return found[0] if len(found) == 1 else None


def _same(form: Words, name: Words, column: Column) -> bool:
    """Whether both say the same; the `issue date` is the day on which it was `issued`."""
    return same(form, name) or (tells_time(column) and same(undone(form), undone(name)))


def _names(column: Column, nouns: tuple[Words, ...]) -> set[Words]:
    names = {essence(column.name), essence(column.wire_name)}
    names |= {without(name, noun) for name in names for noun in nouns}
    if column.kind in {"integer", "bigint", "double"}:
        names |= {bare_of(name, UNITS) for name in names}
    if tells_time(column):
        dressed = {bare_of(name, TIME_WORDS) for name in names}
        names |= dressed | {(*name, word) for name in dressed for word in ("date", "time")}
    return names
