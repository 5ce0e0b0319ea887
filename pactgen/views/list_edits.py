"""How a service puts entries into the lists of a row, and takes them out.

Location: pactgen/views/list_edits.py. Used by the views of service.py and of its values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.emit import docstring, identifier, string
from pactgen.ir.behaviours import UpdateRow
from pactgen.views.access import resource_of
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.finders import row_name
from pactgen.views.known import known
from pactgen.views.layout import call, prefixed, signature

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.ir.design import Design, Endpoint, Feature

_NAMES: Mapping[Literal["add", "remove"], str] = {"add": "_with_all", "remove": "_without"}
_DOCSTRINGS: Mapping[Literal["add", "remove"], str] = {
    "add": "Return the list with what is given and not in it.",
    "remove": "Return the list without what is given.",
}
_BODIES: Mapping[Literal["add", "remove"], tuple[Statement, ...]] = {
    "add": (
        "entries = list(listed or ())",
        "for each in given or ():",
        Nested("if each not in entries:"),
        Nested(Nested("entries.append(each)")),
        "return entries",
    ),
    "remove": ("return [each for each in listed or () if each not in (given or ())]",),
}


def edit_lists(design: Design, endpoint: Endpoint, names: Iterable[str]) -> list[Statement]:
    """Return the statements that make of what a body lists what the row lists from now on."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, UpdateRow) or behaviour.edits is None:
        return []
    row = row_name(endpoint, known(resource_of(design, endpoint)))
    edit = _NAMES[behaviour.edits]
    return [
        prefixed(
            f"values[{string(name)}] = ",
            call(edit, f"{row}.{identifier(name)}", f"values.get({string(name)})"),
        )
        for name in sorted(names)
    ]


def editors(feature: Feature) -> tuple[Function, ...]:
    """Return the functions that the methods of a service edit lists with."""
    behaviours = [endpoint.behaviour for endpoint in feature.endpoints]
    edits = {each.edits for each in behaviours if isinstance(each, UpdateRow) and each.edits}
    return tuple(
        function(
            signature(
                name,
                ("listed: list[Any] | None", "given: list[Any] | None"),
                "list[Any]",
                opening="def",
            ),
            docstring(_DOCSTRINGS[edit], fallback=_DOCSTRINGS[edit], indent=4),
            list(_BODIES[edit]),
            indent=0,
        )
        for edit, name in _NAMES.items()
        if edit in edits
    )
