"""Every resource is created, read back, found, changed, removed, and then gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.prove.documents import Document
from tests.live.round_trip import live

if TYPE_CHECKING:
    from pactgen.prove.server import RunningBackend
    from tests.live.projects import Project


def test_every_resource_lives(project: Project, server: RunningBackend) -> None:
    life = live(server, Document(project.document))
    assert life.problems == [], "\n".join(life.problems)
    print("complete:", life.complete, "not creatable:", life.not_creatable)
