"""What a contract says in prose only, from which nothing is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions.decision import Decision, Level

if TYPE_CHECKING:
    from pactgen.ir.contract import Operation
    from pactgen.source import Origin

_WHY = "It is said in prose: code is made of methods, paths, schemas and security."


def owner(
    operation: Operation, operation_id: str, sentence: str, resource: str, column: str | None
) -> Decision:
    """Rows are somebody's, and a token that lets a request pass is not compared with them."""
    instead = (
        f"`{column}` of new rows filled from the subject of the token, and compared with it here"
        if column is not None
        else "a column that keeps the subject of the token, and is compared with it here"
    )
    return Decision(
        id=f"owner/{operation_id}",
        question=f"Does {operation.label} keep to what is the caller's own?",
        choice=f"no: it works with every {resource}, whoever calls",
        why=f"The contract says “{sentence}”, and names no property or scope that tells it.",
        evidence=(operation.origin,),
        alternatives=(instead,),
        override=f"operations: {{{operation_id}: {{behaviour: custom}}}}",
        uncertainty="HIGH",
    )


def rule(
    operation: Operation,
    operation_id: str,
    sentence: str,
    evidence: tuple[Origin, ...],
    level: Level,
) -> Decision:
    """A description says what must be so, and no schema says it."""
    others = len(evidence) - 1
    more = f" and {others} more" if others else ""
    return Decision(
        id=f"rule/{operation_id}",
        question=f"{operation.label}{more} says “{sentence}” Who sees to it?",
        choice="nobody, as far as schemas and security do not",
        why=_WHY,
        evidence=evidence,
        alternatives=("a check in the service, with an error of its own",),
        uncertainty=level,
    )


def open_to_others(operation: Operation, operation_id: str, sentence: str) -> Decision:
    """A description says who alone may, and nobody else is refused."""
    return Decision(
        id=f"owner/{operation_id}",
        question=f"Who keeps others away from {operation.label}?",
        choice="nobody: whoever may call it at all is let in",
        why=f"The contract says “{sentence}”, and that rule is not enforced: no code looks for"
        " whose it is.",
        evidence=(operation.origin,),
        alternatives=("a check in the service that answers 403",),
        override=f"operations: {{{operation_id}: {{behaviour: custom}}}}",
        uncertainty="HIGH",
    )


def shown_as(model: str, member: str, sentence: str, origin: Origin) -> Decision:
    """A description says that answers show less than is kept."""
    return Decision(
        id=f"shown/{model}.{member}",
        question=f"Is `{member}` of {model} shown otherwise than it is kept?",
        choice="no: as it came",
        why=f"The contract says “{sentence}” in prose, and by no rule that code could follow.",
        evidence=(origin,),
        alternatives=("shortened by the service before it is stored", "a read model of your own"),
        uncertainty="HIGH",
    )
