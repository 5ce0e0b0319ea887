"""How a service keeps a row from going where its state does not lead.

Location: pactgen/views/moves.py. Used by the views of service methods and of repositories.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import identifier, string
from pactgen.ir.behaviours import ReplaceRow, UpdateRow
from pactgen.values import replace
from pactgen.views.blocks import Nested, Statement
from pactgen.views.imports import Import
from pactgen.views.layout import mapping, pack, prefixed

if TYPE_CHECKING:
    from pactgen.ir.behaviours import Moves
    from pactgen.ir.design import Endpoint
    from pactgen.views.service_values import Values

REFUSALS: Final = {409: "ConflictError", 422: "RuleError"}
"""The errors that say that a row is not in a state for it."""


def moves_of(endpoint: Endpoint) -> Moves | None:
    """Return the moves that a change may make, where it brings the state."""
    behaviour = endpoint.behaviour
    return behaviour.moves if isinstance(behaviour, UpdateRow | ReplaceRow) else None


def moved(endpoint: Endpoint, row: str, values: Values) -> Values:
    """Check that the values lead a row to a state that may follow its own."""
    moves = moves_of(endpoint)
    if moves is None:
        return values
    named = [] if values.mapping == "values" else [f"values = {values.mapping}"]
    statements = (*values.statements, *named, *move_statements(moves, row))
    return replace(values, statements=statements, mapping="values")


def move_statements(moves: Moves, row: str) -> list[Statement]:
    """Return the check of the state in `values`, and what sets its time."""
    column, kept = string(moves.column), f"{row}.{identifier(moves.column)}"
    ways = mapping(
        *(prefixed(f"{string(start)}: ", pack(*map(string, ends))) for start, ends in moves.ways)
    )
    test = f"state not in moves.get({kept}, ())"
    if not moves.alone:
        test = f"state != {kept} and {test}"
    return [
        prefixed("moves: dict[str, tuple[str, ...]] = ", ways),
        f"state = values.get({column}, {kept})" if not moves.alone else f"state = values[{column}]",
        f"if {test}:",
        Nested(f'detail = f"It is {{{kept}}} and cannot become {{state}}."'),
        Nested(f"raise {REFUSALS[moves.status]}(detail)"),
        *(
            statement
            for state, time, is_day in moves.times
            for statement in (
                f"if state == {string(state)}{_began(moves, kept, state)}:",
                Nested(f"values[{string(time)}] = utc_now(){'.date()' if is_day else ''}"),
            )
        ),
    ]


def _began(moves: Moves, kept: str, state: str) -> str:
    """Return the test that a row was in another state before; one that is led on always was."""
    return "" if moves.alone else f" and {kept} != {string(state)}"


def move_imports(package: str, endpoint: Endpoint) -> tuple[Import, ...]:
    """Return what the check needs."""
    moves = moves_of(endpoint)
    if moves is None:
        return ()
    clock = (Import(f"{package}.database", "utc_now"),) if moves.times else ()
    return (Import(f"{package}.errors", REFUSALS[moves.status]), *clock)
