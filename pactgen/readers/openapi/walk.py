"""Visit every object of a document and of all that it refers to, by kind.

Location: pactgen/readers/openapi/walk.py. Uses `grammar`; used by the gate, the repairs and the
ledger's account of keywords.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import diagnostic
from pactgen.readers.files import UnresolvedError
from pactgen.readers.openapi.grammar import SECTIONS, Kind, children
from pactgen.readers.openapi.values import Node, found_type
from pactgen.readers.openapi.versions import Dialect
from pactgen.readers.positions import tokens
from pactgen.source import Origin
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.diagnostics import Diagnostic
    from pactgen.ir.contract import Json
    from pactgen.readers.files import Document, Library

_REFERABLE: Final = frozenset(
    {
        Kind.PATH_ITEM,
        Kind.PARAMETER,
        Kind.BODY,
        Kind.RESPONSE,
        Kind.HEADER,
        Kind.EXAMPLE,
        Kind.LINK,
        Kind.CALLBACK,
        Kind.SECURITY_SCHEME,
        Kind.SCHEMA,
    }
)
_COMPONENT: Final = 3
"""Steps of `/components/schemas/Pet`."""
_DEFINITION: Final = 2
"""Steps of `/definitions/Pet`."""
_REFERABLE_20: Final = frozenset({Kind.PATH_ITEM, Kind.PARAMETER, Kind.RESPONSE, Kind.SCHEMA})


@dataclass(frozen=True, slots=True)
class Visit:
    """One object: what it is, where it stands, what it says."""

    kind: Kind
    origin: Origin
    node: Node


@dataclass(slots=True)
class Walk:
    """All objects of an input, and what its references came to."""

    visits: list[Visit] = field(default_factory=list)
    """Each object once."""
    units: list[Visit] = field(default_factory=list)
    """The root, and each object elsewhere that a reference named."""
    misplaced: list[Visit] = field(default_factory=list)
    """Objects with a `$ref` where the version of OpenAPI allows none."""
    unresolved: list[tuple[Visit, Diagnostic]] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def referable(kind: Kind, dialect: Dialect) -> bool:
    """Tell whether a reference may stand in place of such an object."""
    if dialect is Dialect.V20:
        return kind in _REFERABLE_20
    return kind in _REFERABLE or (kind is Kind.MEDIA_TYPE and dialect is Dialect.V32)


def objects(kind: Kind, origin: Origin, value: Json, seen: set[tuple[str, str]]) -> Iterator[Visit]:
    """Yield a node and all objects inside it; `seen` has the (file, pointer) of those yielded."""
    stack: list[tuple[Kind, Origin, Json]] = [(kind, origin, value)]
    while stack:
        kind, origin, value = stack.pop()
        if isinstance(value, str) and origin.pointer.endswith("/$ref"):
            yield Visit(Kind.MAP, origin.parent(), {"$ref": value})
        place = (origin.file, origin.pointer)
        if not isinstance(value, dict) or place in seen:
            continue
        seen.add(place)
        yield Visit(kind, origin, value)
        inner = children(kind, value)
        stack += [(below, origin.child(*steps), item) for steps, below, item in reversed(inner)]


def walk(library: Library, root: Document, dialect: Dialect) -> Walk:
    """Visit the root document and, through references, everything that it needs."""
    result = Walk()
    seen: set[tuple[str, str]] = set()
    followed: dict[tuple[Kind, str, str], Visit | None] = {}
    start = Origin(root.name)
    pending = [Visit(Kind.DOCUMENT, start, root.tree)] if isinstance(root.tree, dict) else []
    while pending:
        unit = pending.pop()
        if (unit.origin.file, unit.origin.pointer) in seen:
            continue
        result.units.append(unit)
        found: list[Visit] = []
        for visit in objects(unit.kind, unit.origin, unit.node, seen):
            result.visits.append(visit)
            if "$ref" not in visit.node:
                continue
            key = (visit.kind, visit.origin.file, str(visit.node["$ref"]))
            if not referable(visit.kind, dialect):
                result.misplaced.append(visit)
            if visit.kind is Kind.MAP:
                continue
            if followed.get(key) is None:
                followed[key] = _follow(visit, library, result)
                target = followed[key]
                if target is not None:
                    found.append(target)
        pending += reversed(found)
    return result


def _follow(visit: Visit, library: Library, result: Walk) -> Visit | None:
    """Return the object that a reference names; report what is wrong with it."""
    reference, origin = visit.node["$ref"], visit.origin.child("$ref")
    if not isinstance(reference, str):
        found = found_type(reference)
        result.findings.append(diagnostic("reference-not-text", origin, found=found))
        return None
    try:
        target = library.follow(library.named(origin.file), reference, origin)
    except UnresolvedError as error:
        result.unresolved.append((visit, error.finding))
        return None
    section = _section(target.origin)
    if section is not None and SECTIONS[section] is not visit.kind:
        finding = diagnostic(
            "reference-wrong-kind",
            origin,
            reference=reference,
            found=SECTIONS[section].a,
            kind=visit.kind.a,
            section=_home(visit.kind),
        )
        result.unresolved.append((visit, finding))
        return None
    if not isinstance(target.node, dict):
        return None
    return Visit(visit.kind, target.origin, target.node)


def _section(origin: Origin) -> str | None:
    """Return the section of named objects in which an object stands, if it is one of them."""
    steps = tokens(origin.pointer)
    if len(steps) == _COMPONENT and steps[0] == "components" and steps[1] in SECTIONS:
        return steps[1]
    if len(steps) == _DEFINITION and steps[0] in SECTIONS:
        return steps[0]
    return None


def _home(kind: Kind) -> str:
    return next((f"components/{name}" for name, held in SECTIONS.items() if held is kind), kind)
