"""Days between two days, as MySQL counts them, on other databases."""

from __future__ import annotations

import pytest

from pactgen.readers.sql.portable import Kinds, elsewhere

DAYS = Kinds(days=frozenset({"starts", "ends"}), times=frozenset({"starts", "ends", "seen_at"}))


@pytest.mark.parametrize(
    "expression", ["DATEDIFF(ends, starts)", "to_days(`ends`) - to_days(`starts`)"]
)
def test_days_of_mysql_are_counted_elsewhere(expression: str) -> None:
    found = {
        dialect: spelled.replace('"', "").lower()
        for dialect, spelled in elsewhere(expression, "mysql", DAYS)
    }
    assert found == {
        "postgresql": "(ends - starts)",
        "sqlite": "(cast(julianday(ends) - julianday(starts) as integer))",
    }


def test_a_moment_is_left_alone() -> None:
    assert dict(elsewhere("DATEDIFF(ends, seen_at)", "mysql", DAYS)) == {}
