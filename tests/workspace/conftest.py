from pathlib import Path

import pytest

from pactgen.workspace.changes import Changes
from pactgen.workspace.commit import commit
from pactgen.workspace.files import EmittedFile, Owner
from pactgen.workspace.lock import Lock
from pactgen.workspace.past import past_of
from pactgen.workspace.planning import plan_changes
from pactgen.workspace.store import read_lock, writes_of


class Project:
    """A project on the disk and the short words of its tests."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def plan(self, *files: EmittedFile) -> Changes:
        lock = read_lock(self.root)
        return plan_changes(files, past_of(self.root, lock.files if lock else {}))

    def run(self, *files: EmittedFile) -> Changes:
        changes = self.plan(*files)
        lock = Lock(
            version="0",
            template="fastapi",
            contract="docs/api.yaml",
            feature="f",
            files=changes.entries,
        )
        commit(self.root, writes_of(self.root, changes, files, lock))
        return changes

    def actions(self, *files: EmittedFile) -> dict[str, str]:
        return {change.path: change.action.value for change in self.plan(*files).changes}

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())

    def tree(self) -> dict[str, bytes]:
        return {
            place.relative_to(self.root).as_posix(): place.read_bytes()
            for place in sorted(self.root.rglob("*"))
            if place.is_file() and place.name != "running"
        }


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    root.mkdir()
    return Project(root)


def generated(path: str, text: str) -> EmittedFile:
    return EmittedFile(path=path, text=text, owner=Owner.GENERATED, instead="docs/api.yaml")


def shared(path: str, text: str) -> EmittedFile:
    return EmittedFile(path=path, text=text, owner=Owner.SHARED)


def yours(path: str, text: str) -> EmittedFile:
    return EmittedFile(path=path, text=text, owner=Owner.YOURS)


@pytest.fixture
def files():
    return (
        generated("src/features.py", "ROUTERS = ()\n"),
        shared("src/books/service.py", "class Service: ...\n"),
        yours("src/main.py", "app = 1\n"),
    )
