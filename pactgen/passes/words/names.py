"""Identifiers from any text: cases, English plurals, collisions, reserved words.

Everything here is a pure function of its arguments, so that the same contract gives the same
names on every machine.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

from pactgen.passes.words.inflection import plural_of, singular_of
from pactgen.passes.words.shorten import ATTRIBUTE, keep_tail

_BOUNDARY = re.compile(
    r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\d)(?=[A-Z][a-z])", re.UNICODE
)
_ACRONYMS = re.compile(r"(?<![A-Z])([A-Z]{2,}+)s(?![a-z])")
"""`IDs`, `URLs`: one word."""
_SIGNS = {"+": "plus", "-": "minus", "*": "star", "@": "at", "$": "dollar", "%": "percent"}
RESERVED_ATTRIBUTES = frozenset({"metadata", "registry", "query", "self", "cls"})
"""Names that SQLAlchemy's declarative classes or methods need for themselves."""
_UNQUOTED = frozenset(
    {
        "collation", "concurrently", "lateral", "nothing", "returning", "system_user",
        "tablesample",
    }
)  # fmt: skip
"""Words that PostgreSQL or SQLite keep for themselves, and that SQLAlchemy does not quote."""
_TAKEN_ATTRIBUTES = frozenset(
    {
        # methods of Pydantic's BaseModel and of its metaclass
        "construct", "copy", "dict", "from_orm", "json", "mro", "parse_file", "parse_obj",
        "parse_raw", "register", "schema", "schema_json", "update_forward_refs", "validate",
        # what WireModel and the mapped classes add
        "changes", "given", "stored", "values",
        # what Pydantic's plugin of mypy calls the rest of a constructor's arguments
        "kwargs",
        # types that the annotations of later fields name
        "bool", "float", "int", "list", "str", "tuple",
        # too much like a digit for linters
        "l",
    }
)  # fmt: skip


BUILTINS = frozenset(dir(builtins))
DEVICES = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
"""What Windows takes for a device, whatever the extension."""
TAKEN_CLASSES = BUILTINS | {
    "APIRouter", "Annotated", "Any", "AsyncSession", "Base", "Body", "Cookie", "Depends", "Double",
    "Final", "ForeignKey", "HTTPStatus", "Header", "Index", "InstrumentedAttribute", "JSON",
    "JSONResponse", "Mapped", "Mapping", "NotFoundError", "NotImplementedYetError", "Operations",
    "OrderKey", "Path", "Query", "Reads", "Request", "Response", "Select", "SentFile", "Sequence",
    "Slice", "String",
    "TypeAliasType", "UUID", "UnaryExpression", "UniqueConstraint", "Window",
    # of pydantic, of typing and of wire.py, for what the path, the headers and answers hold
    "Base64", "BooleanParam", "CountParam", "Date", "Duration", "Email", "Field", "File",
    "Hostname", "Int32", "Int32Param", "Int64", "Int64Param", "Integer", "IntegerParam", "Ipv4",
    "Ipv6", "ItemsOf", "Joined", "Json", "Literal", "Located", "NotNull", "NullParam",
    "NumberParam", "Omittable", "Text", "TextParam", "Time", "Timestamp", "Uri", "Uuid",
    # too much like a digit for linters
    "I", "O",
}  # fmt: skip
"""What the modules of a feature import beside the class of a row."""


def words(text: str) -> list[str]:
    """Split into lower-case words at separators and case changes; a leading sign is spelled."""
    normal = unicodedata.normalize("NFKC", text)
    if (
        normal
        and normal[0] in _SIGNS
        and len(normal) > 1
        and normal[1].isalnum()
        and normal[0] in "+-"
    ):
        normal = f"{_SIGNS[normal[0]]} {normal[1:]}"
    normal = (
        normal.replace("OAuth", "Oauth")
        .replace("'s ", "s ")
        .replace("GitHub", "Github")
        .replace("IPv", "Ipv")
    )
    normal = _ACRONYMS.sub(lambda found: found[1].capitalize() + "s", normal)
    cleaned = "".join(sign if sign.isalnum() else " " for sign in normal)
    if not cleaned.strip():
        cleaned = " ".join(_SIGNS.get(sign, "") for sign in normal)
    return [part.lower() for chunk in cleaned.split() for part in _parts(chunk) if part]


def _parts(chunk: str) -> list[str]:
    """Split where a capital begins a word, in any script that has capitals."""
    if chunk.isascii():
        return _BOUNDARY.split(chunk)
    latin = "".join("A" if sign.isupper() else "a" if sign.islower() else "0" for sign in chunk)
    ends = [found.start() for found in _BOUNDARY.finditer(latin)]
    return [chunk[start:end] for start, end in zip([0, *ends], [*ends, None], strict=True)]


