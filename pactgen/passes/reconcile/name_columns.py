"""Name the columns of a table after the properties that show them, and find what has none."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.decisions import binding
from pactgen.passes.reading.columns import combined, effective, is_parsed_in_part, is_read_only
from pactgen.passes.reading.patterns import matches
from pactgen.passes.reading.secrets import SECRETS, is_secret
from pactgen.passes.reconcile.align_columns import SURE
from pactgen.passes.reconcile.decimal_texts import digits_of, tells_digits
from pactgen.passes.reconcile.kinds import (
    fit_of,
    is_untold,
    natural_kind,
    takes_fractions,
    wire_storage,
)
from pactgen.passes.reconcile.tables_of import primary_key
from pactgen.passes.reconcile.wording import essence
from pactgen.passes.tables.drafts import is_links, is_self
from pactgen.passes.tables.fields import kept_out_of
from pactgen.passes.tables.filled_inside import filled_inside
from pactgen.passes.tables.parts_of_rows import only_value
from pactgen.passes.words.clocks import tells_minutes
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Property
    from pactgen.ir.database import ColumnKind
    from pactgen.ir.schema import Column, Table
    from pactgen.passes.reconcile.lay_shapes import Layer
    from pactgen.passes.reconcile.ways import Shown
    from pactgen.passes.reconcile.work import Work
    from pactgen.passes.resources.values import CollectionKey
    from pactgen.passes.tables.desk import Draft

SPOKEN: Final[Mapping[ColumnKind, str]] = MappingProxyType(
    {
        "json": "an object or a list",
        "text": "text",
        "integer": "an integer",
        "bigint": "an integer",
        "double": "a number",
        "boolean": "true or false",
        "uuid": "a UUID",
        "timestamp": "a moment",
        "date": "a day",
        "bytes": "a file",
    }
)
HASHED = ("hash", "hashed", "digest", "encrypted")


def name_columns(work: Work) -> None:
    """Give each property its column."""
    work.sheet.reserved.update(draft.attribute for draft in work.drafts)
    for draft in work.drafts:
        match = work.alignment.matches.get(draft.name)
        column = match.column if match is not None else _hash_column(work, draft)
        if column is None or not _shows(work, draft, column):
            continue
        if match is not None and (match.why != SURE or draft.attribute != column.name):
            evidence = (*draft.origins[:2], column.origin)
            work.desk.decisions.append(
                binding.column(
                    work.kept.name,
                    draft.name,
                    str(work.table.name),
                    column.name,
                    match.why,
                    evidence,
                )
            )


def _shows(work: Work, draft: Draft, column: Column) -> bool:
    """Claim the column for the property; False where their types do not meet."""
    contract = work.desk.contract
    answer = None
    if draft.answers:
        answer = wire_storage(contract, draft.answers[0].schema, column.type)
    inputs = [wire_storage(contract, one.schema, column.type) for one in draft.inputs]
    if any(takes_fractions(contract, one.schema, column.type) for one in draft.inputs):
        work.sheet.fractional.add(column.name)
    stored, coerced, dropped = combined(answer, inputs)
    fit = fit_of(column.type, stored.kind)
    if fit == "never":
        work.contradict(
            "schema-type-mismatch",
            draft.schema.origin,
            column.origin,
            property=draft.name,
            shown=SPOKEN[stored.kind],
            column=column.name,
            type=column.type.text,
            reading=without_column(draft),
        )
        work.mismatched.add(draft.name)
        return False
    if fit == "adapted":
        work.desk.decisions.append(
            binding.adapted(
                work.kept.name,
                draft.name,
                stored.kind,
                column.type.text,
                (draft.schema.origin, column.origin),
            )
        )
    work.columns[draft.name] = column
    work.sheet.claim(column.name, draft.attribute, draft.name, stored.kind)
    if stored.kind == "text":
        _tell_texts(work, draft, column)
    if column.type.kind == "time" and _has_minutes(work, draft):
        work.sheet.to_minutes.add(column.name)
    if not draft.answers:
        work.sheet.unshown.add(column.name)
    if coerced:
        work.coerced.add(column.name)
    if dropped:
        _drop(work, draft, column, stored.kind)
    secret = stored.kind == "text" and is_secret(contract, draft.name, draft.schema)
    if secret and not draft.answers:
        work.secrets.add(column.name)
    if stored.kind == "json":
        work.left_out[column.name] = kept_out_of(work.desk, draft)
        work.made_inside[column.name] = () if dropped else filled_inside(work.desk, draft)
    return True


def _tell_texts(work: Work, draft: Draft, column: Column) -> None:
    """Remember of a text what sort of text it is: a decimal that a view computes, or JSON."""
    contract = work.desk.contract
    schema = effective(contract, draft.schema)
    sums = work.table.is_view and natural_kind(column.type) == "double"
    exact = column.type.kind == "numeric" and column.type.arguments
    computed = is_untold(column.type) or (sums and not exact)
    if computed and (schema.format == "decimal" or tells_digits(schema)):
        work.sheet.digits[column.name] = digits_of(schema)
    if any(is_parsed_in_part(contract, one.schema) for one in draft.inputs):
        work.as_json.add(column.name)


def _has_minutes(work: Work, draft: Draft) -> bool:
    """Whether a time of day travels as `09:30`."""
    told = [effective(work.desk.contract, one.schema) for one in (*draft.answers, *draft.inputs)]
    asked = [one.pattern for one in told if one.pattern is not None]
    if asked:
        return all(matches(each, "09:30") and not matches(each, "09:30:00") for each in asked)
    return any(tells_minutes(one.description, one.examples, one.max_length) for one in told)


def without_column(draft: Draft) -> str:
    """Say what becomes of a property that no column shows."""
    inputs = [one for one in draft.inputs if one.required]
    if draft.required or inputs:
        return "the operations that need it answer 501"
    return "it is checked, then dropped" if draft.inputs else "answers leave it out"


def _drop(work: Work, draft: Draft, column: Column, kind: str) -> None:
    """Note that bodies bring what the column cannot keep, though it can show what answers carry."""
    work.dropped.add(draft.attribute)
    for one in draft.inputs:
        brought = wire_storage(work.desk.contract, one.schema, column.type).kind
        if brought != kind:
            work.contradict(
                "schema-type-mismatch",
                one.schema.origin,
                column.origin,
                property=draft.name,
                shown=f"{SPOKEN[brought]} in a body",
                column=column.name,
                type=column.type.text,
                reading="it is checked, then dropped",
            )


def _hash_column(work: Work, draft: Draft) -> Column | None:
    """`password` that no answer shows is kept in `password_hash`."""
    if draft.answers or bare(draft.name) not in SECRETS:
        return None
    mine = essence(draft.name)
    for column in work.table.columns:
        other = essence(column.name)
        if set(other) - set(mine) and set(other) - set(mine) <= set(HASHED):
            return column
    return None


def lay_relations(work: Work, layer: Layer, by_key: Mapping[CollectionKey, Work]) -> None:
    """Find what the properties without a column show of other tables."""
    above = _above(work, by_key)
    for draft in work.drafts:
        if draft.name in work.columns:
            continue
        if _is_link(work, draft) or _is_key(work, draft) or _is_constant(work, draft):
            continue
        if draft.inner is not None and not draft.inner.many:
            work.missing[draft.name] = draft
            continue
        laid = layer.property(
            work.sheet,
            draft.name,
            draft.attribute,
            draft.schema,
            names=bool(draft.inputs),
            answered=bool(draft.answers),
            above=above,
        )
        _report_lost(work, draft, layer)
        if laid is None:
            if not _in_own_columns(work, draft, layer):
                work.missing[draft.name] = draft
            continue
        work.laid[draft.name] = laid
        shown = laid.shown
        evidence = (*draft.origins[:2], shown.way.table.origin)
        work.desk.decisions.append(
            binding.relation(
                work.kept.name,
                draft.name,
                _told(shown),
                shown.why,
                evidence,
                figure=shown.figure != "rows",
            )
        )


def _above(work: Work, by_key: Mapping[CollectionKey, Work]) -> frozenset[str]:
    """Return the columns by which links refer to the parent of all paths to them.

    The `name` of a member of a crew is not that of the crew.
    """
    catalog = work.board.catalog
    parents = [by_key.get(key[:-1]) for key in work.kept.keys]
    tables = {None if each is None else str(each.table.name) for each in parents}
    parent = next(iter(tables)) if len(tables) == 1 else None
    if parent is None or not catalog.joins(work.table):
        return frozenset()
    keys = catalog.references(work.table, parent)
    return frozenset(keys[0].columns) if len(keys) == 1 else frozenset()


def _in_own_columns(work: Work, draft: Draft, layer: Layer) -> bool:
    """Find the property among the row's own columns, in another form."""
    writes = tuple(one for one in draft.inputs if not is_read_only(work.desk.contract, one.schema))
    member = next((one for one in draft.answers if one.required), (*draft.answers, *writes)[0])
    told = layer.own_columns(work.sheet, member, draft.attribute, writes)
    if told is None:
        return False
    evidence = (*draft.origins[:2], work.table.origin)
    why = (
        "Its members are called like columns." if writes or "object" in told else "It is called so."
    )
    work.desk.decisions.append(
        binding.relation(work.kept.name, draft.name, told, why, evidence, figure=False)
    )
    return True


