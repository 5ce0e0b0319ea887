"""YAML text to plain JSON values, in one loop over parser events.

Location: pactgen/readers/yaml_text.py. Used by `pactgen.readers.text`.

The loop, and not PyYAML's constructors, decides what a scalar means (`scalars`), keeps names as
they are written (`200:` is the name "200"), sees duplicate names with their place, and counts what
aliases and merge keys expand to, so that a small file cannot become a large document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import yaml

from pactgen.diagnostics import Diagnostic, Note, diagnostic
from pactgen.readers.collector import collector_off
from pactgen.readers.located import Loaded, Located, Mark
from pactgen.readers.scalars import NotFiniteError, Scalar, resolve
from pactgen.source import Span
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Json

MOST_NODES: Final = 5_000_000
"""Nodes a document may have once its aliases are followed."""
DEEPEST: Final = 200
"""Levels a document may be nested."""
_Event = Any
"""A parser event; the stubs of PyYAML leave its attributes out."""
_PARSER: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_CORE: Final = "tag:yaml.org,2002:"
_TEXT_TAGS: Final = frozenset({"!", _CORE + "str"})
_VALUE_TAGS: Final = frozenset(_CORE + name for name in ("int", "float", "bool", "null"))
_COLLECTION_TAGS: Final = frozenset({"!", _CORE + "map", _CORE + "seq"})


class _StopError(Exception):
    """The text cannot be read further; the finding says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(slots=True)
class _Node:
    """A finished node: what an alias brings again."""

    value: Any
    located: Located | None
    size: int = 1
    height: int = 0
    plain: str | None = None
    """The text of an unquoted scalar."""


@dataclass(slots=True)
class _Frame:
    """A collection that is still open."""

    node: _Node
    event: _Event
    name: str | None = None
    name_event: _Event | None = None
    merges: list[_Node] = field(default_factory=list)
    places: dict[str, Any] = field(default_factory=dict)


class _Builder:
    """Turns events into values; one instance reads one text."""

    def __init__(self, file: str, *, locate: bool) -> None:
        self._file = file
        self._locate = locate
        self._anchors: dict[str, _Node | None] = {}
        self._stack: list[_Frame] = []
        self._size = 0
        self.root: _Node | None = None
        self.findings: list[Diagnostic] = []

    def feed(self, events: Iterator[_Event]) -> None:
        """Read all events of one document."""
        for event in events:
            match event:
                case yaml.ScalarEvent():
                    self._add(self._scalar(event), event)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._open(event)
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    self._close()
                case yaml.AliasEvent():
                    self._add(self._alias(event), event)
                case yaml.DocumentStartEvent() if self.root is not None:
                    raise _StopError(diagnostic("yaml-several-documents", self._span(event)))

    def _span(self, event: _Event) -> Span:
        mark = self._mark(event)
        return Span(self._file, mark.line, mark.column, mark.width)

    def _mark(self, event: _Event) -> Mark:
        start, end = event.start_mark, event.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Mark(start.line + 1, start.column + 1, max(1, width))

    def _located(self, event: _Event) -> Located | None:
        return Located(self._mark(event)) if self._locate else None

    def _scalar(self, event: _Event) -> _Node:
        text, tag = event.value, event.tag
        node = _Node(text, self._located(event))
        if tag is None:
            if event.implicit[0]:
                node.plain = text
                node.value = self._resolved(text, event)
        elif tag in _VALUE_TAGS:
            node.value = self._resolved(text, event)
        elif tag not in _TEXT_TAGS:
            self._refuse_tag(event)
        self._remember(event, node)
        return node

    def _resolved(self, text: str, event: _Event) -> Scalar:
        try:
            return resolve(text)
        except NotFiniteError:
            self.findings.append(diagnostic("number-not-finite", self._span(event), text=text))
            return text

    def _refuse_tag(self, event: _Event) -> None:
        self.findings.append(diagnostic("yaml-tag", self._span(event), tag=event.tag))

    def _remember(self, event: _Event, node: _Node | None) -> None:
        if event.anchor is not None:
            self._anchors[event.anchor] = node

    def _alias(self, event: _Event) -> _Node:
        if event.anchor not in self._anchors:
            raise _StopError(diagnostic("yaml-alias-unknown", self._span(event), name=event.anchor))
        node = self._anchors[event.anchor]
        if node is None:
            raise _StopError(
                diagnostic("yaml-alias-recursive", self._span(event), name=event.anchor)
            )
        return node

    def _open(self, event: _Event) -> None:
        if event.tag is not None and event.tag not in _COLLECTION_TAGS:
            self._refuse_tag(event)
        if len(self._stack) >= DEEPEST:
            raise _StopError(diagnostic("document-too-deep", self._span(event), limit=DEEPEST))
        is_map = isinstance(event, yaml.MappingStartEvent)
        self._remember(event, None)
        self._stack.append(_Frame(_Node({} if is_map else [], self._located(event)), event))

    def _close(self) -> None:
        frame = self._stack.pop()
        node = frame.node
        if frame.merges:
            self._merge(frame)
        self._remember(frame.event, node)
        self._add(node, frame.event)

    def _add(self, node: _Node, event: _Event) -> None:
        """Put a finished node where it belongs: into the open collection, or at the root."""
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        holder = frame.node
        holder.size += node.size
        holder.height = max(holder.height, node.height + 1)
        self._within_limits(holder, event)
        if isinstance(holder.value, list):
            if holder.located is not None and node.located is not None:
                holder.located.members[str(len(holder.value))] = node.located
            holder.value.append(node.value)
        elif frame.name is None:
            frame.name, frame.name_event = self._name(node, event), event
        else:
            self._member(frame, frame.name, node)
            frame.name = None

    def _within_limits(self, holder: _Node, event: _Event) -> None:
        if holder.size > MOST_NODES:
            raise _StopError(
                diagnostic("yaml-expands-too-far", self._span(event), limit=MOST_NODES)
            )
        if holder.height + len(self._stack) > DEEPEST:
            raise _StopError(diagnostic("document-too-deep", self._span(event), limit=DEEPEST))

    def _name(self, node: _Node, event: _Event) -> str:
        if node.plain is not None:
            return node.plain
        if isinstance(node.value, str):
            return node.value
        self.findings.append(diagnostic("key-not-text", self._span(event)))
        return f"?{len(self.findings)}"

    def _member(self, frame: _Frame, name: str, node: _Node) -> None:
        holder = frame.node
        if name == "<<" and _mergeable(node.value):
            frame.merges.append(node)
            return
        if name in holder.value:
            self._duplicate(frame, name, node)
        holder.value[name] = node.value
        frame.places[name] = frame.name_event
        if holder.located is not None and node.located is not None:
            holder.located.members[name] = node.located
            holder.located.names[name] = self._mark(frame.name_event)

    def _duplicate(self, frame: _Frame, name: str, node: _Node) -> None:
        first = Note(where=self._span(frame.places[name]), message=f"`{name}` first stands")
        self.findings.append(
            diagnostic(
                duplicate_rule(frame.node.value[name], node.value),
                self._span(frame.name_event),
                related=(first,),
                name=name,
            )
        )

    def _merge(self, frame: _Frame) -> None:
        """Apply `<<`: own members win, then the earlier of the merged mappings."""
        holder = frame.node
        own, place = holder.value, holder.located
        merged: dict[str, Json] = {}
        for node in reversed(frame.merges):
            values = node.value if isinstance(node.value, list) else [node.value]
            for value in reversed(values):
                merged.update(value)
            if place is not None and node.located is not None:
                _inherit(place, node.located, single=isinstance(node.value, dict))
        merged.update(own)
        own.clear()
        own.update(merged)


