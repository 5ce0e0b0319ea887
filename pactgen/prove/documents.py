"""The contract as a plain document: operations, references, and schemas that a validator takes.

This reads the original document and knows nothing of how the rest of pactgen understood it.
"""

from __future__ import annotations

import ipaddress
import re
import uuid
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote, unquote

import jsonschema_rs

from pactgen.prove.addresses import path_of, with_query
from pactgen.prove.query_fields import fields_of
from pactgen.prove.swagger import as_openapi, is_swagger
from pactgen.readers.openapi.literals import literal_body
from pactgen.readers.openapi.mend import is_unsendable
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Node = Any
"""A value of a JSON document."""

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
Direction = Literal["request", "response"]
MAX_REFERENCES: Final = 64
BASE: Final = "urn:pactgen:contract"
TEMPLATED: Final = re.compile(r"\{([^{}]+)\}")
"""A parameter in the template of a path."""


class BrokenReferenceError(Exception):
    """A `$ref` of the document leads nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An operation as the document describes it."""

    method: str
    """Upper case."""
    path: str
    """The key of `paths`."""
    node: Mapping[str, Node]
    parameters: tuple[Mapping[str, Node], ...]
    """Those of the path item and of the operation, resolved."""
    security: tuple[Mapping[str, tuple[str, ...]], ...]
    """Alternatives; empty: open."""

    @property
    def label(self) -> str:
        """`GET /bookings`."""
        return f"{self.method} {self.path}"

    @property
    def secured(self) -> bool:
        """Whether a request without credentials must be refused."""
        return bool(self.security) and all(self.security)


