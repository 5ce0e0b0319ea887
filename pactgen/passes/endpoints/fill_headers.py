"""What fills the headers that a success documents: a total, an address, a constant.

Location: pactgen/passes/endpoints/fill_headers.py. Used by `build_answers`. A header that nothing
tells is left out, which the ledger says; one that is required gets the least value that is valid.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from pactgen.decisions import behaviour
from pactgen.ir.contract import ABSENT
from pactgen.ir.fills import (
    Constant,
    FromColumn,
    FromWindow,
    Now,
    PageLinks,
    RowAddress,
    RowTime,
)
from pactgen.ir.inputs import KeyRole
from pactgen.passes.endpoints.guards import changed_column, tag_of
from pactgen.passes.reading.base_path import halves
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.messages import success_of
from pactgen.passes.reading.patterns import matches
from pactgen.passes.reading.samples import smallest
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Header, Response, Schema
    from pactgen.ir.fills import Fill, RowTag
    from pactgen.passes.endpoints.question import Question
    from pactgen.passes.resources.values import Sighting

OWN_HEADERS: Final = frozenset(
    {
        "x-request-id", "content-type", "content-length", "date", "server", "cache-control",
        "content-security-policy", "referrer-policy", "strict-transport-security",
        "x-content-type-options", "x-frame-options",
    }
)  # fmt: skip
"""Those that every answer has, by the middleware or by the server."""
_OF_THE_TRANSPORT: Final = frozenset(
    {"connection", "content-encoding", "transfer-encoding", "set-cookie", "www-authenticate"}
)
_PREFIX: Final = "x"
_TAG: Final = "ETag"
_LINK: Final = "link"
_CHANGED: Final = "Last-Modified"
_OF_ONE_ROW: Final = frozenset(
    {"create", "read", "replace", "update", "read-singleton", "write-singleton"}
)


def headers_of(question: Question, success: Response) -> tuple[tuple[str, Fill], ...]:
    """Return the names of headers and what fills each."""
    if question.verdict.name == "custom":
        return ()
    taken = OWN_HEADERS | _OF_THE_TRANSPORT
    found = (
        (header.name, _fill(question, header))
        for header in success.headers
        if header.name.lower() not in taken
    )
    filled = tuple((name, fill) for name, fill in found if fill is not None)
    names = {header.name.lower() for header in success.headers}
    untold = (each for each in _untold(question) if each[0].lower() not in names)
    return (*filled, *untold)


def _fill(question: Question, header: Header) -> Fill | None:
    name = header.name.lower()
    if name == "location":
        address = _leads_on(question) or _address(question, header.schema)
        if address is not None:
            return address
    if name == _TAG.lower():
        tag = _tag(question, header.schema)
        if tag is not None:
            return tag
    if bare(name) == "lastmodified" and question.verdict.name in _OF_ONE_ROW:
        column = changed_column(question.contract, question.one, question.stored)
        if column is not None and not question.one.many:
            return RowTime(column=column)
    if name == _LINK and question.verdict.name == "list" and question.paged:
        return _links(question)
    if question.verdict.name == "list" and bare(name).removeprefix(_PREFIX) in vocabulary.TOTAL:
        return FromWindow(figure="total")
    return _constant(question, header)


def _links(question: Question) -> PageLinks:
    """Return the addresses of other pages; of the last one where all are counted anyway.

    Behind a cursor there is the next page alone.
    """
    taken = {bare(each.name) for each in question.one.operation.parameters}
    if taken & vocabulary.CURSOR:
        return PageLinks(fields=(("next", FromWindow(figure="next_url")),))
    fields = [
        ("first", FromWindow(figure="first_url")),
        ("prev", FromWindow(figure="previous_url")),
        ("next", FromWindow(figure="next_url")),
    ]
    success = success_of(question.one.operation)
    headers = () if success is None else success.headers
    if any(bare(each.name).removeprefix(_PREFIX) in vocabulary.TOTAL for each in headers):
        fields.append(("last", FromWindow(figure="last_url")))
    return PageLinks(fields=tuple(fields))


def _leads_on(question: Question) -> FromColumn | None:
    """Return the address that a redirection names, documented or not (RFC 9110, section 15.4)."""
    stored, name = question.stored, question.one.redirects
    columns = () if stored is None else stored.table.columns
    column = next((each for each in columns if each.wire_name == name), None)
    return None if column is None else FromColumn(column=column.name, is_address=True)


def _tag(question: Question, schema: Schema | None) -> RowTag | None:
    """Return the tag of the one row that the operation shows or changes."""
    if question.verdict.name not in _OF_ONE_ROW or question.one.many:
        return None
    return tag_of(question.contract, question.stored, schema)


def _untold(question: Question) -> Iterator[tuple[str, Fill]]:
    """Yield what answers must tell of the row though it is not documented: requests bring it."""
    stored, one = question.stored, question.one
    if (leads_on := _leads_on(question)) is not None:
        yield "Location", leads_on
    taken = {bare(each.name) for each in one.operation.parameters if each.location == "header"}
    tag, column = _tag(question, None), changed_column(question.contract, one, stored)
    if tag is not None and stored is not None and (stored.tells_tags or "ifnonematch" in taken):
        yield _TAG, tag
    single = question.verdict.name in _OF_ONE_ROW and not one.many
    if column is not None and single and "ifmodifiedsince" in taken:
        yield _CHANGED, RowTime(column=column)


def _address(question: Question, schema: Schema | None) -> RowAddress | None:
    """Return the address of the row that was made, when the contract has a path of it.

    That is a path below the one that was asked, else one that names the row alone.
    """
    stored, path = question.stored, question.one.operation.path.rstrip("/")
    if stored is None or question.verdict.name != "create":
        return None
    items = [
        one
        for one in stored.kept.sightings
        if one.place.is_item and one.action is None and one.by is None
    ]
    items.sort(key=lambda one: one.method != "get")
    below = [one for one in items if _head(one) == path]
    alone = [one for one in items if one.operation.path.count("{") == 1 and _names_row(one)]
    item = next(iter((*below, *alone)), None)
    if item is None:
        return None
    way = stored.ways.get((item.operation.label, item.place.steps[-1].parameter))
    name = way.column if isinstance(way, KeyRole) else stored.lookup
    column = stored.table.column(name)
    if column.nullable:
        return None
    told = None if schema is None else effective(question.contract, schema)
    whole = told is not None and told.format == "uri"
    if told is not None and told.pattern is not None:
        host, base = halves(next(iter(question.contract.servers), ""))
        start = f"https://{host or 'localhost'}" if whole else ""
        path = re.sub(r"{[^{}]*}", "1", item.operation.path)
        if not matches(told.pattern, f"{start}{base.rstrip('/')}{path}"):
            return None
    return RowAddress(
        column=column.name,
        whole=whole,
        at=None if below else _head(item),
        is_text=column.kind == "text",
        ends=item.operation.path.endswith("/"),
    )


def _head(one: Sighting) -> str:
    """Return the path of an item without its last segment."""
    return one.operation.path.rstrip("/").rpartition("/")[0]


def _names_row(one: Sighting) -> bool:
    return one.operation.path.rstrip("/").endswith("}") and one.called is None


def _constant(question: Question, header: Header) -> Fill | None:
    """Return what the contract states, or what is valid where there must be something."""
    schema = header.schema
    if schema is None:
        return None
    found = effective(question.contract, schema)
    stated = [value for value in (found.const, found.default) if value is not ABSENT]
    if header.required and found.format == "date-time" and not stated:
        return Now()
    if not stated and not header.required:
        return None
    value = stated[0] if stated else smallest(question.contract, schema)
    text = value if isinstance(value, str) else json.dumps(value)
    if not text.isascii() or not text.isprintable():
        return None
    if not stated:
        operation = question.one.operation
        question.decisions.append(
            behaviour.constant(question.operation_id, header.name, repr(text), operation, "MEDIUM")
        )
    return Constant(value=text)
