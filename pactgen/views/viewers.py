"""The view of viewers.py: who looks at rows of which answers say what is true of the caller.

Location: pactgen/views/viewers.py. Used by plan.py and the views of router.py and key_texts.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, code
from pactgen.ir.fills import FromRow, FromRows
from pactgen.values import dataclass
from pactgen.views.access import answered_resource, table_of
from pactgen.views.blocks import block
from pactgen.views.columns import PYTHON_TYPES, parse_of, python_imports
from pactgen.views.fills import all_leaves
from pactgen.views.finders import READERS
from pactgen.views.imports import Import
from pactgen.views.layout import call, conditional
from pactgen.views.masking import has_masks
from pactgen.views.modules import Module, module, uses_line
from pactgen.views.once import once
from pactgen.views.related import Load, loads_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.database import Column
    from pactgen.ir.design import Design, Endpoint

STEP: Final = 4
MODULE: Final = "viewers"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewersView:
    """Everything that viewers.py prints."""

    module: Module
    key_type: Emitted
    body: Emitted


@once
def viewed_endpoints(design: Design) -> frozenset[str]:
    """Return the operations whose answers say of rows what is true of whoever is calling."""
    return frozenset(
        each.operation_id
        for each in design.endpoints
        if each.sight is not None or each.asks_for_own or _says_mine(design, each)
    )


def has_viewers(design: Design) -> bool:
    """Tell whether there are any."""
    veiled = any(each.is_veiled for each in design.endpoints)
    return bool(viewed_endpoints(design)) or veiled or has_masks(design)


def _says_mine(design: Design, endpoint: Endpoint) -> bool:
    resource = answered_resource(design, endpoint)
    if resource is None:
        return False
    table = table_of(design, resource)
    return any(
        _is_mine(loads_of(design, table, model))
        for leaf in all_leaves(endpoint.answer)
        if isinstance(leaf, FromRow | FromRows)
        for model in leaf.models
    )


def _is_mine(loads: Iterable[Load]) -> bool:
    return any(getattr(each.of, "figure", None) == "mine" or _is_mine(each.inner) for each in loads)


def _key(design: Design) -> Column:
    """Return the key of those who call, which marks name."""
    people = {
        reference.table
        for table in design.tables.values()
        for each in table.derived
        if each.figure == "mine" and each.column is not None
        if (reference := design.tables[each.relation.table].column(each.column).references)
    }
    if not people and design.person is not None:
        people = {design.resources[design.person].table}
    return design.tables[next(iter(people))].key


def reads_viewer_keys(design: Design) -> bool:
    """Tell whether the key of whoever is calling must be read from a text."""
    return has_viewers(design) and parse_of("str", _key(design)) is not None


def viewers_view(design: Design) -> ViewersView:
    """Prepare viewers.py."""
    package, key = design.package, _key(design)
    parse = parse_of("str", key)
    imports = [
        Import("contextvars", "ContextVar"),
        Import("typing", "Any"),
        Import("fastapi", "Request"),
        Import("sqlalchemy", "BindParameter"),
        Import("sqlalchemy", "bindparam"),
        Import(f"{package}.schemes", "SCHEMES"),
        *(Import(f"{package}.security", name) for name in ("Bearer", "Caller", "Gatekeeper")),
        *python_imports([key]),
    ]
    subject = "caller.subject" if parse is None else f"{READERS[parse]}(caller.subject)"
    if parse is not None:
        imports.append(Import(f"{package}.key_texts", READERS[parse]))
    noted = call("_KEY.set", conditional("None", "caller is None", subject))
    return ViewersView(
        module=module(package, "viewers.py", uses_line(package, "", imports), imports),
        key_type=code(PYTHON_TYPES[key.kind]),
        body=block([noted], STEP),
    )
