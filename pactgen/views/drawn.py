"""Texts that the backend draws: keys and credentials in a form of their own.

Location: pactgen/views/drawn.py. Used by the views of models.py and service.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import string
from pactgen.views.imports import Import
from pactgen.views.layout import Code, call, prefixed

if TYPE_CHECKING:
    from pactgen.ir.database import Generated


def drawn_form(generated: Generated) -> Code:
    """Return what draws a text of the form that the contract asks for."""
    return prefixed("default=lambda: ", drawn_text(generated))


def drawn_text(generated: Generated) -> Code:
    """Return the call that draws such a text."""
    parts = (
        string(part.text) if part.alphabet is None else f"({part.alphabet}, {part.length})"
        for part in generated.parts
    )
    return call("drawn_text", *parts)


def form_imports(package: str, generated: Generated) -> list[Import]:
    """Return what that needs; nothing for what is made in another way."""
    if generated.kind != "form":
        return []
    names = {part.alphabet for part in generated.parts if part.alphabet is not None}
    return [Import(f"{package}.drawn_texts", name) for name in ("drawn_text", *sorted(names))]
