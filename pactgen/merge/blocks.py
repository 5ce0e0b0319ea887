"""Python source as a tree of definitions, and back without losing a byte.

Location: pactgen/merge/blocks.py. Positions come from `ast`; every line of the file belongs to one
block: comments and decorators to the definition that they stand before, deeper comments to the one
that they end. Used by python.py.
"""

from __future__ import annotations

import ast
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from pactgen.merge.lines import lines_of
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_COMPOUND = (
    ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.If | ast.For | ast.AsyncFor
    | ast.While | ast.With | ast.AsyncWith | ast.Try | ast.TryStar | ast.Match
)  # fmt: skip


class Kind(StrEnum):
    """What a block is."""

    DOCSTRING = "docstring"
    IMPORT = "import"
    FUNCTION = "function"
    CLASS = "class"
    VALUE = "value"
    """A name and what it holds: a constant, a field, a column."""
    CODE = "code"
    """Any other statement, or several on one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One definition or statement; `gap`, `lead` and the parts in their order are its lines."""

    kind: Kind
    name: str
    """What it defines; of an import the names it binds; of code its text."""
    gap: int
    """Blank lines before it."""
    lead: str
    """Comments before it."""
    head: str
    """Decorators and signature; the whole text where there is no suite."""
    doc: str = ""
    body: str = ""
    """Of a function."""
    suite: Suite | None = None
    """Of a class."""

    @property
    def code(self) -> str:
        """Everything but the blank lines before it."""
        inner = self.suite.text if self.suite is not None else ""
        return f"{self.lead}{self.head}{self.doc}{self.body}{inner}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """The statements of a module or class, and the comments after the last one."""

    blocks: tuple[Block, ...]
    tail: str

    @property
    def text(self) -> str:
        """The source, byte for byte."""
        return "".join("\n" * each.gap + each.code for each in self.blocks) + self.tail


def parses(text: str) -> bool:
    """Tell whether a text is a program."""
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return False
    return True


@lru_cache(maxsize=1024)
def split(text: str) -> Suite:
    r"""Return the blocks of a module; raise `SyntaxError` or `ValueError` when it does not parse.

    Args:
        text: source with `\n` as its only line end.
    """
    if "\r" in text:
        raise ValueError("a carriage return ends a line for Python and none for git")
    lines = lines_of(text)
    return _Splitter(lines).suite(ast.parse(text).body, 0, len(lines), -1)


@dataclass(frozen=True, slots=True)
class _Splitter:
    lines: Sequence[str]

    def suite(self, body: Sequence[ast.stmt], at: int, end: int, indent: int) -> Suite:
        """Return the statements that take the lines from `at` to `end`.

        Args:
            body: the statements, none of which starts before `at`.
            at: index of the first line.
            end: index after the last line.
            indent: that of the line which opens the suite, -1 of a module.
        """
        blocks = []
        groups = list(_groups(body))
        for number, (group, start, last) in enumerate(groups):
            limit = groups[number + 1][1] if number + 1 < len(groups) else end
            stop = last
            if isinstance(group[-1], _COMPOUND):
                stop = self._with_comments(last, limit, group[-1].col_offset)
            blocks.append(self._block(group, at, start, stop, first=number == 0 and indent < 0))
            at = stop
        return Suite(blocks=tuple(blocks), tail="".join(self.lines[at:end]))

    def _with_comments(self, stop: int, limit: int, indent: int) -> int:
        """Return where a compound statement ends when its deeper comments belong to it."""
        found = stop
        for index in range(stop, limit):
            line = self.lines[index].rstrip()
            if line and len(line) - len(line.lstrip()) > indent:
                found = index + 1
        return found

    def _block(
        self, group: list[ast.stmt], at: int, start: int, stop: int, *, first: bool
    ) -> Block:
        gap = at
        while gap < start and not self.lines[gap].strip():
            gap += 1
        if any(line != "\n" for line in self.lines[at:gap]):
            gap = at
        lead = "".join(self.lines[gap:start])
        text = "".join(self.lines[start:stop])
        node = group[0]
        kind, name = _identity(node, text, first=first) if len(group) == 1 else (Kind.CODE, text)
        plain = Block(kind=kind, name=name, gap=gap - at, lead=lead, head=text)
        if not isinstance(node, Definition) or len(group) > 1:
            return plain
        return self._definition(plain, node, start, stop)

    def _definition(self, plain: Block, node: Definition, start: int, stop: int) -> Block:
        """Take a definition apart; one whose suite stands on its first line stays whole."""
        inner = _start(node.body[0])
        header = _header_end(node, self.lines)
        if inner < header:
            return plain
        documented = ast.get_docstring(node, clean=False) is not None
        after = (node.body[0].end_lineno or 0) if documented else header
        if documented and len(node.body) > 1 and _start(node.body[1]) < after:
            return plain
        head = "".join(self.lines[start:header])
        doc = "".join(self.lines[header:after])
        if not isinstance(node, ast.ClassDef):
            body = "".join(self.lines[after:stop])
            return replace(plain, head=head, doc=doc, body=body)
        members = node.body[1:] if documented else node.body
        suite = self.suite(members, after, stop, node.col_offset)
        return replace(plain, head=head, doc=doc, suite=suite)


def _groups(body: Sequence[ast.stmt]) -> Iterator[tuple[list[ast.stmt], int, int]]:
    """Yield the statements with their lines; those that share a line go together."""
    waiting: list[ast.stmt] = []
    start = stop = 0
    for node in body:
        if waiting and _start(node) >= stop:
            yield waiting, start, stop
            waiting = []
        if not waiting:
            start = _start(node)
        waiting.append(node)
        stop = max(stop, node.end_lineno or 0)
    if waiting:
        yield waiting, start, stop


def _start(node: ast.stmt) -> int:
    """Return the index of the first line of a statement, decorators included."""
    decorators = node.decorator_list if isinstance(node, Definition) else []
    return min([node.lineno, *(each.lineno for each in decorators)]) - 1


def _header_end(node: Definition, lines: Sequence[str]) -> int:
    """Return the index after the line that ends with the colon of a definition."""
    suite = {id(each) for each in node.body}
    parts = [each for each in ast.iter_child_nodes(node) if id(each) not in suite]
    at = max([node.lineno, *(_end(each) for each in parts)]) - 1
    limit = _start(node.body[0])
    while at < limit and not _ends_with_colon(lines[at]):
        at += 1
    return at + 1


def _end(node: ast.AST) -> int:
    """Return the last line of a node, also of one without a position (`ast.arguments`)."""
    own = getattr(node, "end_lineno", None)
    return own or max((_end(each) for each in ast.iter_child_nodes(node)), default=0)


def _ends_with_colon(line: str) -> bool:
    return line.partition("  #")[0].rstrip().endswith(":")


def _identity(node: ast.stmt, text: str, *, first: bool) -> tuple[Kind, str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return Kind.FUNCTION, name
        case ast.ClassDef(name=name):
            return Kind.CLASS, name
        case ast.Import() | ast.ImportFrom():
            return Kind.IMPORT, text
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return Kind.VALUE, name
        case ast.Expr(value=ast.Constant(value=str())) if first:
            return Kind.DOCSTRING, ""
    return Kind.CODE, text
