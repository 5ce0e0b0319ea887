"""A run that dies at any call that writes leaves the old tree or the new one.

Python tells an audit hook of every open, rename, removal and folder before it happens: the hook is
the layer that fails. A death in the middle of a write is a file with half of its bytes.
"""

import errno
import os
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from pactgen.workspace.commit import recover
from pactgen.workspace.paths import UnsafePathError
from tests.workspace.conftest import Project, generated, shared, yours

WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}
FILES = 10

_fault: list = []


def _hook(event: str, arguments: tuple) -> None:
    if _fault and (event in WRITES or (event == "open" and _writes(arguments))):
        _fault[0]()


def _writes(arguments: tuple) -> bool:
    return bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


sys.addaudithook(_hook)


def versions(count: int):
    """Return two versions of a project: files change, come, go, and move to new folders."""
    old = [yours("src/main.py", "app = 1\n")]
    new = [yours("src/main.py", "app = 1\n")]
    for number in range(count):
        make = shared if number % 3 else generated
        old.append(make(f"src/a{number}/file.py", f"OLD = {number}\n"))
        folder = f"a{number}" if number % 4 else f"b{number}/deeper"
        new.append(make(f"src/{folder}/file.py", f"NEW = {number}\n"))
    return old, new


def visible(project) -> dict[str, bytes]:
    """Return the tree without what only a running pactgen knows."""
    return {
        path: content
        for path, content in project.tree().items()
        if not path.startswith((".pactgen/staging", ".pactgen/journal", ".pactgen/.gitignore"))
    }


@pytest.fixture
def two_trees(tmp_path):
    """Return a project in its old version, how it goes to the new one, and both trees."""
    old, new = versions(FILES)
    project = Project(tmp_path / "project")
    project.root.mkdir()
    project.run(*old)
    start = visible(project)
    shutil.copytree(project.root, tmp_path / "start")
    project.run(*new)
    end = visible(project)

    def reset() -> None:
        shutil.rmtree(project.root)
        shutil.copytree(tmp_path / "start", project.root)

    return project, new, reset, start, end


def dying(project, files, step: int, *, torn: bool) -> bool:
    """Run in a child that is killed before its n-th write; say whether it came to its end."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.WIFEXITED(status)
    try:
        calls = 0

        def fault() -> None:
            nonlocal calls
            calls += 1
            if calls > step:
                os.kill(os.getpid(), signal.SIGKILL)

        if torn:
            whole = Path.write_bytes

            def half(self: Path, content: bytes) -> int:
                if calls >= step:
                    with self.open("wb") as handle:
                        handle.write(content[: len(content) // 2])
                    os.kill(os.getpid(), signal.SIGKILL)
                return whole(self, content)

            Path.write_bytes = half
        _fault.append(fault)
        project.run(*files)
    finally:
        os._exit(0)


@pytest.mark.slow
@pytest.mark.parametrize("torn", [False, True])
def test_killed_at_every_write(two_trees, torn):
    project, files, reset, start, end = two_trees
    points = 0
    outcomes = set()
    while True:
        reset()
        finished = dying(project, files, points, torn=torn)
        recover(project.root)
        tree = visible(project)
        assert tree in (start, end), f"a mixed tree after {points} writes"
        outcomes.add(tree == end)
        project.run(*files)
        assert visible(project) == end
        if finished:
            break
        points += 1
    assert outcomes == {False, True}
    assert points > (FILES if torn else 4 * FILES)
    print(f"{points} points, torn: {torn}")


@pytest.mark.parametrize("torn", [False, True])
def test_killed_at_a_few_writes(two_trees, torn):
    project, files, reset, start, end = two_trees
    for point in (0, 1, 7, 60, 130, 200, 260):
        reset()
        dying(project, files, point, torn=torn)
        recover(project.root)
        assert visible(project) in (start, end)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_is_full_changes_nothing(two_trees, code):
    project, files, reset, start, end = two_trees
    for point in range(0, 300, 9):
        reset()
        calls = 0

        def fault(point=point) -> None:
            nonlocal calls
            calls += 1
            if calls == point + 1:
                raise OSError(code, os.strerror(code))

        _fault.append(fault)
        with suppress(OSError):
            project.run(*files)
        _fault.clear()
        recover(project.root)
        assert visible(project) in (start, end)
        folders = {path for path in project.root.rglob("b*/deeper") if not any(path.iterdir())}
        assert folders == set()


def test_a_read_only_file_is_refused(two_trees):
    project, files, reset, start, _ = two_trees
    reset()
    (project.root / "src/a1/file.py").chmod(0o444)
    with pytest.raises(UnsafePathError, match="read-only"):
        project.run(*files)
    assert visible(project) == start
