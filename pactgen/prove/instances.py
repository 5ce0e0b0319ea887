"""Make instances of JSON Schemas: small, deterministic, different for every salt.

`required` instances hold what must be there; `full` ones every property that a request may carry.
An instance is handed out only when the schema accepts it.
"""

from __future__ import annotations

import base64
import math
import re
import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from pactgen.passes.reading.pattern_texts import PatternUnsupportedError, matching
from pactgen.passes.reading.patterns import matches
from pactgen.prove.compared import Compared
from pactgen.prove.documents import BrokenReferenceError, Direction, Document, Node, unescape
from pactgen.prove.kinds import tagged
from pactgen.prove.leaving_out import without_wrong
from pactgen.prove.merging import merged
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Variant = Literal["required", "full"]
MAX_DEPTH: Final = 12
FULL_DEPTH: Final = 4
FIRST_DAY: Final = date(2020, 1, 1)
"""Long ago: databases refuse births to come more often than they refuse what is past."""
LATE: Final = frozenset(
    {"end", "ends", "ended", "until", "to", "due", "expires", "expiry", "closed", "finished"}
)
"""Words of a property that says when something is over, which is after it began."""
WORD: Final = re.compile(r"[A-Z]?[a-z]+")
LATER: Final = timedelta(days=365)
_LIMITS: Final = frozenset({"format", "pattern", "enum", "minLength", "maxLength"})
"""With them, a text says itself what it looks like."""
SOON: Final = timedelta(days=1)
"""How much later something is over before something else may begin, each two days after another."""
FURTHER: Final = 100
"""How much greater the greater one of two numbers is."""
MAX_LENGTH: Final = 10_000
"""Of a text, where the schema says none."""
NAMESPACE: Final = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
WORDS: Final = ("alpha", "bravo", "delta", "gamma", "kappa", "omega", "sigma", "theta")


class NoInstanceError(Exception):
    """No instance could be made; the message says which schema stood in the way."""


