"""JSONPath (RFC 9535), as far as overlays use it.

Location: pactgen/readers/jsonpath.py. Used by `pactgen.readers.openapi.overlay`.

Understands names, quoted names, indexes, slices, lists of these, `*`, `..` and filters that
compare members with values or ask for their existence, joined by `&&`, `||`, `!` and parentheses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Json

Steps = tuple[str, ...]
"""The way from the root to a node: names, and indexes as text."""
_Node = Any
"""A node of a document whose type is tested where it matters."""
_Test = Callable[[Any, Any], bool]
_Selector = Callable[[Any, Any], "list[str]"]

_LOOSE_NAME: Final = re.compile(r"[\w$-]+")
_SLICE: Final = re.compile(r"(-?\d+)?\s*:\s*(-?\d+)?(?:\s*:\s*(-?\d+)?)?")
_INTEGER: Final = re.compile(r"-?\d+")
_LITERAL: Final = re.compile(r"true\b|false\b|null\b|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_OPERATOR: Final = re.compile(r"==|!=|<=|>=|<|>")
_COMPARISONS: Final[dict[str, _Test]] = {
    "==": lambda left, right: left == right and isinstance(left, bool) == isinstance(right, bool),
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}


class PathError(ValueError):
    """The expression is not understood; the message says where."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """One step of a path: selectors, on the children or on all descendants."""

    selectors: tuple[_Selector, ...]
    deep: bool


def find(expression: str, document: Json) -> list[Steps]:
    """Return the ways to all nodes that an expression selects, in the order of the document."""
    reader = _Reader(expression)
    reader.expect("$")
    segments = reader.segments()
    reader.end()
    return [steps for steps, _ in _select(segments, document, document)]


def plain_names(expression: str) -> Steps:
    """Return the names with which an expression begins, up to its first selector of many."""
    names: list[str] = []
    reader = _Reader(expression)
    reader.expect("$")
    while (name := reader.single_name()) is not None:
        names.append(name)
    return tuple(names)


def _select(
    segments: tuple[_Segment, ...],
    node: _Node,
    root: _Node,
) -> list[tuple[Steps, _Node]]:
    found: list[tuple[Steps, _Node]] = [((), node)]
    for segment in segments:
        starts = [
            (steps + below, inner)
            for steps, value in found
            for below, inner in (_descendants(value) if segment.deep else [((), value)])
        ]
        found = [
            ((*steps, key), _child(value, key))
            for steps, value in starts
            for selector in segment.selectors
            for key in selector(value, root)
        ]
    return list({steps: (steps, value) for steps, value in found}.values())


def _descendants(node: _Node) -> Iterator[tuple[Steps, _Node]]:
    stack: list[tuple[Steps, _Node]] = [((), node)]
    while stack:
        steps, value = stack.pop()
        yield steps, value
        stack += [((*steps, key), _child(value, key)) for key in reversed(_keys(value))]


def _keys(node: _Node) -> list[str]:
    if isinstance(node, dict):
        return list(node)
    return [str(index) for index in range(len(node))] if isinstance(node, list) else []


def _child(node: _Node, key: str) -> _Node:
    return node[int(key)] if isinstance(node, list) else node[key]


class _Reader:
    """Reads one expression from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text.strip()
        self._at = 0

    def end(self) -> None:
        """Refuse what is left."""
        if self._at < len(self._text):
            raise self._error("nothing more")

    def expect(self, mark: str) -> None:
        """Read a mark that must stand here."""
        if not self._take(mark):
            raise self._error(f"`{mark}`")

    def segments(self) -> tuple[_Segment, ...]:
        """Read all segments that follow."""
        found: list[_Segment] = []
        while True:
            if self._take(".."):
                bracket = self._text[self._at : self._at + 1] == "["
                found.append(_Segment(self._bracket() if bracket else (self._dotted(),), deep=True))
            elif self._take("."):
                found.append(_Segment((self._dotted(),), deep=False))
            elif self._text[self._at : self._at + 1] == "[":
                found.append(_Segment(self._bracket(), deep=False))
            else:
                return tuple(found)

    def single_name(self) -> str | None:
        """Read `.name` or `['name']`; None, and nothing read, for anything else."""
        before = self._at
        if self._take("."):
            name = self._match(_LOOSE_NAME)
            if name is not None:
                return name
        elif self._take("["):
            quoted = self._quoted()
            if quoted is not None and self._take("]"):
                return quoted
        self._at = before
        return None

    def _dotted(self) -> _Selector:
        if self._take("*"):
            return _every
        name = self._match(_LOOSE_NAME)
        if name is None:
            raise self._error("a name")
        return _named(name)

    def _bracket(self) -> tuple[_Selector, ...]:
        self.expect("[")
        selectors = [self._selector()]
        while self._take(","):
            selectors.append(self._selector())
        self.expect("]")
        return tuple(selectors)

    def _selector(self) -> _Selector:
        self._space()
        if self._take("*"):
            return _every
        if self._take("?"):
            test = self._either()
            return lambda node, root: [key for key in _keys(node) if test(_child(node, key), root)]
        quoted = self._quoted()
        if quoted is not None:
            return _named(quoted)
        slice_ = self._match(_SLICE)
        if slice_ is not None:
            parts = [int(part) if part.strip() else None for part in slice_.split(":")]
            return _sliced(slice(*parts))
        index = self._match(_INTEGER)
        if index is None:
            raise self._error("a name, an index, `*` or a filter")
        return _indexed(int(index))

    def _either(self) -> _Test:
        test = self._both()
        while self._take("||"):
            test = _any_of(test, self._both())
        return test

    def _both(self) -> _Test:
        test = self._single()
        while self._take("&&"):
            test = _all_of(test, self._single())
        return test

    def _single(self) -> _Test:
        if self._take("!"):
            inner = self._single()
            return lambda node, root: not inner(node, root)
        if self._take("("):
            inner = self._either()
            self.expect(")")
            return inner
        left = self._operand()
        self._space()
        operator = self._match(_OPERATOR)
        if operator is None:
            return lambda node, root: bool(left(node, root))
        return _compared(left, operator, self._operand())

    def _operand(self) -> Callable[[Any, Any], list[Any]]:
        """Read a value, or a path below the current node (`@`) or the root (`$`)."""
        self._space()
        relative = self._take("@")
        if relative or self._take("$"):
            segments = self.segments()
            return lambda node, root: [
                value for _, value in _select(segments, node if relative else root, root)
            ]
        quoted = self._quoted()
        if quoted is not None:
            return lambda _node, _root: [quoted]
        literal = self._match(_LITERAL)
        if literal is None:
            raise self._error("a value or a path")
        value = json.loads(literal)
        return lambda _node, _root: [value]

    def _quoted(self) -> str | None:
        self._space()
        quote = self._text[self._at : self._at + 1]
        if quote not in {"'", '"'}:
            return None
        out: list[str] = []
        position = self._at + 1
        while position < len(self._text):
            character = self._text[position]
            if character == quote:
                self._at = position + 1
                return "".join(out)
            if character == "\\":
                position += 1
                character = self._text[position : position + 1]
            out.append(character)
            position += 1
        raise self._error(f"a closing {quote}")

    def _match(self, pattern: re.Pattern[str]) -> str | None:
        found = pattern.match(self._text, self._at)
        if found is None:
            return None
        self._at = found.end()
        return found[0]

    def _take(self, mark: str) -> bool:
        self._space()
        if not self._text.startswith(mark, self._at):
            return False
        self._at += len(mark)
        return True

    def _space(self) -> None:
        while self._text[self._at : self._at + 1].isspace():
            self._at += 1

    def _error(self, wanted: str) -> PathError:
        rest = self._text[self._at : self._at + 20] or "the end"
        return PathError(f"at `{rest}` {wanted} is expected")


def _every(node: _Node, _: _Node) -> list[str]:
    return _keys(node)


def _named(name: str) -> _Selector:
    return lambda node, _root: [name] if isinstance(node, dict) and name in node else []


def _indexed(index: int) -> _Selector:
    def select(node: _Node, _: _Node) -> list[str]:
        if not isinstance(node, list) or not -len(node) <= index < len(node):
            return []
        return [str(index % len(node))]

    return select


def _sliced(part: slice) -> _Selector:
    return lambda node, _root: _keys(node)[part] if isinstance(node, list) else []


def _any_of(first: _Test, second: _Test) -> _Test:
    return lambda node, root: first(node, root) or second(node, root)


def _all_of(first: _Test, second: _Test) -> _Test:
    return lambda node, root: first(node, root) and second(node, root)


def _compared(
    left: Callable[[Any, Any], list[Any]], operator: str, right: Callable[[Any, Any], list[Any]]
) -> _Test:
    def test(node: _Node, root: _Node) -> bool:
        first, second = left(node, root), right(node, root)
        if not first or not second:
            return (operator == "==") == (not first and not second) and operator in {"==", "!="}
        try:
            return _COMPARISONS[operator](first[0], second[0])
        except TypeError:
            return False

    return test
