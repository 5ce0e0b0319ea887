"""Flags that say whether whoever is calling is linked to a row: `saved`, of bookmarks.

Location: pactgen/passes/reconcile/callers_links.py. Used by `align_relations`. A table of links
joins rows with people; the description says that the flag is about the caller.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.reconcile.ways import Shown, Way
from pactgen.passes.reconcile.wording import FLAG_WORDS, bare_of, essence, essence_of_text, undone
from pactgen.passes.words import vocabulary

if TYPE_CHECKING:
    from pactgen.ir.contract import Schema
    from pactgen.ir.schema import Table
    from pactgen.passes.reconcile.tables_of import Catalog

_OF_CALLER: Final = re.compile(
    r"\b(?:whether|if|true (?:if|when)) (?:the |an? )?"
    r"(?:(?:current|calling|authenticated|signed[- ]in|logged[- ]in) (?:user|member|customer)"
    r"|caller|requester|you)\b(?: (?:has|have|is|are))?(?: already)? (?P<deed>\w+)",
    re.IGNORECASE,
)


def callers_link(catalog: Catalog, table: Table, name: str, schema: Schema) -> Shown | None:
    """Return the links that a flag is about; None where it is not about the caller, or of several.

    Args:
        catalog: of the schema.
        table: whose rows have the flag.
        name: of the flag.
        schema: what is said of it.
    """
    told = _OF_CALLER.search(schema.description or "")
    if told is None:
        return None
    spoken = undone(bare_of(essence(name), FLAG_WORDS))
    deeds = {*spoken, *undone((told["deed"].lower(),))}
    found = [each for each in _links(catalog, table) if deeds & _words(catalog, each[0])]
    if len(found) != 1:
        return None
    join, (own, other), person = found[0]
    way = Way(table=join, many=True, pairs=((other, own),), names=(essence(name),))
    why = f"It says whether a row of `{join.name}` links it with whoever is calling."
    return Shown(way=way, figure="mine", column=person, why=why)


def _links(catalog: Catalog, table: Table) -> list[tuple[Table, tuple[str, str], str]]:
    """Return the tables that join rows with people: how they refer to both."""
    found = []
    for join in catalog.tables.values():
        near = [key for key in catalog.references(join, str(table.name)) if len(key.columns) == 1]
        people = [
            key
            for key in join.foreign_keys
            if key not in near and len(key.columns) == 1
            if catalog.words.get(str(key.table), ("",))[-1] in vocabulary.PEOPLE
        ]
        if catalog.joins(join) and len(near) == 1 and len(people) == 1:
            pair = (near[0].columns[0], near[0].referred[0])
            found.append((join, pair, people[0].columns[0]))
    return found


def _words(catalog: Catalog, join: Table) -> set[str]:
    """Return what links are called, and what is remarked on them."""
    told = (*catalog.words[str(join.name)], *essence_of_text(join.comment or ""))
    return set(undone(told))
