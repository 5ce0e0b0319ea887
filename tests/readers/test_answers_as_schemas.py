"""A reference to an answer, where a schema must be, means what the answer holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.readers.openapi import read_contract
from tests.passes.contracts import answer, ref

if TYPE_CHECKING:
    from pathlib import Path


PROBLEM = {"type": "object", "properties": {"detail": {"type": "string"}}}
NAMED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "one content": ({"content": {"application/json": {"schema": ref("Problem")}}}, ["detail"]),
    "no content": ({}, []),
}
SAID = {"one content": "repair-reference", "no content": "repair-reference-open"}


def read(folder: Path, named: dict[str, Any]) -> Any:
    document = {
        "openapi": "3.0.3",
        "info": {"title": "Shop", "version": "1"},
        "paths": {"/things": {"get": answer({"$ref": "#/components/responses/Told"})}},
        "components": {
            "responses": {"Told": {"description": "told", **named}},
            "schemas": {"Problem": PROBLEM},
        },
    }
    (folder / "api.json").write_text(json.dumps(document), encoding="utf-8")
    return read_contract(folder / "api.json")


@pytest.mark.parametrize("case", NAMED)
def test_it_is_read_as_what_the_answer_holds(tmp_path: Path, case: str) -> None:
    named, members = NAMED[case]
    found = read(tmp_path, named)
    assert [each.code for each in found.repairs] == [SAID[case]]
    (media,) = found.contract.operations[0].responses[0].media
    shown = media.schema
    while shown.ref is not None:
        shown = found.contract.schemas[shown.ref]
    assert [member.name for member in shown.properties] == members


def test_several_contents_leave_open_which_is_meant(tmp_path: Path) -> None:
    media = {"schema": ref("Problem")}
    found = read(tmp_path, {"content": {"application/json": media, "text/json": media}})
    assert [each.code for each in found.diagnostics] == ["reference-wrong-kind"]
