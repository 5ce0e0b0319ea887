"""Keys of rows that gates look for: read from the path before the handler is asked.

Location: pactgen/views/gate_keys.py. Used by the views of admission.py, bars.py and sight.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import string
from pactgen.views.access import table_of
from pactgen.views.columns import parse_of
from pactgen.views.finders import READERS
from pactgen.views.imports import Import

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.design import Design
    from pactgen.ir.inputs import Bar, KeptRow, SeenRow
    from pactgen.views.blocks import Statement

    Gated = Bar | KeptRow | SeenRow


def key_reader(design: Design, gated: Gated) -> str | None:
    """Return what reads the key from the path's text, unless it is a text."""
    table = table_of(design, design.resources[gated.resource])
    parse = parse_of("str", table.column(gated.key))
    return None if parse is None else READERS[parse]


def reader_imports(design: Design, rows: Iterable[Gated]) -> list[Import]:
    """Return what reads the keys of these rows."""
    readers = {reader for each in rows if (reader := key_reader(design, each)) is not None}
    return [Import(f"{design.package}.key_texts", each) for each in sorted(readers)]


def read_key(design: Design, gated: Gated) -> tuple[str, Statement]:
    """Return the variable of the key, and the statement that reads it from the path."""
    name = f"{design.resources[gated.resource].singular}_key"
    text, reader = f"request.path_params[{string(gated.named)}]", key_reader(design, gated)
    return name, f"{name} = {text if reader is None else f'{reader}({text})'}"
