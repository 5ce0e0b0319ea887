"""Where a Swagger 2.0 document says that its API is, as people write it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.readers.openapi import read_contract

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN: dict[str, tuple[dict[str, Any], list[str], tuple[str, ...]]] = {
    "as asked": (
        {"host": "localhost:80", "basePath": "/v1", "schemes": ["http"]},
        [],
        ("http://localhost:80/v1",),
    ),
    "nothing in it": ({"host": "", "basePath": ""}, ["repair-address"] * 2, ()),
    "no slash": ({"basePath": "v1"}, ["repair-address"], ("/v1",)),
    "an address": (
        {"host": "http://pets.org/v2", "schemes": ["HTTP:"]},
        ["repair-address"] * 2,
        ("http://pets.org/v2",),
    ),
    "the base path holds": (
        {"host": "pets.org/v2", "basePath": "/v3"},
        ["repair-address"],
        ("https://pets.org/v3",),
    ),
    "several hosts": ({"host": ["a.org"], "basePath": "/v1"}, ["repair-documentation"], ("/v1",)),
}


@pytest.mark.parametrize("case", WRITTEN)
def test_it_is_read_as_it_is_meant(tmp_path: Path, case: str) -> None:
    members, repairs, servers = WRITTEN[case]
    document = {
        "swagger": "2.0",
        "info": {"title": "Pets", "version": "1"},
        "paths": {"/pets": {"get": {"responses": {"200": {"description": "OK"}}}}},
        **members,
    }
    (tmp_path / "api.json").write_text(json.dumps(document), encoding="utf-8")
    read = read_contract(tmp_path / "api.json")
    assert [each.code for each in read.repairs] == repairs
    assert read.contract is not None
    assert read.contract.servers == servers
