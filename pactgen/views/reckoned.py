"""Attributes of a mapped class that its columns come to: what a line costs, how long a stay is.

Location: pactgen/views/reckoned.py. Used by the view of the package's models.py.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.emit import code, docstring, identifier
from pactgen.views.gathered import ToldView
from pactgen.views.imports import Import
from pactgen.views.layout import laid_out, parsed, prefixed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.database import Reckoned, Reckoning, Table

_INDENT = 8
_SIGNS: Final[Mapping[Reckoning, str]] = MappingProxyType(
    {"product": "*", "difference": "-", "sum": "+"}
)
_SECONDS: Final[Mapping[Reckoning, int]] = MappingProxyType(
    {"days": 86_400, "hours": 3_600, "minutes": 60, "seconds": 1}
)
_TYPES: Final = MappingProxyType(
    {"integer": "int", "double": "float", "text": "str", "timestamp": "datetime"}
)


def reckoned_view(table: Table, each: Reckoned) -> ToldView:
    """Prepare a value that two columns come to."""
    one, other = each.columns
    said = f"The {each.how} of `{one}` and `{other}`."
    if each.how == "later":
        said = f"What is `{other}` after `{one}`."
    if each.how in _SECONDS:
        said = f"The {each.how} from `{one}` to `{other}`."
    lacking = [name for name in each.columns if table.column(name).nullable]
    type_ = _TYPES[each.shown]
    guard = ""
    if lacking:
        asked = " or ".join(f"self.{identifier(name)} is None" for name in lacking)
        guard = f"{' ' * _INDENT}if {asked}:\n{' ' * (_INDENT + 4)}return None\n"
        type_ += " | None"
    told = laid_out(prefixed("return ", parsed(_expression(table, each))), indent=_INDENT)
    return ToldView(
        name=identifier(each.name),
        docstring=docstring(None, fallback=said, indent=_INDENT),
        type=code(type_),
        statement=code(guard + told),
    )


def _expression(table: Table, each: Reckoned) -> str:
    sign = _SIGNS.get(each.how)
    if each.how == "later":
        start, length = (f"self.{identifier(name)}" for name in each.columns)
        return f"{start} + timedelta({each.unit}={length})"
    if sign is None:
        return _span(each)
    texts = [name for name in each.columns if table.column(name).kind == "text"]
    one, other = (_exact(name, texts, each) for name in each.columns)
    whole = f"{one} {sign} {other}"
    if each.shown == "text":
        return f"str({whole})"
    if texts:
        return f"float({whole})"
    rounds = each.digits and any(table.column(name).kind == "double" for name in each.columns)
    return f"round({whole}, {each.digits})" if rounds else whole


def _exact(name: str, texts: list[str], each: Reckoned) -> str:
    """Return the value of a column; beside digits that are a text all numbers are decimal."""
    value = f"self.{identifier(name)}"
    if name in texts:
        return f"Decimal({value})"
    return f"Decimal(str({value}))" if texts and each.shown == "text" else value


def _span(each: Reckoned) -> str:
    start, end = (f"self.{identifier(name)}" for name in each.columns)
    if each.how == "days" and each.shown == "integer":
        return f"({end} - {start}).days"
    seconds = f"({end} - {start}).total_seconds()"
    length = _SECONDS[each.how]
    if each.shown == "integer":
        return f"int({seconds})" if length == 1 else f"int({seconds} // {length})"
    return seconds if length == 1 else f"{seconds} / {length}"


def reckoned_imports(table: Table) -> list[Import]:
    """Return what these attributes need."""
    texts = {column.name for column in table.columns if column.kind == "text"}
    exact = any(
        each.how in _SIGNS and not texts.isdisjoint(each.columns) for each in table.reckoned
    )
    later = any(each.how == "later" for each in table.reckoned)
    times = ["datetime", "timedelta"] if later else []
    found = [Import("decimal", "Decimal")] if exact else []
    return [*found, *(Import("datetime", each) for each in times)]