@cache
def snake(text: str) -> str:
    """Return a snake_case identifier: `bookingId` is `booking_id`, `class` is `class_`."""
    return _safe("_".join(words(text)) or "value")


@cache
def pascal(text: str) -> str:
    """Return a PascalCase identifier that keeps the author's inner capitals: `OAuth2Client`."""
    parts = re.split(r"[^0-9A-Za-z\u0080-\uffff]+", unicodedata.normalize("NFKC", text))
    joined = "".join(part[:1].upper() + part[1:] for part in parts if part)
    if not joined:
        joined = "".join(word.capitalize() for word in words(text)) or "Value"
    if keyword.iskeyword(joined):
        return f"{joined}Value"
    name = _safe("".join(sign for sign in joined if sign.isalnum()))
    name = name[:1].upper() + name[1:]
    # Scripts without capitals get one, or a class could not be told from a variable.
    return name if name[:1].isupper() else f"X{name}"


def kebab(text: str) -> str:
    """Return a kebab-case name for distributions and files."""
    return "-".join(words(text)) or "backend"


def _safe(name: str) -> str:
    if not name[:1].isidentifier():
        name = f"n{name}" if name[:1].isdigit() else f"x{name}"
    if not (name.isascii() and name.isidentifier()):
        name = "".join(sign if sign.isidentifier() or sign.isalnum() else "_" for sign in name)
    if not name.isidentifier():
        name = "x" + name.encode("unicode_escape").decode("ascii").replace("\\", "")
    return f"{name}_" if keyword.iskeyword(name) or name in {"None", "True", "False"} else name


def shadows_builtin(name: str) -> bool:
    """Whether a variable of this name would hide one of Python's own."""
    return name in BUILTINS


def plural(word: str) -> str:
    """Return the plural of the last word of a snake_case name; plurals stay as they are."""
    head, _, last = word.rpartition("_")
    return f"{head}_{plural_of(last)}" if head else plural_of(last)


@cache
def singular(word: str) -> str:
    """Return the singular of the last word of a name in any case style."""
    found = re.search(r"[A-Za-z][a-z]*$|[A-Z]+$", word)
    if found is None or not word.isascii():
        return word
    last = found.group(0)
    lowered = singular_of(last.lower())
    shaped = last[:1] + lowered[1:] if last[:1].lower() == lowered[:1] else lowered
    return word[: found.start()] + shaped


_OF_MARK = re.compile(r"^(?:is|has_been)_|_(?:at|on|date)$")
"""What the names of flags and of times have besides the state that they tell."""


def told_by_mark(name: str) -> str:
    """Return what a flag or a time says of a row: `checked in` of `checked_in_at`."""
    return _OF_MARK.sub("", snake(name)).replace("_", " ")


def attribute_names(names: Iterable[str]) -> dict[str, str]:
    """Map property names to distinct attribute names; the first of two that clash keeps it.

    A clash is told apart by what the snake case dropped: `fooBar` and `foo_bar` become `foo_bar_2`
    and `foo_bar`. What is spelled like its attribute goes before the others, because Pydantic looks
    for a field's alias among the attributes of a row.
    """
    wanted = {name: attribute_name(name) for name in names}
    found = {name: name for name, attribute in wanted.items() if name == attribute}
    taken = set(found)
    for name, attribute in wanted.items():
        if name in found:
            continue
        free, number = attribute, 2
        while free in taken:
            free = f"{attribute}_{number}"
            number += 1
        taken.add(free)
        found[name] = free
    return {name: found[name] for name in wanted}


@cache
def attribute_name(name: str) -> str:
    """Return the attribute of a property that has no other beside it."""
    attribute = keep_tail(snake(name), ATTRIBUTE)
    clashes = attribute in RESERVED_ATTRIBUTES | _UNQUOTED or hides_member(attribute)
    return f"{attribute}_" if clashes else attribute


def hides_member(attribute: str) -> bool:
    """Tell whether a field of this name hides what its class or a later field needs."""
    return attribute in _TAKEN_ATTRIBUTES or attribute.startswith("model_")


class Scope:
    """Hands out names that differ from each other; the first to ask keeps the plain one."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        """Start with names that nobody may have."""
        self._taken = set(reserved)

    def claim(self, name: str, *alternatives: str) -> str:
        """Return the first free of the name, the alternatives and the name with a number."""
        for candidate in (name, *alternatives):
            if candidate not in self._taken:
                self._taken.add(candidate)
                return candidate
        number = 2
        while f"{name}_{number}" in self._taken:
            number += 1
        self._taken.add(f"{name}_{number}")
        return f"{name}_{number}"
