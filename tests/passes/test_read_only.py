"""What only answers have, wherever the contract says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.passes.reading.columns import brought
from pactgen.readers.openapi import read_contract
from tests.passes.contracts import THING, answer, ref, written

if TYPE_CHECKING:
    from pathlib import Path

STAMP = {"type": "string", "readOnly": True}
BODY = {
    "type": "object",
    "properties": {
        "below": ref("Stamp"),
        "beside": {"allOf": [ref("Plain")], "readOnly": True},
        "own": STAMP,
        "name": ref("Plain"),
    },
}


@pytest.mark.parametrize(
    ("name", "comes"), [("below", False), ("beside", False), ("own", False), ("name", True)]
)
def test_a_member_is_brought_unless_only_answers_have_it(
    tmp_path: Path, name: str, *, comes: bool
) -> None:
    schemas = {"Body": BODY, "Stamp": STAMP, "Plain": {"type": "string"}}
    contract = read_contract(
        written(tmp_path, {"/things": {"get": answer(THING)}}, schemas)
    ).contract
    assert contract is not None
    body = next(each for key, each in contract.schemas.items() if key.endswith("Body"))
    assert (brought(contract, body, name) is not None) is comes
