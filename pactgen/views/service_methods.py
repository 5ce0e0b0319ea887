"""The methods of a service, one behaviour after the other.

Location: pactgen/views/service_methods.py. Used by the view of service.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import docstring, identifier, string
from pactgen.ir.behaviours import (
    ChangePassword,
    ClearRows,
    CountRows,
    CreateRow,
    Custom,
    DeleteRow,
    DownloadFile,
    Health,
    Info,
    ListRows,
    ListValues,
    LogIn,
    LogOut,
    ReadRow,
    ReadSingleton,
    RenewTokens,
    ReplaceLinks,
    ReplaceRow,
    SetMark,
    Summarize,
    UpdateRow,
    UploadFile,
    WriteSingleton,
)
from pactgen.views.access import (
    answered_resource,
    file_with,
    finds_first,
    is_many,
    own_column,
    reader_of,
    reads_by_path,
    repository_of,
    resource_of,
    table_of,
)
from pactgen.views.arguments import (
    count_name,
    list_arguments,
    select_arguments,
    service_arguments,
)
from pactgen.views.blocks import Method, Nested, Statement, function
from pactgen.views.fills import shows_row
from pactgen.views.finders import (
    Finder,
    finder_of,
    look_up,
    missing,
    own_finder,
    own_method,
    parent_finder,
    private_name,
    row_name,
    shared_finders,
    shown_finder,
)
from pactgen.views.guards import absence_statements, guard_statements, with_parts
from pactgen.views.known import known
from pactgen.views.layout import Code, call, mapping, prefixed, quoted, signature, suffixed
from pactgen.views.merging import merge_imports
from pactgen.views.moves import moved
from pactgen.views.naming import apart, spoken, too_few_error
from pactgen.views.once import once
from pactgen.views.own_rows import owner_statements, parent_statements
from pactgen.views.parts import place_part
from pactgen.views.private_finders import own_finders, private_finder
from pactgen.views.repeated import repeated_statements
from pactgen.views.repository_nested import set_method
from pactgen.views.revocations import logout_method, renewal_checks
from pactgen.views.service_bulk import bulk_imports, change_many, clear_statements, create_many
from pactgen.views.service_files import create_with_file, login_method, upload_method
from pactgen.views.service_links import link_method, listing_linked, with_link
from pactgen.views.service_marks import mark_statements
from pactgen.views.service_nested import brings, nested_in
from pactgen.views.service_passwords import change_password_method
from pactgen.views.service_returns import body_imports, returns_of
from pactgen.views.service_values import changed_values, new_values, values_of
from pactgen.views.transitions import again_statements, of_same_kind
from pactgen.views.wiring import asked_as, asked_service, parents_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.behaviours import LinksShown
    from pactgen.ir.design import Design, Endpoint, Feature, Resource
    from pactgen.views.wiring import Parent

INDENT = 8


@once
def methods_of(design: Design, feature: Feature) -> tuple[Method, ...]:
    """Return the methods of the service, in contract order; private finders at the end."""
    return tuple(_methods(design, feature))


def _methods(design: Design, feature: Feature) -> Iterator[Method]:
    for endpoint in feature.endpoints:
        yield _method(design, feature, endpoint)
        if isinstance(endpoint.behaviour, ListRows) and endpoint.behaviour.counts:
            yield _count(design, endpoint)
    yield from own_finders(design, feature)
    for finder in shared_finders(design, feature):
        yield private_finder(design, finder)


# ---- the public methods ----------------------------------------------------------------------


def _method(design: Design, feature: Feature, endpoint: Endpoint) -> Method:
    arguments = service_arguments(design, endpoint)
    returns, imports = returns_of(design, endpoint)
    body = [
        *_parent_checks(design, feature, endpoint),
        *([] if _looks_up_itself(endpoint) else parent_statements(design, endpoint)),
        *_body(design, feature, endpoint),
    ]
    if endpoint.answer.made is not None:
        returns = f"tuple[{returns}, bool]"
    return Method(
        function=function(
            signature(
                identifier(endpoint.function),
                ("self", *(each.declaration for each in arguments)),
                returns,
            ),
            docstring(
                endpoint.summary,
                fallback=spoken(endpoint.function),
                indent=INDENT,
                brief=True,
            ),
            body,
        ),
        imports=(
            *imports,
            *body_imports(design, endpoint),
            *(bulk_imports(design, endpoint) if is_many(endpoint) else ()),
            *merge_imports(design, endpoint),
            *(each for one in arguments for each in one.annotation.imports),
        ),
    )


def _looks_up_itself(endpoint: Endpoint) -> bool:
    """Tell whether a request that repeats another is answered before the row above is looked at."""
    behaviour = endpoint.behaviour
    makes = isinstance(behaviour, CreateRow) and not (behaviour.many or behaviour.copies)
    return makes and endpoint.links_shown is None


def _body(design: Design, feature: Feature, endpoint: Endpoint) -> list[Statement]:
    behaviour = endpoint.behaviour
    if endpoint.links_shown is not None:
        return _of_links(design, feature, endpoint, endpoint.links_shown)
    match behaviour:
        case Custom():
            names = [each.name for each in service_arguments(design, endpoint)]
            return [
                prefixed("operation = ", quoted(string(endpoint.operation_id))),
                call("raise NotImplementedYetError", "operation", *names),
            ]
        case Health():
            return ["await self._database.ping()"]
        case Info():
            return ["return this_program()"]
        case LogIn():
            return login_method(design, endpoint, behaviour)
        case RenewTokens():
            finder = own_finder(design, endpoint)
            return [
                *renewal_checks(design, behaviour),
                f"return await self.{own_method(finder)}(caller)",
            ]
        case LogOut():
            return logout_method(design, endpoint, behaviour)
        case ChangePassword():
            return change_password_method(design, endpoint, behaviour)
        case CountRows() | ListValues() | Summarize():
            return [_listing(design, endpoint)]
        case ListRows() | ReadRow() | ReadSingleton() | DownloadFile():
            return _shown(design, feature, endpoint, behaviour)
        case _:
            return _written_rows(design, feature, endpoint, behaviour)


def _shown(
    design: Design,
    feature: Feature,
    endpoint: Endpoint,
    behaviour: ListRows | ReadRow | ReadSingleton | DownloadFile,
) -> list[Statement]:
    match behaviour:
        case ListRows(least=0):
            return [_listing(design, endpoint)]
        case ListRows():
            return _enough(design, endpoint, behaviour)
        case ReadRow():
            return _read(design, feature, endpoint)
        case ReadSingleton():
            return _read_singleton(design, endpoint, springs=behaviour.springs)
        case DownloadFile():
            _, finder, row = _row(design, endpoint)
            return [
                *look_up(design, finder, row, otherwise=missing(design, finder)),
                f"return {row}",
            ]


def _written_rows(
    design: Design,
    feature: Feature,
    endpoint: Endpoint,
    behaviour: CreateRow
    | ReplaceRow
    | UpdateRow
    | DeleteRow
    | ClearRows
    | WriteSingleton
    | UploadFile
    | ReplaceLinks
    | SetMark,
) -> list[Statement]:
    match behaviour:
        case CreateRow(many=True):
            return create_many(design, endpoint, behaviour)
        case CreateRow(copies=()):
            return _create(design, endpoint)
        case CreateRow():
            return _copy(design, feature, endpoint, behaviour)
        case ReplaceRow() | UpdateRow():
            return _change(design, feature, endpoint, partial=isinstance(behaviour, UpdateRow))
        case DeleteRow():
            return _delete(design, feature, endpoint)
        case ClearRows():
            return clear_statements(design, endpoint, behaviour)
        case WriteSingleton():
            return _write_singleton(design, endpoint, partial=behaviour.partial)
        case UploadFile():
            return upload_method(design, endpoint)
        case ReplaceLinks():
            return link_method(design, endpoint, behaviour)
        case SetMark():
            return _set_mark(design, feature, endpoint, behaviour)


def _row(design: Design, endpoint: Endpoint) -> tuple[Resource, Finder, str]:
    resource = known(resource_of(design, endpoint))
    finder = known(finder_of(design, endpoint))
    return resource, finder, row_name(endpoint, resource)


def _listing(design: Design, endpoint: Endpoint) -> Code:
    names = [each.name for each in list_arguments(design, endpoint)]
    return call(f"return await {repository_of(design, endpoint)}.{endpoint.function}", *names)


def _enough(design: Design, endpoint: Endpoint, behaviour: ListRows) -> list[Statement]:
    """Return rows only where there are as many as the answer has to show."""
    resource = known(resource_of(design, endpoint))
    names = [each.name for each in list_arguments(design, endpoint)]
    found = apart("found", names)
    rows = found if behaviour.window is None else f"{found}.items"
    listing = f"await {repository_of(design, endpoint)}.{endpoint.function}"
    least = apart("least", names)
    several = behaviour.least > 1
    return [
        call(f"{found} = {listing}", *names),
        *([f"{least} = {behaviour.least}"] if several else []),
        f"if len({rows}) < {least}:" if several else f"if not {rows}:",
        Nested(f"raise {too_few_error(resource)}"),
        f"return {found}",
    ]


def _count(design: Design, endpoint: Endpoint) -> Method:
    arguments = select_arguments(design, endpoint)
    names = [each.name for each in arguments]
    name = count_name(design, endpoint)
    return Method(
        function=function(
            signature(name, ("self", *(each.declaration for each in arguments)), "int"),
            docstring(
                f"Count what `{endpoint.function}` lists in all.",
                fallback="Count the whole list.",
                indent=INDENT,
            ),
            [call(f"return await {repository_of(design, endpoint)}.{name}", *names)],
        ),
        imports=tuple(each for one in arguments for each in one.annotation.imports),
    )


def _create(design: Design, endpoint: Endpoint) -> list[Statement]:
    resource = known(resource_of(design, endpoint))
    values = new_values(design, endpoint)
    above = parent_statements(design, endpoint)
    written = call(f"await {repository_of(design, endpoint)}.add", values.new_row(resource.name))
    if (brought := file_with(endpoint)) is not None:
        return [*above, *values.statements, *create_with_file(design, endpoint, brought, written)]
    repeated = repeated_statements(design, endpoint, row_name(endpoint, resource))
    return [*repeated, *above, *values.statements, *_written(design, endpoint, resource, written)]


def _copy(
    design: Design, feature: Feature, endpoint: Endpoint, behaviour: CreateRow
) -> list[Statement]:
    """Make a row of another one: what the body tells goes before what that one has."""
    resource = known(resource_of(design, endpoint))
    row = row_name(endpoint, resource)
    repository = repository_of(design, endpoint)
    values = new_values(design, endpoint)
    if not values.mapping:
        had = (f"{identifier(name)}={row}.{identifier(name)}" for name in behaviour.copies)
        added = call(f"return await {repository}.add", call(resource.name, *had))
        return [*_found(design, feature, endpoint), added]
    had = (f"{string(name)}: {row}.{identifier(name)}" for name in behaviour.copies)
    copied = apart("copied", [each.name for each in service_arguments(design, endpoint)])
    made = call(resource.name, f"**({copied} | {values.mapping})")
    return [
        *_found(design, feature, endpoint),
        prefixed(f"{copied} = ", mapping(*had)),
        *values.statements,
        call(f"return await {repository}.add", made),
    ]


def _written(
    design: Design, endpoint: Endpoint, resource: Resource, written: Code
) -> list[Statement]:
    """Return the row that was written, after what its body brings for other tables."""
    nested = nested_in(endpoint)
    if not nested:
        return [prefixed("return ", written)]
    row = row_name(endpoint, resource)
    statements: list[Statement] = [prefixed(f"{row} = ", written)]
    for each in nested:
        name = identifier(each.attribute)
        setting = call(f"await {repository_of(design, endpoint)}.{set_method(each)}", row, name)
        condition = brings(endpoint, each)
        put = prefixed(f"{row} = ", setting)
        statements += [put] if condition is None else [f"if {condition}:", Nested(put)]
    return [*statements, f"return {row}"]


def _read(design: Design, feature: Feature, endpoint: Endpoint) -> list[Statement]:
    if own_column(endpoint) is not None:
        return [f"return await self.{own_method(own_finder(design, endpoint))}(caller)"]
    _, finder, row = _row(design, endpoint)
    if not reads_by_path(endpoint) and finder in shared_finders(design, feature):
        return [prefixed("return await ", _finding(design, feature, finder))]
    return [*look_up(design, finder, row, otherwise=missing(design, finder)), f"return {row}"]


def _change(
    design: Design, feature: Feature, endpoint: Endpoint, *, partial: bool
) -> list[Statement]:
    if isinstance(endpoint.behaviour, ReplaceRow) and endpoint.behaviour.creates:
        return _put(design, endpoint)
    if is_many(endpoint):
        found = _found(design, feature, endpoint)
        return change_many(design, endpoint, found, partial=partial)
    resource = known(resource_of(design, endpoint))
    row = row_name(endpoint, resource)
    if isinstance(endpoint.behaviour, UpdateRow) and endpoint.behaviour.part is not None:
        placed = place_part(design, endpoint, endpoint.behaviour, endpoint.behaviour.part, row)
        return [*_found(design, feature, endpoint), *placed]
    values = of_same_kind(endpoint, row, changed_values(design, endpoint, partial=partial))
    values = moved(endpoint, row, values)
    values = with_parts(endpoint, row, values, table_of(design, resource).version)
    written = call(f"await {repository_of(design, endpoint)}.change", row, values.mapping or "{}")
    return [
        *_found(design, feature, endpoint),
        *again_statements(endpoint, row, repository_of(design, endpoint)),
        *values.statements,
        *_written(design, endpoint, resource, written),
    ]


def _put(design: Design, endpoint: Endpoint) -> list[Statement]:
    """Make the row where there is none, else replace it."""
    resource, finder, row = _row(design, endpoint)
    repository = repository_of(design, endpoint)
    values = values_of(design, endpoint, partial=False)
    if endpoint.body is None:
        added = call(f"return await {repository}.add", call(resource.name, *values.beside))
        found = f"return {row}"
        return [
            *look_up(design, finder, row, otherwise=_told(endpoint, added, new=True)),
            _told(endpoint, found, new=False),
        ]
    made = call(resource.name, *values.beside, "**given")
    return [
        *values.statements,
        *([f"values = {values.mapping}"] if values.mapping != "values" else []),
        *look_up(
            design,
            finder,
            row,
            first=(
                *absence_statements(endpoint),
                "given = {name: value for name, value in values.items() if value is not None}",
            ),
            otherwise=_told(endpoint, call(f"return await {repository}.add", made), new=True),
        ),
        *guard_statements(design, endpoint, row),
        _told(endpoint, call(f"return await {repository}.change", row, "values"), new=False),
    ]


def _told(endpoint: Endpoint, returned: Code, *, new: bool) -> Code:
    """Say with the row whether it is new, where the answer tells it."""
    return returned if endpoint.answer.made is None else suffixed(returned, f", {new}")


def _delete(design: Design, feature: Feature, endpoint: Endpoint) -> list[Statement]:
    row = row_name(endpoint, known(resource_of(design, endpoint)))
    rows = repository_of(design, endpoint)
    removed = [*_found(design, feature, endpoint), *again_statements(endpoint, row, rows)]
    removed.append(call(f"await {rows}.remove", row))
    return [*removed, f"return {row}"] if shows_row(endpoint.answer) else removed


def _set_mark(
    design: Design, feature: Feature, endpoint: Endpoint, behaviour: SetMark
) -> list[Statement]:
    """Set the mark, and read anew what it is said of where the answer shows it."""
    statements = mark_statements(design, endpoint, behaviour)
    if not shows_row(endpoint.answer):
        return statements
    *_, target = parents_of(design, endpoint)
    return [*statements, prefixed("return ", _asked_parent(design, feature, target))]


def _of_links(
    design: Design, feature: Feature, endpoint: Endpoint, told: LinksShown
) -> list[Statement]:
    """Do what is asked of links, then read what is answered in their place."""
    behaviour = endpoint.behaviour
    shown: Code
    match told.what:
        case "rows":
            shown = listing_linked(design, endpoint)
        case "row":
            shown = f"return {_row_above(design, endpoint, told.resource)}"
            if (finder := shown_finder(design, endpoint)) is not None:
                shown = prefixed("return await ", _finding(design, feature, finder))
        case "parent":
            above = parents_of(design, endpoint)
            parent = next(each for each in above if each.resource.name == told.resource)
            shown = prefixed("return ", _asked_parent(design, feature, parent))
    match behaviour:
        case ReplaceLinks():
            done = link_method(design, endpoint, behaviour, shown=shown)
        case ClearRows():
            done = clear_statements(design, endpoint, behaviour)
        case _:
            done = with_link(design, endpoint)
    return [*done, shown]


def _row_above(design: Design, endpoint: Endpoint, resource: str) -> str:
    """Return the variable of a row that was looked for before the work was done."""
    above = (each for each in parents_of(design, endpoint) if each.resource.name == resource)
    known_as = [each.row for each in above if each.row]
    return known_as[-1] if known_as else row_name(endpoint, design.resources[resource])


def _read_singleton(design: Design, endpoint: Endpoint, *, springs: bool) -> list[Statement]:
    resource, finder, row = _row(design, endpoint)
    otherwise: Code = missing(design, finder)
    if springs:
        beside = [f"{key.column}={key.stored}" for key in finder.keys]
        otherwise = call(
            f"return await {repository_of(design, endpoint)}.add", call(resource.name, *beside)
        )
    return [*look_up(design, finder, row, otherwise=otherwise), f"return {row}"]


def _write_singleton(design: Design, endpoint: Endpoint, *, partial: bool) -> list[Statement]:
    resource, finder, row = _row(design, endpoint)
    values = values_of(design, endpoint, partial=partial)
    repository = repository_of(design, endpoint)
    added = call(f"return await {repository}.add", values.new_row(resource.name))
    changed = call(f"return await {repository}.change", row, values.mapping or "{}")
    return [
        *values.statements,
        *look_up(design, finder, row, otherwise=_told(endpoint, added, new=True)),
        *guard_statements(design, endpoint, row),
        _told(endpoint, changed, new=False),
    ]


# ---- rows that must be there -----------------------------------------------------------------


def _parent_checks(design: Design, feature: Feature, endpoint: Endpoint) -> list[Statement]:
    """Return the statements after which the parents are known to exist."""
    statements: list[Statement] = []
    if endpoint.above is None and _asks_reader(design, feature, endpoint):
        return statements
    shown = answered_resource(design, endpoint)
    for parent in parents_of(design, endpoint):
        answers = parent.resource is shown is not resource_of(design, endpoint)
        answers = answers and not _reads_again(endpoint)
        kept = f"{row_name(endpoint, parent.resource)} = " if answers else ""
        if parent.row and not isinstance(endpoint.behaviour, ListRows):
            kept = f"{parent.row} = "
        statements.append(prefixed(kept, _asked_parent(design, feature, parent)))
    return statements


def _reads_again(endpoint: Endpoint) -> bool:
    """Tell whether what is answered is read once the work is done."""
    told = endpoint.links_shown
    return isinstance(endpoint.behaviour, SetMark) or (told is not None and told.what != "row")


def _asked_parent(design: Design, feature: Feature, parent: Parent) -> Code:
    """Ask for a parent, or raise: the service of its feature, or a method of this one."""
    other = asked_service(design, feature, parent)
    finder = parent_finder(design, parent)
    if other is None:
        return prefixed("await ", _finding(design, feature, finder))
    reader = known(reader_of(design, parent.resource, parent.lookup))
    function = f"self._{asked_as(design, feature, other)}.{identifier(reader.function)}"
    return call(f"await {function}", *_passed(design, finder, reader))


def _asks_reader(design: Design, feature: Feature, endpoint: Endpoint) -> bool:
    """Tell whether the method that reads the same row looks for its parents, too."""
    if not finds_first(endpoint):
        return False
    finder = finder_of(design, endpoint)
    return finder is not None and _reader_beside(design, feature, finder) is not None


def _found(design: Design, feature: Feature, endpoint: Endpoint) -> list[Statement]:
    """Return the statements after which the row is there."""
    if own_column(endpoint) is not None:
        finder = own_finder(design, endpoint)
        row = row_name(endpoint, finder.resource)
        found = [f"{row} = await self.{own_method(finder)}(caller)"]
        return [*found, *guard_statements(design, endpoint, row)]
    _, finder, row = _row(design, endpoint)
    checks = [*owner_statements(design, endpoint, row), *guard_statements(design, endpoint, row)]
    is_private = _reader_beside(design, feature, finder) is None
    if is_private and finder not in shared_finders(design, feature):
        looked_up = look_up(design, finder, row, otherwise=missing(design, finder))
        return [*looked_up, *checks]
    return [
        prefixed(f"{row} = await ", _finding(design, feature, finder)),
        *checks,
    ]


def _finding(design: Design, feature: Feature, finder: Finder) -> Code:
    """Call the method of the same service that finds such a row or raises."""
    reader = _reader_beside(design, feature, finder)
    if reader is None:
        return call(f"self.{private_name(design, finder)}", *finder.expressions)
    return call(f"self.{identifier(reader.function)}", *_passed(design, finder, reader))


def _passed(design: Design, finder: Finder, reader: Endpoint) -> list[str]:
    """Return what the reader's method is called with: parameters as they come, in its order."""
    names = known(finder_of(design, reader)).raw
    given = dict(zip(names, finder.raw, strict=True))
    return [given[each.name] for each in service_arguments(design, reader) if each.name in given]


def _reader_beside(design: Design, feature: Feature, finder: Finder) -> Endpoint | None:
    """Return the endpoint of the same feature whose method finds such a row or raises."""
    return next(
        (
            endpoint
            for endpoint in feature.endpoints
            if reads_by_path(endpoint) and finder.takes_the_same(finder_of(design, endpoint))
        ),
        None,
    )
