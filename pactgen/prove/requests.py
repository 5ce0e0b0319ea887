"""Compose requests from the document: parameters by their style, a body by its media type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from pactgen.prove.addresses import path_of
from pactgen.prove.compared import Compared
from pactgen.prove.documents import Described, Document, Node
from pactgen.prove.exchange import Request
from pactgen.prove.inside import Inside
from pactgen.prove.instances import Maker, NoInstanceError, Variant
from pactgen.prove.script import Place
from pactgen.prove.xml_text import xml_of
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.prove.backend import Credential
    from pactgen.prove.script import Bind
    from pactgen.prove.showing import Showing

BOUNDARY: Final = "pactgen-boundary"
PRINTED: Final = "/%!#$&'()*+,-.:;=?@[]_~"
"""What stands in the path of a target as it is: the contract has encoded what it wanted encoded."""
Given = Mapping[tuple[Place, str], Node]
"""Values that are known already, by place and name."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """In place of the value of a property that the body goes without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What kind of request is wanted."""

    variant: Variant = "required"
    salt: int = 0
    examples: bool = True
    """Whether a full body may be the contract's own example."""
    wanted: frozenset[str] = frozenset()
    """Properties of the row that name rows: made although they are optional."""
    member: str | None = None
    """The property of the body that holds the row."""
    many: bool = False
    """There is a list of rows where else one would be."""
    addressed: tuple[tuple[str, Node], ...] = ()
    """Properties of the row by which paths name it, with what those paths accept."""
    showing: Showing | None = None
    """What the body may bring is to be shown by answers; None: anything that is valid."""


