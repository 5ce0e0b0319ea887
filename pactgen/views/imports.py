"""Import lines in the order that ruff's isort rules want, one name a line.

Location: pactgen/views/imports.py. Used by every view that prints a Python module.
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable


WIDTH = 100


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """`from module import name`, perhaps under another name."""

    module: str
    name: str
    alias: str | None = None

    def __str__(self) -> str:
        """Print the line."""
        return self.at(0)

    def at(self, indent: int) -> str:
        """Print the line behind so many spaces."""
        margin = " " * indent
        name = f"{self.name} as {self.alias}" if self.alias else self.name
        line = f"{margin}from {self.module} import {name}"
        if len(line) <= WIDTH:
            return line
        return f"{margin}from {self.module} import (\n{margin}    {name},\n{margin})"


def import_sections(imports: Iterable[Import], package: str) -> tuple[tuple[Emitted, ...], ...]:
    """Return the lines of the standard library, of others, and of the package itself."""
    wanted = sorted(set(imports), key=_order)
    sections = (
        [each for each in wanted if _section(each, package) == number] for number in range(3)
    )
    return tuple(tuple(code(str(each)) for each in section) for section in sections if section)


def _section(each: Import, package: str) -> int:
    root = each.module.partition(".")[0]
    if root == package:
        return 2
    return 0 if root in sys.stdlib_module_names else 1


def _order(each: Import) -> tuple[object, ...]:
    kind = 2
    if len(each.name) > 1 and each.name.isupper():
        kind = 0
    elif each.name[:1].isupper():
        kind = 1
    return (_natural(each.module), kind, _natural(each.name.lower()), each.name, each.alias or "")


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Sort `a2` before `a10`; digits behind a zero are read from the left, as of a fraction."""
    return tuple(_piece(part) for part in re.findall(r"\d+|\D+", text))


def _piece(part: str) -> tuple[int, int, str]:
    if not part.isdigit():
        return 2, 0, part
    return (0, 0, part) if part.startswith("0") else (1, int(part), "")
