"""When two names mean the same: of a table and a thing, of a column and a property."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.passes.words.inflection import singular_of
from pactgen.passes.words.names import words

if TYPE_CHECKING:
    from collections.abc import Iterable

Words = tuple[str, ...]

DRESS: Final = frozenset({"tbl", "tb", "tab", "t", "table", "app", "v", "vw", "view", "mv"})
"""First words of a table's name that say nothing about its rows."""
TIME_WORDS: Final = frozenset({"at", "on", "date", "time", "timestamp", "ts", "utc"})
PLACES: Final = frozenset({"position", "sort", "order", "rank", "seq", "sequence", "line", "index"})
"""First or last words of a column that orders a list."""
FLAG_WORDS: Final = frozenset({"is", "has", "was", "can", "flag", "ind", "indicator", "yn"})
CODE_WORDS: Final = frozenset({"code", "iso"})
"""Last words of a column that keeps a short form: `country_code` is the country."""
TEXT_WORDS: Final = (
    CODE_WORDS
    | {"address", "no", "nr", "num", "number", "text"}
    | {"hex", "href", "html", "link", "markdown", "md", "path", "uri", "url"}
)
"""Last words of a column of text that say what sort of text it is: `phone_number`."""
JSON_WORDS: Final = frozenset({"json", "jsonb", "array", "list"})
"""Last words of a column that keeps a list or an object: `authors_json`."""
KEY_WORDS: Final = frozenset({"id", "fk", "ref", "key", "uuid", "guid"})
ABOVE: Final = frozenset({("parent",), ("manager",), ("supervisor",), ("boss",), ("superior",)})
"""What rows call the only row of their own table that they refer to: `reports_to` is a manager."""
PEOPLE: Final = frozenset({"user", "account"})
"""Last words of the table of those who make rows."""
SHORT_PLURALS: Final = MappingProxyType({"ids": "id"})
NUMBER_WORDS: Final = frozenset({"no", "nr", "num", "number"})
"""Last words of a column that counts: `line_no` is the line."""
SPELLED: Final = MappingProxyType(
    {
        "cat": "category", "img": "image", "lang": "language", "lat": "latitude",
        "lng": "longitude", "lon": "longitude", "msg": "message", "nr": "number", "num": "number",
        "org": "organization", "pct": "percent", "pos": "position", "prod": "product",
        "pwd": "password", "ref": "reference", "seq": "sequence", "tel": "telephone",
        "ts": "timestamp",
    }
)  # fmt: skip
"""Short forms of words in names of columns; `no` is one at the end only."""
SHORT: Final = MappingProxyType(
    {
        "acct": "account", "addr": "address", "amt": "amount", "cd": "code", "cnt": "count",
        "cntry": "country", "ctry": "country", "cust": "customer", "dept": "department",
        "desc": "description", "descr": "description", "dt": "date", "dtl": "detail",
        "emp": "employee", "flg": "flag", "grp": "group", "hdr": "header", "lim": "limit",
        "loc": "location", "lvl": "level", "mgr": "manager", "mst": "master", "mstr": "master",
        "nbr": "number", "nm": "name", "ord": "order", "prc": "price", "qty": "quantity",
        "sts": "status", "svc": "service", "tot": "total", "txt": "text", "typ": "type",
        "usr": "user", "whse": "warehouse",
    }
)  # fmt: skip
"""Short forms that are no words themselves: they mean the long one in every name."""
TAILS: Final = frozenset({"header", "master", "table", "tbl"})
"""Last words of a table's name that say nothing about its rows: `order_hdr` keeps orders."""
LEAST_STEM: Final = 4
"""Letters of a participle that is not a word of another sort: `bed`, `need`."""
LEAST_SHORT: Final = 3
"""Letters of a short form, and those that it leaves out."""
VOWELS: Final = frozenset("aeiou")
NAMES: Final = 50_000
"""More names than a contract has: each is parted once."""
FEWEST_TABLES: Final = 3
"""Two tables that begin alike may be a thing and its part."""


@lru_cache(maxsize=NAMES)
def essence(name: str) -> Words:
    """Return the words of a name, in full and in the singular: `cust_lines` is `customer line`."""
    parted = (SHORT_PLURALS.get(word) or singular_of(word) for word in words(name))
    return tuple(SHORT.get(word, word) for word in parted)


