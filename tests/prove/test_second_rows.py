"""What the proof expects of rows that a schema document lets be alike, or go without a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.prove.from_design import script_of
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.prove.script import Step

WHOLE = {"type": "integer"}
DAY = {"type": "string", "format": "date"}
SCHEMA = """
CREATE TABLE copies (id SMALLINT PRIMARY KEY);
CREATE TABLE loans (
    id        serial PRIMARY KEY,
    lent_at   timestamptz NOT NULL DEFAULT now(),
    due_on    date,
    copy_id   smallint NOT NULL REFERENCES copies (id)
);
CREATE UNIQUE INDEX one_at_a_time ON loans (lent_at, copy_id);
"""


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Backend:
    folder: Path = tmp_path_factory.mktemp("loans")
    loan = {"id": WHOLE, "copy_id": WHOLE, "due_on": DAY}
    copy = {"type": "object", "required": ["id"], "properties": {"id": WHOLE}}
    schemas = {
        "Copy": copy,
        "Loan": {"type": "object", "required": list(loan), "properties": loan},
        "NewLoan": {
            "type": "object",
            "required": ["copy_id"],
            "properties": {"copy_id": WHOLE, "due_on": DAY},
        },
    }
    paths = {
        "/copies/{id}": {
            "parameters": [path_parameter("id", type="integer")],
            "get": answer(ref("Copy")),
        },
        "/loans": {"post": {**body(ref("NewLoan")), **answer(ref("Loan"), "201")}},
        "/loans/{id}": {
            "parameters": [path_parameter("id", type="integer")],
            "get": answer(ref("Loan")),
        },
    }
    (folder / "schema.sql").write_text(SCHEMA, encoding="utf-8")
    contract = written(folder, paths, schemas)
    return Backend(contract, folder / "out", "loans", schema=folder / "schema.sql")


@pytest.fixture(scope="module")
def creation(backend: Backend) -> Step:
    steps = script_of(backend.design).steps
    return next(step for step in steps if step.behaviour == "create")


def test_two_rows_of_one_moment_may_clash(creation):
    assert creation.only_one


def test_what_answers_must_show_is_sent(creation):
    assert creation.needed == {"due_on"}


def test_a_small_key_that_nobody_draws_stays_small(backend):
    assert str(backend.module("models").Copy.__table__.c.id.type) == "SMALLINT"
    assert not backend.module("models").Copy.__table__.c.id.type._variant_mapping
