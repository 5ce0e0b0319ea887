"""The proof as a whole, where it cannot even begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.prove.proving import prove
from pactgen.prove.script import Script

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.prove.backend import Backend
    from pactgen.prove.result import StageResult


def test_no_environment_is_a_failed_proof(tmp_path: Path, backend: Backend) -> None:
    assert backend.project == tmp_path
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\nrequires-python = ">=99"\n')
    seen: list[StageResult] = []
    proof = prove(tmp_path, {}, Script(steps=()), progress=seen.append)
    assert not proof.ok
    assert tuple(seen) == proof.stages
    assert "needs Python" in proof.failures[0][1].detail


def test_a_module_that_cannot_be_imported_ends_the_proof(
    backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(backend.project)
    (backend.project / "pyproject.toml").write_text('[project]\nname = "x"\n')
    (backend.project / "src" / "tiny" / "broken.py").write_text("import nowhere\n")
    proof = prove(backend.project, {}, Script(steps=()))
    assert [stage.name for stage in proof.stages] == ["compile", "import"]
    assert proof.stages[0].counts == {"files": 4}
    assert "nowhere" in proof.failures[0][1].detail


@pytest.mark.parametrize("disposable", [True, False])
def test_bytecode_is_kept_in_copies_alone(
    backend: Backend, monkeypatch: pytest.MonkeyPatch, *, disposable: bool
) -> None:
    monkeypatch.chdir(backend.project)
    (backend.project / "pyproject.toml").write_text('[project]\nname = "x"\n')
    prove(backend.project, {}, Script(steps=()), disposable=disposable)
    assert any(backend.project.rglob("*.pyc")) is disposable
