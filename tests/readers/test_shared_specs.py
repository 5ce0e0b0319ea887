"""Documents that other people wrote, in the first folder that PACTGEN_SPECS names: all are read."""

import os
import re
from pathlib import Path

import pytest

from pactgen.diagnostics import render_short
from pactgen.passes.check_contract import check_contract
from pactgen.readers.openapi import read_contract

SPECS = Path(os.environ.get("PACTGEN_SPECS", "/nonexistent").partition(os.pathsep)[0])
ROW = re.compile(r"\| \S+ \| `specs/(\S+)` \| \S+ \| (\d+) \| (\d+) \|")
TABLE = SPECS / "README.md"
ROWS = ROW.findall(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else []


@pytest.mark.slow
@pytest.mark.skipif(not ROWS, reason="PACTGEN_SPECS names no folder with a table of documents")
@pytest.mark.parametrize(("entry", "operations", "schemas"), ROWS)
def test_is_read(entry: str, operations: str, schemas: str) -> None:
    result = read_contract(SPECS / entry)
    assert result.contract is not None, render_short(result.diagnostics, result.sources)
    assert len(result.contract.operations) == int(operations)
    assert len(result.contract.schemas) >= int(schemas)
    errors = [item for item in check_contract(result.contract) if item.severity == "error"]
    assert errors == []
