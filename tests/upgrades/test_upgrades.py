"""A project that each released version scaffolded, edited, then brought up to date by this one.

A release adds one: `tar` of what it writes for the contract of tests/cli/conftest.py.
"""

import ast
import json
import tarfile
from pathlib import Path

import pytest

from pactgen import __version__, pipeline
from tests.merge.histories import Quiet

FILTERS = hasattr(tarfile, "data_filter")
RELEASED = sorted(Path(__file__).parent.glob("*.tar.gz"))


@pytest.fixture(params=RELEASED, ids=lambda path: path.name.removesuffix(".tar.gz"))
def project(request, tmp_path):
    with tarfile.open(request.param) as archive:
        # Python 3.11.0 to 3.11.3 know no filters (PEP 706); the archives are ours.
        archive.extractall(tmp_path, **({"filter": "data"} if FILTERS else {}))  # noqa: S202
    return tmp_path


def scaffold(root, *, contract=None):
    request = pipeline.Request(out=root, contract=contract)
    return pipeline.scaffold(request, Quiet(), prove=False, write=True).compiled.changes


def edited(root) -> dict[str, str]:
    """Edit every shared Python file; return the token of each."""
    lock = json.loads((root / "pactgen.lock").read_text())
    tokens = {}
    for number, (path, entry) in enumerate(sorted(lock["files"].items())):
        if entry["owner"] == "shared" and path.endswith(".py"):
            place = root / path
            tokens[path] = f"hand{number}"
            place.write_text(f"{place.read_text().rstrip()}\n\nHAND{number} = 1  # hand{number}\n")
    service = root / "src/notebook/notes/service.py"
    text = service.read_text()
    assert text.count("        note = await") == 1
    service.write_text(
        text.replace("        note = await", "        # by hand\n        note = await")
    )
    return tokens


def test_edits_of_a_project_survive_the_upgrade(project):
    tokens = edited(project)
    assert len(tokens) > 4
    changes = scaffold(project)
    assert changes.conflicts == ()
    for path, token in tokens.items():
        assert token in (project / path).read_text()
    assert "# by hand" in (project / "src/notebook/notes/service.py").read_text()
    for place in sorted(project.rglob("*.py")):
        ast.parse(place.read_text())
    assert json.loads((project / "pactgen.lock").read_text())["pactgen"] == __version__
    assert scaffold(project).writes == ()


def test_an_unedited_project_becomes_what_this_version_scaffolds(project, tmp_path_factory):
    scaffold(project)
    fresh = tmp_path_factory.mktemp("fresh")
    (fresh / "docs").mkdir()
    (fresh / "docs/api.yaml").write_bytes((project / "docs/api.yaml").read_bytes())
    changes = scaffold(fresh)
    for path, entry in changes.entries.items():
        if entry.owner != "yours":
            assert (project / path).read_bytes() == (fresh / path).read_bytes(), path
