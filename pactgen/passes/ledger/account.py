"""One row for every keyword: a table for each kind of object says what becomes of its words.

Location: pactgen/passes/ledger/account.py. Used by the pass, and by whoever wants single rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.ledger import LedgerRow
from pactgen.ir.statement import REPAIRED
from pactgen.passes.ledger import documents, security
from pactgen.passes.ledger.documents import document_fate, server_fate
from pactgen.passes.ledger.fates import (
    DOCUMENTED,
    EXTENSION,
    REPAIRED_AWAY,
    USED,
    Fate,
    unsupported,
)
from pactgen.passes.ledger.messages import (
    body_fate,
    encoding_fate,
    header_fate,
    items_fate,
    media_fate,
    response_fate,
)
from pactgen.passes.ledger.operations import item_fate, operation_fate
from pactgen.passes.ledger.parameters import parameter_fate
from pactgen.passes.ledger.reach import Reach, reach_of
from pactgen.passes.ledger.schema_document import schema_fates
from pactgen.passes.ledger.schemas import part_fate, schema_fate
from pactgen.passes.ledger.security import scheme_fate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from pactgen.ir.design import Design
    from pactgen.ir.statement import Statement

    Table = Callable[[str, Statement, Reach], Fate | None]

_UNKNOWN: Final = unsupported("OpenAPI has no such keyword here", "LOW")
_WORDS: Final[Mapping[str, Mapping[str, Fate]]] = {
    **documents.TABLES,
    **security.TABLES,
    "responses object": {"$ref": USED},
    "discriminator": dict.fromkeys(("propertyName", "mapping", "defaultMapping"), USED),
    "XML object": dict.fromkeys(
        ("name", "namespace", "prefix", "attribute", "wrapped", "nodeType"), DOCUMENTED
    ),
}
_TABLES: Final[Mapping[str, Table]] = {
    "server": server_fate,
    "path item": item_fate,
    "operation": operation_fate,
    "parameter": parameter_fate,
    "request body": body_fate,
    "media type": media_fate,
    "encoding": encoding_fate,
    "response": response_fate,
    "header": header_fate,
    "items object": items_fate,
    "schema": schema_fate,
    "security scheme": scheme_fate,
}


def account(design: Design, statements: Iterable[Statement]) -> Iterator[LedgerRow]:
    """Yield a row for every keyword of every object, in the order of the objects."""
    for said, word, fate in fates(design, statements):
        yield LedgerRow(
            origin=said.origin.child(word),
            holder=said.kind,
            keyword=word,
            status=fate.status,
            why=fate.why,
            level=fate.level,
        )
    for origin, holder, word, fate in schema_fates(design.schema):
        yield LedgerRow(
            origin=origin,
            holder=holder,
            keyword=word,
            status=fate.status,
            why=fate.why,
            level=fate.level,
        )


def fates(design: Design, statements: Iterable[Statement]) -> Iterator[tuple[Statement, str, Fate]]:
    """Yield what becomes of every keyword."""
    reach = reach_of(design)
    special = {row.origin: Fate(row.status, row.why, row.level) for row in design.exceptions}
    holders = {place.parent() for place in special}
    stored = _stored_defaults(design)
    for said in statements:
        reach.enter(said)
        for word in said.words:
            fate = special.get(said.origin.child(word)) if said.origin in holders else None
            if fate is not None and word == "default" and _default(said) in stored:
                fate = None
            yield said, word, fate or _fate(word, said, reach)


def _stored_defaults(design: Design) -> frozenset[tuple[str, str]]:
    """Return the properties that a new row fills with a constant, and the constants."""
    return frozenset(
        (column.wire_name, repr(column.generated.value))
        for table in design.tables.values()
        for column in table.columns
        if column.generated is not None and column.generated.kind == "constant"
    )


def _default(said: Statement) -> tuple[str, str]:
    return said.origin.pointer.rpartition("/")[2], repr(said.node["default"])


def _fate(word: str, said: Statement, reach: Reach) -> Fate:
    if said.kind == REPAIRED:
        return REPAIRED_AWAY
    fate = _told(word, said, reach)
    if fate is not None:
        return fate
    if word.startswith("x-"):
        return USED if word.startswith("x-pactgen-") else EXTENSION
    return _UNKNOWN


def _told(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what the table of the object says; None for a word that it does not know."""
    table = _TABLES.get(said.kind)
    if table is not None:
        return table(word, said, reach)
    fate = _WORDS.get(said.kind, {}).get(word)
    match said.kind:
        case "OpenAPI document":
            return document_fate(word, said) or fate
        case "discriminator" | "XML object" if fate is not None:
            return part_fate(said, fate, reach)
        case _:
            return fate
