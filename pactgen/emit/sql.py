"""SQL: names and strings of a schema document, in the quotes of a database.

Location: pactgen/emit/sql.py. Used by the printers of schemas and by migrations.
"""

import re
from typing import Final, Literal

from pactgen.emit.emitted import Emitted, told

Dialect = Literal["postgresql", "mysql", "sqlite"]

_PLAIN: Final = {
    "postgresql": re.compile(r"[a-z_][a-z0-9_]*"),
    "mysql": re.compile(r"[A-Za-z_][A-Za-z0-9_]*"),
    "sqlite": re.compile(r"[A-Za-z_][A-Za-z0-9_]*"),
}
_WORDS: Final = """
add all alter analyse analyze and any array as asc asymmetric before between bigint binary blob
both by call cascade case cast change char character check collate column condition constraint
convert create cross cume_dist current_date current_role current_time current_timestamp
current_user cursor database databases dec decimal declare default deferrable delayed delete
dense_rank desc describe distinct distinctrow div do double drop each else elseif empty enclosed
end escaped except exists exit explain false fetch first_value float for force foreign from
fulltext function generated grant group grouping groups having high_priority if ignore in index
infile initially inner inout insert int integer intersect interval into is isnull iterate join
json_table key keys kill lag last_value lateral lead leading leave left like limit linear lines
load localtime localtimestamp lock long longblob longtext loop low_priority match maxvalue
mediumblob mediumint mediumtext mod modifies natural not notnull nth_value ntile null numeric of
offset on only optimize option optionally or order out outer outfile over partition percent_rank
placing precision primary procedure purge range rank read reads real recursive references regexp
release rename repeat replace require resignal restrict return returning revoke right rlike row
row_number rows schema schemas select sensitive separator session_user set show signal smallint
some spatial specific sql ssl starting stored straight_join symmetric system table terminated
then tinyblob tinyint tinytext to trailing transaction trigger true undo union unique unlock
unsigned update usage use user using utc_date utc_time utc_timestamp values varbinary varchar
variadic varying verbose virtual when where while window with write xor year_month zerofill
"""
RESERVED: Final = frozenset(_WORDS.split())
"""What one of the three databases reserves."""


def sql_name(name: str, dialect: Dialect) -> Emitted:
    """Return a name, quoted where the database would read it otherwise."""
    text = told(name)
    if _PLAIN[dialect].fullmatch(text) and text.lower() not in RESERVED:
        return Emitted(text)
    quote = "`" if dialect == "mysql" else '"'
    return Emitted(quote + text.replace(quote, quote * 2) + quote)


def sql_string(text: str, dialect: Dialect) -> Emitted:
    """Return a literal."""
    body = told(text).replace("'", "''")
    if dialect == "mysql":
        body = body.replace("\\", "\\\\")
    return Emitted(f"'{body}'")
