"""Rules about database schemas: SQL, DBML, Mermaid and what they have in common.

Location: pactgen/diagnostics/rules/schemas.py.
"""

from typing import Final

from pactgen.diagnostics.values import Rule, Severity

RULES: Final = (
    Rule(
        code="schema-syntax",
        severity=Severity.ERROR,
        message="{expected} expected, found {found}",
        help="correct the statement here; if its dialect was not recognised, name it: `--dialect`",
        why="A table or index that cannot be read would be missing from the backend.",
        wrong="CREATE TABLE items (id integer PRIMARY KEY, name text NOT NIL);",
        right="CREATE TABLE items (id integer PRIMARY KEY, name text NOT NULL);",
    ),
    Rule(
        code="schema-quote-open",
        severity=Severity.ERROR,
        message="{problem}",
        help="close it; everything behind it is not read",
        why="Without its end, nothing tells where the next statement begins.",
    ),
    Rule(
        code="schema-declared-twice",
        severity=Severity.ERROR,
        message="the {what} `{name}` is declared a second time",
        help="keep one of the two, or drop the first before",
        why="A database refuses the second declaration; which of the two counts is not for "
        "pactgen to say.",
    ),
    Rule(
        code="schema-table-not-found",
        severity=Severity.ERROR,
        message="there is no table `{name}`",
        help="declare it in one of the schema documents, or correct the name",
        why="A reference or a change needs the table that it names.",
    ),
    Rule(
        code="schema-column-not-found",
        severity=Severity.ERROR,
        message="the table `{table}` has no column `{name}`",
        help="declare the column, or correct the name",
        why="A key, reference or index needs the columns that it names.",
    ),
    Rule(
        code="schema-empty",
        severity=Severity.ERROR,
        message="no table is declared in {files}",
        help="give the document that creates the tables",
        why="Without a table there is nothing to build the backend on.",
    ),
    Rule(
        code="schema-format",
        severity=Severity.ERROR,
        message="`{file}` is no kind of schema document that pactgen reads",
        help="give SQL (`.sql`), DBML (`.dbml`), Mermaid (`.mmd`), JSON Schema (`.json`, `.yaml`) "
        "or Markdown with such blocks",
        why="The format is told by the name of the file.",
    ),
)
