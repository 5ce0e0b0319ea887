"""Which file knows a statement: one table, one arm for each kind.

Location: pactgen/readers/sql/statements.py. Used by `read`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.readers.sql.alter import alter_table
from pactgen.readers.sql.drops import drop
from pactgen.readers.sql.indexes import create_index
from pactgen.readers.sql.objects import (
    alter_sequence,
    alter_type,
    comment_on,
    create_domain,
    create_sequence,
    create_type,
)
from pactgen.readers.sql.script import DATA
from pactgen.readers.sql.settle import settle
from pactgen.readers.sql.tables import create_table
from pactgen.readers.sql.views import create_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.readers.sql.catalog import Catalog
    from pactgen.readers.sql.cursor import Cursor

_REPEATED: Final = frozenset(
    {
        *("FUNCTION", "PROCEDURE", "TRIGGER", "AGGREGATE", "OPERATOR", "CAST", "COLLATION"),
        *("RULE", "EVENT", "STATISTICS", "VIRTUAL", "TEXT", "POLICY"),
    }
)
"""What is not read, and stands in the first revision as it is written."""
_FILLERS: Final = frozenset(
    {
        *("OR", "REPLACE", "GLOBAL", "LOCAL", "UNLOGGED", "CONSTRAINT", "RECURSIVE", "FOREIGN"),
        *("TRUSTED", "DEFAULT", "AGGREGATE"),
    }
)
_CREATED: Final = frozenset(
    {
        *("TABLE", "INDEX", "VIEW", "MATERIALIZED", "TYPE", "DOMAIN", "SEQUENCE", "SCHEMA"),
        *("DATABASE", "EXTENSION"),
    }
)
_WORDS: Final = {
    "data": "rows, not tables",
    "routine": "its body is not read",
    "session": "it sets the session, not the schema",
    "rights": "who may do what is not part of the tables",
    "unknown": "pactgen does not know this statement",
    "temporary": "a temporary table ends with its session",
}
_SESSION: Final = frozenset(
    {
        *(
            "SET",
            "USE",
            "BEGIN",
            "COMMIT",
            "START",
            "PRAGMA",
            "LOCK",
            "UNLOCK",
            "ANALYZE",
            "VACUUM",
        ),
        *("RESET", "DISCARD", "ROLLBACK", "END", "SAVEPOINT", "RELEASE", "DELIMITER", "SHOW"),
    }
)
_RIGHTS: Final = frozenset({"GRANT", "REVOKE"})


def apply(cursor: Cursor, catalog: Catalog) -> None:
    """Apply one statement to the catalog; SyntaxFault when it cannot be read."""
    mark = cursor.mark
    token = cursor.take()
    match token.value if token.kind == "word" else "":
        case "CREATE":
            _create(cursor, catalog, mark)
        case "ALTER":
            _alter(cursor, catalog, mark)
        case "DROP":
            if not drop(cursor, catalog):
                _skip(cursor, catalog, mark, "unknown")
        case "COMMENT" if cursor.accept("ON"):
            if not comment_on(cursor, catalog):
                _skip(cursor, catalog, mark, "unknown")
        case "COPY" | "TRUNCATE" | "WITH" | "CALL" | "DO":
            _skip(cursor, catalog, mark, "data")
        case first if first in DATA:
            _search_path_of_pg_dump(cursor, catalog)
            _skip(cursor, catalog, mark, "data" if first != "SELECT" else "session")
        case first if first in _SESSION:
            _session(first, cursor, catalog)
            _skip(cursor, catalog, mark, "session")
        case first if first in _RIGHTS:
            _skip(cursor, catalog, mark, "rights")
        case _:
            _skip(cursor, catalog, mark, "unknown")


def _skip(cursor: Cursor, catalog: Catalog, mark: int, why: str, *, keep: bool = False) -> None:
    cursor.rest()
    text = cursor.text_from(mark)
    words = text.split()
    kind = words[0].upper()
    if kind in {"INSERT", "REPLACE", "DELETE", "MERGE"}:
        kind = " ".join(words[:3]).split("(")[0].rstrip()
    elif kind in {"CREATE", "ALTER", "DROP", "COMMENT"}:
        kind = " ".join(words[:2]).upper()
    origin = cursor.origin_from(mark)
    catalog.skip(kind, text[:80], origin, _WORDS[why], cursor.raw_from(mark) if keep else None)


def _session(first: str, cursor: Cursor, catalog: Catalog) -> None:
    """Follow `SET search_path` and `USE`: they say what a name without a namespace means."""
    if first == "USE" and catalog.dialect == "mysql" and not cursor.done:
        catalog.default_namespace = cursor.identifier()
        return
    cursor.accept_any({"LOCAL", "SESSION"})
    if first == "SET" and cursor.accept("SEARCH_PATH"):
        cursor.accept_any({"TO", "="})
        token = cursor.peek
        if token is not None and token.kind in {"word", "name", "string"}:
            namespace = token.value if token.kind != "word" else token.value.lower()
            catalog.search_path = None if namespace in {"", "public"} else namespace


def _search_path_of_pg_dump(cursor: Cursor, catalog: Catalog) -> None:
    """pg_dump empties the search path: every name has its namespace."""
    if cursor.at("PG_CATALOG", ".", "SET_CONFIG"):
        catalog.search_path = None


def _create(cursor: Cursor, catalog: Catalog, mark: int) -> None:
    start = cursor.mark
    while cursor.accept_any(_FILLERS):
        continue
    temporary = cursor.accept_any({"TEMP", "TEMPORARY"}) is not None
    unique = cursor.accept_any({"UNIQUE", "FULLTEXT", "SPATIAL"})
    match cursor.accept_any(_CREATED):
        case "TABLE" if temporary:
            _skip(cursor, catalog, mark, "temporary")
        case "TABLE":
            settle(catalog, create_table(cursor, catalog))
        case "INDEX":
            create_index(cursor, catalog, unique)
        case "VIEW" | "MATERIALIZED" as what:
            cursor.accept("VIEW")
            create_view(cursor, catalog, "", materialized=what == "MATERIALIZED")
        case "TYPE":
            if not create_type(cursor, catalog):
                _skip(cursor, catalog, mark, "unknown", keep=True)
        case "DOMAIN":
            create_domain(cursor, catalog)
        case "SEQUENCE":
            create_sequence(cursor, catalog)
        case "SCHEMA" | "DATABASE" | "EXTENSION" as what:
            _namespace(cursor, catalog, what, mark)
        case _:
            cursor.back(start)
            _create_other(cursor, catalog, mark)


def _create_other(cursor: Cursor, catalog: Catalog, mark: int) -> None:
    """Find the word that says what it is: MySQL puts the definer and more before it."""
    start = cursor.mark
    cursor.skip_to({*_REPEATED, "VIEW", "AS", "ON", "USER", "ROLE"})
    if cursor.accept("VIEW"):
        cursor.back(start)
        options = cursor.text_to({"VIEW"})
        cursor.expect("VIEW")
        create_view(cursor, catalog, options, materialized=False)
        return
    routine = cursor.at_any(_REPEATED)
    _skip(cursor, catalog, mark, "routine" if routine else "unknown", keep=routine)


def _namespace(cursor: Cursor, catalog: Catalog, what: str, mark: int) -> None:
    """Keep an extension or a namespace; MySQL's are databases, and a script is about one."""
    cursor.accept("IF", "NOT", "EXISTS")
    if what == "EXTENSION":
        catalog.extensions[cursor.identifier("an extension")] = None
        cursor.rest()
        return
    if what == "DATABASE" or catalog.dialect != "postgresql":
        _skip(cursor, catalog, mark, "session")
        return
    if not cursor.at("AUTHORIZATION"):
        name = cursor.identifier("a schema")
        if name != catalog.default_namespace:
            catalog.namespaces[name] = None
    cursor.rest()


def _alter(cursor: Cursor, catalog: Catalog, mark: int) -> None:
    handlers: dict[str, Callable[[Cursor, Catalog], bool]] = {
        "TYPE": alter_type,
        "SEQUENCE": alter_sequence,
    }
    cursor.accept("FOREIGN")
    if cursor.accept("TABLE"):
        settle(catalog, alter_table(cursor, catalog))
        return
    what = cursor.accept_any(handlers)
    if what is None or not handlers[what](cursor, catalog):
        _skip(cursor, catalog, mark, "unknown")
