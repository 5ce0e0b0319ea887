"""Lay what answers show over the tables: columns, relations, figures, and what is nowhere."""

from __future__ import annotations

import re
from keyword import kwlist
from typing import TYPE_CHECKING, Final

from pactgen.ir.database import COMPUTED, Derived, Relation, Through
from pactgen.passes.reading.columns import alike, storage_of
from pactgen.passes.reading.shapes import items_of, shape_of
from pactgen.passes.reconcile.align_columns import SURE
from pactgen.passes.reconcile.align_relations import Surveyor
from pactgen.passes.reconcile.align_tables import shape_matches
from pactgen.passes.reconcile.gather import gathered_of, mark_of, names_of
from pactgen.passes.reconcile.kinds import fit_of, wire_storage
from pactgen.passes.reconcile.reckon import reckoned_of
from pactgen.passes.reconcile.tables_of import primary_key
from pactgen.passes.reconcile.ways import words_of
from pactgen.passes.reconcile.wording import NUMBER_WORDS, PLACES, essence
from pactgen.passes.words.names import attribute_names
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.ir.schema import Table
    from pactgen.passes.reconcile.board import Board, Sheet
    from pactgen.passes.reconcile.ways import Shown, Way

DEEP: Final = 4
"""Objects inside objects inside … that are looked at."""

