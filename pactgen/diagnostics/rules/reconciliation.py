"""Rules about a contract and a schema document that do not say the same.

Location: pactgen/diagnostics/rules/reconciliation.py. Used by the registry. Each is reported at its
place in the contract, with the place in the schema beside it; the architect or the database
engineer decides, pactgen says what it does until then.
"""

from __future__ import annotations

from typing import Final

from pactgen.diagnostics.values import Rule, Severity

_OVERRIDE: Final = (
    "`resources: {{{resource}: {{columns: {{{property}: COLUMN}}}}}}` in pactgen.yaml"
)

RULES: Final = (
    Rule(
        code="schema-table-missing",
        severity=Severity.WARNING,
        message="{resource} has no table in the schema ({operations})",
        help="its operations answer 501; the database engineer adds the table, or name it: "
        "`resources: {{{resource}: {{table: TABLE}}}}` in pactgen.yaml",
        why="pactgen adds no table to a schema that was given.",
    ),
    Rule(
        code="schema-column-missing",
        severity=Severity.WARNING,
        message="`{property}` of {resource} is neither a column nor a relation of `{table}`",
        help="{reading}; the database engineer adds the column, or name it: " + _OVERRIDE,
        why="pactgen adds no column to a schema that was given, and guesses no rule that could "
        "compute the value.",
    ),
    Rule(
        code="schema-nested-missing",
        severity=Severity.WARNING,
        message="{properties} inside `{inside}` of {resource} {are} nothing that `{table}` has",
        help="answers leave it out; the database engineer adds a column, or the architect drops "
        "the property",
        why="pactgen adds no column to a schema that was given, and guesses no rule that could "
        "compute the value.",
    ),
    Rule(
        code="schema-type-mismatch",
        severity=Severity.WARNING,
        message="`{property}` of {resource} is {shown}, and `{table}.{column}` is {type}",
        help="{reading}; correct the type on either side",
        why="No rule turns every value of the one into a value of the other.",
    ),
    Rule(
        code="schema-nullable",
        severity=Severity.WARNING,
        message="`{property}` of {resource} is required, and `{table}.{column}` may be NULL",
        help="answers show null then; add NOT NULL to the column, or `null` to the property's type",
        why="A row without the value cannot be shown as the contract promises.",
    ),
    Rule(
        code="schema-not-null",
        severity=Severity.WARNING,
        message="`{property}` may {may} `{operation}`, and `{table}.{column}` must have a value",
        help="a request without it is refused as invalid; make the property required, or give the "
        "column a default",
        why="The database refuses a row that the contract allows.",
    ),
    Rule(
        code="schema-not-filled",
        severity=Severity.WARNING,
        message="`{table}.{column}` must have a value, and nothing in `{operation}` brings it",
        help="{reading}; give the column a default, or say its value: "
        "`defaults: {{{resource}.{column}: VALUE}}` in pactgen.yaml",
        why="A new row needs the value, and neither of the two documents says where it comes from.",
    ),
    Rule(
        code="schema-not-written",
        severity=Severity.WARNING,
        message="`{property}` in a body of {resource} is kept in rows of `{other}`, and {lack}",
        help="it is checked, then dropped; set `readOnly: true`, or give it what such a row needs",
        why="A row of the other table needs more than the body brings, or it is a number that is "
        "counted.",
    ),
    Rule(
        code="schema-key-missing",
        severity=Severity.WARNING,
        message="`{parameter}` in the path names no unique column of `{table}`",
        help="the operation answers 501; name the property that it is: "
        "`resources: {{{resource}: {{key: PROPERTY}}}}` in pactgen.yaml",
        why="A path must lead to one row.",
    ),
    Rule(
        code="schema-length",
        severity=Severity.WARNING,
        message="`{property}` of {resource} may have {allowed} characters, and `{table}.{column}` "
        "keeps {kept}",
        help="a longer value is refused as invalid; set `maxLength: {kept}`, or widen the column",
        why="The database refuses a value that the contract allows.",
    ),
    Rule(
        code="schema-text",
        severity=Severity.WARNING,
        message="`{property}` of {resource} is text of any form, and `{table}.{column}` is {type}",
        help="text that the column cannot keep is refused as invalid; {reading}",
        why="The database refuses a value that the contract allows.",
    ),
    Rule(
        code="schema-range",
        severity=Severity.WARNING,
        message="`{property}` of {resource} may be {allowed}, and `{table}.{column}` is {type}",
        help="a number beyond it is answered 409; set `minimum` and `maximum`, or widen the column",
        why="The database refuses a value that the contract allows.",
    ),
    Rule(
        code="schema-check",
        severity=Severity.WARNING,
        message="`{property}` of {resource} may be {allowed}, and a CHECK refuses that of "
        "`{table}.{column}`",
        help="such a value is refused as invalid; {reading}, or drop the CHECK",
        why="The database refuses a value that the contract allows.",
    ),
    Rule(
        code="schema-values",
        severity=Severity.WARNING,
        message="`{property}` of {resource} and `{table}.{column}` differ in values: {differ}",
        help="{reading}; agree on one list",
        why="The database refuses a value that the contract allows, or answers show one that the "
        "contract does not know.",
    ),
    Rule(
        code="schema-unique-undocumented",
        severity=Severity.WARNING,
        message="`{operation}` can break the unique key ({columns}) of `{table}`, and documents no "
        "409",
        help="it answers 409; document it, `pactgen gaps` prints the lines",
        why="Callers should know that a second row with the same values is refused.",
    ),
    Rule(
        code="schema-no-index",
        severity=Severity.WARNING,
        message="`{parameter}` of `{operation}` looks for `{table}.{column}`, which has no index",
        help="it works, and reads the whole table; the database engineer decides about an index",
        why="A filter or an order without an index gets slower with every row.",
    ),
)
