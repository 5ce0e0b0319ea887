"""A schema in the words of another database.

Location: pactgen/ir/translation.py. Used by `pactgen schema --dialect`, for documents that
name no dialect (DBML, Mermaid), and by the first migration for the databases that the document is
not written for.

What the other database cannot say is left out: exclusion constraints, functions, expressions that
only one dialect knows. Nothing is invented but the check that stands for an enum, and what SQLite
puts into a column that must not be empty and that the document fills by an expression.
"""

from __future__ import annotations

import re
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.derived_names import with_names
from pactgen.ir.epochs import spelled_now, unit_of
from pactgen.ir.schema import (
    Check,
    Column,
    DataType,
    Default,
    Index,
    Name,
    Schema,
    Spelling,
    Table,
)
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.schema import Dialect, ForeignKey, Key, TypeKind, View

_POSTGRESQL: Final[dict[TypeKind, str]] = {
    "smallint": "SMALLINT",
    "integer": "INTEGER",
    "bigint": "BIGINT",
    "numeric": "NUMERIC",
    "real": "REAL",
    "double": "DOUBLE PRECISION",
    "money": "MONEY",
    "boolean": "BOOLEAN",
    "char": "CHAR",
    "varchar": "VARCHAR",
    "text": "TEXT",
    "citext": "CITEXT",
    "uuid": "UUID",
    "bytes": "BYTEA",
    "date": "DATE",
    "time": "TIME",
    "timetz": "TIME WITH TIME ZONE",
    "timestamp": "TIMESTAMP",
    "timestamptz": "TIMESTAMP WITH TIME ZONE",
    "interval": "INTERVAL",
    "json": "JSON",
    "jsonb": "JSONB",
    "inet": "INET",
    "cidr": "CIDR",
    "macaddr": "MACADDR",
    "tsvector": "TSVECTOR",
    "bit": "BIT",
    "xml": "XML",
}
_MYSQL: Final[dict[TypeKind, str]] = {
    "smallint": "SMALLINT",
    "integer": "INTEGER",
    "bigint": "BIGINT",
    "numeric": "NUMERIC",
    "real": "FLOAT",
    "double": "DOUBLE",
    "money": "NUMERIC(19, 2)",
    "boolean": "BOOLEAN",
    "char": "CHAR",
    "varchar": "VARCHAR",
    "text": "TEXT",
    "citext": "VARCHAR(255)",
    "uuid": "CHAR(36)",
    "bytes": "LONGBLOB",
    "date": "DATE",
    "time": "TIME",
    "timetz": "TIME",
    "timestamp": "DATETIME(6)",
    "timestamptz": "DATETIME(6)",
    "interval": "VARCHAR(64)",
    "json": "JSON",
    "jsonb": "JSON",
    "inet": "VARCHAR(43)",
    "cidr": "VARCHAR(43)",
    "macaddr": "VARCHAR(17)",
    "bit": "BIT",
}
_SQLITE: Final[dict[TypeKind, str]] = {
    "smallint": "SMALLINT",
    "integer": "INTEGER",
    "bigint": "BIGINT",
    "numeric": "NUMERIC",
    "real": "REAL",
    "double": "DOUBLE",
    "money": "NUMERIC(19, 2)",
    "boolean": "BOOLEAN",
    "char": "CHAR",
    "varchar": "VARCHAR",
    "text": "TEXT",
    "citext": "TEXT COLLATE NOCASE",
    "uuid": "CHAR(36)",
    "bytes": "BLOB",
    "date": "DATE",
    "time": "TIME",
    "timetz": "TIME",
    "timestamp": "DATETIME",
    "timestamptz": "DATETIME",
    "json": "JSON",
    "jsonb": "JSON",
}
_TYPES: Final[Mapping[Dialect, Mapping[TypeKind, str]]] = MappingProxyType(
    {"postgresql": _POSTGRESQL, "mysql": _MYSQL, "sqlite": _SQLITE}
)
Value = str | int | float | bool | None
"""Of a literal default."""
_MEASURED: Final = frozenset({"numeric", "char", "varchar", "bit"})
_LONGEST_KEY: Final = 255
"""Length of a text that MySQL can index, where the document names none."""
_PORTABLE: Final = re.compile(r"[\w\s=<>'().,+*/-]*", re.ASCII)
"""Expressions that all three databases read alike: no casts, operators or quoted names."""
_COUNTED: Final = frozenset({"smallint", "integer", "bigint"})
_NUMBERS: Final = _COUNTED | {"numeric", "real", "double", "money"}
_TOLD_ELSEWHERE: Final = frozenset({"expression", "sequence"})
"""Kinds of defaults that only their own database computes."""
_DRAWN_NUMBER: Final = "(abs(random() % 2147483647))"
_STAND_INS: Final[Mapping[TypeKind, str]] = MappingProxyType(
    {
        "boolean": "0",
        "date": "CURRENT_DATE",
        "json": "'{}'",
        "jsonb": "'{}'",
        "time": "CURRENT_TIME",
        "timetz": "CURRENT_TIME",
        "timestamp": "CURRENT_TIMESTAMP",
        "timestamptz": "CURRENT_TIMESTAMP",
    }
)
"""What SQLite fills columns with whose default it cannot compute; else 0, or an empty text."""
_IDENTITIES: Final[Mapping[Dialect, Literal["by default", "auto"] | None]] = MappingProxyType(
    {"postgresql": "by default", "mysql": "auto", "sqlite": None}
)
"""How a counted column is declared; SQLite counts every INTEGER PRIMARY KEY."""


