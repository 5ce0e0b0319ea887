"""What a success sends back: the envelope of the contract, member by member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import behaviour
from pactgen.ir.contract import ABSENT
from pactgen.ir.fills import (
    Built,
    Constant,
    Counted,
    Fill,
    FromColumn,
    FromProgram,
    FromRow,
    FromRows,
    FromToken,
    FromValues,
    FromWindow,
    Now,
    OwnAddress,
    leaves,
)
from pactgen.ir.messages import Answer
from pactgen.ir.wire import ListOf, Named, Nullable, UnionOf, WireField, WireModel, WireType
from pactgen.passes.endpoints.brought_members import kept_part
from pactgen.passes.endpoints.fill_headers import headers_of
from pactgen.passes.endpoints.lone_columns import lone_column
from pactgen.passes.endpoints.page_figures import FIGURES, MAY_BE_NONE, PAGES_BESIDE, ROWS
from pactgen.passes.endpoints.receipts import means_key, receipt
from pactgen.passes.endpoints.sent_types import label_of, sent_type
from pactgen.passes.reading.columns import effective, storage_of
from pactgen.passes.reading.entities import full_option, wrapped_element
from pactgen.passes.reading.messages import essence, json_media, status_of, success_of
from pactgen.passes.reading.patterns import matches
from pactgen.passes.reading.programs import is_free_text, part_of_program
from pactgen.passes.reading.read_bulk import number_in
from pactgen.passes.reading.samples import smallest
from pactgen.passes.reading.shapes import (
    can_show,
    input_shape_of,
    is_object,
    items_of,
    kinds_of,
    shape_of,
    types_of,
)
from pactgen.passes.reading.tokens import part_of_token, token_route, token_type_of
from pactgen.passes.resources.groups import shown_components
from pactgen.passes.tables.drafts import href_of
from pactgen.passes.tables.files import SIZE, TYPE
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import pascal
from pactgen.passes.words.totals import totals_of
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.decisions import Level
    from pactgen.ir.contract import Contract, Property, Response, Schema
    from pactgen.ir.database import Column
    from pactgen.passes.endpoints.question import Question
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_WHOLE_ADDRESSES = frozenset({"uri", "url", "iri"})
NO_CONTENT = frozenset({204, 205, 304})
_ISSUE = frozenset({"login", "renew"})
"""Behaviours that answer tokens."""
_SHOWING = frozenset(
    {"list", "read", "create", "replace", "update", "delete", "read-singleton", "write-singleton"}
    | {"upload", "mark", "unmark"}
)
"""Behaviours whose answers may show a row."""
MAX_ADDED = 2
"""More members than these do not go into a name."""


class _Filler:
    """Builds the fill of one answer."""

    def __init__(self, question: Question) -> None:
        """Keep what is asked about most."""
        self.contract = question.contract
        self.wire = question.wire
        self.one = question.one
        self.verdict = question.verdict
        self.stored = question.stored
        self.operation_id = question.operation_id
        self.paged = question.paged
        self.by_cursor = question.by_cursor
        self.row_hint = question.row
        self.issues = question.verdict.issues or question.verdict.name in _ISSUE
        self.decisions = question.decisions
        self._open: set[str] = set()

    @property
    def lists(self) -> bool:
        return self.verdict.name == "list" or self._shows_many

    @property
    def _shows_many(self) -> bool:
        """Whether it shows the rows of a list that was brought, or all that is linked."""
        if self.verdict.tied is not None:
            return self.verdict.tied == "rows"
        if self.verdict.name not in {"create", "replace", "update"} or not self.one.many:
            return False
        shown = self.one.answer
        single = shown is not None and not shown.many
        return not (single and _shows_the_row(self.contract, self.one, self.stored))

    def fill(self, schema: Schema, type_: WireType, route: tuple[str, ...] | None) -> Fill:
        """Return what fills the schema; `route` leads on to the row, None where there is none."""
        if self.verdict.name == "summary":
            return self.summary(schema, type_)
        type_ = self.opened(type_)
        if route == () and not (self.issues and token_route(self.contract, schema)):
            return self._row(schema, type_)
        if self.verdict.name == "info" and is_free_text(self.contract, schema):
            return FromProgram(part="version")
        if self.verdict.name == "values" and items_of(self.contract, schema) is not None:
            return FromValues()
        if self.verdict.name == "count" and number_in(self.contract, schema) == ():
            return Counted()
        model = self.wire.models().get(type_.name) if isinstance(type_, Named) else None
        if self.issues and token_route(self.contract, schema) == ():
            return FromToken(part="access")
        if model is None or model.name in self._open:
            return Constant(value=smallest(self.contract, schema))
        self._open.add(model.name)
        types = {field.wire_name: field for field in model.fields}
        fields = []
        for member in shape_of(self.contract, schema).properties:
            field = types.get(member.name)
            if field is None:
                continue
            on_route = bool(route) and route is not None and route[0] == member.name
            rest = route[1:] if on_route and route is not None else None
            filled = self._member(member, field.type, rest)
            if filled is not None and self._may_show(model, field, filled):
                fields.append((field.attribute, filled))
        self._open.discard(model.name)
        return Built(model=model.name, fields=tuple(fields))

    def summary(self, schema: Schema, type_: WireType, path: tuple[str, ...] = ()) -> Fill:
        """Return what fills a summary: at each place what the verdict says, or what is inside."""
        told = dict(self.verdict.members).get(path)
        type_ = self.opened(type_)
        if told is not None or not isinstance(type_, Named):
            return told or Constant(value=smallest(self.contract, schema))
        model = self.wire.models()[type_.name]
        types = {field.wire_name: field for field in model.fields}
        return Built(
            model=model.name,
            fields=tuple(
                (field.attribute, self.summary(each.schema, field.type, (*path, each.name)))
                for each in shape_of(self.contract, schema).properties
                for field in [types[each.name]]
            ),
        )

    def _may_show(self, model: WireModel, field: WireField, filled: Fill) -> bool:
        """Whether the class takes what fills its field: one for both directions takes no null."""
        if not isinstance(filled, FromColumn) or self.stored is None or model.mode == "read":
            return True
        known = {column.name: column for column in self.stored.table.columns}
        column = known.get(filled.column)
        may_lack = column is not None and column.nullable
        return field.required or isinstance(field.type, Nullable) or not may_lack

    def opened(self, type_: WireType) -> WireType:
        """Follow aliases, and look inside what may also be null."""
        while True:
            if isinstance(type_, Nullable):
                type_ = type_.inner
            elif isinstance(type_, Named) and type_.name in self.wire.aliases():
                type_ = self.wire.aliases()[type_.name].type
            else:
                return type_

    def _row(self, schema: Schema, type_: WireType) -> Fill:
        if isinstance(type_, ListOf) and self.placed is not None:
            return FromColumn(column=self.placed)
        if self.lists:
            rows, item, inside = self._elements(schema, type_)
            if kinds := self._kinds(rows, item):
                least = isinstance(type_, ListOf) and type_.min_items
                return FromRows(model=kinds[0], kinds=kinds[1:], least=least or 0, inside=inside)
        elif isinstance(type_, ListOf):
            item = self.opened(type_.item)
            kinds = self._kinds(items_of(self.contract, schema) or schema, item)
            if kinds and (type_.min_items or 0) <= 1:
                return FromRow(model=kinds[0], kinds=kinds[1:], in_list=True)
        elif kinds := self._kinds(schema, type_):
            return FromRow(model=kinds[0], kinds=kinds[1:])
        elif isinstance(type_, UnionOf):
            return self._chosen(schema, type_)
        return Constant(value=smallest(self.contract, schema))

    def _elements(
        self, schema: Schema, type_: WireType
    ) -> tuple[Schema, WireType, tuple[str, str] | None]:
        """Return what each element shows, and the member of it that holds the row."""
        item = self.opened(type_.item) if isinstance(type_, ListOf) else type_
        shown = items_of(self.contract, schema) or schema
        wrapped = wrapped_element(self.contract, shown, self.one.place.noun)
        model = self.wire.models().get(item.name) if isinstance(item, Named) else None
        if wrapped is None or model is None or not isinstance(type_, ListOf):
            return shown, item, None
        field = next(each for each in model.fields if each.wire_name == wrapped.name)
        return wrapped.schema, self.opened(field.type), (field.attribute, field.wire_name)

    @property
    def placed(self) -> str | None:
        """Return the list of a row that was put in place, where that is answered alone."""
        shown, stored = self.one.answer, self.stored
        if self.verdict.part is None or shown is None or not shown.many or stored is None:
            return None
        return next((each.attribute for each in kept_part(self.one, stored)), None)

    def _kinds(self, schema: Schema, type_: WireType) -> tuple[str, ...]:
        """Return the models among which a row chooses, by its tag or by what it has; or the one."""
        options: tuple[WireType, ...] = (type_,)
        if isinstance(type_, UnionOf) and self.stored:
            columns = {column.name for column in self.stored.table.columns}
            told = type_.discriminator in columns or kinds_of(self.contract, schema)
            options = type_.options if told else ()
        opened = [self.opened(each) for each in options]
        names = tuple(each.name for each in opened if isinstance(each, Named))
        return names if len(names) == len(opened) else ()

    def _chosen(self, schema: Schema, union: UnionOf) -> Fill:
        """Show the row as the one of several forms that shows all of it."""
        full = full_option(self.contract, schema)
        shown = None if full is None else self.opened(self.wire.read(full, self.row_hint))
        if isinstance(shown, Named) and shown in [self.opened(one) for one in union.options]:
            told = behaviour.form(self.operation_id, shown.name, self.one.operation)
            self.decisions.append(told)
            return FromRow(model=shown.name, is_chosen=True)
        return Constant(value=smallest(self.contract, schema))

    def extended(self, schema: Schema) -> str:
        """Name what an allOf adds to a component: `BookingWithLinks`."""
        bases = [part.ref for part in schema.all_of if part.ref is not None]
        if schema.ref is not None or not bases:
            return self.row_hint
        base = {
            member.name
            for member in shape_of(self.contract, self.contract.schemas[bases[0]]).properties
        }
        members = shape_of(self.contract, schema).properties
        added = [pascal(member.name) for member in members if member.name not in base]
        return (
            f"{self.row_hint}With{''.join(added)}" if 0 < len(added) <= MAX_ADDED else self.row_hint
        )

    def _member(
        self, member: Property, type_: WireType, route: tuple[str, ...] | None
    ) -> Fill | None:
        if route is not None or self.verdict.name == "values":
            return self.fill(member.schema, type_, route)
        if self.verdict.name == "info":
            program = part_of_program(self.contract, member.name, member.schema)
            if program is not None:
                return program
        if self.issues:
            part = part_of_token(self.contract, member.name, member.schema)
            if part is not None:
                return part
            if token_route(self.contract, member.schema, depth=1):
                return self.fill(member.schema, type_, None)
        figure = self._removed(member) or self._figure(member) or self._own_address(member)
        if figure is not None:
            return figure
        column = self._column(member)
        if column is not None:
            return column
        if self._shows_who(member):
            return self.fill(member.schema, type_, ())
        if is_object(self.contract, member.schema):
            return self._group(member, type_)
        return self._constant(member)

    def _shows_who(self, member: Property) -> bool:
        """`{"token": …, "user": {…}}`: the row that logged in, beside its token."""
        if not self.issues or self.stored is None:
            return False
        component = shape_of(self.contract, member.schema).component
        return component in shown_components(self.contract, self.stored.kept)

    def _group(self, member: Property, type_: WireType) -> Fill | None:
        """`meta`, `links`, `pagination`: an object of figures."""
        fill = self.fill(member.schema, type_, None)
        so = self.verdict.so is not None and any(True for _ in leaves(fill))
        return fill if member.required or so or _tells(fill) else None

    def _removed(self, member: Property) -> Fill | None:
        """`{"deleted": 3}`: how many rows are gone; of a count, whatever its number is called."""
        if self.verdict.name == "count":
            found = number_in(self.contract, member.schema)
            return Counted() if found == () else None
        told = types_of(self.contract, member.schema) - {"null"}
        words = vocabulary.TOTAL | vocabulary.WRITTEN
        counted = self.verdict.name == "clear" and bare(member.name) in words
        return Counted() if counted and told and told <= {"integer", "number"} else None

    @property
    def _counts(self) -> frozenset[str]:
        """What a whole list may say of itself: how many there are."""
        return vocabulary.TOTAL | vocabulary.WRITTEN if self._shows_many else vocabulary.TOTAL

    def _figure_called(self, name: str) -> str:
        """Return the bare name; `articlesCount`, `total_articles` beside articles are the total.

        The `number` of a page is which one it is (Spring Data's `Page`).
        """
        answer = self.one.answer
        called = {self.one.place.noun, *(answer.route[-1:] if answer is not None else ())}
        figures = {figure for noun in called if bare(noun) for figure in totals_of(noun)}
        if bare(name) == "number" and self.paged:
            return "page"
        stem = bare(name).removesuffix("number")
        if stem in vocabulary.NEXT | vocabulary.PREVIOUS:
            return stem
        return "total" if bare(name) in figures else bare(name)

    def _figure(self, member: Property) -> Fill | None:
        called = self._figure_called(member.name)
        if not self.lists or (not self.paged and called not in self._counts):
            return None
        every = types_of(self.contract, member.schema)
        told = every - {"null"}
        if self._shows_many and told and told <= {"integer", "number"}:
            return FromWindow(figure="total")
        for words, figure, kind in FIGURES:
            if called in words and (kind in told or (kind == "integer" and told == {"number"})):
                if (figure.endswith("_url") and not self.paged) or (
                    figure == "next_cursor" and not self.by_cursor
                ):
                    continue
                if figure in ROWS and not self._numbers_rows(called):
                    continue
                if figure == "is_empty" and len(self._open) > 1:  # of an order, not of the page
                    continue
                due = member.required and "null" not in every
                text = due and figure in MAY_BE_NONE
                text = text and effective(self.contract, member.schema).format is None
                number = figure in ROWS and "null" not in every
                number = number or (due and figure in PAGES_BESIDE)
                return FromWindow(figure=figure, is_text=text, is_number=number)  # type: ignore[arg-type]
        return self._page_link(member)

    def _numbers_rows(self, called: str) -> bool:
        """Whether it is the number of a row of this page, and no parameter that is repeated."""
        asked = {bare(parameter.name) for parameter in self.one.operation.parameters}
        return self.paged and not self.by_cursor and called not in asked

    def _page_link(self, member: Property) -> FromWindow | None:
        """`{"next": {"href": …}}`: a link object of the page."""
        if not self.paged or href_of(self.contract, member.schema) is None:
            return None
        for words, figure, _ in FIGURES:
            if bare(member.name) in words and figure.endswith("_url"):
                missing = member.required and figure in MAY_BE_NONE
                return None if missing else FromWindow(figure=figure, is_link=True)  # type: ignore[arg-type]
        return None

    def _own_address(self, member: Property) -> OwnAddress | None:
        """`{"data": […], "url": "/v1/books"}`: where the list stands."""
        told = types_of(self.contract, member.schema)
        if self.verdict.name != "list" or bare(member.name) not in vocabulary.SELF:
            return None
        if not member.required or told != {"string"}:
            return None
        found = effective(self.contract, member.schema)
        if found.enum is not None or found.const is not ABSENT:
            return None
        if found.format in _WHOLE_ADDRESSES:
            return OwnAddress(whole=True)
        fits = found.pattern is None or matches(found.pattern, self.one.operation.path)
        return OwnAddress() if fits and found.format is None else None

    def _column(self, member: Property) -> Fill | None:
        """`{"id": …}`: an answer that repeats columns of the row outside an entity."""
        if self.stored is not None and self.stored.kept.file_of is not None:
            return self._of_file(member)
        if (
            self._shows_many
            or self.stored is None
            or self.verdict.name
            not in {
                *({"read"} if self.issues or self.verdict.shows == "" else ()),
                "create",
                "replace",
                "update",
                "delete",
                "login",
                "renew",
            }
        ):
            return None
        name, kept = bare(member.name), self.stored.kept
        named = [each for each in self.stored.table.columns if bare(each.wire_name) == name]
        key = self.stored.table.key
        beside = len(self._open) == 1 and means_key(name, (kept.name, kept.noun))
        named += [key] if beside or name == bare(f"{kept.name}Id") else []
        fitting = (each for each in named if self._can_hold(member, each))
        column = next(fitting, None)
        return None if column is None else FromColumn(column=column.name)

    def _can_hold(self, member: Property, column: Column) -> bool:
        """Whether an answer may show whatever is in a column of the same name."""
        if storage_of(self.contract, member.schema).kind != column.kind:
            return False
        listed = effective(self.contract, member.schema).enum
        free = column.kind == "text" and not column.values
        if listed and (free or not set(column.values) <= set(map(str, listed))):
            return False
        kept = None if self.stored is None else self.stored.kept
        bodies = () if kept is None else kept.sightings
        brought = (
            input_shape_of(self.contract, one.body).property(column.wire_name)
            for one in bodies
            if one.body is not None
        )
        shown = (
            shape_of(self.contract, schema).property(column.wire_name)
            for schema in (() if kept is None else kept.representations)
        )
        return all(
            can_show(self.contract, member.schema, one.schema)
            for one in (*brought, *shown)
            if one is not None
        )

    def _of_file(self, member: Property) -> Fill | None:
        """`{"filename": …, "size": …}`: what is known of an upload."""
        told = types_of(self.contract, member.schema) - {"null"}
        name = bare(member.name)
        if told <= {"integer", "number"} and told and name in vocabulary.FILE_SIZE:
            return FromColumn(column=SIZE)
        free = told == {"string"} and effective(self.contract, member.schema).enum is None
        if free and name in vocabulary.FILE_TYPE:
            return FromColumn(column=TYPE)
        return None

    def _constant(self, member: Property) -> Fill | None:
        found = effective(self.contract, member.schema)
        told = types_of(self.contract, member.schema)
        if bare(member.name) in vocabulary.TRUTHS and "boolean" in told:
            return Constant(value=True)
        if self.verdict.so is not None and told - {"null"} == {"boolean"}:
            return Constant(value=self.verdict.so and not member.name.startswith("pending"))
        if self.issues and bare(member.name) in vocabulary.TOKEN_TYPE:
            return Constant(value=token_type_of(found))
        if not member.required:
            return None
        if found.format == "date-time":
            return Now()
        operation = self.one.operation
        value = receipt(
            self.contract,
            member,
            status=status_of(operation, creates=self.verdict.name == "create"),
            is_whole=self.lists and not self.paged,
            is_shown=self.verdict.name == "health",
        )
        level: Level = "LOW" if bare(member.name) in vocabulary.RECEIPTS else "MEDIUM"
        self.decisions.append(
            behaviour.constant(self.operation_id, member.name, repr(value), operation, level)
        )
        return Constant(value=value)


def build_answer(question: Question) -> Answer:
    """Return the success answer of one operation."""
    contract, wire, one = question.contract, question.wire, question.one
    verdict, stored = question.verdict, question.stored
    operation = one.operation
    status = status_of(operation, creates=verdict.name == "create")
    success = success_of(operation)
    if verdict.name == "download" and success is not None:
        first = essence(success.media[0].content_type)
        kind = "application/octet-stream" if "*" in first else first
        return Answer(status=status, media_type=kind, fill=None, type=None)
    if one.as_csv and success is not None:
        return _table(question, status, success)
    media = json_media(success.media) if success is not None else None
    if success is None or media is None or media.schema is None or status in NO_CONTENT:
        plain = None
        if verdict.name == "count" and success is not None and success.media:
            kind = success.media[0].content_type
            return Answer(status=status, media_type=kind, fill=Counted(), type=None)
        if verdict.name == "info" and success is not None and success.media:
            told = FromProgram(part="version")
            kind = success.media[0].content_type
            return Answer(status=status, media_type=kind, fill=told, type=None)
        if success is not None and success.media and media is not None:
            plain = media.content_type
        fill: Fill | None = Constant(value={}) if plain else None
        label = plain or label_of(operation, success)
        bare_answer = success is not None and (status in NO_CONTENT or not success.media)
        headers = headers_of(question, success) if success and bare_answer else ()
        return Answer(status=status, media_type=label, fill=fill, type=None, headers=headers)
    filler = _Filler(question)
    route = one.answer.route if one.answer is not None and stored is not None else None
    if verdict.name not in _SHOWING and verdict.tied is None:
        route = None
    cleared = verdict.name in {"delete", "clear"} and verdict.tied is None
    if cleared and one.answer and one.answer.many:
        route = None
    if filler.placed is None and not _shows_the_row(contract, one, stored):
        route = None
    sent = sent_type(media.content_type)
    if verdict.name == "custom":
        answered = wire.read(media.schema, question.envelope)
        return Answer(status=status, media_type=sent, fill=None, type=answered)
    if route is not None and one.answer is not None:
        wire.read(one.answer.schema, filler.extended(one.answer.schema))
    name = filler.extended(media.schema) if route == () else question.envelope
    answered = wire.read(media.schema, name)
    filled = lone_column(question, media.schema) or filler.fill(media.schema, answered, route)
    headers = headers_of(question, success)
    made = _status_of_new(question, success)
    return Answer(
        status=status, media_type=sent, fill=filled, type=answered, headers=headers, made=made
    )


def _table(question: Question, status: int, success: Response) -> Answer:
    """Answer the rows as comma-separated values, one column for each member of what JSON shows."""
    one, kind = question.one, success.media[0].content_type
    if question.verdict.name != "list" or one.answer is None:
        return Answer(status=status, media_type=kind, fill=None, type=None)
    shown = question.wire.read(one.answer.schema, question.row)
    opened = _Filler(question).opened(shown)
    fill = FromRows(model=opened.name) if isinstance(opened, Named) else None
    return Answer(status=status, media_type=kind, fill=fill, type=None)


def _tells(fill: Fill) -> bool:
    """Whether anything but constants stands in an object."""
    return any(not isinstance(leaf, Constant) for leaf in leaves(fill))


def _status_of_new(question: Question, success: Response) -> int | None:
    """Return 201 where it is documented besides 200, and shows the same."""
    verdict = question.verdict
    if verdict.tied is not None:  # the row that is shown was there before
        return None
    makes = verdict.name == "write-singleton" or (verdict.name == "replace" and verdict.creates)
    operation = question.one.operation
    created = next((each for each in operation.responses if each.status == "201"), None)
    if not makes or operation.method != "put" or created is None or success.status != "200":
        return None
    shown, also = json_media(success.media), json_media(created.media)
    same = shown is not None and also is not None and _shows_alike(shown.schema, also.schema)
    return 201 if same else None


def _shows_alike(one: Schema | None, other: Schema | None) -> bool:
    return one is not None and other is not None and one.ref is not None and one.ref == other.ref


def _shows_the_row(contract: Contract, one: Sighting, stored: Stored | None) -> bool:
    """Whether the thing in the answer is the stored one, and no receipt (`{"message": …}`)."""
    if one.answer is None or stored is None:
        return False
    known = stored.kept.representations
    if any(schema.origin == one.answer.schema.origin for schema in known):
        return True
    component = shape_of(contract, one.answer.schema).component
    return component is not None and any(
        shape_of(contract, schema).component == component for schema in known
    )
