"""Which column stores a property: the kind, the length, and who fills it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.contract import ABSENT, Contract, Parameter, Property, Schema, schema_named
from pactgen.ir.database import ColumnKind, Generated
from pactgen.passes.reading.equality import json_type
from pactgen.passes.reading.remembered import remembered
from pactgen.passes.reading.shapes import input_shape_of, parts_of, types_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Json, Property

INT32 = frozenset({"int32", "int16", "int8", "uint8", "uint16"})
FORMS: Final[Mapping[ColumnKind, str]] = {
    "integer": "number",
    "bigint": "number",
    "double": "number",
}
"""Kinds of columns that answers show alike; every other kind is shown in a form of its own."""
_DESCRIBING: Final = (
    "title", "description", "default", "examples", "read_only", "write_only", "deprecated",
    "extensions",
)  # fmt: skip
"""What a schema says of values without refusing any."""
PARSED: Final = frozenset({"date", "timestamp", "uuid"})
"""Kinds whose values Python has classes for."""
VARCHAR_LIMIT = 4000
"""Longer limits are kept by the wire model; the column is TEXT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """What a schema needs of a column."""

    kind: ColumnKind
    length: int | None = None


def brought(contract: Contract, body: Schema, name: str) -> Property | None:
    """Return the member of a body that is called so, unless only answers have it (`readOnly`)."""
    member = input_shape_of(contract, body).property(name)
    return None if member is None or is_read_only(contract, member.schema) else member


def is_read_only(contract: Contract, schema: Schema) -> bool:
    """Whether only answers have it: beside a reference or below it, the keyword says the same."""
    return schema.read_only or effective(contract, schema).read_only


def is_write_only(contract: Contract, schema: Schema) -> bool:
    """Whether only requests have it, likewise."""
    return schema.write_only or effective(contract, schema).write_only


@remembered
def effective(contract: Contract, schema: Schema) -> Schema:
    """Follow references, `allOf: [X]` and `oneOf: [X, null]` to the schema that says the most.

    In `allOf: [X, {description}]` the second part only says what the value is for.
    """
    named = schema_named(contract, schema)
    for _ in range(8):
        ruling = tuple(part for part in named.all_of if _rules(part))
        parts = ruling if len(ruling) == 1 else ()
        if not parts:
            options = named.one_of or named.any_of
            told = tuple(part for part in options if types_of(contract, part) != {"null"})
            parts = told if len(told) == 1 and len(options) == 2 else ()
        if not parts or named.types:
            return named
        named = schema_named(contract, parts[0])
    return named


def _rules(schema: Schema) -> bool:
    """Whether a schema asks something of values, and does not only describe them."""
    bare = Schema(origin=schema.origin)
    silent = {name: getattr(bare, name) for name in _DESCRIBING}
    return replace(schema, **silent) != bare


@remembered
def storage_of(contract: Contract, schema: Schema) -> Storage:
    """Choose the column for a schema; whatever is not one scalar is kept as JSON."""
    found = effective(contract, schema)
    listed = found.enum or (() if found.const is ABSENT else (found.const,))
    match sorted(_travelling(types_of(contract, schema) - {"null"}, listed)):
        case ["string"]:
            return _text(replace(found, format=None if listed else _format(contract, found)))
        case ["boolean"]:
            return Storage(kind="boolean")
        case ["integer"]:
            small = found.format in INT32 and all(map(_is_small, listed))
            return Storage(kind="integer" if small else "bigint")
        case ["number"] | ["integer", "number"]:
            return Storage(kind="double")
        case _:
            return Storage(kind="json")


def _format(contract: Contract, found: Schema) -> str | None:
    """Return the format of a text, which any part of an `allOf` may tell."""
    told = (part.format for part in parts_of(contract, found) if part.format is not None)
    return found.format if found.format or not found.all_of else next(told, None)


