"""What a service is told of a list of listed values: the handler's list is no list of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.arguments import service_arguments
from tests.passes.contracts import design_of, endpoint

if TYPE_CHECKING:
    from pathlib import Path


def test_a_service_takes_any_sequence_of_the_values(tmp_path: Path) -> None:
    kinds = {"type": "array", "items": {"type": "string", "enum": ["<", ">"]}}
    plain = {"type": "array", "items": {"type": "string"}}
    parameters = [
        {"name": "kinds", "in": "header", "schema": kinds},
        {"name": "words", "in": "header", "schema": plain},
    ]
    call = {"parameters": parameters, "responses": {"204": {"description": "done"}}}
    design = design_of(tmp_path, {"/sort": {"post": call}})
    found = service_arguments(design, endpoint(design, "POST /sort"))
    assert [each.declaration for each in found] == [
        "kinds: Sequence[str] | None",
        "words: list[str] | None",
    ]
