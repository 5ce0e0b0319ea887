"""What extends a schema that has a discriminator is one of its kinds.

Location: pactgen/passes/reading/heirs.py. The first step of design_backend.py. OpenAPI 2.0 has
only this way to say that a thing is of one of several kinds, and 3.x keeps it (Discriminator
Object): the base names the property that tells, each kind takes the base into its `allOf`, and
whatever refers to the base means any of them. Afterwards the contract says so as `anyOf`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.decisions import kinds
from pactgen.ir.contract import Discriminator, Property, Schema
from pactgen.ir.walk import every_schema
from pactgen.passes.reading.shapes import listed_values, shape_of, types_of
from pactgen.passes.words.components import component_name
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.decisions import Decision
    from pactgen.ir.contract import Contract, Json
    from pactgen.source import Origin

_SPELLED: Final = "x-ms-discriminator-value"
"""AutoRest's word for the value of a kind that is not called as its schema is."""

_Values = tuple["Json", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Family:
    """A base with its kinds."""

    base: str
    """A key of `Contract.schemas`, as are those of the kinds."""
    member: str
    """The property that tells which kind a thing is of."""
    required: bool
    kinds: Mapping[str, _Values]
    """Each with the values that tell it."""
    listed: _Values
    """Those that the base lists."""

    @property
    def told(self) -> _Values:
        """The values of all kinds."""
        return tuple(value for values in self.kinds.values() for value in values)

    @property
    def rest(self) -> _Values:
        """Values that the base lists and no kind has."""
        return tuple(value for value in self.listed if value not in self.told)

    @property
    def has_others(self) -> bool:
        """Things may be of no kind that the contract names."""
        return bool(self.rest) or not self.listed


def with_heirs(contract: Contract) -> tuple[Contract, tuple[Decision, ...]]:
    """Return the contract with each such base as the choice that it is, and what was decided."""
    heirs = _heirs(contract)
    schemas = dict(contract.schemas)
    changed: set[str] = set()
    decisions = []
    for family in _families(contract, heirs):
        if changed.isdisjoint({family.base, *family.kinds}):
            changed |= {family.base, *family.kinds}
            _rewrite(schemas, family, heirs)
            decisions.append(_decision(contract, family))
    return (replace(contract, schemas=schemas) if decisions else contract), tuple(decisions)


def _heirs(contract: Contract) -> dict[str, tuple[str, ...]]:
    """Return by each schema those that take it into their `allOf`."""
    found: dict[str, tuple[str, ...]] = {}
    for key, schema in contract.schemas.items():
        for part in schema.all_of:
            if part.ref is not None:
                found[part.ref] = (*found.get(part.ref, ()), key)
    return found


def _families(contract: Contract, heirs: Mapping[str, tuple[str, ...]]) -> Iterator[_Family]:
    """Yield the bases that something refers to, the outermost of a line first."""
    bases = [
        key
        for key, schema in contract.schemas.items()
        if key in heirs and schema.discriminator and not (schema.one_of or schema.any_of)
    ]
    if not bases:
        return
    meant = _meant(contract)
    bases.sort(key=lambda key: -len(_below(key, heirs)))
    for base in bases:
        family = _family(contract, base, _below(base, heirs)) if base in meant else None
        if family is not None:
            yield family


def _meant(contract: Contract) -> set[str]:
    """Return the schemas that something refers to otherwise than to extend them."""
    extended = {id(part) for schema in contract.schemas.values() for part in schema.all_of}
    every = (each for each in every_schema(contract) if id(each) not in extended)
    return {each.ref for each in every if each.ref is not None}


def _below(key: str, heirs: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the heirs of a schema and theirs, each before its own."""
    found: dict[str, None] = {}
    waiting = [*reversed(heirs.get(key, ()))]
    while waiting:
        heir = waiting.pop()
        if heir not in found and heir != key:
            found[heir] = None
            waiting += reversed(heirs.get(heir, ()))
    return tuple(found)


def _family(contract: Contract, base: str, below: tuple[str, ...]) -> _Family | None:
    """Return what is known of the kinds; None where nothing tells them by one property."""
    schema = contract.schemas[base]
    discriminator = schema.discriminator
    assert discriminator is not None  # noqa: S101 - bases have one
    name = discriminator.property_name
    member = shape_of(contract, schema).property(name)
    listed = () if member is None else listed_values(contract, member.schema)
    if member is not None and types_of(contract, member.schema) - {"string", "null"}:
        return None
    kinds: dict[str, _Values] = {}
    for kind in below:
        told = _values(contract, kind, discriminator, listed)
        if not told or any(value in seen for seen in kinds.values() for value in told):
            return None
        kinds[kind] = told
    return _Family(
        base=base,
        member=name,
        required=member is not None and member.required,
        kinds=kinds,
        listed=listed,
    )


def _values(
    contract: Contract, kind: str, discriminator: Discriminator, listed: _Values
) -> _Values:
    """Return the values that mean the kind: mapped, listed by itself, or its name (OpenAPI)."""
    mapped = tuple(value for value, key in discriminator.mapping if key == kind)
    if mapped:
        return mapped
    schema = contract.schemas[kind]
    member = shape_of(contract, schema).property(discriminator.property_name)
    own = () if member is None else listed_values(contract, member.schema)
    if own and own != listed:
        return own
    stated = schema.extensions.get(_SPELLED)
    name = stated if isinstance(stated, str) else component_name(kind)
    if not listed or name in listed:
        return (name,)
    alike = tuple(each for each in listed if bare(str(each)) == bare(name))
    return alike if len(alike) == 1 else ()


def _rewrite(
    schemas: dict[str, Schema], family: _Family, heirs: Mapping[str, tuple[str, ...]]
) -> None:
    """Put the choice in the place of the base, which its kinds go on to extend by another name."""
    base = schemas[family.base]
    place = base.origin.child("discriminator")
    apart = {
        key: _free(schemas, key, after="Base")
        for key in (family.base, *family.kinds)
        if heirs.get(key)
    }
    schemas[apart[family.base]] = replace(base, discriminator=None)
    for kind, values in family.kinds.items():
        schema = schemas[kind]
        parts = tuple(
            replace(part, ref=apart.get(part.ref, part.ref)) if part.ref else part
            for part in schema.all_of
        )
        own = replace(schema, all_of=parts, discriminator=None)
        if kind in apart:
            schemas[apart[kind]] = own
            own = Schema(
                origin=schema.origin, all_of=(Schema(origin=schema.origin, ref=apart[kind]),)
            )
        told = Schema(origin=place, types=("string",), enum=values)
        tag = Property(name=family.member, schema=told, required=True)
        schemas[kind] = replace(own, all_of=(*own.all_of, Schema(origin=place, properties=(tag,))))
    options = [Schema(origin=place, ref=kind) for kind in family.kinds]
    if family.has_others:
        other = _free(schemas, family.base, before="Other")
        schemas[other] = _other(family, place, apart[family.base])
        options.append(Schema(origin=place, ref=other))
    schemas[family.base] = Schema(
        origin=base.origin,
        title=base.title,
        description=base.description,
        types=tuple(type_ for type_ in base.types if type_ == "null"),
        any_of=tuple(options),
        discriminator=base.discriminator,
    )


def _other(family: _Family, place: Origin, base: str) -> Schema:
    """Return what a thing is that is none of the kinds."""
    told = Schema(
        origin=place,
        types=("string",),
        enum=family.rest or None,
        not_=None if family.rest else Schema(origin=place, enum=family.told),
    )
    tag = Property(name=family.member, schema=told, required=family.required)
    parts = (Schema(origin=place, ref=base), Schema(origin=place, properties=(tag,)))
    return Schema(
        origin=place,
        description=f"A {component_name(family.base)} of no kind that the contract names.",
        all_of=parts,
    )


def _free(schemas: Mapping[str, Schema], key: str, *, before: str = "", after: str = "") -> str:
    """Return a key of its own beside another."""
    name = component_name(key).rpartition(".")[2]
    head, _, tail = key.rpartition(name)
    found = f"{head}{before}{name}{after}{tail}"
    return found if found not in schemas else _free(schemas, found, before=before, after=after)


def _decision(contract: Contract, family: _Family) -> Decision:
    told = {component_name(key): tuple(map(str, each)) for key, each in family.kinds.items()}
    return kinds.heirs(
        component_name(family.base),
        family.member,
        told,
        contract.schemas[family.base].origin,
        has_others=family.has_others,
    )
