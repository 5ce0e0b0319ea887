"""Requirements that name no scheme of the contract: nobody passes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.readers.openapi import read_contract
from tests.passes.contracts import THING, answer, ref, written

if TYPE_CHECKING:
    from pathlib import Path

SCHEMES = {"apiKey": {"type": "apiKey", "in": "header", "name": "X-Key"}}


def test_they_stay_closed_and_are_told_once(tmp_path: Path) -> None:
    closed = {"security": [{"apiKy": []}], **answer(ref("Thing"))}
    paths = {"/things": {"get": closed, "delete": closed}}
    read = read_contract(written(tmp_path, paths, {"Thing": THING}, SCHEMES))
    assert read.contract is not None
    kinds = {scheme.key: scheme.kind for scheme in read.contract.security_schemes}
    assert kinds == {"apiKey": "key", "apiKy": "unsupported"}
    assert [repair.code for repair in read.repairs] == ["repair-security-scheme"]
    assert "is it `apiKey`?" in read.repairs[0].message
