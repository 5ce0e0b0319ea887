"""How a service turns what the caller sent into what the columns keep.

Location: pactgen/views/service_values.py. Used by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import docstring, identifier, string
from pactgen.ir.behaviours import (
    CreateRow,
    ReplaceLinks,
    ReplaceRow,
    UpdateRow,
    UploadFile,
    WriteSingleton,
)
from pactgen.ir.fills import Brought, Constant, Flipped, Lacking, Now, Redrawn, TheCaller
from pactgen.ir.inputs import Input, ScopeRole, ValueRole
from pactgen.values import dataclass, replace
from pactgen.views.access import (
    file_with,
    is_copy,
    keys,
    repository_of,
    resource_of,
    scopes,
    table_of,
    used_resources,
)
from pactgen.views.arguments import is_optional, service_arguments, value_of, written_body
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.bodies import row_fields, row_models, sent_row
from pactgen.views.drawn import drawn_text
from pactgen.views.filled_inside import filled, filling_imports
from pactgen.views.finders import path_key, row_name
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import (
    Code,
    Group,
    call,
    flat,
    laid_out,
    mapping,
    pack,
    parsed,
    prefixed,
    suffixed,
)
from pactgen.views.list_edits import edit_lists
from pactgen.views.literals import json_code
from pactgen.views.maps import empties, joined_statements, lacking
from pactgen.views.merging import merge_statements
from pactgen.views.naming import apart, words
from pactgen.views.repository_copied import copied_method
from pactgen.views.repository_named import beside_method
from pactgen.views.service_nested import taken_out
from pactgen.views.wiring import value_of_parent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.behaviours import BroughtFile
    from pactgen.ir.database import Column
    from pactgen.ir.design import Design, Endpoint, Feature, Resource
    from pactgen.ir.fills import Setting
    from pactgen.ir.inputs import FileFact
    from pactgen.ir.messages import BodyInput

_READ_AT_ONCE = 2
"""More statements that are alike become a loop."""
Writing = CreateRow | ReplaceRow | UpdateRow | WriteSingleton


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Statements that prepare the values, and what stands for them then."""

    statements: tuple[Statement, ...]
    mapping: str
    """A dict of column values; empty when the caller sends none."""
    beside: tuple[str, ...] = ()
    """What a new row is given beside: `book_id=book_id`."""

    def new_row(self, model: str) -> Group:
        """Return the call that makes a row of them."""
        given = [prefixed("**", parsed(self.mapping))] if self.mapping else []
        return call(model, *self.beside, *given)


def values_of(design: Design, endpoint: Endpoint, *, partial: bool) -> Values:
    """Return the values that an endpoint writes; `partial`: only what the caller sent."""
    resource = known(resource_of(design, endpoint))
    fields = body_attributes(design, endpoint)
    before, expression = _sent(design, endpoint, partial=partial)
    changes = [
        *_changes(design, endpoint, fields, partial=partial),
        *taken_out(design, endpoint),
        *merge_statements(design, endpoint),
        *joined_statements(design, endpoint),
    ]
    brought = file_with(endpoint)
    if brought is not None:
        return _beside_file(design, endpoint, brought, before, expression, changes)
    statements: list[Statement] = [*before]
    if changes or " " in expression:
        statements += [f"values = {expression}", *changes] if expression else [*changes]
        expression = "values"
    expression = _converted(design, resource, fields, expression)
    beside = [
        f"{column}={name}" for column, name in path_values(design, endpoint) if column not in fields
    ]
    return Values(statements=tuple(statements), mapping=expression, beside=tuple(beside))


_FACTS: Mapping[FileFact, str] = {
    "name": 'upload.file_name or ""',
    "type": "upload.media_type",
    "size": "len(upload.content)",
}


def _beside_file(
    design: Design,
    endpoint: Endpoint,
    brought: BroughtFile,
    before: tuple[Statement, ...],
    expression: str,
    changes: list[Statement],
) -> Values:
    """Return the values of a row to which a file belongs, and what is known of the file."""
    facts = [(column, _FACTS[fact]) for column, fact in brought.facts]
    fields = body_attributes(design, endpoint)
    beside = [
        f"{column}={name}" for column, name in path_values(design, endpoint) if column not in fields
    ]
    if brought.part is None:
        beside += [f"{identifier(column)}={value}" for column, value in facts]
        return Values(statements=(), mapping="", beside=tuple(beside))
    statements: list[Statement] = [
        *before,
        f"values = {expression}",
        f"values.pop({string(brought.part)}, None)  # kept as a file",
        *changes,
        *(f"values[{string(column)}] = {value}" for column, value in facts),
    ]
    resource = known(resource_of(design, endpoint))
    mapping = _converted(design, resource, fields, "values")
    return Values(statements=tuple(statements), mapping=mapping, beside=tuple(beside))


