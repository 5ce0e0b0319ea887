"""A DBML document to a `Schema`.

Location: pactgen/readers/dbml/read.py. Used by `pactgen.readers.schema` and by `markdown`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import diagnostic
from pactgen.ir.derived_names import with_names
from pactgen.ir.schema import EnumType, Name, Schema, Skipped, Table
from pactgen.readers.dbml.lexer import tokens
from pactgen.readers.dbml.refs import ACTIONS, Ref, with_refs
from pactgen.readers.dbml.table import Draft, read_body, read_endpoint
from pactgen.readers.sql.cursor import Cursor, SyntaxFault
from pactgen.readers.sql.lexer import LexicalError
from pactgen.readers.sql.place import Text
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.diagnostics import Diagnostic

_BLOCKS: Final = frozenset(
    {"PROJECT", "TABLEGROUP", "NOTE", "RECORDS", "DIAGRAMVIEW", "USE", "REUSE"}
)
"""Blocks that say nothing about tables."""


def read_dbml(name: str, text: str) -> tuple[Schema, tuple[Diagnostic, ...]]:
    """Read one document; it names no dialect."""
    source = Text(name, text)
    reading = _Reading(source)
    try:
        reading.run(Cursor(tuple(tokens(text)), source, "sqlite"))
    except SyntaxFault as fault:
        reading.findings.append(
            diagnostic("schema-syntax", fault.origin, expected=fault.expected, found=fault.found)
        )
    except LexicalError as error:
        where = source.span(error.start, error.start + 1)
        reading.findings.append(diagnostic("schema-quote-open", where, problem=error.what))
    return reading.schema(), tuple(reading.findings)


class _Reading:
    """One document; it ends at the first fault, because blocks have no other end than a brace."""

    def __init__(self, source: Text) -> None:
        self.findings: list[Diagnostic] = []
        self._source = source
        self._drafts: dict[Name, Draft] = {}
        self._partials: dict[str, Draft] = {}
        self._enums: dict[Name, EnumType] = {}
        self._named_types: dict[str, EnumType] = {}
        self._refs: list[Ref] = []
        self._skipped: list[Skipped] = []

    def run(self, cursor: Cursor) -> None:
        """Read every block; partials first, because a table may take one in before it stands."""
        later: list[tuple[Draft, Cursor]] = []
        while not cursor.done:
            mark = cursor.mark
            if cursor.accept("TABLE"):
                later.append(self._table(cursor))
            elif cursor.accept("TABLEPARTIAL"):
                draft, body = self._draft(cursor)
                read_body(body, draft, self._partials)
                self._partials[draft.name.name] = draft
            elif cursor.accept("ENUM"):
                self._enum(cursor)
            elif cursor.accept("REF"):
                self._ref(cursor)
            elif cursor.at_any(_BLOCKS):
                kind = cursor.take().value
                cursor.skip_to({"{"})
                cursor.block("{")
                self._skip(cursor, mark, kind)
            else:
                raise cursor.fault("`Table`, `Ref`, `Enum` or another block")
        for draft, body in later:
            read_body(body, draft, self._partials)

    def _skip(self, cursor: Cursor, mark: int, kind: str) -> None:
        self._skipped.append(
            Skipped(
                kind=kind.capitalize(),
                text=cursor.text_from(mark)[:80],
                origin=cursor.origin_from(mark),
                why="it says nothing about tables",
            )
        )

    def _draft(self, cursor: Cursor) -> tuple[Draft, Cursor]:
        mark = cursor.mark
        name = cursor.name("a table")
        namespace = None if name.namespace == "public" else name.namespace
        draft = Draft(Name(name=name.name, namespace=namespace), cursor.origin_from(mark))
        if cursor.accept("AS"):
            draft.alias = cursor.identifier("an alias")
        if cursor.at("["):
            for setting in cursor.block("[").elements():
                if setting.accept("NOTE", ":"):
                    draft.comment = setting.string()
        return draft, cursor.block("{")

    def _table(self, cursor: Cursor) -> tuple[Draft, Cursor]:
        draft, body = self._draft(cursor)
        if draft.name in self._drafts:
            self.findings.append(
                diagnostic("schema-declared-twice", draft.origin, what="table", name=draft.name)
            )
        self._drafts[draft.name] = draft
        return draft, body

    def _enum(self, cursor: Cursor) -> None:
        mark = cursor.mark
        name = cursor.name("an enum")
        namespace = None if name.namespace == "public" else name.namespace
        name = Name(name=name.name, namespace=namespace)
        origin = cursor.origin_from(mark)
        body = cursor.block("{")
        values = []
        while not body.done:
            values.append(body.identifier("a value"))
            if body.at("["):
                body.brackets()
        self._enums[name] = EnumType(name=name, values=tuple(values), origin=origin)

    def _ref(self, cursor: Cursor) -> None:
        name = None if cursor.at(":") or cursor.at("{") else cursor.identifier("a name")
        if cursor.at("{"):
            body = cursor.block("{")
            while not body.done:
                self._refs.append(self._relation(body, name))
            return
        cursor.expect(":")
        self._refs.append(self._relation(cursor, name))

    def _relation(self, cursor: Cursor, name: str | None) -> Ref:
        mark = cursor.mark
        left, left_columns = read_endpoint(cursor)
        operator = cursor.accept_any({"<", ">", "-", "<>"})
        if operator is None:
            raise cursor.fault("`<`, `>`, `-` or `<>`")
        right, right_columns = read_endpoint(cursor)
        origin = cursor.origin_from(mark)
        said = {}
        if cursor.at("["):
            for setting in cursor.block("[").elements():
                word = setting.take().value
                setting.accept(":")
                said[word] = ACTIONS.get(setting.rest().lower(), "NO ACTION")
        return Ref(
            left=left,
            left_columns=left_columns,
            operator=operator,
            right=right,
            right_columns=right_columns,
            origin=origin,
            name=name,
            on_delete=said.get("DELETE", "NO ACTION"),
            on_update=said.get("UPDATE", "NO ACTION"),
        )

    def schema(self) -> Schema:
        """Return everything that was read, its relations and names filled in."""
        aliases = {each.alias: each.name for each in self._drafts.values() if each.alias}
        inline = [
            Ref(
                left=draft.name,
                left_columns=(ref.column,),
                operator=ref.operator,
                right=ref.table,
                right_columns=ref.columns,
                origin=ref.origin,
            )
            for draft in self._drafts.values()
            for ref in draft.refs
        ]
        tables = {name: draft.table() for name, draft in self._drafts.items()}
        related, findings = with_refs(tables, [*inline, *self._refs], aliases)
        self.findings += findings
        self._named_types = {str(name).casefold(): enum for name, enum in self._enums.items()}
        taken: dict[str | None, set[str]] = {}
        return Schema(
            dialect=None,
            tables=tuple(
                with_names(
                    self._typed(table), taken.setdefault(table.name.namespace, set()), "postgresql"
                )
                for table in related.values()
            ),
            enums=tuple(self._enums.values()),
            namespaces=tuple(
                dict.fromkeys(
                    name.namespace
                    for name in (*related, *self._enums)
                    if name.namespace is not None
                )
            ),
            skipped=tuple(self._skipped),
        )

    def _typed(self, table: Table) -> Table:
        columns = []
        for column in table.columns:
            written = column.type.text.replace("[]", "").strip().casefold()
            known = self._named_types.get(written.removeprefix("public."))
            kind = replace(column.type, enum=None)
            if known is not None:
                kind = replace(column.type, kind="enum", enum=known.name, values=known.values)
            columns.append(replace(column, type=kind))
        return replace(table, columns=tuple(columns))
