"""What every Python module of the backend opens with: its docstring and its imports.

Location: pactgen/views/modules.py. Used by the views of the Python files.
"""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code
from pactgen.values import dataclass
from pactgen.views.imports import Import, import_sections
from pactgen.views.layout import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """The top of a module."""

    location: Emitted
    uses: Emitted
    """The whole line."""
    imports: Emitted


def module(package: str, path: str, uses: str, imports: Iterable[Import]) -> Module:
    """Return the opening of the module at `path`, relative to the package."""
    sections = import_sections(imports, package)
    return Module(
        location=code(f"src/{package}/{path}"),
        uses=code(fill(f"Uses: {uses}", WIDTH, subsequent_indent="    ")),
        imports=code("\n\n".join("\n".join(part) for part in sections)),
    )


def feature_module(package: str, feature: str, file: str, imports: Iterable[Import]) -> Module:
    """Return the opening of a feature's module; what it uses follows from its imports."""
    wanted = list(imports)
    return module(package, f"{feature}/{file}", uses_line(package, feature, wanted), wanted)


def uses_line(package: str, feature: str, imports: Iterable[Import]) -> str:
    """Name the files of the backend that these imports come from, the nearest first.

    Args:
        package: that of the backend.
        feature: the folder of the module that imports; empty: the package itself.
        imports: those of the module.
    """
    order = ("dependencies", "repository", "service", "models", "schemas")
    own: set[str] = set()
    other: set[str] = set()
    for each in imports:
        root, *rest = each.module.split(".")
        if root != package or not rest:
            continue
        if rest[0] == feature and len(rest) > 1:
            own.add(rest[1])
        else:
            other.add(f"{'../' if feature else ''}{'/'.join(rest)}.py")
    further = sorted(own.difference(order), key=lambda name: (len(name), name))
    near = [f"{name}.py" for name in (*order, *further) if name in own]
    return ", ".join([*near, *sorted(other)]) or "nothing"
