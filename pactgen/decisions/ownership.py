"""Whose rows are: those of whoever is calling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions.decision import Decision

if TYPE_CHECKING:
    from pactgen.ir.contract import Operation
    from pactgen.source import Origin


def owner(
    resource: str,
    column: str,
    person: str,
    evidence: tuple[Origin, ...],
    *,
    sentence: str | None,
    is_new: bool,
    is_kept_to: bool,
    shown: str | None = None,
) -> Decision:
    """Operations keep to the caller's rows, which a column tells apart; or it tells who made them.

    Args:
        resource: what the rows are.
        column: which names the owner.
        person: the resource whose rows call.
        evidence: the operations that keep to the caller's rows.
        sentence: what the contract says of them, where no path speaks of the caller.
        is_new: the contract shows no such property.
        is_kept_to: operations keep to them; else they are everybody's to see.
        shown: the property that shows the person whom the column names.
    """
    filled = "filled with the key of whoever is calling"
    if not is_kept_to:
        return Decision(
            id=f"ownership/{resource}",
            question=f"Who made the rows of {resource}?",
            choice=f"the {person} that `{column}` names: {filled} when a row is made",
            why="Answers show it, and no body brings it."
            if shown is None
            else f"Answers show that {person} as `{shown}`, and no body brings it.",
            evidence=evidence,
            alternatives=("a value that is drawn",),
            override=f"resources: {{{resource}: {{owner: PROPERTY or none}}}}",
            uncertainty="MEDIUM",
        )
    told = "Their paths speak of the caller" if sentence is None else f"It says “{sentence}”"
    named = (
        "no property names the owner, so that the table has a column of its own"
        if is_new
        else "that property names the owner"
        if shown is None
        else f"answers show the owner as `{shown}`"
    )
    return Decision(
        id=f"ownership/{resource}",
        question=f"Whose are the rows of {resource}?",
        choice=f"of the {person} that `{column}` names: {filled}, and compared with it",
        why=f"{told}; {named}.",
        evidence=evidence,
        alternatives=("everybody's", "of whom another property names"),
        override=f"resources: {{{resource}: {{owner: PROPERTY or none}}}}",
        uncertainty="LOW" if sentence is None and not is_new else "MEDIUM",
    )


def told_by_table(
    resource: str, column: str, person: str, evidence: tuple[Origin, ...], *, is_kept_to: bool
) -> Decision:
    """A column must name one of the people, and the contract says nothing of it.

    Args:
        resource: what the rows are.
        column: which names the person.
        person: the resource whose rows call.
        evidence: the column.
        is_kept_to: the rows are those of whoever is calling, and nobody else's to see.
    """
    filled = "filled with the key of whoever is calling"
    return Decision(
        id=f"ownership/{resource}",
        question=f"{'Whose are' if is_kept_to else 'Who made'} the rows of {resource}?",
        choice=f"of the {person} that `{column}` names: {filled}, and compared with it"
        if is_kept_to
        else f"the {person} that `{column}` names: {filled} when a row is made",
        why="A key of the table tells the rows of each apart, and answers show of nobody that they "
        "are theirs."
        if is_kept_to
        else "It must name somebody, and no request tells whom.",
        evidence=evidence,
        alternatives=("everybody's",) if is_kept_to else ("a value that is drawn",),
        override=f"resources: {{{resource}: {{owner: none}}}}",
        uncertainty="MEDIUM",
    )


def told_by_members(
    resource: str, table: str, person: str, evidence: tuple[Origin, ...]
) -> Decision:
    """Lists keep to the rows that another table links to whoever is calling.

    Args:
        resource: what the rows are.
        table: whose rows say who belongs to what.
        person: the resource whose rows call.
        evidence: the operations that keep to the caller's rows.
    """
    return Decision(
        id=f"ownership/{resource}",
        question=f"Whose are the rows of {resource}?",
        choice=f"of each {person} whom `{table}` links to them",
        why="The contract speaks of the caller, no column of theirs names anybody, and that table "
        "says who belongs to what.",
        evidence=evidence,
        alternatives=("everybody's",),
        override=f"resources: {{{resource}: {{owner: PROPERTY or none}}}}",
        uncertainty="MEDIUM",
    )


def told_by_words(
    resource: str, operation: Operation, column: str, evidence: tuple[Origin, ...]
) -> Decision:
    """Of several columns that name people, the words about a list tell which one names the caller.

    Args:
        resource: what the rows are.
        operation: the list.
        column: which its words mean.
        evidence: the list, and the column.
    """
    return Decision(
        id=f"ownership/{resource} {operation.label}",
        question=f"Whose rows does {operation.label} list?",
        choice=f"those whose `{column}` names whoever is calling",
        why="Several columns name people, and what it says is done by this one, or to them.",
        evidence=evidence,
        alternatives=("those that another column tells", "everybody's"),
        override=f"resources: {{{resource}: {{owner: PROPERTY or none}}}}",
        uncertainty="MEDIUM",
    )


def tenants(
    person: str, column: str, tables: tuple[str, ...], of: str, evidence: tuple[Origin, ...]
) -> Decision:
    """Operations keep to the rows of what the row of whoever is calling belongs to.

    Args:
        person: the resource whose rows call.
        column: of the people, which names what they belong to.
        tables: whose rows belong to one as well.
        of: the table of what they belong to.
        evidence: the columns.
    """
    listed = ", ".join(f"`{each}`" for each in tables)
    return Decision(
        id=f"tenants/{person}",
        question=f"Whose rows of {listed} does an operation work with?",
        choice=f"those of the same `{of}` as the {person} who is calling (`{column}`)",
        why=f"Their rows must name one of `{of}`, and so must the {person}'s; no request does.",
        evidence=evidence,
        alternatives=("everybody's",),
        override=f"resources: {{{person}: {{tenant: none}}}}",
        uncertainty="MEDIUM",
    )


def of_marks(
    resource: str, column: str, marks: str, evidence: tuple[Origin, ...], *, counts: bool
) -> Decision:
    """What answers show of marks is computed from them when it is asked for.

    Args:
        resource: what the marks are about, or whoever makes them.
        column: the property that answers show.
        marks: the resource of the marks.
        evidence: the operations that make marks and take them back.
        counts: it is how many there are, and not whether the caller has made one.
    """
    mine = f"whether whoever is calling has made such a {marks}; of nobody it is false"
    return Decision(
        id=f"marks/{resource}.{column}",
        question=f"What does `{column}` of a {resource} say?",
        choice=f"how many {marks} rows there are" if counts else mine,
        why="It is called after what operations say and take back, and no body brings it.",
        evidence=evidence,
        alternatives=("a column, which says the same to everybody",),
        uncertainty="MEDIUM",
    )
