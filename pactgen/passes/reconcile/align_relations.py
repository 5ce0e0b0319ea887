"""Which rows of other tables does this property show? Along foreign keys and join tables."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.ir.database import Through
from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.shapes import is_object, items_of
from pactgen.passes.reconcile.align_columns import SURE, Match, Wanted, overlap
from pactgen.passes.reconcile.align_tables import shape_matches
from pactgen.passes.reconcile.both_ends import is_own_end, names_of_end, role_of
from pactgen.passes.reconcile.called_rows import (
    called_by,
    full_name,
    is_code_in,
    namesake,
    naming_column,
    whole_name,
)
from pactgen.passes.reconcile.callers_links import callers_link
from pactgen.passes.reconcile.gather import WHOLE
from pactgen.passes.reconcile.kinds import fit_of, natural_kind
from pactgen.passes.reconcile.moments import made_column
from pactgen.passes.reconcile.tables_of import is_unique, primary_key
from pactgen.passes.reconcile.tell_figures import (
    SUMMED,
    averaged,
    come_to,
    counted,
    extreme,
    left,
    money_first,
    summed,
    totalled,
)
from pactgen.passes.reconcile.viewed_rows import viewed
from pactgen.passes.reconcile.ways import BELOW, LEADERS, LED, Shown, Way, words_of
from pactgen.passes.reconcile.which_rows import without_included
from pactgen.passes.reconcile.wording import (
    ABOVE,
    CODE_WORDS,
    KEY_WORDS,
    PEOPLE,
    Words,
    bare_of,
    ends_with,
    essence,
    same,
    without,
)
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import ColumnKind
    from pactgen.ir.schema import Column, ForeignKey, Table
    from pactgen.passes.reconcile.tables_of import Catalog

COMMON: Final = frozenset({("id",), ("uuid",), ("name",), ("title",), ("description",)})
"""Columns that say nothing about what a row is."""
UNTELLING: Final = frozenset({("name",), ("description",)})
"""Those that nearly all rows have."""
OWN_WORDS: Final = frozenset({"name", "address", "title"})
"""Last words of what is said of a row in parts."""
FITS: Final = 0.6
LATEST: Final = re.compile(r"\b(?:latest|last|most recent|newest|current(?:ly)?)\b", re.IGNORECASE)
OF_ROW: Final = re.compile(
    r"(?:the )?(?P<column>[\w-]+(?: [\w-]+)?) of (?:the |an? |its |their )?(?P<row>[\w -]+)\.?$",
    re.IGNORECASE,
)
_POSSESSIVE: Final = re.compile(r"['\u2019]s\b")
HISTORY: Final = frozenset(
    {"history", "change", "event", "log", "transition", "state", "status", "stage", "tracking"}
)
"""Words of tables that keep a row for each state that a thing was in."""
ACROSS: Final = 0.05
"""Of two that fit as well, the things themselves rather than the rows that join them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyor:
    """Finds the ways from one table."""

    contract: Contract
    catalog: Catalog
    table: Table
    called: Mapping[str, Words]
    """What the contract calls the rows of tables that hold its resources."""
    above: frozenset[str] = frozenset()
    """Columns by which rows refer to what shows them: that row is no part of them."""
    shown_as: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """By table and column: what the contract calls columns that answers show."""

    def shown(
        self, name: str, schema: Schema, *, names: bool = False, answered: bool = True
    ) -> Shown | None:
        """Return what a property without a column of its own shows of other tables.

        Args:
            name: of the property.
            schema: of its values.
            names: bodies bring it too, so that it must tell one row from all others.
            answered: answers show it; a `name` that bodies alone bring is no other row's.
        """
        item = items_of(self.contract, schema)
        ways = tuple(self._ways())
        if item is not None and is_object(self.contract, item):
            return self._rows(name, item, [way for way in ways if way.many])
        if item is not None:
            return self._values(name, schema, item, [way for way in ways if way.many])
        single = [way for way in ways if not way.many]
        if is_object(self.contract, schema):
            return self._rows(name, schema, single) or self._beyond(name, schema)
        kind = storage_of(self.contract, schema).kind
        many = [way for way in ways if way.many]
        if kind == "boolean" and answered and not names:
            mine = callers_link(self.catalog, self.table, name, schema)
            if mine is not None:
                return mine
        return (
            self._figure(name, schema, kind, many)
            or self._latest(name, schema, many)
            or self._value(name, schema, single, names=names)
            or self._only_value(name, kind, single, answered=answered)
            or self._far_value(name, schema)
            or viewed(self.contract, self.catalog, self.table, name, schema)
        )

    def _is_called(self, table: Table, column: Column, spoken: Words) -> bool:
        """Whether the schema or the contract calls a column so: the `label` of skills, a `name`."""
        wire = self.shown_as.get(str(table.name), {}).get(column.name)
        told = wire is not None and same(essence(wire), spoken)
        return told or self.catalog.is_called(table, column, spoken)

    def _figure(self, name: str, schema: Schema, kind: ColumnKind, ways: list[Way]) -> Shown | None:
        """A number that the rows below make; a sum may travel as its digits."""
        below = [way for way in ways if way.through is None]
        schema = replace(schema, description=without_included(schema.description or "") or None)
        if kind == "text":
            return money_first(
                summed(name, schema, ways)
                or extreme(name, schema, ways)
                or come_to(name, schema, below, self.table)
            )
        if kind not in SUMMED:
            return None
        whole = kind in {"integer", "bigint"}
        added = left(schema, below, self.table) or summed(name, schema, ways)
        found = counted(name, schema, ways, self.table) if whole and added is None else None
        added = added or found or totalled(name, schema, below) or averaged(name, schema, ways)
        added = added or extreme(name, schema, ways)
        return added or come_to(name, schema, below, self.table)

    def _rows(self, name: str, schema: Schema, ways: list[Way]) -> Shown | None:
        """An object or a list of objects: rows of a table that is called so and has their shape."""
        spoken = essence(name)
        rated: list[tuple[float, Way]] = []
        for way in ways:
            matches, wanted = shape_matches(self.contract, self.catalog, way.table, schema)
            shape = self._shape(way, matches, wanted)
            named = any(same(spoken, words) for words in way.names)
            named = named or (shape > FITS and self._joins(way, spoken))
            alike = named or any(_is_like(spoken, words) for words in way.names)
            if (
                (named and (shape > 0 or not wanted))
                or (alike and shape >= FITS / 2)
                or (shape > FITS and self._tells(way, spoken, matches))
            ):
                across = way.through is not None and not self._carries(way, matches, schema)
                rated.append((2 * named + alike + shape + ACROSS * across, way))
        if not rated:
            return None
        best = max(score for score, _ in rated)
        chosen = [way for score, way in rated if score == best]
        why = f"`{chosen[0].table.name}` refers to it or is referred to, and has this shape."
        return Shown(way=chosen[0], figure="rows", why=why)

    def _shape(self, way: Way, matches: Mapping[str, Match], wanted: tuple[Wanted, ...]) -> float:
        """Return the share of the members that the rows have; links have those of their far end."""
        if way.through is not None or not self.catalog.joins(way.table):
            return overlap(matches, wanted)
        near = {other for _, other in way.pairs}
        beyond = {
            one.name
            for one in wanted
            if one.name not in matches
            for key in way.table.foreign_keys
            if not near & set(key.columns) and self._is_beyond(key, essence(one.name))
        }
        return (len(matches) + len(beyond)) / len(wanted) if wanted else 0.0

    def _joins(self, way: Way, spoken: Words) -> bool:
        """Whether rows of a join table lead to what is called so: the `teams` of a member."""
        if way.through is not None or not self.catalog.joins(way.table):
            return False
        near = {other for _, other in way.pairs}
        far = [key for key in way.table.foreign_keys if not near & set(key.columns)]
        return len(far) == 1 and (
            same(spoken, role_of(far[0]))
            or same(spoken, self.catalog.words.get(str(far[0].table), ()))
        )

    def _carries(self, way: Way, matches: Mapping[str, Match], schema: Schema) -> bool:
        """Whether the join table itself has members that the rows at its other end lack."""
        if way.through is None:
            return False
        join = self.catalog.tables[way.through.table]
        carried, _ = shape_matches(self.contract, self.catalog, join, schema)
        return bool(carried.keys() - matches.keys())

    def _is_beyond(self, key: ForeignKey, spoken: Words) -> bool:
        """Whether this is the row that a link leads to, or a column of it."""
        target = self.catalog.tables.get(str(key.table))
        return target is not None and (
            same(spoken, role_of(key))
            or any(self._is_called(target, column, spoken) for column in target.columns)
        )

    def _beyond(self, name: str, schema: Schema) -> Shown | None:
        """An object that no row beside this one is: the row that one of those refers to."""
        spoken = essence(name)
        found = [
            way
            for way in self._second_ways()
            if any(same(spoken, words) for words in way.names)
            and overlap(*shape_matches(self.contract, self.catalog, way.table, schema)) > 0
        ]
        if len(found) > 1:
            found = [way for way in found if self._is_between(way, schema)]
        if len(found) != 1:
            return None
        why = f"A row that it refers to refers to `{found[0].table.name}`, which has this shape."
        return Shown(way=found[0], figure="rows", why=why)

    def _is_between(self, way: Way, schema: Schema) -> bool:
        """Whether the row in between is the one that is spoken of: `the company of the job`."""
        told, through = words_of(schema), way.through
        keys = [
            key
            for key in self.table.foreign_keys
            if through is not None and str(key.table) == through.table
        ]
        names = [role_of(key) for key in keys]
        alias = None if through is None else self.called.get(through.table)
        return any(bool(name) and set(name) <= told for name in (*names, alias or ()))

    def _second_ways(self) -> Iterator[Way]:
        """Yield the ways to single rows that a row which this one refers to refers to."""
        for near in self.table.foreign_keys:
            between = self.catalog.tables.get(str(near.table))
            if between is None or between is self.table:
                continue
            for far in between.foreign_keys:
                target = self.catalog.tables.get(str(far.table))
                if target is None or target in (self.table, between):
                    continue
                alias = self.called.get(str(target.name))
                words = (self.catalog.words[str(target.name)], *([alias] if alias else []))
                only = len(self.catalog.references(between, str(target.name))) == 1
                yield Way(
                    table=target,
                    many=False,
                    pairs=(),
                    through=Through(
                        table=str(between.name),
                        near=tuple(zip(near.referred, near.columns, strict=False)),
                        far=tuple(zip(far.columns, far.referred, strict=False)),
                    ),
                    names=tuple(dict.fromkeys((role_of(far), *(words if only else ())))),
                )

    def _latest(self, name: str, schema: Schema, ways: list[Way]) -> Shown | None:
        """`status` of a thing whose states are rows of a history: that of the latest of them."""
        spoken, kind = essence(name), storage_of(self.contract, schema).kind
        said = LATEST.search(schema.description or "") is not None
        found = []
        for way in ways:
            made = made_column(way.table)
            is_history = bool(HISTORY & set(self.catalog.words[str(way.table.name)]))
            if way.through is not None or made is None or not (said or is_history):
                continue
            found += [
                (way, column.name, made)
                for column in way.table.columns
                if self._is_called(self.table, column, spoken)
                and fit_of(column.type, kind) != "never"
            ]
        if len(found) != 1:
            return None
        way, column, made = found[0]
        latest_by = tuple(dict.fromkeys((made, *primary_key(way.table))))
        why = f"`{way.table.name}` keeps its history; null where that has no row."
        return Shown(way=way, figure="latest", column=column, latest_by=latest_by, why=why)

    def _tells(self, way: Way, spoken: Words, matches: Mapping[str, Match]) -> bool:
        """Whether a shape alone may tell the rows: it shares more than what most tables have."""
        if way.table is self.table or spoken in self.called.values():
            return False
        times = vocabulary.CREATED | vocabulary.UPDATED
        return any(
            one.why == SURE
            and essence(one.column.name) not in COMMON
            and bare(one.column.name) not in times
            for one in matches.values()
        )

    def _values(self, name: str, schema: Schema, item: Schema, ways: list[Way]) -> Shown | None:
        """A list of scalars: a column of each row of a table that is called so."""
        spoken = essence(name)
        base = bare_of(spoken, KEY_WORDS)
        by_key = spoken[len(base) :] if spoken[: len(base)] == base else ()
        for way in sorted(ways, key=lambda way: way.through is None):
            called = any(same(base, words) or same(spoken, words) for words in way.names)
            column = (
                self._telling(way, item, by_key, words_of(schema))
                if called
                else self._coded(way, item, spoken)
            )
            if column is not None:
                why = f"Its name is that of `{way.table.name}`, whose `{column}` has this type."
                return Shown(way=way, figure="values", column=column, why=why)
        return None

    def _coded(self, way: Way, schema: Schema, spoken: Words) -> str | None:
        """`amenity_codes` are the `code` of the amenities, which tells them apart."""
        kind = storage_of(self.contract, schema).kind
        rests = {without(spoken, words) for words in way.names} - {spoken}
        told = [
            column.name
            for column in way.table.columns
            if essence(column.name) in rests and fit_of(column.type, kind) == "same"
            if is_unique(way.table, column.name)
        ]
        return told[0] if len(told) == 1 else None

    def _telling(self, way: Way, schema: Schema, by_key: Words, said: frozenset[str]) -> str | None:
        """Return the column that stands for a row: what the name says, its key, or its name."""
        table, near = way.table, {other for _, other in way.pairs}
        kind = storage_of(self.contract, schema).kind
        fitting = [
            column
            for column in table.columns
            if column.name not in near and fit_of(column.type, kind) != "never"
        ]
        keys = primary_key(table)
        if by_key:
            named = [column.name for column in fitting if essence(column.name) == by_key]
            named += [column.name for column in fitting if (column.name,) == keys]
            return next(iter(named), None)
        if kind in {"integer", "bigint", "uuid"}:
            return next((column.name for column in fitting if (column.name,) == keys), None)
        texts = [column for column in fitting if fit_of(column.type, kind) == "same"]
        own = [column for column in table.columns if column.name not in {*keys, *near}]
        words, mine = said | words_of(schema), self.catalog.words[str(table.name)]
        told = [one.name for one in texts if {*without(essence(one.name), mine)} <= words]
        if len(told) == 1:
            return told[0]
        called = self._natural_key(way, texts) or called_by(self.catalog, table, texts)
        return called or (texts[0].name if len(texts) == 1 and len(own) <= 1 else None)

    def _natural_key(self, way: Way, texts: list[Column]) -> str | None:
        """Return the text key that a join table refers to by its name: `prerequisite_code`."""
        for near, referred in () if way.through is None else way.through.far:
            if ends_with(essence(near), essence(referred)) and essence(near)[-1] not in KEY_WORDS:
                return next((one.name for one in texts if one.name == referred), None)
        return None

    def _value(self, name: str, schema: Schema, ways: list[Way], *, names: bool) -> Shown | None:
        """`artist_name`, `artist`: a column of the row that a foreign key names."""
        spoken = essence(name)
        kind = storage_of(self.contract, schema).kind
        for way in ways:
            for words in way.names:
                if same(spoken, words) and kind == "text":
                    told = naming_column(self.contract, self.catalog, way.table, schema, None)
                    named = told is not None and (
                        names
                        or told in words_of(schema)
                        or is_code_in(self.catalog, way.table, way.table.column(told), schema)
                    )
                    called = (
                        told if named else called_by(self.catalog, way.table, way.table.columns)
                    )
                    called = called or namesake(way.table, words)
                    if called is not None:
                        why = f"`{called}` is what a row of `{way.table.name}` is called by."
                        return Shown(way=way, figure="value", column=called, why=why)
                told_of = self._told_of(way, words, schema) if kind == "text" else None
                if told_of is not None:
                    why = f"It is described as the `{told_of}` of a row of `{way.table.name}`."
                    return Shown(way=way, figure="value", column=told_of, why=why)
                if len(spoken) > len(words) and spoken[: len(words)] == words:
                    rest = spoken[len(words) :]
                    column = self._column_called(way.table, rest, spoken, schema)
                    if column is not None and fit_of(column.type, kind) != "never":
                        why = f"It is `{column.name}` of the row of `{way.table.name}`."
                        return Shown(way=way, figure="value", column=column.name, why=why)
                    if column is None and rest == ("name",) and kind == "text":
                        return whole_name(way)
        return self._own_code(spoken, ways) if kind == "text" else None

    def _own_code(self, spoken: Words, ways: list[Way]) -> Shown | None:
        """`type` is the `type_code` by which a row refers to its type."""
        for way in ways:
            for own, referred in way.pairs if len(way.pairs) == 1 else ():
                coded = (
                    essence(own)[-1] in CODE_WORDS and bare_of(essence(own), CODE_WORDS) == spoken
                )
                if coded and natural_kind(way.table.column(referred).type) == "text":
                    why = f"It is the `{referred}` by which `{own}` refers to `{way.table.name}`."
                    return Shown(way=way, figure="value", column=referred, why=why)
        return None

    def _told_of(self, way: Way, words: Words, schema: Schema) -> str | None:
        """`Login of the member of staff` is the `login` of the only row of staff there is."""
        told = OF_ROW.match(_POSSESSIVE.sub("", schema.description or ""))
        row = () if told is None else essence(told["row"])
        if told is None or not any(row[at : at + len(words)] == words for at in range(len(row))):
            return None
        spoken = essence(told["column"])
        named = [
            one.name
            for one in way.table.columns
            if natural_kind(one.type) == "text" and self._is_called(way.table, one, spoken)
        ]
        return named[0] if len(named) == 1 else None

    def _column_called(
        self, table: Table, rest: Words, spoken: Words, schema: Schema
    ) -> Column | None:
        """`customer_name` is the `name` of the customer, or the only name there: `full_name`."""
        for column in table.columns:
            if self._is_called(table, column, rest) or same(essence(column.name), spoken):
                return column
        called = full_name(table, schema) if rest == ("name",) else None
        return None if called is None else table.column(called)

    def _only_value(
        self, name: str, kind: ColumnKind, ways: list[Way], *, answered: bool
    ) -> Shown | None:
        """A column of that name that only one of the rows has which this one refers to."""
        spoken = essence(name)
        if (not answered and spoken in UNTELLING) or self._says_itself(spoken):
            return None
        near = [
            way
            for way in ways
            if way.table is not self.table
            and all(key in self._own - self.above for key, _ in way.pairs)
        ]
        found = [
            (way, column)
            for way in near
            for column in way.table.columns
            if self._is_value(way.table, column, spoken)
            and column.name not in primary_key(way.table)
        ]
        if not found and kind == "text" and spoken[1:] == ("name",) and spoken[0] in WHOLE:
            named = [shown for way in near if (shown := whole_name(way)) is not None]
            return named[0] if len(named) == 1 else None
        if len(found) != 1 or fit_of(found[0][1].type, kind) == "never":
            return None
        way, column = found[0]
        why = f"Of the rows that it refers to, only that of `{way.table.name}` has it."
        return Shown(way=way, figure="value", column=column.name, why=why)

    def _is_value(self, table: Table, column: Column, spoken: Words) -> bool:
        """Whether a column is called so; the `term` of a section is its `term_code`."""
        if self._is_called(table, column, spoken):
            return True
        text = natural_kind(column.type) == "text" and essence(column.name)[-1] in CODE_WORDS
        return text and self._is_called(table, column, (*spoken, essence(column.name)[-1]))

    def _says_itself(self, spoken: Words) -> bool:
        """Whether rows have what their own columns make: `fullName` beside a `first_name`."""
        ends = [essence(column.name) for column in self.table.columns]
        return any(len(each) > 1 and each[-1] == spoken[-1] for each in ends) and (
            spoken[-1] in OWN_WORDS
        )

    def _far_value(self, name: str, schema: Schema) -> Shown | None:
        """`country` of an address whose city refers to it: what the one row behind is called by."""
        found = [
            shown
            for way in self._second_ways()
            if (shown := self._value(name, schema, [way], names=False)) is not None
        ]
        return found[0] if len(found) == 1 else None

    @property
    def _own(self) -> frozenset[str]:
        """Columns that refer to another row."""
        return frozenset(name for key in self.table.foreign_keys for name in key.columns)

    def _ways(self) -> Iterator[Way]:
        """Yield them, each called as the schema and as the contract calls its rows."""
        for way in self._plain_ways():
            alias = self.called.get(str(way.table.name))
            words = self.catalog.words[str(way.table.name)]
            known = alias is None or alias in way.names or words not in way.names
            if known or alias is None:
                yield way
                continue
            short = without(alias, self.catalog.words[str(self.table.name)])
            yield replace(way, names=tuple(dict.fromkeys((*way.names, alias, short))))

    def _plain_ways(self) -> Iterator[Way]:
        own = str(self.table.name)
        for key in self.table.foreign_keys:
            target = self.catalog.tables.get(str(key.table))
            if target is not None:
                yield self._up(key, target)
        for table in self.catalog.tables.values():
            for key in self.catalog.references(table, own):
                if not (self.catalog.joins(table) and len(table.columns) <= len(key.columns) * 2):
                    yield self._down(key, table)
                if self.catalog.joins(table):
                    yield from self._across(key, table)

    def _up(self, key: ForeignKey, target: Table) -> Way:
        """Many to one: the row that a foreign key names."""
        base = role_of(key)
        words = self.catalog.words[str(target.name)]
        only = len(self.catalog.references(self.table, str(target.name))) == 1
        whole = bare_of(essence(key.columns[0]), KEY_WORDS)  # from_warehouse_id of a warehouse_id
        names = [base, *([whole] if ends_with(whole, words) else []), *([words] if only else [])]
        own = self.shown_as.get(str(self.table.name), {})
        told = essence(own.get(key.columns[0], key.columns[0]))
        names += [told[:-1]] if len(told) > 1 and told[-1] in KEY_WORDS else []
        if only and target is self.table:
            names += sorted(ABOVE)
        if only and words[-1] in PEOPLE:
            names += [(word,) for word in vocabulary.MAKERS]
        return Way(
            table=target,
            many=False,
            pairs=tuple(zip(key.columns, key.referred, strict=False)),
            names=tuple(dict.fromkeys(names)),
        )

    def _down(self, key: ForeignKey, table: Table) -> Way:
        """One to many: the rows that refer to this one."""
        mine, words = self.catalog.words[str(self.table.name)], self.catalog.words[str(table.name)]
        short = words[len(mine) :] if words[: len(mine)] == mine else ()
        base = role_of(key)
        by_role = (words, *((short,) if short else ()))
        if str(table.name) == str(self.table.name):
            led = LED if base[-1] in LEADERS else ()
            by_role = (*BELOW, *led, ("sub", *words), ("child", *words), *by_role)
        roles = () if same(base, mine) else ((*base, *words),)
        single = all(is_unique(table, name) for name in key.columns) and len(key.columns) == 1
        return Way(
            table=table,
            many=not single,
            pairs=tuple(zip(key.referred, key.columns, strict=False)),
            names=tuple(dict.fromkeys((*by_role, *roles))),
        )

    def _across(self, near: ForeignKey, join: Table) -> Iterator[Way]:
        """Many to many: the rows that a join table connects with this one."""
        mine, called = self.catalog.words[str(self.table.name)], self.catalog.words[str(join.name)]
        both_ways = len(self.catalog.references(join, str(self.table.name))) > 1
        told = not both_ways or is_own_end(near, mine)
        by_join = (called, without(called, mine))[both_ways:] if told else ()
        for far in join.foreign_keys:
            target = self.catalog.tables.get(str(far.table))
            if far is near or far.columns == near.columns or target is None:
                continue
            words = self.catalog.words[str(target.name)]
            base = role_of(far)
            yield Way(
                table=target,
                many=True,
                pairs=(),
                through=Through(
                    table=str(join.name),
                    near=tuple(zip(near.columns, near.referred, strict=False)),
                    far=tuple(zip(far.columns, far.referred, strict=False)),
                ),
                names=tuple(dict.fromkeys((*names_of_end(near, far), *by_join)))
                if both_ways
                else tuple(dict.fromkeys((base, words, *by_join))),
            )


def _is_like(spoken: Words, words: Words) -> bool:
    """Whether a name begins or ends with what the rows are called, or they with it."""
    ends = ends_with(words, spoken) or ends_with(spoken, words)
    return ends or (bool(words) and spoken[: len(words)] == words)
