"""What stands around the tables of a given schema: types, sequences, views, routines.

Location: pactgen/views/migration/exact/surroundings.py. What tables build upon is made before them
and dropped after them; what builds upon tables is dropped before and made after. Used by
`evolution`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.migrations.around import routines
from pactgen.values import dataclass
from pactgen.views.ddl import objects
from pactgen.views.ddl.tables import check, create_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Domain, Schema, View
    from pactgen.views.ddl.writer import Writer

_ROUTINE: Final = re.compile(
    r"CREATE\s+(?:OR\s+REPLACE\s+)?(FUNCTION|PROCEDURE|TYPE)\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w.\"`]+)",
    re.IGNORECASE,
)
_TRIGGER: Final = re.compile(
    r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:CONSTRAINT\s+)?TRIGGER\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w\"`]+)"
    r".*?\sON\s+([\w.\"`]+)",
    re.IGNORECASE | re.DOTALL,
)
_CREATE: Final = re.compile(r"CREATE\s+(?!OR\s)(?=FUNCTION|PROCEDURE)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Both schemas, and what the change of their tables means for what stands around them."""

    old: Schema
    new: Schema
    views: bool
    """Views stand in the way, or are others."""
    rebuilt: frozenset[str]
    """The tables that are copied; their triggers go with them."""


def before_tables(writer: Writer, scope: Scope) -> Iterator[str]:
    """Return what has to be there, or has to be gone, before a table changes."""
    old, new = scope.old, scope.new
    if scope.views:
        for view in reversed(old.views):
            yield f"DROP {_kind(view)} {writer.full(view.name)}"
    kept = set(routines(new))
    for sql in routines(old):
        found = _TRIGGER.search(sql)
        if found and sql not in kept and found[2].strip('"`') not in scope.rebuilt:
            where = "" if writer.dialect != "postgresql" else f" ON {found[2]}"
            yield f"DROP TRIGGER IF EXISTS {found[1]}{where}"
    yield from _foundations(writer, old, new)


def _foundations(writer: Writer, old: Schema, new: Schema) -> Iterator[str]:
    """Return what tables build upon: namespaces, extensions, domains, sequences."""
    yield from (
        f"CREATE SCHEMA {writer.name(each)}"
        for each in new.namespaces
        if each not in old.namespaces
    )
    yield from (
        f"CREATE EXTENSION IF NOT EXISTS {writer.name(each)}"
        for each in new.extensions
        if each not in old.extensions
    )
    there = {each.name: each for each in old.domains}
    for domain in new.domains:
        was = there.get(domain.name)
        if was is None:
            yield objects.create_domain(writer, domain)
        else:
            yield from _domain(writer, was, domain)
    sequences = {each.name: each for each in old.sequences}
    for sequence in new.sequences:
        if sequence.name not in sequences:
            yield objects.create_sequence(writer, sequence)
        elif sequences[sequence.name].options != sequence.options:
            yield f"ALTER SEQUENCE {writer.full(sequence.name)} {sequence.options}"


def after_tables(writer: Writer, scope: Scope) -> Iterator[str]:
    """Return what builds upon tables, and what nothing builds upon any more."""
    old, new = scope.old, scope.new
    yield from _come(writer, scope)
    if scope.views:
        for view in new.views:
            yield objects.create_view(writer, view)
            yield from (create_index(writer, view.name, each) for each in view.indexes)
    if writer.dialect == "postgresql":
        said = set(() if scope.views else objects.comments_besides_tables(writer, old))
        for statement in objects.comments_besides_tables(writer, new):
            if statement not in said:
                yield statement
    yield from _left(writer, old, new)


def _left(writer: Writer, old: Schema, new: Schema) -> Iterator[str]:
    kept = {found[2] for sql in routines(new) if (found := _ROUTINE.match(sql))}
    for sql in reversed(routines(old)):
        if (found := _ROUTINE.match(sql)) and found[2] not in kept:
            yield f"DROP {found[1].upper()} IF EXISTS {found[2]}"
    for kind, before, after in (
        ("SEQUENCE", old.sequences, new.sequences),
        ("DOMAIN", old.domains, new.domains),
    ):
        names = {each.name for each in after}
        yield from (
            f"DROP {kind} {writer.full(each.name)}" for each in before if each.name not in names
        )
    yield from (
        f"DROP SCHEMA {writer.name(each)}"
        for each in reversed(old.namespaces)
        if each not in new.namespaces
    )


def _kind(view: View) -> str:
    return "MATERIALIZED VIEW" if view.materialized else "VIEW"


def _come(writer: Writer, scope: Scope) -> Iterator[str]:
    """Return the routines and triggers that are new, or are others than they were."""
    there = set(routines(scope.old))
    for sql in routines(scope.new):
        found = _TRIGGER.search(sql)
        if sql not in there or (found and found[2].strip('"`') in scope.rebuilt):
            replaces = writer.dialect == "postgresql"
            yield _CREATE.sub("CREATE OR REPLACE ", sql, count=1) if replaces else sql


def _domain(writer: Writer, was: Domain, now: Domain) -> Iterator[str]:
    """Return what changes a domain in place; its type cannot be changed."""
    where = f"ALTER DOMAIN {writer.full(now.name)}"
    before, after = (None if one.default is None else one.default.text for one in (was, now))
    if before != after:
        yield f"{where} DROP DEFAULT" if after is None else f"{where} SET DEFAULT {after}"
    if was.nullable != now.nullable:
        yield f"{where} {'DROP' if now.nullable else 'SET'} NOT NULL"
    marks = [{(each.name, each.expression) for each in one.checks} for one in (was, now)]
    for each in was.checks:
        if (each.name, each.expression) not in marks[1] and each.name is not None:
            yield f"{where} DROP CONSTRAINT {writer.name(each.name)}"
    for each in now.checks:
        if (each.name, each.expression) not in marks[0]:
            yield f"{where} ADD {check(writer, each)}"