class Document:
    """An OpenAPI document; 2.0 is spelled as 3.0 first."""

    def __init__(self, raw: Mapping[str, Node]) -> None:
        self.raw = raw
        if is_swagger(raw):
            self.raw = as_openapi(raw, self.resolve)
        self.old = str(self.raw.get("openapi", "")).startswith("3.0")

    def resolve(self, node: Node) -> Node:
        """Follow references until there is none."""
        for _ in range(MAX_REFERENCES):
            if not isinstance(node, dict) or not isinstance(node.get("$ref"), str):
                return node
            node = self.at(node["$ref"])
        raise BrokenReferenceError("references go in a circle")

    def at(self, reference: str) -> Node:
        """Return what a local reference names."""
        if not reference.startswith("#"):
            raise BrokenReferenceError(f"{reference} is outside of the document")
        node: Node = self.raw
        for token in reference[1:].split("/")[1:]:
            step = unescape(token)
            try:
                node = node[int(step)] if isinstance(node, list) else node[step]
            except (KeyError, IndexError, ValueError, TypeError) as error:
                raise BrokenReferenceError(f"{reference} does not exist") from error
        return node

    @cached_property
    def extended_by(self) -> Mapping[str, tuple[str, ...]]:
        """References of components by those of the schemas that they take into their `allOf`."""
        found: dict[str, tuple[str, ...]] = {}
        schemas = (self.raw.get("components") or {}).get("schemas") or {}
        for name, schema in schemas.items():
            parts = schema.get("allOf") if isinstance(schema, dict) else None
            for part in parts if isinstance(parts, list) else ():
                base = part.get("$ref") if isinstance(part, dict) else None
                if isinstance(base, str):
                    found[base] = (*found.get(base, ()), f"#/components/schemas/{name}")
        return found

    @cached_property
    def operations(self) -> Mapping[tuple[str, str], Described]:
        """All operations by (METHOD, path), in the order of the document."""
        return {(one.method, one.path): one for one in self._operations()}

    def _operations(self) -> Iterator[Described]:
        for path, written in (self.raw.get("paths") or {}).items():
            if path.startswith("x-"):
                continue
            item = self.resolve(written)
            described = {method: item.get(method) for method in METHODS}
            for method, node in {**described, **(item.get("additionalOperations") or {})}.items():
                if isinstance(node, dict):  # repaired: a path that begins with no slash
                    yield self._operation(method, node, f"/{path.removeprefix('/')}", item)

    def _operation(
        self, method: str, node: Mapping[str, Node], path: str, item: Mapping[str, Node]
    ) -> Described:
        merged: dict[tuple[str, str], Mapping[str, Node]] = {}
        for group in (item.get("parameters", []), node.get("parameters", [])):
            parameters = [self.resolve(written) for written in group]
            names = frozenset(parameter["name"] for parameter in parameters)
            fields = (fields_of(each, self.resolve, names) for each in parameters)
            merged |= {(one["in"], one["name"]): one for one in chain.from_iterable(fields)}
        merged = with_query(path, merged)
        named = TEMPLATED.findall(path_of(path))
        merged |= {
            ("path", name): _undeclared(name) for name in named if ("path", name) not in merged
        }
        stray = [key for key in merged if key[0] == "path" and key[1] not in named]
        unsent = [key for key in merged if not key[1] or is_unsendable(*key)]
        for key in (*stray, *unsent):  # repaired: no request can carry it
            merged.pop(key, None)
        security = node.get("security", self.raw.get("security")) or []
        return Described(
            method=method.upper(),
            path=path,
            node=node,
            parameters=tuple(merged.values()),
            security=tuple(
                {scheme: tuple(scopes or ()) for scheme, scopes in one.items()} for one in security
            ),
        )

    def view(self, direction: Direction) -> Mapping[str, Node]:
        """Return the document with its schemas as they hold for requests or for responses."""
        return self._request_view if direction == "request" else self._response_view

    @cached_property
    def _request_view(self) -> dict[str, Node]:
        return self._lift("readOnly")

    @cached_property
    def _response_view(self) -> dict[str, Node]:
        return self._lift("writeOnly")

    def lift(self, schema: Node, direction: Direction) -> Node:
        """Return an inline schema of the original as it stands in `view(direction)`."""
        return self._convert(schema, "readOnly" if direction == "request" else "writeOnly")

    def path_schema(self, method: str, path: str, name: str) -> Node:
        """Return what an operation accepts as a parameter of its path."""
        operation = self.operations[method, path]
        found = (one for one in operation.parameters if (one["in"], one["name"]) == ("path", name))
        return self.lift(next(found).get("schema", {}), "request")

    def _lift(self, hidden: str) -> dict[str, Node]:
        lifted: dict[str, Node] = {
            key: self._convert(value, hidden)
            for key, value in self.raw.items()
            if key not in {"$schema", "$id", "servers", "info", "tags"}
        }
        return lifted

    def _convert(
        self,
        node: Node,
        hidden: str,
        *,
        by_name: bool = False,
        hides: frozenset[str] = frozenset(),
    ) -> Node:
        """Turn OpenAPI's own keywords into JSON Schema, wherever a schema may stand.

        The keys of `properties` and its like (`by_name`) are names, also where they spell keywords.
        What the parts of one `allOf` hide (`hides`) none of them can require.
        """
        if isinstance(node, list):
            return [self._convert(item, hidden, hides=hides) for item in node]
        if not isinstance(node, dict):
            return int(node) if isinstance(node, float) and node.is_integer() else node
        if by_name:
            return {name: self._convert(value, hidden) for name, value in node.items()}
        required = _required(node)
        if required or "allOf" in node:
            hides |= self._hidden_in(node, hidden, frozenset())
        shown = {
            key: self._convert(
                _in_a_row(key, value),
                hidden,
                by_name=key in BY_NAME,
                hides=hides if key == "allOf" else frozenset(),
            )
            for key, value in self._with_places(node).items()
            if not (key == "required" and isinstance(value, bool))  # repaired: see below
            and not (key == "pattern" and isinstance(value, str))  # spelled below
            and not (key in CHOICES and value == [])  # repaired
            and not (key in BOUNDS and value is True and BOUNDS[key] not in node)  # repaired
            and not (key == "examples" and not isinstance(value, list))  # decides nothing
        }
        if isinstance(shown.get("$ref"), str):
            shown["$ref"] = _escape(self._placed(shown["$ref"]))
        if isinstance(node.get("pattern"), str):
            spelled = comparable(node["pattern"])
            shown |= {"pattern": spelled} if spelled is not None else {}
        properties = node.get("properties")
        if isinstance(properties, dict) or hides:
            names = [name for name in required if name not in hides]
            shown.pop("required", None)
            shown |= {"required": names} if names else {}
        if isinstance(properties, dict):
            # `properties: {$ref: …}` was repaired by the reader; here it says nothing.
            schemas = shown["properties"].items()
            shown["properties"] = {name: each for name, each in schemas if _is_schema(each)}
        if node.get("nullable") is True:
            shown.pop("nullable")
            return {"anyOf": [shown, {"type": "null"}]}
        return shown

    def _placed(self, reference: str) -> str:
        """Return where a view has what a reference names: schemas that may be null stand deeper."""
        if not reference.startswith("#/"):
            return reference
        node: Node = self.raw
        steps: list[str] = []
        for token in reference[2:].split("/"):
            if isinstance(node, dict) and node.get("nullable") is True:
                steps += ["anyOf", "0"]
            step = unescape(token)
            try:
                node = node[int(step)] if isinstance(node, list) else node[step]
            except (KeyError, IndexError, ValueError, TypeError):
                return reference
            steps.append(token)
        return "/".join(("#", *steps))

    def _hidden_in(
        self, node: Mapping[str, Node], hidden: str, seen: frozenset[str]
    ) -> frozenset[str]:
        """Return the properties of a schema and of its parts that do not travel this way."""
        properties = node.get("properties")
        names = properties.items() if isinstance(properties, dict) else ()
        found = frozenset(name for name, each in names if self._is(each, hidden))
        for part in _parts(node):
            reference = part.get("$ref")
            if not isinstance(reference, str):
                found |= self._hidden_in(part, hidden, seen)
            elif reference not in seen:
                target = self.resolve(part)
                if isinstance(target, dict):
                    found |= self._hidden_in(target, hidden, seen | {reference})
        return found

    def _with_places(self, node: Mapping[str, Node]) -> Mapping[str, Node]:
        """Return a schema whose tuple is in the words of its version; the other was repaired."""
        if self.old or not isinstance(node.get("items"), list):
            return node
        rest = {"items": node["additionalItems"]} if "additionalItems" in node else {}
        kept = {key: value for key, value in node.items() if key != "items"}
        places = {"prefixItems": node["items"]} if node["items"] else {}
        return {**kept, **places, **rest}

    def _is(self, schema: Node, keyword: str) -> bool:
        if not isinstance(schema, dict):
            return False
        if schema.get(keyword) is True:
            return True
        if not isinstance(schema.get("$ref"), str):
            return False
        target = self.resolve(schema)
        return isinstance(target, dict) and target.get(keyword) is True

    def hidden_in_requests(self, schema: Node) -> bool:
        """Whether a property is `readOnly`, directly or behind its reference."""
        return self._is(schema, "readOnly")

    @cached_property
    def _registries(self) -> Mapping[Direction, jsonschema_rs.Registry]:
        draft = jsonschema_rs.Draft4 if self.old else jsonschema_rs.Draft202012
        return {
            "request": jsonschema_rs.Registry([(BASE, self._request_view)], draft=draft),
            "response": jsonschema_rs.Registry([(BASE, self._response_view)], draft=draft),
        }

    def validator(self, schema: Node, direction: Direction) -> jsonschema_rs.Validator:
        """Return a validator for a schema as it stands in `view(direction)`."""
        kind = jsonschema_rs.Draft4Validator if self.old else jsonschema_rs.Draft202012Validator
        return kind(
            _absolute(schema),
            validate_formats=True,
            formats=dict(FORMATS),
            registry=self._registries[direction],
        )


