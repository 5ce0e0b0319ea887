"""No request makes a backend fail, show its inside, or take what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pactgen.prove.documents import Document
from pactgen.prove.exchange import Request, send
from tests.live.hostile import attacks

if TYPE_CHECKING:
    from pactgen.prove.server import RunningBackend
    from tests.live.projects import Project

pytestmark = pytest.mark.slow


def test_hostile_requests_are_refused(project: Project, server: RunningBackend) -> None:
    document = Document(project.document)
    sent = [attack.judged(server.url, project.custom) for attack in attacks(server, document)]
    assert sent
    assert [problem for problem in sent if problem is not None] == []
    alive = send(server.url, Request(method="GET", target="/readyz", headers={}))
    assert alive.status == 200
