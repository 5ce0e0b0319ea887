"""Schema documents of any format to one `Schema`.

Location: pactgen/readers/schema.py. Used by the stage that reads `--schema`, and by `pactgen
schema`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import Note, diagnostic
from pactgen.ir.translation import translated
from pactgen.readers.dbml.read import read_dbml
from pactgen.readers.json_schema import read_json_schema
from pactgen.readers.markdown import blocks
from pactgen.readers.mermaid import read_mermaid
from pactgen.readers.sql.dialects import Recognised, recognise
from pactgen.readers.sql.migrations import migration_files
from pactgen.readers.sql.read import read_sql
from pactgen.readers.text import MOST_BYTES, decoded, load
from pactgen.source import SourceFile, Span
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pactgen.diagnostics import Diagnostic
    from pactgen.ir.schema import Dialect, Schema


_FORMATS: Final = {
    "sql": "sql",
    "ddl": "sql",
    "psql": "sql",
    "dbml": "dbml",
    "mmd": "mermaid",
    "mermaid": "mermaid",
    "json": "json",
    "yaml": "json",
    "yml": "json",
}
_MARKDOWN: Final = frozenset({"md", "markdown"})


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
    parts = [part for file in files for part in _parts(file, findings)]
    scripts = [(part.name, part.text) for part in parts if part.format == "sql"]
    recognised = _dialect(scripts, dialect)
    schemas = [_read(part, findings) for part in parts if part.format != "sql"]
    if scripts or not schemas:
        schema, found = read_sql(scripts, recognised.dialect)
        schemas.insert(0, schema)
        findings += found
    schema = _together(schemas, recognised.dialect, findings)
    if not schema.tables and not findings:
        names = ", ".join(f"`{file.name}`" for file in files) or "no file"
        findings.append(diagnostic("schema-empty", None, files=names))
    return SchemaResult(
        schema=schema,
        findings=tuple(findings),
        files=tuple(files),
        dialect_why=recognised.why if dialect is None else None,
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A document, or a block of one."""

    name: str
    format: str
    text: str


def _dialect(scripts: list[tuple[str, str]], given: Dialect | None) -> Recognised:
    if given is not None:
        return Recognised(given, "")
    if not scripts:
        return Recognised("postgresql", "the document names no database")
    return recognise(scripts)


def _parts(file: SourceFile, findings: list[Diagnostic]) -> list[_Part]:
    """Tell the format by the name of the file, Markdown's by each of its fences."""
    text = _text(file, findings)
    if text is None:
        return []
    suffix = file.name.lower().rpartition(".")[2]
    if suffix in _MARKDOWN:
        return [_Part(file.name, block.format, block.text) for block in blocks(text)]
    kind = _FORMATS.get(suffix)
    if kind is None:
        findings.append(diagnostic("schema-format", Span(file.name, 1, 1), file=file.name))
        return []
    return [_Part(file.name, kind, text)]


def _read(part: _Part, findings: list[Diagnostic]) -> Schema:
    match part.format:
        case "dbml":
            schema, found = read_dbml(part.name, part.text)
        case "mermaid":
            schema, found = read_mermaid(part.name, part.text)
        case _:
            loaded = load(SourceFile(name=part.name, data=part.text.encode()))
            schema, found = read_json_schema(part.name, loaded.value), loaded.findings
    findings += found
    return schema


def _together(schemas: list[Schema], dialect: Dialect, findings: list[Diagnostic]) -> Schema:
    """Join what several documents declare, in the words of one database."""
    joined = translated(schemas[0], dialect)
    for schema in schemas[1:]:
        added = translated(schema, dialect)
        known = {table.name: table for table in joined.tables}
        for table in added.tables:
            if table.name in known:
                note = Note(where=known[table.name].origin, message="it is declared first")
                findings.append(
                    diagnostic(
                        "schema-declared-twice",
                        table.origin,
                        what="table",
                        name=table.name,
                        related=(note,),
                    )
                )
        joined = replace(
            joined,
            tables=(*joined.tables, *added.tables),
            enums=(*joined.enums, *added.enums),
            namespaces=tuple(dict.fromkeys((*joined.namespaces, *added.namespaces))),
            skipped=(*joined.skipped, *added.skipped),
        )
    return joined


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
