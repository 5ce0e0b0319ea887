"""A folder of ordered migrations: which files, in which order, and which half of each.

Location: pactgen/readers/sql/migrations.py. Used by `pactgen.readers.schema`.

Conventions: golang-migrate `0001_x.up.sql`, Flyway `V1.2__x.sql` (`U` undoes, `R` repeats), goose
`-- +goose Up`, dbmate `-- migrate:up`, sql-migrate `-- +migrate Up`, rambler `-- rambler up`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_MARK: Final = re.compile(
    r"^--[ \t]*(?:\+goose|\+migrate|migrate:|rambler)[ \t]*(up|down)\b[^\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FLYWAY: Final = re.compile(r"([VURB])([\d._]*)__", re.ASCII)
_NUMBER: Final = re.compile(r"\d+")
_DOWN: Final = re.compile(r"(?:^|[._-])(?:down|undo|rollback|revert)\.sql$", re.IGNORECASE)


def migration_files(folder: Path) -> tuple[Path, ...]:
    """Return the SQL files of a folder that build the schema, in the order of their versions."""
    files = sorted(
        path for path in folder.rglob("*.sql") if path.is_file() and not _undoes(path.name)
    )
    return tuple(sorted(files, key=lambda path: (_version(path.name), path.as_posix())))


def applied(text: str) -> str:
    """Blank out what takes a migration back; every position stays what it was."""
    marks = list(_MARK.finditer(text))
    parts = [text[: marks[0].start()] if marks else text]
    for index, mark in enumerate(marks):
        end = marks[index + 1].start() if index + 1 < len(marks) else len(text)
        part = text[mark.start() : end]
        parts.append(part if mark[1].lower() == "up" else blank(part))
    return "".join(parts)


def blank(text: str) -> str:
    """Return as many spaces, with the line ends where they were."""
    return "".join(each if each in "\r\n" else " " for each in text)


def _undoes(name: str) -> bool:
    flyway = _FLYWAY.match(name)
    return bool(_DOWN.search(name)) or (flyway is not None and flyway[1] == "U")


def _version(name: str) -> tuple[int, tuple[int, ...]]:
    flyway = _FLYWAY.match(name)
    if flyway is not None:
        numbers = tuple(int(each) for each in _NUMBER.findall(flyway[2]))
        return (1 if flyway[1] == "R" else 0, numbers)
    leading = _NUMBER.match(name)
    return (0, (int(leading[0]),) if leading else ())
