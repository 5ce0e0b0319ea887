"""Rules as code, and `rules.py` of the backend, which is there only where a type has one.

Location: pactgen/views/rules.py. Used by the printer of wire types and by plan.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from pactgen.emit import Emitted, code, dotted, raw_string, string
from pactgen.ir.wire import (
    Contains,
    Has,
    ListOf,
    MapOf,
    Matching,
    NamesFit,
    Not,
    Nullable,
    PatternsFit,
    Rule,
    Scalar,
    Test,
    TupleOf,
    UnionOf,
    When,
    WireType,
)
from pactgen.passes.model_wire.patterns import for_python
from pactgen.passes.model_wire.place import ANY
from pactgen.values import dataclass, replace
from pactgen.views.expressions import Bracketed, Either, Expression, Leaf, call, flat
from pactgen.views.imports import Import
from pactgen.views.known import known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.design import Design
    from pactgen.views.wire_types import TypePrinter

_COUNTS = {"all": "AllOf", "any": "AnyOf", "one": "OneOf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesView:
    """All that differs from one backend to the other."""

    package: Emitted


def rules_view(design: Design) -> RulesView:
    """Return the view of `rules.py`."""
    return RulesView(package=code(dotted(design.package)))


def has_rules(design: Design) -> bool:
    """Tell whether anything that a request carries has a rule."""
    if any(model.rules for model in design.models.values()):
        return True
    types = [field.type for model in design.models.values() for field in model.fields]
    types += [alias.type for alias in design.aliases.values()]
    for endpoint in design.endpoints:
        types += [each.type for each in endpoint.inputs]
        types += [endpoint.body.type] if endpoint.body is not None else []
    return any(_is_ruled(one) for type_ in types for one in _parts(type_))


def _is_ruled(type_: WireType) -> bool:
    return isinstance(type_, Scalar | ListOf | TupleOf | MapOf) and bool(type_.rules)


def _parts(type_: WireType) -> Iterator[WireType]:
    yield type_
    match type_:
        case ListOf(item=inner) | MapOf(value=inner) | Nullable(inner=inner):
            yield from _parts(inner)
        case UnionOf(options=parts) | TupleOf(prefix=parts):
            for part in parts:
                yield from _parts(part)
        case _:
            return


def rule_expression(printer: TypePrinter, rule: Rule) -> Bracketed:
    """Return the call that makes the rule."""
    match rule:
        case Has():
            return _call(printer, "Has", *(Leaf(string(name)) for name in rule.names))
        case Not():
            return _call(printer, "Not", _test(printer, rule.test))
        case When():
            return _when(printer, rule)
        case Matching():
            tests = (_test(printer, test) for test in rule.tests)
            return _call(printer, _COUNTS[rule.count], *tests)
        case Contains():
            least = [f"least={rule.least}"] if rule.least != 1 else []
            most = [f"most={rule.most}"] if rule.most is not None else []
            return _call(printer, "Contains", _test(printer, rule.item), *least, *most)
        case NamesFit():
            return _call(printer, "PropertyNames", _test(printer, rule.name))
        case PatternsFit():
            return _patterns(printer, rule)
    assert_never(rule)


def _call(printer: TypePrinter, name: str, *arguments: Expression | str) -> Bracketed:
    printer.imports.add(Import(f"{printer.package}.rules", name))
    return call(name, *arguments)


def _test(printer: TypePrinter, test: Test) -> Expression:
    if isinstance(test, Rule):
        return rule_expression(printer, test)
    return printer.expression(test, plain=False)


def _when(printer: TypePrinter, rule: When) -> Bracketed:
    condition = _test(printer, rule.condition)
    if rule.then is None:
        tests = () if rule.otherwise is None else (rule.otherwise,)
        otherwise = (_named("otherwise=", _test(printer, test)) for test in tests)
        return _call(printer, "When", condition, *otherwise)
    parts = (rule.then,) if rule.otherwise is None else (rule.then, rule.otherwise)
    return _call(printer, "When", condition, *(_test(printer, part) for part in parts))


def _named(before: str, expression: Expression) -> Expression:
    """Return an item that stands behind a key or a keyword."""
    match expression:
        case Leaf():
            return replace(expression, text=before + expression.text)
        case Bracketed():
            return replace(expression, before=before + expression.before)
        case Either():
            return Leaf(before + flat(expression))
    assert_never(expression)


def _patterns(printer: TypePrinter, rule: PatternsFit) -> Bracketed:
    pairs = tuple(
        _named(f"{raw_string(known(for_python(pattern)))}: ", _test(printer, type_))
        for pattern, type_ in rule.patterns
    )
    arguments: list[Expression] = [Bracketed("", pairs, "{}", display=True)]
    if rule.declared:
        names = tuple(Leaf(string(name)) for name in rule.declared)
        arguments.append(Bracketed("known=", names, display=True))
    if rule.rest is None:
        arguments.append(Leaf("rest=None"))
    elif rule.rest != ANY:
        arguments.append(_named("rest=", _test(printer, rule.rest)))
    return _call(printer, "PatternProperties", *arguments)
