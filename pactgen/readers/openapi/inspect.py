"""Structure and references of a whole input: repaired where possible, reported where not.

Location: pactgen/readers/openapi/inspect.py. Runs `walk`, `gate` and `verdicts` until nothing
changes; used by `read`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import Diagnostic, Repair, repair
from pactgen.readers.files import UnresolvedError
from pactgen.readers.identities import identified
from pactgen.readers.openapi.dialects import translated
from pactgen.readers.openapi.gate import Fault, faults
from pactgen.readers.openapi.grammar import SECTIONS, Kind
from pactgen.readers.openapi.patches import REMOVED, Patch, apply, grafted
from pactgen.readers.openapi.values import SCHEMA_WORDS, Node, fragment_step, mapping
from pactgen.readers.openapi.verdict import Verdict, last_step, subject
from pactgen.readers.openapi.verdicts import judge
from pactgen.readers.openapi.walk import Visit, walk
from pactgen.readers.positions import tokens
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Json
    from pactgen.readers.files import Document, Library, Target
    from pactgen.readers.openapi.versions import Dialect
    from pactgen.source import Origin

_DOCUMENTING: Final = frozenset({Kind.EXAMPLE, Kind.LINK, Kind.CALLBACK})
_JSON: Final = "application/json"
_ROUNDS: Final = 5
"""Repairs may uncover further faults; so many times is enough for documents that people write."""


@dataclass(slots=True)
class Inspection:
    """What was found, and the repairs that were made in the trees of the library."""

    findings: list[Diagnostic] = field(default_factory=list)
    repairs: dict[tuple[str, Origin, str], tuple[Repair, bool]] = field(default_factory=dict)
    """Each repair once, and whether the name and not the value is at fault."""

    written: dict[str, Json] = field(default_factory=dict)
    """The trees of the files that were repaired, as they were before."""
    patched: list[Origin] = field(default_factory=list)
    """The nodes that repairs changed."""
    visits: list[Visit] = field(default_factory=list)
    """Every object after the last repair."""

    def note(self, verdict: Verdict) -> None:
        """Keep the repair or the finding of a verdict."""
        if verdict.repair is not None:
            made = verdict.repair
            self.repairs.setdefault((made.code, made.origin, made.message), (made, verdict.at_key))
        if verdict.finding is not None:
            self.findings.append(verdict.finding)


def inspect(library: Library, root: Document, dialect: Dialect) -> Inspection:
    """Check the structure of every file that the root leads to, and repair what can be."""
    result = Inspection()
    for _ in range(_ROUNDS):
        walked = walk(library, root, dialect)
        sources = library.sources
        result.findings = list(walked.findings)
        verdicts = [_misplaced(visit, library) for visit in walked.misplaced]
        verdicts += [_unresolved(visit, found, library, root) for visit, found in walked.unresolved]
        for fault in faults(walked, dialect):
            inlined = _inlined(fault, library) or _model(fault, root)
            judged = [inlined] if inlined is not None else judge(fault, dialect, sources)
            verdicts += [_translated(verdict, library, dialect) for verdict in judged]
        for verdict in verdicts:
            result.note(verdict)
        if not _patch(library, verdicts, result):
            result.visits = walked.visits
            return result
    result.visits = walk(library, root, dialect).visits
    return result


def _patch(library: Library, verdicts: list[Verdict], result: Inspection) -> bool:
    """Apply the patches of the verdicts; tell whether there were any."""
    patches = [patch for verdict in verdicts for patch in verdict.patches]
    for patch in reversed(patches):
        document = library.named(patch.origin.file)
        result.written.setdefault(document.name, document.tree)
        result.patched.append(patch.origin)
        document.tree = apply(document.tree, patch)
    return bool(patches)


def _misplaced(visit: Visit, library: Library) -> Verdict:
    """Judge a reference that OpenAPI does not allow: objects are followed, maps filled in."""
    reference = str(visit.node.get("$ref"))
    place = visit.origin.child("$ref")
    made = repair("repair-reference-place", place, subject=_place(visit), reference=reference)
    if visit.kind is not Kind.MAP:
        return Verdict(repair=made)
    try:
        target = library.follow(library.named(place.file), reference, place)
    except UnresolvedError as error:
        return Verdict(finding=error.finding)
    content = grafted(mapping(target.node), target.origin.file, place.file)
    own = {name: each for name, each in _node(visit.origin, library).items() if name != "$ref"}
    return Verdict(repair=made, patches=(Patch(visit.origin, {**mapping(content), **own}),))


def _node(origin: Origin, library: Library) -> Node:
    """Return the object that stands in a place."""
    reference = "#" + origin.pointer.replace("%", "%25")
    return mapping(library.follow(library.named(origin.file), reference, origin).node)


def _place(visit: Visit) -> str:
    steps = tokens(visit.origin.pointer)
    return visit.kind.a if visit.kind is not Kind.MAP or not steps else f"`{steps[-1]}`"


def _inlined(fault: Fault, library: Library) -> Verdict | None:
    """Put in the text or list that a reference names, where neither may be a reference."""
    value = fault.value
    if fault.keyword != "type" or not isinstance(value, dict) or set(value) != {"$ref"}:
        return None
    reference, place = str(value["$ref"]), fault.origin.child("$ref")
    try:
        target = library.follow(library.named(place.file), reference, place)
    except UnresolvedError as error:
        return Verdict(finding=error.finding)
    if isinstance(target.node, dict):
        return None
    made = repair("repair-reference-place", place, subject=subject(fault), reference=reference)
    content = grafted(target.node, target.origin.file, place.file)
    return Verdict(repair=made, patches=(Patch(fault.origin, content),))


def _translated(verdict: Verdict, library: Library, dialect: Dialect) -> Verdict:
    """Put a keyword in the form of another version into that of this one, where it has one."""
    made = verdict.repair
    if made is None or verdict.patches or made.code != "repair-other-dialect":
        return verdict
    place = made.origin.parent()
    holder = _node(place, library)
    members = translated(tokens(made.origin.pointer)[-1], holder, dialect)
    patches = tuple(Patch(place.child(name), value) for name, value in members.items())
    return replace(verdict, patches=(*verdict.patches, *patches))


def _model(fault: Fault, root: Document) -> Verdict | None:
    """Read `type: Pet`, where `Pet` is a schema of the contract, as a reference to it."""
    if fault.holder is not Kind.SCHEMA or last_step(fault) != "type":
        return None
    named = _component(str(fault.value), Kind.SCHEMA, root)
    if named is None or fault.origin.file != root.name:
        return None
    made = repair("repair-type-name", fault.origin, found=fault.value, reading=f"`{named}`")
    schema = fault.origin.parent()
    patches = (Patch(fault.origin, REMOVED), Patch(schema.child("$ref"), named))
    return Verdict(repair=made, patches=patches)


def _unresolved(visit: Visit, finding: Diagnostic, library: Library, root: Document) -> Verdict:
    """Read a reference that names nothing as the component that it can only mean."""
    reference = str(visit.node["$ref"])
    place = visit.origin.child("$ref")
    if finding.code == "reference-wrong-kind" and visit.kind is Kind.SCHEMA:
        return _described(visit, finding, library)
    if finding.code == "reference-wrong-kind" and visit.kind in _BY_CONTENT:
        return _BY_CONTENT[visit.kind](visit, library)
    if reference.endswith("#/"):  # by RFC 6901 the member without a name
        reading = reference.removesuffix("/") if reference == "#/" else reference.removesuffix("#/")
        made = repair("repair-reference", place, reference=reference, reading=reading)
        return Verdict(repair=made, patches=(Patch(place, reading),))
    known = _identified(reference, place, library)
    if known is not None:
        return Verdict(patches=(Patch(place, known),))
    past = _past(reference, place, library)
    if past is not None:
        made = repair("repair-reference-past", place, reference=reference, reading=past)
        return Verdict(repair=made, patches=(Patch(place, past),))
    slashed = reference.replace("#", "#/", 1)
    if "#" in reference and _target(slashed, place, library) is not None:
        made = repair("repair-reference", place, reference=reference, reading=slashed)
        return Verdict(repair=made, patches=(Patch(place, slashed),))
    named = _component(reference, visit.kind, root)
    if named is not None:
        made = repair("repair-reference", place, reference=reference, reading=named)
        return Verdict(repair=made, patches=(Patch(place, _relative(named, visit, root)),))
    if visit.kind in _DOCUMENTING:
        made = repair("repair-reference-documenting", place, reference=reference)
        return Verdict(repair=made, patches=(Patch(visit.origin, REMOVED),))
    if visit.kind is Kind.SCHEMA and finding.code == "reference-file-not-found":
        made = repair("repair-reference-missing", place, reference=reference)
        return Verdict(repair=made, patches=(Patch(visit.origin, {}),))
    return Verdict(finding=finding)


def _identified(reference: str, place: Origin, library: Library) -> str | None:
    """Return the pointer to what bears the URI that a reference names."""
    origin = identified(reference, place, library)
    if origin is None:
        return None
    pointer = "".join(f"/{fragment_step(step)}" for step in tokens(origin.pointer))
    moved = mapping(grafted({"$ref": f"#{pointer}"}, origin.file, place.file))
    known = str(moved["$ref"])
    return known if _target(known, place, library) is not None else None


def _past(reference: str, place: Origin, library: Library) -> str | None:
    """Return a pointer that leads through other references as one that leads past them."""
    location, _, fragment = reference.partition("#")
    reading, passed = f"{location}#", {reference}
    rest = fragment.split("/")[1:]
    while rest:
        if _target(f"{reading}/{rest[0]}", place, library) is not None:
            reading = f"{reading}/{rest.pop(0)}"
            continue
        holder = _target(reading, place, library)
        other = mapping(holder.node).get("$ref") if holder is not None else None
        if holder is None or not isinstance(other, str) or reading in passed:
            return None
        passed.add(reading)
        moved = str(mapping(grafted({"$ref": other}, holder.origin.file, place.file))["$ref"])
        reading = moved if "#" in moved else f"{moved}#"
    return reading if len(passed) > 1 else None


def _target(reference: str, place: Origin, library: Library) -> Target | None:
    try:
        return library.follow(library.named(place.file), reference, place)
    except UnresolvedError:
        return None


def _described(visit: Visit, finding: Diagnostic, library: Library) -> Verdict:
    """Read a reference to a parameter, header or answer, where a schema must be, as to its schema.

    An answer that describes no content leaves every value open.
    """
    reference = str(visit.node["$ref"])
    place = visit.origin.child("$ref")
    target = library.follow(library.named(place.file), reference, place)
    node = mapping(target.node)
    media = [
        name for name, item in mapping(node.get("content")).items() if "schema" in mapping(item)
    ]
    if "schema" in node:
        inside = "schema"
    elif len(media) == 1:
        inside = f"content/{fragment_step(media[0])}/schema"
    elif not mapping(node.get("content")) and "description" in node:
        made = repair("repair-reference-open", place, reference=reference)
        return Verdict(repair=made, patches=(Patch(visit.origin, {}),))
    else:
        return Verdict(finding=finding)
    reading = f"{reference}/{inside}"
    made = repair("repair-reference", place, reference=reference, reading=reading)
    return Verdict(repair=made, patches=(Patch(place, reading),))


def _elsewhere(visit: Visit, library: Library) -> Verdict:
    """Read a parameter that is kept among other components; what is none is not there."""
    reference, place = str(visit.node["$ref"]), visit.origin.child("$ref")
    target = library.follow(library.named(place.file), reference, place)
    content = mapping(target.node)
    if {"name", "in"} <= set(content):
        made = repair("repair-reference", place, reference=reference, reading=reference)
        inside = grafted(content, target.origin.file, place.file)
        return Verdict(repair=made, patches=(Patch(visit.origin, inside),))
    made = repair("repair-reference-parameter", place, reference=reference)
    return Verdict(repair=made, patches=(Patch(visit.origin, REMOVED),))


def _answered(visit: Visit, library: Library) -> Verdict:
    """Read a schema, where an answer must be, as what the answer shows.

    What only describes itself is an answer that is kept among the schemas.
    """
    reference, place = str(visit.node["$ref"]), visit.origin.child("$ref")
    target = library.follow(library.named(place.file), reference, place)
    content = mapping(target.node)
    if "description" in content and not SCHEMA_WORDS & set(content):
        inside, reading = grafted(content, target.origin.file, place.file), "the answer that it is"
    else:
        shown: dict[str, Json] = {"schema": {"$ref": reference}}
        old = "swagger" in mapping(library.documents[0].tree)
        inside = {"description": "", **(shown if old else {"content": {_JSON: shown}})}
        reading = "an answer that shows it"
    made = repair("repair-reference-answer", place, reference=reference, reading=reading)
    return Verdict(repair=made, patches=(Patch(visit.origin, inside),))


def _put_in(visit: Visit, library: Library) -> Verdict:
    """Read a reference to a schema, where 2.0 has no references, as what stands there."""
    reference, place = str(visit.node["$ref"]), visit.origin.child("$ref")
    target = library.follow(library.named(place.file), reference, place)
    made = repair("repair-reference-place", place, subject=_place(visit), reference=reference)
    content = grafted(target.node, target.origin.file, place.file)
    return Verdict(repair=made, patches=(Patch(visit.origin, content),))


_BY_CONTENT: Final = {
    Kind.PARAMETER: _elsewhere,
    Kind.RESPONSE: _answered,
    Kind.ITEMS: _put_in,
}
"""How references to something of another kind are read, by the kind that must stand there."""


def _component(reference: str, kind: Kind, root: Document) -> str | None:
    """Return the reference to the component of this kind that has the last name."""
    name = reference.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    tree = mapping(root.tree)
    local = reference.startswith("#") or not {"/", "."} & set(reference)
    for section, held in SECTIONS.items():
        if held is not kind or not local:
            continue
        for holder, pointer in ((mapping(tree.get("components")), "/components"), (tree, "")):
            if name in mapping(holder.get(section)):
                return f"#{pointer}/{section}/{name}"
    return None


def _relative(reading: str, visit: Visit, root: Document) -> str:
    if visit.origin.file == root.name:
        return reading
    return str(mapping(grafted({"$ref": reading}, root.name, visit.origin.file))["$ref"])