UNMAKEABLE: Final = (NoInstanceError, PatternUnsupportedError, BrokenReferenceError)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What kind of instance is wanted, and where the walk stands."""

    variant: Variant
    salt: int
    name: str
    wanted: frozenset[str] = frozenset()
    depth: int = 0

    @property
    def generous(self) -> bool:
        """Whether optional parts are wanted; deep inside they would only multiply."""
        return self.variant == "full" and self.depth <= FULL_DEPTH

    def inside(self, name: str) -> _Wish:
        """Return the wish for a part of the instance."""
        return replace(self, name=name, wanted=frozenset(), depth=self.depth + 1)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes instances of the schemas of one document, for requests or responses."""

    document: Document
    direction: Direction
    compared: Compared = field(default_factory=Compared)
    """As of `Script`."""

    def make(
        self,
        schema: Node,
        *,
        variant: Variant = "required",
        salt: int = 0,
        name: str = "",
        wanted: frozenset[str] = frozenset(),
    ) -> Node:
        """Return a valid instance, or raise NoInstanceError.

        Plain texts begin with the name; `wanted` are properties to make although they are optional.
        """
        problem = "the schema accepts nothing that was tried"
        validator = self.document.validator(schema, self.direction)
        for attempt in (variant, "full" if variant == "required" else "required"):
            try:
                instance = self._value(
                    schema, _Wish(variant=attempt, salt=salt, name=name, wanted=wanted)
                )
            except UNMAKEABLE as error:
                problem = str(error)
                continue
            wrong = next(iter(validator.iter_errors(instance)), None)
            if wrong is None:
                return instance
            problem = wrong.message
            left = without_wrong(validator, instance) if attempt == "full" else {}
            if isinstance(left, dict) and left and wanted <= left.keys():
                return left
        raise NoInstanceError(problem)

    def declared(self, schema: Node) -> frozenset[str]:
        """Return the properties that an object schema declares at its top."""
        return frozenset(merged(schema, self._target).get("properties") or ())

    def member(self, schema: Node, name: str) -> Node:
        """Return the schema of a property that an object schema declares at its top."""
        return merged(schema, self._target)["properties"][name]

    def is_list(self, schema: Node) -> bool:
        """Whether a schema describes an array."""
        return _type_of(merged(schema, self._target)) == "array"

    def required(self, schema: Node) -> frozenset[str]:
        """Return the properties that an object schema requires at its top."""
        return frozenset(merged(schema, self._target).get("required") or ())

    def pruned(self, schema: Node, instance: Node) -> Node:
        """Return an instance without the members that no object schema declares."""
        schema = merged(schema, self._target)
        options = [schema, *schema.get("anyOf", ()), *schema.get("oneOf", ())]
        options = [merged(one, self._target) for one in options]
        items = next((one["items"] for one in options if isinstance(one.get("items"), dict)), None)
        if isinstance(instance, list) and items is not None:
            return [self.pruned(items, one) for one in instance]
        declared = {
            name: one for each in options for name, one in (each.get("properties") or {}).items()
        }
        if not isinstance(instance, dict) or not declared:
            return instance
        return {
            name: self.pruned(declared[name], one)
            for name, one in instance.items()
            if name in declared
        }

    def items(self, schema: Node) -> Node:
        """Return the schema of the elements of an array."""
        return merged(schema, self._target).get("items", {})

    def accepts(self, schema: Node, instance: Node) -> bool:
        """Whether the schema accepts an instance."""
        return bool(self.document.validator(schema, self.direction).is_valid(instance))

    def _value(self, schema: Node, wish: _Wish) -> Node:
        if schema is True or schema == {}:
            return wish.name or "value"
        if schema is False:
            raise NoInstanceError("the schema is false")
        if wish.depth > MAX_DEPTH:
            raise NoInstanceError("the schema recurses without an end")
        kind = tagged(self.document, schema, wish.salt)
        if kind is not None and (wish.generous or kind[0] in self.required(schema)):
            schema = kind[1]
        schema = merged(schema, self._target)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            values = [value for value in schema["enum"] if value is not None]
            return values[wish.salt % len(values)] if values else None
        for keyword in ("oneOf", "anyOf"):
            if schema.get(keyword):
                return self._first_workable(schema, keyword, wish)
        return self._of_type(schema, wish)

    def _of_type(self, schema: Mapping[str, Node], wish: _Wish) -> Node:
        match _type_of(schema):
            case "object":
                return self._object(schema, wish)
            case "array":
                return self._array(schema, wish)
            case "string":
                return self._text(schema, wish)
            case "integer" | "number" as kind:
                rank = self.compared.greater.get(wish.name, 0)
                salt = wish.salt + FURTHER * rank
                if wish.name in self.compared.apart:
                    salt = 2 * wish.salt + rank
                whole = kind == "integer" or wish.name in self.compared.whole
                return number(schema, salt, whole=whole)
            case "boolean":
                return wish.salt % 2 == 0
            case _:
                return None

    def _text(self, schema: Mapping[str, Node], wish: _Wish) -> str:
        late = self.compared.greater.get(wish.name)
        reader = self.compared.spelled.get(wish.name)
        if reader is not None and not _LIMITS & schema.keys():
            return _read_as(reader, wish.salt, late=late is not None)
        if wish.name in self.compared.apart:
            return text(schema, 2 * wish.salt, wish.name, late=late, later=SOON)
        return text(schema, wish.salt, wish.name, late=late)

    def _target(self, reference: str) -> Node:
        node: Node = self.document.view(self.direction)
        for token in reference.removeprefix("#").split("/")[1:]:
            step = unescape(token)
            if isinstance(node, list):
                node = node[int(step)]
            elif isinstance(node, dict) and step in node:
                node = node[step]
            else:
                raise BrokenReferenceError(f"{reference} does not exist")
        return node

    def _first_workable(self, schema: Node, keyword: str, wish: _Wish) -> Node:
        rest = {key: value for key, value in schema.items() if key != keyword}
        options = sorted(schema[keyword], key=lambda option: option == {"type": "null"})
        problem = "no alternative"
        for option in options:
            both = {"allOf": [rest, option]} if rest else option
            try:
                instance = self._value(both, replace(wish, depth=wish.depth + 1))
            except UNMAKEABLE as error:
                problem = str(error)
                continue
            if keyword == "anyOf" or self.accepts(schema, instance):
                return instance
        raise NoInstanceError(problem)

    def _object(self, schema: Mapping[str, Node], wish: _Wish) -> Node:
        declared: Mapping[str, Node] = schema.get("properties") or {}
        required = list(schema.get("required") or ())
        made: dict[str, Node] = {}
        for name, property_schema in declared.items():
            needed = name in required
            asked_for = needed or wish.generous or name in wish.wanted
            if self._hidden(property_schema) or not asked_for:
                continue
            try:
                made[name] = self._value(property_schema, wish.inside(name))
            except UNMAKEABLE:
                if needed:
                    raise
        extra = schema.get("additionalProperties", True)
        for name in required:
            if name not in declared:
                made[name] = self._value(extra, wish.inside(name))
        for count in range(len(made), int(schema.get("minProperties", 0))):
            made[f"key{count}"] = self._value(extra, wish.inside("value"))
        return made

    def _hidden(self, schema: Node) -> bool:
        """Whether requests leave a property out: the server alone writes it."""
        if self.direction == "response" or not isinstance(schema, dict):
            return False
        options = [schema, *schema.get("anyOf", ()), *schema.get("allOf", ())]
        return any(self.document.hidden_in_requests(option) for option in options)

    def _array(self, schema: Mapping[str, Node], wish: _Wish) -> Node:
        prefix = schema.get("prefixItems") or ()
        items = schema.get("items", True)
        if isinstance(items, list):  # of JSON Schema before 2020-12
            prefix, items = items, schema.get("additionalItems", True)
        least = int(schema.get("minItems", 0))
        wanted = max(least, len(prefix), 1 if wish.generous else 0)
        wanted = min(wanted, int(schema.get("maxItems", wanted)))
        made: list[Node] = []
        for index in range(wanted):
            inner = prefix[index] if index < len(prefix) else items
            one = replace(wish.inside(wish.name), salt=wish.salt + index)
            try:
                made.append(self._value(inner, one))
            except UNMAKEABLE:
                if index < least:
                    raise
                break
        return made


