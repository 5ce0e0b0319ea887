"""What fills a column of rows that are there, in Python and in SQL.

Location: pactgen/views/migration/fills.py. Used by changes.py. `fill` and `random_uuid` are
functions of the revision.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Literal, assert_never

from pactgen.emit import string
from pactgen.migrations import changes as c
from pactgen.migrations.conversions import family
from pactgen.views.layout import Code, call, prefixed
from pactgen.views.literals import json_code
from pactgen.views.migration.sql import calling, delete, quoted, text
from pactgen.views.migration.types import sql_type

if TYPE_CHECKING:
    from pactgen.ir.schema import Column, Table

FILL: Final = "fill"
RANDOM_UUID: Final = "random_uuid()"
MOMENT: Final = "datetime.fromisoformat"
DAY: Final = "date.fromisoformat"
UUID: Final = "UUID"


def filled(table: Table, column: Column, fill: c.Fill) -> Code:
    """Return the statement that gives a value to the rows without one, or takes them away."""
    if isinstance(fill, c.EmptyTable):
        statement = delete(table.name, where=f"{quoted(column.name)} IS NULL")
        return calling("op.execute", sql=statement)
    typed = call("sa.column", string(column.name), sql_type(column.type))
    return call(FILL, string(table.name.name), typed, prefixed("value=", fill_code(column, fill)))


def fill_code(column: Column, fill: c.FillValue | c.FillNow | c.FillUuid) -> Code:
    """Return the Python expression of a value."""
    sort = family(column.type)
    match fill:
        case c.FillNow():
            return "sa.func.current_date()" if sort == "date" else "sa.func.now()"
        case c.FillUuid():
            if sort == "uuid":
                return RANDOM_UUID
            text = call("sa.cast", RANDOM_UUID, "sa.String()")
            return (
                text if not fill.prefix else call(f"{string(fill.prefix)} + sa.cast", *text.items)
            )
        case c.FillValue(value=str(value)) if sort in {"moment", "date", "uuid"}:
            function = {"moment": MOMENT, "date": DAY, "uuid": UUID}[sort]
            return call(function, string(value))
        case c.FillValue():
            return json_code(fill.value)
        case _:
            assert_never(fill)


def fill_sql(
    column: Column, fill: c.Fill | None, dialect: Literal["postgresql", "sqlite"]
) -> str | None:
    """Return the SQL of a value that replaces every old one; None: no row is left."""
    match fill:
        case None:
            return "NULL"
        case c.EmptyTable():
            return None
        case c.FillNow():
            return "CURRENT_DATE" if family(column.type) == "date" else "CURRENT_TIMESTAMP"
        case c.FillUuid():
            uuid = "gen_random_uuid()" if dialect == "postgresql" else "lower(hex(randomblob(16)))"
            return uuid if not fill.prefix else f"{text(fill.prefix)} || {uuid}"
        case c.FillValue(value=bool(value)):
            return str(value).lower() if dialect == "postgresql" else str(int(value))
        case c.FillValue(value=int(value) | float(value)):
            return repr(value)
        case c.FillValue(value=str(value)):
            return text(value)
        case c.FillValue():
            return text(json.dumps(fill.value, ensure_ascii=False))
        case _:
            assert_never(fill)
