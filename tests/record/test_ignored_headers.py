"""Header parameters that OpenAPI tells to ignore are taken out by the overlay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from pactgen.readers.openapi.overlay import apply_overlay
from pactgen.record.gaps import gap_overlay, with_gaps
from tests.passes.contracts import answer, design_of, path_parameter

if TYPE_CHECKING:
    from pathlib import Path


def test_the_overlay_takes_out_what_is_ignored(tmp_path: Path) -> None:
    token = {"in": "header", "required": True, "schema": {"type": "string"}}
    listed = [
        {**token, "name": "Authorization"},
        {**token, "name": "X-Tenant"},
        {**token, "name": "accept"},
        {**token, "name": "client name"},
    ]
    named = [path_parameter("id"), {**token, "name": "Content-Type"}]
    paths = {"/a/{id}": {"parameters": named, "get": {"parameters": listed, **answer({})}}}
    design = design_of(tmp_path, paths)
    document = yaml.safe_load((tmp_path / "api.yaml").read_text(encoding="utf-8"))
    applied, findings = apply_overlay(document, gap_overlay(document, design), "gaps.yaml")
    assert findings == ()
    for told in (applied, with_gaps(document, design)):
        assert isinstance(told, dict)
        item = told["paths"]["/a/{id}"]
        assert [each["name"] for each in item["parameters"]] == ["id"]
        assert [each["name"] for each in item["get"]["parameters"]] == ["X-Tenant"]


def test_the_header_of_a_key_is_the_one_that_is_sent(tmp_path: Path) -> None:
    design = design_of(tmp_path, {"/a": {"get": answer({})}})
    document = yaml.safe_load((tmp_path / "api.yaml").read_text(encoding="utf-8"))
    key = {"type": "apiKey", "in": "header", "name": "Authorization: Bearer"}
    schemes = {"token": key, "key": {**key, "name": "X-Key"}}
    for told in ({"components": {"securitySchemes": schemes}}, {"securityDefinitions": schemes}):
        written = {**document, **told}
        applied, findings = apply_overlay(written, gap_overlay(written, design), "gaps.yaml")
        assert findings == ()
        merged = with_gaps(written, design)
        for one in (applied, merged):
            assert isinstance(one, dict)
            found = one.get("securityDefinitions") or one["components"]["securitySchemes"]
            assert [each["name"] for each in found.values()] == ["Authorization", "X-Key"]
        assert key["name"] == "Authorization: Bearer"