def _converted(design: Design, resource: Resource, fields: frozenset[str], values: str) -> str:
    """Return the expression of what is stored for the values that a caller sent."""
    columns = converted_columns(design, resource, fields)
    if not columns:
        return values
    waits = "await " if _hashes(design, resource) else ""
    return f"{waits}{conversion_name(resource)}({values})"


def _hashes(design: Design, resource: Resource) -> bool:
    """Tell whether some body brings a secret: one function converts what all of them bring."""
    bodies = (
        body_attributes(design, endpoint)
        for endpoint in design.endpoints
        if resource_of(design, endpoint) is resource and isinstance(endpoint.behaviour, Writing)
    )
    fields = frozenset[str]().union(*bodies)
    return any(column.secret for column in converted_columns(design, resource, fields))


def _held(values: Values) -> list[Statement]:
    """Return the statements after which `values` holds what is written."""
    named = [] if values.mapping == "values" else [f"values = {values.mapping}"]
    return [*values.statements, *named]


def with_beside(design: Design, endpoint: Endpoint, values: Values) -> Values:
    """Look for the rows of the same table that a new row names, among those of its parent."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, CreateRow) or not behaviour.beside:
        return values
    statements = _held(values)
    given = dict(path_values(design, endpoint))
    for own, above in behaviour.beside:
        finder = f"await {repository_of(design, endpoint)}.{beside_method(own)}"
        statements.append(call(finder, f"values.get({string(own)})", given[above]))
    return replace(values, statements=tuple(statements), mapping="values")


def new_values(design: Design, endpoint: Endpoint) -> Values:
    """Return the values of a new row, and the search for the rows that it names."""
    values = with_beside(design, endpoint, values_of(design, endpoint, partial=False))
    return with_copied(design, endpoint, with_standing(design, endpoint, values))


def with_copied(design: Design, endpoint: Endpoint, values: Values) -> Values:
    """Take over what the rows have that a new row names."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, CreateRow) or not behaviour.copied:
        return values
    statements = _held(values)
    given = dict(path_values(design, endpoint))
    for each in behaviour.copied:
        finder = f"await {repository_of(design, endpoint)}.{copied_method(each)}"
        by = given.get(each.by, f"values[{string(each.by)}]")
        put = prefixed(f"values[{string(each.column)}] = ", call(finder, by))
        if each.optional:
            statements.append(f"if values.get({string(each.column)}) is None:")
        statements.append(Nested(put) if each.optional else put)
    return replace(values, statements=tuple(statements), mapping="values")


def changed_values(design: Design, endpoint: Endpoint, *, partial: bool) -> Values:
    """Return the values that change, and the search for the rows that they name."""
    return with_standing(design, endpoint, values_of(design, endpoint, partial=partial))


