"""Media types that say something else than the one that is read are answered 415, and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from pactgen.readers.openapi.overlay import apply_overlay
from pactgen.record.gaps import gap_overlay, with_gaps
from tests.passes.contracts import design_of, ref

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


def described(*names: str) -> dict[str, Any]:
    return {"schema": {"type": "object", "properties": dict.fromkeys(names, TEXT)}}


def read_and_left(folder: Path, content: dict[str, Any]) -> tuple[tuple[str, ...], list[str]]:
    """Return the media types that the backend reads, and those that the overlay leaves."""
    operation = {
        "requestBody": {"required": True, "content": content},
        "responses": {"201": {"description": "queued"}},
    }
    design = design_of(folder, {"/jobs": {"post": operation}}, {"Job": described("url")["schema"]})
    document = yaml.safe_load((folder / "api.yaml").read_text(encoding="utf-8"))
    applied, findings = apply_overlay(document, gap_overlay(document, design), "gaps.yaml")
    assert findings == ()
    assert applied == with_gaps(document, design)
    (endpoint,) = design.endpoints
    assert endpoint.body is not None
    found: Any = applied
    return endpoint.body.media_types, [*found["paths"]["/jobs"]["post"]["requestBody"]["content"]]


def test_a_form_of_other_things_is_not_read_as_the_json(tmp_path: Path) -> None:
    content = {
        "application/json": {"schema": ref("Job")},
        MULTIPART: described("media", "options"),
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
    }
    read, left = read_and_left(tmp_path, content)
    assert read == ("application/json",)
    assert left == ["application/json"]


def test_a_form_of_the_same_members_is_another_spelling(tmp_path: Path) -> None:
    content = {
        FORM: described("url", "tags[]"),
        "application/json": described("url", "tags", "more"),
    }
    read, left = read_and_left(tmp_path, content)
    assert read == ("application/json", FORM)
    assert left == [FORM, "application/json"]


def test_json_of_no_named_members_may_be_anything(tmp_path: Path) -> None:
    content = {"application/json": {"schema": {"type": "object"}}, FORM: described("url")}
    read, left = read_and_left(tmp_path, content)
    assert read == ("application/json", FORM)
    assert left == ["application/json", FORM]
