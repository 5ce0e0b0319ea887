"""Classes that stay by their edits and lean on a table that goes: SQLAlchemy could map none.

Location: pactgen/workspace/unmapped.py. A relationship to a class that is gone stops the first
query of any class, a foreign key to a table that is gone whatever looks at all tables. What pactgen
printed goes, what a person wrote stops the run. Used by planning.py.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from pactgen.merge.importing import imports_of, without_imports
from pactgen.merge.lines import lines_of
from pactgen.merge.placeholders import needed_alone
from pactgen.merge.values import Conflict, Note, Reason
from pactgen.values import dataclass, field
from pactgen.workspace.bereft import in_edited, left_without
from pactgen.workspace.syntax import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pactgen.workspace.changes import Change

_RELATED: Final = "relationship"
_PRINTED: Final = 'viewonly=True, lazy="raise")'
"""How every relationship ends that pactgen prints."""
_LEANING: Final = frozenset({_RELATED, "ForeignKey", "ForeignKeyConstraint"})
_WIDTH: Final = 100

_Statement = ast.AnnAssign | ast.Assign


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gone:
    """What the run drops."""

    classes: frozenset[str]
    tables: frozenset[str]


@dataclass(slots=True, kw_only=True)
class _Found:
    """What becomes of the statements of a module, by their first lines."""

    lines: Sequence[str]
    printed: frozenset[str]
    """Lines that pactgen printed."""
    texts: dict[int, str] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    clashes: dict[int, Conflict] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def look(self, owner: str, statement: _Statement, gone: _Gone) -> None:
        """Look at one statement of a class."""
        leaning = {
            ast.unparse(call): lacking
            for call in _calls(statement)
            if (lacking := _lacks(call, statement, gone))
        }
        if not leaning:
            return
        first, last = statement.lineno, statement.end_lineno or statement.lineno
        old = self.lines[first - 1 : last]
        name, lacks = f"{owner}.{_name(statement)}", tuple(dict.fromkeys(leaning.values()))
        self.ends[first] = last
        known = all(line.strip() in self.printed for line in old)
        if not known and not _one_line("".join(old)).endswith(_PRINTED):
            self.clashes[first] = Conflict(
                name=name, reason=Reason.LACKS, base="", ours="".join(old), theirs="", lacks=lacks
            )
            return
        self.texts[first] = _without("".join(old), leaning)
        names = ", ".join(f"`{each}`" for each in lacks)
        message = f"it led to {names}, which the contract no longer has: that went too"
        self.notes.append(Note(name=name, message=message))

    def text(self, marked: Mapping[int, str]) -> str:
        """Return the module without what leads nowhere.

        Args:
            marked: what stands for the statements of a person's, by their first lines.
        """
        texts = {**self.texts, **marked}
        inside = {n for at in texts for n in range(at + 1, self.ends[at] + 1)}
        numbers = (n for n in range(1, len(self.lines) + 1) if n not in inside)
        return "".join(texts.get(n, self.lines[n - 1]) for n in numbers)


def without_unmapped(
    changes: Sequence[Change], printed: Callable[[str], str | None]
) -> list[Change]:
    """Return the changes, without what keeps the classes of edited modules from being mapped.

    Args:
        changes: of all files.
        printed: what pactgen printed in a file last.
    """
    code = [each for each in changes if each.path.endswith("models.py")]
    before = dict(_mapped(each.before or b"" for each in code))
    after = dict(_mapped(each.after for each in code)) if before else {}
    gone = _Gone(
        classes=frozenset(before.keys() - after.keys()),
        tables=frozenset(set(before.values()) - set(after.values())),
    )
    if not gone.classes and not gone.tables:
        return list(changes)

    def mappable(change: Change, text: str, known: frozenset[str]) -> Change:
        return _mappable(change, text, known, gone)

    return in_edited(changes, printed, mappable)


def _mapped(contents: Iterator[bytes]) -> Iterator[tuple[str, str]]:
    """Yield the classes that have a table, and its name."""
    for content in contents:
        for node in parsed(content).body:
            for each in node.body if isinstance(node, ast.ClassDef) else ():
                match node, each:
                    case (
                        ast.ClassDef(name=name),
                        ast.Assign(
                            targets=[ast.Name(id="__tablename__")],
                            value=ast.Constant(value=str(table)),
                        ),
                    ):
                        yield name, table


def _mappable(change: Change, text: str, known: frozenset[str], gone: _Gone) -> Change:
    found = _Found(lines=lines_of(text), printed=known)
    for node in ast.parse(text).body:
        match node:
            case ast.ClassDef(name=name, body=body):
                for each in body:
                    if isinstance(each, ast.AnnAssign | ast.Assign) and each.value is not None:
                        found.look(name, each, gone)
    if not found.texts and not found.clashes:
        return change
    leaning = _LEANING | gone.classes
    needless = [each for each in imports_of(text) if each.bound in leaning]
    left = needed_alone(without_imports(found.text({}), needless))
    return left_without(change, left, found.clashes, found.text, found.notes)


def _calls(statement: _Statement) -> Iterator[ast.Call]:
    for each in ast.walk(statement):
        match each:
            case ast.Call(func=ast.Name(id=name)) if name in _LEANING:
                yield each


def _lacks(call: ast.Call, statement: _Statement, gone: _Gone) -> str | None:
    """Return the class or table that a relationship or foreign key leads to in vain."""
    if isinstance(call.func, ast.Name) and call.func.id == _RELATED:
        words = set(re.findall(r"\w+", ast.unparse(statement)))
        return next(iter(sorted(gone.classes & words)), None)
    texts = (each.value for each in ast.walk(call) if isinstance(each, ast.Constant))
    paths = (each.split(".") for each in texts if isinstance(each, str) and "." in each)
    return next((each[-2] for each in paths if each[-2] in gone.tables), None)


def _name(statement: _Statement) -> str:
    target = statement.target if isinstance(statement, ast.AnnAssign) else statement.targets[0]
    return ast.unparse(target)


def _one_line(text: str) -> str:
    """Return a statement in one line."""
    line = re.sub(r"\s*\n\s*", " ", text.strip())
    return line.replace("( ", "(").replace(" )", ")").replace(",)", ")")


def _without(text: str, leaning: Mapping[str, str]) -> str:
    """Return a statement without calls that lead nowhere; nothing of a relationship."""
    flat = _one_line(text)
    for call in leaning:
        if call.startswith(f"{_RELATED}("):
            return ""
        spelled = call.replace("'", '"')
        flat = flat.replace(f", {spelled}", "").replace(f"{spelled}, ", "").replace(spelled, "")
    if "__table_args__" in flat:
        flat = re.sub(r"([^,(])\)$", r"\1,)", flat)
    indent = text[: len(text) - len(text.lstrip())]
    if len(indent) + len(flat) <= _WIDTH:
        return f"{indent}{flat}\n"
    start, opened, rest = flat.partition("mapped_column(")
    return f"{indent}{start}{opened}\n{indent}    {rest[:-1]}\n{indent})\n"
