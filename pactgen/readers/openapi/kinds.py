"""Bases that list their kinds: `Pet` is `oneOf: [Cat, Dog]`, and a `Cat` is `allOf: [Pet, …]`.

Location: pactgen/readers/openapi/kinds.py. Used by `lower`. To the letter each is made of the other
without end. What is meant: a Pet is one of them, and a Cat has what every Pet has; so a kind takes
the members of its base, and not the list that it stands in. A choice that leads back to itself
through choices alone (`A: oneOf: [B, C]`, `B: oneOf: [A, D]`) offers nothing there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.ir.contract import Schema

_LISTS: Final = ("one_of", "any_of")


def without_circles(schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return the named schemas, none of which is an alternative of itself."""
    found = dict(schemas)
    for key, schema in schemas.items():
        for word in _LISTS:
            if getattr(schema, word):
                _open(found, key, word)
    for key in schemas:
        _end(found, key)
    return found


def made_of(schema: Schema) -> Iterator[Schema]:
    """Yield the references that must hold for the whole schema."""
    if schema.ref is not None:
        yield schema
    for part in schema.all_of:
        yield from made_of(part)


def _open(schemas: dict[str, Schema], base: str, word: str) -> None:
    """Take the list of its kinds out of a base, where a kind is made of the base."""
    listed: tuple[Schema, ...] = getattr(schemas[base], word)
    options = tuple(option for option in listed if option.ref != base)
    kinds = _parts(schemas, options)
    if base in kinds:
        plain = replace(_listing(schemas[base], word, ()), discriminator=None)
        for name in kinds - {base}:
            schemas[name] = _grounded(schemas[name], base, plain)
        options = tuple(_grounded(option, base, plain) for option in options)
    if options != listed:
        schemas[base] = _listing(schemas[base], word, options)


def _end(schemas: dict[str, Schema], start: str) -> None:
    """Take out of what a schema chooses from the choices that lead back to it."""
    seen = {start}
    waiting = [start]
    while waiting:
        name = waiting.pop()
        for word in _LISTS:
            listed: tuple[Schema, ...] = getattr(schemas[name], word)
            options = tuple(option for option in listed if option.ref != start)
            if options != listed:
                schemas[name] = _listing(schemas[name], word, options)
            further = {option.ref for option in options if option.ref in schemas} - seen
            seen |= further
            waiting += further


def _listing(schema: Schema, word: str, options: tuple[Schema, ...]) -> Schema:
    if word == "one_of":
        return replace(schema, one_of=options)
    return replace(schema, any_of=options)


def _parts(schemas: Mapping[str, Schema], options: Iterable[Schema]) -> set[str]:
    """Return the names of all that the options are made of."""
    names: set[str] = set()
    waiting = list(options)
    while waiting:
        for part in made_of(waiting.pop()):
            if part.ref is not None and part.ref in schemas and part.ref not in names:
                names.add(part.ref)
                waiting.append(schemas[part.ref])
    return names


def _grounded(schema: Schema, base: str, plain: Schema) -> Schema:
    """Put the plain base where the schema refers to the base as a part of itself."""
    parts = tuple(_grounded(part, base, plain) for part in schema.all_of)
    if schema.ref == base:
        return replace(schema, ref=None, all_of=(*parts, plain))
    return schema if parts == schema.all_of else replace(schema, all_of=parts)
