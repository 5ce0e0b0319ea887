"""Each folder `tests/cases/schema-*` is a broken schema and what pactgen says about it.

`PACTGEN_UPDATE=1 pytest` on this file writes the expected output anew.
"""

import os
from pathlib import Path

import pytest

from pactgen.diagnostics import render
from pactgen.readers.positions import SourceMap
from pactgen.readers.schema import read_schema

CASES = sorted(Path(__file__).parents[2].joinpath("cases").glob("schema-*"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_says_what_is_wrong(case: Path) -> None:
    document = next(path for path in case.iterdir() if path.stem == "schema")
    result = read_schema([document], base=case)
    said = render(result.findings, SourceMap(result.files))
    expected = case / "stderr.txt"
    if os.environ.get("PACTGEN_UPDATE"):
        expected.write_text(said, encoding="utf-8")
    assert said
    assert said == expected.read_text(encoding="utf-8")
