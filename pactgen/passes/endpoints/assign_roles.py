"""What every parameter of an operation is for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.binding import Within
from pactgen.ir.inputs import (
    CredentialRole,
    FilterOp,
    FilterRole,
    KeyRole,
    MemberRole,
    Role,
    ScopeRole,
    SearchRole,
    SortRole,
    UnusedRole,
    ValueRole,
    WindowRole,
)
from pactgen.passes.behaviours.verdict import ROWLESS
from pactgen.passes.endpoints.ask_everything import with_everything
from pactgen.passes.endpoints.asked_members import asked_parameters
from pactgen.passes.endpoints.bracketed_names import spoken_plainly
from pactgen.passes.endpoints.days_in_lists import day_in_list
from pactgen.passes.endpoints.filter_through import as_told, sought_through
from pactgen.passes.endpoints.find_ranges import has_room, in_period, lies_on, ranged_by, times_of
from pactgen.passes.endpoints.guards import guard_role, untold
from pactgen.passes.endpoints.idempotency import repeated_column
from pactgen.passes.endpoints.includes import include_role
from pactgen.passes.endpoints.lasting_rows import lasting
from pactgen.passes.endpoints.left_out import left_out
from pactgen.passes.endpoints.moments import DAY_PATTERNS, MONTH_PATTERNS, TIMES
from pactgen.passes.endpoints.page_texts import part_of_texts
from pactgen.passes.endpoints.report_roles import by_time_of_report
from pactgen.passes.endpoints.scarce_rows import threshold_role
from pactgen.passes.endpoints.search_through import search_through
from pactgen.passes.endpoints.searched_columns import named_columns, searched_columns
from pactgen.passes.endpoints.shown_values import as_columns, by_way, with_figures
from pactgen.passes.endpoints.sort_roles import is_direction, is_order, sort_role
from pactgen.passes.endpoints.tell_roles import CUSTOM, role_decision
from pactgen.passes.endpoints.through_links import through_links
from pactgen.passes.endpoints.told_bounds import told_bound
from pactgen.passes.endpoints.told_operators import (
    NUMBERS,
    excludes_end,
    named_part,
    says_exclusive,
    seeks_near,
    told_operator,
)
from pactgen.passes.endpoints.windows import is_cursor, is_number_of_last, is_size, part_of_window
from pactgen.passes.endpoints.yes_or_no import yes_or_no
from pactgen.passes.reading.columns import Storage, effective, parse_of, storage_of
from pactgen.passes.reading.shapes import items_of, types_of
from pactgen.passes.reconcile.kinds import kept_values
from pactgen.passes.reconcile.wording import essence, essence_of_text
from pactgen.passes.resources.read_calls import key_place
from pactgen.passes.tables.keys import drawn_beside
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import plural, singular, snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.decisions import Decision
    from pactgen.ir.contract import Contract, Parameter, Schema
    from pactgen.ir.database import Column, Table
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored
    from pactgen.passes.tables.desk import Scope

SELECTING: Final = frozenset({"list", "count", "values", "clear", "summary"})
"""Behaviours whose query says which rows are meant."""
_SEPARABLE: Final = frozenset({"text", "integer", "bigint"})
_CALLED: Final = frozenset(
    {"code", "gid", "handle", "id", "iso", "key", "label", "name", "no", "number", "ref"}
    | {"reference", "sid", "slug", "symbol", "title", "uid", "uuid"}
)
"""Last words of columns by which a thing is called."""
_ALL: Final = re.compile(r"\b(?:match\w*|ha(?:s|ve|ving)|with|contain\w*) all\b", re.IGNORECASE)
_OPERATORS: Final = re.compile(r"\boperators?\b|[<>]=|\branges?\b", re.IGNORECASE)
"""In the description of a text that says more than a value."""
_EXACT: Final = frozenset({"ge", "gte", "le", "lte"})
"""Words of ends of ranges that leave nothing to the description."""
_ARTICLES: Final = (("a",), ("an",), ("its",), ("the",))
_TRUTHS: Final = frozenset({"true", "false"})
_DIGITS: Final = re.compile(r"\^-?\??(?:\\d|\[0-9\])[+*{]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """The role of each parameter, by location and name, and the decisions behind them."""

    by_parameter: tuple[tuple[Parameter, Role], ...]
    decisions: tuple[Decision, ...]


def assign_roles(
    contract: Contract,
    one: Sighting,
    verdict: Verdict,
    stored: Stored | None,
    operation_id: str,
    tables: Mapping[str, Table],
    through: Stored | None = None,
) -> Roles:
    """Read the parameters of one operation by their place, name and type.

    `through` holds the links between the rows and the parents in the path.
    """
    found: list[tuple[Parameter, Role]] = []
    decisions: list[Decision] = []
    asked = (*one.operation.parameters, *asked_parameters(contract, one))
    names = {bare(parameter.name) for parameter in asked}
    for parameter in asked:
        spoken = spoken_plainly(parameter) if verdict.name in SELECTING else parameter
        role = _role(contract, one, verdict, stored, spoken, names)
        if verdict.name in SELECTING and stored is not None and isinstance(role, UnusedRole):
            role = _of_others(contract, stored, spoken, tables) or role
        if verdict.name in SELECTING and stored is not None:
            role = search_through(contract, stored, spoken, role, tables)
            role = with_everything(contract, stored, spoken, role)
            role = by_time_of_report(one.operation, verdict, stored, spoken, role)
        if through is not None and parameter.location == "path":
            role = through_links(through, one, parameter)
        found.append((parameter, role))
        if parameter.location == "query":
            decisions.append(role_decision(one, operation_id, parameter, role))
    return Roles(by_parameter=tuple(found), decisions=tuple(decisions))


def _role(
    contract: Contract,
    one: Sighting,
    verdict: Verdict,
    stored: Stored | None,
    parameter: Parameter,
    names: set[str],
) -> Role:
    if verdict.name in ROWLESS or stored is None:
        return UnusedRole(reason=CUSTOM)
    if parameter.location == "path":
        return _path_role(contract, one, verdict, stored, parameter)
    kept = repeated_column(stored, parameter) if verdict.name == "create" else None
    if kept is not None and not one.many:
        return ValueRole(column=kept)
    spoken = guard_role(contract, one, verdict, stored, parameter) or include_role(
        contract, one, verdict, stored, parameter
    )
    if spoken is not None:
        return spoken
    if parameter.location in {"header", "cookie"}:
        reason = untold(stored, parameter) or "No rule of the contract says what it changes."
        return UnusedRole(reason=reason)
    if verdict.name == "login":
        return _credential(one, stored, parameter)
    if one.called in {"read", "update", "delete"} and parameter.location == "query":
        key = stored.table.key
        if key_place(contract, one, stored.kept.noun, key.name) == ("query", parameter.name):
            return KeyRole(column=key.name, parse=parse_of(contract, parameter, key.kind))
    if verdict.name in SELECTING:
        return _selecting(contract, one, stored, parameter, names)
    if verdict.name in {"update", "create"} and one.body is None:
        column = _column_named(stored, parameter.name)
        if column is not None and _fits(storage_of(contract, parameter.schema), column):
            return ValueRole(column=column.name)
    return UnusedRole(reason="No rule of the contract says what it changes.")


def _selecting(
    contract: Contract, one: Sighting, stored: Stored, parameter: Parameter, names: set[str]
) -> Role:
    """Return what a query says of the rows that are meant, or of the page."""
    if seeks_near(parameter, names):
        return UnusedRole(reason="It looks for what is near by; no rule tells how near.")
    return (
        threshold_role(one, stored, parameter)
        or left_out(contract, stored, parameter)
        or told_bound(contract, stored, parameter)
        or _page_text(contract, one, stored, parameter, names)
        or _list_role(contract, stored, parameter, names)
    )


def _credential(one: Sighting, stored: Stored, parameter: Parameter) -> Role:
    """A login may take what it needs in the query string."""
    account = stored.kept.account
    login = account.login(one) if account is not None else None
    if login is not None and login.in_query and parameter.name == login.name:
        return CredentialRole(part="name")
    if login is not None and login.in_query and parameter.name == login.password:
        return CredentialRole(part="password")
    return UnusedRole(reason="No rule of the contract says what it changes.")


def _path_role(
    contract: Contract, one: Sighting, verdict: Verdict, stored: Stored, parameter: Parameter
) -> Role:
    if one.narrowed is not None and one.narrowed[0] == parameter.name:
        return _narrowing(contract, stored, parameter, one.narrowed[1])
    bound = verdict.scope or stored.ways.get((one.operation.label, parameter.name))
    if bound is not None:
        return bound
    if one.map_key == parameter.name and verdict.sets:
        return MemberRole(column=verdict.sets[0][0])
    if one.place.is_item and one.place.steps[-1].parameter == parameter.name:
        column = named_column(one, stored)
        if stored.kept.links is not None and verdict.creates and column.references is not None:
            return ScopeRole(
                column=column.name,
                parent=stored.kept.links,
                named_by=((parameter.name, column.references.column),),
            )
        return KeyRole(column=column.name, parse=parse_of(contract, parameter, column.kind))
    if parameter.name == one.place.representation:
        return UnusedRole(reason="It says how the answer is written: JSON is the only way.")
    scope = stored.scopes_in(one.place).get(parameter.name)
    if scope is not None:
        return _by_other_name(stored, scope) or ScopeRole(
            column=scope.column, parent=scope.parent, named_by=scope.named_by
        )
    return UnusedRole(reason="It names nothing that the contract describes.")


def _narrowing(contract: Contract, stored: Stored, parameter: Parameter, told: str) -> Role:
    """Return the filter that the path is: rows have in a property what it tells."""
    for column in stored.table.columns:
        if column.wire_name == told and not column.secret:
            found = _filter(contract, parameter.schema, column, "eq")
            return found or UnusedRole(reason="No column holds such values.")
    return UnusedRole(reason="No column keeps what it tells.")


def _by_other_name(stored: Stored, scope: Scope) -> ScopeRole | None:
    """Return how a parent is found whose key the rows keep, and whose path tells another name."""
    target = stored.table.column(scope.column).references
    if scope.by is None or target is None:
        return None
    return ScopeRole(
        column=scope.column,
        parent=scope.parent,
        key=scope.by,
        within=Within(table=target.table, select=target.column, where=scope.by),
        by_parent=True,
    )


def named_column(one: Sighting, stored: Stored) -> Column:
    """Return the column by which a path names the row: the key, or what the path says."""
    told = (each for each in stored.table.columns if each.wire_name == one.by)
    return next(told, None) or drawn_beside(one, stored) or stored.table.column(stored.lookup)


def _list_role(contract: Contract, stored: Stored, parameter: Parameter, names: set[str]) -> Role:
    told = types_of(contract, parameter.schema) - {"null"}
    counts = told in ({"integer"}, {"number"})
    is_last = is_number_of_last if counts else is_cursor
    if (counts or told == {"string"}) and is_last(parameter, names):
        return WindowRole(part="cursor")
    if counts and (part := part_of_window(parameter)) is not None:
        return WindowRole(part=part)
    if is_direction(contract, parameter, names):
        return SortRole(part="direction")
    if is_order(contract, parameter, names):
        return sort_role(contract, stored, parameter, names)
    column = _column_named(stored, parameter.name) or _own_key(stored, parameter.name)
    if column is None and counts and is_size(parameter, names):
        return WindowRole(part="size")
    if column is not None and _is_several(contract, parameter, column):
        return FilterRole(column=column.name, op="among")
    if column is not None:
        filtered = _filter(contract, parameter.schema, column, told_operator(parameter, column))
        if filtered is not None:
            several = filtered.op == "has" and told == {"string"} and _names_several(parameter)
            return replace(filtered, op="has_any") if several else filtered
        if _spells(contract, parameter, column):
            return FilterRole(column=column.name, op="eq")
    searched = _searched(stored, parameter) if told == {"string"} else ()
    if searched:
        return SearchRole(columns=searched)
    return (
        yes_or_no(contract, stored, parameter, told)
        or _bound(contract, stored, parameter)
        or _on_day(contract, stored, parameter)
        or in_period(contract, stored.table, parameter)
        or lasting(contract, stored.table, parameter)
        or has_room(contract, stored.table, parameter)
        or _shortened(contract, stored, parameter)
        or _described(contract, stored, parameter)
        or _of_values(contract, stored, parameter)
        or (named_part(parameter, stored.table.columns) if told == {"string"} else None)
        or UnusedRole(reason="No property of the listed things is called so.")
    )


def _searched(stored: Stored, parameter: Parameter) -> tuple[str, ...]:
    """Return the columns that a text is looked for in: `name`, `Part of the first or last name`."""
    texts = [
        column
        for column in stored.table.columns
        if column.kind == "text" and not (column.secret or _counts(column))
    ]
    if bare(parameter.name) in vocabulary.SEARCH and not _is_shown(stored, parameter):
        return searched_columns(texts, parameter.description, stored)
    is_part = vocabulary.PART.search(parameter.description or "") is not None
    return named_columns(texts, parameter.description) if is_part else ()


def _page_text(
    contract: Contract, one: Sighting, stored: Stored, parameter: Parameter, names: set[str]
) -> Role | None:
    """Return what a text says of the page, unless a property is called so; of a body, nothing."""
    column = _column_named(stored, parameter.name)
    is_own = column is not None and column.kind == "text"
    if is_own or parameter not in one.operation.parameters:
        return None
    part = part_of_texts(contract, parameter, names)
    return None if part is None else WindowRole(part=part)


def _of_values(contract: Contract, stored: Stored, parameter: Parameter) -> Role | None:
    """`status` that is one of `clean` and `dirty` is the only column that holds just these."""
    items = items_of(contract, parameter.schema)
    values = effective(contract, items if items is not None else parameter.schema).enum
    table = stored.table.declared
    if not values or table is None:
        return None
    found = [
        column
        for column in stored.table.columns
        if column.declared is not None and not column.secret
        if set(kept_values(column.declared, table)[0]) == set(map(str, values))
    ]
    return _filter(contract, parameter.schema, found[0], "eq") if len(found) == 1 else None


def _own_key(stored: Stored, name: str) -> Column | None:
    """`bookId`, `book_ids` of a list of books name its rows."""
    noun = bare(singular(stored.kept.noun))
    return stored.table.key if noun and bare(name) in {f"{noun}id", f"{noun}ids"} else None


def _is_several(contract: Contract, parameter: Parameter, column: Column) -> bool:
    """`ids=1,2`: a text that is called like several values of a column, or said to be."""
    found = effective(contract, parameter.schema)
    told = types_of(contract, parameter.schema) - {"null"}
    if told != {"string"} or found.enum or found.format or column.kind not in _SEPARABLE:
        return False
    if _names_several(parameter):
        return True
    name = bare(column.wire_name)
    if bare(parameter.name) != name:
        return bare(parameter.name).endswith("s") and not name.endswith("s")
    return column.primary_key and bool(vocabulary.SEVERAL.search(parameter.description or ""))


def _spells(contract: Contract, parameter: Parameter, column: Column) -> bool:
    """Whether a text spells the values of the column that is called so: keys, `true` and `false`.

    What is spelled otherwise is no row's.
    """
    found = effective(contract, parameter.schema)
    told = types_of(contract, parameter.schema) - {"null"}
    if told != {"string"} or found.format or bare(parameter.name) != bare(column.wire_name):
        return False
    if _OPERATORS.search(parameter.description or ""):
        return False
    if found.enum:
        return column.kind == "boolean" and {*found.enum} - vocabulary.EVERYTHING == _TRUTHS
    return column.kind in {"bigint", "integer", "uuid"}


def _names_several(parameter: Parameter) -> bool:
    """Whether the description says so, and not that all of them must be there."""
    said = parameter.description or ""
    return vocabulary.COMMAS.search(said) is not None and _ALL.search(said) is None


def _column_named(stored: Stored, name: str) -> Column | None:
    wanted = {bare(name), bare(plural(snake(name))), f"{bare(name)}list"}
    for column in stored.table.columns:
        if column.secret:
            continue
        if bare(column.wire_name) in wanted or bare(column.name) in wanted:
            return column
    singulars = {bare(plural(snake(column.wire_name))): column for column in stored.table.columns}
    return singulars.get(bare(name))


def _filter(contract: Contract, schema: Schema, column: Column, op: FilterOp) -> FilterRole | None:
    items = items_of(contract, schema)
    given = storage_of(contract, items if items is not None else schema)
    if column.kind == "json":
        return FilterRole(column=column.name, op="has") if given.kind == "text" else None
    if not _fits(given, column):
        return None
    return FilterRole(column=column.name, op="in" if items is not None else op)


def _of_others(
    contract: Contract, stored: Stored, parameter: Parameter, tables: Mapping[str, Table]
) -> Role | None:
    """Return the filter by what other rows have: as answers show it, where they do."""
    related = _related(contract, stored, parameter, tables)
    if parameter.location != "query" or (related is not None and not _is_shown(stored, parameter)):
        return related
    shown = _shown(contract, stored, parameter, tables)
    return shown or related or _computed(contract, stored, parameter, tables)


def _related(
    contract: Contract, stored: Stored, parameter: Parameter, tables: Mapping[str, Table]
) -> FilterRole | None:
    """Return the filter by a column of another table, if the name means one and no other."""
    if parameter.location != "query":
        return None
    found = [
        replace(role, column=sought.own, through=sought.through)
        for sought in sought_through(tables, stored.table, parameter)
        if (role := _filter(contract, parameter.schema, sought.column, "eq")) is not None
        and role.op in {"eq", "in"}
    ]
    return as_told(found[0], parameter) if len(found) == 1 else None


def _shown(
    contract: Contract, stored: Stored, parameter: Parameter, tables: Mapping[str, Table]
) -> FilterRole | None:
    """Return the filter by a value of another row that answers show with this one."""
    twin = as_columns(stored, tables)
    if twin is None:
        return None
    role = _compared(contract, twin, parameter)
    return by_way(stored, role) if isinstance(role, FilterRole) else None


def _computed(
    contract: Contract, stored: Stored, parameter: Parameter, tables: Mapping[str, Table]
) -> Role | None:
    """Return the filter by a figure that answers show: `minTotal`, `status` of a history."""
    twin = with_figures(stored, tables)
    return None if twin is None else _compared(contract, twin, parameter)


def _compared(contract: Contract, stored: Stored, parameter: Parameter) -> Role | None:
    """Return the filter by a column that is called so, by an end of it, or by its day."""
    column = _column_named(stored, parameter.name)
    plain = None
    if column is not None:
        plain = _filter(contract, parameter.schema, column, told_operator(parameter, column))
    told = told_bound(contract, stored, parameter) or plain
    return told or _bound(contract, stored, parameter) or _on_day(contract, stored, parameter)


def _is_shown(stored: Stored, parameter: Parameter) -> bool:
    """Whether answers show something of another row under this very name."""
    return any(bare(each.name) == bare(parameter.name) for each in stored.table.derived)


def _shortened(contract: Contract, stored: Stored, parameter: Parameter) -> Role | None:
    """`country` for `country_code`, `dogs` for `dogs_allowed`: the only property it begins."""
    if _is_shown(stored, parameter):
        return None
    name = snake(parameter.name)
    found = [
        column
        for column in stored.table.columns
        if snake(column.wire_name).startswith(f"{name}_") and not column.secret
    ]
    if len(found) != 1 or found[0].kind in {"json", "timestamp"}:
        return None
    if found[0].kind == "text" and not _calls(parameter, snake(found[0].wire_name)):
        return None
    return _filter(contract, parameter.schema, found[0], told_operator(parameter, found[0]))


def _described(contract: Contract, stored: Stored, parameter: Parameter) -> Role | None:
    """`country`, `The billing country.`, is the only column that is called as it is described."""
    said = essence_of_text((parameter.description or "").lower())
    told = said[1:] if said[:1] in _ARTICLES else said
    found = [
        column
        for column in stored.table.columns
        if len(told) > 1 and told == essence(column.name) and not column.secret
    ]
    return _filter(contract, parameter.schema, found[0], "eq") if len(found) == 1 else None


def _calls(parameter: Parameter, longer: str) -> bool:
    """Whether a text is what the longer name calls a thing by: a `color` is no `color_type`."""
    words = longer.split("_")
    said = set(re.findall(r"\w+", (parameter.description or "").lower()))
    told = {"name", "title"} if "name" in said and not said & (_CALLED - {"name"}) else _CALLED
    return words[0] not in _CALLED and words[-1] in told


def _counts(column: Column) -> bool:
    """Whether the schema document keeps numbers in what the contract shows as text: money."""
    return column.declared is not None and column.declared.type.kind == "numeric"


def _fits(given: Storage, column: Column) -> bool:
    if given.kind in NUMBERS and column.kind in NUMBERS:
        return True
    if column.kind == "text" and given.kind == "uuid":
        return True
    return given.kind == column.kind and given.kind != "json"


def _bound(contract: Contract, stored: Stored, parameter: Parameter) -> Role | None:
    """`min_price`, `price_lte`, `created_after`, `startDate`: an end of a range."""
    parts = snake(parameter.name).split("_")
    ends: tuple[tuple[tuple[str, ...], Literal["ge", "le"]], ...] = (
        (vocabulary.LOWER_BOUND, "ge"),
        (vocabulary.UPPER_BOUND, "le"),
    )
    for words, op in ends:
        for word in (*words, "gt" if op == "ge" else "lt"):
            for rest in _without(parts, word):
                role = _ranged(contract, stored, parameter, rest, word, op)
                if role is not None:
                    return role
    return None


def _on_day(contract: Contract, stored: Stored, parameter: Parameter) -> Role | None:
    """`date=2024-02-01` keeps what happens on that day."""
    column = lies_on(stored.table, parameter.name)
    given = storage_of(contract, parameter.schema).kind
    pattern = effective(contract, parameter.schema).pattern or ""
    is_day = given == "date" or (given == "text" and pattern in DAY_PATTERNS)
    if not is_day and not (given == "timestamp" and bare(parameter.name) == "date"):
        return None
    return None if column is None else FilterRole(column=column.name, op="day")


def _without(parts: list[str], word: str) -> list[str]:
    rests = []
    if parts[0] == word:
        rests.append("_".join(parts[1:]))
    if parts[-1] == word:
        rests.append("_".join(parts[:-1]))
    return rests


def _ranged(
    contract: Contract,
    stored: Stored,
    parameter: Parameter,
    rest: str,
    word: str,
    op: Literal["ge", "le"],
) -> Role | None:
    periods = () if rest else _periods(contract, stored, parameter)
    candidates = (
        ranged_by(stored.table, rest, parameter.description)
        if rest
        else times_of(stored.table, parameter.description)
    ) or periods
    for column in candidates:
        given = storage_of(contract, parameter.schema)
        ordered = column.kind not in {"text", "json", "boolean", "uuid"}
        in_time = {given.kind, column.kind} == TIMES
        counted = _counts(column) and (given.kind in NUMBERS or _is_digits(contract, parameter))
        counted = counted or column in periods
        if (ordered and _fits(given, column)) or in_time or counted:
            strict: FilterOp | None = "gt" if word == "gt" else "lt" if word == "lt" else None
            exact = in_time or word in _EXACT
            said = parameter.description or ""
            excludes = says_exclusive(said) if exact else excludes_end(said, op)
            excludes |= word in {"after", "before"} and column.kind in {"integer", "bigint"}
            excludes |= word == "since" and column.primary_key  # the last one that was seen
            told: FilterOp = ("gt" if op == "ge" else "lt") if excludes else op
            return FilterRole(column=column.name, op=strict or told)
    return day_in_list(contract, stored, parameter, rest, op)


def _is_digits(contract: Contract, parameter: Parameter) -> bool:
    """Whether a text is a number: `format: decimal`, or the digits of a pattern."""
    found = effective(contract, parameter.schema)
    return found.format in {"decimal", "numeric", "money"} or bool(
        _DIGITS.match(found.pattern or "")
    )


def _periods(contract: Contract, stored: Stored, parameter: Parameter) -> list[Column]:
    """Return the only column of months, as `2024-03` is one: such texts are in order of time."""
    pattern = effective(contract, parameter.schema).pattern or ""
    found = [
        column
        for column in stored.table.columns
        if column.kind == "text" and essence(column.wire_name)[-1] == "month"
    ]
    return found if len(found) == 1 and pattern in MONTH_PATTERNS else []
