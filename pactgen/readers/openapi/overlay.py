"""OpenAPI Overlay documents, versions 1.0 and 1.1: changes to a contract that leave its file alone.

Location: pactgen/readers/openapi/overlay.py. Applied by `read` before anything else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.diagnostics import Diagnostic, diagnostic
from pactgen.readers.files import UnresolvedError
from pactgen.readers.jsonpath import PathError, find, plain_names
from pactgen.readers.openapi.patches import REMOVED, grafted, patched
from pactgen.readers.openapi.values import listing, mapping, text
from pactgen.source import Origin

if TYPE_CHECKING:
    from pactgen.ir.contract import Json
    from pactgen.readers.files import Document, Library
    from pactgen.readers.openapi.values import Node

_VERSIONS = ("1.0", "1.1")


def apply_overlay(document: Json, overlay: Json, file: str) -> tuple[Json, tuple[Diagnostic, ...]]:
    """Return a document with the actions of an overlay applied, and what was wrong with them.

    Args:
        document: The contract, as plain JSON; it is not changed.
        overlay: The overlay, as plain JSON.
        file: The name under which the overlay is shown.
    """
    origin = Origin(file)
    reason = _invalid(overlay)
    if reason is not None:
        return document, (diagnostic("overlay-invalid", origin, reason=reason),)
    findings: list[Diagnostic] = []
    for index, item in enumerate(listing(mapping(overlay).get("actions"))):
        place = origin.child("actions", index)
        document = _act(document, mapping(item), place, findings)
    return document, tuple(findings)


def apply_overlay_file(root: Document, overlay: Document, library: Library) -> list[Diagnostic]:
    """Apply an overlay to the root document of an input."""
    for item in listing(mapping(overlay.tree).get("actions")):
        root.tree = _opened(root, text(mapping(item).get("target")) or "", library)
    root.tree, findings = apply_overlay(root.tree, overlay.tree, overlay.name)
    return list(findings)


def _invalid(overlay: Json) -> str | None:
    node = mapping(overlay)
    version = text(node.get("overlay"))
    if version is None:
        return "it does not say `overlay: 1.0.0`"
    if not version.startswith(_VERSIONS):
        return f"version `{version}` is not known"
    actions = node.get("actions")
    if not isinstance(actions, list):
        return "`actions` must be a list"
    for index, item in enumerate(actions):
        if text(mapping(item).get("target")) is None:
            return f"action {index + 1} has no `target`"
    return None


def _act(document: Json, action: Node, place: Origin, findings: list[Diagnostic]) -> Json:
    target = str(action["target"])
    try:
        found = find(target, document)
        copied = _copied(action, document)
    except PathError as error:
        findings.append(
            diagnostic("overlay-target", place.child("target"), target=target, reason=str(error))
        )
        return document
    if not found:
        findings.append(diagnostic("overlay-unmatched", place.child("target"), target=target))
    for steps in reversed(found):
        if action.get("remove") is True:
            document = patched(document, steps, REMOVED)
            continue
        for change in (copied, action.get("update")):
            if change is not None:
                document = patched(document, steps, _merged(_at(document, steps), change))
    return document


def _copied(action: Node, document: Json) -> Json:
    """Return the node that an action of version 1.1 copies, if it does."""
    source = text(action.get("copy"))
    if source is None:
        return None
    found = find(source, document)
    return _at(document, found[0]) if found else None


def _at(node: Json, steps: tuple[str, ...]) -> Json:
    for step in steps:
        node = node[int(step)] if isinstance(node, list) else mapping(node)[step]
    return node


def _merged(node: Json, change: Json) -> Json:
    """Merge as the specification says: objects by member, lists by appending, values replaced."""
    if isinstance(node, dict) and isinstance(change, dict):
        changed = {
            name: _merged(node[name], value) if name in node else value
            for name, value in change.items()
        }
        return {**node, **changed}
    if isinstance(node, list):
        return [*node, *change] if isinstance(change, list) else [*node, change]
    return change


def _opened(root: Document, target: str, library: Library) -> Json:
    """Put in what references on the way to a target name, so that the target is found."""
    tree = root.tree
    try:
        names = plain_names(target)
    except PathError:
        return tree
    node = tree
    for depth, name in enumerate(names):
        if not isinstance(node, dict) or name not in node:
            return tree
        node = node[name]
        reference = mapping(node).get("$ref")
        if not isinstance(reference, str):
            continue
        try:
            found = library.follow(root, reference, Origin(root.name))
        except UnresolvedError:
            return tree
        beside = {key: value for key, value in mapping(node).items() if key != "$ref"}
        node = {**mapping(grafted(found.node, found.origin.file, root.name)), **beside}
        tree = patched(tree, names[: depth + 1], node)
    return tree
