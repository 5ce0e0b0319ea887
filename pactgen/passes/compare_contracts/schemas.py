"""What changes between two schemas, seen from a client that sends or receives their values.

Location: pactgen/passes/compare_contracts/schemas.py. Used by operations.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pactgen.passes.compare_contracts.classes import ContractChange
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.shapes import items_of, shape_of, types_of
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.passes.compare_contracts.classes import Kind

Direction = Literal["request", "response"]

_UPPER: Final = ("maximum", "exclusive_maximum", "max_length", "max_items", "max_properties")
_LOWER: Final = ("minimum", "exclusive_minimum", "min_length", "min_items", "min_properties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One place in which values of both contracts stand."""

    old: Contract
    new: Contract
    operation: str
    direction: Direction
    seen: set[tuple[str, str]] = field(default_factory=set)
    """Pairs of components on the way down, so that recursion ends."""

    def change(self, kind: Kind, subject: str, says: str, schema: Schema) -> ContractChange:
        """Return one change."""
        return ContractChange(
            kind=kind,
            operation=self.operation,
            subject=subject,
            says=says,
            origin=schema.origin,
        )

    def moved(self, subject: str, says: str, schema: Schema, *, narrower: bool) -> ContractChange:
        """Return a change of the values that are allowed."""
        kinds: dict[tuple[Direction, bool], Kind] = {
            ("request", True): "request-narrowed",
            ("request", False): "request-widened",
            ("response", True): "response-narrowed",
            ("response", False): "response-widened",
        }
        return self.change(kinds[self.direction, narrower], subject, says, schema)


def compare_schemas(side: Side, old: Schema, new: Schema, subject: str) -> Iterator[ContractChange]:
    """Compare two schemas and what they consist of."""
    pair = (old.ref or str(old.origin), new.ref or str(new.origin))
    if pair in side.seen:
        return
    side.seen.add(pair)
    yield from _types(side, old, new, subject)
    yield from _values(side, old, new, subject)
    yield from _bounds(side, old, new, subject)
    yield from _properties(side, old, new, subject)
    items = items_of(side.old, old), items_of(side.new, new)
    if items[0] is not None and items[1] is not None:
        yield from compare_schemas(side, items[0], items[1], f"{subject}[]")
    side.seen.discard(pair)


def _types(side: Side, old: Schema, new: Schema, subject: str) -> Iterator[ContractChange]:
    before, after = types_of(side.old, old), types_of(side.new, new)
    if before == after:
        return
    says = f"{_listed(before)} became {_listed(after)}"
    if not after or _covers(after, before):
        yield side.moved(subject, says, new, narrower=False)
    elif not before or _covers(before, after):
        yield side.moved(subject, says, new, narrower=True)
    else:
        yield side.moved(subject, says, new, narrower=side.direction == "request")


def _covers(wide: frozenset[str], narrow: frozenset[str]) -> bool:
    return all(one in wide or (one == "integer" and "number" in wide) for one in narrow)


def _listed(types: frozenset[str]) -> str:
    return " or ".join(sorted(types)) or "any type"


def _values(side: Side, old: Schema, new: Schema, subject: str) -> Iterator[ContractChange]:
    before, after = effective(side.old, old), effective(side.new, new)
    for name in ("enum", "pattern", "format", "multiple_of"):
        one, two = getattr(before, name), getattr(after, name)
        if one == two:
            continue
        if name == "enum" and one is not None and two is not None:
            yield from _enum(side, list(one), list(two), new, subject)
        elif one is None or two is None:
            says = f"{name} {'was added' if one is None else 'is gone'}"
            yield side.moved(subject, says, new, narrower=one is None)
        else:
            says = f"{name} {one} became {two}"
            yield side.moved(subject, says, new, narrower=side.direction == "request")


def _enum(
    side: Side, before: list[object], after: list[object], new: Schema, subject: str
) -> Iterator[ContractChange]:
    gone = [repr(value) for value in before if value not in after]
    come = [repr(value) for value in after if value not in before]
    if gone:
        yield side.moved(subject, f"no longer {', '.join(gone)}", new, narrower=True)
    if come:
        yield side.moved(subject, f"also {', '.join(come)}", new, narrower=False)


def _bounds(side: Side, old: Schema, new: Schema, subject: str) -> Iterator[ContractChange]:
    before, after = effective(side.old, old), effective(side.new, new)
    for name in (*_UPPER, *_LOWER):
        one, two = getattr(before, name), getattr(after, name)
        if one == two:
            continue
        tighter = two is not None and (one is None or (two < one if name in _UPPER else two > one))
        words = name.replace("_", " ")
        says = f"{words} {'none' if one is None else one} became {'none' if two is None else two}"
        yield side.moved(subject, says, new, narrower=tighter)


def _properties(side: Side, old: Schema, new: Schema, subject: str) -> Iterator[ContractChange]:
    before = _travelling(side, side.old, old)
    after = _travelling(side, side.new, new)
    if not before and not after:
        return
    where = f"{subject}." if subject else ""
    for name, member in before.items():
        if name not in after:
            kind: Kind = (
                "request-property-removed"
                if side.direction == "request"
                else "response-property-removed"
            )
            yield side.change(kind, where + name, "is gone", member.schema)
    for name, member in after.items():
        if name not in before:
            yield _added(side, member, where + name)
        else:
            yield from _presence(side, before[name], member, where + name)
            yield from compare_schemas(side, before[name].schema, member.schema, where + name)


def _travelling(side: Side, contract: Contract, schema: Schema) -> dict[str, Property]:
    """Return the members that travel in this direction."""
    found = {}
    for member in shape_of(contract, schema).properties:
        told = (member.schema, effective(contract, member.schema))
        hidden = (
            any(one.read_only for one in told)
            if side.direction == "request"
            else any(one.write_only for one in told)
        )
        if not hidden:
            found[member.name] = member
    return found


def _added(side: Side, member: Property, subject: str) -> ContractChange:
    kind: Kind = "response-property-added"
    if side.direction == "request":
        kind = "request-required-property-added" if member.required else "request-property-added"
    return side.change(kind, subject, "is new", member.schema)


def _presence(side: Side, old: Property, new: Property, subject: str) -> Iterator[ContractChange]:
    if old.required == new.required:
        return
    kinds: dict[tuple[Direction, bool], Kind] = {
        ("request", True): "request-property-became-required",
        ("request", False): "request-property-became-optional",
        ("response", True): "response-property-became-required",
        ("response", False): "response-property-became-optional",
    }
    says = "is required now" if new.required else "may be absent now"
    yield side.change(kinds[side.direction, new.required], subject, says, new.schema)
