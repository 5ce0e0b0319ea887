"""Each folder `tests/cases/differ-*` is a contract and a schema that do not say the same.

`PACTGEN_UPDATE=1 pytest tests/cli/test_differences.py` writes the expected output anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from pactgen.cli.progress import Watch
from pactgen.diagnostics import render
from pactgen.diagnostics.rules.reconciliation import RULES
from pactgen.pipeline import validate
from pactgen.stages.values import Request

CASES = sorted(Path(__file__).parents[1].joinpath("cases").glob("differ-*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_difference_is_shown_with_both_places(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case)
    request = Request(contract=Path("api.yaml"), schemas=(Path("schema.sql"),))
    source = validate(request, Watch(quiet=True))
    shown = render(source.findings, source.sources)
    if "PACTGEN_UPDATE" in os.environ:
        (case / "stderr.txt").write_text(shown, encoding="utf-8")
    assert shown == (case / "stderr.txt").read_text(encoding="utf-8")


def test_every_rule_has_a_case() -> None:
    shown = "".join((case / "stderr.txt").read_text(encoding="utf-8") for case in CASES)
    assert {rule.code for rule in RULES} - set(re.findall(r"\[([a-z-]+)\]", shown)) == set()
