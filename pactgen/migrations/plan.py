"""What a run does to the migrations: nothing, a first record, or one revision.

Location: pactgen/migrations/plan.py. Used by pactgen/stages/migrating.py.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Final

from pactgen.decisions import migration as decide
from pactgen.ir.schema import Name
from pactgen.ir.translation import translated, translated_views
from pactgen.migrations import changes as c
from pactgen.migrations.around import surroundings
from pactgen.migrations.difference import difference
from pactgen.migrations.losses import losses
from pactgen.migrations.own_indexes import with_own_indexes
from pactgen.migrations.recorded import plain
from pactgen.migrations.renames import Renames, find_renames
from pactgen.migrations.revisions import heads, next_number
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pactgen.decisions import Decision
    from pactgen.ir.schema import Dialect, Schema
    from pactgen.migrations.losses import Loss
    from pactgen.migrations.renames import Stated
    from pactgen.migrations.revisions import Revision

ALL: Final = "all"
_ID_LENGTH: Final = 12
_SLUG_LENGTH: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What leads from one schema to another on one kind of database."""

    dialect: Dialect
    old: Schema
    new: Schema
    changes: tuple[c.Change, ...]

    def back(self) -> Way:
        """Return the way back."""
        changes = c.reverse(self.changes)
        return Way(dialect=self.dialect, old=self.new, new=self.old, changes=changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRevision:
    """A revision to write."""

    number: int
    slug: str
    id: str
    down: tuple[str, ...]
    summary: str
    old: Schema
    changes: tuple[c.Change, ...]
    own: Way | None = None
    """On the database that a schema document is written for; None: there is no document."""
    elsewhere: Way | None = None
    """On SQLite, where the document is written for another database."""

    @property
    def path(self) -> str:
        """Where it goes, relative to the project."""
        return f"migrations/versions/{self.number:04}_{self.slug}.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What follows from the difference of two designs."""

    revision: NewRevision | None = None
    losses: tuple[Loss, ...] = ()
    """Those that nobody allowed: nothing is written."""
    decisions: tuple[Decision, ...] = ()
    """That this revision took."""


def plan_migration(
    old: Schema,
    new: Schema,
    *,
    revisions: tuple[Revision, ...],
    stated: Stated,
    fills: Mapping[tuple[str, str], c.Fill],
    guessed: Collection[tuple[str, str]] = (),
    allowed: frozenset[str],
    document: bool = False,
) -> Plan:
    """Compare the recorded design with the new one.

    Args:
        old: what the chain of revisions makes, as far as pactgen wrote it.
        new: what it should make.
        revisions: the chain.
        stated: renames that a person stated.
        fills: what rows that are there get, where the contract says it.
        guessed: the columns of which it only says which values it allows.
        allowed: names that may be lost; `all` stands for every one.
        document: a schema document is the law, to the word.
    """
    dialect: Dialect = new.dialect or "postgresql"
    if document:
        old, new = translated(old, dialect), translated(new, dialect)
    said, found = find_renames(old, new, stated)
    both = Renames(tables=said.tables + found.tables, columns=said.columns + found.columns)
    changes = difference(old, new, renames=both, fills=fills)
    if not document:
        changes = with_own_indexes(changes, (each for each in revisions if each.own), both)
    tops = heads(revisions)
    around = (surroundings(old), surroundings(new))
    if not changes and around[0] == around[1] and len(tops) <= 1:
        return Plan()
    number = next_number(revisions)
    costs = losses(changes)
    refusals = [each for each in costs if not each.destroys]
    let_through = [each for each in costs if ALL in allowed or each.name in allowed]
    name = f"{number:04}"
    decisions = (
        *((decide.merged(name, tops),) if len(tops) > 1 else ()),
        *_renames(name, said, stated=True),
        *_renames(name, found, stated=False),
        *_fills(name, changes, fills, guessed),
        *(decide.allowed(name, each.name, each.what) for each in let_through if each.destroys),
        *(decide.refusing(name, each.name, each.what, each.way_out) for each in refusals),
    )
    return Plan(
        revision=NewRevision(
            number=number,
            slug=_slug(changes),
            id=_identity(tops, changes, around if around[0] != around[1] else ()),
            down=tops,
            summary=_summary(changes),
            old=old,
            changes=changes,
            own=Way(dialect=dialect, old=old, new=new, changes=changes) if document else None,
            elsewhere=_elsewhere(old, new, both, fills) if document else None,
        ),
        losses=tuple(each for each in costs if each.destroys and each not in let_through),
        decisions=decisions,
    )


def _elsewhere(
    old: Schema, new: Schema, renames: Renames, fills: Mapping[tuple[str, str], c.Fill]
) -> Way | None:
    """Return the same change for SQLite, in whose schemas no name has a namespace."""
    if new.dialect == "sqlite":
        return None
    plain_names = Renames(
        tables=tuple((Name(name=one.name), Name(name=two.name)) for one, two in renames.tables),
        columns=tuple((Name(name=one.name), was, name) for one, was, name in renames.columns),
    )
    before, after = (
        replace(translated(one, "sqlite"), views=translated_views(one, "sqlite"))
        for one in (old, new)
    )
    changes = difference(before, after, renames=plain_names, fills=fills)
    return Way(dialect="sqlite", old=before, new=after, changes=changes)


def _identity(
    down: tuple[str, ...], changes: tuple[c.Change, ...], around: tuple[object, ...]
) -> str:
    """Return an id that only the change decides: two branches that make the same one agree."""
    told = [[type(change).__name__, plain(change)] for change in changes]
    whole = [down, told, around] if around else [down, told]
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]