def _type_of(schema: Mapping[str, Node]) -> str:
    """Return the type to make: the declared one, else the one that the keywords speak of."""
    declared = schema.get("type")
    if isinstance(declared, list):
        declared = next((kind for kind in declared if kind != "null"), "null")
    if isinstance(declared, str):
        return declared
    for kind, keywords in (
        ("object", ("properties", "required", "additionalProperties", "minProperties")),
        ("array", ("items", "prefixItems", "minItems")),
        ("number", ("minimum", "maximum", "multipleOf", "exclusiveMinimum")),
    ):
        if any(keyword in schema for keyword in keywords):
            return kind
    return "string"


def number(schema: Mapping[str, Node], salt: int, *, whole: bool) -> int | float:
    """Return a number within the bounds: the smallest comfortable one, raised by the salt."""
    low, high = _bounds(schema, whole=whole)
    step = schema.get("multipleOf") or (1 if whole else 0.5)
    first = 1 if low is None or low < 1 else low
    if high is not None and first > high:
        first = high if low is None else low
    start = math.ceil(first / step) * step
    value = start + (salt % 1000) * step
    if high is not None and value > high:
        room = max(math.floor((high - start) / step) + 1, 1)
        value = start + (salt % room) * step
    return round(value) if whole else float(value)


def _bounds(
    schema: Mapping[str, Node], *, whole: bool
) -> tuple[int | float | None, int | float | None]:
    low, high = schema.get("minimum"), schema.get("maximum")
    nudge = 1 if whole else 0.001
    match schema.get("exclusiveMinimum"):
        case True:
            low = None if low is None else low + nudge
        case int() | float() as bound if bound is not False:
            low = bound + nudge if low is None else max(low, bound + nudge)
    match schema.get("exclusiveMaximum"):
        case True:
            high = None if high is None else high - nudge
        case int() | float() as bound if bound is not False:
            high = bound - nudge if high is None else min(high, bound - nudge)
    return low, high


def text(
    schema: Mapping[str, Node],
    salt: int,
    name: str = "",
    *,
    late: int | None = None,
    later: timedelta = LATER,
) -> str:
    """Return a text of the wanted format, pattern and length.

    The name tells what is `late`; of several such moments each is so often `later`.
    """
    least, most = int(schema.get("minLength", 0)), schema.get("maxLength")
    if late is None:
        late = not LATE.isdisjoint(each.lower() for each in WORD.findall(name))
    formatted = _formatted(_format(schema), salt, late * later if late else None)
    pattern = schema.get("pattern")
    if isinstance(pattern, str):
        of_day = _of_day(pattern, salt, late=bool(late))
        if of_day is not None:
            return of_day
        is_whole = pattern.startswith("^") and pattern.endswith("$")
        plain = () if is_whole else (f"{name or 'text'}-{salt}",)
        plain = plain if formatted is None else (formatted,)
        return _formed(schema, plain, lambda: matching(pattern, salt=salt, minimum=least))
    if formatted is not None:
        return formatted
    tag = str(salt)
    shown = f"{name or 'text'}-{tag}"
    if most is not None and len(shown) > int(most):
        shown = tag[-int(most) :] if int(most) else ""
    return shown + "x" * (least - len(shown))


def _format(schema: Mapping[str, Node]) -> str | None:
    """Return the format; what 3.1 says is encoded is `byte` of 3.0."""
    encoded = schema.get("contentEncoding") in {"base64", "base64url"}
    return schema.get("format") or ("byte" if encoded else None)


