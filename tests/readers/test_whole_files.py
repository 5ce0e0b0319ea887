"""`part.json#/`, which names the member without a name, and is meant as the whole file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pactgen.readers.openapi import read_contract

if TYPE_CHECKING:
    from pathlib import Path


def test_a_slash_behind_the_hash_changes_nothing(tmp_path: Path) -> None:
    root = {
        "openapi": "3.1.0",
        "info": {"title": "Parts", "version": "1"},
        "paths": {"/parts": {"$ref": "part.json#/"}},
    }
    part = {"get": {"responses": {"204": {"description": "done"}}}}
    (tmp_path / "api.json").write_text(json.dumps(root), encoding="utf-8")
    (tmp_path / "part.json").write_text(json.dumps(part), encoding="utf-8")
    read = read_contract(tmp_path / "api.json")
    assert read.contract is not None
    assert [one.label for one in read.contract.operations] == ["GET /parts"]
    assert [repair.code for repair in read.repairs] == ["repair-reference"]
