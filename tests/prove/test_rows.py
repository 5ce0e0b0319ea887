"""Rows of a backend's tables: one process answers every question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.prove.backend import COMMAND_TIMEOUT, Backend, create_tables
from pactgen.prove.rows import RowsError, rows_of
from pactgen.prove.server import sqlite_url
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pactgen.prove.rows import Rows

DATABASE = """
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


class Pet(Base):
    __tablename__ = "pets"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.Text, nullable=False)
    born = sa.Column(sa.DateTime)


def create_engine(settings):
    return create_async_engine(settings.url)
"""
SETTINGS = """
import os


class Settings:
    url = os.environ["DATABASE_URL"]
"""
FEATURES = """
import pathlib
import tiny.database

with pathlib.Path("imports").open("a") as log:
    log.write("once ")
print("a backend may print")
"""


@pytest.fixture
def rows(backend: Backend, tmp_path: Path) -> Iterator[Rows]:
    package = backend.project / "src" / "tiny"
    for name, text in (("database", DATABASE), ("settings", SETTINGS), ("features", FEATURES)):
        (package / f"{name}.py").write_text(text)
    (package / "security.py").write_text("def hash_password(text):\n    return text[::-1]\n")
    url = sqlite_url(tmp_path / "pets.db")
    create_tables(backend, url)
    (backend.project / "imports").unlink()
    with rows_of(backend, url) as found:
        yield found


def test_one_process_inserts_and_tells_keys(rows: Rows, tmp_path: Path) -> None:
    row = {"name": "rex", "born": "2020-01-01T00:00:00"}
    assert rows.insert("pets", "id", [row, row], texts=["name"], secrets=["name"]) == [1, 2]
    assert rows.keys("pets", "id") == [1, 2]
    assert rows.keys("pets", "name") == ["xer", "xer"]
    assert (tmp_path / "imports").read_text() == "once "


def test_a_question_that_fails_leaves_the_next_one_alone(rows: Rows) -> None:
    with pytest.raises(RowsError, match="NOT NULL"):
        rows.insert("pets", "id", [{"id": 1}], texts=[], secrets=[])
    assert rows.keys("pets", "id") == []


def test_a_backend_that_cannot_be_imported_says_why(backend: Backend) -> None:
    with (
        rows_of(backend, "sqlite+aiosqlite://") as found,
        pytest.raises(RowsError, match=r"No module named 'tiny\.features'"),
    ):
        found.keys("pets", "id")


def test_an_answer_that_never_comes_is_not_waited_for(backend: Backend) -> None:
    (backend.project / "src" / "tiny" / "features.py").write_text("import time; time.sleep(60)\n")
    with (
        rows_of(replace(backend, importing=1 - COMMAND_TIMEOUT), "sqlite+aiosqlite://") as found,
        pytest.raises(RowsError, match="no answer within 1 s"),
    ):
        found.keys("pets", "id")
