"""A path to which nothing but POST is sent, and that is called like a command, keeps nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.ir.behaviours import CreateRow, Custom
from pactgen.passes.words.deeds import says_deed
from tests.passes.contracts import answer, body, design_of, endpoint

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
ASKED = {"type": "object", "required": ["code"], "properties": {"code": TEXT, "state": TEXT}}


@pytest.mark.parametrize(
    ("noun", "made", "says"),
    [
        ("closeAccount", True, True),
        ("delete-images", True, True),
        ("change_dns_ptr", True, True),
        ("network-unblock", True, True),
        ("requestPasswordReset", False, True),
        ("testConfiguration", False, True),
        ("testConfiguration", True, False),
        ("check_deposits", False, False),
        ("purchaseOrders", False, False),
        ("registerUser", False, False),
        ("saveDraft", False, False),
        ("restart", False, False),
        ("accounts", False, False),
        ("", False, False),
    ],
)
def test_a_command_begins_or_ends_with_its_verb(noun: str, *, made: bool, says: bool) -> None:
    assert says_deed(noun, made=made) is says


@pytest.mark.parametrize(
    ("noun", "is_kept"), [("closeAccount", False), ("checkDeposits", True), ("deposits", True)]
)
def test_nothing_is_stored_for_a_command(tmp_path: Path, noun: str, *, is_kept: bool) -> None:
    paths = {f"/{noun}": {"post": {**body(ASKED), **answer(ASKED, "201")}}}
    behaviour = endpoint(design_of(tmp_path, paths), f"POST /{noun}").behaviour
    if is_kept:
        assert isinstance(behaviour, CreateRow)
    else:
        assert isinstance(behaviour, Custom)
        assert f"`{noun}` names an action" in behaviour.reason
