"""Alembic finds no other type where SQLite keeps the same affinity: names are all it is told."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Double, Integer, LargeBinary, SmallInteger, String, Text
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import FLOAT, INTEGER, NUMERIC, NVARCHAR, REAL, NullType, TypeEngine

from pactgen.config import Config
from pactgen.passes import design_backend
from pactgen.readers.openapi import read_contract
from pactgen.skeleton import AFFINITIES, answers_of
from tests.passes.contracts import answer, path_parameter, written
from tests.readers.schemas.reading import schema_of


def test_only_names_that_models_spell_otherwise_are_compared_so(tmp_path: Any) -> None:
    item = {"parameters": [path_parameter("id", type="integer")], "get": answer({"type": "object"})}
    read = read_contract(written(tmp_path, {"/things/{id}": item}))
    assert read.contract is not None
    for name, expected in (
        ("NVARCHAR(20)", "has_other_type"),
        ("REAL", "has_other_type"),
        ("TEXT", "True"),
    ):
        schema = schema_of("sqlite", f"CREATE TABLE things (id INTEGER PRIMARY KEY, a {name});")
        design = design_backend(read.contract, Config(), schema=schema)
        assert answers_of(design).compare_type == expected


@pytest.mark.parametrize(
    ("key", "metadata"),
    [
        ("INTEGER", "Base.metadata"),
        ("TEXT NOT NULL", "Base.metadata"),
        ("TEXT", "tables_on(connection.dialect.name)"),
    ],
)
def test_keys_that_may_be_null_are_so_on_sqlite_alone(
    tmp_path: Any, key: str, metadata: str
) -> None:
    item = {"parameters": [path_parameter("id", type="string")], "get": answer({"type": "object"})}
    read = read_contract(written(tmp_path, {"/things/{id}": item}))
    assert read.contract is not None
    schema = schema_of("sqlite", f"CREATE TABLE things (id {key} PRIMARY KEY, a TEXT);")
    design = design_backend(read.contract, Config(), schema=schema)
    assert answers_of(design).metadata == metadata


@pytest.mark.parametrize(
    ("found", "model", "told"),
    [
        (NVARCHAR(20), String(20), False),
        (REAL(), Double(), False),
        (FLOAT(), Double(), False),
        (INTEGER(), SmallInteger(), False),
        (NUMERIC(), Text(), False),
        (NullType(), Text(), False),
        (INTEGER(), Text(), True),
        (NVARCHAR(20), Integer(), True),
        (REAL(), LargeBinary(), True),
    ],
)
def test_other_affinities_are_other_types(
    found: TypeEngine[Any], model: TypeEngine[Any], *, told: bool
) -> None:
    context = SimpleNamespace(get_context=lambda: SimpleNamespace(dialect=sqlite.dialect()))
    module: dict[str, Any] = {
        "context": context, "Any": Any, "NullType": NullType, "TypeEngine": TypeEngine,
    }  # fmt: skip
    exec(AFFINITIES, module)  # noqa: S102
    assert module["has_other_type"](None, None, None, found, model) is told