def with_standing(design: Design, endpoint: Endpoint, values: Values) -> Values:
    """Look for the rows that a body names and that may be marked as deleted."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, CreateRow | ReplaceRow | UpdateRow) or not behaviour.standing:
        return values
    statements = _held(values)
    for column in behaviour.standing:
        finder = f"await {repository_of(design, endpoint)}.{beside_method(column)}"
        statements.append(call(finder, f"values.get({string(column)})"))
    return replace(values, statements=tuple(statements), mapping="values")


def _sent(
    design: Design, endpoint: Endpoint, *, partial: bool
) -> tuple[tuple[Statement, ...], str]:
    body = written_body(endpoint)
    if body is None:
        return (), ""
    row = sent_row(design, body)
    before: tuple[Statement, ...] = row.statements
    behaviour = endpoint.behaviour
    kinds = CreateRow | ReplaceRow | WriteSingleton
    whole = behaviour.whole if isinstance(behaviour, kinds) else None
    if whole is not None:
        sent = f"{{{string(whole)}: {row.expression}}}"
    else:
        method = _method(endpoint, partial=partial)
        sent = f"{row.expression}.{method}()"
        others = _of_some_kinds(design, body) if method == "values" else ()
        if others:
            emptied = apart("emptied", [each.name for each in service_arguments(design, endpoint)])
            entries = mapping(*(f"{string(name)}: None" for name in others))
            before = (prefixed(f"{emptied} = ", entries), *before)
            sent = f"{emptied} | {sent}"
    return before, f"{sent} if {row.condition} else {{}}" if row.is_optional else sent


def _of_some_kinds(design: Design, body: BodyInput) -> tuple[str, ...]:
    """Return what only some kinds of bodies bring: a row that becomes another loses it."""
    kinds = [{each.attribute for each in model.fields} for model in row_models(design, body)]
    return tuple(
        each.attribute
        for each in row_fields(design, body)
        if not all(each.attribute in names for names in kinds)
    )


def _method(endpoint: Endpoint, *, partial: bool) -> str:
    """Name what a body is asked for: what was sent, what has a value, or everything."""
    if partial:
        return "changes"
    return "given" if isinstance(endpoint.behaviour, CreateRow) else "values"


def _changes(
    design: Design, endpoint: Endpoint, fields: frozenset[str], *, partial: bool
) -> list[Statement]:
    """Return the statements that take out, put in and overrule values."""
    behaviour = endpoint.behaviour
    ignored = behaviour.ignored if isinstance(behaviour, Writing) else ()
    sure = isinstance(behaviour, ReplaceRow | WriteSingleton) and not partial
    is_there = endpoint.body is not None and not sent_row(design, endpoint.body).is_optional
    absent = "" if sure and is_there else ", None"
    key = table_of(design, known(resource_of(design, endpoint))).key.name
    why = {key: "a row keeps its key"}
    statements: list[Statement] = [
        f"values.pop({string(name)}{absent})  # {why.get(name, 'no column keeps it')}"
        for name in ignored
    ]
    inputs = [each for each in endpoint.inputs if isinstance(each.role, ValueRole)]
    statements += _from_parameters(endpoint, inputs, partial=partial)
    statements += [
        f"values[{string(column)}] = {name}"
        for column, name in path_values(design, endpoint)
        if column in fields
    ]
    statements += _kept_owner(design, endpoint, fields - set(ignored))
    statements += _kept_parents(design, endpoint, fields - set(ignored), sure=is_there)
    edits = edit_lists(design, endpoint, fields - set(ignored))
    return [*statements, *edits, *_set_by_action(design, endpoint)]


def _kept_owner(design: Design, endpoint: Endpoint, fields: frozenset[str]) -> list[Statement]:
    """Return the statement after which what is the caller's own stays so, whatever a body says."""
    caller = endpoint.caller
    if caller is None or not isinstance(endpoint.behaviour, ReplaceRow | UpdateRow):
        return []
    role = caller.role
    if not isinstance(role, ScopeRole) or role.column not in fields:
        return []
    table = table_of(design, known(resource_of(design, endpoint)))
    value = path_key(design, caller, table.column(role.column)).stored
    return [f"values[{string(role.column)}] = {value}"]


def _kept_parents(
    design: Design, endpoint: Endpoint, fields: frozenset[str], *, sure: bool
) -> list[Statement]:
    """Return the statements after which a whole new text about a row leaves it below its parent.

    A body may leave out what the path says: the row was found below that very parent.
    """
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, ReplaceRow) or behaviour.creates:
        return []
    table = table_of(design, known(resource_of(design, endpoint)))
    statements: list[Statement] = []
    for each, role in scopes(endpoint):
        if each is endpoint.caller:
            continue
        if role.within is None and role.column in fields and table.column(role.column).nullable:
            name = string(role.column)
            brought, gone = f"values[{name}]", f"del values[{name}]"
            if not sure:
                brought, gone = f"values.get({name})", f"values.pop({name}, None)"
            statements.append(f"if {brought} is None:")
            statements.append(Nested(f"{gone}  # the path says it"))
    return statements


