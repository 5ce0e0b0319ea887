"""SQL scripts to a `Schema`.

Location: pactgen/readers/sql/read.py. Used by `pactgen.readers.schema` and by `markdown`.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import diagnostic
from pactgen.readers.sql.catalog import Catalog
from pactgen.readers.sql.cursor import Cursor, SyntaxFault
from pactgen.readers.sql.guarded import guarded
from pactgen.readers.sql.lexer import LexicalError
from pactgen.readers.sql.migrations import applied
from pactgen.readers.sql.place import Text
from pactgen.readers.sql.portable import spellings
from pactgen.readers.sql.script import split
from pactgen.readers.sql.settle import finish
from pactgen.readers.sql.statements import apply
from pactgen.readers.sql.views import with_columns
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.diagnostics import Diagnostic
    from pactgen.ir.schema import Dialect, Schema
    from pactgen.readers.sql.script import Statement

ALREADY: Final = frozenset({"schema-declared-twice"})
"""What is found where a statement makes something a second time."""


def read_sql(
    files: Iterable[tuple[str, str]], dialect: Dialect
) -> tuple[Schema, tuple[Diagnostic, ...]]:
    """Run scripts, given as names and texts, in their order, without a database."""
    catalog = Catalog(dialect)
    for name, text in files:
        _run(Text(name, applied(text)), catalog)
    finish(catalog)
    with_columns(catalog)
    schema = catalog.schema()
    spelled = tuple(spellings(schema.tables, dialect))
    return replace(schema, spellings=spelled), tuple(catalog.findings)


def _run(source: Text, catalog: Catalog) -> None:
    try:
        for statement in split(source.text, catalog.dialect):
            inner = guarded(statement, source.text)
            if inner is None:
                _apply(statement, source, catalog)
            for each in inner or ():
                _apply_if_new(each, source, catalog)
    except LexicalError as error:
        where = source.span(error.start, error.start + 1)
        catalog.findings.append(diagnostic("schema-quote-open", where, problem=error.what))


def _apply(statement: Statement, source: Text, catalog: Catalog) -> None:
    try:
        apply(Cursor(statement.tokens, source, catalog.dialect), catalog)
    except SyntaxFault as fault:
        catalog.findings.append(_syntax(fault))


def _apply_if_new(statement: Statement, source: Text, catalog: Catalog) -> None:
    """Apply a statement, and take it back where what it makes is there already."""
    before = {name: copy(value) for name, value in vars(catalog).items()}
    _apply(statement, source, catalog)
    if any(each.code in ALREADY for each in catalog.findings[len(before["findings"]) :]):
        vars(catalog).update(before)


def _syntax(fault: SyntaxFault) -> Diagnostic:
    return diagnostic("schema-syntax", fault.origin, expected=fault.expected, found=fault.found)
