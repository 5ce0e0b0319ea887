"""An OpenAPI 3 document to a `Contract`.

Location: pactgen/readers/openapi/lower.py. Uses the other `lower_…` modules; used by `read`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import diagnostic
from pactgen.ir.contract import Contract, Operation, Requirement, Tag
from pactgen.readers.openapi.grammar import METHODS, Kind
from pactgen.readers.openapi.kinds import made_of, without_circles
from pactgen.readers.openapi.lower_payload import lower_body, lower_parameters, lower_responses
from pactgen.readers.openapi.lower_schema import lower_pending
from pactgen.readers.openapi.lower_security import lower_schemes, lower_security
from pactgen.readers.openapi.values import (
    Node,
    extensions,
    flag,
    fragment_step,
    listing,
    mapping,
    prose,
    text,
    texts,
)
from pactgen.readers.openapi.versions import Dialect
from pactgen.source import Origin
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Body, Json, Parameter, Response, Schema
    from pactgen.readers.openapi.context import Context

_VARIABLE: Final = re.compile(r"\{([^{}]+)\}")


def lower(context: Context) -> Contract:
    """Lower the whole document: operations first, then every schema."""
    origin = Origin(context.root.name)
    node = mapping(context.root.tree)
    info = mapping(node.get("info"))
    components = mapping(node.get("components"))
    parts = origin.child("components")
    context.adopt(mapping(components.get("schemas")), parts.child("schemas"))
    operations = tuple(_operation(site, context) for site in sites(node, origin, context))
    return Contract(
        origin=origin,
        dialect=str(node.get("openapi")),
        title=text(info.get("title")) or PurePosixPath(context.root.name).stem,
        version=text(info.get("version")) or "",
        summary=prose(info.get("summary")),
        description=prose(info.get("description")),
        servers=_servers(node.get("servers")),
        tags=lower_tags(node.get("tags"), origin.child("tags"), context),
        operations=operations,
        schemas=lower_components(components.get("schemas"), "/components/schemas", context),
        security_schemes=lower_schemes(
            components.get("securitySchemes"), parts.child("securitySchemes"), context
        ),
        webhooks=tuple(mapping(node.get("webhooks"))),
        extensions=extensions(node),
    )


def lower_components(value: Json, pointer: str, context: Context) -> dict[str, Schema]:
    """Lower all named schemas: components in their order, then those that references found."""
    for name in mapping(value):
        reference = f"#{pointer}/{fragment_step(name)}"
        context.schema_key(reference, Origin(context.root.name))
    lower_pending(context)
    _report_loops(context)
    context.schemas = without_circles(context.schemas)
    named = {name: context.schemas[name] for name in mapping(value) if name in context.schemas}
    others = {key: context.schemas[key] for key in sorted(context.schemas) if key not in named}
    return named | others


def _report_loops(context: Context) -> None:
    """Report schemas that are made of themselves: by references alone, or in an `allOf`."""
    parts = {key: tuple(made_of(schema)) for key, schema in context.schemas.items()}
    for key in context.schemas:
        for part in parts[key]:
            if _leads_to(key, part, parts):
                place = part.origin.child("$ref")
                context.findings.append(
                    diagnostic("reference-loop", place, reference=part.ref, kind=Kind.SCHEMA)
                )


def _leads_to(key: str, start: Schema, parts: Mapping[str, tuple[Schema, ...]]) -> bool:
    seen: set[str] = set()
    waiting = [start.ref]
    while waiting:
        name = waiting.pop()
        if name == key:
            return True
        if name is not None and name not in seen:
            seen.add(name)
            waiting += [part.ref for part in parts.get(name, ())]
    return False


def lower_tags(value: Json, origin: Origin, context: Context) -> tuple[Tag, ...]:
    """Lower the tags that the document describes, each once."""
    tags: dict[str, Tag] = {}
    parents: dict[str, tuple[str, Origin]] = {}
    for index, item in enumerate(listing(value)):
        name = text(mapping(item).get("name"))
        if name is None:
            continue
        if name in tags:
            context.repair("repair-tag-duplicate", origin.child(index, "name"), name=name)
            continue
        tags[name] = Tag(name=name, description=prose(mapping(item).get("description")))
        parent = text(mapping(item).get("parent"))
        if parent is not None and context.dialect is Dialect.V32:
            parents[name] = (parent, origin.child(index, "parent"))
    for name, (parent, place) in parents.items():
        reason = _no_tree(name, parent, parents, tags)
        if reason is not None:
            context.findings.append(diagnostic("tag-parent", place, name=name, reason=reason))
    return tuple(tags.values())


def _no_tree(
    name: str, parent: str, parents: Mapping[str, tuple[str, Origin]], tags: Mapping[str, Tag]
) -> str | None:
    """Say why the parent of a tag cannot be, if it cannot."""
    if parent not in tags:
        return f"the parent `{parent}`, which is not described"
    seen: list[str] = []
    while parent in parents and parent not in seen:
        if parent == name:
            return "itself among its ancestors"
        seen.append(parent)
        parent = parents[parent][0]
    return "itself among its ancestors" if parent == name else None


def _servers(value: Json) -> tuple[str, ...]:
    """Return the URLs, with the defaults of their variables put in."""
    urls: list[str] = []
    for item in listing(value):
        variables = mapping(mapping(item).get("variables"))

        def default(found: re.Match[str], variables: Node = variables) -> str:
            return str(mapping(variables.get(found[1])).get("default", found[0]))

        url = text(mapping(item).get("url"))
        if url is not None:
            urls.append(_VARIABLE.sub(default, url))
    return tuple(urls)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An operation and what surrounds it: all that its meaning depends on."""

    path: str
    method: str
    node: Node
    origin: Origin
    item: Node
    """The path item, whose parameters the operation shares."""
    item_origin: Origin
    document: Node
    root: Origin

    @property
    def security(self) -> tuple[Requirement, ...]:
        """Return the requirements of the operation, or those of the document."""
        if isinstance(self.node.get("security"), list):
            return lower_security(self.node["security"], self.origin.child("security"))
        return lower_security(self.document.get("security"), self.root.child("security"))