def _travelling(told: frozenset[str], listed: tuple[Json, ...]) -> frozenset[str]:
    """Return the types that values have: listed ones of another type than told are themselves."""
    names = {json_type(value) for value in listed} - {"null"}
    numbers = {"integer"} if "number" in told else set()
    return frozenset(names) if told and names and not names & (told | numbers) else told


def _is_small(value: Json) -> bool:
    return not isinstance(value, int) or -(2**31) <= value < 2**31


def _text(schema: Schema) -> Storage:
    match schema.format:
        case "uuid":
            return Storage(kind="uuid")
        case "date-time":
            return Storage(kind="timestamp")
        case "date":
            return Storage(kind="date")
        case _:
            length = schema.max_length
            if length is None and schema.enum is not None:
                return Storage(kind="text")
            keep = length is not None and 0 < length <= VARCHAR_LIMIT
            return Storage(kind="text", length=length if keep else None)


def is_parsed_in_part(contract: Contract, schema: Schema) -> bool:
    """Whether some of its texts arrive as values of Python: of a day or a word, the day."""
    found = effective(contract, schema)
    options = found.one_of or found.any_of
    return storage_of(contract, schema).kind in PARSED or any(
        is_parsed_in_part(contract, each) for each in options
    )


def alike(one: ColumnKind, other: ColumnKind) -> bool:
    """Tell whether columns of both kinds hold the same values, whole numbers of any size alike."""
    return one == other or {one, other} <= {"integer", "bigint"}


def combined(answer: Storage | None, inputs: list[Storage]) -> tuple[Storage, bool, bool]:
    """Reconcile what answers show and inputs bring.

    Returns the storage, whether text is coerced from other scalars, and whether the inputs'
    value cannot be stored in it at all.
    """
    kinds = {one.kind for one in inputs}
    if answer is None:
        first = inputs[0]
        if len(kinds) == 1:
            longest = [one.length for one in inputs]
            return Storage(kind=first.kind, length=_longest(longest)), False, False
        if kinds <= {"integer", "bigint"}:
            return Storage(kind="bigint"), False, False
        if kinds <= {"integer", "bigint", "double"}:
            return Storage(kind="double"), False, False
        return Storage(kind="json"), False, False
    if not kinds - {answer.kind}:
        return (
            Storage(kind=answer.kind, length=_longest([answer.length, *_lengths(inputs)])),
            False,
            False,
        )
    if kinds | {answer.kind} <= {"integer", "bigint"}:
        return Storage(kind="bigint"), False, False
    if answer.kind == "double" and kinds <= {"integer", "bigint", "double"}:
        return answer, False, False
    if answer.kind == "text" and "json" not in kinds:
        return Storage(kind="text"), True, False
    return answer, False, True


def _lengths(inputs: list[Storage]) -> list[int | None]:
    return [one.length for one in inputs]


def _longest(lengths: list[int | None]) -> int | None:
    told = [length for length in lengths if length is not None]
    return max(told) if told and len(told) == len(lengths) else None


def timestamps(name: str, kind: str) -> Generated | None:
    """Return how a creation or modification time is filled."""
    if kind != "timestamp":
        return None
    if bare(name) in vocabulary.CREATED:
        return Generated(kind="now")
    if bare(name) in vocabulary.UPDATED:
        return Generated(kind="now", on_update=True)
    return None


def parse_of(
    contract: Contract, parameter: Parameter, kind: ColumnKind
) -> Literal["integer", "uuid"] | None:
    """Return what text of a path parameter is read as, so that it can name a row."""
    given = storage_of(contract, parameter.schema).kind
    if given == kind or given in {"integer", "bigint"}:
        return None
    if kind in {"integer", "bigint"}:
        return "integer"
    return "uuid" if kind == "uuid" else None


def sendable(contract: Contract, schema: Schema) -> tuple[Property, ...]:
    """Return the members that a request may bring: those that only answers show are none."""
    members = input_shape_of(contract, schema).properties
    return tuple(each for each in members if not is_read_only(contract, each.schema))
