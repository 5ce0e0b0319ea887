import pytest

from pactgen.workspace.paths import (
    UnsafePathError,
    check_distinct,
    check_portable,
    inside,
    misspelt,
)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../outside.py",
        "src/../../outside.py",
        "src//x.py",
        "./x.py",
        "",
        "src\\x.py",
        "C:/x.py",
        "src/aux/router.py",
        "src/AUX.py",
        "src/con.tar.gz",
        "src/lpt1.txt",
        "src/nul .txt",
        "src/x.",
        "src/x ",
        "src/a\nb.py",
        "src/a\x00b.py",
        "src/what?.py",
    ],
)
def test_a_path_that_is_not_one_file_everywhere_is_refused(path):
    with pytest.raises(UnsafePathError):
        check_portable(path)


@pytest.mark.parametrize(
    "path", [".gitignore", "src/train_travel/main.py", "docs/Größe.md", "a/auxiliary.py"]
)
def test_ordinary_paths_pass(path):
    check_portable(path)


@pytest.mark.parametrize(
    "paths",
    [
        ["src/User.py", "src/user.py"],
        ["Src/a.py", "src/a.py"],
        ["caf\u00e9.py", "cafe\u0301.py"],
        ["src/users", "src/users/router.py"],
        ["src/Users", "src/users/router.py"],
        ["straße.py", "STRASSE.py"],
    ],
)
def test_paths_that_collide_somewhere_are_refused(paths):
    with pytest.raises(UnsafePathError):
        check_distinct(paths)


def test_distinct_paths_pass():
    check_distinct(["src/a.py", "src/b.py", "src/a/b.py"])


def test_a_folder_that_links_out_of_the_project_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    project = tmp_path / "project"
    project.mkdir()
    (project / "src").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafePathError, match="out of the project"):
        inside(project, "src/main.py")


def test_a_folder_that_links_inside_the_project_passes(tmp_path):
    (tmp_path / "backend").mkdir()
    (tmp_path / "src").symlink_to(tmp_path / "backend")
    assert inside(tmp_path, "src/main.py") == tmp_path / "src/main.py"


def test_a_file_that_is_a_link_is_refused(tmp_path):
    (tmp_path / "target").touch()
    (tmp_path / "main.py").symlink_to(tmp_path / "target")
    with pytest.raises(UnsafePathError, match="symbolic link"):
        inside(tmp_path, "main.py")


def test_a_folder_where_a_file_belongs_is_refused(tmp_path):
    (tmp_path / "main.py").mkdir()
    with pytest.raises(UnsafePathError, match="folder"):
        inside(tmp_path, "main.py")


def test_an_entry_that_differs_in_case_is_found(tmp_path):
    (tmp_path / "Docs").mkdir()
    (tmp_path / "Readme.md").touch()
    assert misspelt(tmp_path, "README.md") == "Readme.md"
    assert misspelt(tmp_path, "docs/a.md") == "Docs"
    assert misspelt(tmp_path, "Docs/a.md") is None
    assert misspelt(tmp_path, "src/a.md") is None
