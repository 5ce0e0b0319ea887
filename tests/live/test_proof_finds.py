"""A proof is worth what it finds: each of these faults, put into a good backend, is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from pactgen.prove.proving import prove
from pactgen.prove.script import Script
from tests.live.projects import ROOT, copy_of, scaffold

if TYPE_CHECKING:
    from pathlib import Path

    from tests.live.projects import Project

BOOKSHOP = ROOT / "examples" / "bookshop" / "docs" / "api.yaml"


@dataclass(frozen=True)
class Fault:
    """A regular expression, what replaces its first match, in which file, and who finds it."""

    file: str
    pattern: str
    replacement: str
    stage: str


FAULTS = {
    "syntax": Fault(
        "src/bookshop/books/service.py", r"\n    async def ", "\n    async  deff ", "compile"
    ),
    "import": Fault(
        "src/bookshop/books/service.py", r'"""\n\n', '"""\n\nimport nowhere\n', "import"
    ),
    "path": Fault("src/bookshop/books/router.py", r'"/books"', '"/boks"', "routes"),
    "downgrade": Fault(
        "migrations/versions/0001_initial.py", r"\n    op\.drop_table\([^)]*\)", "", "migrate"
    ),
    "guard": Fault(
        "src/bookshop/books/router.py", r"\n    dependencies=\[requires.*\],", "", "guard"
    ),
}


@pytest.fixture(scope="module")
def bookshop(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return scaffold(BOOKSHOP, tmp_path_factory.mktemp("bookshop") / "backend")


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(bookshop: Project, tmp_path: Path, name: str) -> None:
    fault = FAULTS[name]
    broken = copy_of(bookshop, tmp_path / "broken")
    file = broken.folder / fault.file
    text, count = re.subn(fault.pattern, fault.replacement, file.read_text(), count=1)
    assert count == 1
    file.write_text(text)
    proof = prove(broken.folder, broken.document, Script(steps=()))
    assert fault.stage in {stage.name for stage, _ in proof.failures}
