"""The files of one input: each read once, none from outside the root, none from the network.

Location: pactgen/readers/files.py. Uses `text`; used by the readers of multi-file formats.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from pactgen.diagnostics import diagnostic
from pactgen.readers.positions import SourceMap, tokens
from pactgen.readers.text import MOST_BYTES, load
from pactgen.source import Origin, SourceFile, Span
from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.diagnostics import Diagnostic
    from pactgen.ir.contract import Json
    from pactgen.readers.located import Place

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")


@dataclass(slots=True)
class Document:
    """One file, read. `tree` is replaced when repairs are applied; the bytes never change."""

    source: SourceFile
    path: Path
    tree: Json
    located: Place | None = None
    """Where everything stands, if reading found out."""

    @property
    def name(self) -> str:
        """Return the name under which the file is shown."""
        return self.source.name


class UnresolvedError(Exception):
    """A reference that leads nowhere; the finding says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference names."""

    document: Document
    origin: Origin
    node: Json


def input_root(path: Path) -> Path:
    """Return the folder that holds the whole input: the current one, if it is a project's.

    A document below the current folder may refer to any file below it; one from elsewhere only
    to files beside and below itself.
    """
    here, folder = Path.cwd().resolve(), path.resolve().parent
    is_project = here not in {Path(here.anchor), Path.home().resolve()}
    return here if is_project and folder.is_relative_to(here) else folder


class Library:
    """Reads files on demand and keeps what it read."""

    def __init__(self, root: Path, base: Path) -> None:
        """Read only below `root`; show names relative to `base`."""
        self._root = root.resolve()
        self._base = base.resolve()
        self._documents: dict[Path, Document | None] = {}
        self._names: dict[str, Document] = {}
        self._others: dict[tuple[str, str], Document | None] = {}
        self.findings: list[Diagnostic] = []

    @property
    def documents(self) -> tuple[Document, ...]:
        """Return every file that was read, in the order of reading."""
        return tuple(item for item in self._documents.values() if item is not None)

    @property
    def sources(self) -> SourceMap:
        """Return lines and columns of every file that was read."""
        known = {item.name: item.located for item in self.documents if item.located is not None}
        return SourceMap(self.files, known)

    @property
    def files(self) -> tuple[SourceFile, ...]:
        """Return the bytes of every file that was read."""
        return tuple(document.source for document in self.documents)

    def open(self, path: Path) -> Document | None:
        """Read a file once; None when its text cannot be read, which is reported."""
        resolved = path.resolve()
        if resolved not in self._documents:
            document = self._documents[resolved] = self._read(resolved)
            if document is not None:
                self._names[document.name] = document
        return self._documents[resolved]

    def named(self, name: str) -> Document:
        """Return a file that was read, by the name under which it is shown."""
        return self._names[name]

    def follow(self, document: Document, reference: str, origin: Origin) -> Target:
        """Find what a reference in a document names; UnresolvedError says why it cannot."""
        location, _, fragment = reference.partition("#")
        target: Document | None = document
        if location:
            key = (document.name, location)
            if key not in self._others:
                self._others[key] = self._other(document, location, reference, origin)
            target = self._others[key]
        if target is None:
            raise UnresolvedError(
                diagnostic(
                    "reference-not-found",
                    origin,
                    reference=reference,
                    reason="the file cannot be read",
                    suggestion="correct the file first",
                )
            )
        return self._inside(target, unquote(fragment), reference, origin)

    def _name(self, resolved: Path) -> str:
        for base in (self._base, self._root):
            if resolved.is_relative_to(base):
                return resolved.relative_to(base).as_posix()
        return Path(os.path.relpath(resolved, self._root)).as_posix()

    def _read(self, path: Path) -> Document | None:
        name = self._name(path)
        where = Span(name, 1, 1)
        if path.exists() and not path.is_file():
            reason = "it is not a regular file"
            self.findings.append(diagnostic("file-unreadable", None, file=name, reason=reason))
            return None
        try:
            if not path.exists():
                self.findings.append(diagnostic("file-not-found", None, file=name))
                return None
            if path.stat().st_size > MOST_BYTES:
                self.findings.append(
                    diagnostic("file-too-large", where, file=name, limit=MOST_BYTES)
                )
                return None
            source = SourceFile(name=name, data=path.read_bytes())
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self.findings.append(diagnostic("file-unreadable", None, file=name, reason=reason))
            return None
        loaded = load(source)
        self.findings += loaded.findings
        return Document(source, path, loaded.value, loaded.located)

    def _other(
        self, document: Document, location: str, reference: str, origin: Origin
    ) -> Document | None:
        """Open the file that a reference names, if it lies below the root."""
        if _SCHEME.match(location):
            raise UnresolvedError(diagnostic("reference-network", origin, reference=reference))
        try:
            path = (document.path.parent / unquote(location)).resolve()
            exists = path.exists()
        except (OSError, ValueError, RuntimeError):
            raise UnresolvedError(
                diagnostic("reference-file-not-found", origin, reference=reference, file=location)
            ) from None
        if not path.is_relative_to(self._root):
            raise UnresolvedError(
                diagnostic("reference-outside", origin, reference=reference, root=self._root.name)
            )
        if not exists:
            raise UnresolvedError(
                diagnostic(
                    "reference-file-not-found", origin, reference=reference, file=self._name(path)
                )
            )
        return self.open(path)

    def _inside(self, document: Document, fragment: str, reference: str, origin: Origin) -> Target:
        """Walk a JSON pointer, or look up an anchor."""
        if fragment and not fragment.startswith("/"):
            return self._anchor(document, fragment, reference, origin)
        node: Json = document.tree
        steps, top = tokens(fragment), Origin(document.name)
        for depth, token in enumerate(steps):
            if isinstance(node, dict) and token in node:
                node = node[token]
            elif isinstance(node, list) and token in map(str, range(len(node))):
                node = node[int(token)]
            else:
                passed = top.child(*steps[:depth])
                raise UnresolvedError(_missing(reference, origin, passed, token, node))
        return Target(document, top.child(*steps), node)

    def _anchor(self, document: Document, name: str, reference: str, origin: Origin) -> Target:
        """Find the schema that calls itself `$anchor: name`."""
        stack = [(Origin(document.name), document.tree)]
        while stack:
            place, node = stack.pop()
            if isinstance(node, dict):
                if node.get("$anchor") == name:
                    return Target(document, place, node)
                stack += [(place.child(key), value) for key, value in node.items()]
            elif isinstance(node, list):
                stack += [(place.child(index), value) for index, value in enumerate(node)]
        raise UnresolvedError(
            diagnostic(
                "reference-not-found",
                origin,
                reference=reference,
                reason=f"`{document.name}` has no anchor `{name}`",
                suggestion=f"write `#/{name}` if it is meant as a pointer",
            )
        )


def _missing(reference: str, origin: Origin, passed: Origin, token: str, node: Json) -> Diagnostic:
    from difflib import get_close_matches  # noqa: PLC0415  (only when something is wrong)

    known = list(node) if isinstance(node, dict) else []
    close = get_close_matches(token, known, n=1)
    way_out = f"define `{token}`, or correct the reference" if token else "write the name after it"
    return diagnostic(
        "reference-not-found",
        origin,
        reference=reference,
        reason=_reason(passed.pointer, token),
        suggestion=f"did you mean `{close[0]}`?" if close else way_out,
    )


def _reason(pointer: str, token: str) -> str:
    holder = f"`{pointer}`" if pointer else "the document"
    return f"{holder} has no `{token}`" if token else "it ends with a slash"
