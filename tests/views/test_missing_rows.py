"""What is said of rows that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.service import service_view
from tests.passes.contracts import answer, body, design_of, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

GONE = {"responses": {"204": {"description": "gone"}}}
REGISTRY = {
    "type": "object",
    "required": ["name", "region"],
    "properties": {"name": {"type": "string"}, "region": {"type": "string"}},
}
TAGS = {"type": "array", "items": {"type": "object", "properties": {"tag": {"type": "string"}}}}


def test_the_only_row_may_be_missed_by_name_as_well(tmp_path: Path) -> None:
    name = path_parameter("name")
    paths = {
        "/registry": {
            "get": answer(ref("Registry")),
            "post": {**body(ref("Registry")), **answer(ref("Registry"))},
            "delete": GONE,
        },
        "/registry/{name}/tags": {"parameters": [name], "get": answer(TAGS)},
        "/registry/{name}/tags/{tag}": {
            "parameters": [name, path_parameter("tag")],
            "delete": GONE,
        },
    }
    design = design_of(tmp_path, paths, {"Registry": REGISTRY})
    errors = [one for each in design.features for one in service_view(design, each).errors]
    missing = next(one for one in errors if one.name == "RegistryNotFoundError")
    assert "name: str | None = None, value: object = None" in missing.signature
    assert '"There is no registry yet."' in missing.call


def test_the_type_of_a_missed_key_ends_with_none(tmp_path: Path) -> None:
    member = {
        "type": "object",
        "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
    }
    paths = {
        "/hooks": {
            "get": answer({"type": "array", "items": ref("Hook")}),
            "patch": {**body(ref("Hook")), **answer(ref("Hook"))},
        },
        "/hooks/{id}": {"parameters": [path_parameter("id")], "get": answer(ref("Hook"))},
    }
    design = design_of(tmp_path, paths, {"Hook": member})
    (error,) = [one for each in design.features for one in service_view(design, each).errors]
    assert "id: int | str | None" in error.signature


def test_what_is_raised_for_a_long_key_is_broken_as_the_formatter_does(tmp_path: Path) -> None:
    key = "payment_information_sepa_separate_payment_id"
    thing = {"type": "object", "properties": {key: {"type": "string"}, "sum": {"type": "number"}}}
    paths = {
        "/paymentinformationreports": {
            "post": {**body(ref("Report")), **answer(ref("Report"), "201")}
        },
        f"/paymentinformationreports/{{{key}}}": {
            "parameters": [path_parameter(key)],
            "get": answer(ref("Report")),
        },
    }
    design = design_of(tmp_path, paths, {"Report": thing})
    (feature,) = design.features
    bodies = "\n".join(one.body for one in service_view(design, feature).methods)
    assert f"PaymentinformationreportNotFoundError(\n                {key}\n" in bodies, bodies
