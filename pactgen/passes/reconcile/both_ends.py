"""What references call the rows that they name, and the two ends of a table that joins people.

Location: pactgen/passes/reconcile/both_ends.py. `follows (follower_id, followed_id)` has two ends
of the same sort: a `follower` is who does it, and those are `followed` whom somebody follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reconcile.wording import KEY_WORDS, Words, bare_of, ends_with, essence, same

if TYPE_CHECKING:
    from pactgen.ir.schema import ForeignKey, Table
    from pactgen.passes.reconcile.tables_of import Catalog

_BOTH: Final = 2


def role_of(key: ForeignKey) -> Words:
    """Return what a foreign key calls the row that it names: `department` of `department_code`."""
    spoken, referred = essence(key.columns[0]), essence(key.referred[0])
    if len(spoken) > len(referred) and ends_with(spoken, referred):
        spoken = spoken[: -len(referred)]
    return bare_of(spoken, KEY_WORDS)


def names_of_end(near: ForeignKey, far: ForeignKey) -> tuple[Words, ...]:
    """Return what those at the far end are called: `followed`, and `following` of a `follower`."""
    agent = role_of(near)[-1]
    done = ((f"{agent.removesuffix('er')}ing",),) if agent.endswith("er") else ()
    return tuple(dict.fromkeys((role_of(far), *done)))


def is_end(near: ForeignKey, far: ForeignKey, spoken: Words) -> bool:
    """Whether a word names those at the far end."""
    return any(same(spoken, each) for each in names_of_end(near, far))


def is_own_end(key: ForeignKey, called: Words) -> bool:
    """Whether a link calls the row itself so, and not what is at the other end: `course_code`."""
    return key.columns == key.referred or same(role_of(key), called)


def doer_of(catalog: Catalog, table: Table, people: Table) -> ForeignKey | None:
    """Return the reference to whoever does what a row says, of two to the same people."""
    return _parted(catalog, table, people, does=True)


def marked_end(catalog: Catalog, table: Table, people: Table) -> ForeignKey | None:
    """Return the reference to whom it is done."""
    return _parted(catalog, table, people, does=False)


def _parted(catalog: Catalog, table: Table, people: Table, *, does: bool) -> ForeignKey | None:
    keys = catalog.references(table, str(people.name))
    doers = [key for key in keys if role_of(key)[-1].endswith("er")]
    if len(keys) != _BOTH or len(doers) != 1:
        return None
    return doers[0] if does else next(key for key in keys if key is not doers[0])
