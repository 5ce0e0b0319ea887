"""Names of columns that say the same as those of properties in other words.

Location: pactgen/passes/reconcile/other_words.py. Used by align_columns, and by tables_of for the
short forms that a schema itself teaches. What is found here is weaker than a name: it counts only
where nothing else can be meant, on either side.
"""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.passes.reconcile.wording import KEY_WORDS, Words, essence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.ir.schema import Table

LEAST_INITIALS: Final = 3
"""Letters of an acronym: `mrn` is a medical record number."""
LEAST_DEED: Final = 4
"""Letters of what is done: `cancel` of a cancellation."""
LEAST_SHARING: Final = 2
"""Columns that begin with a short form of their table's name."""
PHRASES: Final = MappingProxyType(
    {
        "birth date": ("dob",),
        "family name": ("surname",),
        "first name": ("forename",),
        "given name": ("forename",),
        "last name": ("surname",),
        "list price": ("price",),
        "retail price": ("price",),
        "selling price": ("price",),
        "unit price": ("price",),
        "mobile number": ("phone",),
        "phone number": ("phone",),
        "telephone number": ("phone",),
        "post code": ("postcode",),
        "postal code": ("postcode",),
        "zip code": ("postcode",),
    }
)
"""Two words that are said in one."""
SYNONYMS: Final = MappingProxyType(
    {
        "begin": "start", "starting": "start", "finish": "end", "ending": "end",
        "from": "source", "origin": "source", "to": "target", "dest": "target",
        "destination": "target",
        "ean": "barcode", "gtin": "barcode", "upc": "barcode",
        "mail": "email", "note": "comment", "remark": "comment", "memo": "comment",
        "sex": "gender", "state": "status", "kind": "type", "telephone": "phone",
        "capacity": "max", "limit": "max", "maximum": "max", "minimum": "min",
        "zip": "postcode", "headline": "title", "subject": "title",
        "lastname": "surname", "firstname": "forename", "photo": "picture", "image": "picture",
        "website": "url", "homepage": "url", "link": "url", "metre": "meter",
        "kilometre": "kilometer", "litre": "liter", "organisation": "organization",
        "avg": "average", "reason": "cause", "star": "rating", "redemption": "use", "usage": "use",
        "daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month", "yearly": "year",
        "annual": "year", "licence": "license", "centre": "center", "catalogue": "catalog",
        "programme": "program", "canceled": "cancelled", "abstract": "summary",
        "made": "created", "synopsis": "summary", "company": "organization",
    }
)  # fmt: skip
"""Words, each with the one that stands for all that say the same."""
MOMENTS: Final = MappingProxyType(
    {
        "from": "start", "to": "end", "until": "end", "till": "end",
        "birthdate": "dob", "birthday": "dob", "born": "dob",
    }
)  # fmt: skip
"""What these say of times."""
BOUNDS: Final = MappingProxyType(
    {
        "from": "min", "lower": "min", "low": "min", "lowest": "min",
        "to": "max", "upper": "max", "high": "max", "highest": "max", "upto": "max",
    }
)  # fmt: skip
"""What these say of numbers, at the end of a name or at its beginning."""
UNITS: Final = MappingProxyType(
    {
        "ms": "millisecond", "msec": "millisecond", "sec": "second", "min": "minute",
        "hr": "hour", "m": "meter", "km": "kilometer", "cm": "centimeter", "mm": "millimeter",
        "g": "gram", "kg": "kilogram", "l": "liter", "ml": "milliliter", "pct": "percent",
        "kmh": "kph", "sqm": "m2",
    }
)  # fmt: skip
"""Last words that say in what a number is told."""
_SYMBOLS: Final = MappingProxyType(
    {
        "c": "celsius", "degc": "celsius", "\u00b0c": "celsius", "f": "fahrenheit", "ft": "foot",
        "ghz": "gigahertz", "h": "hour", "hpa": "hectopascal", "hz": "hertz", "kph": "kph",
        "kw": "kilowatt", "kwh": "kilowatthour", "lb": "pound", "mhz": "megahertz", "mi": "mile",
        "mph": "mph", "mps": "mps", "ppm": "ppm", "s": "second", "v": "volt", "w": "watt",
    }
)  # fmt: skip
"""Units that are words of another sort where they do not end a name."""
MEASURED_IN: Final = MappingProxyType(
    {**_SYMBOLS, **UNITS, **{unit: unit for unit in (*UNITS.values(), *_SYMBOLS.values())}}
)
"""Words that say in what a number is told, each with the unit."""


