"""What is in a database, as the database itself says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Callable

Facts = dict[str, Any]


def contents(connection: sa.Connection) -> Facts:
    """Return every object by name, in the words of the database."""
    read: dict[str, Callable[[sa.Connection], Facts]] = {
        "postgresql": _postgresql,
        "mysql": _mysql,
        "mariadb": _mysql,
        "sqlite": _sqlite,
    }
    return read[connection.dialect.name](connection)


def counts(connection: sa.Connection) -> dict[str, int]:
    """Return how many objects of each kind the database reports."""
    inspector = sa.inspect(connection)
    spaces = [None]
    if connection.dialect.name == "postgresql":
        spaces = [each for each in inspector.get_schema_names() if each != "information_schema"]
    totals = dict.fromkeys(("tables", "columns", "keys", "uniques", "references", "indexes"), 0)
    for space in spaces:
        for table in inspector.get_table_names(schema=space):
            uniques = inspector.get_unique_constraints(table, schema=space)
            own = {each["name"] for each in uniques}
            totals["tables"] += 1
            totals["columns"] += len(inspector.get_columns(table, schema=space))
            key = inspector.get_pk_constraint(table, schema=space)["constrained_columns"]
            totals["keys"] += bool(key)
            totals["uniques"] += len(uniques)
            totals["references"] += len(inspector.get_foreign_keys(table, schema=space))
            totals["indexes"] += sum(
                each["name"] not in own
                for each in inspector.get_indexes(table, schema=space)
                if not each.get("duplicates_constraint")
            )
    if connection.dialect.name == "sqlite":  # whose expression indexes the inspector leaves out
        own = "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        totals["indexes"] = connection.exec_driver_sql(own).scalar_one()
    return totals


_OBJECTS = {
    "columns": """
        SELECT c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
            pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, col.collname,
            col_description(c.oid, a.attnum), a.attnum
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        LEFT JOIN pg_collation col ON col.oid = a.attcollation
        WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm')
    """,
    "constraints": """
        SELECT c.conrelid::regclass || '.' || c.conname, pg_get_constraintdef(c.oid)
        FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
        WHERE c.conrelid <> 0
    """,
    "domains": """
        SELECT t.typname, format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault,
            (SELECT string_agg(pg_get_constraintdef(k.oid), ',' ORDER BY k.conname)
             FROM pg_constraint k WHERE k.contypid = t.oid)
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'd'
    """,
    "indexes": """
        SELECT i.relname, pg_get_indexdef(i.oid) FROM pg_class i
        JOIN pg_namespace n ON n.oid = i.relnamespace WHERE i.relkind IN ('i', 'I')
    """,
    "enums": """
        SELECT t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)
        FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
        JOIN pg_namespace n ON n.oid = t.typnamespace WHERE true
    """,
    "views": """
        SELECT c.relname, c.relkind::text, pg_get_viewdef(c.oid), obj_description(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('v', 'm')
    """,
    "tables": """
        SELECT c.relname, c.relkind::text, n.nspname, obj_description(c.oid),
            pg_get_expr(c.relpartbound, c.oid), pg_get_partkeydef(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p')
    """,
    "sequences": """
        SELECT c.relname, s.seqstart, s.seqincrement, format_type(s.seqtypid, NULL)
        FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace WHERE true
    """,
    "triggers": """
        SELECT t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t
        JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT t.tgisinternal
    """,
    "functions": """
        SELECT p.proname, pg_get_functiondef(p.oid) FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind IN ('f', 'p')
            AND NOT EXISTS (SELECT 1 FROM pg_depend x WHERE x.objid = p.oid AND x.deptype = 'e')
    """,
    "extensions": """
        SELECT e.extname FROM pg_extension e
        JOIN pg_namespace n ON n.oid = e.extnamespace WHERE true
    """,
}


def _postgresql(connection: sa.Connection) -> Facts:
    own = " AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')"
    groups = {"enums": " GROUP BY t.typname"}
    facts: Facts = {}
    for kind, query in _OBJECTS.items():
        statement = sa.text(re.sub(r":(?=:)|(?<=:):", r"\\:", query + own + groups.get(kind, "")))
        rows = connection.execute(statement).all()
        facts[kind] = sorted((tuple(row) for row in rows), key=str)
    return facts


def _mysql(connection: sa.Connection) -> Facts:
    facts: Facts = {}
    database = connection.scalar(sa.text("SELECT DATABASE()"))
    rows = connection.execute(sa.text("SHOW FULL TABLES")).all()
    for name, kind in rows:
        shown = connection.exec_driver_sql(f"SHOW CREATE TABLE `{name}`").one()[1]
        shown = re.sub(r" AUTO_INCREMENT=\d+|DEFINER=\S+ ", "", shown)
        shown = shown.replace(f"`{database}`.", "")
        facts[f"{kind} {name}"] = _sorted_lines(shown)
    queries = {
        "triggers": "SELECT trigger_name, action_statement FROM information_schema.triggers "
        "WHERE trigger_schema = DATABASE() ORDER BY 1",
        "routines": "SELECT routine_name, routine_definition FROM information_schema.routines "
        "WHERE routine_schema = DATABASE() ORDER BY 1",
    }
    for kind, query in queries.items():
        facts[kind] = [tuple(row) for row in connection.execute(sa.text(query)).all()]
    return facts


def _sorted_lines(shown: str) -> list[str]:
    """Keys stand in the order of their creation, which means nothing."""
    lines = [line.rstrip(",") for line in shown.splitlines()]
    return [line for line in lines if "KEY" not in line] + sorted(
        line for line in lines if "KEY" in line
    )


def _sqlite(connection: sa.Connection) -> Facts:
    """Say what the pragmas say; a key's rowid is never null, whether it says so or not."""
    facts: Facts = {}
    inspector = sa.inspect(connection)
    for table in sorted(inspector.get_table_names()):
        columns = connection.exec_driver_sql(f'PRAGMA table_xinfo("{table}")').all()
        facts[table] = {
            "columns": [
                (
                    row[1],
                    row[2].replace(" ", ""),
                    bool(row[3] or row[5]),
                    _plain(row[4]),
                    row[5],
                    row[6],
                )
                for row in columns
            ],
            "references": sorted(
                (*row[2:4], row[4] or _key(connection, row[2]), *row[5:])
                for row in connection.exec_driver_sql(f'PRAGMA foreign_key_list("{table}")')
            ),
            "indexes": sorted(_sqlite_indexes(connection, table)),
            "checks": sorted(
                " ".join(each["sqltext"].split()) for each in inspector.get_check_constraints(table)
            ),
        }
    others = (
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('view', 'trigger') ORDER BY 2"
    )
    facts["others"] = [
        (row[0], row[1], " ".join(row[2].split())) for row in connection.exec_driver_sql(others)
    ]
    return facts


def _key(connection: sa.Connection, table: str) -> str:
    """A reference without a column means the key."""
    rows = connection.exec_driver_sql(f'PRAGMA table_info("{table}")').all()
    return next(row[1] for row in rows if row[5])


def _plain(default: str | None) -> str | None:
    """A default in parentheses is the same default."""
    if default is None or default.upper() == "NULL":
        return None
    return default[1:-1] if default.startswith("(") and default.endswith(")") else default


def _sqlite_indexes(connection: sa.Connection, table: str) -> list[tuple[Any, ...]]:
    found = []
    for _, name, unique, origin, partial in connection.exec_driver_sql(
        f'PRAGMA index_list("{table}")'
    ).all():
        parts = connection.exec_driver_sql(f'PRAGMA index_xinfo("{name}")').all()
        shown = tuple((row[2], row[3], row[4]) for row in parts if row[5])
        known = "" if name.startswith("sqlite_autoindex") else name
        found.append((known, unique, origin, partial, str(shown)))
    return found