_BY: Final = re.compile(
    r"\b(?:by|in order of) (?:their |the |its )?(?P<key>\w+(?: \w+)?)\.?$", re.IGNORECASE
)
"""How the rows of a list are said to stand: `The specialties of the vet, by name`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A property that shows other tables."""

    name: str
    attribute: str
    shown: Shown
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Lays shapes over the tables of a board."""

    contract: Contract
    board: Board
    seen: dict[tuple[str, str], str | None] = field(default_factory=dict)
    """Tables and components that were laid, so that circles end, and what they lack."""
    lost: list[tuple[Table, Property]] = field(default_factory=list)
    """Members of the objects of one property that its tables do not know."""

    def property(
        self,
        sheet: Sheet,
        name: str,
        attribute: str,
        schema: Schema,
        *,
        names: bool = False,
        answered: bool = True,
        above: frozenset[str] = frozenset(),
    ) -> Laid | None:
        """Return what a property without a column shows; None: nothing of this schema.

        Args:
            sheet: of the table whose rows have it.
            name: of the property.
            attribute: what the mapped class calls it.
            schema: of its values.
            names: bodies bring it too.
            answered: answers show it.
            above: columns by which the rows refer to what shows them.
        """
        surveyor = Surveyor(
            contract=self.contract,
            catalog=self.board.catalog,
            table=sheet.table,
            called=self.board.called,
            above=above,
            shown_as=self.board.shown_as,
        )
        shown = surveyor.shown(name, schema, names=names, answered=answered)
        if shown is None:
            return None
        before = self._before(sheet, attribute)
        if before is not None:
            return Laid(name=name, attribute=attribute, shown=shown, relation=before)
        if sheet.knows(attribute):
            return None
        if shown.figure == "rows":
            inner = items_of(self.contract, schema) or schema
            lost = len(self.lost)
            if self._nested(shown.way, inner, 0) is not None:
                del self.lost[lost:]
                return None
            relation = self.relation(sheet, shown.way, attribute)
            first = self._told_first(shown.way, schema)
            relation = replace(relation, order=tuple(dict.fromkeys((*first, *relation.order))))
            sheet.relations[attribute] = relation
        else:
            target = self.board.sheet(shown.way.table)
            as_text = shown.figure == "sum" and storage_of(self.contract, schema).kind == "text"
            typed = as_text or shown.figure not in {"sum", "average", "mine"}
            column = shown.column if typed else None
            if column is not None and not self._travels(target, column, schema):
                return None
            relation = self._hidden(sheet, shown, attribute, schema)
            sheet.derived[attribute] = Derived(
                name=attribute,
                relation=relation,
                figure=shown.figure,
                column=None if shown.column is None else target.attribute(shown.column),
                beside=tuple(map(target.attribute, shown.beside)),
                factor=None if shown.factor is None else target.attribute(shown.factor),
                otherwise=shown.otherwise,
                taken_from=None if shown.taken_from is None else sheet.attribute(shown.taken_from),
                latest_by=tuple(map(target.attribute, shown.latest_by)),
                as_text=as_text,
                only=None
                if shown.only is None
                else replace(shown.only, column=target.attribute(shown.only.column)),
            )
        return Laid(name=name, attribute=attribute, shown=shown, relation=relation)

    def own_columns(
        self, sheet: Sheet, member: Property, attribute: str, inputs: tuple[Property, ...] = ()
    ) -> str | None:
        """Return what a property shows of the row's own columns, in another form.

        Args:
            sheet: of the table whose rows have it.
            member: the property, as answers show it.
            attribute: what the mapped class calls it.
            inputs: as bodies bring it.
        """
        if sheet.knows(attribute):
            return None
        name, schema = member.name, member.schema
        mark = None if inputs else mark_of(self.contract, sheet, name, schema, attribute)
        if mark is not None:
            sheet.marks[attribute] = mark
            return f"whether `{mark.column}` is {'not ' * mark.unset}set"
        names = () if inputs else names_of(self.contract, sheet, name, schema)
        if names:
            sheet.joined[attribute] = names
            return f"{' and '.join(f'`{each}`' for each in names)} as one text"
        reckoned = None if inputs else reckoned_of(self.contract, sheet, name, schema, attribute)
        if reckoned is not None:
            sheet.reckoned[attribute] = reckoned
            one, other = (f"`{each}`" for each in reckoned.columns)
            return f"the {reckoned.how} of {one} and {other}"
        found = gathered_of(
            self.contract,
            sheet,
            name,
            schema,
            prefixes=self.board.catalog.prefixes[sheet.key],
            attribute=attribute,
            always=member.required,
            inputs=inputs,
        )
        if found is None:
            return None
        sheet.gathered[attribute] = found
        return f"an object of {', '.join(f'`{column}`' for _, column in found.members)}"

    def _travels(self, sheet: Sheet, column: str, schema: Schema) -> bool:
        """Whether the column of the other table is the same type wherever it is shown."""
        inner = items_of(self.contract, schema) or schema
        declared = sheet.table.column(column)
        kind = wire_storage(self.contract, inner, declared.type).kind
        known = sheet.kinds.setdefault(column, kind)
        return alike(known, kind)

    def _before(self, sheet: Sheet, attribute: str) -> Relation | None:
        """Return what an earlier answer found: nested rows are laid with what holds them."""
        if attribute in sheet.relations:
            return sheet.relations[attribute]
        return sheet.derived[attribute].relation if attribute in sheet.derived else None

    def _hidden(self, sheet: Sheet, shown: Shown, attribute: str, schema: Schema) -> Relation:
        """Return the relation behind a figure: one that is shown, or one of its own.

        `Labels in alphabetical order` are read in that order.
        """
        made = self.relation(sheet, shown.way, f"{attribute}_rows")
        by_value = shown.figure == "values" and "alphabetical" in words_of(schema)
        if by_value and shown.column is not None:
            first = self.board.sheet(shown.way.table).attribute(shown.column)
            made = replace(made, order=tuple(dict.fromkeys((first, *made.order))))
        for known in sheet.relations.values():
            same = (known.table, known.pairs, known.through) == (
                made.table,
                made.pairs,
                made.through,
            )
            if same and (known.order == made.order or not by_value):
                return known
        if shown.figure in COMPUTED:
            return made
        if not made.many:
            name = "_".join(shown.way.names[0])
            taken = {attribute, *sheet.reserved, *kwlist}
            while name in taken or sheet.knows(name):
                name += "_row"
            made = replace(made, name=name)
        sheet.relations[made.name] = made
        return made

    def _told_first(self, way: Way, schema: Schema) -> tuple[str, ...]:
        """Return the column by which a list is said to be ordered: `The specialties, by name`."""
        told = _BY.search((schema.description or "").strip()) if way.many else None
        if told is None:
            return ()
        catalog, spoken = self.board.catalog, essence(told["key"])
        named = [one.name for one in way.table.columns if catalog.is_called(way.table, one, spoken)]
        return (self.board.sheet(way.table).attribute(named[0]),) if len(named) == 1 else ()

    def relation(self, sheet: Sheet, way: Way, name: str) -> Relation:
        """Turn a way between tables into an attribute of the mapped class."""
        target = self.board.sheet(way.table)
        pairs = tuple((sheet.attribute(own), target.attribute(other)) for own, other in way.pairs)
        through = None
        if way.through is not None:
            join = self.board.sheets[way.through.table]
            through = Through(
                table=way.through.table,
                near=tuple((join.attribute(a), sheet.attribute(b)) for a, b in way.through.near),
                far=tuple((join.attribute(a), target.attribute(b)) for a, b in way.through.far),
            )
        order = tuple(target.attribute(column) for column in order_of(way.table))
        return Relation(
            name=name,
            table=target.key,
            many=way.many,
            pairs=pairs,
            through=through,
            order=order if way.many else (),
        )

    def _nested(self, way: Way, schema: Schema, depth: int) -> str | None:
        """Lay a nested object over its table; returns the name of what it must show and cannot."""
        table = way.table
        above = frozenset(other for _, other in way.pairs) if way.many else frozenset[str]()
        shape = shape_of(self.contract, schema)
        known = (str(table.name), shape.component or "")
        if shape.component is not None and known in self.seen:
            return self.seen[known]
        self.seen[known] = None
        if depth > DEEP:
            return None
        sheet = self.board.sheet(table)
        matches, _ = shape_matches(self.contract, self.board.catalog, table, schema)
        attributes = attribute_names(member.name for member in shape.properties)
        missing: str | None = None
        for member in shape.properties:
            attribute = attributes[member.name]
            match = matches.get(member.name)
            if match is not None and match.why != SURE and match.column.name in above:
                match = None  # the `code` of a programme's course is not the programme's
            if match is not None:
                kind = wire_storage(self.contract, member.schema, match.column.type).kind
                fits = fit_of(match.column.type, kind) != "never"
                shown = fits and sheet.also_called(match.column.name, attribute, kind)
            else:
                shown = self._end(sheet, member, attribute, above)
                shown = shown or self._deeper(sheet, member, attribute, depth, above)
            if not shown and not member.schema.write_only:
                self.lost.append((table, member))
            if not shown and member.required and missing is None:
                missing = member.name
        self.seen[known] = missing
        return missing

    def _end(self, sheet: Sheet, member: Property, attribute: str, above: frozenset[str]) -> bool:
        """Whether it is the key of what a link leads to: the `id` of a team, of a membership."""
        if not above or not self.board.catalog.joins(sheet.table):
            return False
        far = [key for key in sheet.table.foreign_keys if not above & set(key.columns)]
        if len(far) != 1 or [essence(name) for name in far[0].referred] != [essence(member.name)]:
            return False
        column = sheet.table.column(far[0].columns[0])
        kind = wire_storage(self.contract, member.schema, column.type).kind
        fits = fit_of(column.type, kind) != "never"
        return fits and sheet.also_called(column.name, attribute, kind)

    def _deeper(
        self, sheet: Sheet, member: Property, attribute: str, depth: int, above: frozenset[str]
    ) -> bool:
        if attribute in sheet.relations or attribute in sheet.derived or sheet.gathers(attribute):
            return True
        if member.schema.write_only or depth >= DEEP:
            return False
        laid = self.property(sheet, member.name, attribute, member.schema, above=above)
        return laid is not None or self.own_columns(sheet, member, attribute) is not None


def order_of(table: Table) -> tuple[str, ...]:
    """Return the columns that order a list of rows: a position where there is one, then the key.

    The `track_number` of a track is one as well.
    """
    own = essence(table.name.name)[-1:]
    places = [
        column.name
        for column in table.columns
        if column.type.kind in {"smallint", "integer", "bigint"}
        for spoken in [essence(column.name)]
        if PLACES & {spoken[0], spoken[-1]} or (spoken[:-1] == own and spoken[-1] in NUMBER_WORDS)
        if column.name not in {name for key in table.foreign_keys for name in key.columns}
    ]
    return tuple(dict.fromkeys((*places[:1], *primary_key(table))))
