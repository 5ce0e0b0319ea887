"""Which components travel in which direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.model_wire.usage import usage_of
from pactgen.readers.openapi import read_contract
from tests.passes.contracts import answer, body, ref, written

if TYPE_CHECKING:
    from pathlib import Path

ORDER = {
    "type": "object",
    "required": ["what"],
    "properties": {"what": {"type": "string"}, "note": ref("Note")},
}
NOTE = {"type": "object", "properties": {"text": {"type": "string"}}}


def test_what_an_envelope_holds_is_shown_and_its_parts_are_not(tmp_path: Path) -> None:
    envelope = {"type": "object", "properties": {"order": ref("Order")}}
    paths = {"/orders": {"post": {**body(ref("Order")), **answer(envelope, "201")}}}
    read = read_contract(written(tmp_path, paths, {"Order": ORDER, "Note": NOTE}))
    assert read.contract is not None
    usage = usage_of(read.contract)
    assert usage.shown == {"Order"}
    assert usage.inputs == usage.outputs == {"Order", "Note"}


def test_members_that_are_read_only_where_they_are_defined_split_a_component(
    tmp_path: Path,
) -> None:
    order = {**ORDER, "properties": {**ORDER["properties"], "link": ref("Link")}}
    link = {"type": "string", "format": "uri", "readOnly": True}
    paths = {"/orders": {"post": {**body(ref("Order")), **answer(ref("Order"), "201")}}}
    schemas = {"Order": order, "Note": NOTE, "Link": link}
    read = read_contract(written(tmp_path, paths, schemas))
    assert read.contract is not None
    usage = usage_of(read.contract)
    assert (usage.split, usage.hidden) == ({"Order"}, {"Link"})
