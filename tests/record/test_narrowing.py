"""The overlay brings a contract down to what its schema document keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pactgen.cli.progress import Watch
from pactgen.pipeline import gaps, validate
from pactgen.readers.openapi.overlay import apply_overlay
from pactgen.record.gaps import dump_document, gap_overlay
from pactgen.record.narrowing import narrowed
from pactgen.stages.values import Request
from pactgen.values import replace

CASES = Path(__file__).parents[1] / "cases"
NARROWED = ("check", "length", "not-null", "text", "values")


def request(case: str, *overlays: Path) -> Request:
    folder = CASES / f"differ-{case}"
    return Request(
        contract=folder / "api.yaml",
        schemas=(folder / "schema.sql",),
        overlays=overlays,
        out=folder,
    )


def overlay_and_merged(case: str) -> tuple[dict[str, Any], dict[str, Any], Any]:
    source, design = gaps(request(case), Watch(quiet=True))
    overlay = gap_overlay(source.document, replace_gaps(design))
    applied, findings = apply_overlay(source.document, overlay, "gaps.overlay.yaml")
    assert findings == ()
    return overlay, narrowed(source.document, design), applied


def replace_gaps(design: Any) -> Any:
    """Return the design without undocumented answers, which are not the question here."""
    return replace(design, gaps=())


@pytest.mark.parametrize("case", NARROWED)
def test_the_overlay_says_what_the_proof_asks_by(case: str):
    _, merged, applied = overlay_and_merged(case)
    assert applied == merged


@pytest.mark.parametrize("case", NARROWED)
def test_an_accepted_overlay_settles_the_difference(case: str, tmp_path: Path):
    overlay, _, _ = overlay_and_merged(case)
    accepted = tmp_path / "accepted.overlay.yaml"
    accepted.write_text(dump_document(overlay, as_json=False), encoding="utf-8")
    before = validate(request(case), Watch(quiet=True)).findings
    after = validate(request(case, accepted), Watch(quiet=True)).findings
    settled = {one.message for one in before} - {one.message for one in after}
    left = [one.message for one in after if one.code == f"schema-{case}"]
    assert len(settled) == len(overlay["actions"]) - removals(overlay)
    unsaid = ("oar", "inet", "[<>]")
    assert [message for message in left if not any(word in message for word in unsaid)] == []


def removals(overlay: dict[str, Any]) -> int:
    return sum("remove" in action for action in overlay["actions"])


def test_each_action_says_which_difference_it_settles():
    overlay, _, _ = overlay_and_merged("values")
    assert [action.get("target") for action in overlay["actions"]] == [
        "$['components']['schemas']['NewBoat']['properties']['kind'].enum",
        "$['components']['schemas']['NewBoat']['properties']['kind']",
        "$['components']['schemas']['NewBoat']['properties']['state']",
    ]
    assert overlay["actions"][1]["update"] == {"enum": ["sail", "motor"]}
    assert "only the contract has `steam`" in overlay["actions"][1]["description"]
