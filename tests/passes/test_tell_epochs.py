from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.ir.translation import translated
from pactgen.passes.reconcile.tell_epochs import with_epochs
from tests.readers.schemas.reading import schema_of

if TYPE_CHECKING:
    from pactgen.ir.schema import Dialect


@pytest.mark.parametrize(
    ("dialect", "columns", "unit"),
    [
        ("sqlite", "a_at INTEGER", "s"),
        ("sqlite", "a INTEGER DEFAULT (strftime('%s', 'now'))", "s"),
        ("sqlite", "a INTEGER DEFAULT (unixepoch() * 1000)", "ms"),
        ("sqlite", "a_at INTEGER, b INTEGER DEFAULT (1000 * unixepoch())", "ms"),
        ("sqlite", "age INTEGER", None),
        ("sqlite", "a_at TEXT", None),
        ("postgresql", "a_at integer", "s"),
        ("postgresql", "a_at bigint", None),
        ("postgresql", "a_at_ms bigint", "ms"),
        ("postgresql", "a_at bigint DEFAULT extract(epoch FROM now())", "s"),
        ("mysql", "a_time int(11) COMMENT 'unix time'", "s"),
        ("mysql", "a bigint COMMENT 'milliseconds since 1970'", "ms"),
    ],
)
def test_numbers_that_are_moments(dialect: Dialect, columns: str, unit: str | None) -> None:
    schema = with_epochs(schema_of(dialect, f"CREATE TABLE t ({columns});"))
    assert schema.tables[0].columns[0].type.epoch == unit


def test_the_present_moment_is_told_in_the_words_of_the_other_database() -> None:
    columns = "a INTEGER DEFAULT (strftime('%s', 'now')), b INTEGER DEFAULT (unixepoch() * 1000)"
    given = schema_of("sqlite", f"CREATE TABLE t ({columns});")
    seconds, parts = translated(given, "postgresql").tables[0].columns
    assert seconds.default is not None
    assert parts.default is not None
    assert seconds.default.text == "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) AS INTEGER)"
    assert "* 1000 AS INTEGER)" in parts.default.text
