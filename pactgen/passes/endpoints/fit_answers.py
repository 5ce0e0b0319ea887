"""What bodies bring has to fit what answers show.

A contract may take any text for a property that its answers list as an enumeration. A row that no
answer can show is not stored: such a value is valid, and answered 409.

Location: pactgen/passes/endpoints/fit_answers.py. Used by fit_requests.py.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pactgen.decisions import storage
from pactgen.ir.behaviours import CreateRow, ReplaceRow, Rowless, UpdateRow, WriteSingleton
from pactgen.ir.contract import ABSENT
from pactgen.ir.inputs import KeyRole
from pactgen.ir.wire import Choice, ListOf, MapOf, Named, Nullable, Scalar, UnionOf
from pactgen.passes.model_wire.defaults import fitting_default
from pactgen.passes.reconcile.show_nulls import kinds_of
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from pactgen.decisions import Decision
    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Endpoint, Resource
    from pactgen.ir.messages import BodyInput
    from pactgen.ir.wire import ScalarKind, WireAlias, WireField, WireModel, WireType
    from pactgen.source import Origin

Writes = CreateRow | ReplaceRow | UpdateRow | WriteSingleton
ANYTHING: Final = Scalar(kind="any")
ANY_OBJECT: Final = MapOf(value=ANYTHING)
NAMED: Final = Scalar(kind="text", min_length=1)
"""What a path can name something by."""
MAX_DEPTH: Final = 8
"""Lists inside of lists beyond this are recursive."""
_Place = tuple[str, str]
"""A class of bodies and one of its attributes."""

_NUMBERS: Final[frozenset[ScalarKind]] = frozenset({"integer", "int32", "int64", "number"})
_TEXTS: Final[frozenset[ScalarKind]] = frozenset(
    {"text", "time", "duration", "email", "uri", "hostname", "ipv4", "ipv6", "base64"}
)
"""Kinds that are stored as they come."""
_LOWER: Final = ("min_length", "minimum", "exclusive_minimum")
_UPPER: Final = ("max_length", "maximum", "exclusive_maximum")
_EXACT: Final = ("pattern", "multiple_of")


def fit_answers(
    endpoints: tuple[Endpoint, ...],
    models: Mapping[str, WireModel],
    aliases: Mapping[str, WireAlias],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
    shown: Mapping[tuple[str, str], Sequence[WireType]],
) -> tuple[Mapping[str, WireModel], tuple[Decision, ...]]:
    """Mark the members of bodies that may bring what an answer of the same row cannot show.

    So are those that an answer needs of an object inside of the row, and a body may leave out.
    Where several bodies hold objects of one class, a member is marked if all of them ask the same,
    and no answer is of that class.
    """
    asking = _Asking(models=models, aliases=aliases)
    for endpoint in endpoints:
        if endpoint.answer.type is not None:
            asking.walk(endpoint.answer.type, asking.shown)
    for endpoint in endpoints:
        behaviour = endpoint.behaviour
        if endpoint.body is None or not isinstance(behaviour, Writes):
            continue
        table = tables[resources[behaviour.resource].table]
        kept = {column.name for column in table.columns if not _becomes_text(column)}
        kept |= table.parts
        kept -= set(behaviour.ignored)
        merged = behaviour.merged if isinstance(behaviour, UpdateRow) else ()
        for name in _brought(endpoint.body, models, aliases):
            for one in models[name].fields:
                if one.attribute in merged:
                    asking.walk(one.type, asking.merged)
                known = one.attribute in kept
                wanted = shown.get((behaviour.resource, one.attribute), ()) if known else ()
                asking.ask(name, one, wanted, (behaviour.resource,))
    return _marked(asking)


def _marked(asking: _Asking) -> tuple[Mapping[str, WireModel], tuple[Decision, ...]]:
    changed = dict(asking.models)
    decisions: list[Decision] = []
    for place, asked in asking.found.items():
        narrow = asked[0]
        if place[0] in asking.shown or narrow is None or any(other != narrow for other in asked):
            continue
        field_ = _member(changed, place)
        default = fitting_default(field_.default, narrow, {})
        _put(changed, place, replace(field_, shown=narrow, default=default))
        resource, *way = asking.ways[place]
        decide = storage.not_named if narrow == NAMED else storage.not_shown
        decisions.append(decide(resource, ".".join(way), (_origin(changed, place),)))
    for place, needed in asking.needs.items():
        if place[0] in asking.shown | asking.merged or not all(needed):
            continue
        _put(changed, place, replace(_member(changed, place), needed=True))
        resource, *way = asking.ways[place]
        decisions.append(storage.needed(resource, ".".join(way), (_origin(changed, place),)))
    return changed, tuple(decisions)


def _becomes_text(column: Column) -> bool:
    return column.coerced or (column.as_json and column.kind == "text")


def _member(models: Mapping[str, WireModel], place: _Place) -> WireField:
    name, attribute = place
    return next(one for one in models[name].fields if one.attribute == attribute)


def _put(models: dict[str, WireModel], place: _Place, changed: WireField) -> None:
    name, attribute = place
    fields = (changed if one.attribute == attribute else one for one in models[name].fields)
    models[name] = replace(models[name], fields=tuple(fields))


def _origin(models: Mapping[str, WireModel], place: _Place) -> Origin:
    return models[place[0]].origin.child("properties", _member(models, place).wire_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """What answers ask of the members of bodies, and of the objects inside of them."""

    models: Mapping[str, WireModel]
    aliases: Mapping[str, WireAlias]
    found: dict[_Place, list[WireType | None]] = field(default_factory=lambda: defaultdict(list))
    """By member, what each use shows it as; None where it may be anything."""
    needs: dict[_Place, list[bool]] = field(default_factory=lambda: defaultdict(list))
    """By member of an object, whether each use needs it where the body may leave it out."""
    ways: dict[_Place, tuple[str, ...]] = field(default_factory=dict)
    """The resource and the way to a member, as the first use has it."""
    seen: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    """The classes of answers, which show all that they allow."""
    merged: set[str] = field(default_factory=set)
    """The classes of objects that change member by member: what is left out stays."""

    def walk(self, type_: WireType, found: set[str]) -> None:
        """Note the classes that a type is made of."""
        waiting = list(self._objects(type_))
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += (
                    inner for one in self.models[name].fields for inner in self._objects(one.type)
                )

    def ask(
        self, name: str, one: WireField, shown: Sequence[WireType], way: tuple[str, ...]
    ) -> None:
        """Compare a member with what answers show it as."""
        place, here = (name, one.attribute), (*way, one.wire_name)
        if shown:
            self.found[place].append(narrow_of(one.type, shown, self.aliases))
            self.ways.setdefault(place, here)
        known = [self._objects(each) for each in shown]
        others = tuple(sorted({each[0] for each in known if len(each) == 1}))
        clear = all(len(each) == 1 for each in known)
        for inner in self._objects(one.type):
            self._ask_object(inner, others if clear else (), here)

    def _ask_object(self, name: str, shown: tuple[str, ...], way: tuple[str, ...]) -> None:
        if (name, shown) in self.seen:
            return
        self.seen.add((name, shown))
        for one in self.models[name].fields:
            same = [
                other
                for each in shown
                for other in self.models[each].fields
                if other.attribute == one.attribute
            ]
            if same:
                self._need(name, one, same, way)
            self.ask(name, one, [_bare(other.type, self.aliases) for other in same], way)

    def _need(
        self, name: str, one: WireField, shown: Sequence[WireField], way: tuple[str, ...]
    ) -> None:
        """Note whether an answer shows no object in which the member is not, or is null."""
        place = (name, one.attribute)
        self.ways.setdefault(place, (*way, one.wire_name))
        if self._may_be_null(one.type):
            needed = any(each.required and not self._may_be_null(each.type) for each in shown)
        else:
            needed = any(each.required for each in shown) and not one.required
        self.needs[place].append(needed and one.default is ABSENT)

    def _may_be_null(self, type_: WireType) -> bool:
        while isinstance(type_, Named) and type_.name in self.aliases:
            type_ = self.aliases[type_.name].type
        return isinstance(type_, Nullable) or type_ == ANYTHING

    def _objects(self, type_: WireType, depth: int = 0) -> tuple[str, ...]:
        """Return the classes of the objects in a member: itself, in a list, by name."""
        match _bare(type_, self.aliases):
            case Named(name=name):
                return (name,)
            case ListOf(item=inner) | MapOf(value=inner) if depth < MAX_DEPTH:
                return self._objects(inner, depth + 1)
            case UnionOf(options=options) if depth < MAX_DEPTH:
                return tuple(
                    name for option in options for name in self._objects(option, depth + 1)
                )
            case _:
                return ()


def shown_of(
    endpoints: tuple[Endpoint, ...],
    models: Mapping[str, WireModel],
    aliases: Mapping[str, WireAlias],
    parts: Mapping[str, Collection[str]],
) -> dict[tuple[str, str], list[WireType]]:
    """Return what answers show the members of each resource as.

    Args:
        endpoints: of the backend.
        models: the classes of what travels.
        aliases: other names of types.
        parts: by resource, the attributes whose members are its columns.
    """
    shown: dict[tuple[str, str], list[WireType]] = defaultdict(list)
    for endpoint in endpoints:
        if isinstance(endpoint.behaviour, Rowless):
            continue
        for kinds in kinds_of(endpoint.answer.fill):
            inside = parts.get(endpoint.behaviour.resource, ())
            for name, ways in _ways(kinds, models, aliases, inside).items():
                shown[endpoint.behaviour.resource, name].append(_any_of(ways))
        for one in endpoint.inputs:
            if isinstance(one.role, KeyRole):
                shown[endpoint.behaviour.resource, one.role.column].append(NAMED)
    return shown


def _ways(
    kinds: Sequence[str],
    models: Mapping[str, WireModel],
    aliases: Mapping[str, WireAlias],
    parts: Collection[str],
) -> dict[str, list[WireType]]:
    """Return, by attribute, what each of the kinds shows it as."""
    ways: dict[str, list[WireType]] = defaultdict(list)
    for kind in kinds:
        for one in models[kind].fields:
            shown = _bare(one.type, aliases)
            ways[one.attribute].append(shown)
            if one.attribute in parts and isinstance(shown, Named):
                for inner in models[shown.name].fields:
                    ways[inner.attribute].append(_bare(inner.type, aliases))
    return ways


def _any_of(ways: Sequence[WireType]) -> WireType:
    """Return the type of what one of these shows."""
    choices = [each for each in ways if isinstance(each, Choice)]
    if len(ways) > 1 and len(choices) == len(ways):
        values = dict.fromkeys(value for each in choices for value in each.values)
        return replace(choices[0], values=tuple(values))
    return ways[0] if all(each == ways[0] for each in ways) else ANYTHING


def narrow_of(
    brought: WireType, shown: Sequence[WireType], aliases: Mapping[str, WireAlias]
) -> WireType | None:
    """Return what an answer shows a value as, when a request may bring something else."""
    sent = _plain(brought, aliases)
    plain = [_plain(each, aliases) for each in shown]
    if _is_object(brought, aliases):
        plain = [each for each in plain if each != ANY_OBJECT]
    narrower = [each for each in plain if not _fits(sent, each)]
    choices = [each for each in narrower if isinstance(each, Choice)]
    return next(iter((*choices, *narrower)), None)


def _is_object(type_: WireType, aliases: Mapping[str, WireAlias], depth: int = 0) -> bool:
    """Whether it is an object of some class, whichever of several it is."""
    match _bare(type_, aliases):
        case Named():
            return True
        case UnionOf(options=options) if depth < MAX_DEPTH:
            return all(_is_object(option, aliases, depth + 1) for option in options)
        case _:
            return False


def _plain(type_: WireType, aliases: Mapping[str, WireAlias], depth: int = 0) -> WireType:
    """Return the type without null and names, and with anything in place of objects."""
    match _bare(type_, aliases):
        case ListOf(item=inner) as listed if depth < MAX_DEPTH:
            return replace(listed, item=_part(inner, aliases, depth + 1), rules=())
        case MapOf(value=inner) as mapped if depth < MAX_DEPTH:
            return replace(mapped, value=_part(inner, aliases, depth + 1), rules=())
        case Scalar() | Choice() as plain:
            return plain
        case _:
            return ANYTHING


def _part(type_: WireType, aliases: Mapping[str, WireAlias], depth: int) -> WireType:
    """Return the type of what a list holds, which may be null where that is allowed."""
    plain = _plain(type_, aliases, depth)
    while isinstance(type_, Named) and type_.name in aliases:
        type_ = aliases[type_.name].type
    return Nullable(inner=plain) if isinstance(type_, Nullable) else plain


def _fits(sent: WireType, shown: WireType) -> bool:
    """Whether every value of one type is one of the other; what is not compared does."""
    match sent, shown:
        case Nullable(inner=one), Nullable(inner=other):
            return _fits(one, other)
        case _, Nullable(inner=other):
            return _fits(sent, other)
        case Scalar(kind="any"), _:
            return shown == ANYTHING
        case Choice(values=values), Choice(values=listed):
            return all(value in listed for value in values)
        case Scalar(kind=kind), Choice(values=listed):
            texts = all(isinstance(value, str) for value in listed)
            return not (kind in _TEXTS if texts else kind in _NUMBERS)
        case Scalar(), Scalar():
            return _is_within(_bounded(sent), _bounded(shown))
        case ListOf(), ListOf():
            sized = _is_as_long(sent, shown) and (sent.unique or not shown.unique)
            return sized and _fits(sent.item, shown.item)
        case MapOf(), MapOf():
            return _fits(sent.value, shown.value)
        case Nullable(), _:
            return shown == ANYTHING
        case _:
            return True


def _is_as_long(sent: ListOf, shown: ListOf) -> bool:
    least, most = sent.min_items or 0, shown.max_items
    enough = least >= (shown.min_items or 0)
    return enough and (most is None or (sent.max_items is not None and sent.max_items <= most))


def _bounded(scalar: Scalar) -> Scalar:
    """Return the type with the bounds that its format says."""
    if scalar.kind != "int32":
        return scalar
    least, most = -(2**31), 2**31 - 1
    low = least if scalar.minimum is None else max(least, scalar.minimum)
    high = most if scalar.maximum is None else min(most, scalar.maximum)
    return replace(scalar, minimum=low, maximum=high)


def _is_within(sent: Scalar, shown: Scalar) -> bool:
    if not any({sent.kind, shown.kind} <= kinds for kinds in (_NUMBERS, _TEXTS)):
        return True
    if shown.kind in _TEXTS - {"text"} and sent.kind != shown.kind:
        return False
    for sign, names in ((1, _LOWER), (-1, _UPPER)):
        for name in names:
            wanted, given = getattr(shown, name), getattr(sent, name)
            if wanted is not None and (given is None or sign * given < sign * wanted):
                return False
    return all(getattr(shown, name) in {None, getattr(sent, name)} for name in _EXACT)


def _brought(
    body: BodyInput, models: Mapping[str, WireModel], aliases: Mapping[str, WireAlias]
) -> Iterator[str]:
    """Yield the classes that the row of a body may be of."""
    for name in _named(body.type, aliases):
        if body.member is None:
            yield name
            continue
        for one in models[name].fields:
            if one.attribute == body.member:
                yield from _named(one.type, aliases)


def _named(type_: WireType, aliases: Mapping[str, WireAlias]) -> Iterator[str]:
    match _bare(type_, aliases):
        case Named(name=name):
            yield name
        case UnionOf(options=options):
            for option in options:
                yield from _named(option, aliases)
        case _:
            return


def _bare(type_: WireType, aliases: Mapping[str, WireAlias]) -> WireType:
    """Return the type behind its names, without null."""
    match type_:
        case Nullable(inner=inner):
            return _bare(inner, aliases)
        case Named(name=name) if name in aliases:
            return _bare(aliases[name].type, aliases)
        case _:
            return type_
