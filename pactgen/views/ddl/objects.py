"""Types, sequences, views, comments: everything of a schema that is no table.

Location: pactgen/views/ddl/objects.py. Used by `script` and by migrations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.ddl.tables import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Domain, EnumType, Schema, Sequence, Table, View
    from pactgen.views.ddl.writer import Writer


def before_tables(writer: Writer, schema: Schema) -> Iterator[str]:
    """Return what tables build upon, in the order in which it can be made."""
    for namespace in schema.namespaces:
        yield f"CREATE SCHEMA {writer.name(namespace)}"
    for extension in schema.extensions:
        yield f"CREATE EXTENSION IF NOT EXISTS {writer.name(extension)}"
    for enum in schema.enums:
        yield create_enum(writer, enum)
    for domain in schema.domains:
        yield create_domain(writer, domain)
    for sequence in schema.sequences:
        yield create_sequence(writer, sequence)


def create_enum(writer: Writer, enum: EnumType) -> str:
    """Return the statement that makes an enum."""
    values = ", ".join(writer.string(value) for value in enum.values)
    return f"CREATE TYPE {writer.full(enum.name)} AS ENUM ({values})"


def create_domain(writer: Writer, domain: Domain) -> str:
    """Return the statement that makes a domain."""
    text = f"CREATE DOMAIN {writer.full(domain.name)} AS {domain.type.text}"
    if domain.default is not None:
        text += f" DEFAULT {domain.default.text}"
    if not domain.nullable:
        text += " NOT NULL"
    return text + "".join(f" {check(writer, each)}" for each in domain.checks)


def create_sequence(writer: Writer, sequence: Sequence) -> str:
    """Return the statement that makes a sequence."""
    return f"CREATE SEQUENCE {writer.full(sequence.name)} {sequence.options}".rstrip()


def create_view(writer: Writer, view: View) -> str:
    """Return the statement that makes a view."""
    before, after = _view_options(view)
    kind = "MATERIALIZED VIEW" if view.materialized else "VIEW"
    names = [column.name for column in view.columns] if view.named else []
    columns = f" {writer.names(names)}" if names else ""
    return f"CREATE {before}{kind} {writer.full(view.name)}{columns}{after} AS {view.query}"


def _view_options(view: View) -> tuple[str, str]:
    """Return what stands before VIEW, as in MySQL, and what stands before AS."""
    if view.options is None:
        return "", ""
    if view.options.upper().startswith(("WITH", "USING", "TABLESPACE")):
        return "", f" {view.options}"
    return f"{view.options} ", ""


def comments(writer: Writer, schema: Schema) -> Iterator[str]:
    """Return the comments of PostgreSQL, which are statements of their own."""
    for table in schema.tables:
        yield from _comments_of_table(writer, table)
    yield from comments_besides_tables(writer, schema)


def comments_besides_tables(writer: Writer, schema: Schema) -> Iterator[str]:
    """Return the comments of types and views."""
    for enum in schema.enums:
        if enum.comment is not None:
            yield f"COMMENT ON TYPE {writer.full(enum.name)} IS {writer.string(enum.comment)}"
    for view in schema.views:
        if view.comment is not None:
            kind = "MATERIALIZED VIEW" if view.materialized else "VIEW"
            name = writer.full(view.name)
            yield f"COMMENT ON {kind} {name} IS {writer.string(view.comment)}"


def _comments_of_table(writer: Writer, table: Table) -> Iterator[str]:
    name = writer.full(table.name)
    if table.comment is not None:
        yield f"COMMENT ON TABLE {name} IS {writer.string(table.comment)}"
    for column in table.columns:
        if column.comment is not None:
            place = f"{name}.{writer.name(column.name)}"
            yield f"COMMENT ON COLUMN {place} IS {writer.string(column.comment)}"
