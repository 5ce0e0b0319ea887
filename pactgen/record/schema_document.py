"""The database of a design as a document that the database engineer corrects and hands back.

Location: pactgen/record/schema_document.py. Used by `pactgen schema`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.ir.translation import neutral, translated
from pactgen.views.dbml import dbml
from pactgen.views.ddl.script import script

if TYPE_CHECKING:
    from pactgen.ir.schema import Dialect, Schema

Format = Literal["sql", "dbml"]


def schema_document(schema: Schema, form: Format, dialect: Dialect) -> str:
    """Return the schema as SQL of a dialect, or as DBML, which has types of its own."""
    match form:
        case "sql":
            return script(translated(schema, dialect))
        case "dbml":
            return dbml(neutral(schema))
