"""What services do with links, and what they read once those are as they were asked to be.

Location: pactgen/views/service_links.py. Used by the view of service.py. What is linked stays as it
is; where an operation answers it, it is read by the key that the link keeps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier
from pactgen.ir.behaviours import DeleteRow, ReplaceRow
from pactgen.views.access import (
    adds_quietly,
    clear_method,
    get_method,
    quiet_lookup,
    repository_of,
    resource_of,
    scopes,
    table_of,
)
from pactgen.views.blocks import Nested, Statement
from pactgen.views.bodies import sent_row
from pactgen.views.finders import finder_of, look_up, missing, path_key, row_name
from pactgen.views.known import known
from pactgen.views.layout import Code, call, prefixed, suffixed
from pactgen.views.linked_keys import key_of_link
from pactgen.views.repository_linked import linked_method
from pactgen.views.service_bulk import sent_keys
from pactgen.views.service_values import path_values

if TYPE_CHECKING:
    from pactgen.ir.behaviours import ReplaceLinks
    from pactgen.ir.design import Design, Endpoint


def link_method(
    design: Design, endpoint: Endpoint, behaviour: ReplaceLinks, *, shown: Code | None = None
) -> list[Statement]:
    """Link what the body names: in the place of what is linked, or beside it.

    `shown` is the statement that returns what is answered, also where there is no body.
    """
    repository, column = repository_of(design, endpoint), identifier(behaviour.column)
    name, before = key_of_link(design, endpoint, behaviour)
    beside = [f"{own}={value}" for own, value in path_values(design, endpoint)]
    made = call(known(resource_of(design, endpoint)).name, *beside, f"{column}={name}")
    adding: list[Statement] = [call(f"await {repository}.add", made)]
    if adds_quietly(behaviour):
        adding = _unless_linked(design, endpoint, name, adding)
    if behaviour.single:
        return [*before, *adding]
    each = f"for {name} in dict.fromkeys({sent_keys(design, endpoint, behaviour.attribute)}):"
    loop: list[Statement] = [each, *(Nested(statement) for statement in adding)]
    if behaviour.adds:
        return loop
    body = known(endpoint.body)
    row = sent_row(design, body)
    missing: list[Statement] = []
    if behaviour.attribute is not None and row.is_optional:
        missing = [f"if {row.expression} is None:", Nested(shown or "return")]
    parents = [identifier(each.name) for each, _ in scopes(endpoint)]
    removed = call(f"await {repository}.{identifier(clear_method(design, endpoint))}", *parents)
    return [*row.statements, *missing, removed, *loop]


def _unless_linked(
    design: Design, endpoint: Endpoint, name: str, adding: list[Statement]
) -> list[Statement]:
    """Add only where nothing ties both yet."""
    resource = known(resource_of(design, endpoint))
    method = get_method(design, resource, known(quiet_lookup(endpoint)))
    table = table_of(design, resource)
    above = [path_key(design, each, table.column(role.column)) for each, role in scopes(endpoint)]
    found = f"await {repository_of(design, endpoint)}.{method}"
    asked = call(found, *(key.stored for key in above), name)
    return [suffixed(prefixed("if ", asked), " is None:"), *(Nested(each) for each in adding)]


def listing_linked(design: Design, endpoint: Endpoint) -> Code:
    """Return the statement that reads all rows which links tie to the parent."""
    shown = known(endpoint.links_shown)
    links, resource = known(resource_of(design, endpoint)), design.resources[shown.resource]
    table = table_of(design, links)
    above = [(each, role) for each, role in scopes(endpoint) if role.column != shown.column]
    given = [path_key(design, each, table.column(role.column)).stored for each, role in above]
    method = f"self._{identifier(resource.plural)}.{linked_method(design, resource, links)}"
    return call(f"return await {method}", *given)


def with_link(design: Design, endpoint: Endpoint) -> list[Statement]:
    """Find the link that the path names: make it where there is none, remove it, or go on."""
    resource, finder = known(resource_of(design, endpoint)), known(finder_of(design, endpoint))
    row, repository = row_name(endpoint, resource), repository_of(design, endpoint)
    if isinstance(endpoint.behaviour, ReplaceRow):
        beside = [f"{own}={value}" for own, value in path_values(design, endpoint)]
        added = call(f"await {repository}.add", call(resource.name, *beside))
        return look_up(design, finder, row, otherwise=added)
    found = look_up(design, finder, row, otherwise=missing(design, finder))
    if isinstance(endpoint.behaviour, DeleteRow):
        found.append(call(f"await {repository}.remove", row))
    return found