@dataclass(slots=True, kw_only=True)
class _Parts:
    """A request in the making."""

    path: str
    query: list[str] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=lambda: {"Accept": "*/*"})
    cookies: dict[str, str] = field(default_factory=dict)

    def add_parameter(self, parameter: Mapping[str, Node], value: Node) -> None:
        name = parameter["name"]
        match parameter["in"]:
            case "path":
                self.path = self.path.replace("{" + name + "}", _in_path(parameter, value))
            case "query":
                self.query += _in_query(parameter, value)
            case "header":
                self.headers[name] = _joined(parameter, value)
            case _:
                self.cookies[name] = _joined(parameter, value)

    def measure(self, body: bytes | None) -> None:
        """Let a documented `Content-Length` be that of the body: no other is HTTP."""
        for name in self.headers:
            if name.lower() == "content-length":
                self.headers[name] = str(len(body or b""))

    def add_credential(self, credential: Credential) -> None:
        match credential.location:
            case "header":
                self.headers[credential.name] = credential.value
            case "query":
                self.query.append(urlencode({credential.name: credential.value}))
            case "cookie":
                self.cookies[credential.name] = credential.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """Makes requests for the operations of one document."""

    document: Document
    base_path: str
    credentials: Mapping[str, Credential]
    compared: Compared = field(default_factory=Compared)
    """As of `Script`."""

    def with_token(self, token: str) -> Composer:
        """Return the same, calling with this bearer token."""
        credentials = {
            name: replace(one, value=f"Bearer {token}") if one.value.startswith("Bearer ") else one
            for name, one in self.credentials.items()
        }
        return replace(self, credentials=credentials)

    @property
    def _maker(self) -> Maker:
        return Maker(self.document, "request", self.compared)

    def compose(
        self,
        operation: Described,
        wish: Wish,
        given: Given,
        *,
        anonymous: bool = False,
    ) -> Request:
        """Make a valid request with required parameters; NoInstanceError when it cannot be."""
        parts = _Parts(path=path_of(operation.path))
        for parameter in operation.parameters:
            key = (parameter["in"], parameter["name"])
            if key in given or parameter.get("required") or parameter["in"] == "path":
                value = given[key] if key in given else self._made(parameter, wish.salt)
                parts.add_parameter(parameter, value)
        body, content_type = self._body(operation, wish, given)
        if content_type is not None:
            parts.headers["Content-Type"] = content_type
        for credential in () if anonymous else self._credentials(operation):
            parts.add_credential(credential)
        if parts.cookies:
            pairs = (f"{name}={value}" for name, value in parts.cookies.items())
            parts.headers["Cookie"] = "; ".join(pairs)
        parts.measure(body)
        query = "?" + "&".join(parts.query) if parts.query else ""
        return Request(
            method=operation.method,
            target=quote(self.base_path + parts.path, safe=PRINTED) + query,
            headers=parts.headers,
            body=body,
        )

    def value(self, operation: Described, bind: Bind, salt: int) -> Node:
        """Make a valid value of a parameter; NoInstanceError when it cannot be."""
        key = (bind.place, bind.name)
        parameter = next(one for one in operation.parameters if (one["in"], one["name"]) == key)
        digits = str(salt)
        if bind.is_whole and self._maker.accepts(parameter.get("schema", {}), digits):
            return digits
        return self._made(parameter, salt)

    def _made(self, parameter: Mapping[str, Node], salt: int) -> Node:
        schema = parameter.get("schema")
        if schema is None:
            schema = _first_media(parameter).get("schema", {})
        for example in _examples(self.document, parameter):
            if self._maker.accepts(schema, example):
                return example
        lifted = self.document.lift(schema, "request")
        made = self._maker.make(lifted, salt=salt, name=parameter["name"])
        if made == [] and _accepts_items(lifted):
            # A parameter cannot spell an empty list: there would be nothing of it.
            lifted = {**lifted, "minItems": 1}
            made = self._maker.make(lifted, salt=salt, name=parameter["name"])
        if made == "" and parameter["in"] == "path":
            # Nor can a path an empty text; another of several values may be none.
            made = self._maker.make(lifted, salt=salt + 1, name=parameter["name"])
        if made == {} and parameter["in"] == "path":
            # Nor can a path an empty object: the segment would be missing.
            lifted = {**lifted, "required": [*lifted.get("properties", {})][:1]}
            made = self._maker.make(lifted, salt=salt, name=parameter["name"])
        return made

    def is_closed(self, operation: Described) -> bool:
        """Whether no request can show what it requires: mutual TLS, two `Authorization` headers."""
        return operation.secured and not self._credentials(operation)

    def _credentials(self, operation: Described) -> tuple[Credential, ...]:
        """Return what satisfies an alternative; a password only where nothing else does."""
        found = [
            tuple(self.credentials[scheme] for scheme in alternative)
            for alternative in operation.security
            if alternative and all(scheme in self.credentials for scheme in alternative)
        ]
        return min(filter(_fit_together, found), key=_slowness, default=())

    def _body(
        self, operation: Described, wish: Wish, given: Given
    ) -> tuple[bytes | None, str | None]:
        described = self.document.resolve(operation.node.get("requestBody") or {})
        content: Mapping[str, Mapping[str, Node]] = described.get("content") or {}
        if not content:
            return None, None
        media_type = min(content, key=_preference)
        media = content[media_type]
        schema = self.document.lift(media.get("schema", {}), "request")
        value = self._value(schema, media, wish, given)
        return _encoded(
            value,
            media_type,
            files=self._binary(media.get("schema", {})),
            deep=_deep(media.get("encoding") or {}),
        )

    def _value(self, schema: Node, media: Mapping[str, Node], wish: Wish, given: Given) -> Node:
        """Make a body, its row naming the rows that are known already."""
        row = schema if wish.member is None else self._maker.member(schema, wish.member)
        row = self._maker.items(row) if wish.many else row
        whole = wish.examples and wish.variant == "full"
        value = (
            self._row_in(self._example_or_made(schema, media, wish.salt), wish) if whole else None
        )
        if value is None:
            value = self._maker.make(row, variant=wish.variant, salt=wish.salt, wanted=wish.wanted)
        if isinstance(value, dict):
            value = self._shown(row, value, wish)
            value = self._addressable(row, value, wish)
            declared = frozenset() if wish.variant == "required" else self._maker.declared(row)
            fitting = declared | value.keys()
            known = {name: one for (place, name), one in given.items() if place == "body"}
            value |= {
                name: one.put_into(value.get(name)) if isinstance(one, Inside) else one
                for name, one in known.items()
                if name in fitting
            }
            left = [name for name, one in known.items() if isinstance(one, LeftOut)]
            value = {name: one for name, one in value.items() if name not in left}
        elif ("body", "") in given:
            told = given["body", ""]
            value = told.put_into(value) if isinstance(told, Inside) else told
        value = [value] if wish.many else value
        return value if wish.member is None else {wish.member: value}

    @staticmethod
    def _row_in(body: Node, wish: Wish) -> Node:
        """Return the row that a body holds, or None: an optional one may be missing."""
        value = body if wish.member is None else body.get(wish.member)
        return next(iter(value or ()), None) if wish.many else value

    def _shown(self, row: Node, value: dict[str, Node], wish: Wish) -> dict[str, Node]:
        """Return the row with what answers can show; what they cannot is left out if it may be."""
        if wish.showing is None:
            return value
        kept = self._maker.required(row) | wish.wanted
        found: dict[str, Node] = {}
        for name, one in value.items():
            fitting = (one,) if wish.showing.shows(name, one) else self._others(row, name, wish)
            if fitting or name in kept:
                found[name] = next(iter(fitting), one)
        return found if self._maker.accepts(row, found) else value

    def _others(self, row: Node, name: str, wish: Wish) -> tuple[Node, ...]:
        """Return values of a property that the body may bring and answers can show."""
        if wish.showing is None or name not in self._maker.declared(row):
            return ()
        schema = self._maker.member(row, name)
        proposed = wish.showing.proposals(name, wish.salt)
        made = [self._maker.pruned(schema, each) for each in proposed]
        with suppress(NoInstanceError):
            made.append(self._maker.make(schema, variant="full", salt=wish.salt, name=name))
        return tuple(
            each
            for each in made
            if self._maker.accepts(schema, each) and wish.showing.shows(name, each)
        )

    def _addressable(self, row: Node, value: dict[str, Node], wish: Wish) -> dict[str, Node]:
        """Return the row under names that paths can spell too, where its schema lets it."""
        for name, schema in wish.addressed:
            if not isinstance(value.get(name), str) or self._maker.accepts(schema, value[name]):
                continue
            try:
                other = {**value, name: self._maker.make(schema, salt=wish.salt, name=name)}
            except NoInstanceError:
                continue
            value = other if self._maker.accepts(row, other) else value
        return value

    def _example_or_made(self, schema: Node, media: Mapping[str, Node], salt: int) -> Node:
        """Prefer the contract's own example, when it is a valid one."""
        for example in _examples(self.document, media):
            if self._maker.accepts(schema, example):
                return json.loads(json.dumps(example, default=str))
        return self._maker.make(schema, variant="full", salt=salt)

    def _binary(self, schema: Node) -> frozenset[str]:
        """Return the properties of a form that are files."""
        properties = (self.document.resolve(schema) or {}).get("properties") or {}
        resolved = {name: self.document.resolve(one) for name, one in properties.items()}
        return frozenset(
            name
            for name, one in resolved.items()
            if _is_file(one)
            or (isinstance(one, dict) and _is_file(self.document.resolve(one.get("items"))))
        )


