"""Wire types as annotations of Pydantic models, with the imports that they need.

Location: pactgen/views/wire_types.py. Used by the view of `schemas.py`. Requests are checked as the
contract says; answers carry plain types, since what is stored has been checked on its way in.
"""

from collections.abc import Mapping
from typing import assert_never

from pactgen.emit import number, one_line, raw_string, string
from pactgen.ir.contract import Json
from pactgen.ir.wire import (
    Choice,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Rule,
    Scalar,
    ScalarKind,
    TupleOf,
    UnionOf,
    WireType,
)
from pactgen.passes.model_wire.patterns import translated
from pactgen.values import dataclass, field
from pactgen.views.expressions import (
    Bracketed,
    Expression,
    Leaf,
    call,
    either,
    json_value,
    subscript,
)
from pactgen.views.imports import Import
from pactgen.views.rules import rule_expression

PYTHON: Mapping[ScalarKind, str] = {"boolean": "bool", "number": "float", "null": "None"}
CHECKED: Mapping[ScalarKind, str] = {
    "any": "Json",
    "integer": "Integer",
    "int32": "Int32",
    "int64": "Int64",
    "text": "Text",
    "binary": "Text",
    "uuid": "Uuid",
    "timestamp": "Timestamp",
    "date": "Date",
    "time": "Time",
    "duration": "Duration",
    "email": "Email",
    "uri": "Uri",
    "hostname": "Hostname",
    "ipv4": "Ipv4",
    "ipv6": "Ipv6",
    "base64": "Base64",
    "file": "File",
}
_WHOLE: frozenset[ScalarKind] = frozenset({"integer", "int32", "int64"})
_PARSED: frozenset[ScalarKind] = frozenset({"any", "uuid", "timestamp", "date"})
"""Kinds that an answer needs the class of wire.py for: they are written in their own way."""

Literals = str | int | None