def _set_by_action(design: Design, endpoint: Endpoint) -> list[Statement]:
    """Return the statements that put in what the action itself changes."""
    behaviour = endpoint.behaviour
    sets = behaviour.sets if isinstance(behaviour, UpdateRow | WriteSingleton) else ()
    sets += behaviour.stamps if isinstance(behaviour, UpdateRow | ReplaceRow) else ()
    if not sets:
        return []
    row = row_name(endpoint, known(resource_of(design, endpoint)))
    named = [
        (column, laid_out(_set_value(endpoint, fill, f"{row}.{identifier(column)}")))
        for column, fill in sets
    ]
    if written_body(endpoint) is None and not any(
        isinstance(each.role, ValueRole) for each in endpoint.inputs
    ):
        entries: list[Code] = [f"{string(column)}: {value}" for column, value in named]
        typed = ": dict[str, Any]" if empties(endpoint) else ""
        return [prefixed(f"values{typed} = ", mapping(*entries))]
    may_give = {column for column, fill in sets if isinstance(fill, Now) and fill.unless_given}
    return [
        f"values.setdefault({string(column)}, {value})"
        if column in may_give
        else f"values[{string(column)}] = {value}"
        for column, value in named
    ]


def _set_value(endpoint: Endpoint, fill: Setting, attribute: str) -> Code:
    match fill:
        case Lacking():
            return lacking(endpoint, attribute)
        case Brought(member=member):
            return f"values.pop({string(member)}, None)"
        case Now(is_day=True):
            return "utc_now().date()"
        case Now():
            return "utc_now()"
        case Flipped():
            return f"not {attribute}"
        case Redrawn(how=made):
            return drawn_text(made)
        case TheCaller():
            return identifier(known(endpoint.caller).name)
        case Constant(value=value):
            return json_code(value)


def _from_parameters(endpoint: Endpoint, inputs: list[Input], *, partial: bool) -> list[Statement]:
    if not inputs:
        return []
    named = [
        (each, each.role.column, value_of(endpoint, each))
        for each in inputs
        if isinstance(each.role, ValueRole)
    ]
    if not partial and written_body(endpoint) is None:
        entries: list[Code] = [f"{string(column)}: {value}" for _, column, value in named]
        return [prefixed("values = ", mapping(*entries))]
    statements: list[Statement] = [] if written_body(endpoint) else ["values: dict[str, Any] = {}"]
    for each, column, value in named:
        if is_optional(each):
            statements.append(f"if {value} is not None:")
            statements.append(Nested(f"values[{string(column)}] = {value}"))
        else:
            statements.append(f"values[{string(column)}] = {value}")
    return statements


def path_values(design: Design, endpoint: Endpoint) -> list[tuple[str, str]]:
    """Return the columns that the path gives to a new row, and where they come from."""
    behaviour = endpoint.behaviour
    makes = isinstance(behaviour, UploadFile | ReplaceLinks) or (
        isinstance(behaviour, ReplaceRow) and behaviour.creates
    )
    if not makes and not isinstance(behaviour, CreateRow | WriteSingleton):
        return []
    table = table_of(design, known(resource_of(design, endpoint)))
    given = [(each, role.column) for each, role in scopes(endpoint) if not role.by_parent]
    if is_copy(endpoint):
        return []
    if makes or isinstance(behaviour, CreateRow):
        given += [(each, role.column) for each, role in keys(endpoint)]
    named = [
        (role.column, value_of_parent(design, endpoint, role))
        for _, role in scopes(endpoint)
        if role.by_parent
    ]
    return [
        *named,
        *((name, path_key(design, each, table.column(name)).stored) for each, name in given),
    ]


def body_attributes(design: Design, endpoint: Endpoint) -> frozenset[str]:
    """Return the attributes that the body may carry."""
    fields = () if endpoint.body is None else row_fields(design, endpoint.body)
    return frozenset(field.attribute for field in fields)


def values_annotated(endpoint: Endpoint) -> bool:
    """Tell whether the method starts from a dict of values whose type nothing tells."""
    partial = isinstance(endpoint.behaviour, UpdateRow) or (
        isinstance(endpoint.behaviour, WriteSingleton) and endpoint.behaviour.partial
    )
    brings = any(isinstance(each.role, ValueRole) for each in endpoint.inputs)
    return (partial and brings) or empties(endpoint)


# ---- secrets and values of other types ------------------------------------------------------


def conversion_name(resource: Resource) -> str:
    """Name the function that converts the values of a resource."""
    return f"_as_{identifier(resource.singular)}_columns"


