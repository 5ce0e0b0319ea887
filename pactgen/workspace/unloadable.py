"""Values of edited modules that Python cannot make any longer: they ask for what the run drops.

Location: pactgen/workspace/unloadable.py. `SORTS = {"price": Book.price}` asks while the module is
imported, so that the program does not start. Entries that pactgen printed go, a placeholder stands
for a printed value that edited code uses, and what a person wrote stops the run. Used by
planning.py.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pactgen.merge.importing import imports_of, without_imports
from pactgen.merge.lines import lines_of
from pactgen.merge.placeholders import needed_alone, placeholders_of, standing
from pactgen.merge.tokens import names_in
from pactgen.merge.values import Conflict, Reason
from pactgen.values import dataclass, field
from pactgen.workspace.bereft import in_edited, left_without
from pactgen.workspace.changes import Action
from pactgen.workspace.dropped import Dropped
from pactgen.workspace.shared import text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pactgen.workspace.changes import Change

_Place = tuple[int, int, int | None, int | None]


def without_unloadable(
    changes: Sequence[Change], printed: Callable[[str], str | None]
) -> list[Change]:
    """Return the changes, without what keeps an edited module from being imported.

    Args:
        changes: of all files.
        printed: what pactgen printed in a file last.
    """
    dropped = Dropped(each for each in changes if each.action is not Action.CONFLICT)
    package = next((each.path.split("/")[1] for each in changes if each.path[:4] == "src/"), "")

    def loadable(change: Change, text: str, known: frozenset[str]) -> Change:
        return _loadable(change, text, known, dropped, package)

    return in_edited(changes, printed, loadable)


def _loadable(
    change: Change, text: str, known: frozenset[str], dropped: Dropped, package: str
) -> Change:
    fresh = placeholders_of(text) - placeholders_of(text_of(change.before or b"") or "")
    if not fresh and not dropped:
        return change
    asked = {_place(node) for node in dropped.asked(change.after, package)}
    found = _Found(lines=lines_of(text), printed=known)
    for statement in ast.parse(text).body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and statement.value is not None:
            found.look(statement, statement.value, lambda node: _lacks(node, asked, fresh))
    if not found.gone and not found.clashes and not found.stood:
        return change
    after = _tidied(standing(found.text({}), found.stood) if found.stood else found.text({}), text)
    return left_without(change, after, found.clashes, found.text)


def _place(node: ast.Attribute) -> _Place:
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


def _lacks(node: ast.AST, asked: set[_Place], fresh: frozenset[str]) -> list[str]:
    """Return what an expression asks for in vain when it is evaluated."""
    return sorted(
        {
            ast.unparse(each)
            for each in ast.walk(node)
            if isinstance(each, ast.Attribute)
            if _place(each) in asked
            or (isinstance(each.value, ast.Name) and each.value.id in fresh)
        }
    )


@dataclass(slots=True, kw_only=True)
class _Found:
    """What keeps a module from being imported."""

    lines: Sequence[str]
    printed: frozenset[str]
    """Lines that pactgen printed."""
    gone: set[int] = field(default_factory=set)
    """The numbers of the lines of entries that go."""
    stood: set[str] = field(default_factory=set)
    """Printed values that edited code uses: placeholders stand for them."""
    clashes: dict[int, Conflict] = field(default_factory=dict)
    """By the number of the first line."""
    ends: dict[int, int] = field(default_factory=dict)

    def look(
        self,
        statement: ast.Assign | ast.AnnAssign,
        value: ast.expr,
        lacks: Callable[[ast.AST], list[str]],
    ) -> None:
        """Look at one value of the module."""
        if not lacks(value):
            return
        first, last = statement.lineno, statement.end_lineno or statement.lineno
        name = ast.unparse(
            statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]
        )
        left: list[str] = []
        for start, end, lacking in _entries(value, lacks):
            numbers = range(start, end + 1)
            if not all(self.lines[n - 1].strip() in self.printed for n in numbers):
                left += lacking
            elif start > first:
                self.gone |= set(numbers)
            else:
                self.stood.add(name)
        if left:
            self.ends[first] = last
            self.clashes[first] = Conflict(
                name=name,
                reason=Reason.LACKS,
                base="",
                ours=self._without(first, last),
                theirs="",
                lacks=tuple(dict.fromkeys(left)),
            )

    def text(self, marked: Mapping[int, str]) -> str:
        """Return the module without the entries that go.

        Args:
            marked: what stands for some statements, by their first line.
        """
        inside = {n for at in marked for n in range(at + 1, self.ends[at] + 1)}
        numbers = (n for n in range(1, len(self.lines) + 1) if n not in inside | self.gone)
        return "".join(marked.get(n, self.lines[n - 1]) for n in numbers)

    def _without(self, first: int, last: int) -> str:
        return "".join(self.lines[n - 1] for n in range(first, last + 1) if n not in self.gone)


def _entries(
    value: ast.expr, lacks: Callable[[ast.AST], list[str]]
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the lines of each entry that asks in vain, and for what; of other values all lines."""
    if not isinstance(value, ast.Dict):
        yield value.lineno, value.end_lineno or value.lineno, lacks(value)
        return
    for key, each in zip(value.keys, value.values, strict=True):
        if missing := lacks(each):
            yield (key or each).lineno, each.end_lineno or each.lineno, missing


def _tidied(text: str, before: str) -> str:
    """Return a module without the placeholders and imports that only the entries needed."""
    text = text.replace(" = {\n}\n", " = {}\n")
    left = needed_alone(text)
    unused = {each for each in imports_of(before) if each.bound in names_in(before)}
    return without_imports(left, unused)
