from pathlib import Path

import pytest

from pactgen.workspace.preview import previewed
from pactgen.workspace.project import Ambiguous, find_contract, find_overlays, root_of, shown


def touch(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["docs/api.yaml", "docs/openapi.yaml", "api.yaml"], "docs/api.yaml"),
        (["docs/openapi.json", "docs/x/api.yaml"], "docs/openapi.json"),
        (["openapi.yml"], "openapi.yml"),
        (["docs/travel/architecture/api.yaml"], "docs/travel/architecture/api.yaml"),
    ],
)
def test_the_contract_is_found(tmp_path, names, found):
    touch(tmp_path, *names)
    assert find_contract(tmp_path) == tmp_path / found


def test_candidates_of_equal_rank_are_named(tmp_path):
    touch(tmp_path, "docs/a/api.yaml", "docs/b/openapi.yaml")
    assert find_contract(tmp_path) == Ambiguous(
        candidates=(tmp_path / "docs/a/api.yaml", tmp_path / "docs/b/openapi.yaml")
    )


def test_nothing_is_found_where_nothing_is(tmp_path):
    assert find_contract(tmp_path) == Ambiguous(candidates=())


def test_the_project_is_the_folder_above_docs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert root_of(Path("docs/api.yaml")) == tmp_path
    assert root_of(tmp_path / "x/docs/travel/api.yaml") == tmp_path / "x"
    assert root_of(Path("/elsewhere/api.yaml")) == tmp_path


def test_overlays_are_those_beside_a_contract_in_docs(tmp_path):
    touch(
        tmp_path, "docs/b.overlay.yaml", "docs/a.overlay.json", "docs/other.yaml", "c.overlay.yaml"
    )
    found = find_overlays(tmp_path / "docs/api.yaml")
    assert [path.name for path in found] == ["a.overlay.json", "b.overlay.yaml"]
    assert find_overlays(tmp_path / "api.yaml") == ()


def test_names_do_not_depend_on_where_the_project_lies(tmp_path):
    assert shown(tmp_path / "docs/api.yaml", tmp_path) == "docs/api.yaml"
    assert shown(tmp_path / "elsewhere/api.yaml", tmp_path / "project") == "api.yaml"


def test_the_preview_is_the_project_after_the_commit(project, files):
    project.run(*files)
    project.write("src/mine.py", "x = 1\n")
    project.write("src/__pycache__/mine.pyc", "")
    project.write("src/main.py", "edited = 1\n")
    changes = project.plan(*files[1:])
    with previewed(project.root, changes) as folder:
        assert (folder / "src/mine.py").read_text() == "x = 1\n"
        assert (folder / "src/main.py").read_text() == "edited = 1\n"
        assert (folder / "src/books/service.py").exists()
        assert not (folder / "src/features.py").exists()
        assert not (folder / "src/__pycache__").exists()
    assert not folder.exists()
    assert (project.root / "src/features.py").exists()
