"""Part the wire types of a home into modules that a person can read.

Location: pactgen/passes/features/part_schemas.py. Used by `design_backend`, once each type has its
home. The types that others are made of come first, in `schemas_1.py` and so on; each module uses
those before it, and what operations name is mostly in the last one, `schemas.py`. Where a module
ends depends on the names of the types around, so that a new type moves few others.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from pactgen.ir.wire import WireModel
from pactgen.passes.features.home_models import used_names
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.wire import WireAlias

    Wire = WireModel | WireAlias

WHOLE: Final = 2_000
"""Lines of a `schemas.py` that is left whole."""
LEAST: Final = 700
MOST: Final = 1_400
"""Lines of a part; between them it ends behind the first type whose name says so."""
_ENDS_IN: Final = 8
"""One name of so many ends a part."""
_AROUND: Final = 5
"""Lines of a class beside its fields."""
_ALIAS: Final = 4
_DESCRIBED: Final = 80
"""Characters of a description in a line."""


def part_schemas(
    models: Mapping[str, WireModel], aliases: Mapping[str, WireAlias]
) -> tuple[Mapping[str, WireModel], Mapping[str, WireAlias]]:
    """Return the types, each with the module of its home that declares it."""
    wire: dict[str, Wire] = {**models, **aliases}
    homes: dict[str, list[str]] = {}
    for name, one in wire.items():
        homes.setdefault(one.home, []).append(name)
    modules: dict[str, str] = {}
    for names in homes.values():
        if sum(_lines(wire[name]) for name in names) > WHOLE:
            modules |= _modules({name: wire[name] for name in names})
    return (
        {name: replace(one, module=modules.get(name, one.module)) for name, one in models.items()},
        {name: replace(one, module=modules.get(name, one.module)) for name, one in aliases.items()},
    )


def _modules(wire: Mapping[str, Wire]) -> dict[str, str]:
    parts: list[list[str]] = [[]]
    lines = 0
    for circle in _circles(wire):
        parts[-1] += circle
        lines += sum(_lines(wire[name]) for name in circle)
        if lines > MOST or (lines > LEAST and _ends(circle[0])):
            parts.append([])
            lines = 0
    parts = [part for part in parts if part]
    last = len(parts) - 1
    return {
        name: "schemas" if number == last else f"schemas_{number + 1}"
        for number, part in enumerate(parts)
        for name in part
    }


def _lines(one: Wire) -> int:
    """Return about how many lines the type takes."""
    fields = _AROUND + len(one.fields) if isinstance(one, WireModel) else _ALIAS
    return fields + len(one.description or "") // _DESCRIBED


def _ends(name: str) -> bool:
    return sha256(name.encode()).digest()[0] % _ENDS_IN == 0


def _circles(wire: Mapping[str, Wire]) -> Iterator[list[str]]:
    """Yield the types, used ones before their users; those that lead to each other together.

    This is Tarjan's algorithm, without recursion: chains of schemas can be long.
    """
    needs = {name: [used for used in used_names(one) if used in wire] for name, one in wire.items()}
    entered: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: dict[str, None] = {}
    for start in wire:
        waiting = [] if start in entered else [(start, iter(needs[start]))]
        while waiting:
            name, rest = waiting[-1]
            if name not in entered:
                entered[name] = lowest[name] = len(entered)
                open_[name] = None
            used = next((each for each in rest if each not in entered or each in open_), None)
            if used is not None and used not in entered:
                waiting.append((used, iter(needs[used])))
            elif used is not None:
                lowest[name] = min(lowest[name], entered[used])
            else:
                waiting.pop()
                if waiting:
                    above = waiting[-1][0]
                    lowest[above] = min(lowest[above], lowest[name])
                if lowest[name] == entered[name]:
                    yield _taken_from(open_, name)


def _taken_from(open_: dict[str, None], name: str) -> list[str]:
    """Take what was entered since, which is one circle."""
    names = list(open_)
    circle = names[names.index(name) :]
    for each in circle:
        del open_[each]
    return circle
