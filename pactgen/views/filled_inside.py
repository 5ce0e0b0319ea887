"""How a service adds what answers must show of objects inside of rows, and no body brings.

Location: pactgen/views/filled_inside.py. Used by service_values.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import string
from pactgen.views.imports import Import
from pactgen.views.layout import Code, call, mapping, prefixed
from pactgen.views.literals import json_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.database import Column, Inside, Made

_MODULE: Final = "inside"
_FUNCTIONS: Final[Mapping[Made, str]] = {
    "moment": "this_moment",
    "day": "this_day",
    "uuid": "drawn_text",
    "number": "drawn_number",
}


def filled(value: Code, column: Column) -> Code:
    """Return the value with what is made for its objects."""
    members = (prefixed(f"{string(one.way)}: ", _made(one)) for one in column.filled)
    return call("with_members", value, mapping(*members))


def filling_imports(package: str, columns: tuple[Column, ...]) -> list[Import]:
    """Return what this needs of the package."""
    makers = {_FUNCTIONS.get(one.made) for column in columns for one in column.filled}
    names = sorted({"with_members", *(name for name in makers if name is not None)})
    return [Import(f"{package}.{_MODULE}", name) for name in names]


def _made(one: Inside) -> Code:
    name = _FUNCTIONS.get(one.made)
    return json_code(one.value) if name is None else name
