"""A base that lists its kinds, each of which has what the base has, comes to an end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.readers.openapi import read_contract
from tests.passes.contracts import THING, answer, body, design_of, ref, written

if TYPE_CHECKING:
    from pathlib import Path

PET = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}


def kind_of(base: str, member: str) -> dict[str, Any]:
    own = {"type": "object", "properties": {member: {"type": "integer"}}}
    return {"allOf": [ref(base), own]}


PETS = {"/pets": {"get": answer(ref("Pet")), "post": {**body(ref("Pet")), **answer(ref("Cat"))}}}
CIRCLES: dict[str, dict[str, Any]] = {
    "one kind": {"Pet": {**PET, "oneOf": [ref("Cat")]}, "Cat": kind_of("Pet", "lives")},
    "two kinds": {
        "Pet": {
            **PET,
            "oneOf": [ref("Cat"), ref("Dog")],
            "discriminator": {"propertyName": "kind"},
        },
        "Cat": kind_of("Pet", "lives"),
        "Dog": kind_of("Pet", "tricks"),
    },
    "a kind of a kind": {
        "Pet": {**PET, "anyOf": [ref("Cat"), {"type": "string"}]},
        "Cat": kind_of("Mammal", "lives"),
        "Mammal": kind_of("Pet", "legs"),
    },
    "a kind in place": {"Pet": {**PET, "oneOf": [kind_of("Pet", "lives")]}, "Cat": THING},
    "choices of choices": {
        "Pet": {"oneOf": [ref("Cat"), ref("Dog")]},
        "Cat": {"anyOf": [ref("Pet"), THING]},
        "Dog": THING,
    },
    "itself": {"Pet": {**PET, "oneOf": [ref("Pet")]}, "Cat": THING},
}


@pytest.mark.parametrize("schemas", CIRCLES.values(), ids=CIRCLES)
def test_a_kind_takes_what_its_base_has_without_the_list(
    tmp_path: Path, schemas: dict[str, Any]
) -> None:
    design = design_of(tmp_path, PETS, schemas)
    assert len(design.endpoints) == 2


def test_what_is_made_of_itself_is_refused_at_the_reference(tmp_path: Path) -> None:
    schemas = {"Pet": kind_of("Cat", "lives"), "Cat": kind_of("Pet", "legs")}
    read = read_contract(written(tmp_path, PETS, schemas))
    found = sorted((each.code, str(each.where).partition("#")[2]) for each in read.diagnostics)
    assert found == [
        ("reference-loop", "/components/schemas/Cat/allOf/0/$ref"),
        ("reference-loop", "/components/schemas/Pet/allOf/0/$ref"),
    ]
