"""Texts that say which page is meant: many contracts call every query parameter a string.

Location: pactgen/passes/endpoints/page_texts.py. Used by assign_roles.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import ABSENT
from pactgen.passes.endpoints.windows import is_size, part_of_window
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.shapes import types_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgen.ir.contract import Contract, Parameter
    from pactgen.passes.endpoints.windows import NumberOfWindow

_NUMBERS: Final = frozenset({None, "int", "int32", "int64", "integer", "long", "number"})
"""Formats of texts that may be whole numbers."""
_PLAIN: Final = (vocabulary.PAGE | vocabulary.SIZE | vocabulary.OFFSET) - {
    "first", "page", "size", "start", "startat", "take", "top",
}  # fmt: skip
"""Names that mean nothing but a part of a page."""
_COUNTED: Final = re.compile(
    r"\b(?:how many|(?:number|amount|count|maximum|max) of|(?:per|each|which|a|the) page"
    r"|page (?:number|size|of)|to skip|offset|zero-based|limits? (?:the|of))\b",
    re.IGNORECASE,
)
"""In the description of a name that could mean something else: the size of a shirt."""


def part_of_texts(
    contract: Contract, parameter: Parameter, beside: Collection[str]
) -> NumberOfWindow | None:
    """Return what a text says of the page that is asked for: a number, spelled as a text.

    Args:
        contract: what its schema may refer to.
        parameter: of a list, and called like no column of it.
        beside: the names of all parameters, this one among them.
    """
    if not _is_text(contract, parameter):
        return None
    part = part_of_window(parameter) or ("size" if is_size(parameter, beside) else None)
    if part is None or not _spells_numbers(contract, parameter):
        return None
    is_plain = bare(parameter.name) in _PLAIN
    return part if is_plain or _is_counted(contract, parameter, part, beside) else None


def _is_text(contract: Contract, parameter: Parameter) -> bool:
    """Whether any text is welcome, beside numbers perhaps: not a number or the word `all`."""
    found = effective(contract, parameter.schema)
    told = types_of(contract, parameter.schema) - {"null"}
    if told == {"string"}:
        return True
    texts = [
        option
        for option in (*found.any_of, *found.one_of)
        if types_of(contract, option) == {"string"}
    ]
    plain = any(each.enum is None and each.const is ABSENT for each in texts)
    return plain and told <= {"string", "integer", "number"}


def _spells_numbers(contract: Contract, parameter: Parameter) -> bool:
    """Whether nothing that is told of the text says that it is another one than of a number."""
    found = effective(contract, parameter.schema)
    values = [value for value in (found.default, *(found.enum or ())) if value is not ABSENT]
    return found.format in _NUMBERS and all(_is_whole(value) for value in values)


def _is_whole(value: object) -> bool:
    return value is None or (str(value).isascii() and str(value).isdecimal())


def _is_counted(
    contract: Contract, parameter: Parameter, part: NumberOfWindow, beside: Collection[str]
) -> bool:
    """Whether more than the name says so: a default, the description, or the other part."""
    if effective(contract, parameter.schema).default is not ABSENT:
        return True
    if parameter.description:
        return _COUNTED.search(parameter.description) is not None
    sizes = vocabulary.SIZE | vocabulary.SIZE_BESIDE
    others = vocabulary.PAGE | vocabulary.OFFSET if part == "size" else sizes
    return not others.isdisjoint(beside)
