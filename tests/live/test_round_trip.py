"""Every resource is created, read back, found, changed, removed, and then gone."""

from __future__ import annotations

from pactgen.prove.documents import Document
from pactgen.prove.server import RunningBackend
from tests.live.projects import Project
from tests.live.round_trip import live


def test_every_resource_lives(project: Project, server: RunningBackend) -> None:
    life = live(server, Document(project.document))
    assert life.problems == [], "\n".join(life.problems)
    print("complete:", life.complete, "not creatable:", life.not_creatable)  # noqa: T201