@lru_cache(maxsize=4096)
def comparable(pattern: str) -> str | None:
    """Return a pattern as the validator takes it; None where it has no equal there.

    A brace that opens no repetition stands for itself (ECMA-262, annex B.1.2), also the one of
    `{,2}`.
    """
    body = literal_body(pattern)  # repaired
    pattern = pattern if body is None else body
    escaped = BRACES.sub(lambda found: found["kept"] or "\\" + found["brace"], pattern)
    for spelled in (pattern, escaped):
        try:
            jsonschema_rs.Draft202012Validator({"pattern": spelled})
        except jsonschema_rs.ValidationError:
            continue
        return spelled
    return None


def _in_a_row(key: str, value: Node) -> Node:
    """Return schemas by their numbers as a list, to which references may lead all the same."""
    if key not in CHOICES or not isinstance(value, dict):
        return value
    numbers = [int(each) for each in value if each.isdecimal()]
    return [value.get(str(number), {}) for number in range(max(numbers, default=-1) + 1)] or [{}]


def _undeclared(name: str) -> Mapping[str, Node]:
    """Return the parameter that a path template has and the document forgot: any text."""
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _required(node: Mapping[str, Node]) -> list[str]:
    """Return the required properties, also those that say it themselves (repaired)."""
    listed, properties = node.get("required"), node.get("properties")
    flagged = (
        name
        for name, one in (properties.items() if isinstance(properties, dict) else ())
        if isinstance(one, dict) and one.get("required") is True
    )
    return list(dict.fromkeys((*(listed if isinstance(listed, list) else ()), *flagged)))


