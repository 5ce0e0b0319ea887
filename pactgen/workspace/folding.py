"""Decisions of files as the lock spells them: what another file has already is said by its path.

Location: pactgen/workspace/folding.py. The files of a feature share their decisions, and some files
have those of all features: one id a line, in one file, and `@PATH` where others have the same. Used
by lock.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SAME: Final = "@"
_ENOUGH: Final = 2
"""Decisions below which a path says no less."""


def folded(decisions: Mapping[str, Iterable[str]]) -> Mapping[str, list[str]]:
    """Return the lines of each file: paths of files whose decisions it has too, then its own.

    A set is spelled where its first file stands. Larger ones name it as long as they have all of
    it, so that one decision more is one line more.
    """
    sets = {path: frozenset(ids) for path, ids in decisions.items()}
    spelled: dict[frozenset[str], str] = {}
    for path, ids in sorted(sets.items(), key=lambda each: (len(each[1]), each[0])):
        if len(ids) >= _ENOUGH:
            spelled.setdefault(ids, path)
    homes: dict[str, tuple[str, frozenset[str]]] = {}
    lines: dict[str, list[str]] = {}
    for ids, path in spelled.items():
        lines[path] = list(_lines(ids, homes))
        for each in ids:
            homes.setdefault(each, (path, ids))
    for path, ids in sets.items():
        if path not in lines:
            lines[path] = [_SAME + spelled[ids]] if ids in spelled else sorted(ids)
    return lines


def _lines(ids: frozenset[str], homes: Mapping[str, tuple[str, frozenset[str]]]) -> Iterator[str]:
    found = {homes[each] for each in ids if each in homes}
    parts = sorted((path, part) for path, part in found if part <= ids)
    yield from (_SAME + path for path, _ in parts)
    yield from sorted(ids.difference(*(part for _, part in parts)))


def unfolded(lines: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    """Return the decisions of each file; those of a file that is not there are none."""
    known: dict[str, frozenset[str]] = {}

    def of(path: str) -> frozenset[str]:
        if path not in known:
            known[path] = frozenset()
            said = set(lines.get(path, ()))
            paths = {each for each in said if each.startswith(_SAME)}
            others = (of(each.removeprefix(_SAME)) for each in paths)
            known[path] = frozenset(said - paths).union(*others)
        return known[path]

    return {path: tuple(sorted(of(path))) for path in lines}
