"""Where an import that the contract brings stands among those of a person: sorted, in its section.

Location: pactgen/merge/sections.py. Imports of one section have no blank line between them; which
modules share one is read from the sides, so that nobody has to say what belongs to the project.
Used by python.py and spacing.py.
"""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

from pactgen.merge.blocks import Kind
from pactgen.merge.imports import imported
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pactgen.merge.blocks import Suite
    from pactgen.merge.imports import Imported
    from pactgen.merge.pairing import Key

_STANDARD = "<standard library>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The sections of several versions of a module."""

    of_root: Mapping[str, int]
    """The number of each package's section."""
    order: tuple[int, ...]
    """The numbers as they follow each other in what is printed now, others among them."""

    @classmethod
    def of(cls, now: Suite, *others: Suite) -> Sections:
        """Read them from what is printed now, and from other versions."""
        numbers: dict[str, int] = {}
        for suite in (now, *others):
            for one, two in pairwise((None, *suite.blocks)):
                if two is None or two.kind is not Kind.IMPORT:
                    continue
                roots = _roots(two.head)
                if one is not None and one.kind is Kind.IMPORT and not two.gap:
                    roots = [*_roots(one.head), *roots]
                together = {numbers.setdefault(root, len(numbers)) for root in roots}
                numbers = _as_one(numbers, together)
        for other in others:
            for pair in _alike(now, other, numbers):
                numbers = _as_one(numbers, pair)
        return cls(of_root=numbers, order=_order(numbers, (now, *others)))

    def together(self, one: str, two: str) -> bool:
        """Tell whether no blank line belongs between two statements, or comments alone."""
        roots = [_roots(each) for each in (one, two)]
        return not all(roots) or self._number(one) == self._number(two)

    def sorted_in(
        self, order: Sequence[Key], codes: Mapping[Key, str], added: Iterable[Key]
    ) -> list[Key]:
        """Return the order of a module with new imports in their places.

        Args:
            order: all keys; the new ones anywhere.
            codes: the statement of each import, without the comments before it.
            added: the imports that only pactgen has.
        """
        new = list(added)
        placed = [key for key in order if key not in new]
        if new and not any(imported(codes[key]) for key in placed if key in codes):
            before = order[: order.index(new[0])]
            placed.insert(sum(key not in new for key in before), new[0])
        for key in new:
            if key in placed:
                continue
            placed.insert(self._place(placed, codes, key), key)
        return placed

    def _number(self, statement: str) -> int:
        return self.of_root[_roots(statement)[0]]

    def _place(self, order: Sequence[Key], codes: Mapping[Key, str], key: Key) -> int:
        there = [
            (at, self._number(codes[each]), _rank(codes[each]))
            for at, each in enumerate(order)
            if each in codes and imported(codes[each])
        ]
        section, rank = self._number(codes[key]), _rank(codes[key])
        same = [(at, other) for at, number, other in there if number == section]
        if same:
            return max((at + 1 for at, other in same if other <= rank), default=same[0][0])
        if section == self.of_root.get(_STANDARD):
            future = self.of_root.get("__future__")
            return next((at for at, other, _ in there if other != future), there[-1][0] + 1)
        number = self.order.index(section)
        before, after = set(self.order[:number]), set(self.order[number + 1 :])
        last = max((at + 1 for at, other, _ in there if other in before), default=None)
        if last is not None:
            return last
        return next((at for at, other, _ in there if other in after), there[-1][0] + 1)


def _order(numbers: Mapping[str, int], suites: Sequence[Suite]) -> tuple[int, ...]:
    """Return the sections of the first module, those of the others behind what they follow there.

    What a person still imports and the contract no longer does may be alone in its section.
    """
    found: list[int] = []
    for suite in suites:
        heads = (each.head for each in suite.blocks if each.kind is Kind.IMPORT)
        order = dict.fromkeys(numbers[_roots(head)[0]] for head in heads)
        for before, section in pairwise((None, *order)):
            if section is not None and section not in found:
                found.insert(0 if before is None else found.index(before) + 1, section)
    return tuple(found)


def _as_one(numbers: Mapping[str, int], together: set[int]) -> dict[str, int]:
    return {root: min(together) if at in together else at for root, at in numbers.items()}


def _alike(now: Suite, other: Suite, numbers: Mapping[str, int]) -> Iterator[set[int]]:
    """Yield sections that are one: each stands in one module alone, before the same section."""
    here, there = _following(now, numbers), _following(other, numbers)
    fixed = {numbers.get(_STANDARD), numbers.get("__future__")}
    for one, after in here.items():
        for two, then in there.items():
            known = one in there or two in here
            if after == then and after is not None and not known and not fixed & {one, two}:
                yield {one, two}


def _following(suite: Suite, numbers: Mapping[str, int]) -> dict[int, int | None]:
    """Return the sections of a module, each with the one behind it."""
    found = dict.fromkeys(
        numbers[root]
        for each in suite.blocks
        if each.kind is Kind.IMPORT
        for root in _roots(each.head)
    )
    return dict(zip(found, [*found, None][1:], strict=True))


def _roots(statement: str) -> list[str]:
    """Return the packages that a statement imports from."""
    roots = [(each.module or each.name).partition(".")[0] for each in imported(statement)]
    standard = sys.stdlib_module_names - {"__future__"}
    return [_STANDARD if root in standard else root for root in roots]


def _rank(statement: str) -> tuple[object, ...]:
    """Return the order of isort inside a section: whole modules, then names by their modules."""
    return min(_sorted_by(each) for each in imported(statement))


def _sorted_by(name: Imported) -> tuple[object, ...]:
    module, kind, bound = name.rank
    return bool(name.module), _natural(module), kind, _natural(bound)


def _natural(text: str) -> list[tuple[int, int, str]]:
    """Return what sorts digits by the number that they say."""
    parts = re.findall(r"\d+|\D+", text.lower())
    return [(0, int(each), "") if each.isdigit() else (1, 0, each) for each in parts]
