"""What descriptions say of the rows that are counted."""

from __future__ import annotations

import pytest

from pactgen.passes.reconcile.which_rows import clauses, without_included


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Number of leagues, archived ones included.", "Number of leagues."),
        ("Number of leagues (archived ones as well)", "Number of leagues"),
        ("Number of leagues including archived ones", "Number of leagues"),
        ("Number of leagues, regardless of their state", "Number of leagues"),
        ("Number of archived leagues", "Number of archived leagues"),
    ],
)
def test_what_is_included_is_left_out(said: str, left: str) -> None:
    assert without_included(said).strip() == left


def test_clauses_deny_by_themselves() -> None:
    assert clauses("Number of published seasons; drafts never count.") == [
        (("number", "of", "published", "seasons"), False),
        (("drafts", "never", "count"), True),
    ]
