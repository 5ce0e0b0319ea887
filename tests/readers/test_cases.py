"""Each folder `tests/cases/read-*` is a broken contract and what pactgen says about it.

`PACTGEN_UPDATE=1 pytest tests/readers/test_cases.py` writes the expected output anew.
"""

import os
from pathlib import Path

import pytest

from pactgen.diagnostics import render
from pactgen.passes.check_contract import check_contract
from pactgen.readers.openapi import read_contract

CASES = sorted(Path(__file__).parents[1].joinpath("cases").glob("read-*"))


def document(case: Path) -> Path:
    return next(path for name in ("api.yaml", "api.json") if (path := case / name).exists())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_says_what_is_wrong(case: Path) -> None:
    result = read_contract(document(case), root=case)
    findings = result.diagnostics
    if result.draft is not None:
        findings += check_contract(result.draft)
    said = render(findings, result.sources)
    expected = case / "stderr.txt"
    if os.environ.get("PACTGEN_UPDATE"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
