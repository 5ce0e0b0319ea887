"""Whose rows are: those of whoever is calling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions.decision import Decision

if TYPE_CHECKING:
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
    """
    filled = "filled with the key of whoever is calling"
    if not is_kept_to:
        return Decision(
            id=f"ownership/{resource}",
            question=f"Who made the rows of {resource}?",
            choice=f"the {person} that `{column}` names: {filled} when a row is made",
            why="Answers show it, and no body brings it.",
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
