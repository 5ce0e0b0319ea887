"""What a valid request may be refused with."""

from __future__ import annotations

import pytest

from pactgen.prove.row_states import may_refuse
from pactgen.prove.script import Step


@pytest.mark.parametrize(
    ("status", "unfilled", "may"),
    [(409, set(), True), (404, set(), False), (404, {"Plan"}, True), (500, {"Plan"}, False)],
)
def test_only_what_cannot_be_stored_may_be_missing(
    status: int, unfilled: set[str], *, may: bool
) -> None:
    step = Step(
        operation_id="read",
        method="GET",
        path="/plan",
        behaviour="read_singleton",
        resource="Plan",
        refusals=(409,),
    )
    assert may_refuse(step, status, unfilled) is may
