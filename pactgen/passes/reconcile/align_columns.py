"""Which column is this property? By what is stated, by its words, by what it refers to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.shapes import is_object, items_of
from pactgen.passes.reconcile.column_words import (
    COUNTS,
    DRAWN,
    FIGURES,
    LENGTHS,
    MEASURES,
    MOMENTS,
    NAMES,
    PROSE,
    QUALIFIED,
    SEATS,
    VALUED,
    VALUES,
)
from pactgen.passes.reconcile.gather import WHOLE
from pactgen.passes.reconcile.kinds import Fit, fit_of, kept_values, natural_kind, wire_storage
from pactgen.passes.reconcile.moments import moment_of_making
from pactgen.passes.reconcile.other_words import (
    MEASURED_IN,
    bounds,
    common,
    deeds,
    is_acronym,
    leaves_out,
    other_word,
)
from pactgen.passes.reconcile.remarks import ARTICLES, heads, is_named_in, says_the_same
from pactgen.passes.reconcile.tables_of import is_unique, reference_of
from pactgen.passes.reconcile.tell_figures import NUMBER_OF, SUMS
from pactgen.passes.reconcile.ways import words_of
from pactgen.passes.reconcile.wording import (
    ABOVE,
    CODE_WORDS,
    FLAG_WORDS,
    JSON_WORDS,
    KEY_WORDS,
    NUMBER_WORDS,
    PLACES,
    TEXT_WORDS,
    TIME_WORDS,
    Words,
    bare_of,
    ends_with,
    essence,
    same,
    shortens,
    spelled_out,
    undone,
    without,
)
from pactgen.passes.words import vocabulary
from pactgen.passes.words.inflection import singular_of
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.schema import Column, ForeignKey, Table
    from pactgen.passes.reconcile.tables_of import Catalog

SURE: Final = "They are called the same."
IN_OTHER_WORDS: Final = "They say the same in other words."
ACRONYM: Final = "One of them is made of the first letters of the other."
LEFT_OUT: Final = "One of them is the other without the words in between."
ONLY_ONE: Final = "It is the only one of its sort that they have."
WHOLE_NAME: Final = "It is the name that rows are shown by."
COUNTED: Final = "One of them says what is counted, or that it is the most."
FIGURE: Final = "The column says that it is a number."
REMARKED: Final = "The schema remarks that the column is this."
LISTED: Final = "They list the same values."
PLACED: Final = "Both say where a row stands among others."
MADE: Final = "Both say when a row came to be."
HEADED: Final = "The schema's remark on the column begins with what it is."
PAIRED: Final = "They differ from another property and its column in the same word."
REFERRING: Final = "It refers to the only row that is called so."
LOOSELY: Final = frozenset(
    {IN_OTHER_WORDS, ACRONYM, LEFT_OUT, WHOLE_NAME, ONLY_ONE, COUNTED, REFERRING}
)
"""What counts only where no other property may be the column, and tells no table from others."""
ALONE: Final = LOOSELY | {FIGURE, REMARKED, LISTED, PLACED, MADE, HEADED}
"""What counts only where no other property may be the column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A property that looks for its column."""

    name: str
    schema: Schema
    stated: str | None = None
    """The column that pactgen.yaml or the contract names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A property and its column."""

    name: str
    column: Column
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """Finds the columns of one table."""

    contract: Contract
    catalog: Catalog
    table: Table
    nouns: tuple[Words, ...]
    """What the rows are called, without which names of columns may go."""

    def match(self, wanted: Iterable[Wanted]) -> dict[str, Match]:
        """Return the column of each property that has one; no column is given twice."""
        open_ = {one.name: one for one in wanted}
        free = {column.name: column for column in self.table.columns}
        found: dict[str, Match] = {}
        for why, rule in self._rules():
            for name, one in tuple(open_.items()):
                hits = [column for column in free.values() if rule(one, column)]
                if len(hits) != 1 and why != SURE:
                    continue
                if why in ALONE and self._is_claimed(rule, hits[0], open_.values()):
                    continue
                if hits:
                    found[name] = Match(name=name, column=hits[0], why=why)
                    del open_[name], free[hits[0].name]
        for name, one in open_.items():
            pairs = [each for each in free.values() if self._is_paired(one, each, found.values())]
            if len(pairs) == 1:
                found[name] = Match(name=name, column=free.pop(pairs[0].name), why=PAIRED)
        return found

    def _rules(self) -> tuple[tuple[str, Callable[[Wanted, Column], bool]], ...]:
        return (
            ("It is stated.", lambda one, column: one.stated == column.name),
            (SURE, self._same),
            ("They differ in the name of the thing only.", self._without_noun),
            ("One of them is the other in short, or with its words turned.", self._spelled),
            ("Both say when a row was made or changed.", self._told_time),
            ("It refers to the same thing.", self._refers),
            ("They differ in a word that tells the type only.", self._dressed),
            ("It is what a row is called by.", self._names),
            ("One of them is the other in short.", self._shortened),
            ("It is the only key that they have.", self._keys),
            ("Both say when something was.", self._moment),
            ("It is described in the words of the column.", self._described),
            ("The column has a number behind the name.", self._numbered),
            ("Both are what somebody wrote.", self._prose),
            (FIGURE, self._figure),
            ("It is told in what the column counts.", self._measured),
            (REMARKED, self._remarked),
            (LISTED, self._listed),
            (PLACED, self._placed),
            (MADE, self._made),
            (IN_OTHER_WORDS, self._in_other_words),
            (IN_OTHER_WORDS, self._bounds),
            (IN_OTHER_WORDS, self._deed),
            (IN_OTHER_WORDS, self._turned),
            (ACRONYM, self._acronym),
            (LEFT_OUT, self._leaves_out),
            (WHOLE_NAME, self._whole_name),
            (ONLY_ONE, self._only_one),
            (COUNTED, self._counted),
            (REFERRING, self._refers_at_end),
            (HEADED, self._headed),
        )

    @staticmethod
    def _is_claimed(
        rule: Callable[[Wanted, Column], bool], column: Column, open_: Iterable[Wanted]
    ) -> bool:
        """Whether several properties may be the column: none of them surely is."""
        return sum(rule(one, column) for one in open_) > 1

    def _same(self, one: Wanted, column: Column) -> bool:
        if one.stated is not None or not same(essence(one.name), essence(column.name)):
            return False
        return not (self._embeds(one, column) or self._calls(one, column))

    def _calls(self, one: Wanted, column: Column) -> bool:
        """`createdBy`, said to be a username, is that of the user whose number is kept."""
        key = reference_of(self.table, column.name)
        target = None if key is None else self.catalog.tables.get(str(key.table))
        if target is None or self._kind_fit(one, column) != "adapted":
            return False  # what is a text itself is the key that is shown
        told = words_of(one.schema)
        return any(
            is_unique(target, each.name) and {*essence(each.name)} <= told
            for each in target.columns
            if natural_kind(each.type) == "text"
        )

    def _embeds(self, one: Wanted, column: Column) -> bool:
        """`customer: {…}` is no column `customer` that holds a key."""
        compound = is_object(self.contract, one.schema)
        compound = compound or items_of(self.contract, one.schema) is not None
        return compound and not self._fits(one, column)

    def _without_noun(self, one: Wanted, column: Column) -> bool:
        if one.stated is not None or not self._fits(one, column):
            return False
        mine, other = essence(one.name), essence(column.name)
        return any(
            same(without(mine, noun), other)
            or same(mine, without(other, noun))
            or same(without(mine, noun), without(other, noun))
            for noun in self._prefixes
        )

    @property
    def _prefixes(self) -> tuple[Words, ...]:
        """What names of columns may begin with, and say nothing by it."""
        return tuple(dict.fromkeys((*self.nouns, *self.catalog.prefixes[str(self.table.name)])))

    def _spelled(self, one: Wanted, column: Column) -> bool:
        """`recordNumber` is `record_no`, and `dateOfBirth` `birth_date`."""
        if one.stated is not None or not self._fits(one, column):
            return False
        mine, other = (self.catalog.in_full(essence(name)) for name in (one.name, column.name))
        nouns = ((), *self._prefixes)
        return any(same(without(mine, noun), without(other, noun)) for noun in nouns)

    def _told_time(self, one: Wanted, column: Column) -> bool:
        if natural_kind(column.type) not in {"timestamp", "date"} or not self._fits(one, column):
            return False
        groups = (vocabulary.CREATED, vocabulary.UPDATED)
        return any(bare(one.name) in words and bare(column.name) in words for words in groups)

    def _refers(self, one: Wanted, column: Column) -> bool:
        """`customerId` is the column that refers to `customers`, whatever that is called."""
        key = reference_of(self.table, column.name)
        mine = essence(one.name)
        if key is None or one.stated is not None or not self._fits(one, column):
            return False
        if (mine[-1] in DRAWN and column.type.kind != "uuid") or self._tells_other(mine, key):
            return False
        base = bare_of(mine, KEY_WORDS)
        if base == mine and self._fit(one, column) != "same":
            return False
        other = essence(column.name)
        if same(base, bare_of(other, KEY_WORDS)) or self._is_far_key(mine, key):
            return True
        if self._is_key_of(mine, key):
            return True
        if same((*base, *essence(key.referred[0])), other):
            return self._fit(one, column) == "same"
        target = self.catalog.words.get(str(key.table), essence(key.table.name))
        own = self.catalog.references(self.table, str(self.table.name))
        if base in ABOVE and own == (key,):
            return base != mine
        return base != mine and same(base, target)

    def _tells_other(self, mine: Words, key: ForeignKey) -> bool:
        """`projectKey` is the `project_key` of the project, not the number that refers to it."""
        target = self.catalog.tables.get(str(key.table))
        spoken = {mine, mine[-1:]}
        return target is not None and any(
            essence(column.name) in spoken and column.name not in key.referred
            for column in target.columns
            if column.name not in {name for each in target.foreign_keys for name in each.columns}
        )

    def _is_far_key(self, mine: Words, key: ForeignKey) -> bool:
        """A link shows the `code` of what it links to: that is its `specialty_code`.

        Other rows do where no row of theirs could be called so: the `vin` is the `vehicle_vin`.
        """
        called = [one for one in self.table.foreign_keys if essence(one.referred[0]) == mine]
        plain = mine[-1] in {*CODE_WORDS, "name", "number", "no"} or len(key.columns) > 1
        alike = not plain and ends_with(essence(key.columns[0]), mine)
        alike = alike or self.catalog.joins(self.table)
        return called == [key] and mine[-1] not in KEY_WORDS and alike

    def _is_key_of(self, mine: Words, key: ForeignKey) -> bool:
        """`serviceCode` is the `svc_code` of the only service that a row refers to."""
        target = self.catalog.tables.get(str(key.table))
        if target is None or len(self.catalog.references(self.table, str(key.table))) > 1:
            return False
        called = self.catalog.words[str(key.table)]
        rest = without(mine, called)
        return rest != mine and self.catalog.is_called(target, target.column(key.referred[0]), rest)

    def _dressed(self, one: Wanted, column: Column) -> bool:
        if one.stated is not None or not self._fits(one, column):
            return False
        dress = {
            "boolean": FLAG_WORDS,
            "timestamp": TIME_WORDS,
            "date": TIME_WORDS,
            "integer": NUMBER_WORDS,
            "bigint": NUMBER_WORDS,
            "text": TEXT_WORDS,
            "json": JSON_WORDS,
        }
        wire = wire_storage(self.contract, one.schema, column.type).kind
        kind = wire if wire in {"boolean", "timestamp"} else natural_kind(column.type)
        if kind == "integer" and column.type.arguments == (1,):
            kind = "boolean"
        if kind not in dress or (kind == "text" and self._refers_on(column)):
            return False
        if kind in {"timestamp", "date"} and _told_as_figure(one):
            return False
        names = essence(one.name), essence(column.name)
        mine, other = (bare_of(name, dress[kind]) for name in names)
        if same(mine, other) or same(*(bare_of(spelled_out(name), dress[kind]) for name in names)):
            return True
        return kind in {"timestamp", "date"} and same(undone(mine), undone(other))

    def _names(self, one: Wanted, column: Column) -> bool:
        """The `name` of an amenity is kept in `amenity`, the `amount` of a salary in `salary`."""
        called = (*self._prefixes, self.catalog.words[str(self.table.name)][-1:])
        if not self._is_plain(one, column) or essence(column.name) not in called:
            return False
        kind, spoken = natural_kind(column.type), essence(one.name)
        if kind == "text":
            return spoken in NAMES or spoken == ("text",)
        return kind in {"integer", "bigint", "double"} and spoken in VALUES

    def _shortened(self, one: Wanted, column: Column) -> bool:
        """`serviceNote` is `svc_note`, where nothing else can be."""
        if one.stated is not None or not self._fits(one, column) or self._refers_on(column):
            return False
        mine, other = spelled_out(essence(one.name)), spelled_out(essence(column.name))
        forms = [without(other, prefix) for prefix in ((), *self._prefixes)]
        return any(shortens(form, mine) or shortens(mine, form) for form in forms)

    def _refers_on(self, column: Column) -> bool:
        return any(column.name in key.columns for key in self.table.foreign_keys)

    def _keys(self, one: Wanted, column: Column) -> bool:
        """An `id` is the primary key, whatever the column is called."""
        key = self.table.primary_key
        if key is None or key.columns != (column.name,) or one.stated is not None:
            return False
        names = {("id",), *((*noun, "id") for noun in self.nouns)}
        return essence(one.name) in names and self._fits(one, column)

    def _moment(self, one: Wanted, column: Column) -> bool:
        """The `timestamp` of a comment is its `created_at`, `at` of an event its only moment."""
        times = [each for each in self.table.columns if natural_kind(each.type) == "timestamp"]
        made = column in times and (bare(column.name) in vocabulary.CREATED or times == [column])
        return made and self._is_plain(one, column) and bare(one.name) in MOMENTS

    def _numbered(self, one: Wanted, column: Column) -> bool:
        """`isbn` is the `isbn13`, where it is the only one."""
        plain = column.name.lower().rstrip("0123456789").rstrip("_")
        numbered = plain != column.name.lower() and same(essence(one.name), essence(plain or "_"))
        return numbered and self._is_plain(one, column)

    def _described(self, one: Wanted, column: Column) -> bool:
        """`from` of a change is its `old_value`, where it is described as the old value."""
        said = (one.schema.description or "").strip().rstrip(".").lower()
        words = tuple(word for word in re.split(r"[\s_-]+", said) if word not in ARTICLES)
        return len(words) > 1 and words == essence(column.name) and self._is_plain(one, column)

    def _prose(self, one: Wanted, column: Column) -> bool:
        """The `text` of a comment is its `message`."""
        written = natural_kind(column.type) == "text" and bare(column.name) in PROSE
        return written and self._is_plain(one, column) and bare(one.name) in PROSE

    def _figure(self, one: Wanted, column: Column) -> bool:
        """The `views` of an article are its `view_count`."""
        *spoken, last = essence(column.name)
        mine = essence(one.name)
        if not spoken and last in VALUED and len(mine) > 1 and mine[-1] in VALUED:
            told = natural_kind(column.type) in {"integer", "bigint", "double"}
            return told and self._is_plain(one, column)
        counted = last in FIGURES and natural_kind(column.type) in {"integer", "bigint", "double"}
        return counted and self._is_plain(one, column) and essence(one.name) == tuple(spoken)

    def _is_plain(self, one: Wanted, column: Column) -> bool:
        """Whether the column itself may be the property: neither is about something else."""
        same_kind = self._fit(one, column) == "same"
        return one.stated is None and same_kind and not self._refers_on(column)

    def _measured(self, one: Wanted, column: Column) -> bool:
        """`duration_ms`, a length in milliseconds, is the only column of `milliseconds`."""
        unit, mine = essence(column.name), essence(one.name)
        if one.stated is not None or len(unit) != 1 or len(mine) == 1 or unit[0] not in MEASURES:
            return False
        said = {mine[-1], *(word for text in words_of(one.schema) for word in essence(text))}
        short = mine[-1] in {*unit, *MEASURES[unit[0]]}
        told = unit[0] in said or (mine[0] in LENGTHS and len(mine[-1]) > 1)
        numbers = natural_kind(column.type) in {"integer", "bigint", "double"}
        return numbers and short and told and self._fit(one, column) == "same"

    def _forms(self, name: str, *, time: bool) -> tuple[Words, ...]:
        """Return a name in common words, with and without what the rows are called."""
        full = self.catalog.in_full(essence(name))
        forms = (without(full, noun) for noun in ((), *self._prefixes))
        return tuple(dict.fromkeys(common(form, time=time) for form in forms))

    def _told_alike(
        self, one: Wanted, column: Column, alike: Callable[[Words, Words], bool]
    ) -> bool:
        if one.stated is not None or self._fit(one, column) != "same":
            return False
        time = natural_kind(column.type) in {"timestamp", "date"}
        forms = self._forms(column.name, time=time)
        return any(alike(mine, form) for mine in self._forms(one.name, time=time) for form in forms)

    def _in_other_words(self, one: Wanted, column: Column) -> bool:
        """`surname` is `last_name`, `durationMinutes` `duration_min`, `warehouseCode` `wh_code`."""
        dress = TIME_WORDS | FLAG_WORDS
        if natural_kind(column.type) in {"timestamp", "date"}:
            dress |= {"valid"}
        return self._told_alike(
            one, column, lambda mine, form: same(bare_of(mine, dress), bare_of(form, dress))
        )

    def _bounds(self, one: Wanted, column: Column) -> bool:
        """`salaryMin` is the `salary_from`, `maxPrice` the `price_to`."""
        if natural_kind(column.type) not in {"integer", "bigint", "double"}:
            return False
        names = (self.catalog.in_full(essence(name)) for name in (one.name, column.name))
        mine, other = map(bounds, names)
        return mine is not None and mine == other and self._is_plain(one, column)

    def _deed(self, one: Wanted, column: Column) -> bool:
        """`cancelReason` is the `cancellation_reason`."""
        return self._told_alike(one, column, lambda mine, form: same(deeds(mine), deeds(form)))

    def _remarked(self, one: Wanted, column: Column) -> bool:
        """`headquarters` are the `hq_city`, if both are said to be the same."""
        if column.comment is None or not self._is_plain(one, column):
            return False
        named = is_named_in(column.comment, one.name, self._prefixes)
        return named or says_the_same(column.comment, one.schema.description)

    def _headed(self, one: Wanted, column: Column) -> bool:
        """`homeScore` are the `points_home`, the `Final score of the home crew`."""
        told = one.stated is None and self._fit(one, column) == "same"
        return told and column.comment is not None and heads(column.comment, one.name)

    def _is_paired(self, one: Wanted, column: Column, found: Iterable[Match]) -> bool:
        """`awayScore` are the `points_away` where `homeScore` are the `points_home`."""
        mine, other = essence(one.name), essence(column.name)
        told = (
            turn
            for each in found
            if (turn := other_word(essence(each.name), mine)) is not None
            and turn == other_word(essence(each.column.name), other)
        )
        return self._is_plain(one, column) and any(told)

    def _listed(self, one: Wanted, column: Column) -> bool:
        """`kind` of an interview is its `format`, which has just the same values."""
        listed = effective(self.contract, one.schema).enum or ()
        told = {each for each in listed if isinstance(each, str)}
        kept, _ = kept_values(column, self.table)
        several = len(told) > 1 and told == {each for each in kept if isinstance(each, str)}
        return several and len(kept) == len(told) and self._is_plain(one, column)

    def _placed(self, one: Wanted, column: Column) -> bool:
        """The `position` of a category is its `sort_order`."""
        names = (essence(one.name), essence(column.name))
        places = all(set(spoken) <= PLACES | {"display"} for spoken in names)
        whole = natural_kind(column.type) in {"integer", "bigint"}
        return places and whole and self._is_plain(one, column)

    def _made(self, one: Wanted, column: Column) -> bool:
        """`placedAt` of an order that is first `placed` is its `ordered_at`."""
        if natural_kind(column.type) != "timestamp" or not self._is_plain(one, column):
            return False
        deed = bare_of(essence(one.name), TIME_WORDS)
        made = moment_of_making(self.catalog, self.table, deed)
        return deed != essence(one.name) and made == column.name

    def _refers_at_end(self, one: Wanted, column: Column) -> bool:
        """`categoryId` of an item is its `menu_category_id`, if it refers to no other category."""
        mine = essence(one.name)
        base = bare_of(mine, KEY_WORDS)
        called = (
            (key, self.catalog.words.get(str(key.table), ())) for key in self.table.foreign_keys
        )
        ends = [
            key
            for key, words in called
            if ends_with(words, base) or (len(words) > 1 and words[: len(base)] == base)
        ]
        alone = len(ends) == 1 and ends[0].columns == (column.name,) and base != mine
        return alone and one.stated is None and self._fit(one, column) == "same"

    def _turned(self, one: Wanted, column: Column) -> bool:
        """`sizeBytes` are the `byte_size`."""
        mine, other = essence(one.name), essence(column.name)
        turned = len(mine) > 1 and mine != other and sorted(mine) == sorted(other)
        return turned and self._is_plain(one, column)

    def _acronym(self, one: Wanted, column: Column) -> bool:
        """`medicalRecordNumber` is the `mrn`."""
        mine, other = essence(one.name), essence(column.name)
        acronym = is_acronym(other, mine) or is_acronym(mine, other)
        return one.stated is None and acronym and self._fit(one, column) == "same"

    def _leaves_out(self, one: Wanted, column: Column) -> bool:
        """`leadTimeDays` are the `lead_days`."""
        return not self._refers_on(column) and self._told_alike(
            one, column, lambda mine, form: leaves_out(mine, form) or leaves_out(form, mine)
        )

    def _only_one(self, one: Wanted, column: Column) -> bool:
        """`name` is the only name of a row, its `full_name`; `borrower` its `borrower_name`."""
        mine, other = essence(one.name), essence(column.name)
        long, short = (mine, other) if len(mine) > len(other) else (other, mine)
        if short and long == (*short, "name") and natural_kind(column.type) == "text":
            return self._is_plain(one, column) and not self._is_of_other(short[-1])
        if len(short) != 1 or long[1:] != short or not self._is_plain(one, column):
            return False
        if self.table.is_view and other == long == self.catalog.words[str(self.table.name)]:
            return True
        told = long[0] in words_of(one.schema)
        return short[0] in QUALIFIED | MEASURES.keys() and (told or not self._is_of_other(long[0]))

    def _whole_name(self, one: Wanted, column: Column) -> bool:
        """`name` is the `display_name`, also beside its parts; that is a `full_name`."""
        names = {("name",), *((word, "name") for word in WHOLE)}
        whole = essence(one.name) in names and essence(column.name) in names
        return whole and self._is_plain(one, column)

    def _counted(self, one: Wanted, column: Column) -> bool:
        """`credits` are `credit_points`, `capacity` the `max_seats`; no price is `price_cents`."""
        mine, other = essence(one.name), essence(column.name)
        if natural_kind(column.type) not in {"integer", "bigint", "double"} or len(mine) != 1:
            return False
        of_units = len(other) > 1 and other[:1] == mine
        of_units = of_units and (other[1:] in COUNTS or _is_unit(other[1:], one.schema))
        most = mine == ("capacity",) and (other[0] == "max" or other[-1] in SEATS)
        return (of_units or most) and self._is_plain(one, column)

    def _is_of_other(self, word: str) -> bool:
        """Whether a word speaks of another table's rows, perhaps of one that is referred to."""
        roles = {word for key in self.table.foreign_keys for word in essence(key.columns[0])}
        return word in roles or any((word,) == called for called in self.catalog.words.values())

    def _fits(self, one: Wanted, column: Column) -> bool:
        return self._fit(one, column) != "never"

    def _fit(self, one: Wanted, column: Column) -> Fit:
        return "never" if self._calls(one, column) else self._kind_fit(one, column)

    def _kind_fit(self, one: Wanted, column: Column) -> Fit:
        return fit_of(column.type, wire_storage(self.contract, one.schema, column.type).kind)


def _is_unit(words: Words, schema: Schema) -> bool:
    """Whether a column ends with a unit, and no other one is told: `speed` is `speed_kmh`."""
    if len(words) != 1 or words[0] not in MEASURED_IN:
        return False
    said = re.findall(r"[a-z\u00b0]+", (schema.description or "").lower().replace("/", ""))
    told = {MEASURED_IN[word] for word in map(singular_of, said) if word in MEASURED_IN}
    return not told or MEASURED_IN[words[0]] in told


def _told_as_figure(one: Wanted) -> bool:
    """Whether it is said to be a sum or a number of things: `paid` is no `paid_at` then."""
    said = one.schema.description or ""
    return bool(SUMS.search(said) or NUMBER_OF.search(said))


def overlap(matches: Mapping[str, Match], wanted: Iterable[Wanted]) -> float:
    """Return the share of the properties that have a column."""
    names = {one.name for one in wanted}
    return len(names & set(matches)) / len(names) if names else 0.0