RUNS_ON: Final[tuple[Dialect, ...]] = ("postgresql", "sqlite")
"""The databases that a backend runs on."""
TITLES: Final[Mapping[Dialect, str]] = MappingProxyType(
    {"postgresql": "PostgreSQL", "sqlite": "SQLite", "mysql": "MySQL"}
)


def portable(expression: str) -> bool:
    """Tell whether every database reads an expression alike."""
    return _PORTABLE.fullmatch(expression) is not None


def translated(schema: Schema, dialect: Dialect) -> Schema:
    """Return the schema as this database would declare it; unchanged if it is written for it."""
    if schema.dialect == dialect:
        return schema
    return _Translation(schema, dialect).schema()


def runnable(schema: Schema) -> Schema:
    """Return the schema as a database declares it that a backend runs on.

    What MySQL does whenever a row changes is kept: the backend does it instead.
    """
    if schema.dialect is None or schema.dialect in RUNS_ON:
        return schema
    other = translated(schema, RUNS_ON[0])
    changing = {
        (table.name.name, column.name)
        for table in schema.tables
        for column in table.columns
        if column.on_update_now
    }
    return replace(
        other,
        views=schema.views,
        tables=tuple(
            replace(
                table,
                columns=tuple(
                    replace(column, on_update_now=(table.name.name, column.name) in changing)
                    for column in table.columns
                ),
            )
            for table in other.tables
        ),
    )


def neutral(schema: Schema) -> Schema:
    """Return the schema in the one spelling that documents without a dialect are read to."""
    return _Translation(schema, "postgresql").schema()


def translated_views(schema: Schema, dialect: Dialect) -> tuple[View, ...]:
    """Return the views as this database would declare them.

    Where a query says what only its own database knows, a view without rows stands in.
    """
    return _Translation(schema, dialect).views()