def _parts(node: Mapping[str, Node]) -> Iterator[Mapping[str, Node]]:
    """Yield the schemas of an `allOf`."""
    parts = node.get("allOf")
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict):
            yield part


def _is_schema(node: Node) -> bool:
    return isinstance(node, dict | bool)


def _absolute(node: Node) -> Node:
    """Let the references of a schema outside of the document lead into it."""
    match node:
        case dict():
            return {
                key: BASE + value
                if key == "$ref" and isinstance(value, str) and value.startswith("#")
                else _absolute(value)
                for key, value in node.items()
            }
        case list():
            return [_absolute(item) for item in node]
        case _:
            return node


def unescape(token: str) -> str:
    """Return the member that a step of a pointer in a fragment names (RFC 6901, section 6)."""
    return unquote(token).replace("~1", "/").replace("~0", "~")


def _escape(reference: str) -> str:
    """Write a reference as a URI, where other scripts, spaces and braces must be escaped."""
    return quote(reference, safe="%#/?:@!$&'()*+,;=~")


def _parses(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def check(text: str) -> bool:
        try:
            parse(text)
        except ValueError:
            return False
        return True

    return check


BRACES: Final = re.compile(
    r"(?P<kept>\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|.)|\[\^?\]?(?:\\.|[^\]])*\]|\{[0-9]+(?:,[0-9]*)?\})|(?P<brace>[{}])",
    re.DOTALL,
)
"""What braces may be part of (an escape, a class, a repetition), or one alone."""
CHOICES: Final = frozenset({"allOf", "anyOf", "oneOf"})
BOUNDS: Final = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
"""Flags of 3.0, each of which speaks of the limit beside it."""
BY_NAME: Final = frozenset({"properties", "patternProperties", "$defs", "definitions", "schemas"})
"""Keywords whose members are schemas by their names."""
CLOCK: Final = re.compile(
    r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?",
    re.ASCII | re.IGNORECASE,
)
FORMATS: Final[Mapping[str, Callable[[str], bool]]] = {
    "uuid": _parses(uuid.UUID),
    "ipv4": _parses(ipaddress.IPv4Address),
    "ipv6": _parses(ipaddress.IPv6Address),
    "time": lambda text: CLOCK.fullmatch(text) is not None,
}
"""Formats that older drafts do not check of themselves; a time of day may have no offset."""
