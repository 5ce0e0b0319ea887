"""A contract of several files as one document: what a backend serves and a validator takes.

Location: pactgen/readers/openapi/bundle.py. Schemas of other files move to `components.schemas`
(`definitions` of OpenAPI 2.0), because they may refer to themselves; everything else is written
where it is referred to. Used by the pipeline, after reading: every reference is known to lead
somewhere.
"""

from __future__ import annotations

import posixpath
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from pactgen.readers.positions import tokens
from pactgen.readers.text import load
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactgen.ir.contract import Json
    from pactgen.source import Origin, SourceFile

Steps = tuple[str, ...]
"""The way to a node of a document, a step a member or item."""

_SCHEMA_AT: Final = frozenset({"schema", "schemas", "definitions"})
_DATA_AT: Final = frozenset({"example", "examples", "default", "enum", "const"})
"""Members of a schema that hold data, in which `$ref` is a name like any other."""
_NAMES_AT: Final = frozenset(
    {
        "callbacks",
        "content",
        "definitions",
        "examples",
        "headers",
        "links",
        "parameters",
        "pathItems",
        "requestBodies",
        "responses",
        "schemas",
        "securityDefinitions",
        "securitySchemes",
    }
)
"""Members outside of schemas whose own members have names that people choose: `default` is one."""
_PROPERTIES_AT: Final = frozenset(
    {"properties", "patternProperties", "$defs", "definitions", "dependentSchemas"}
)
"""Members of a schema whose own members have names that people choose."""
NO_TREES: Final[Mapping[str, Json]] = MappingProxyType({})
_MOST_HOPS: Final = 32
_UNFIT: Final = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where in the one document the nodes of the files stand."""

    root: str
    parts: Mapping[str, Sequence[tuple[Steps, Steps]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """By the name of another file: what of it was referred to, and where that went."""

    def of(self, origin: Origin) -> Iterator[Steps]:
        """Yield the ways to the copies of a node, of which some may lead nowhere."""
        asked = tuple(tokens(origin.pointer))
        if origin.file == self.root:
            yield asked
        for part, place in self.parts.get(origin.file, ()):
            if asked[: len(part)] == part:
                yield (*place, *asked[len(part) :])


def bundle(
    document: dict[str, Json], files: Sequence[SourceFile], trees: Mapping[str, Json] = NO_TREES
) -> tuple[dict[str, Json], Places]:
    """Return the root document, the first of `files`, without references to other files.

    `trees` are the values of files that are not as they were written.
    """
    if len(files) == 1:
        return document, Places(root=files[0].name)
    loaded = {file.name: load(file).value for file in files[1:] if file.name not in trees}
    bundler = _Bundler(files[0].name, {**loaded, **trees, files[0].name: document})
    return bundler.bundled(), bundler.places()


class _Bundler:
    """Walks the root document and whatever it refers to."""

    def __init__(self, root: str, trees: Mapping[str, Json]) -> None:
        self._root = root
        self._trees = trees
        self._names: dict[tuple[str, str], str] = {}
        self._moved: dict[str, Json] = {}
        self._parts: dict[str, list[tuple[Steps, Steps]]] = {}
        document = _mapping(trees[root])
        self._home: Steps = ("definitions",) if "swagger" in document else ("components", "schemas")
        for step in self._home:
            document = _mapping(document.get(step))
        self._taken = set(document)

    def bundled(self) -> dict[str, Json]:
        document = _mapping(self._walk(self._trees[self._root], self._root, (), within=False))
        if self._moved:
            *above, last = self._home
            home = document
            for step in above:
                home = _mapping(home.setdefault(step, {}))
            home[last] = {**_mapping(home.get(last)), **self._moved}
        return document

    def places(self) -> Places:
        """Return where everything went; asked for once the document is bundled."""
        return Places(root=self._root, parts=MappingProxyType(self._parts))

    def _put(self, file: str, pointer: str, here: Steps) -> None:
        part = tuple(tokens(unquote(pointer)))
        self._parts.setdefault(file, []).append((part, here))

    def _walk(self, node: Json, file: str, here: Steps, *, within: bool) -> Json:
        """Copy a node to a place; `within` says that it is, or is part of, a schema.

        A file that nobody read is named in an extension (`x-codeSamples`): its reference stays.
        """
        if isinstance(node, list):
            return [
                self._walk(item, file, (*here, str(index)), within=within)
                for index, item in enumerate(node)
            ]
        if not isinstance(node, dict):
            return node
        reference = node.get("$ref")
        if isinstance(reference, str):
            return self._referring(node, reference, file, here, within=within)
        return {
            key: self._member(key, value, file, (*here, key), within=within)
            for key, value in node.items()
        }

    def _member(self, key: str, value: Json, file: str, here: Steps, *, within: bool) -> Json:
        if key in _PROPERTIES_AT and within:
            value, file = self._named(value, file, here)
        if key in (_PROPERTIES_AT if within else _NAMES_AT) and _names(value):
            inner = within or key in _SCHEMA_AT
            return {
                name: self._walk(each, file, (*here, name), within=inner)
                for name, each in _mapping(value).items()
            }
        if key == "example" or (within and key in _DATA_AT):
            return value
        return self._walk(value, file, here, within=within or key in _SCHEMA_AT)

    def _referring(
        self, node: dict[str, Json], reference: str, file: str, here: Steps, *, within: bool
    ) -> Json:
        beside = {
            key: self._walk(value, file, (*here, key), within=within)
            for key, value in node.items()
            if key != "$ref"
        }
        target, pointer = self._target(reference, file)
        if target not in self._trees or not self._holds(target, pointer):
            return node
        if target == self._root:
            return {"$ref": f"#{pointer}", **beside}
        if within:
            moved = self._move(target, pointer)
            return {"$ref": f"#/{'/'.join((*self._home, moved))}", **beside}
        self._put(target, pointer, here)
        inlined = self._walk(self._at(target, pointer), target, here, within=False)
        return {**inlined, **beside} if isinstance(inlined, dict) else inlined

    def _named(self, value: Json, file: str, here: Steps) -> tuple[Json, str]:
        """Follow `properties: {$ref: …}`: no schema stands there, but a map of them."""
        for _ in range(_MOST_HOPS):
            reference = _mapping(value).get("$ref")
            if not isinstance(reference, str):
                break
            target, pointer = self._target(reference, file)
            if target not in self._trees:
                break
            value, file = self._at(target, pointer), target
            self._put(target, pointer, here)
        return value, file

    def _move(self, file: str, pointer: str) -> str:
        """Move a schema to those of the root document, once, and return its name there."""
        if (file, pointer) not in self._names:
            last = pointer.rpartition("/")[2] or posixpath.splitext(posixpath.basename(file))[0]
            wanted = _UNFIT.sub("_", last)
            name, number = wanted, 2
            while name in self._taken:
                name, number = f"{wanted}_{number}", number + 1
            self._taken.add(name)
            self._names[file, pointer] = name
            self._moved[name] = None
            here = (*self._home, name)
            self._put(file, pointer, here)
            self._moved[name] = self._walk(self._at(file, pointer), file, here, within=True)
        return self._names[file, pointer]

    def _target(self, reference: str, file: str) -> tuple[str, str]:
        location, _, fragment = reference.partition("#")
        if not location:
            # Some split a document without correcting its references: they mean the root's.
            is_own = file == self._root or self._holds(file, fragment)
            return file if is_own or not self._holds(self._root, fragment) else self._root, fragment
        joined = posixpath.join(posixpath.dirname(file), unquote(location))
        target = posixpath.normpath(joined)
        whole = fragment == "/" and target in self._trees and not self._holds(target, fragment)
        return target, "" if whole else fragment

    def _holds(self, file: str, pointer: str) -> bool:
        """Whether a file that was read has something at a place."""
        try:
            self._at(file, pointer)
        except (KeyError, IndexError, ValueError):
            return False
        return True

    def _at(self, file: str, pointer: str) -> Json:
        node = self._trees[file]
        for token in tokens(unquote(pointer)):
            node = node[int(token)] if isinstance(node, list) else _mapping(node)[token]
        return node


def _names(node: Json) -> bool:
    """Whether the members of a node are named, and it is not elsewhere as a whole."""
    return isinstance(node, dict) and not isinstance(node.get("$ref"), str)


def _mapping(node: Json) -> dict[str, Json]:
    return node if isinstance(node, dict) else {}
