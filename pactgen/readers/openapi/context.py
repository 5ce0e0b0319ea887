"""What lowering carries along: the files, the dialect, the findings and the schemas to come.

Location: pactgen/readers/openapi/context.py. Used by the `lower_…` modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.diagnostics import Diagnostic, Repair, diagnostic, repair
from pactgen.readers.files import Document, Library, Target, UnresolvedError
from pactgen.readers.openapi.values import Node, found_type, mapping
from pactgen.readers.positions import tokens
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from pactgen.ir.contract import Json, Parameter, Response, Schema
    from pactgen.readers.openapi.grammar import Kind
    from pactgen.readers.openapi.versions import Dialect
    from pactgen.source import Origin

_SECTIONS = ("/components/schemas/", "/definitions/")


@dataclass(frozen=True, slots=True)
class Found:
    """A node and where it stands, after references."""

    node: Node
    origin: Origin
    shared: bool = False
    """Reached by a reference, and nothing beside the reference changes it."""


@dataclass(slots=True)
class Context:
    """The state of one lowering; nothing of it outlives the call of the reader."""

    library: Library
    root: Document
    dialect: Dialect
    findings: list[Diagnostic] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    schemas: dict[str, Schema] = field(default_factory=dict)
    pending: list[Target] = field(default_factory=list)
    queued: set[str] = field(default_factory=set)
    responses: dict[Origin, Response] = field(default_factory=dict)
    parameters: dict[Origin, Parameter] = field(default_factory=dict)
    """What references named and was lowered before: operations share most of it."""
    _aliases: dict[Origin, str] = field(default_factory=dict)
    _targets: dict[tuple[str, str], Target | None] = field(default_factory=dict)

    def resolve(self, value: Json, origin: Origin, kind: Kind) -> Found | None:
        """Follow references from a node to an object; None when there is none, as reported.

        Members beside a `$ref` that the object lacks are kept (path items) or override
        (descriptions, in 3.1).
        """
        seen: set[Origin] = set()
        beside: Node = {}
        start = origin
        while isinstance(value, dict) and isinstance(value.get("$ref"), str):
            reference = str(value["$ref"])
            if origin in seen:
                self.findings.append(
                    diagnostic(
                        "reference-loop", start.child("$ref"), reference=reference, kind=kind
                    )
                )
                return None
            seen.add(origin)
            beside = {k: v for k, v in value.items() if k != "$ref"} | beside
            target = self.target(reference, origin.child("$ref"))
            if target is None:
                return None
            value, origin = target.node, target.origin
        if not isinstance(value, dict):
            return None
        if beside:
            return Found({**value, **beside}, origin)
        return Found(value, origin, shared=bool(seen))

    def target(self, reference: str, origin: Origin) -> Target | None:
        """Return what a reference names; None when it names nothing, which is reported."""
        key = (origin.file, reference)
        if key in self._targets:
            found = self._targets[key]
            if found is not None:
                return found
        try:
            document = self.library.named(origin.file)
            found = self.library.follow(document, reference, origin)
        except UnresolvedError as error:
            self.findings.append(error.finding)
            found = None
        self._targets[key] = found
        return found

    def leads(self, reference: str, origin: Origin) -> bool:
        """Tell whether a reference names something; nothing is reported if not."""
        try:
            self.library.follow(self.library.named(origin.file), reference, origin)
        except UnresolvedError:
            return False
        return True

    def schema_key(self, reference: str, origin: Origin) -> str | None:
        """Return the key of the schema that a reference names, and see that it is lowered."""
        target = self.target(reference, origin)
        if target is None:
            return None
        if not isinstance(target.node, dict | bool):
            subject = f"what `{reference}` names"
            found = found_type(target.node)
            self.findings.append(
                diagnostic("value-type", origin, subject=subject, expected="a schema", found=found)
            )
            return None
        target = self._adopted(target)
        key = self.key(target.origin)
        if key not in self.queued:
            self.queued.add(key)
            self.pending.append(target)
        return key

    def _adopted(self, target: Target) -> Target:
        """Return the schema that bears a component's name where the component but refers to it."""
        node = mapping(target.node)
        if list(node) != ["$ref"] or not isinstance(node["$ref"], str):
            return target
        meant = self.target(node["$ref"], target.origin.child("$ref"))
        adopted = meant is not None and self._aliases.get(meant.origin) == self.key(target.origin)
        return meant if meant is not None and adopted else target

    def key(self, origin: Origin) -> str:
        """Return the key of a schema: the component's name, or `file#/pointer`."""
        if origin.file == self.root.name:
            for section in _SECTIONS:
                name = origin.pointer.removeprefix(section)
                if name != origin.pointer and "/" not in name:
                    return tokens("/" + name)[0]
        if origin in self._aliases:
            return self._aliases[origin]
        return str(origin) if origin.pointer else origin.file

    def repair(self, code: str, origin: Origin, **values: object) -> None:
        """Note a repair that lowering makes."""
        self.repairs.append(repair(code, origin, **values))

    def adopt(self, components: Node, origin: Origin) -> None:
        """Let a schema elsewhere take the name of the component that is but a reference to it.

        A document split over files often names its schemas in one list of such references,
        while the other files refer to the schemas directly.
        """
        for name, value in components.items():
            reference = mapping(value).get("$ref")
            if not isinstance(reference, str) or len(mapping(value)) != 1:
                continue
            target = self.target(reference, origin.child(name, "$ref"))
            if target is not None and self.key(target.origin) == _plain_key(target.origin):
                self._aliases[target.origin] = name


def _plain_key(origin: Origin) -> str:
    return str(origin) if origin.pointer else origin.file