class _Translation:
    def __init__(self, schema: Schema, dialect: Dialect) -> None:
        self._schema = schema
        self._dialect = dialect
        self._enums = {enum.name for enum in schema.enums}
        self._spellings = {each.expression: dict(each.elsewhere) for each in schema.spellings}
        names = Counter(each.name for table in schema.tables for each in table.indexes)
        names.update(each.name for table in schema.tables for each in table.uniques if each.name)
        self._taken: dict[str | None, set[str]] = {}
        self._shared_names = {name for name, count in names.items() if count > 1}

    def schema(self) -> Schema:
        given = self._schema
        namespaces = given.namespaces if self._dialect == "postgresql" else ()
        named = [table for table in given.tables if table.partition_of is None]
        return replace(
            given,
            dialect=self._dialect,
            tables=tuple(self._table(table) for table in named),
            enums=given.enums if self._dialect == "postgresql" else (),
            domains=(),
            sequences=(),
            views=self.views() if given.dialect is None else (),
            namespaces=namespaces,
            extensions=(),
            skipped=given.skipped if given.dialect is None else (),
            spellings=tuple(self._respelled()),
        )

    def _respelled(self) -> Iterator[Spelling]:
        """Yield the expressions that this database knows, for whoever translates them further."""
        for told in self._spellings.values():
            if self._dialect in told:
                others = tuple((name, text) for name, text in told.items() if name != self._dialect)
                yield Spelling(expression=told[self._dialect], elsewhere=others)

    def _spelled(self, expression: str | None) -> str | None:
        """Return an expression as the other database reads it; None when it does not.

        One without a dialect is kept, unless names stand in quotes that only MySQL knows.
        """
        if expression is None or self._schema.dialect == self._dialect:
            return expression
        if self._schema.dialect is None:
            return expression if self._dialect == "mysql" or "`" not in expression else None
        if expression in self._spellings:
            return self._spellings[expression].get(self._dialect)
        return expression if portable(expression) else None

    def _name(self, name: Name) -> Name:
        return name if self._dialect == "postgresql" else Name(name=name.name)

    def views(self) -> tuple[View, ...]:
        return tuple(self._view(view) for view in self._schema.views if view.columns)

    def _view(self, view: View) -> View:
        query = dict(view.elsewhere).get(self._dialect)
        if self._schema.dialect is None:
            query = view.query
        return replace(
            view,
            name=self._name(view.name),
            query=query or self._without_rows(view),
            named=view.named and query is not None,
            materialized=False,
            options=None,
            indexes=(),
        )

    def _without_rows(self, view: View) -> str:
        columns = ", ".join(
            f"CAST(NULL AS {self._type(column.type, keyed=False).text}) AS "
            f"{_quoted(Name(name=column.name))}"
            for column in view.columns
        )
        return f"SELECT {columns} WHERE 1 = 0"

    def _table(self, table: Table) -> Table:
        said = self._said(table)
        taken = self._taken.setdefault(said.name.namespace, set())
        return with_names(said, taken, self._dialect)

    def _said(self, table: Table) -> Table:
        keyed = {name for index in table.indexes for part in index.parts for name in [part.column]}
        keyed |= {name for key in table.uniques for name in key.columns}
        keyed |= set(table.primary_key.columns) if table.primary_key else set()
        columns = tuple(self._column(one, table, one.name in keyed) for one in table.columns)
        said = [*table.checks, *(_of_domain(table, each) for each in _rules(table))]
        checks = [
            replace(check, expression=spelled)
            for check in said
            if (spelled := self._spelled(check.expression)) is not None
        ]
        checks += [
            _allowed(table, column) for column in table.columns if self._stands_for_enum(column)
        ]
        if self._dialect == "sqlite":
            checks += [_measured(table, column) for column in table.columns if _is_measured(column)]
        return replace(
            table,
            name=self._name(table.name),
            columns=columns,
            checks=tuple(checks),
            exclusions=(),
            primary_key=table.primary_key and self._key(table.primary_key, table),
            uniques=tuple(self._key(each, table) for each in table.uniques),
            foreign_keys=tuple(self._reference(each) for each in table.foreign_keys),
            indexes=tuple(
                translated_index
                for index in table.indexes
                if not index.implicit
                and (translated_index := self._index(index, table)) is not None
            ),
            options=None,
            comment=None if self._dialect == "sqlite" else table.comment,
        )

    def _key(self, key: Key, table: Table) -> Key:
        own = self._dialect == "postgresql"
        nameless = self._schema.dialect == "mysql" and key is table.primary_key
        return replace(
            key,
            name=None if nameless else self._unshared(key.name, table),
            include=key.include if own else (),
            nulls_not_distinct=key.nulls_not_distinct and own,
            deferrable=key.deferrable and own,
            initially_deferred=key.initially_deferred and own,
        )

    def _unshared(self, name: str | None, table: Table) -> str | None:
        """Return the name of a key or index; what several tables have gets theirs before it."""
        shared = name in self._shared_names and self._dialect != "mysql"
        return f"{table.name.name}_{name}" if shared else name

    def _reference(self, key: ForeignKey) -> ForeignKey:
        waits = self._dialect != "mysql"
        return replace(
            key,
            table=self._name(key.table),
            deferrable=key.deferrable and waits,
            initially_deferred=key.initially_deferred and waits,
        )

    def _stands_for_enum(self, column: Column) -> bool:
        if column.type.kind != "enum" or column.type.dimensions:
            return False
        return self._dialect == "sqlite" or (
            self._dialect == "postgresql" and column.type.enum not in self._enums
        )

    def _column(self, column: Column, table: Table, keyed: bool) -> Column:  # noqa: FBT001
        kind = self._type(column.type, keyed=keyed)
        counted = self._counts(column, table)
        if counted and self._dialect == "sqlite":
            kind = replace(kind, text="INTEGER")
        key = () if table.primary_key is None else table.primary_key.columns
        alone = key == (column.name,)
        forbids = column.name in key and self._dialect != "sqlite"
        return replace(
            column,
            type=kind,
            nullable=column.nullable and not forbids,
            null_by_domain=False,
            rules=(),
            default=self._count(alone) if counted else self._filled(column, keyed=keyed),
            identity=_IDENTITIES[self._dialect] if counted else None,
            identity_options=None,
            generated=self._spelled(column.generated),
            stored=column.stored
            or (column.generated is not None and self._dialect == "postgresql"),
            collation=None,
            on_update_now=column.on_update_now and self._dialect == "mysql",
            comment=None if self._dialect == "sqlite" else column.comment,
        )

    def _count(self, alone: bool) -> Default | None:  # noqa: FBT001
        """Return what stands in for a count: SQLite counts nothing beside the only key."""
        if alone or self._dialect != "sqlite":
            return None
        return Default(kind="expression", text=_DRAWN_NUMBER)

    def _counts(self, column: Column, table: Table) -> bool:
        """Tell whether the given database counts this column up."""
        key = table.primary_key
        alone = key is not None and key.columns == (column.name,)
        rowid = self._schema.dialect == "sqlite" and column.type.text.upper() == "INTEGER"
        return column.type.kind in _COUNTED and (column.identity is not None or (alone and rowid))

    def _type(self, kind: DataType, *, keyed: bool) -> DataType:
        words = _TYPES[self._dialect]
        if kind.dimensions:
            if self._dialect == "postgresql":
                element = self._type(replace(kind, dimensions=0), keyed=False)
                return replace(kind, text=element.text + "[]" * kind.dimensions, domain=None)
            return DataType(kind="json", text="JSON")
        if kind.kind in {"enum", "set"}:
            return self._choice(kind)
        kept = kind.arguments if kind.kind in _MEASURED else ()
        plain = replace(kind, arguments=kept, domain=None, enum=None, unsigned=False)
        if kind.kind == "other" and self._dialect == "postgresql" and kind.text:
            return replace(kind, domain=None)
        text = words.get(kind.kind, "TEXT")
        if kind.kind == "varchar" and self._dialect == "mysql" and not kind.arguments:
            text = f"VARCHAR({_LONGEST_KEY})"
        if kind.kind == "text" and self._dialect == "mysql" and keyed:
            text = f"VARCHAR({_LONGEST_KEY})"
        measured = kind.kind in _MEASURED and kind.kind in words
        if measured and kind.arguments and kind.arguments[0]:
            text += f"({', '.join(str(each) for each in kind.arguments)})"
        return replace(plain, text=text)

    def _choice(self, kind: DataType) -> DataType:
        longest = max((len(value) for value in kind.values), default=1)
        if self._dialect == "postgresql" and kind.enum in self._enums and kind.enum is not None:
            return replace(kind, text=_quoted(kind.enum))
        if self._dialect == "mysql":
            values = ", ".join(f"'{_escaped(value, self._dialect)}'" for value in kind.values)
            return replace(kind, text=f"{kind.kind.upper()}({values})", enum=None)
        if kind.kind == "set":
            size = (_LONGEST_KEY,)
            return DataType(kind="varchar", text="VARCHAR(255)", arguments=size, parts=kind.values)
        return DataType(kind="varchar", text=f"VARCHAR({longest})", arguments=(longest,))

    def _filled(self, column: Column, *, keyed: bool) -> Default | None:
        """Return the default, or what stands in for one that SQLite cannot say.

        Without it the database would refuse every row. A value that tells rows apart is drawn.
        """
        default = self._default(column)
        computed = column.generated is not None and self._spelled(column.generated) is None
        said = computed or (column.default is not None and column.default.kind in _TOLD_ELSEWHERE)
        if default is not None or column.nullable or not said or self._dialect != "sqlite":
            return default
        counted = column.default is not None and column.default.kind == "sequence"
        kind = column.type.kind
        if column.type.dimensions:
            text = "'[]'"
        elif keyed or counted:
            text = _DRAWN_NUMBER if kind in _COUNTED else _drawn_text(column.type)
        else:
            text = _STAND_INS.get(kind, "0" if kind in _NUMBERS else "''")
        return Default(kind="expression", text=text)

    def _default(self, column: Column) -> Default | None:
        default = column.default
        if default is None or column.generated is not None:
            return None
        match default.kind:
            case "null":
                return Default(kind="null", text="NULL")
            case "now":
                precise = self._dialect == "mysql" and column.type.kind.startswith("timestamp")
                text = "CURRENT_TIMESTAMP(6)" if precise else "CURRENT_TIMESTAMP"
                if column.type.kind == "date" and self._dialect != "mysql":
                    text = "CURRENT_DATE"
                return Default(kind="now", text=text)
            case "uuid":
                words = {"postgresql": "gen_random_uuid()", "mysql": "(UUID())"}
                text = words.get(self._dialect, "")
                return Default(kind="uuid", text=text) if text else None
            case "literal" if column.type.dimensions and self._dialect != "postgresql":
                empty = default.value == "{}"
                return replace(default, text="'[]'", value="[]") if empty else None
            case "literal":
                return replace(default, text=self._literal(default.value, column))
            case _ if self._schema.dialect is None:
                return default
            case _:
                unit = unit_of(default.text)
                if unit is None or column.type.kind not in _COUNTED:
                    return None
                text = spelled_now(unit, self._dialect, _TYPES[self._dialect][column.type.kind])
                return Default(kind="expression", text=text)

    def _literal(self, value: Value, column: Column) -> str:
        if isinstance(value, bool):
            return str(int(value)) if self._dialect == "sqlite" else str(value).lower()
        if column.type.kind == "boolean" and value in {0, 1, "0", "1", "t", "f"}:
            truth = value in {1, "1", "t"}
            return str(int(truth)) if self._dialect == "sqlite" else str(truth).lower()
        if isinstance(value, str):
            text = f"'{_escaped(value, self._dialect)}'"
            long = column.type.kind in {"text", "json", "jsonb", "bytes"} or column.type.dimensions
            return f"({text})" if self._dialect == "mysql" and long else text
        return str(value)

    def _index(self, index: Index, table: Table) -> Index | None:
        """Return the index, or None when it depends on what only its database can say."""
        where = self._spelled(index.where)
        if index.where is not None and (self._dialect == "mysql" or where is None):
            return None
        if index.method in {"gin", "gist", "brin", "spgist", "fulltext", "spatial"}:
            return None
        expressions = [self._spelled(part.expression) for part in index.parts]
        computed = [part.expression is not None for part in index.parts]
        if any(computed) and self._dialect == "mysql":
            return None
        if any(text is None for text, each in zip(expressions, computed, strict=True) if each):
            return None
        parts = tuple(
            replace(part, expression=text, operators=None, collation=None, nulls=None, length=None)
            for part, text in zip(index.parts, expressions, strict=True)
        )
        name = self._unshared(index.name, table) or index.name
        include = index.include if self._dialect == "postgresql" else ()
        return replace(
            index,
            name=name,
            parts=parts,
            where=where,
            method=None,
            include=include,
            nulls_not_distinct=False,
        )


