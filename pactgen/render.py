"""Views and templates become text, and the text is proved to be the text that was meant.

Location: pactgen/render.py. Used by the plan's executor. Templates hold no logic; they are compiled
once in a process. A Python file is drawn twice, the second time with neutral words in place of the
contract's: when the two syntax trees differ in more than literals, text of the contract has become
code, and nothing is written.
"""

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pactgen.assets import templates_root
from pactgen.emit import neutral

PACK = "fastapi"


class BrokenTextError(RuntimeError):
    """A rendered file is not what its template says: a bug in pactgen, or an attack on it."""


class _Text:
    """A text of Python with its syntax tree."""

    def __init__(self, text: str, tree: ast.Module) -> None:
        self.tree = tree
        self._lines = re.split(r"\r\n|\r|\n", text)

    def of(self, node: ast.stmt) -> tuple[int, list[str]]:
        """Return what a statement was parsed from: equal texts are equal trees."""
        return node.col_offset, self._lines[node.lineno - 1 : node.end_lineno]


def render(template: str, view: object, *, root: Path | None = None) -> str:
    """Return the text of one file; Python must parse.

    Args:
        template: path below the template pack, e.g. `feature/schemas.py.jinja`.
        view: what the template calls `view`.
        root: folder of another template pack.
    """
    text = _drawn(template, view, root)
    if is_python(template):
        _parsed(text, template)
    return text


def proven(template: str, build: Callable[[], object], *, root: Path | None = None) -> str:
    """Return the text of one file after comparing it with its benign twin.

    Args:
        template: as for `render`.
        build: makes the view; called twice, once while all sinks are neutral.
        root: folder of another template pack.

    Raises:
        BrokenTextError: the two texts have different syntax trees.
    """
    text = _drawn(template, build(), root)
    if is_python(template):
        with neutral():
            twin = _drawn(template, build(), root)
        compare(text, twin, template)
    return text


def compare(text: str, twin: str, name: str) -> None:
    """Raise unless the syntax trees of both texts are the same but for the values of literals."""
    tree = _parsed(text, name)
    if twin == text:
        return
    place = _difference(_Text(text, tree), _Text(twin, _parsed(twin, name)))
    if place is not None:
        raise BrokenTextError(f"{name}: text of the contract changes the code at line {place}")


def is_python(template: str) -> bool:
    """Tell whether the template prints Python."""
    return template.removesuffix(".jinja").endswith(".py")


@cache
def _environment(root: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(root),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 — Python, not HTML; pactgen.emit encodes
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def _drawn(template: str, view: object, root: Path | None) -> str:
    text = _environment(root or templates_root() / PACK).get_template(template).render(view=view)
    return text.rstrip("\n") + "\n"


def _parsed(text: str, name: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        raise BrokenTextError(f"{name}: the rendered text is not Python: {error}") from error


def _difference(one: _Text, two: _Text) -> int | None:
    """Return the line where two trees part, or None; constants are equal when their kinds are."""
    waiting: list[tuple[object, object, int]] = [(one.tree, two.tree, 1)]
    while waiting:
        left, right, line = waiting.pop()
        if left is right:
            continue
        if type(left) is not type(right):
            return line
        if isinstance(left, ast.AST):
            line = getattr(left, "lineno", line)
            if isinstance(left, ast.Constant):
                if type(left.value) is not type(cast("ast.Constant", right).value):
                    return line
            elif not (
                isinstance(left, ast.stmt) and one.of(left) == two.of(cast("ast.stmt", right))
            ):
                waiting += [
                    (getattr(left, name), getattr(right, name), line) for name in left._fields
                ]
        elif isinstance(left, list):
            others = cast("list[object]", right)
            if len(left) != len(others):
                return line
            waiting += [(each, other, line) for each, other in zip(left, others, strict=True)]
        elif left != right:
            return line
    return None
