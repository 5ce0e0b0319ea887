"""Related rows that a caller asks for: taken from the design, and looked for in answers.

Location: pactgen/prove/asked_rows.py. Used by `from_design` and by the stage that calls everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.ir.behaviours import Rowless
from pactgen.ir.wire import ListOf
from pactgen.prove.script import Asked
from pactgen.prove.seeding import row_in
from pactgen.views.includes import include_of
from pactgen.views.types import resolved

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint
    from pactgen.prove.exchange import Reply
    from pactgen.prove.script import Step


def asked_of(design: Design, endpoint: Endpoint) -> Asked | None:
    """Return by which parameter a caller asks for related rows; None where there is none."""
    told, behaviour = include_of(endpoint), endpoint.behaviour
    if told is None or isinstance(behaviour, Rowless):
        return None
    each, role = told
    table = design.tables[design.resources[behaviour.resource].table]
    names = {
        field.attribute: field.wire_name for one in design.models.values() for field in one.fields
    }
    relations = {one.name: one for one in table.relations}
    return Asked(
        place=each.parameter.location,
        name=each.parameter.name,
        many=isinstance(resolved(design, each.type), ListOf),
        members=tuple((value, names[name], relations[name].many) for value, name in role.members),
    )


def values_of(asked: Asked) -> tuple[Any, ...]:
    """Return what the parameter is given, one request each: all at once where it takes several."""
    values = [value for value, _, _ in asked.members]
    return (values,) if asked.many else tuple(values)


def left_in(step: Step, asked: Asked, reply: Reply) -> list[str]:
    """Tell which members an answer shows although nobody asked for them."""
    rows = _rows(step, reply)
    shown = {member for _, member, _ in asked.members if any(member in row for row in rows)}
    return [f"shows `{member}`, which nobody asked for" for member in sorted(shown)]


def left_out(step: Step, asked: Asked, wanted: object, reply: Reply) -> list[str]:
    """Tell which lists an answer lacks that were asked for; one row may refer to no other."""
    told = wanted if isinstance(wanted, list) else [wanted]
    lists = [member for value, member, many in asked.members if many and value in told]
    rows = _rows(step, reply)
    return [f"lacks `{each}`, which was asked for" for each in lists if _lacks(rows, each)]


def _lacks(rows: list[dict[str, Any]], member: str) -> bool:
    return any(member not in row for row in rows)


def _rows(step: Step, reply: Reply) -> list[dict[str, Any]]:
    """Return the rows that an answer shows, or the one."""
    if step.row is None or not reply.is_json:
        return []
    found = row_in(reply.json(), step.row)
    return [row for row in (found if isinstance(found, list) else [found]) if isinstance(row, dict)]