def _rules(table: Table) -> Iterator[Check]:
    """Yield what domains refuse, which no other database has."""
    return (check for column in table.columns for check in column.rules)


def _of_domain(table: Table, check: Check) -> Check:
    """Name a rule of a domain after the column as well: several may be of one domain."""
    return replace(check, name=f"{table.name.name}_{check.column or ''}_{check.name}")


def _allowed(table: Table, column: Column) -> Check:
    values = ", ".join(f"'{_escaped(value, 'sqlite')}'" for value in column.type.values)
    return Check(
        expression=f"{_quoted(Name(name=column.name))} IN ({values})",
        origin=column.origin,
        name=f"{table.name.name}_{column.name}_check",
        column=column.name,
        values=column.type.values,
    )


def _is_measured(column: Column) -> bool:
    """Tell whether the column's type limits its length, which SQLite itself does not hold to."""
    sized = column.type.kind in {"char", "varchar"} and not column.type.dimensions
    return sized and bool(column.type.arguments) and column.generated is None


def _measured(table: Table, column: Column) -> Check:
    length = column.type.arguments[0]
    return Check(
        expression=f"length({_quoted(Name(name=column.name))}) <= {length}",
        origin=column.origin,
        name=f"{table.name.name}_{column.name}_length",
        column=column.name,
        maximum=length,
        length=True,
    )


def _escaped(value: str, dialect: Dialect) -> str:
    text = value.replace("'", "''")
    return text.replace("\\", "\\\\") if dialect == "mysql" else text


def _quoted(name: Name) -> str:
    parts = [part for part in (name.namespace, name.name) if part is not None]
    plain = re.compile(r"[a-z_][a-z0-9_]*")
    return ".".join(
        part if plain.fullmatch(part) else '"' + part.replace('"', '""') + '"' for part in parts
    )


def _drawn_text(kind: DataType) -> str:
    """Return an expression of SQLite for a text that no other row has, as long as it may be."""
    length = kind.arguments[0] if kind.arguments and kind.kind in {"char", "varchar"} else None
    drawn = "lower(hex(randomblob(8)))"
    return f"({drawn})" if length is None else f"(substr({drawn}, 1, {length}))"