def _mergeable(value: object) -> bool:
    values = value if isinstance(value, list) else [value]
    return bool(values) and all(isinstance(item, dict) for item in values)


def _inherit(place: Located, source: Located, *, single: bool) -> None:
    for part in [source] if single else list(source.members.values()):
        for name, member in part.members.items():
            place.members.setdefault(name, member)
            place.names.setdefault(name, part.names.get(name, member.mark))


def duplicate_rule(first: object, second: object) -> str:
    """Choose the code of a duplicate name: harmless, or a loss of contract."""
    both_scalar = not isinstance(first, dict | list) and not isinstance(second, dict | list)
    return "duplicate-key-repeated" if first == second or both_scalar else "duplicate-key"


def load_yaml(text: str, file: str, *, locate: bool = False) -> Loaded:
    """Read one YAML document; `value` is None when the text cannot be read."""
    builder = _Builder(file, locate=locate)
    try:
        with collector_off():
            builder.feed(yaml.parse(text, Loader=_PARSER))
    except _StopError as stop:
        return Loaded(value=None, findings=(*builder.findings, stop.finding))
    except yaml.YAMLError as error:
        return Loaded(value=None, findings=(*builder.findings, _syntax(error, text, file)))
    if builder.root is None:
        return Loaded(value=None, findings=(diagnostic("document-empty", Span(file, 1, 1)),))
    root = builder.root
    return Loaded(value=root.value, located=root.located, findings=tuple(builder.findings))


def _syntax(error: yaml.YAMLError, text: str, file: str) -> Diagnostic:
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        if mark is not None:
            line, column = mark.line + 1, mark.column + 1
            problem = " ".join(part for part in (error.problem, error.context) if part)
            if "nesting depth" in problem:
                return diagnostic("document-too-deep", Span(file, line, column), limit=DEEPEST)
            rule = "yaml-tab" if _starts_with_tab(text, mark.line) else "yaml-syntax"
            return diagnostic(rule, Span(file, line, column), problem=problem)
    position = _forbidden(text)
    before = text[:position]
    line, column = before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
    reason = getattr(error, "reason", None) or str(error)
    return diagnostic("yaml-syntax", Span(file, line, column), problem=reason)


def _starts_with_tab(text: str, line: int) -> bool:
    lines = text.split("\n", line + 1)
    indent = (
        lines[line][: len(lines[line]) - len(lines[line].lstrip())] if line < len(lines) else ""
    )
    return "\t" in indent


def _forbidden(text: str) -> int:
    """Return the index of the first character that YAML forbids."""
    allowed = {"\t", "\n", "\r", "\x85"}
    return next(
        (
            index
            for index, character in enumerate(text)
            if character not in allowed and (character < " " or "\x7f" <= character < "\xa0")
        ),
        0,
    )
