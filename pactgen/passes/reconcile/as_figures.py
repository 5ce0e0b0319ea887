"""`GET /teams/{id}/stats`: figures of a row, which the item itself does not show.

Location: pactgen/passes/reconcile/as_figures.py. Used by `design_backend`, once the tables are
known. What has nothing but columns of the row and numbers that rows below it make is a look at the
row; where one member is not certain, nothing is.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pactgen.ir.database import COMPUTED
from pactgen.passes.reading.entities import entity_in
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.reconcile.align_relations import Surveyor
from pactgen.passes.reconcile.align_tables import Alignment, nouns_of, shape_matches
from pactgen.passes.reconcile.wording import essence
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.reconcile.align_tables import Unaligned
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.reconcile.wording import Words
    from pactgen.passes.resources.values import CollectionKey, Sighting

Aligned = tuple["Alignment | Unaligned", ...]


def as_figures(
    contract: Contract, sightings: tuple[Sighting, ...], aligned: Aligned, catalog: Catalog
) -> tuple[tuple[Sighting, ...], Aligned]:
    """Give every such look to the resource above it, whose row it shows."""
    bound = [one for one in aligned if isinstance(one, Alignment)]
    above = {key: one for one in bound for key in one.kept.keys}
    known = {each.operation.label for one in aligned for each in one.kept.sightings}
    called = {str(one.table.name): essence(one.kept.name) for one in bound}
    looks = {
        one.operation.label: found
        for one in sightings
        if one.operation.label not in known
        and (found := _look(contract, one, above, catalog, called)) is not None
    }
    if not looks:
        return sightings, aligned
    homes = {label: above[each.place.collection].kept.name for label, each in looks.items()}
    return (
        tuple(looks.get(one.operation.label, one) for one in sightings),
        tuple(
            _with_looks(one, [looks[label] for label, name in homes.items() if name == of])
            for one in aligned
            for of in [one.kept.name]
        ),
    )


def _with_looks(one: Alignment | Unaligned, looks: list[Sighting]) -> Alignment | Unaligned:
    if not looks:
        return one
    shown = (each.answer.schema for each in looks if each.answer is not None)
    kept = replace(
        one.kept,
        sightings=(*one.kept.sightings, *looks),
        representations=(*one.kept.representations, *shown),
    )
    return replace(one, kept=kept)


def _look(
    contract: Contract,
    one: Sighting,
    above: Mapping[CollectionKey, Alignment],
    catalog: Catalog,
    called: Mapping[str, Words],
) -> Sighting | None:
    """Return the look at the row above; None where the answer has something else in it."""
    place, schema = one.place, answered_schema(one.operation)
    named = len(place.tail) == 1 and bare(place.tail[0]) in vocabulary.SUMMARIES | {"overview"}
    queries = any(each.location == "query" for each in one.operation.parameters)
    if one.method != "get" or not named or not place.steps or schema is None or queries:
        return None
    moved = replace(place, tail=())
    home = above.get(moved.collection)
    answer = entity_in(contract, schema, moved.noun, is_item=True)
    if home is None or home.kept.singleton or answer is None or answer.many:
        return None
    if not _is_certain(contract, answer.schema, home, catalog, called):
        return None
    return replace(one, place=moved, answer=answer)


def _is_certain(
    contract: Contract,
    schema: Schema,
    home: Alignment,
    catalog: Catalog,
    called: Mapping[str, Words],
) -> bool:
    """Whether each member is a column of the row, or a figure of rows below it."""
    nouns = nouns_of(home.kept, catalog, home.table)
    matches, _ = shape_matches(contract, catalog, home.table, schema, nouns)
    surveyor = Surveyor(contract=contract, catalog=catalog, table=home.table, called=called)
    told: Counter[str] = Counter()
    for member in shape_of(contract, schema).properties:
        if member.name in matches:
            told["column"] += 1
            continue
        shown = surveyor.shown(member.name, member.schema)
        if shown is None or shown.figure not in COMPUTED:
            return False
        told["figure"] += 1
    return told["figure"] > 0