def essence_of_text(text: str) -> Words:
    """Return the words of prose, in full and in the singular."""
    return essence("_".join(re.findall(r"\w+", text)))


def spelled_out(spoken: Words) -> Words:
    """Return the words of a name in full: `record no` is `record number`.

    `date of birth` is turned to `birth date`.
    """
    if "of" in spoken[1:-1]:
        middle = spoken.index("of", 1)
        spoken = (*spoken[middle + 1 :], *spoken[:middle])
    full = tuple(SPELLED.get(word, word) for word in spoken)
    return (*full[:-1], "number") if len(full) > 1 and full[-1] == "no" else full


def undone(spoken: Words) -> Words:
    """Return what was done without saying that it was: `checked in` is `check in`."""
    return tuple(_stem(word) for word in spoken)


def _stem(word: str) -> str:
    """Return what `ship` and `shipped`, `place` and `placed` have in common."""
    if not word.endswith("ed") or len(word) <= LEAST_STEM:
        return word.removesuffix("e")
    stem = word[:-2]
    return stem[:-1] if stem[-1] == stem[-2] else stem


def shortens(short: Words, long: Words) -> bool:
    """Whether words are others in short: `svc note` is `service note`, `descr` a description."""
    pairs = zip(short, long, strict=False)
    return (
        len(short) == len(long)
        and short != long
        and all(one == other or _abbreviates(one, other) for one, other in pairs)
    )


def _abbreviates(short: str, long: str) -> bool:
    """Whether a word is the beginning of another, or what is left of it without its vowels."""
    if len(short) < LEAST_SHORT or len(long) < len(short) + LEAST_SHORT or short[0] != long[0]:
        return False
    rest = iter(long)
    in_order = all(letter in rest for letter in short)
    return in_order and (
        (len(short) > LEAST_SHORT and long.startswith(short)) or not VOWELS & set(short[1:])
    )


def is_plural(name: str) -> bool:
    """Whether a name speaks of several: `views`."""
    last = words(name)[-1:]
    return any(singular_of(word) != word for word in last)


def same(one: Words, other: Words) -> bool:
    """Whether two names say the same, however they cut their words."""
    return one == other or "".join(one) == "".join(other)


def table_words(names: Iterable[str]) -> dict[str, Words]:
    """Return what each table is called once a prefix that all share is taken off."""
    found = {name: essence(name) for name in names}
    first = Counter(spoken[0] for spoken in found.values() if len(spoken) > 1)
    shared = {
        word for word, count in first.items() if count == len(found) and count >= FEWEST_TABLES
    }
    bare = {name: _undressed(spoken, shared | DRESS) for name, spoken in found.items()}
    taken = set(bare.values())
    ends = {name: untailed(spoken) for name, spoken in bare.items()}
    return {name: spoken if ends[name] in taken else ends[name] for name, spoken in bare.items()}


def untailed(spoken: Words) -> Words:
    """Take off a last word that says nothing about the rows."""
    return spoken[:-1] if len(spoken) > 1 and spoken[-1] in TAILS else spoken


def _undressed(spoken: Words, dress: frozenset[str] | set[str]) -> Words:
    """Take off the first words that say nothing about the rows: `shop_v_sales` are sales."""
    while len(spoken) > 1 and spoken[0] in dress:
        spoken = spoken[1:]
    return spoken


def without(spoken: Words, prefix: Words) -> Words:
    """Take a prefix off, if something is left."""
    if prefix and len(spoken) > len(prefix) and spoken[: len(prefix)] == prefix:
        return spoken[len(prefix) :]
    return spoken


def bare_of(spoken: Words, dress: frozenset[str]) -> Words:
    """Take words off both ends that say what sort of column it is, and nothing about which."""
    left = list(spoken)
    while len(left) > 1 and left[-1] in dress:
        left.pop()
    while len(left) > 1 and left[0] in dress:
        left.pop(0)
    return tuple(left)


def dates_rows(name: str, rows: Words) -> bool:
    """Whether a time is called after the rows themselves: the `order_date` of orders."""
    spoken = essence(name)
    event = bare_of(spoken, TIME_WORDS)
    return event != spoken and ends_with(rows, event)


def ends_with(spoken: Words, end: Words) -> bool:
    """Whether the last words are these."""
    return bool(end) and spoken[-len(end) :] == end
