"""What was found out about a schema is remembered for its contract, and for no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.shapes import shape_of
from pactgen.readers.openapi import read_contract
from pactgen.values import replace
from tests.passes.contracts import THING, answer, ref, written

if TYPE_CHECKING:
    from pathlib import Path


def test_another_contract_answers_for_itself(tmp_path: Path) -> None:
    schemas = {"Thing": THING, "Other": {"type": "object", "properties": {"a": {}}}}
    contract = read_contract(written(tmp_path, {"/t": {"get": answer(ref("Thing"))}}, schemas))
    one = contract.contract
    assert one is not None
    other = replace(one, schemas={**one.schemas, "Thing": one.schemas["Other"]})
    schema = replace(one.schemas["Thing"], ref="Thing", properties=())
    assert len(shape_of(one, schema).properties) == len(THING["properties"])
    assert [member.name for member in shape_of(other, schema).properties] == ["a"]
    assert shape_of(one, schema) is shape_of(one, schema)
