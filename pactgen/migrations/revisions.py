"""The chain of the project's Alembic revisions, those that people wrote among them.

Location: pactgen/migrations/revisions.py. The files are read, never run: their module constants
`revision` and `down_revision` are literals (Alembic documentation, "Create a Migration Script").
Used by pactgen/stages/migrating.py.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from pactgen.merge.values import has_markers
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

VERSIONS: Final = "migrations/versions"


class RevisionError(Exception):
    """A file among the revisions cannot be read, so the chain is not known."""


class UnmergedError(RevisionError):
    """Two branches wrote a revision of the same name, and git left both in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One file of migrations/versions."""

    path: str
    """Relative to the project."""
    id: str
    down: tuple[str, ...]
    """Several: it merges branches."""
    is_branch: bool
    """It has a label: the team keeps a branch on purpose."""
    text: str
    own: bool = False
    """A person wrote it, as far as the lock knows."""


def read_revisions(root: Path) -> tuple[Revision, ...]:
    """Return the revisions of a project by file name; files that are none are left out."""
    folder = root / VERSIONS
    found = []
    for place in sorted(folder.glob("*.py")) if folder.is_dir() else ():
        path = f"{VERSIONS}/{place.name}"
        try:
            text = place.read_bytes().decode("utf-8")
            if has_markers(text):
                raise UnmergedError(path)
            revision = parse_revision(path, text)
        except (SyntaxError, ValueError) as error:
            raise RevisionError(f"{path}: {error}") from error
        if revision is not None:
            found.append(revision)
    return tuple(found)


def parse_revision(path: str, text: str) -> Revision | None:
    """Read one file; None when it declares no revision."""
    constants = _constants(ast.parse(text))
    name = constants.get("revision")
    if not isinstance(name, str):
        return None
    down = constants.get("down_revision")
    return Revision(
        path=path,
        id=name,
        down=_names(down),
        is_branch=bool(constants.get("branch_labels")),
        text=text,
    )


def heads(revisions: Iterable[Revision]) -> tuple[str, ...]:
    """Return the revisions that no other follows, sorted."""
    known = tuple(revisions)
    followed = {name for revision in known for name in revision.down}
    return tuple(sorted({revision.id for revision in known} - followed))


def next_number(revisions: Iterable[Revision]) -> int:
    """Return the number of the next file: one more than the highest."""
    numbers = (re.match(r"(\d{1,6})_", each.path.rpartition("/")[2]) for each in revisions)
    return max((int(number[1]) for number in numbers if number), default=0) + 1


def _names(down: object) -> tuple[str, ...]:
    if isinstance(down, tuple | list):
        return tuple(str(name) for name in down)
    return (down,) if isinstance(down, str) else ()


def _constants(module: ast.Module) -> dict[str, object]:
    found: dict[str, object] = {}
    for node in module.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                pass
            case _:
                continue
        if name in {"revision", "down_revision", "branch_labels"}:
            found[name] = ast.literal_eval(value)
    return found
