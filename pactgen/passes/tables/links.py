"""Addresses that answers show and no column keeps: of the row itself, and of its parents."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from pactgen.ir.database import Address, Link
from pactgen.passes.reading.base_path import base_path_of
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.samples import smallest
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.tables.drafts import (
    drafts_of,
    href_of,
    is_links,
    is_self,
    other_ids,
    spells_address,
)
from pactgen.passes.tables.keys import item_parameter
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import singular
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Property, Schema
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables.desk import Desk, Draft, Stored


def is_address(desk: Desk, draft: Draft) -> bool:
    """Whether a property spells the address of the row, which a path of the contract tells."""
    return is_self(desk.contract, draft) and item_parameter(desk.kept) is not None


def is_left_out(desk: Desk, draft: Draft) -> bool:
    """Hypermedia that answers need not carry has no column."""
    if draft.required:
        return False
    return is_links(desk.contract, draft) or is_self(desk.contract, draft)


def with_links(desk: Desk, stored: Stored) -> Stored:
    """Add what is made of the columns; the columns of the parents are known by now."""
    drafts = drafts_of(desk)
    aliases = other_ids(desk, drafts) - {column.name for column in stored.table.columns}
    links: list[tuple[str, Link]] = []
    for draft in drafts:
        if draft.attribute in aliases:
            links.append((draft.attribute, Address(path="{id}")))
        elif is_address(desk, draft):
            address = _address(desk, stored, _asking_most(desk, draft))
            links += [(draft.attribute, address)] if address is not None else []
        elif is_left_out(desk, draft):
            group = _group(desk, stored, draft)
            links += [(draft.attribute, group)] if group else []
    return replace(stored, table=replace(stored.table, links=tuple(links)))


def _group(desk: Desk, stored: Stored, draft: Draft) -> tuple[tuple[str, Address], ...]:
    """Return the members of `links` that paths of the contract tell; none if one must be unknown.

    `self` is the row, a member called like a parent is that parent.
    """
    members = shape_of(desk.contract, draft.schema).properties
    told = [(member, _link(desk, stored, member)) for member in members]
    if any(member.required and link is None for member, link in told):
        return ()
    return tuple((member.name, link) for member, link in told if link is not None)


def _link(desk: Desk, stored: Stored, member: Property) -> Address | None:
    if not spells_address(desk.contract, member.schema):
        return None
    if bare(member.name) in vocabulary.SELF and item_parameter(desk.kept) is not None:
        return _address(desk, stored, member.schema)
    for one in desk.kept.sightings:
        for step in one.place.scopes:
            noun = step.literals[-1] if step.literals else ""
            if noun and bare(member.name) == bare(singular(noun)):
                end = f"{{{step.parameter}}}"
                path = one.operation.path.partition(end)[0] + end
                spelled = _by_column(desk, path, one, stored)
                return None if spelled is None else _served(desk, member.schema, spelled)
    return None


def _address(desk: Desk, stored: Stored, schema: Schema) -> Address | None:
    """Return the address of a row: the first path of one that asks for no more than rows know."""
    for one in (*desk.kept.sightings, *desk.kept.actions):
        if not one.place.is_item:
            continue
        head = one.operation.path.partition(f"{{{one.place.steps[-1].parameter}}}")[0]
        path = _by_column(desk, head, one, stored)
        if path is not None:
            return _served(desk, schema, f"{path}{{{stored.lookup}}}")
    return None


def _by_column(desk: Desk, path: str, one: Sighting, stored: Stored) -> str | None:
    """Put the columns of the parents into a path, and the edition that the contract names.

    None: no column tells what one of its parameters was.
    """
    columns = stored.columns_in(one.place)
    if any(step.parameter not in columns for step in one.place.scopes):
        return None
    for step in one.place.scopes:
        path = path.replace(f"{{{step.parameter}}}", f"{{{columns[step.parameter]}}}")
    things = {step.parameter for step in one.place.steps}
    for parameter in one.operation.parameters:
        if parameter.location == "path" and parameter.name not in things:
            edition = quote(str(smallest(desk.contract, parameter.schema)), safe="")
            path = path.replace(f"{{{parameter.name}}}", edition)
    return path


def _served(desk: Desk, schema: Schema, path: str) -> Address:
    """Addresses are absolute where the contract wants a URI (RFC 3986, section 4.3), else paths."""
    held = href_of(desk.contract, schema)
    return Address(
        path=base_path_of(desk.contract, desk.config) + path,
        whole=_is_whole(desk, schema),
        member=None if held is None else held.name,
    )


def _is_whole(desk: Desk, schema: Schema) -> bool:
    """Whether only a URI is such an address; any text may be one where nothing is said."""
    held = href_of(desk.contract, schema)
    spelled = schema if held is None else held.schema
    return effective(desk.contract, spelled).format in {"uri", "url"}


def _asking_most(desk: Desk, draft: Draft) -> Schema:
    """Return the schema whose address every answer can show: one that asks for a URI, if any."""
    shown = [one.schema for one in draft.answers]
    return next((schema for schema in shown if _is_whole(desk, schema)), draft.schema)
