import os
import subprocess
import sys
from pathlib import Path

import pytest

from pactgen.values import replace
from pactgen.workspace import commit as module
from pactgen.workspace.commit import (
    ChangedMeanwhileError,
    DamagedJournalError,
    Write,
    commit,
    recover,
)
from pactgen.workspace.guard import BusyError, alone
from pactgen.workspace.paths import UnsafePathError


class KilledError(BaseException):
    """Stands for SIGKILL: nothing catches it."""


def visible(project):
    return {path: text for path, text in project.tree().items() if not path.startswith(".pactgen")}


def outcomes(project, files):
    """Return the trees before and after the change that the tests below interrupt."""
    project.run(*files)
    old = visible(project)
    newer = (replace(files[0], text="new\n"), *files[2:])
    return old, newer


@pytest.mark.parametrize("step", range(12))
def test_a_run_killed_at_any_step_leaves_the_old_or_the_new_tree(project, files, step, monkeypatch):
    old, newer = outcomes(project, files)
    calls = 0

    def killed(call):
        def counted(*args, **kwargs):
            nonlocal calls
            calls += 1
            if calls > step:
                raise KilledError
            return call(*args, **kwargs)

        return counted

    with monkeypatch.context() as patch:
        for owner, name in ((os, "replace"), (Path, "unlink"), (Path, "write_bytes")):
            patch.setattr(owner, name, killed(getattr(owner, name)))
        patch.setattr(Path, "replace", killed(Path.replace))
        try:
            project.run(*newer)
            finished = True
        except KilledError:
            finished = False
    recover(project.root)
    tree = visible(project)
    project.run(*newer)
    new = visible(project)
    assert tree in (old, new)
    assert not finished or tree == new
    assert not (project.root / ".pactgen/staging").exists()


def test_a_process_that_dies_in_the_middle_is_completed_by_the_next(project, files):
    old, newer = outcomes(project, files)
    project.run(*newer)
    new = visible(project)
    project.run(*files)
    program = """
import os, sys
from pathlib import Path
from pactgen.workspace.commit import Write, commit
real, done = os.replace, []
def replace(source, target):
    if len(done) == 2:  # the journal and one file are in place
        os._exit(9)
    done.append(real(source, target))
os.replace = replace
root = Path(sys.argv[1])
read = lambda path: (root / path).read_bytes()
commit(root, [
    Write(path="src/features.py", content=b"new\\n", before=read("src/features.py")),
    Write(path="src/other.py", content=b"other\\n", before=None),
])
"""
    died = subprocess.run([sys.executable, "-c", program, str(project.root)], check=False)
    assert died.returncode == 9
    assert (project.root / "src/features.py").read_text() == "new\n"
    assert not (project.root / "src/other.py").exists()
    assert recover(project.root)
    assert (project.root / "src/other.py").read_text() == "other\n"
    assert not recover(project.root)
    assert old != new


def test_two_runs_that_do_the_same_are_both_done(tmp_path):
    one = Write(path="a.py", content=b"new\n", before=None)
    two = Write(path="b.py", content=b"new\n", before=None)
    commit(tmp_path, (one, two))
    commit(tmp_path, (one, two))
    assert (tmp_path / "b.py").read_bytes() == b"new\n"
    with pytest.raises(ChangedMeanwhileError, match=r"b\.py"):
        commit(tmp_path, (one, replace(two, content=b"other\n")))


def test_a_file_edited_after_the_plan_stops_the_commit(project, files):
    project.run(*files)
    with pytest.raises(ChangedMeanwhileError, match="features"):
        commit(
            project.root,
            [
                Write(path="src/a.py", content=b"a", before=None),
                Write(path="src/features.py", content=b"b", before=b"not what is there"),
            ],
        )
    assert not (project.root / "src/a.py").exists()


def test_an_edit_between_the_kill_and_the_next_run_is_not_overwritten(project, files, monkeypatch):
    _, newer = outcomes(project, files)
    with monkeypatch.context() as patch:
        patch.setattr(module, "_take", lambda *_: (_ for _ in ()).throw(KilledError()))
        with pytest.raises(KilledError):
            project.run(*newer)
    project.write("src/features.py", "mine\n")
    with pytest.raises(ChangedMeanwhileError, match="features"):
        recover(project.root)
    assert (project.root / "src/features.py").read_text() == "mine\n"


def test_two_runs_at_once_are_refused(project, files):
    with alone(project.root), pytest.raises(BusyError):
        project.run(*files)


def test_state_behind_a_link_is_refused(project, files, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (project.root / ".pactgen").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UnsafePathError):
        project.run(*files)


def test_state_that_is_no_folder_is_refused(project, files):
    project.write(".pactgen", "mine\n")
    with pytest.raises(UnsafePathError, match="is a file"):
        project.run(*files)


@pytest.mark.parametrize("text", ["", "[", "[{}]", '[{"path": 1}]', "\xff" * 3])
def test_a_journal_that_cannot_be_read_stops_the_run(project, files, text):
    project.run(*files)
    tree = project.tree()
    project.write(".pactgen/journal.json", text)
    with pytest.raises(DamagedJournalError, match="journal"):
        recover(project.root)
    (project.root / ".pactgen/journal.json").unlink()
    assert project.tree() == tree


def test_the_mode_of_a_file_survives_its_rewriting(project, files):
    project.run(*files)
    (project.root / "src/features.py").chmod(0o755)
    project.run(replace(files[0], text="new\n"), *files[1:])
    assert (project.root / "src/features.py").stat().st_mode & 0o777 == 0o755


def test_git_sees_the_base_texts_and_nothing_else_of_the_state(project, files):
    project.run(*files)
    assert {path for path in project.tree() if path.startswith(".pactgen")} == {
        ".pactgen/.gitignore",
        ".pactgen/base/src/books/service.py.base",
    }
    ignored = (project.root / ".pactgen/.gitignore").read_text().splitlines()
    assert {"staging/", "journal.json", "running"} <= set(ignored)
