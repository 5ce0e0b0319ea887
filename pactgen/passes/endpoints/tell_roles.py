"""Say what the query parameters of an operation do, as decisions.

Location: pactgen/passes/endpoints/tell_roles.py. Used by assign_roles.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.decisions import Decision, Level, behaviour
from pactgen.ir.inputs import (
    CredentialRole,
    FilterRole,
    GuardRole,
    IncludeRole,
    Role,
    SearchRole,
    SortRole,
    UnusedRole,
    ValueRole,
    WindowRole,
)

if TYPE_CHECKING:
    from pactgen.ir.contract import Parameter
    from pactgen.ir.inputs import FilterOp
    from pactgen.passes.resources.values import Sighting

CUSTOM: Final = "The operation itself is custom."
_PAGING: Final = {
    "page": "tells which page",
    "size": "tells how many rows a page has",
    "offset": "tells how many rows come before the page",
    "cursor": "tells behind which row the page begins",
}
_SORTING: Final = {
    "field": "tells by what the rows are ordered",
    "direction": "tells in which direction the rows are ordered",
}
_SIGNS: Final = {"ge": "at least", "gt": "above", "le": "at most", "lt": "below"}


_ASKED: Final[dict[str, tuple[str, str, Level]]] = {
    "day": (
        "keeps what has its `{}` on that day, in UTC",
        "It is called like a day, and this is the moment that rows tell.",
        "MEDIUM",
    ),
    "year": (
        "keeps what has its `{}` in that year, in UTC",
        "It is called like a year, and this is the time that rows tell.",
        "MEDIUM",
    ),
    "month": (
        "keeps what has its `{}` in that month of any year, in UTC",
        "It is called like a month, and this is the time that rows tell.",
        "MEDIUM",
    ),
    "any_from": (
        "keeps what has a day in its `{}` that is not earlier",
        "It is called like an end of a range, and its rows have a list of days.",
        "MEDIUM",
    ),
    "any_until": (
        "keeps what has a day in its `{}` that is not later",
        "It is called like an end of a range, and its rows have a list of days.",
        "MEDIUM",
    ),
    "set": (
        "true keeps what has a `{}`, false what has none",
        "It is called like what that time says.",
        "LOW",
    ),
    "unset": (
        "true keeps what has no `{}`, false what has one",
        "Its name or its description denies what that column says.",
        "MEDIUM",
    ),
    "lacking": (
        "true keeps what has no `{}`, false keeps all",
        "It denies what that column says, and asks for those alone.",
        "LOW",
    ),
    "some": (
        "true keeps what has a `{}` above 0, false what has none",
        "It is called like what that number counts.",
        "MEDIUM",
    ),
    "under": (
        "true keeps what has its `{}` below its `{}`, false keeps all",
        "It is called like what runs low, and these columns tell it.",
        "MEDIUM",
    ),
    "lasting": (
        "keeps what lasts then: from its `{}` to its `{}`, which may have no value",
        "It is called like a time at which such things last.",
        "MEDIUM",
    ),
    "mine": (
        "true keeps what names whoever is calling in its `{}`, false keeps all",
        "It is called so.",
        "LOW",
    ),
    "past": (
        "true keeps what has its `{}` behind it, false keeps all",
        "It is called like what that time tells.",
        "MEDIUM",
    ),
    "ahead": (
        "true keeps what has its `{}` ahead, false keeps all",
        "It is called like what that time tells.",
        "MEDIUM",
    ),
    "but_true": (
        "false leaves out what has its `{}` true, true keeps all",
        "It asks for what a list leaves out without it, and this column tells that.",
        "MEDIUM",
    ),
    "but_false": (
        "false leaves out what has its `{}` false, true keeps all",
        "It asks for what a list leaves out without it, and this column tells that.",
        "MEDIUM",
    ),
    "but_set": (
        "false leaves out what has a `{}`, true keeps all",
        "It asks for what a list leaves out without it, and this column tells that.",
        "MEDIUM",
    ),
    "up_to": (
        "true keeps what has its `{}` at or below its `{}`, false keeps all",
        "It is called like what runs low, and these columns tell it.",
        "MEDIUM",
    ),
}
"""What filters ask that do not compare."""


def role_decision(one: Sighting, operation_id: str, parameter: Parameter, role: Role) -> Decision:
    """Say what a query parameter does, and how sure that is."""
    level: Level | None
    match role:
        case FilterRole(through=(*_, last), op=op):
            choice = f"keeps rows {_compared(op, f'`{last.where}` of `{last.table}`')}"
            why, level = "It is called like that column of a table that the rows refer to.", "LOW"
        case FilterRole(column=column, op="past", among=(state, values)):
            as_now = f"`{state}` is {' or '.join(map('`{}`'.format, values)) or 'not set'}"
            choice = f"true keeps what has its `{column}` behind it while {as_now}, false keeps all"
            why, level = "It is called like what should be done by then.", "MEDIUM"
        case FilterRole(column=column, op=op, limit=limit) if op in _ASKED:
            choice, why, level = _ASKED[op]
            choice = choice.format(column, limit)
        case FilterRole(column=column, op=op, anything=anything):
            all_of_them = "".join(f"; `{value}` keeps all" for value in anything)
            choice, why = (
                f"keeps rows {_compared(op, f'`{column}`')}{all_of_them}",
                "It is called like that property.",
            )
            level = "LOW" if op in {"begins", "contains"} else None
        case SearchRole(columns=columns, through=through):
            beside = (f"{name} of {relation}" for relation, names in through for name in names)
            choice = f"searches {', '.join((*columns, *beside))}"
            why, level = "It is called like a search over text.", "LOW"
        case WindowRole(part=part):
            choice, why, level = _PAGING[part], "It is called like a part of a page.", None
        case SortRole(part=part):
            choice, why, level = _SORTING[part], "It is called like an order.", None
        case CredentialRole(part=part):
            choice, why, level = f"the {part} that logs in", "It is called so.", None
        case ValueRole(column=column):
            choice, why, level = f"sets `{column}`", "It is called like that property.", "LOW"
        case GuardRole() | IncludeRole():
            choice, why, level = _spoken(role)
        case UnusedRole(reason=reason):
            choice, why = "checked, then without effect", reason
            level = None if reason == CUSTOM else "HIGH" if parameter.required else "MEDIUM"
        case _:
            choice, why, level = "names a row", "It stands in the path.", None
    return behaviour.parameter(operation_id, parameter, one.operation, choice, why, level)


def _spoken(role: GuardRole | IncludeRole) -> tuple[str, str, Level | None]:
    """Say what a parameter tells of the row, or asks to be shown with it, and why."""
    if isinstance(role, GuardRole):
        return "the version that the caller knows", "It is called like that number.", None
    names = ", ".join(f"`{name}`" for _, name in role.members)
    why = "Its values are called like optional members that show other rows."
    return f"adds {names}, which are left out without it", why, "LOW"


def _compared(op: FilterOp, column: str) -> str:
    """Say which rows a filter keeps."""
    match op:
        case "eq":
            return f"whose {column} is this"
        case "in" | "among":
            return f"whose {column} is one of these"
        case "has":
            return f"whose {column} holds this"
        case "has_any":
            return f"whose {column} holds one of these"
        case "all_of":
            return f"that have, for each of these, one whose {column} is this"
        case "alike":
            return f"whose {column} is this text, in whatever case"
        case "contains":
            return f"whose {column} contains this text"
        case "begins":
            return f"whose {column} begins with this text"
        case "ne":
            return f"whose {column} is another one"
        case "only":
            return f"where {column} is true, when it is true"
        case _:
            return f"whose {column} is {_SIGNS[op]} this"
