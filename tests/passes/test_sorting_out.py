"""A parameter that tells which sort of rows is meant names none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.config import Config
from pactgen.passes import design_backend
from pactgen.readers.openapi import read_contract
from pactgen.readers.schema import read_schema
from tests.passes.contracts import THING, answer, path_parameter, written

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "CREATE TABLE people (id integer PRIMARY KEY, email text NOT NULL UNIQUE, name text);"


@pytest.mark.parametrize(("name", "behaviour"), [("type", "Custom"), ("person", "DeleteRow")])
def test_the_only_unique_text_is_named_by_no_type(
    tmp_path: Path, name: str, behaviour: str
) -> None:
    schema = tmp_path / "schema.sql"
    schema.write_text(TABLE)
    gone = {
        "parameters": [path_parameter(name)],
        "delete": {"responses": {"204": {"description": "gone"}}},
    }
    listed = {"get": answer({"type": "array", "items": THING})}
    paths = {"/people": listed, f"/people/{{{name}}}": gone}
    contract = read_contract(written(tmp_path, paths)).contract
    tables = read_schema([schema], base=tmp_path).schema
    assert contract is not None
    design = design_backend(contract, Config(), (), tables)
    removing = next(each for each in design.endpoints if each.operation.method == "delete")
    assert type(removing.behaviour).__name__ == behaviour
