"""The types that travel over the wire: what `schemas.py` of a feature will declare.

Closed unions, already named and resolved; nothing here points back at a JSON Schema except the
`origin` for the log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.ir.contract import ABSENT, Absent, Json
from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.ir.inputs import WayIn
    from pactgen.source import Origin

ScalarKind = Literal[
    "any",
    "null",
    "boolean",
    "integer",
    "int32",
    "int64",
    "number",
    "text",
    "uuid",
    "timestamp",
    "date",
    "time",
    "duration",
    "email",
    "uri",
    "hostname",
    "ipv4",
    "ipv6",
    "base64",
    "binary",
    "file",
]
"""JSON types and the string formats that the backend checks (OpenAPI format registry); a file
is a part of a multipart body."""

Mode = Literal["read", "write", "patch", "value", "reference"]
"""read: answered from a row · write: a complete input · patch: a partial one · value: both ways ·
reference: an object inside an input that stands for a row of its own, with the key of that row."""


# ---- rules that no type says --------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Has:
    """The object has all these properties."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """JSON Schema `not`."""

    test: Test


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """JSON Schema `if`, `dependentRequired`, `dependentSchemas`; None asks for nothing."""

    condition: Test
    then: Test | None
    otherwise: Test | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """`allOf`, `anyOf` and `oneOf` of tests: so many of them hold."""

    count: Literal["all", "any", "one"]
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contains:
    """JSON Schema `contains` with `minContains` and `maxContains`."""

    item: WireType
    least: int = 1
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesFit:
    """JSON Schema `propertyNames`."""

    name: WireType


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternsFit:
    """JSON Schema `patternProperties`, and `additionalProperties` beside it."""

    patterns: tuple[tuple[str, WireType], ...]
    """ECMA-262, and the type of the properties whose names match."""
    declared: tuple[str, ...]
    rest: WireType | None
    """Of names that neither match nor are declared; None: there may be none."""


Rule = Has | Not | When | Matching | Contains | NamesFit | PatternsFit


# ---- types --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A single JSON value with its bounds."""

    kind: ScalarKind
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    """ECMA-262, as in the contract."""
    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the listed values (enum, const)."""

    values: tuple[Json, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOf:
    """A JSON array."""

    item: WireType
    min_items: int | None = None
    max_items: int | None = None
    unique: bool = False
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TupleOf:
    """A JSON array whose first elements have types of their own."""

    prefix: tuple[WireType, ...]
    rest: WireType | None
    """None: no further element is allowed."""
    min_items: int | None = None
    max_items: int | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MapOf:
    """A JSON object used as a dictionary."""

    value: WireType
    min_properties: int | None = None
    max_properties: int | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A reference to a `WireModel` or `WireAlias` by its name."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionOf:
    """oneOf or anyOf."""

    options: tuple[WireType, ...]
    discriminator: str | None = None
    """Attribute name of the tag that all options carry as a constant."""
    exclusive: bool = False
    """oneOf: exactly one option may match."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nullable:
    """The inner type, or null."""

    inner: WireType


WireType = Scalar | Choice | ListOf | TupleOf | MapOf | Named | UnionOf | Nullable
Test = Rule | WireType
"""What a value is asked: a rule, or whether it is of a type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WireField:
    """A property of an object on the wire."""

    wire_name: str
    attribute: str
    """The Python identifier; also the name of the column that stores it, where one does."""
    type: WireType
    required: bool
    """Must be there; `type` is Nullable where null is allowed as well."""
    default: Json | Absent = ABSENT
    description: str | None = None
    deprecated: bool = False
    shown: WireType | None = None
    """What answers show it as, where `type` allows more: other values are not stored."""
    element: str | None = None
    """Its name in XML, where bodies are XML and it has another."""
    wrapped: bool = False
    """In XML even an empty list has an element."""
    case: Literal["upper", "lower"] | None = None
    """Of a text of a body: its letters are brought to this case."""
    hidden_from: WayIn | None = None
    """Who is shown null in its place."""
    needed: bool = False
    """Answers show no object without it, which bodies may leave out: such ones are not stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WireModel:
    """A class of `schemas.py`."""

    name: str
    mode: Mode
    origin: Origin
    fields: tuple[WireField, ...]
    description: str | None = None
    extra: Literal["ignore", "forbid", "allow"] = "ignore"
    extra_type: WireType | None = None
    """The type of undeclared properties when `extra` is allow and the contract types them."""
    min_properties: int | None = None
    max_properties: int | None = None
    rules: tuple[Rule, ...] = ()
    home: str = ""
    """The feature package that declares it; empty: the package itself, for several features."""
    module: str = "schemas"
    """The module of its home that declares it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WireAlias:
    """A named type that is no object: `CountryCode = Annotated[str, …]`."""

    name: str
    origin: Origin
    type: WireType
    description: str | None = None
    home: str = ""
    module: str = "schemas"
