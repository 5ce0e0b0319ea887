"""What a request knows of its row: taken from the design, put into requests, told wrongly.

Location: pactgen/prove/row_states.py. Used by `from_design` and by the stage that calls everything.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import Rowless
from pactgen.ir.fills import RowTag
from pactgen.ir.inputs import GuardRole
from pactgen.prove.script import State
from pactgen.views.access import endpoints_on
from pactgen.views.bodies import row_fields
from pactgen.views.fills import all_leaves

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Literal

    from pactgen.ir.design import Design, Endpoint
    from pactgen.prove.requests import Given
    from pactgen.prove.script import Place, Step

    Told = tuple[Place, str, Literal["tag", "number"]]

_TOLD: Final = frozenset({"match", "known", "number"})
FAR: Final = 1000
"""So many changes nobody has made."""


def state_of(design: Design, endpoint: Endpoint) -> State | None:
    """Return what an operation compares with its row; None where it compares nothing."""
    behaviour, guard = endpoint.behaviour, endpoint.guard
    inputs = tuple(_inputs(design, endpoint))
    if isinstance(behaviour, Rowless) or not inputs:
        return None
    table = design.tables[design.resources[behaviour.resource].table]
    lacks = not any(each.parameter.required for each in endpoint.inputs if _is_state(each.role))
    by_header = guard is not None and guard.attribute is None and lacks
    return (
        None
        if table.version is None
        else State(
            column=table.version,
            inputs=inputs,
            stale=None if guard is None else guard.stale,
            of_all=any(
                isinstance(leaf, RowTag) and leaf.of_all
                for each in endpoints_on(design, design.resources[behaviour.resource])
                for leaf in all_leaves(each.answer)
            ),
            missing=guard.missing if guard is not None and by_header else None,
        )
    )


def told(state: State, version: int, tag: str | None = None) -> Given:
    """Return the inputs of a request that knows a row in this state, which may have another tag."""
    return {
        (place, name): version if form == "number" else tag or f'"{version}"'
        for place, name, form in state.inputs
    }


def _is_state(role: object) -> bool:
    return isinstance(role, GuardRole) and role.test in _TOLD


def _inputs(design: Design, endpoint: Endpoint) -> Iterator[Told]:
    for each in endpoint.inputs:
        if isinstance(each.role, GuardRole) and each.role.test in _TOLD:
            form: Literal["tag", "number"] = "number" if each.role.test == "number" else "tag"
            yield each.parameter.location, each.parameter.name, form
    if endpoint.guard is not None and endpoint.body is not None:
        for field in row_fields(design, endpoint.body):
            if field.attribute == endpoint.guard.attribute:
                yield "body", field.wire_name, "number"


def may_refuse(step: Step, status: int, unfilled: Collection[str]) -> bool:
    """Whether a valid request may be answered so: its rows call for it, or there could be none.

    `unfilled` are the resources of which the proof can store no row.
    """
    return status in step.refusals or (status == HTTPStatus.NOT_FOUND and step.resource in unfilled)