def _report_lost(work: Work, draft: Draft, layer: Layer) -> None:
    """Report what nested objects should show and their tables do not know, a line a table."""
    lost: dict[str, tuple[Table, list[Property]]] = {}
    for table, member in layer.lost:
        lost.setdefault(str(table.name), (table, []))[1].append(member)
    layer.lost.clear()
    for name, (table, members) in lost.items():
        listed = list(dict.fromkeys(f"`{member.name}`" for member in members))
        work.contradict(
            "schema-nested-missing",
            members[0].schema.origin,
            table.origin,
            properties=" and ".join(
                [", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed
            ),
            are="are" if len(listed) > 1 else "is",
            inside=draft.name,
            table=name,
        )


def _is_link(work: Work, draft: Draft) -> bool:
    """Hypermedia that answers need not carry has no column."""
    return not draft.required and (
        is_links(work.desk.contract, draft) or is_self(work.desk.contract, draft)
    )


def _is_constant(work: Work, draft: Draft) -> bool:
    """Every row has the same one: `type: articles`."""
    value = only_value(work.desk, draft)
    if value is None or draft.inner is not None or work.sheet.knows(draft.attribute):
        return False
    work.sheet.constants[draft.attribute] = value
    return True


def _is_key(work: Work, draft: Draft) -> bool:
    """A second name of the key: `bookingId` beside `id`, each in answers of its own."""
    keys = primary_key(work.table)
    if len(keys) != 1 or draft.inputs:
        return False
    column = work.table.column(keys[0])
    kind = wire_storage(work.desk.contract, draft.schema, column.type).kind
    names = {("id",), (*essence(work.kept.name), "id")}
    if essence(draft.name) not in names or work.sheet.kind(column) != kind:
        return False
    return work.sheet.also_called(column.name, draft.attribute, kind)


def _told(shown: Shown) -> str:
    """Say what a property shows."""
    way = shown.way
    target = f"`{way.table.name}`"
    by = f" through `{way.through.table}`" if way.through else ""
    less = f"`{shown.taken_from}` minus " if shown.taken_from else ""
    match shown.figure:
        case "rows":
            return f"the rows of {target}{by}" if way.many else f"the row of {target}"
        case "value":
            parts = " and ".join(f"`{name}`" for name in (shown.column, *shown.beside))
            return f"{parts} of the row of {target}"
        case "values":
            return f"`{shown.column}` of the rows of {target}{by}"
        case "count":
            return f"{less}the number of rows of {target}{by}{_which(shown)}"
        case "mine":
            return f"whether a row of {target} names whoever is calling"
        case "least" | "greatest":
            return f"the {shown.figure} `{shown.column}` of the rows of {target}{by}"
        case "average":
            return f"the average of `{shown.column}` of the rows of {target}"
        case "sum":
            times = "" if shown.factor is None else f" times `{shown.factor}`"
            return f"{less}the sum of `{shown.column}`{times} of the rows of {target}"
        case "latest":
            by = ", then ".join(f"`{name}`" for name in shown.latest_by)
            return f"`{shown.column}` of the latest row of {target}, by {by}"


def _which(shown: Shown) -> str:
    if shown.only is None:
        return ""
    if shown.only.of_time:
        return f" that have {'no' if shown.only.denied else 'a'} `{shown.only.column}`"
    values = (str(each).lower() if isinstance(each, bool) else each for each in shown.only.values)
    spoken = " or ".join(f"`{each}`" for each in values)
    return f" whose `{shown.only.column}` is {'not ' * shown.only.denied}{spoken}"
