"""Uploads whose form may leave out the file: the backend cannot do without it, and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from pactgen.prove.from_design import script_of
from pactgen.prove.script import naming
from pactgen.record.gaps import with_gaps
from tests.passes.contracts import THING, answer, body, design_of, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

FORM = {"type": "object", "properties": {"image": {"type": "string", "format": "binary"}}}


def test_the_file_is_required_in_overlay_and_proof(tmp_path: Path) -> None:
    upload: dict[str, Any] = {
        "requestBody": {"content": {"multipart/form-data": {"schema": FORM}}},
        "responses": {"204": {"description": "stored"}},
    }
    named = {"parameters": [path_parameter("id")]}
    paths = {
        "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
        "/things/{id}": {**named, "get": answer(ref("Thing"))},
        "/things/{id}/image": {**named, "post": upload},
    }
    design = design_of(tmp_path, paths, {"Thing": THING})
    document = yaml.safe_load((tmp_path / "api.yaml").read_text(encoding="utf-8"))
    sent = with_gaps(document, design)["paths"]["/things/{id}/image"]["post"]["requestBody"]
    assert sent["required"] is True
    assert sent["content"]["multipart/form-data"]["schema"]["required"] == ["image"]
    script = script_of(design)
    (step,) = (one for one in script.steps if one.behaviour == "upload")
    assert naming(script, step) == {"image"}
