"""Mermaid's `erDiagram` to `pactgen.ir.schema`.

Location: pactgen/readers/mermaid.py. Used by `schema` and by `markdown`.

Source: https://mermaid.js.org/syntax/entityRelationshipDiagram.html. A diagram names the entities
that a relation joins, not the columns: the column is the one marked FK that is called after the
other entity (`customer_id`, `customerId`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import diagnostic
from pactgen.ir.derived_names import with_names
from pactgen.ir.schema import Column, ForeignKey, Key, Name, Schema, Skipped, Table
from pactgen.readers.sql.place import Text
from pactgen.readers.sql.types import type_named
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from pactgen.diagnostics import Diagnostic
    from pactgen.source import Origin

_ENTITY: Final = re.compile(
    r"""\s*(?P<name>"[^"]+"|[^\s"{\[]+)(?:\[[^\]]*\])?\s*(?P<open>\{)?\s*"""
)
_ATTRIBUTE: Final = re.compile(
    r"""\s*(?P<type>[\w\-()\[\],]+)\s+(?P<name>\*?[\w\-]+)"""
    r"""(?:\s+(?P<keys>(?:PK|FK|UK)(?:\s*,\s*(?:PK|FK|UK))*))?(?:\s+"(?P<comment>[^"]*)")?\s*"""
)
_RELATION: Final = re.compile(
    r"""\s*(?P<left>"[^"]+"|[\w\-]+)\s*(?P<from>\|o|\|\||\}o|\}\|)(?:--|\.\.)"""
    r"""(?P<to>o\||\|\||o\{|\|\{)\s*(?P<right>"[^"]+"|[\w\-]+)\s*(?::.*)?"""
)
_MANY_LEFT: Final = frozenset({"}o", "}|"})
_MANY_RIGHT: Final = frozenset({"o{", "|{"})
_SKIPPED: Final = re.compile(
    r"\s*(?:%%.*|title\b.*|direction\b.*|style\b.*|class(?:Def)?\b.*|---)?"
)


def is_diagram(text: str) -> bool:
    """Tell whether a Mermaid document is an entity relationship diagram."""
    return re.match(r"\s*(?:---.*?---\s*)?erDiagram\b", text, re.DOTALL) is not None


@dataclass(slots=True)
class _Entity:
    name: str
    origin: Origin
    columns: list[Column] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    uniques: list[Key] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    references: list[ForeignKey] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Relation:
    one: str
    many: str
    origin: Origin


def read_mermaid(name: str, text: str) -> tuple[Schema, tuple[Diagnostic, ...]]:
    """Read one diagram; it names no dialect."""
    reading = _Reading(Text(name, text))
    reading.run()
    return reading.schema(), tuple(reading.findings)