def _formed(schema: Mapping[str, Node], plain: tuple[str, ...], written: Callable[[], str]) -> str:
    """Return a plain text that has the form, or one with it inside; else one that is all form."""
    pattern, least = schema["pattern"], int(schema.get("minLength", 0))
    most = int(schema.get("maxLength", MAX_LENGTH))
    told = next((each for each in plain if _fits(pattern, each, least, most)), None)
    if told is not None:
        return told
    form = written()
    beside = (f"{form}{each}" if pattern.startswith("^") else f"{each}{form}" for each in plain)
    return next((each for each in beside if _fits(pattern, each, least, most)), form)


def _fits(pattern: str, text: str, least: int, most: int) -> bool:
    try:
        return least <= len(text) <= most and re.search(pattern, text) is not None
    except re.error:
        return False


def _read_as(reader: str, salt: int, *, late: bool) -> str:
    """Return a text that a type of a database reads."""
    match reader:
        case "time":
            return f"{_clock(salt, late=late)}:00"
        case "inet" | "cidr":
            return f"10.0.{salt // 256 % 256}.{salt % 256}"
        case "interval":
            return f"{salt} days"
        case "bytes":
            return base64.b64encode(str(salt).encode()).decode()
        case _:
            return _range(reader, 2 * salt)


def _range(kind: str, salt: int) -> str:
    """Return a text that PostgreSQL reads as a range; none of an even salt overlaps another."""
    if kind in {"int4range", "int8range", "numrange"}:
        return f"[{salt},{salt + 1})"
    behind = "" if kind == "daterange" else " 12:00:00"
    return f"[{_day(salt)}{behind},{_day(salt) + SOON}{behind})"


def _of_day(pattern: str, salt: int, *, late: bool) -> str | None:
    """Return a time of day where a pattern asks for one and nothing else: `09:30`, `09:30:00`."""
    for end in ("", ":00"):
        clock = f"{_clock(salt, late=late)}{end}"
        if matches(pattern, clock) and not matches(pattern, clock.replace(":", "", 1)):
            return None if matches(pattern, f"{clock}x") else clock
    return None


def _clock(salt: int, *, late: bool) -> str:
    """Return an hour and a minute before noon, or after it."""
    return f"{salt % 12 + 12 * late:02}:{salt // 12 % 60:02}"


def _formatted(kind: object, salt: int, later: timedelta | None) -> str | None:
    if kind == "time":
        return f"{_clock(salt, late=later is not None)}:00Z"
    if kind in {"date", "date-time"} and later is not None:
        day = (_day(salt) + later).isoformat()
        return day if kind == "date" else f"{day}T12:00:00+00:00"
    made = FORMATTED.get(kind) if isinstance(kind, str) else None
    return None if made is None else made(salt)


def _day(salt: int) -> date:
    return FIRST_DAY + timedelta(days=salt % 3000)


def _word(salt: int) -> str:
    return WORDS[salt % len(WORDS)]


def _url(salt: int) -> str:
    return f"https://example.com/{_word(salt)}/{salt}"


FORMATTED: Final[Mapping[str, Callable[[int], str]]] = {
    "uuid": lambda salt: str(uuid.uuid5(NAMESPACE, str(salt))),
    "date": lambda salt: _day(salt).isoformat(),
    "date-time": lambda salt: f"{_day(salt).isoformat()}T12:00:00+00:00",
    "duration": lambda salt: f"P{salt % 28 + 1}D",
    "email": lambda salt: f"{_word(salt)}{salt}@example.com",
    "idn-email": lambda salt: f"{_word(salt)}{salt}@example.com",
    "uri": _url,
    "url": _url,
    "iri": _url,
    "uri-reference": lambda salt: f"/{_word(salt)}/{salt}",
    "iri-reference": lambda salt: f"/{_word(salt)}/{salt}",
    "hostname": lambda salt: f"{_word(salt)}{salt}.example.com",
    "idn-hostname": lambda salt: f"{_word(salt)}{salt}.example.com",
    "ipv4": lambda salt: f"192.0.2.{salt % 254 + 1}",
    "ipv6": lambda salt: f"2001:db8::{salt % 65535 + 1:x}",
    "byte": lambda salt: base64.b64encode(f"{_word(salt)}{salt}".encode()).decode(),
    "json-pointer": lambda salt: f"/{_word(salt)}",
    "regex": lambda salt: f"^{_word(salt)}$",
}
"""A text of each format that has one, by a number."""
