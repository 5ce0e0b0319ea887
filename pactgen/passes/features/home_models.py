"""Declare each wire model in the feature that uses it, or in the shared module if several do."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, assert_never

from pactgen.ir.fills import Built, Fill, FromRow, FromRows
from pactgen.ir.wire import (
    Choice,
    Contains,
    Has,
    ListOf,
    MapOf,
    Matching,
    Named,
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
    WireAlias,
    WireModel,
    WireType,
)
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.ir.design import Endpoint
    from pactgen.passes.model_wire import WireBuilder


def home_models(
    endpoints: tuple[Endpoint, ...], wire: WireBuilder
) -> tuple[Mapping[str, WireModel], Mapping[str, WireAlias]]:
    """Return the models and aliases that some endpoint needs, each with its home."""
    models = wire.models()
    aliases = wire.aliases()
    users: dict[str, set[str]] = defaultdict(set)
    reached: dict[str, set[str]] = defaultdict(set)
    for endpoint in endpoints:
        for name in _named_by(endpoint):
            reached[endpoint.feature].add(name)
    for feature, names in reached.items():
        for name in _closure(names, models, aliases):
            users[name].add(feature)
    shared = _closure({name for name, by in users.items() if len(by) > 1}, models, aliases)

    def home(name: str) -> str:
        return "" if name in shared else next(iter(users[name]))

    return (
        {name: replace(one, home=home(name)) for name, one in models.items() if users[name]},
        {name: replace(one, home=home(name)) for name, one in aliases.items() if users[name]},
    )


def _named_by(endpoint: Endpoint) -> Iterator[str]:
    types = [part.type for part in endpoint.inputs]
    if endpoint.body is not None:
        types.append(endpoint.body.type)
    if endpoint.answer.type is not None:
        types.append(endpoint.answer.type)
    for type_ in types:
        yield from names_in(type_)
    yield from _filled_by(endpoint.answer.fill)


def _filled_by(fill: Fill | None) -> Iterator[str]:
    match fill:
        case FromRow() | FromRows():
            yield from fill.models
        case Built(model=model, fields=fields):
            yield model
            for _, inner in fields:
                yield from _filled_by(inner)
        case _:
            return


def names_in(type_: WireType) -> Iterator[str]:
    """Yield the models and aliases that a type mentions directly, also in its rules."""
    match type_:
        case Named(name=name):
            yield name
        case ListOf(item=inner, rules=rules) | MapOf(value=inner, rules=rules):
            yield from names_in(inner)
            yield from named_by_rules(rules)
        case Nullable(inner=inner):
            yield from names_in(inner)
        case TupleOf(prefix=prefix, rest=rest, rules=rules):
            yield from named_by_rules(rules)
            for part in prefix:
                yield from names_in(part)
            if rest is not None:
                yield from names_in(rest)
        case UnionOf(options=options):
            for option in options:
                yield from names_in(option)
        case Scalar(rules=rules):
            yield from named_by_rules(rules)
        case Choice():
            return


def used_names(item: WireModel | WireAlias) -> tuple[str, ...]:
    """Return the names that a class or an alias needs, in order, once each."""
    if isinstance(item, WireAlias):
        found = list(names_in(item.type))
    else:
        found = [name for field in item.fields for name in names_in(field.type)]
        if item.extra_type is not None:
            found += names_in(item.extra_type)
        found += named_by_rules(item.rules)
    return tuple(dict.fromkeys(found))


def named_by_rules(rules: Iterable[Rule]) -> Iterator[str]:
    """Yield the models and aliases that values are compared with."""
    for rule in rules:
        for test in _tests(rule):
            if isinstance(test, Rule):
                yield from named_by_rules((test,))
            else:
                yield from names_in(test)


def _tests(rule: Rule) -> tuple[Test, ...]:
    match rule:
        case Has():
            return ()
        case Not(test=test):
            return (test,)
        case When(condition=condition, then=then, otherwise=otherwise):
            return (condition, *(part for part in (then, otherwise) if part is not None))
        case Matching(tests=tests):
            return tests
        case Contains(item=type_) | NamesFit(name=type_):
            return (type_,)
        case PatternsFit(patterns=patterns, rest=rest):
            last = () if rest is None else (rest,)
            return (*(type_ for _, type_ in patterns), *last)
    assert_never(rule)


def _closure(
    names: set[str], models: Mapping[str, WireModel], aliases: Mapping[str, WireAlias]
) -> set[str]:
    found: set[str] = set()
    waiting = [name for name in names if name]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        one = models.get(name) or aliases.get(name)
        waiting += [] if one is None else used_names(one)
    return found
