"""The script that a design gives."""

from __future__ import annotations

from typing import get_args

from pactgen.ir.behaviours import Behaviour as Designed
from pactgen.prove import script
from pactgen.prove.from_design import BEHAVIOURS


def test_every_behaviour_has_a_plain_name() -> None:
    assert set(BEHAVIOURS) == set(get_args(Designed))
    kinds = {*BEHAVIOURS.values(), "delete_many", "copy"}  # what filtered removals and copies are
    assert kinds == set(get_args(script.Behaviour))