def common(spoken: Words, *, time: bool = False) -> Words:
    """Return a name in the words that stand for all of its synonyms."""
    if time:
        spoken = tuple(MOMENTS.get(word, word) for word in spoken)
    found: list[str] = []
    at = 0
    while at < len(spoken):
        phrase = PHRASES.get(" ".join(spoken[at : at + 2]))
        if phrase is not None:
            found += phrase
            at += 2
            continue
        last = at == len(spoken) - 1 and at > 0
        word = UNITS.get(spoken[at], spoken[at]) if last else spoken[at]
        found.append(SYNONYMS.get(word, word))
        at += 1
    return tuple(found)


def bounds(spoken: Words) -> Words | None:
    """Return which end of which number a name is: `salary from` is `min salary`; None: of none."""
    for at in (0, -1):
        word = BOUNDS.get(spoken[at], SYNONYMS.get(spoken[at], spoken[at])) if spoken else ""
        if len(spoken) > 1 and word in {"min", "max"}:
            return (word, *(spoken[1:] if at == 0 else spoken[:-1]))
    return None


def other_word(one: Words, other: Words) -> tuple[str, str] | None:
    """Return the one word in which two names differ, and what stands for it in the other."""
    if len(one) != len(other):
        return None
    turns = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return turns[0] if len(turns) == 1 else None


def deeds(spoken: Words) -> Words:
    """Return a name with what is done for the doing of it: `cancellation` is `cancel`."""
    return tuple(_deed(word) for word in spoken)


def _deed(word: str) -> str:
    for end in ("ation", "ion", "ment"):
        stem = word.removesuffix(end)
        if stem != word and len(stem) >= LEAST_DEED:
            return stem[:-1] if stem[-1] == stem[-2] else stem
    return word.removesuffix("e")


def is_acronym(short: Words, long: Words) -> bool:
    """Whether one word is made of the first letters of several: `dob` of the date of birth."""
    initials = "".join(word[0] for word in long)
    return len(short) == 1 and len(long) >= LEAST_INITIALS and short[0] == initials


def leaves_out(short: Words, long: Words) -> bool:
    """Whether a name is another one without words in its middle: `lead days` of lead time days."""
    if not 1 < len(short) < len(long) or (short[0], short[-1]) != (long[0], long[-1]):
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def short_forms(tables: Iterable[tuple[Table, Words]]) -> Mapping[str, Words]:
    """Return how columns abbreviate the names of tables: `wh` of `wh_code` in warehouses.

    It is the word with which several columns of a table begin, or its key, if it is made of
    letters of that table's name; what two tables claim says nothing.
    """
    told: dict[str, set[Words]] = {}
    for table, called in tables:
        referring = {name for key in table.foreign_keys for name in key.columns}
        keys = table.primary_key.columns if table.primary_key is not None else ()
        named = [essence(one.name) for one in table.columns if one.name not in referring]
        sharing = Counter(spoken[0] for spoken in named if len(spoken) > 1)
        own = {essence(name)[0] for name in keys if name not in referring}
        for word, count in sorted(sharing.items()):
            enough = count >= LEAST_SHARING or word in own
            if enough and word not in KEY_WORDS and _abbreviates(word, called):
                told.setdefault(word, set()).add(called)
    return {word: next(iter(called)) for word, called in told.items() if len(called) == 1}


def _abbreviates(word: str, called: Words) -> bool:
    """Whether a word is made of letters of the last word of a name, or of all first letters."""
    if len(called) > 1 and word == "".join(each[0] for each in called):
        return True
    joined = "".join(called)
    for whole in (called[-1], joined):
        rest = iter(whole)
        if len(word) < len(whole) and word[0] == whole[0] and all(one in rest for one in word):
            return len(called) == 1 or whole == joined
    return False


def written_out(spoken: Words, short: Mapping[str, Words]) -> Words:
    """Return a name with the short forms of its schema in full."""
    return tuple(each for word in spoken for each in short.get(word, (word,)))
