"""How the contract and the schema document fit together: which table, column, relation, filler."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.decisions.decision import Decision
from pactgen.diagnostics import diagnostic

if TYPE_CHECKING:
    from pactgen.ir.binding import Contradiction, CopiedValue, NestedWrite
    from pactgen.ir.contract import Operation
    from pactgen.ir.database import Generated
    from pactgen.source import Origin

Evidence = tuple["Origin", ...]


def table(resource: str, name: str, why: str, evidence: Evidence, *, sure: bool) -> Decision:
    """A collection of the contract is a table of the schema."""
    return Decision(
        id=f"storage/{resource}",
        question=f"Where is {resource} kept?",
        choice=f"table `{name}` of the schema",
        why=why,
        evidence=evidence,
        alternatives=("another table",),
        override=f"resources: {{{resource}: {{table: NAME}}}}",
        uncertainty=None if sure else "MEDIUM",
        assumption=not sure,
    )


def unbound(resource: str, why: str, evidence: Evidence) -> Decision:
    """A collection of the contract is nowhere in the schema."""
    return Decision(
        id=f"storage/{resource}",
        question=f"Where is {resource} kept?",
        choice="nowhere: its operations answer 501",
        why=f"{why} pactgen adds no table to a schema that was given.",
        evidence=evidence,
        alternatives=("a table that has another name", "a table that the schema still lacks"),
        override=f"resources: {{{resource}: {{table: NAME}}}}",
        uncertainty="HIGH",
    )


def column(
    resource: str, property_: str, table_: str, name: str, why: str, evidence: Evidence
) -> Decision:
    """A property and its column have different names."""
    return Decision(
        id=f"column/{resource}.{property_}",
        question=f"Which column keeps `{property_}` of {resource}?",
        choice=f"`{table_}.{name}`",
        why=why,
        evidence=evidence,
        override=f"resources: {{{resource}: {{columns: {{{property_}: COLUMN}}}}}}",
        uncertainty="LOW",
    )


def adapted(
    resource: str, property_: str, shown: str, declared: str, evidence: Evidence
) -> Decision:
    """A property shows a column as another type."""
    return Decision(
        id=f"type/{resource}.{property_}",
        question=f"How does `{property_}` of {resource} travel?",
        choice=f"as {shown}, converted from {declared}",
        why="Every value of the column has one reading as the contract's type.",
        evidence=evidence,
        alternatives=("another type in the contract", "another type in the schema"),
        uncertainty="LOW",
    )


def relation(
    resource: str, property_: str, what: str, why: str, evidence: Evidence, *, figure: bool
) -> Decision:
    """A property shows rows of another table, or a figure made of them."""
    return Decision(
        id=f"relation/{resource}.{property_}",
        question=f"What is `{property_}` of {resource}?",
        choice=what,
        why=why,
        evidence=evidence,
        alternatives=("a column of the table",),
        override=f"resources: {{{resource}: {{columns: {{{property_}: COLUMN}}}}}}",
        uncertainty="MEDIUM" if figure else "LOW",
    )


def named_reference(
    table_: str, column_: str, target: str, referred: str, evidence: Evidence
) -> Decision:
    """A column names a row of another table, and the schema declares no foreign key."""
    return Decision(
        id=f"reference/{table_}.{column_}",
        question=f"What does `{column_}` of `{table_}` name?",
        choice=f"a row of `{target}`, by `{referred}`, which no constraint checks",
        why="Its name and its type say so; the schema declares no foreign key.",
        evidence=evidence,
        alternatives=("a value that names no row",),
        override=f"relations: {{{table_}.{column_}: TABLE or false}}",
        uncertainty="MEDIUM",
        assumption=True,
    )


def respelled(
    table_: str, column_: str, pairs: tuple[tuple[str, str], ...], evidence: Evidence
) -> Decision:
    """The contract spells values of a column otherwise than the schema."""
    told = ", ".join(f"`{spelled}` is `{kept}`" for spelled, kept in pairs)
    return Decision(
        id=f"spelling/{table_}.{column_}",
        question=f"How are the values of `{column_}` of `{table_}` spelled?",
        choice=f"as the contract does: {told}",
        why="Its listing says the same as that of the schema, in another spelling.",
        evidence=evidence,
        alternatives=("as the schema does",),
        uncertainty="LOW",
    )


def key(
    resource: str, parameter: str, name: str, why: str, evidence: Evidence, *, sure: bool
) -> Decision:
    """A path parameter names a row by a column that is not plainly the key."""
    return Decision(
        id=f"lookup/{resource}.{parameter}",
        question=f"Which column does `{parameter}` name a {resource} by?",
        choice=f"`{name}`",
        why=why,
        evidence=evidence,
        alternatives=("another unique column",),
        override=f"resources: {{{resource}: {{key: PROPERTY}}}}",
        uncertainty="LOW" if sure else "MEDIUM",
    )


def deletion(resource: str, column_: str, origin: Origin) -> Decision:
    """A column of the schema says which rows count as deleted."""
    return Decision(
        id=f"deletion/{resource}",
        question=f"What happens to a {resource} that is deleted?",
        choice=f"`{column_}` marks it; it stays in the table, and nobody is shown it",
        why="The schema has the column, and no request brings it.",
        evidence=(origin,),
        alternatives=("the row is deleted",),
        override=f"resources: {{{resource}: {{soft_delete: false}}}}",
        uncertainty="LOW",
    )


_FILLS = {
    "version": "1, and one more with each change",
    "uuid": "the backend draws a random UUID",
    "now": "the backend's clock",
    "next": "one more than the largest that is stored",
    "identity": "counted by the database",
    "random_int": "drawn by the backend",
    "tenant": "what whoever is calling belongs to",
}


def filler(resource: str, name: str, made: Generated, evidence: Evidence) -> Decision:
    """The schema gives a column no default, and requests do not bring it."""
    kind = made.kind
    beside = ", ".join(f"`{each}`" for each in made.beside)
    of_same = f" of the same {beside}" if beside else ""
    return Decision(
        id=f"fill/{resource}.{name}",
        question=f"What is `{name}` of a {resource} that was created without it?",
        choice=f"{_FILLS[kind]}{of_same}",
        why="The schema has no default for it, and no request brings it."
        if kind != "next"
        else "The schema neither counts it nor draws it; two requests at once may clash (409).",
        evidence=evidence,
        alternatives=("a default in the schema",),
        override=f"defaults: {{{resource}.{name}: VALUE}}",
        uncertainty="MEDIUM" if kind == "next" else "LOW",
        assumption=kind == "next",
    )


def nested_write(resource: str, property_: str, write: NestedWrite, evidence: Evidence) -> Decision:
    """A body brings what is kept in another table."""
    by = f" through `{write.relation.through.table}`" if write.relation.through else ""
    choice = f"they become the rows of `{write.relation.table}`{by}, in place of those before"
    if write.single:
        choice = f"it becomes the row of `{write.relation.table}`, in place of the one before"
    if write.numbered is not None:
        choice += f", `{write.numbered}` counting them from 1"
    for each in write.copied:
        choice += f"; `{each.column}` is copied from `{each.source}` of the row of `{each.table}`"
    if write.total is not None:
        factors = " times ".join(f"`{each}`" for each in write.total.factors)
        choice += f"; `{write.total.column}` becomes the sum of their {factors}"
    if write.called is not None:
        choice = f"it names the row of `{write.relation.table}` by `{write.called}`"
    if write.called is not None and write.items == "values":
        choice = f"they name rows of `{write.relation.table}`{by} by `{write.called}`"
        choice += "; what is not there yet is made" if write.makes else ""
    if write.items == "row":
        choice = f"it names the row of `{write.relation.table}`; nothing else of it is stored"
    return Decision(
        id=f"write/{resource}.{property_}",
        question=f"What happens to `{property_}` in a body of {resource}?",
        choice=choice,
        why="The contract accepts it as part of the thing, and the schema keeps it elsewhere.",
        evidence=evidence,
        alternatives=("changed through operations of their own only",),
        uncertainty="MEDIUM",
        assumption=True,
    )


def copied(resource: str, operation: Operation, values: tuple[CopiedValue, ...]) -> Decision:
    """A new row takes values over from the rows that it names."""
    told = ", ".join(f"`{each.column}` that of the row of `{each.table}`" for each in values)
    return Decision(
        id=f"copied/{resource}.{operation.label}",
        question=f"Where does a {resource} of {operation.label} get what nobody sends?",
        choice=f"{told}, unless the body brings it" if values[0].optional else told,
        why="A new row needs it, and of what the request names that row alone has it.",
        evidence=(operation.origin,),
        alternatives=("a default in the schema", "a value in the body"),
        uncertainty="MEDIUM",
        assumption=True,
    )


def not_written(resource: str, property_: str, evidence: Evidence) -> Decision:
    """A body brings what answers show from another table, and rows of it cannot be made of it."""
    return Decision(
        id=f"write/{resource}.{property_}",
        question=f"What happens to `{property_}` in a body of {resource}?",
        choice="validated, then dropped",
        why="It is not enough to make or to name a row of the table that answers show it from.",
        evidence=evidence,
        alternatives=("handled by the service",),
        uncertainty="HIGH",
    )


GRAVE = frozenset({"schema-column-missing", "schema-type-mismatch", "schema-not-filled"})
"""Codes of differences where behaviour differs from the contract."""


def difference(one: Contradiction) -> Decision:
    """The two documents differ, and the backend is built by a rule."""
    values: dict[str, Any] = dict(one.values)
    said = diagnostic(one.code, one.contract, **values)
    subject = ".".join(values[key] for key in ("resource", "property", "column") if key in values)
    by = values.get("operation") or values.get("parameter") or ""
    places = tuple(place for place in (one.contract, one.schema) if place is not None)
    return Decision(
        id=f"{one.code}/{subject}{' ' if by else ''}{by}",
        question=f"{said.message}: what is built?",
        choice=said.help.partition("; ")[0],
        why="Contract and schema say different things here; the schema is the law.",
        evidence=places,
        alternatives=("one of the two documents is changed",),
        uncertainty="HIGH" if one.code in GRAVE else "MEDIUM",
    )


def broken_reference(operation: str, status: int, origin: Origin) -> Decision:
    """A write names a row of another table that does not exist."""
    return Decision(
        id=f"reference/{operation}",
        question=f"What does `{operation}` answer when it refers to a row that does not exist?",
        choice=str(status),
        why="The operation documents it for such a case, or it is a conflict (RFC 9110).",
        evidence=(origin,),
        alternatives=tuple(str(other) for other in (404, 409, 422) if other != status),
        uncertainty="LOW",
    )


def other_database(written_for: str, origin: Origin) -> Decision:
    """The schema is written for a database that the backend does not run on."""
    return Decision(
        id="database/elsewhere",
        question=f"The schema is written for {written_for}: what does the backend run on?",
        choice="PostgreSQL and SQLite, with the same tables in portable types",
        why=f"The backend brings drivers for these two. The first revision still says, for "
        f"{written_for}, exactly what the document says.",
        evidence=(origin,),
        alternatives=(f"{written_for}, once a driver is added to the project",),
        uncertainty="HIGH",
    )


def empty_view(name: str, where: str, origin: Origin) -> Decision:
    """The query of a view says what only its own database knows."""
    return Decision(
        id=f"view/{name}",
        question=f"What does the view `{name}` show on {where}?",
        choice="its columns, and no rows",
        why="Its query uses words of its own database; translated they could mean another thing.",
        evidence=(origin,),
        alternatives=("the same query, written by hand in the first revision",),
        uncertainty="MEDIUM",
    )


def unread_view(name: str, origin: Origin) -> Decision:
    """Nobody can tell the columns of a view."""
    return Decision(
        id=f"view/{name}",
        question=f"How is the view `{name}` mapped?",
        choice="not at all; the first revision makes it",
        why="Its columns cannot be told from its query, or two of them have one name.",
        evidence=(origin,),
        alternatives=("a view that lists the names of its columns",),
        uncertainty="MEDIUM",
    )


def either(parameter: str, resource: str, column: str, evidence: tuple[Origin, ...]) -> Decision:
    """A path may name a row in two ways."""
    return Decision(
        id=f"either/{resource}.{parameter}",
        question=f"By what does the parameter `{parameter}` find a {resource}?",
        choice=f"by `{column}` alone",
        why="The contract says that it may be one of two, and not how they are told apart.",
        evidence=evidence,
        alternatives=("by the other one where this one finds nothing, in the repository",),
        override=f"resources: {{{resource}: {{key: PROPERTY}}}}",
        uncertainty="HIGH",
    )
