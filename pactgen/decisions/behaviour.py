"""What an operation does."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Literal, get_args

from pactgen.decisions.decision import Decision, Level

if TYPE_CHECKING:
    from pactgen.ir.contract import Operation, Parameter

BehaviourName = Literal[
    "list",
    "read",
    "create",
    "replace",
    "update",
    "delete",
    "clear",
    "count",
    "read-singleton",
    "write-singleton",
    "health",
    "custom",
]
"""What pactgen.yaml and `x-pactgen-behaviour` may say of an operation."""

_OPTIONS: tuple[str, ...] = get_args(BehaviourName)


def behaviour(
    operation: Operation,
    operation_id: str,
    choice: str,
    resource: str | None,
    why: str,
    *,
    stated: bool = False,
    level: Level | None = None,
) -> Decision:
    """Every operation gets exactly one behaviour."""
    if not stated and choice == "custom":
        level = "HIGH"
    return Decision(
        id=f"behaviour/{operation_id}",
        question=f"What does {operation.label} do?",
        choice=f"{choice} {resource}" if resource else choice,
        why=why,
        evidence=(operation.origin,),
        alternatives=tuple(option for option in _OPTIONS if option != choice),
        override=f"operations: {{{operation_id}: {{behaviour: NAME}}}}",
        uncertainty=level,
    )


def named(operation: Operation, operation_id: str, why: str) -> Decision:
    """The contract leaves the operation without a usable id."""
    return Decision(
        id=f"operation/{operation_id}",
        question=f"What is {operation.label} called?",
        choice=f"`{operation_id}`",
        why=why,
        evidence=(operation.origin,),
        override=f"operations: {{{operation.label!r}: {{name: NAME}}}}",
    )


def parameter(
    operation_id: str,
    said: Parameter,
    operation: Operation,
    choice: str,
    why: str,
    level: Level | None,
) -> Decision:
    """A query parameter acts on a list by its name."""
    return Decision(
        id=f"parameter/{operation_id}.{said.name}",
        question=f"What does the parameter `{said.name}` of {operation.label} do?",
        choice=choice,
        why=why,
        evidence=(said.origin,),
        uncertainty=level,
    )


def invalid_status(operation: Operation, operation_id: str, status: int, why: str) -> Decision:
    """400 and 422 both answer bad input in the wild."""
    other = 422 if status == HTTPStatus.BAD_REQUEST else 400
    return Decision(
        id=f"invalid/{operation_id}",
        question=f"Which status answers bad input to {operation.label}?",
        choice=str(status),
        why=why,
        evidence=(operation.origin,),
        alternatives=(str(other),),
        override=f"operations: {{{operation_id}: {{invalid_status: {other}}}}}",
    )


def form(operation_id: str, model: str, operation: Operation) -> Decision:
    """An answer may have several forms, and a row that is there can be shown as one of them."""
    return Decision(
        id=f"answer/{operation_id}",
        question=f"Which of its forms has the answer to {operation.label}?",
        choice=f"`{model}`, always",
        why="It shows all of a row; the others show less of it, or that there is none.",
        evidence=(operation.origin,),
        alternatives=("one of the others, by a rule that the contract does not tell",),
        override=f"operations: {{{operation_id}: {{behaviour: custom}}}}",
        uncertainty="MEDIUM",
    )


def least(operation_id: str, number: int, operation: Operation) -> Decision:
    """A list must show rows, and there may be none."""
    return Decision(
        id=f"least/{operation_id}",
        question=f"What does {operation.label} answer where fewer than {number} rows match?",
        choice="404",
        why="Its answer must show that many (`minItems`), so a shorter list breaks the contract.",
        evidence=(operation.origin,),
        alternatives=("a contract that lets the list be empty", "rows that are always there"),
        override=f"operations: {{{operation_id}: {{behaviour: custom}}}}",
        uncertainty="MEDIUM",
    )


def trees(operation_id: str, column: str, operation: Operation) -> Decision:
    """Rows that a list shows have rows of the same kind inside them."""
    return Decision(
        id=f"trees/{operation_id}",
        question=f"Which rows does {operation.label} list?",
        choice=f"those without `{column}`; the others are shown inside them",
        why="Its answer shows the rows below each row, however deep: a tree.",
        evidence=(operation.origin,),
        alternatives=("all rows, also those that are shown inside another",),
        uncertainty="LOW",
        assumption=True,
    )


def constant(
    operation_id: str, member: str, value: str, operation: Operation, level: Level
) -> Decision:
    """An envelope requires a member that no rule fills."""
    return Decision(
        id=f"answer/{operation_id}.{member}",
        question=f"What stands in `{member}` of the answer to {operation.label}?",
        choice=f"`{value}`",
        why="The contract requires the member and no rule of it tells the value.",
        evidence=(operation.origin,),
        uncertainty=level,
        assumption=True,
    )