def _renames(revision: str, renames: Renames, *, stated: bool) -> Iterator[Decision]:
    for before, after in renames.tables:
        yield decide.renamed(revision, str(before), str(after), stated=stated)
    for table, was, name in renames.columns:
        yield decide.renamed(revision, was, f"{table}.{name}", stated=stated)


def _fills(
    revision: str,
    changes: Iterable[c.Change],
    told: Mapping[tuple[str, str], c.Fill],
    guessed: Collection[tuple[str, str]],
) -> Iterator[Decision]:
    for change in changes:
        match change:
            case c.AddColumn(table=table, column=column, fill=fill):
                pass
            case c.ChangeNullability(table=table, after=column, fill=fill) if not column.nullable:
                pass
            case _:
                continue
        if fill is not None and not isinstance(fill, c.EmptyTable):
            place = table.name, column.name
            known = told.get(place) == fill and place not in guessed
            yield decide.filled(revision, f"{table}.{column.name}", _value(fill), told=known)


def _value(fill: c.FillValue | c.FillNow | c.FillUuid) -> str:
    match fill:
        case c.FillNow():
            return "the moment of the migration"
        case c.FillUuid():
            return "a random UUID each"
        case c.FillValue():
            return f"`{json.dumps(fill.value, ensure_ascii=False)}`"


# ---- what it is called ------------------------------------------------------------------------


def _summary(changes: tuple[c.Change, ...]) -> str:
    told = list(dict.fromkeys(text for change in changes if (text := _told(change))))
    if not told:
        return "Change constraints" if changes else "Merge the branches"
    first = told[0][0].upper() + told[0][1:]
    more = len(told) - 1
    return first if not more else f"{first}, and {more} more {'change' if more == 1 else 'changes'}"


def _slug(changes: tuple[c.Change, ...]) -> str:
    told = list(dict.fromkeys(text for change in changes if (text := _told(change))))
    text = told[0] if told else ("change constraints" if changes else "merge branches")
    words = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    return words[:_SLUG_LENGTH].strip("_") or "change"


def _told(change: c.Change) -> str | None:
    match change:
        case c.AddTable():
            return f"add {change.table.name}"
        case c.DropTable():
            return f"drop {change.table.name}"
        case c.RenameTable():
            return f"rename {change.before} to {change.after}"
        case c.AddColumn():
            return f"add {change.table}.{change.column.name}"
        case c.DropColumn():
            return f"drop {change.table}.{change.column.name}"
        case c.RenameColumn():
            return f"rename {change.table}.{change.before.name} to {change.after}"
        case c.ChangeType() | c.ChangeNullability() | c.ChangeDefault() | c.ChangeDetails():
            return f"change {change.table}.{change.after.name}"
        case c.ChangeValues():
            return f"demand the values of {change.table}.{change.after.name}"
        case c.ChangeTable():
            return f"change {change.table}"
        case c.AddEnum() | c.DropEnum():
            return f"change the type {change.enum.name}"
        case c.ChangeEnum():
            return f"change the type {change.after.name}"
        case _:
            return None
