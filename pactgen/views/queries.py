"""The query parameters of an operation as one class of `schemas.py`.

Location: pactgen/views/queries.py. Used by the view of `schemas.py`. Parameters arrive as text, so
their types are those of wire.py that read text.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from pactgen.emit import Emitted, code, docstring, identifier, one_line, string
from pactgen.ir.contract import ABSENT, Json
from pactgen.ir.design import Design, Endpoint
from pactgen.ir.inputs import Input, WindowRole
from pactgen.ir.wire import (
    Choice,
    ListOf,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    UnionOf,
    WireAlias,
    WireType,
)
from pactgen.passes.reading.spelling import is_in_json, is_plain
from pactgen.values import dataclass
from pactgen.views.expressions import (
    Expression,
    Leaf,
    call,
    either,
    json_value,
    made_by,
    statement,
    subscript,
)
from pactgen.views.imports import Import
from pactgen.views.naming import query_model
from pactgen.views.wire_types import CHECKED, TypePrinter

_INDENT = 4
_JOINED = {"spaceDelimited": "SpaceJoined", "pipeDelimited": "PipeJoined"}
_READ: dict[ScalarKind, str] = {
    **CHECKED,
    "any": "TextParam",
    "null": "TextParam",
    "text": "TextParam",
    "binary": "TextParam",
    "integer": "IntegerParam",
    "int32": "Int32Param",
    "int64": "Int64Param",
    "number": "NumberParam",
    "boolean": "BooleanParam",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryClassView:
    """The class as the template prints it."""

    header: Emitted
    docstring: Emitted
    fields: tuple[Emitted, ...]
    has_fields: bool = True
    is_class: bool = True
    follows_class: bool = True


def query_models(
    printer: TypePrinter, design: Design, endpoints: Iterable[Endpoint]
) -> Iterator[QueryClassView]:
    """List the classes of the operations that have query parameters."""
    aliases = design.aliases
    for endpoint in endpoints:
        inputs = [each for each in endpoint.inputs if each.parameter.location == "query"]
        if inputs:
            base = _base(printer, inputs, aliases)
            yield QueryClassView(
                header=code(f"class {query_model(design, endpoint)}({base}):"),
                docstring=docstring(
                    None,
                    fallback=f"The query parameters of `{endpoint.operation_id}`.",
                    indent=_INDENT,
                ),
                fields=tuple(code(_field(printer, each, aliases)) for each in inputs),
            )


def _base(printer: TypePrinter, inputs: list[Input], aliases: Mapping[str, WireAlias]) -> str:
    """Return the class that reads what the query parameters may be."""
    if any(_has_members(each, aliases) for each in inputs):
        printer.imports.add(Import(f"{printer.package}.parameters", "ObjectQuery"))
        return "ObjectQuery"
    return printer.wire("QueryModel")


def _has_members(each: Input, aliases: Mapping[str, WireAlias]) -> bool:
    """Tell whether the members of an object may stand in parameters of their own."""
    parameter = each.parameter
    spread = parameter.style == "deepObject" or (parameter.style == "form" and parameter.explode)
    return spread and not is_plain(aliases, each) and not is_in_json(parameter)


def parameter_expression(
    printer: TypePrinter, each: Input, aliases: Mapping[str, WireAlias]
) -> Expression:
    """Return the annotation of a parameter, wherever it stands."""
    counted = isinstance(each.role, WindowRole) and each.role.part != "cursor"
    joined = None if each.parameter.explode else _JOINED.get(each.parameter.style, "Joined")
    reader = _Reader(
        printer=printer,
        aliases=aliases,
        joined=joined,
        counted=counted,
        takes_null=each.parameter.location != "path",
    )
    return reader.expression(each.type)


def _read_elsewhere(printer: TypePrinter, each: Input) -> Expression:
    """Return the annotation of a parameter that `parameters.py` reads."""
    parameter = each.parameter
    printer.imports.add(Import(f"{printer.package}.parameters", "Spelled"))
    style = "json" if is_in_json(parameter) else parameter.style
    plain = parameter.explode or style in {"json", "deepObject"}
    explode = [] if plain else ["explode=False"]
    type_ = printer.expression(each.type, plain=False)
    if is_absent(each):
        type_ = either(type_, Leaf("None"))
    return printer.annotated(type_, call("Spelled", string(style), *explode))


def is_absent(each: Input) -> bool:
    """Tell whether the value may be None because nothing was sent."""
    return not each.required and each.default is ABSENT


def _field(printer: TypePrinter, each: Input, aliases: Mapping[str, WireAlias]) -> str:
    plain = is_plain(aliases, each)
    type_ = (
        parameter_expression(printer, each, aliases) if plain else _read_elsewhere(printer, each)
    )
    if each.shown is not None:
        shown = printer.expression(each.shown, plain=False)
        type_ = printer.annotated(type_, call(printer.wire("shown_as"), shown))
    arguments: list[Expression] = []
    value: Expression | None = None
    if not each.required:
        default = each.default
        if default is ABSENT:
            type_ = _or_nothing(printer, each, type_) if plain else type_
            value = Leaf("None")
        elif isinstance(default, list):
            arguments.append(made_by(default))
        else:
            type_ = _or_default(printer, each, type_, default) if plain else type_
            value = json_value(default)
    if each.parameter.name != each.name:
        arguments.append(json_value(each.parameter.name, "alias="))
    if arguments:
        if isinstance(value, Leaf):
            arguments.insert(0, Leaf(f"default={value.text}"))
        value = printer.field_call(*arguments)
    return statement(identifier(each.name), type_, value, indent=_INDENT)


def _or_nothing(printer: TypePrinter, each: Input, type_: Expression) -> Expression:
    """Return the type that may be None, also for `?day=` where an empty value is allowed."""
    whole = either(type_, Leaf("None"))
    if not _says_nothing_empty(each):
        return whole
    return printer.annotated(whole, Leaf(printer.wire("EMPTY_IS_NONE")))


def _or_default(printer: TypePrinter, each: Input, type_: Expression, default: Json) -> Expression:
    """Return the type for which `?day=` asks for the default, where an empty value is allowed."""
    if not _says_nothing_empty(each) or isinstance(default, dict):
        return type_
    printer.imports.add(Import(f"{printer.package}.parsing", "empty_means"))
    text = default if isinstance(default, str) else json.dumps(default)
    return printer.annotated(type_, call("empty_means", string(text)))


def _says_nothing_empty(each: Input) -> bool:
    """Tell whether an empty value is allowed, and none of the type's own."""
    match each.type:
        case Scalar(kind="text" | "any", min_length=least, pattern=pattern):
            is_own = not least and pattern is None
        case _:
            is_own = False
    return each.parameter.allow_empty_value and not is_own


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Prints the types of one parameter."""

    printer: TypePrinter
    aliases: Mapping[str, WireAlias]
    joined: str | None
    """What reads a list that stands in one value."""
    counted: bool
    """A number of any size, which paging.py keeps within bounds."""
    takes_null: bool
    """Null may be sent, as the text that JSON spells it with."""

    def expression(self, type_: WireType) -> Expression:
        """Return the annotation of a value that arrives as text."""
        match type_:
            case Named() if type_.name in self.aliases:
                return self._alias(type_, self.aliases[type_.name])
            case Scalar():
                return self._scalar(type_)
            case Choice():
                return self._choice(type_)
            case ListOf():
                return self._list(type_)
            case Nullable() | UnionOf():
                options = type_.options if isinstance(type_, UnionOf) else (type_.inner,)
                printed = [self.expression(option) for option in options]
                if isinstance(type_, Nullable) and self.takes_null and not _is_any_text(type_):
                    printed.append(Leaf(self.printer.wire("NullParam")))
                whole = either(*printed)
                if isinstance(type_, UnionOf) and type_.exclusive and _is_one_kind(options):
                    return self.printer.annotated(whole, Leaf(self.printer.wire("ONE_MATCH")))
                return whole
            case _:
                return Leaf(self.printer.wire("TextParam"))

    def _alias(self, named: Named, alias: WireAlias) -> Expression:
        if isinstance(alias.type, Choice) and _is_text(alias.type):
            return self.printer.named(named.name)
        return self.expression(alias.type)

    def _scalar(self, scalar: Scalar) -> Expression:
        name = _READ[scalar.kind]
        if self.counted and name == "IntegerParam":
            name = "CountParam"
        marks = [*self.printer.marks(scalar)]
        if self.counted and name == "TextParam":
            marks.append(Leaf(self.printer.wire("COUNT_TEXT")))
        return self.printer.annotated(Leaf(self.printer.wire(name)), *marks)

    def _choice(self, choice: Choice) -> Expression:
        kinds = {type(value) for value in choice.values}
        if kinds == {str}:
            return self.printer.expression(choice, plain=True)
        if kinds in ({int}, {bool}):
            literal = self.printer.expression(choice, plain=True)
            reader = self.printer.wire("INTEGER_TEXT" if kinds == {int} else "BOOLEAN_TEXT")
            return self.printer.annotated(literal, Leaf(reader))
        if kinds <= {int, float}:
            number = Leaf(self.printer.wire("NumberParam"))
            values = (json_value(value) for value in choice.values)
            return self.printer.annotated(number, call(self.printer.wire("one_of"), *values))
        texts = Choice(values=tuple(_spelled(value) for value in choice.values))
        return self.printer.expression(texts, plain=True)

    def _list(self, type_: ListOf) -> Expression:
        item = self.expression(type_.item)
        whole = subscript(self.printer.wire(self.joined) if self.joined else "list", item)
        return self.printer.annotated(whole, *self.printer.list_marks(type_))


def _is_any_text(type_: Nullable) -> bool:
    """Tell whether the text `null` is a value like others."""
    inner = type_.inner
    return isinstance(inner, Scalar) and inner.kind in {"text", "any"}


def _is_one_kind(options: tuple[WireType, ...]) -> bool:
    """Tell whether a text may fit several of the options without being ambiguous itself."""
    kinds = {option.kind if isinstance(option, Scalar) else None for option in options}
    return len(kinds) == 1 and None not in kinds


def _is_text(choice: Choice) -> bool:
    return all(isinstance(value, str) for value in choice.values)


def _spelled(value: Json) -> str:
    return value if isinstance(value, str) else one_line(value).lower()