def _is_file(schema: Node) -> bool:
    if not isinstance(schema, dict):
        return False  # any value, or a tuple
    return schema.get("format") == "binary" or "contentMediaType" in schema


def _accepts_items(schema: Node) -> bool:
    return isinstance(schema, dict) and schema.get("maxItems", 1) > 0


def _fit_together(credentials: tuple[Credential, ...]) -> bool:
    """Whether one request can carry them all: each has a place of its own, or they are equal."""
    places = {(one.location, one.name.lower()) for one in credentials}
    return len(places) == len({(one.location, one.name.lower(), one.value) for one in credentials})


def _slowness(credentials: tuple[Credential, ...]) -> bool:
    """Passwords are slow to check, on purpose."""
    return any(credential.value.startswith("Basic ") for credential in credentials)


def _first_media(parameter: Mapping[str, Node]) -> Mapping[str, Node]:
    media: Mapping[str, Node] = next(iter(parameter.get("content", {}).values()), {})
    return media


def _examples(document: Document, node: Mapping[str, Node]) -> list[Node]:
    found = [node["example"]] if "example" in node else []
    for example in (node.get("examples") or {}).values():
        resolved = document.resolve(example)
        if isinstance(resolved, dict) and "value" in resolved:
            found.append(resolved["value"])
    return found


def _preference(media_type: str) -> tuple[int, str]:
    """JSON first, lists of edits (RFC 6902) after other JSON, then forms, text, the rest."""
    plain = media_type.partition(";")[0].strip().lower()
    order = (
        plain == "application/json",
        plain.endswith("+json") and plain != "application/json-patch+json",
        plain.endswith("+json"),
        plain == "application/x-www-form-urlencoded",
        plain == "multipart/form-data",
        plain.startswith("text/"),
    )
    return (order.index(True) if True in order else len(order), plain)


def _scalar(value: Node) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return ""
        case str():
            return value
        case _:
            return json.dumps(value)


def _pieces(value: Node, *, explode: bool) -> list[str]:
    """Take a value apart as the styles join it again: `a=1`, or `a` and `1` (OpenAPI, style)."""
    match value:
        case list():
            return [_scalar(item) for item in value]
        case dict() if explode:
            return [f"{key}={_scalar(item)}" for key, item in value.items()]
        case dict():
            return [text for key, item in value.items() for text in (key, _scalar(item))]
        case _:
            return [_scalar(value)]


