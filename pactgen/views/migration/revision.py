"""The view of a revision that brings the database from the last design to this one.

Location: pactgen/views/migration/revision.py. Used by pactgen/project.py; printed by
revision.py.jinja.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, code, docstring, string
from pactgen.migrations.apply import applied
from pactgen.migrations.changes import reverse
from pactgen.values import dataclass
from pactgen.views.imports import Import, import_sections
from pactgen.views.layout import laid_out
from pactgen.views.migration import fills
from pactgen.views.migration.chain import down_revision
from pactgen.views.migration.changes import ONLY_ON, steps_of
from pactgen.views.migration.guards import DEMAND, DEMAND_ON, guards_of
from pactgen.views.migration.steps import statements
from pactgen.views.migration.types import BIG_INT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Schema
    from pactgen.migrations.changes import Change
    from pactgen.migrations.plan import NewRevision

STEP: Final = 4
_USES: Final = (
    ("Any", "typing", f"{fills.FILL}("),
    ("Any", "typing", fills.RANDOM_UUID),
    ("UUID", "uuid", f"{fills.UUID}("),
    ("datetime", "datetime", fills.MOMENT),
    ("date", "datetime", fills.DAY),
)
"""Name, module, and the text in a statement that needs it."""
_STRING: Final = re.compile(r"""\"(?:\\.|[^"\\\n])*\"|'(?:\\.|[^'\\\n])*'""")
"""A literal: what SQL says in one needs no import."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionView:
    """Everything that the revision prints."""

    opening: Emitted
    """Of the docstring: its quotes and its first line."""
    location: Emitted
    imports: tuple[tuple[Emitted, ...], ...]
    revision: Emitted
    down_revision: Emitted
    upgrade: tuple[Emitted, ...]
    downgrade: tuple[Emitted, ...]
    has_big_integers: bool
    has_only_on: bool
    has_demand: bool
    has_demand_on: bool
    has_fill: bool
    has_random_uuid: bool


def revision_view(revision: NewRevision) -> RevisionView:
    """Prepare migrations/versions/NNNN_slug.py."""
    new = revision.old
    for change in revision.changes:
        new = applied(new, change)
    upgrade = _printed(revision.old, revision.changes)
    downgrade = _printed(new, reverse(revision.changes))
    text = _STRING.sub('""', "\n".join((*upgrade, *downgrade)))
    return RevisionView(
        opening=_opening(revision.summary),
        location=code(revision.path),
        imports=tuple(_imports(text)),
        revision=string(revision.id),
        down_revision=down_revision(revision.down),
        upgrade=tuple(code(each) for each in upgrade),
        downgrade=tuple(code(each) for each in downgrade),
        has_big_integers=BIG_INT in text,
        has_demand=f"{DEMAND}(" in text or f"{DEMAND_ON}(" in text,
        has_demand_on=f"{DEMAND_ON}(" in text,
        has_only_on=f"{ONLY_ON}(" in text,
        has_fill=f"{fills.FILL}(" in text,
        has_random_uuid=fills.RANDOM_UUID in text,
    )


def _printed(schema: Schema, changes: tuple[Change, ...]) -> tuple[str, ...]:
    steps = (*guards_of(schema, changes), *statements(steps_of(schema, changes)))
    return tuple(laid_out(each, indent=STEP) for each in steps)


def _opening(summary: str) -> Emitted:
    whole = docstring(f"{summary}.", fallback="The database follows the contract.", brief=True)
    return code(whole.removesuffix('"""'))


def _imports(text: str) -> Iterator[tuple[Emitted, ...]]:
    """Return the sections; the libraries come after the standard library."""
    needed = {Import(module, name) for name, module, mark in _USES if mark in text}
    yield from import_sections(needed, "")
    helpers = (DEMAND, DEMAND_ON, ONLY_ON, fills.FILL)
    if "op." in text or any(f"{each}(" in text for each in helpers):
        with_types = any(mark in text for mark in ("sa.", BIG_INT, fills.RANDOM_UUID))
        lines = ["import sqlalchemy as sa"] if with_types else []
        lines.append("from alembic import op")
        if f"{DEMAND}(" in text or f"{DEMAND_ON}(" in text:
            lines.append("from alembic.util import CommandError")
        yield tuple(code(line) for line in lines)
