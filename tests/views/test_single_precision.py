"""A REAL of PostgreSQL is told with the digits that it has; elsewhere it has double precision."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from tests.passes.backends import Backend
from tests.passes.contracts import answer, path_parameter, written

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = "CREATE TABLE things (id serial PRIMARY KEY, share real NOT NULL);"


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory):
    folder: Path = tmp_path_factory.mktemp("single")
    thing = {
        "type": "object",
        "required": ["id", "share"],
        "properties": {"id": {"type": "integer"}, "share": {"type": "number"}},
    }
    item = {"parameters": [path_parameter("id", type="integer")], "get": answer(thing)}
    contract = written(folder, {"/things/{id}": item})
    (folder / "schema.sql").write_text(SCHEMA)
    backend = Backend(contract, folder / "out", "single_backend", schema=folder / "schema.sql")
    return backend.module("columns").Single()


@pytest.mark.parametrize("told", [0.1, 9.8, 1 / 3, 3.4e38, 1e-45, 16777216.0, 0.0, -2.5])
def test_a_single_is_told_by_its_digits(single, told):
    kept = struct.unpack("f", struct.pack("f", told))[0]
    read = single.process_result_value(kept, postgresql.dialect())
    assert struct.unpack("f", struct.pack("f", read))[0] == kept
    assert len(repr(read)) <= len(repr(kept))


@pytest.mark.parametrize("told", [0.1, 9.8, -2.5, 0.33333])
def test_few_digits_come_back_as_they_were_sent(single, told):
    kept = struct.unpack("f", struct.pack("f", told))[0]
    assert single.process_result_value(kept, postgresql.dialect()) == told


@pytest.mark.parametrize("kept", [float("inf"), None])
def test_what_has_no_digits_stays(single, kept):
    assert single.process_result_value(kept, postgresql.dialect()) == kept


def test_elsewhere_it_is_double(single):
    assert single.process_result_value(1 / 3, sqlite.dialect()) == 1 / 3