@dataclass(slots=True)
class TypePrinter:
    """Turns wire types into expressions and collects their imports."""

    package: str
    homes: Mapping[str, str]
    """Module that declares a class or an alias."""
    here: str | None = None
    """The module that is printed, when it declares some itself."""
    defined: set[str] = field(default_factory=set)
    """Names of this file that stand above."""
    imports: set[Import] = field(default_factory=set)

    def wire(self, name: str) -> str:
        """Return a name of wire.py, imported."""
        self.imports.add(Import(f"{self.package}.wire", name))
        return name

    def typing(self, name: str) -> str:
        """Return a name of typing, imported."""
        self.imports.add(Import("typing", name))
        return name

    def field_call(self, *arguments: Expression | str) -> Bracketed:
        """Return `Field(arguments)`, imported."""
        self.imports.add(Import("pydantic", "Field"))
        return call("Field", *arguments)

    def annotated(self, inner: Expression, *marks: Expression) -> Expression:
        """Return `Annotated[inner, marks]`, or the inner type when there are no marks."""
        if not marks:
            return inner
        return subscript(self.typing("Annotated"), inner, *marks)

    def named(self, name: str) -> Leaf:
        """Return the name of a class or an alias, imported when another file declares it."""
        home = self.homes.get(name)
        if home is not None and home != self.here:
            self.imports.add(Import(home, name))
            return Leaf(name)
        return Leaf(name, later=name not in self.defined)

    def expression(self, type_: WireType, *, plain: bool) -> Expression:
        """Return the annotation; plain: of an answer."""
        match type_:
            case Named():
                return self.named(type_.name)
            case Nullable():
                return either(self.expression(type_.inner, plain=plain), Leaf("None"))
            case Scalar():
                return self._plain(type_) if plain else self._scalar(type_)
            case _:
                return self._composed(type_, plain=plain)

    def _composed(
        self, type_: Choice | ListOf | TupleOf | MapOf | UnionOf, *, plain: bool
    ) -> Expression:
        match type_:
            case Choice():
                return self._choice(type_, plain=plain)
            case ListOf():
                return self._list(type_, plain=plain)
            case TupleOf():
                return self._tuple(type_, plain=plain)
            case MapOf():
                return self._map(type_, plain=plain)
            case UnionOf():
                return self._union(type_, plain=plain)
        assert_never(type_)

    # ---- scalars --------------------------------------------------------------------------

    def _plain(self, scalar: Scalar) -> Expression:
        if scalar.kind in PYTHON:
            return Leaf(PYTHON[scalar.kind])
        if scalar.kind in _PARSED:
            return Leaf(self.wire(CHECKED[scalar.kind]))
        return Leaf("int" if scalar.kind in _WHOLE else "str")

    def _scalar(self, scalar: Scalar) -> Expression:
        base = PYTHON.get(scalar.kind) or self.wire(CHECKED[scalar.kind])
        return self.annotated(Leaf(base), *self.marks(scalar))

    def marks(self, scalar: Scalar) -> list[Expression]:
        """Return what stands beside the type inside Annotated."""
        arguments: list[Expression | str] = [*bounds(scalar)]
        others: list[Expression] = []
        step = scalar.multiple_of
        if step is not None and isinstance(step, int) and scalar.kind in _WHOLE:
            arguments.append(f"multiple_of={number(step)}")
        elif step is not None:
            others.append(call(self.wire("multiple_of"), string(str(step))))
        found = translated(scalar.pattern) if scalar.pattern else None
        if found is not None and found.engine == "rust":
            literal = f"pattern={raw_string(found.text)}"
            arguments.append(Leaf(literal, source=scalar.pattern))
        elif found is not None:
            literal = raw_string(found.text)
            others.append(call(self.wire("matches"), Leaf(literal, source=scalar.pattern)))
        others += self.rules(scalar.rules)
        return [self.field_call(*arguments), *others] if arguments else others

    def rules(self, rules: tuple[Rule, ...]) -> list[Expression]:
        """Return the rules of a type, as marks beside it."""
        return [rule_expression(self, rule) for rule in rules]

    def _choice(self, choice: Choice, *, plain: bool) -> Expression:
        literals = literal_values(choice.values)
        if literals is not None and (plain or _all_text(choice)):
            items = (Leaf(one_line(each), source=(type(each), each)) for each in literals)
            return subscript(self.typing("Literal"), *items)
        if plain:
            return Leaf(self.wire("Json"))
        # typing.Literal takes true for 1, and holds neither fractions nor objects.
        kinds = {type(value) for value in choice.values}
        base = "bool" if kinds == {bool} else "float" if kinds <= {int, float} else "Json"
        base = "Integer" if kinds == {int} else base
        values = (json_value(value) for value in choice.values)
        whole = Leaf(self.wire(base) if base in {"Integer", "Json"} else base)
        return self.annotated(whole, call(self.wire("one_of"), *values))

    # ---- containers -----------------------------------------------------------------------

    def _list(self, type_: ListOf, *, plain: bool) -> Expression:
        whole = subscript("list", self.expression(type_.item, plain=plain))
        if plain:
            return whole
        return self.annotated(whole, *self.list_marks(type_))

    def list_marks(self, type_: ListOf) -> list[Expression]:
        """Return what stands beside a list inside Annotated."""
        marks = self._sizes(type_.min_items, type_.max_items)
        if type_.unique:
            marks.append(Leaf(self.wire("UNIQUE")))
        return marks + self.rules(type_.rules)

    def _sizes(self, least: int | None, most: int | None) -> list[Expression]:
        said = [f"min_length={least}"] if least else []
        said += [f"max_length={most}"] if most is not None else []
        return [self.field_call(*said)] if said else []

    def _tuple(self, type_: TupleOf, *, plain: bool) -> Expression:
        if plain:
            return subscript("list", Leaf(self.wire("Json")))
        rest = type_.rest or Scalar(kind="any")
        first = (self.expression(item, plain=False) for item in type_.prefix)
        most = type_.max_items
        if type_.rest is None:
            most = min(len(type_.prefix), len(type_.prefix) if most is None else most)
        whole = subscript("list", self.expression(rest, plain=False))
        items = call(self.wire("ItemsOf"), *first)
        sizes = self._sizes(type_.min_items, most)
        return self.annotated(whole, items, *sizes, *self.rules(type_.rules))

    def _map(self, type_: MapOf, *, plain: bool) -> Expression:
        key = Leaf("str" if plain else self.wire("Text"))
        whole = subscript("dict", key, self.expression(type_.value, plain=plain))
        if plain:
            return whole
        sizes = self._sizes(type_.min_properties, type_.max_properties)
        return self.annotated(whole, *sizes, *self.rules(type_.rules))

    # ---- unions ---------------------------------------------------------------------------

    def _union(self, type_: UnionOf, *, plain: bool) -> Expression:
        options = _joined_choices(type_.options)
        printed = [self.expression(option, plain=plain) for option in options]
        if Leaf("str") in printed:
            # `Literal["a"] | str` says no more than `str`.
            kept = [
                (option, one)
                for option, one in zip(options, printed, strict=True)
                if not (isinstance(option, Choice) and _all_text(option))
            ]
            printed = [one for _, one in kept]
        whole = either(*printed)
        if type_.discriminator is not None:
            mark: Expression = self.field_call(f"discriminator={string(type_.discriminator)}")
            return self.annotated(whole, mark)
        if type_.exclusive and not plain:
            return self.annotated(whole, Leaf(self.wire("ONE_MATCH")))
        return whole


def bounds(scalar: Scalar) -> list[str]:
    """Return the arguments of `Field` for lengths and limits."""
    limits = {
        "min_length": scalar.min_length,
        "max_length": scalar.max_length,
        "ge": scalar.minimum,
        "gt": scalar.exclusive_minimum,
        "le": scalar.maximum,
        "lt": scalar.exclusive_maximum,
    }
    return [f"{name}={number(limit)}" for name, limit in limits.items() if limit is not None]


def literal_values(values: tuple[Json, ...]) -> tuple[Literals, ...] | None:
    """Return the values when typing.Literal can hold them all; mypy reads 64 bits of a number."""
    fitting = tuple(value for value in values if isinstance(value, str | int) or value is None)
    wide = any(isinstance(value, int) and not -(2**63) <= value < 2**63 for value in fitting)
    return fitting if len(fitting) == len(values) and not wide else None


def _all_text(choice: Choice) -> bool:
    return all(isinstance(value, str) for value in choice.values)


def _joined_choices(options: tuple[WireType, ...]) -> tuple[WireType, ...]:
    """Put the values of several enumerations into one, where the first of them stood."""
    choices = [each for each in options if isinstance(each, Choice)]
    simple = all(literal_values(each.values) is not None for each in choices)
    if len(choices) < 2 or not simple:
        return options
    distinct = {(type(value), value): value for each in choices for value in each.values}
    joined = Choice(values=tuple(distinct.values()))
    others = (each for each in options if not isinstance(each, Choice) or each is choices[0])
    return tuple(joined if each is choices[0] else each for each in others)
