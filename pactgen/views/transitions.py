"""What a change may not do: start from everywhere, happen twice, make a row another kind of thing.

Location: pactgen/views/transitions.py. Used by the view of service methods.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.ir.behaviours import DeleteRow, ReplaceRow, UpdateRow
from pactgen.ir.fills import Constant, Flipped, Now, Sets, Setting
from pactgen.ir.inputs import ValueRole
from pactgen.passes.words.names import told_by_mark
from pactgen.values import replace
from pactgen.views.blocks import Nested, Statement
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import prefixed, quoted
from pactgen.views.moves import REFUSALS, moves_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.behaviours import Start
    from pactgen.ir.design import Endpoint
    from pactgen.views.service_values import Values


def again_statements(endpoint: Endpoint, row: str, repository: str) -> list[Statement]:
    """Return the check of where a row is, while nobody else can change that."""
    check = _check(endpoint, row)
    locks = bool(check) or flipped_column(endpoint) is not None or moves_of(endpoint) is not None
    return [f"await {repository}.lock({row})", *check] if locks else []


def locked_columns(endpoints: Iterable[Endpoint]) -> tuple[str, ...]:
    """Return the columns that these checks look at."""
    found: dict[str, None] = {}
    for each in endpoints:
        behaviour = each.behaviour
        if isinstance(behaviour, UpdateRow | ReplaceRow | DeleteRow) and _check(each, "row"):
            sets = behaviour.sets if isinstance(behaviour, UpdateRow) else ()
            told = behaviour.start is not None and (bool(behaviour.start.states) or not sets)
            found[known(behaviour.start).column if told else _telling(sets)[0]] = None
            barred = () if behaviour.start is None else behaviour.start.barred
            found |= {name: None for name, _ in barred}
        moves = moves_of(each)
        told_by = (flipped_column(each), None if moves is None else moves.column)
        found |= {name: None for name in told_by if name is not None}
    return tuple(found)


def flipped_column(endpoint: Endpoint) -> str | None:
    """Return the column that the operation turns round."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, UpdateRow) or behaviour.many:
        return None
    return next((name for name, fill in behaviour.sets if isinstance(fill, Flipped)), None)


def _check(endpoint: Endpoint, row: str) -> list[Statement]:
    """Return the check that leaves a row alone which is so already: its time stays what it was."""
    behaviour = endpoint.behaviour
    if isinstance(behaviour, DeleteRow | ReplaceRow):
        return [] if behaviour.start is None else _refused((), behaviour.start, row)
    if not isinstance(behaviour, UpdateRow) or behaviour.many:
        return []
    if behaviour.start is not None:
        return _refused(behaviour.sets, behaviour.start, row)
    if endpoint.body is not None:
        return []
    if any(isinstance(each.role, ValueRole) for each in endpoint.inputs):
        return []
    if not any(isinstance(fill, Now) for _, fill in behaviour.sets):
        return []
    return [f"if {_is_so(behaviour.sets, row)}:", Nested(f"return {row}")]


def of_same_kind(endpoint: Endpoint, row: str, values: Values) -> Values:
    """Check that the values leave a row the kind of thing that it is."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, UpdateRow) or behaviour.many or behaviour.kind is None:
        return values
    kept = f"{row}.{identifier(behaviour.kind)}"
    named = [] if values.mapping == "values" else [f"values = {values.mapping}"]
    return replace(
        values,
        statements=(
            *values.statements,
            *named,
            f"if values.get({string(behaviour.kind)}, {kept}) != {kept}:",
            Nested(f'detail = f"It is of the kind {{{kept}}} and stays so."'),
            Nested("raise ConflictError(detail)"),
        ),
        mapping="values",
    )


def refusal_imports(package: str, endpoint: Endpoint) -> tuple[Import, ...]:
    """Return the errors of a change that not every row lets happen."""
    behaviour = endpoint.behaviour
    errors = [] if endpoint.above is None else [REFUSALS[endpoint.above.start.status]]
    alone = isinstance(behaviour, UpdateRow) and behaviour.many
    if isinstance(behaviour, UpdateRow | ReplaceRow | DeleteRow) and not alone:
        errors += [] if behaviour.start is None else [REFUSALS[behaviour.start.status]]
        kind = behaviour.kind if isinstance(behaviour, UpdateRow) else None
        errors += [] if kind is None else ["ConflictError"]
    return tuple(Import(f"{package}.errors", name) for name in dict.fromkeys(errors))


def _refused(sets: Sets, start: Start, row: str) -> list[Statement]:
    """Return the check that refuses a transition from where it may not start."""
    attribute = f"{row}.{identifier(start.column)}"
    states = [string(each) for each in start.states]
    match states:
        case []:
            test = _is_so(sets, row) if sets else f"{attribute} is not None"
            why = "It is so already."
        case [state]:
            test = f"{attribute} != {state}"
            why = f"It is not {start.states[0]}."
        case _:
            test = f"{attribute} not in {{{', '.join(states)}}}"
            why = f"It is not {' or '.join(start.states)}."
    return _raised([(test, why), *map(partial(_bar, row), start.barred)], start)


def above_statements(start: Start, row: str, noun: str) -> list[Statement]:
    """Return the check of the row below which something is written."""
    checks = []
    if start.states:
        attribute, states = f"{row}.{identifier(start.column)}", [*map(string, start.states)]
        test = f"{attribute} not in {{{', '.join(states)}}}"
        test = f"{attribute} != {states[0]}" if len(states) == 1 else test
        checks.append((test, f"The {noun} is not {' or '.join(start.states)}."))
    for mark in start.barred:
        test, why = _bar(row, mark)
        checks.append((test, f"The {noun}{why.removeprefix('It')}"))
    return _raised(checks, start)


def _raised(checks: Iterable[tuple[str, str]], start: Start) -> list[Statement]:
    return [
        statement
        for test, why in checks
        for statement in (
            f"if {test}:",
            Nested(prefixed("detail = ", quoted(string(why)))),
            Nested(f"raise {REFUSALS[start.status]}(detail)"),
        )
    ]


def _bar(row: str, mark: tuple[str, Setting]) -> tuple[str, str]:
    """Return the test of a flag or time that is in the way, and what is told of it."""
    name, fill = mark
    unset = isinstance(fill, Constant) and not fill.value
    return _is_so((mark,), row), f"It is {'not ' if unset else ''}{told_by_mark(name)}."


def _is_so(sets: Sets, row: str) -> str:
    """Return the test of the column that tells it best: a state, then a flag, then the time."""
    column, fill = _telling(sets)
    attribute = f"{row}.{identifier(column)}"
    match fill:
        case Constant(value=bool(value)):
            return attribute if value else f"not {attribute}"
        case Constant(value=str(value)):
            return f"{attribute} == {string(value)}"
        case Constant(value=None):
            return f"{attribute} is None"
        case _:
            return f"{attribute} is not None"


def _telling(sets: Sets) -> tuple[str, Setting]:
    return min(sets, key=lambda each: _rank(each[1]))


def _rank(fill: Setting) -> int:
    if not isinstance(fill, Constant):
        return 2
    return 0 if isinstance(fill.value, str) else 1