class _Reading:
    def __init__(self, source: Text) -> None:
        self.findings: list[Diagnostic] = []
        self._source = source
        self._entities: dict[str, _Entity] = {}
        self._relations: list[_Relation] = []
        self._skipped: list[Skipped] = []

    def run(self) -> None:
        """Read line by line, as the language is made."""
        start = self._source.text.index("erDiagram") + len("erDiagram")
        inside: _Entity | None = None
        for found in re.finditer(r"[^\n]+", self._source.text[start:]):
            line, place = found[0], start + found.start()
            if _SKIPPED.fullmatch(line):
                continue
            if inside is not None:
                inside = self._attribute(line, place, inside)
            elif relation := _RELATION.fullmatch(line.rstrip()):
                self._relation(relation, place)
            elif entity := _ENTITY.fullmatch(line.rstrip()):
                known = self._entity(entity["name"], place + entity.start("name"))
                inside = known if entity["open"] else None
            else:
                self._fault(line, place, "an entity or a relation")

    def _fault(self, line: str, place: int, expected: str) -> None:
        start = place + len(line) - len(line.lstrip())
        where = self._source.span(start, place + len(line.rstrip()))
        found = f"`{line.strip()[:40]}`"
        self.findings.append(diagnostic("schema-syntax", where, expected=expected, found=found))

    def _entity(self, written: str, place: int) -> _Entity:
        name = written.strip('"')
        origin = self._source.origin(place, place + len(written))
        return self._entities.setdefault(name, _Entity(name, origin))

    def _attribute(self, line: str, place: int, entity: _Entity) -> _Entity | None:
        if line.strip() == "}":
            return None
        found = _ATTRIBUTE.fullmatch(line)
        if found is None:
            self._fault(line, place, "an attribute: `type name PK`")
            return entity
        name = found["name"].removeprefix("*")
        origin = self._source.origin(place + found.start("type"), place + found.end("name"))
        keys = found["keys"] or ("PK" if found["name"].startswith("*") else "")
        column = Column(
            name=name,
            type=type_named(found["type"]),
            nullable="PK" not in keys,
            origin=origin,
            comment=found["comment"],
        )
        entity.columns.append(column)
        if "PK" in keys:
            entity.key.append(name)
        if "UK" in keys:
            entity.uniques.append(Key(columns=(name,), origin=origin))
        if "FK" in keys:
            entity.foreign.append(name)
        return entity

    def _relation(self, found: re.Match[str], place: int) -> None:
        left = self._entity(found["left"], place + found.start("left"))
        right = self._entity(found["right"], place + found.start("right"))
        origin = self._source.origin(place + found.start("left"), place + found.end("right"))
        if found["from"] in _MANY_LEFT and found["to"] in _MANY_RIGHT:
            self._unplaced(found[0], origin, "many to many: the table between them is not shown")
        elif found["from"] in _MANY_LEFT:
            self._relations.append(_Relation(right.name, left.name, origin))
        else:
            self._relations.append(_Relation(left.name, right.name, origin))

    def _unplaced(self, text: str, origin: Origin, why: str) -> None:
        self._skipped.append(
            Skipped(kind="relation", text=text.strip()[:80], origin=origin, why=why)
        )

    def _place(self, relation: _Relation) -> None:
        """Find the column of a relation: that of the many, or of the other where it is there."""
        sides = [(relation.many, relation.one), (relation.one, relation.many)]
        for own, other in sides:
            column = _foreign_column(self._entities[own], self._entities[other])
            target = self._entities[other]
            if column is not None and len(target.key) == 1:
                self._entities[own].references.append(
                    ForeignKey(
                        columns=(column,),
                        table=Name(name=other),
                        referred=tuple(target.key),
                        origin=relation.origin,
                    )
                )
                return
        why = f"no column of `{relation.many}` is marked FK and called after `{relation.one}`"
        self._unplaced(f"{relation.one} to {relation.many}", relation.origin, why)

    def schema(self) -> Schema:
        """Return the entities that have attributes; a relation alone describes no table."""
        for relation in self._relations:
            self._place(relation)
        taken: set[str] = set()
        return Schema(
            dialect=None,
            tables=tuple(
                with_names(_table(entity), taken, "postgresql")
                for entity in self._entities.values()
                if entity.columns
            ),
            skipped=tuple(self._skipped),
        )


def _table(entity: _Entity) -> Table:
    key = Key(columns=tuple(entity.key), origin=entity.origin) if entity.key else None
    columns = tuple(
        replace(each, nullable=False) if each.name in entity.foreign else each
        for each in entity.columns
    )
    return Table(
        name=Name(name=entity.name),
        columns=columns,
        origin=entity.origin,
        primary_key=key,
        uniques=tuple(entity.uniques),
        foreign_keys=tuple(entity.references),
    )


def _foreign_column(own: _Entity, other: _Entity) -> str | None:
    """Return the column marked FK that is called after the other entity."""
    singular = _plain(other.name).removesuffix("s")
    free = [each for each in own.foreign if not _taken(own, each)]
    for name in free:
        if _plain(name).startswith(singular) or name in other.key:
            return name
    return free[0] if len(free) == 1 and len(own.foreign) == 1 else None


def _taken(entity: _Entity, column: str) -> bool:
    return any(column in each.columns for each in entity.references)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
