"""Gather what all schemas of a resource say about each of its properties."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Final

from pactgen.decisions import storage
from pactgen.passes.reading.columns import effective, is_read_only, is_write_only, storage_of
from pactgen.passes.reading.patterns import matches
from pactgen.passes.reading.resource_objects import Inner, in_parts, inner_members, row_members
from pactgen.passes.reading.secrets import is_secret
from pactgen.passes.reading.shapes import is_object, shape_of, types_of
from pactgen.passes.tables.desk import Desk, Draft
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import attribute_name, attribute_names, singular
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactgen.decisions import Decision
    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.passes.resources.values import Sighting


def drafts_of(desk: Desk) -> tuple[Draft, ...]:
    """Return the properties in the order in which answers, then inputs, declare them."""
    return tuple(each for each in _every(desk) if not _is_kept_out(desk, each))


def kept_out_of_parts(desk: Desk) -> Iterator[Decision]:
    """Yield what is said of credentials in parts of the row: nobody hashes them there."""
    for each in _every(desk):
        if _is_kept_out(desk, each) and each.inner is not None:
            yield storage.left_out(desk.kept.name, each.inner.way[0], each.name, each.origins)


def _is_kept_out(desk: Desk, draft: Draft) -> bool:
    secret = draft.inner is not None and not draft.answers
    return secret and is_secret(desk.contract, draft.name, draft.schema)


def _every(desk: Desk) -> tuple[Draft, ...]:
    contract, kept, opened = desk.contract, desk.kept, has_parts(desk)
    inner = _inner(desk) if opened else {}
    members = partial(_members, contract, opened=opened)
    answers = [members(schema, sent=False) for schema in kept.representations]
    inputs = [members(schema, sent=True) for schema in kept.inputs]
    creations = [members(schema, sent=True) for schema in kept.creations]
    shown = {name for group in answers for name in group}
    spelt = _spellings(shown, {name for group in inputs for name in group})
    inputs = [{spelt.get(name, name): one for name, one in group.items()} for group in inputs]
    creations = [{spelt.get(name, name): one for name, one in group.items()} for group in creations]
    inputs += [_part(one, shown) for one in kept.actions]
    named = {name for group in inputs for name in group if _names_row(desk, name)} - shown
    names = [name for group in (*answers, *inputs) for name in group if name not in named]
    names = list(dict.fromkeys(names))
    attributes = attribute_names(names)
    return tuple(
        Draft(
            name=name,
            attribute=attributes[name],
            answers=tuple(group[name] for group in answers if name in group),
            inputs=tuple(group[name] for group in inputs if name in group),
            creations=tuple(group[name] for group in creations if name in group),
            always_sent=bool(creations)
            and all(name in group and group[name].required for group in creations),
            inner=inner.get(name),
        )
        for name in names
    )


def _inner(desk: Desk) -> dict[str, Inner]:
    """Return the members that stand in parts of the row, as answers have them, else bodies."""
    shown = (*reversed(desk.kept.inputs), *reversed(desk.kept.representations))
    found = (each for schema in shown for each in inner_members(desk.contract, schema))
    return {each.member.name: each for each in found}


def _spellings(shown: Collection[str], told: Collection[str]) -> dict[str, str]:
    """Return what answers call the properties that inputs spell otherwise.

    `FriendlyName` of a form is the `friendly_name` of its answer, where neither has both.
    """
    by_attribute: dict[str, list[str]] = defaultdict(list)
    for name in (*shown, *told):
        if name not in shown or name not in told:
            by_attribute[attribute_name(name)].append(name)
    pairs = (names for names in by_attribute.values() if len(names) == 2)
    return {other: name for name, other in pairs if name in shown and other not in shown}


def _part(one: Sighting, shown: Collection[str]) -> dict[str, Property]:
    """Return the list that an action puts in place of one that answers show."""
    if one.part is None:
        return {}
    called = bare(one.part.value.name)
    return {name: one.part.value for name in shown if bare(name) == called}


def _names_row(desk: Desk, name: str) -> bool:
    """Whether calls name their row so: `channel` of `/channels.rename`."""
    if not any(one.called for one in desk.kept.sightings):
        return False
    noun = bare(singular(desk.kept.noun.rpartition(".")[2]))
    return bare(name) in {noun, f"{noun}id"}


def has_parts(desk: Desk) -> bool:
    """Whether its rows are shown in parts, as resource objects are."""
    return in_parts(desk.contract, (*desk.kept.representations, *desk.kept.inputs))


def members_of(desk: Desk, schema: Schema) -> tuple[Property, ...]:
    """Return the members of a row, those in its parts beside the others."""
    return row_members(desk.contract, schema, opened=has_parts(desk))


def _members(
    contract: Contract, schema: Schema, *, sent: bool, opened: bool
) -> dict[str, Property]:
    """Return the members that travel in a direction: no writeOnly in answers, no readOnly in."""
    is_hidden = is_read_only if sent else is_write_only
    return {
        member.name: member
        for member in row_members(contract, schema, sent=sent, opened=opened)
        if not is_hidden(contract, member.schema)
    }


def is_links(contract: Contract, draft: Draft) -> bool:
    """Whether it is hypermedia, which travels and is not stored."""
    return bare(draft.name) in vocabulary.LINKS and is_object(contract, draft.schema)


def is_self(contract: Contract, draft: Draft) -> bool:
    """Whether it is the address of the row itself."""
    named = bare(draft.name) in vocabulary.SELF and not draft.inputs
    return named and spells_address(contract, draft.schema)


def spells_address(contract: Contract, schema: Schema) -> bool:
    """Whether a schema has room for an address: a text, or HAL's `{"href": …}`."""
    told = types_of(contract, schema) - {"null"}
    return not told or told == {"string"} or href_of(contract, schema) is not None


_ADDRESS: Final = "http://localhost:8000/v1/things?offset=10"
"""Such texts stand in links: of a row, and of a page."""


def href_of(contract: Contract, schema: Schema) -> Property | None:
    """Return the member of a link object (HAL, section 5) that holds its address."""
    shape = shape_of(contract, schema)
    href = shape.property("href")
    if href is None or types_of(contract, href.schema) != {"string"}:
        return None
    pattern = effective(contract, href.schema).pattern
    if pattern is not None and not matches(pattern, _ADDRESS):
        return None
    others = (member.required for member in shape.properties if member is not href)
    return None if any(others) else href


def other_ids(desk: Desk, drafts: tuple[Draft, ...]) -> frozenset[str]:
    """Find a `bookingId` that is the `id` of another answer: no answer shows both."""
    text = {
        bare(one.name): one
        for one in drafts
        if storage_of(desk.contract, one.schema).kind in {"text", "uuid"} and not one.inputs
    }
    if "id" not in text:
        return frozenset()
    nouns = {bare(desk.kept.name), bare(singular(desk.kept.noun))}
    names = {f"{noun}id" for noun in nouns} & set(text)
    together = [
        {bare(member.name) for member in shape_of(desk.contract, schema).properties}
        for schema in desk.kept.representations
    ]
    return frozenset(
        text[name].attribute for name in names if not any({"id", name} <= one for one in together)
    )
