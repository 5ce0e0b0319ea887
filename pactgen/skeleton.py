"""The part of a backend that is the same for every contract, rendered by Copier.

Location: pactgen/skeleton.py. Used by project.py. Copier costs milliseconds a file, so an answer is
kept for the life of the process.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pactgen.assets import templates_root
from pactgen.emit import docstring, identifier, markdown

if TYPE_CHECKING:
    from pactgen.ir.design import Design

UNFORMATTED = frozenset({".copier-answers.yml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the template asks; each is final text."""

    package: str
    project: str
    title_docstring: str
    title_markdown: str


def answers_of(design: Design) -> Answers:
    """Return the answers for this backend."""
    shown = docstring(design.title.replace("\\", "/"), fallback="The backend.", brief=True)
    return Answers(
        package=identifier(design.package),
        project=design.project,
        title_docstring=shown.removeprefix('"""').removesuffix('"""'),
        title_markdown=markdown(design.title),
    )


@cache
def render_skeleton(
    answers: Answers, template: Path | None = None, *, trust: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return path and text of every file of the skeleton.

    Args:
        answers: what the template asks.
        template: a template pack of the user's own, in place of the one that pactgen brings.
        trust: the user's template may run code.
    """
    from copier import run_copy  # noqa: PLC0415 - costs more than a second

    source = template or templates_root() / "fastapi" / "skeleton"
    with tempfile.TemporaryDirectory(prefix="pactgen-") as folder:
        run_copy(
            str(source),
            folder,
            data={name: str(getattr(answers, name)) for name in Answers.__slots__},
            defaults=True,
            overwrite=True,
            quiet=True,
            unsafe=trust,
        )
        root = Path(folder)
        paths = sorted(path for path in root.rglob("*") if path.is_file())
        return tuple(
            (path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
            for path in paths
            if path.name not in UNFORMATTED
        )