def _joined(parameter: Mapping[str, Node], value: Node) -> str:
    """Spell a header or a cookie."""
    if "content" in parameter:
        return json.dumps(value)
    return ",".join(_pieces(value, explode=bool(parameter.get("explode"))))


def _in_path(parameter: Mapping[str, Node], value: Node) -> str:
    if "content" in parameter:
        return quote(json.dumps(value), safe="")
    name, explode = parameter["name"], bool(parameter.get("explode"))
    pieces = [quote(piece, safe="=") for piece in _pieces(value, explode=explode)]
    match parameter.get("style"):
        case "label":
            return "." + ("." if explode else ",").join(pieces)
        case "matrix" if explode and isinstance(value, dict):
            return "".join(f";{piece}" for piece in pieces)
        case "matrix" if explode:
            return "".join(f";{name}={piece}" for piece in pieces)
        case "matrix":
            return f";{name}={','.join(pieces)}"
        case _:
            return ",".join(pieces)


def _in_query(parameter: Mapping[str, Node], value: Node) -> list[str]:
    name = parameter["name"]
    style = parameter.get("style", "form")
    explode = parameter.get("explode", style == "form")
    pairs: list[tuple[str, str]]
    match value:
        case _ if "content" in parameter:
            pairs = [(name, json.dumps(value))]
        case dict() if style == "deepObject":
            pairs = list(_in_brackets(name, value))
        case list() if explode:
            pairs = [(name, _scalar(item)) for item in value]
        case dict() if explode:
            pairs = [(key, _scalar(item)) for key, item in value.items()]
        case list() | dict():
            between = {"spaceDelimited": "%20", "pipeDelimited": "|"}.get(style, ",")
            pieces = (quote(piece, safe="") for piece in _pieces(value, explode=False))
            return [f"{quote(name)}={between.join(pieces)}"]
        case _:
            pairs = [(name, _scalar(value))]
    return [urlencode([pair]) for pair in pairs]


def _deep(encoding: Mapping[str, Mapping[str, Node]]) -> frozenset[str]:
    """Return the fields of a form whose members stand in brackets."""
    return frozenset(name for name, one in encoding.items() if one.get("style") == "deepObject")


def _form_fields(name: str, value: Node, *, deep: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Spell a member of a form: `a=1&a=2` a list, `a[b]=1` what is deep, JSON other objects."""
    match value:
        case list() if all(isinstance(item, dict) for item in value) and name in deep:
            for index, item in enumerate(value):
                yield from _in_brackets(f"{name}[{index}]", item)
        case list():
            yield from ((name, _text_of(item)) for item in value)
        case dict() if name in deep:
            yield from _in_brackets(name, value)
        case _:
            yield name, _text_of(value)


def _in_brackets(name: str, value: Node) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for key, item in value.items():
                yield from _in_brackets(f"{name}[{key}]", item)
        case list():
            for index, item in enumerate(value):
                yield from _in_brackets(f"{name}[{index}]", item)
        case _:
            yield name, _scalar(value)


def _text_of(value: Node) -> str:
    return json.dumps(value) if isinstance(value, dict | list) else _scalar(value)


def _encoded(
    value: Node, media_type: str, *, files: frozenset[str], deep: frozenset[str]
) -> tuple[bytes, str]:
    plain = media_type.partition(";")[0].strip().lower()
    if plain in {"*/*", "application/*"}:
        plain = "application/json"
    if plain == "application/json" or plain.endswith("+json"):
        return json.dumps(value).encode(), plain
    if plain == "application/x-www-form-urlencoded" and isinstance(value, dict):
        pairs = [
            pair for key, entry in value.items() for pair in _form_fields(key, entry, deep=deep)
        ]
        return urlencode(pairs).encode(), plain
    if plain == "multipart/form-data" and isinstance(value, dict):
        return _multipart(value, files), f"{plain}; boundary={BOUNDARY}"
    if plain == "multipart/form-data":
        return _multipart({"file": value}, frozenset({"file"})), f"{plain}; boundary={BOUNDARY}"
    if plain.endswith(("/xml", "+xml")):
        return xml_of(value), plain
    return _scalar(value).encode(), plain.replace("/*", "/octet-stream")


def _multipart(value: Mapping[str, Node], files: frozenset[str]) -> bytes:
    parts: list[str] = []
    members = (
        (name, item)
        for name, entry in value.items()
        for item in (entry if isinstance(entry, list) else [entry])
    )
    for name, item in members:
        kind = '; filename="file.bin"' if name in files else ""
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{kind}\r\n'
        parts.append(f"{head}\r\n{_text_of(item)}\r\n")
    return f"{''.join(parts)}--{BOUNDARY}--\r\n".encode()
