"""Schema documents of any format to one `Schema`.

Location: pactgen/readers/schema.py. Used by the stage that reads `--schema`, and by `pactgen
schema`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgen.diagnostics import diagnostic
from pactgen.readers.sql.dialects import Recognised, recognise
from pactgen.readers.sql.migrations import migration_files
from pactgen.readers.sql.read import read_sql
from pactgen.readers.text import MOST_BYTES, decoded
from pactgen.source import SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pactgen.diagnostics import Diagnostic
    from pactgen.ir.schema import Dialect, Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaResult:
    """What schema documents say, or why they cannot be read."""

    schema: Schema
    findings: tuple[Diagnostic, ...]
    files: tuple[SourceFile, ...]
    """As they were read, in their order."""
    dialect_why: str | None
    """How the dialect was recognised; None when it was given, or the format has none."""


def read_schema(
    paths: Sequence[Path], *, base: Path, dialect: Dialect | None = None
) -> SchemaResult:
    """Read documents and folders of migrations, in the order in which they are given.

    Args:
        paths: files, or folders of migrations.
        base: the folder that names are shown relative to.
        dialect: of SQL; None recognises it.
    """
    findings: list[Diagnostic] = []
    files = [
        source for path in _expanded(paths) if (source := _opened(path, base, findings)) is not None
    ]
    texts = [(file.name, text) for file in files if (text := _text(file, findings)) is not None]
    recognised = recognise(texts) if dialect is None else Recognised(dialect, "")
    schema, found = read_sql(texts, recognised.dialect)
    findings += found
    if not schema.tables and not findings:
        names = ", ".join(f"`{file.name}`" for file in files) or "no file"
        findings.append(diagnostic("schema-empty", None, files=names))
    return SchemaResult(
        schema=schema,
        findings=tuple(findings),
        files=tuple(files),
        dialect_why=recognised.why if dialect is None else None,
    )


def _expanded(paths: Iterable[Path]) -> list[Path]:
    return [
        file for path in paths for file in (migration_files(path) if path.is_dir() else (path,))
    ]


def _opened(path: Path, base: Path, findings: list[Diagnostic]) -> SourceFile | None:
    resolved = path.resolve()
    inside = resolved.is_relative_to(base.resolve())
    name = resolved.relative_to(base.resolve()).as_posix() if inside else path.name
    try:
        if not resolved.is_file():
            findings.append(diagnostic("file-not-found", None, file=name))
            return None
        if resolved.stat().st_size > MOST_BYTES:
            findings.append(
                diagnostic("file-too-large", Span(name, 1, 1), file=name, limit=MOST_BYTES)
            )
            return None
        return SourceFile(name=name, data=resolved.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        findings.append(diagnostic("file-unreadable", None, file=name, reason=reason))
        return None


def _text(file: SourceFile, findings: list[Diagnostic]) -> str | None:
    try:
        return decoded(file.data)
    except UnicodeDecodeError as error:
        line = file.data[: error.start].count(b"\n") + 1
        findings.append(diagnostic("text-encoding", Span(file.name, line, 1), reason=error.reason))
        return None