def converted_columns(
    design: Design, resource: Resource, fields: frozenset[str]
) -> tuple[Column, ...]:
    """Return the columns whose values are kept in another form than they arrive in."""
    columns = table_of(design, resource).columns
    return tuple(each for each in columns if _is_converted(each) and each.name in fields)


def _is_converted(column: Column) -> bool:
    changed = column.left_out or column.filled
    return column.coerced or column.secret or bool(changed) or column.as_json


def conversions(design: Design, feature: Feature) -> tuple[tuple[Function, list[Import]], ...]:
    """Return the functions that convert values, and what each needs."""
    found: list[tuple[Function, list[Import]]] = []
    for resource in used_resources(design, feature):
        fields = frozenset[str]().union(
            *(
                body_attributes(design, endpoint)
                for endpoint in feature.endpoints
                if resource_of(design, endpoint) is resource
                and isinstance(endpoint.behaviour, Writing)
            )
        )
        columns = converted_columns(design, resource, fields)
        if columns:
            waits = _hashes(design, resource)
            made = _conversion(resource, columns, waits=waits)
            found.append((made, _needed(design.package, columns)))
    return tuple(found)


def _needed(package: str, columns: tuple[Column, ...]) -> list[Import]:
    needed = [Import("typing", "Any")]
    if any(column.secret for column in columns):
        needed.append(Import(f"{package}.security", "hash_password"))
        needed.append(Import("asyncio", "to_thread"))
    if any(column.as_json for column in columns):
        needed.append(Import("pydantic_core", "to_jsonable_python"))
    if any(column.digits for column in columns):
        needed.append(Import("decimal", "Decimal"))
    if any(column.left_out for column in columns):
        needed.append(Import(f"{package}.redaction", "without"))
    if any(column.filled for column in columns):
        needed += filling_imports(package, columns)
    return needed


def _conversion(resource: Resource, columns: tuple[Column, ...], *, waits: bool) -> Function:
    """Return the function; where it hashes, which is slow on purpose, it lets others go on."""
    alike: dict[str, list[Column]] = {}
    for column in columns:
        alike.setdefault(flat(_kept(column, "values[name]")), []).append(column)
    statements: list[Statement] = [*_in_digits(columns)]
    for group in alike.values():
        statements += _each_kept(group) if len(group) > _READ_AT_ONCE else _all_kept(group)
    statements.append("return values")
    name = conversion_name(resource)
    prefix = "async " if waits else ""
    return function(
        f"{prefix}def {name}(values: dict[str, Any]) -> dict[str, Any]:",
        docstring(
            f"Turn what callers send about a {words(resource.singular)} into what is stored.",
            fallback="Turn what callers send into what is stored.",
            indent=4,
        ),
        statements,
        indent=0,
    )


def _in_digits(columns: tuple[Column, ...]) -> Iterator[Statement]:
    """Yield what writes numbers as answers show them: `1e30` has an exponent, and no digits."""
    for column in columns:
        if column.digits:
            value = f"values[{string(column.name)}]"
            yield f"if isinstance(values.get({string(column.name)}), float):"
            yield Nested(call(f"{value} = format", f"Decimal(str({value}))", '"f"'))


def _all_kept(columns: list[Column]) -> Iterator[Statement]:
    for column in columns:
        yield f"if values.get({string(column.name)}) is not None:"
        yield Nested(_kept(column, f"values[{string(column.name)}]"))


def _each_kept(columns: list[Column]) -> Iterator[Statement]:
    """Yield a loop over columns that are kept in the same way."""
    names = pack(*(string(column.name) for column in columns))
    yield suffixed(prefixed("for name in ", names), ":")
    yield Nested("if values.get(name) is not None:")
    yield Nested(Nested(_kept(columns[0], "values[name]")))


def _kept(column: Column, value: str) -> Code:
    """Return the statement that puts what is kept in the place of what was sent."""
    if column.secret:
        return call(f"{value} = await to_thread", "hash_password", value)
    taken = f"to_jsonable_python({value})" if column.as_json else value
    kept: Code = taken
    if column.left_out:
        kept = call("without", taken, *(string(name) for name in column.left_out))
    if column.left_out or column.filled:
        return prefixed(f"{value} = ", filled(kept, column) if column.filled else kept)
    if column.as_json and column.coerced:
        return call(f"{value} = str", taken)
    return f"{value} = {taken}" if column.as_json else f"{value} = str({value})"
