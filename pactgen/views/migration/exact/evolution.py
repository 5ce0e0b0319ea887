"""The view of a revision that follows a changed schema document.

Location: pactgen/views/migration/exact/evolution.py. On the document's own database every type
and option is the document's; on SQLite, where the document is written for another database, as far
as it knows the same words. Used by plan.py; printed by revision_schema.py.jinja.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, docstring, neutral, string
from pactgen.migrations import changes as c
from pactgen.migrations.apply import applied
from pactgen.migrations.around import views_differ
from pactgen.values import dataclass
from pactgen.views.ddl.writer import Writer
from pactgen.views.migration.chain import down_revision
from pactgen.views.migration.exact import surroundings
from pactgen.views.migration.exact.altering import altered
from pactgen.views.migration.exact.rebuilding import rebuilding, rebuilt_tables
from pactgen.views.migration.exact.statements import STEP, execute
from pactgen.views.migration.exact.types import VERBATIM
from pactgen.views.migration.guards import DEMAND, guards_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Schema
    from pactgen.migrations.plan import NewRevision, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactRevisionView:
    """Everything that the revision prints."""

    opening: Emitted
    location: Emitted
    imports: tuple[Emitted, ...]
    revision: Emitted
    down_revision: Emitted
    dialect: Emitted
    has_verbatim_types: bool
    has_demand: bool
    upgrade: tuple[Emitted, ...]
    downgrade: tuple[Emitted, ...]
    has_elsewhere: bool
    elsewhere: tuple[Emitted, ...]
    downgrade_elsewhere: tuple[Emitted, ...]


def exact_revision_view(revision: NewRevision) -> ExactRevisionView:
    """Prepare migrations/versions/NNNN_slug.py of a given schema."""
    parts = tuple(_printed(revision))
    with neutral():  # so that no text of the document is taken for code
        shape = "\n".join(line for part in _printed(revision) for line in part)
    whole = docstring(f"{revision.summary}.", fallback="As the document says.", brief=True)
    emitted = [tuple(code(line) for line in part) for part in parts]
    return ExactRevisionView(
        opening=code(whole.removesuffix('"""')),
        location=code(revision.path),
        imports=tuple(code(line) for line in _imports(shape)),
        revision=string(revision.id),
        down_revision=down_revision(revision.down),
        dialect=string("" if revision.own is None else revision.own.dialect),
        has_verbatim_types=f"{VERBATIM}(" in shape,
        has_demand=f"{DEMAND}(" in shape,
        upgrade=emitted[0],
        downgrade=emitted[1],
        has_elsewhere=revision.elsewhere is not None,
        elsewhere=emitted[2],
        downgrade_elsewhere=emitted[3],
    )


def _printed(revision: NewRevision) -> Iterator[tuple[str, ...]]:
    for way in (revision.own, revision.elsewhere):
        if way is None:
            yield from ((), ())
        else:
            for each in (way, way.back()):
                yield tuple(_indented(line) for line in _lines(each)) or (f"{' ' * STEP}pass",)


def _lines(way: Way) -> Iterator[str]:
    """Return what leads from one schema to the other on a database of this kind."""
    writer, on_sqlite = Writer(way.dialect), way.dialect == "sqlite"
    rebuilt = rebuilt_tables(way.changes) if on_sqlite else frozenset()
    scope = surroundings.Scope(
        old=way.old,
        new=way.new,
        views=views_differ(way.old, way.new)
        or any(not _is_addition(change) for change in way.changes),
        rebuilt=frozenset(each.name for each in rebuilt),
    )
    if way.dialect != "mysql":
        yield from guards_of(way.old, way.changes, only=way.dialect)
    yield from map(execute, surroundings.before_tables(writer, scope))
    if on_sqlite:
        yield from rebuilding(way.old, way.changes)
    else:
        yield from _changed(writer, way.old, way.changes)
    yield from map(execute, surroundings.after_tables(writer, scope))


def _is_addition(change: c.Change) -> bool:
    """Tell whether no view can notice."""
    return isinstance(change, c.AddTable | c.AddColumn | c.AddIndex | c.DropIndex | c.AddEnum)


def _changed(writer: Writer, schema: Schema, changes: tuple[c.Change, ...]) -> Iterator[str]:
    for change in changes:
        yield from altered(writer, schema, change)
        schema = applied(schema, change)


def _indented(text: str) -> str:
    return text if text.startswith(" " * STEP) else " " * STEP + text


def _imports(shape: str) -> Iterator[str]:
    if "sa." in shape or f"{VERBATIM}(" in shape:
        yield "import sqlalchemy as sa"
    yield "from alembic import op"
    if f"{DEMAND}(" in shape:
        yield "from alembic.util import CommandError"
    for dialect in ("mysql", "postgresql"):
        if f"{dialect}." in shape:
            yield f"from sqlalchemy.dialects import {dialect}"
