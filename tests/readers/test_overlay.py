from pathlib import Path

from pactgen.diagnostics import render_short
from pactgen.readers.openapi import apply_overlay, read_contract

CONTRACT = """\
openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets: {$ref: pets.yaml}
"""
PETS = """\
get:
  tags: [a]
  responses:
    "200": {description: OK, content: {application/json: {schema: {$ref: "#/schema"}}}}
schema: {type: string}
"""
OVERLAY = """\
overlay: 1.0.0
info: {title: More, version: "1"}
actions:
  - target: $.paths['/pets'].get
    update: {tags: [b], responses: {"400": {description: Bad request}}}
  - target: $.info
    update: {title: Animals}
  - target: $.paths['/dogs']
    remove: true
  - target: paths
    remove: true
"""


def test_changes_the_contract_and_leaves_its_file(tmp_path: Path) -> None:
    for name, text in (("api.yaml", CONTRACT), ("pets.yaml", PETS), ("gaps.yaml", OVERLAY)):
        (tmp_path / name).write_text(text)
    result = read_contract(tmp_path / "api.yaml", overlays=[tmp_path / "gaps.yaml"])
    assert result.draft is not None
    (operation,) = result.draft.operations
    assert [response.status for response in operation.responses] == ["200", "400"]
    assert operation.tags == ("a", "b")
    assert result.draft.title == "Animals"
    assert result.draft.schemas["pets.yaml#/schema"].types == ("string",)
    assert [file.name for file in result.files] == ["api.yaml", "gaps.yaml", "pets.yaml"]
    assert result.sources.span(operation.responses[1].origin).line == 4  # type: ignore[union-attr]
    said = render_short(result.diagnostics, result.sources).splitlines()
    assert [line.partition("]")[0] for line in said] == [
        "api.yaml:4:3: warning[repair-unknown-member",
        "gaps.yaml:8:13: warning[overlay-unmatched",
        "gaps.yaml:10:13: error[overlay-target",
    ]


def test_is_not_changed_itself() -> None:
    document = {"info": {"title": "Pets", "tags": [1]}}
    overlay = {
        "overlay": "1.1.0",
        "info": {},
        "actions": [
            {"target": "$.info.tags", "update": 2},
            {"target": "$.info", "update": {"title": "Dogs"}},
        ],
    }
    changed, findings = apply_overlay(document, overlay, "overlay.yaml")
    assert changed == {"info": {"title": "Dogs", "tags": [1, 2]}}
    assert document == {"info": {"title": "Pets", "tags": [1]}}
    assert findings == ()


def test_an_overlay_must_be_one() -> None:
    _, findings = apply_overlay({}, {"overlay": "9.0"}, "overlay.yaml")
    assert [item.code for item in findings] == ["overlay-invalid"]