def sites(document: Node, origin: Origin, context: Context) -> Iterator[Site]:
    """Yield the operations of all paths, in the order of the document."""
    paths = context.resolve(document.get("paths"), origin.child("paths"), Kind.PATHS)
    if paths is None:
        return
    for name, value in paths.node.items():
        if name.startswith("x-"):
            continue
        item = context.resolve(value, paths.origin.child(name), Kind.PATH_ITEM)
        if item is None:
            continue
        path = name if name.startswith("/") else f"/{name}"
        for method, place, operation in _methods(item.node, item.origin):
            found = context.resolve(operation, place, Kind.OPERATION)
            if found is not None:
                yield Site(
                    path=path,
                    method=method,
                    node=found.node,
                    origin=found.origin,
                    item=item.node,
                    item_origin=item.origin,
                    document=document,
                    root=origin,
                )


def _methods(item: Node, origin: Origin) -> Iterator[tuple[str, Origin, Json]]:
    for member, value in item.items():
        if member in METHODS:
            yield member, origin.child(member), value
        elif member == "additionalOperations":
            for method, operation in mapping(value).items():
                yield method.lower(), origin.child(member, method), operation


def operation(
    site: Site,
    parameters: tuple[tuple[Parameter, ...], tuple[Parameter, ...]],
    body: Body | None,
    responses: tuple[Response, ...],
) -> Operation:
    """Put an operation together; its own parameters override those of the path item."""
    shared, own = parameters
    overridden = {(item.name, item.location) for item in own}
    node = site.node
    return Operation(
        origin=site.origin,
        method=site.method,
        path=site.path,
        operation_id=text(node.get("operationId")),
        summary=prose(node.get("summary")),
        description=prose(node.get("description")),
        tags=texts(node.get("tags")),
        parameters=(
            *(item for item in shared if (item.name, item.location) not in overridden),
            *own,
        ),
        body=body,
        responses=responses,
        security=site.security,
        deprecated=flag(node.get("deprecated")),
        extensions=extensions(node),
    )


def _operation(site: Site, context: Context) -> Operation:
    node, origin = site.node, site.origin
    places = ((site.item, site.item_origin), (node, origin))
    shared, own = (
        lower_parameters(holder.get("parameters"), place.child("parameters"), context)
        for holder, place in places
    )
    body = None
    if "requestBody" in node:
        body = lower_body(node["requestBody"], origin.child("requestBody"), context)
    responses = lower_responses(node.get("responses"), origin.child("responses"), context)
    return operation(site, (shared, own), body, responses)
