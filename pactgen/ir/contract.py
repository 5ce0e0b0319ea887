"""What the contract says, in one dialect: OpenAPI 3.1 words, JSON Schema 2020-12 meaning.

The readers lift every version to these values. References between schemas stay references
(`Schema.ref` is a key of `Contract.schemas`), so recursion costs nothing; all other references
(parameters, responses, bodies, headers, path items) are already replaced by what they name.
"""

from __future__ import annotations

import dataclasses
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from pactgen.values import dataclass, field

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from pactgen.source import Origin

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Absent(Enum):
    """The keyword is not there, which differs from its being null."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
NOTHING: Final[Mapping[str, Json]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A member of an object schema, in the order of the document."""

    name: str
    """The name on the wire."""
    schema: Schema
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """JSON Schema `if`, `then` and `else`: the first is asked, one of the others holds."""

    condition: Schema
    then: Schema | None
    otherwise: Schema | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contained:
    """JSON Schema `contains`: so many items are valid by the schema."""

    schema: Schema
    least: int = 1
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discriminator:
    """OpenAPI Discriminator Object: which property tells the alternatives apart."""

    property_name: str
    mapping: tuple[tuple[str, str], ...] = ()
    """Value on the wire to a key of `Contract.schemas`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A JSON Schema. `nullable: true` of OpenAPI 3.0 has become `"null"` among the types."""

    origin: Origin
    ref: str | None = None
    """Key of `Contract.schemas`; keywords beside it (3.1) hold as well, 3.0 has none."""
    types: tuple[str, ...] = ()
    """JSON Schema type names; empty: any."""
    format: str | None = None
    title: str | None = None
    description: str | None = None
    enum: tuple[Json, ...] | None = None
    const: Json | Absent = ABSENT
    default: Json | Absent = ABSENT
    examples: tuple[Json, ...] = ()
    """`example` of 3.0 first, then `examples`."""
    properties: tuple[Property, ...] = ()
    required_only: tuple[str, ...] = ()
    """Names in `required` that `properties` does not declare."""
    additional: Schema | bool | None = None
    """`additionalProperties`; None: not said (which allows everything)."""
    pattern_properties: tuple[tuple[str, Schema], ...] = ()
    min_properties: int | None = None
    max_properties: int | None = None
    items: Schema | None = None
    prefix_items: tuple[Schema, ...] = ()
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_minimum: int | float | None = None
    """Always the number; the boolean of 3.0 has been folded in."""
    exclusive_maximum: int | float | None = None
    multiple_of: int | float | None = None
    all_of: tuple[Schema, ...] = ()
    any_of: tuple[Schema, ...] = ()
    one_of: tuple[Schema, ...] = ()
    not_: Schema | None = None
    conditions: tuple[Conditional, ...] = ()
    """`if` with `then` and `else`; several where an `allOf` was merged."""
    dependent_required: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """A property, and those that must be there with it."""
    dependent_schemas: tuple[tuple[str, Schema], ...] = ()
    """A property, and what holds for the object that has it."""
    contains: tuple[Contained, ...] = ()
    property_names: Schema | None = None
    unevaluated_properties: Schema | bool | None = None
    unevaluated_items: Schema | bool | None = None
    discriminator: Discriminator | None = None
    xml_name: str | None = None
    """Of its element in XML, where it is not that of the property."""
    wrapped: bool = False
    """In XML its items stand in an element of their own."""
    read_only: bool = False
    write_only: bool = False
    deprecated: bool = False
    extensions: Mapping[str, Json] = field(default_factory=lambda: NOTHING)
    """`x-…` members."""
    unsupported: tuple[str, ...] = ()
    """Keywords present that no field above holds (if/then/else, contains, …), for the ledger."""
    false: bool = False
    """The schema `false`: nothing is valid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """An OpenAPI Parameter Object, with its default style and explode filled in."""

    origin: Origin
    name: str
    location: Literal["path", "query", "header", "cookie", "body"]
    """`body`: no parameter by the contract, but a member of a body that asks for rows."""
    required: bool
    schema: Schema
    style: str
    explode: bool
    content_type: str | None = None
    """Set when the parameter is described by `content` and not by `schema`."""
    description: str | None = None
    deprecated: bool = False
    allow_empty_value: bool = False
    extensions: Mapping[str, Json] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """One entry of a `content` map."""

    origin: Origin
    content_type: str
    """As written, e.g. `application/json; charset=utf-8` or `image/*`."""
    schema: Schema | None
    examples: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An OpenAPI Request Body Object."""

    origin: Origin
    required: bool
    media: tuple[Media, ...]
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A documented response header."""

    origin: Origin
    name: str
    required: bool
    schema: Schema | None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An OpenAPI Response Object."""

    origin: Origin
    status: str
    """`200`, `4XX` or `default`."""
    description: str
    media: tuple[Media, ...] = ()
    headers: tuple[Header, ...] = ()
    labels: tuple[str, ...] = ()
    """`produces` of 2.0, which also names the type of answers without a schema."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityScheme:
    """An OpenAPI Security Scheme Object."""

    origin: Origin
    key: str
    """Its name under `components.securitySchemes`."""
    type: Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS", "undefined"]
    """`undefined`: requirements name it, and nothing says what it is."""
    location: Literal["query", "header", "cookie"] | None = None
    """Of an API key."""
    name: str | None = None
    """Of the header, query parameter or cookie of an API key."""
    scheme: str | None = None
    """Of an http scheme, lower case: `bearer`, `basic`, …"""
    bearer_format: str | None = None
    scopes: tuple[str, ...] = ()
    openid_connect_url: str | None = None
    says_token: bool = False
    """Its name or its description speaks of a bearer token, or a JWT."""
    description: str | None = None

    @property
    def kind(self) -> Literal["bearer", "basic", "key", "unsupported"]:
        """How a request proves it: OAuth2 and OpenID Connect do so by a bearer token."""
        match self.type, self.scheme:
            case ("apiKey", _):
                return "bearer" if self.is_spelled_bearer else "key"
            case ("oauth2" | "openIdConnect", _) | ("http", "bearer"):
                return "bearer"
            case ("http", "basic"):
                return "basic"
            case _:
                return "unsupported"

    @property
    def is_spelled_bearer(self) -> bool:
        """A bearer token that is written as an API key, the only way that OpenAPI 2.0 has."""
        header = self.location == "header" and (self.name or "").lower() == "authorization"
        return self.type == "apiKey" and header and self.says_token


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One alternative of `security`: all of its schemes must hold. Empty: anonymous."""

    schemes: tuple[tuple[str, tuple[str, ...]], ...]
    """Scheme key and the scopes asked of it."""
    origin: Origin | None = dataclasses.field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a request carries where operations share a path: `Action=AddPermission`."""

    location: Literal["query", "header"]
    name: str
    value: str | None = None
    """None: being there is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An OpenAPI Operation Object with all that it inherits from its path and document."""

    origin: Origin
    method: str
    """Lower case."""
    path: str
    """The template that requests are matched with: `/bookings/{bookingId}`; starts with `/`."""
    operation_id: str | None
    summary: str | None
    description: str | None
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    """Those of the path item first, overridden by those of the operation."""
    body: Body | None
    responses: tuple[Response, ...]
    security: tuple[Requirement, ...]
    """Alternatives; empty: no security at all. Those of the document are already applied."""
    deprecated: bool = False
    extensions: Mapping[str, Json] = field(default_factory=lambda: NOTHING)
    suffix: str = ""
    """What the document writes behind the path though no path has it: `?op=list`, `#list`."""
    conditions: tuple[Condition, ...] = ()
    """What tells it from the other operations of its method and path, which have a suffix too."""
    hidden_by: str | None = None
    """Label of the operation that gets its requests, where nothing tells the two apart."""

    @property
    def texts(self) -> tuple[str | None, str | None]:
        """What its author says that it does."""
        return self.summary, self.description

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether one of these texts has what a pattern looks for."""
        return any(pattern.search(text) for text in self.texts if text)

    def response(self, status: str) -> Response | None:
        """Return what is documented under a status: `409`."""
        return next((each for each in self.responses if each.status == status), None)

    @property
    def key(self) -> str:
        """The member of `paths` as written."""
        return self.path + self.suffix

    @property
    def label(self) -> str:
        """`GET /bookings`: what people call it."""
        return f"{self.method.upper()} {self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag that the document describes."""

    name: str
    description: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Contract:
    """A whole OpenAPI description."""

    origin: Origin
    dialect: str
    """The `openapi` (or `swagger`) value as written."""
    title: str
    version: str
    summary: str | None
    description: str | None
    servers: tuple[str, ...]
    """URLs with their variables' defaults put in."""
    tags: tuple[Tag, ...]
    operations: tuple[Operation, ...]
    """In the order of the document."""
    schemas: Mapping[str, Schema]
    """Every schema that a `$ref` names: component name, or `file#/pointer` for others."""
    security_schemes: tuple[SecurityScheme, ...]
    webhooks: tuple[str, ...] = ()
    """Names only: pactgen serves the API, it does not call out."""
    extensions: Mapping[str, Json] = field(default_factory=lambda: NOTHING)


def schema_named(contract: Contract, schema: Schema) -> Schema:
    """Follow `ref` to the schema that it names; stops at a chain that loops."""
    seen: set[str] = set()
    while schema.ref is not None and schema.ref not in seen:
        seen.add(schema.ref)
        schema = contract.schemas[schema.ref]
    return schema
