"""schemathesis, all checks and phases, against the running backend.

With the gaps documented nothing is wrong but the honest 501; with the original alone, nothing more
than statuses that the gaps list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.prove.documents import Document
from pactgen.prove.replies import documented_response
from tests.live.conformance import Fault, run_schemathesis

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.prove.server import RunningBackend
    from tests.live.projects import Project

NOT_IMPLEMENTED = 501
UNDOCUMENTED = "status_code_conformance"

pytestmark = pytest.mark.slow


def unexcused(faults: tuple[Fault, ...], custom: frozenset[str]) -> list[str]:
    return [
        str(fault)
        for fault in faults
        if not (fault.status == NOT_IMPLEMENTED and fault.operation in custom)
    ]


def test_with_the_gaps_documented_nothing_is_wrong(
    project: Project, server: RunningBackend, tmp_path: Path
) -> None:
    faults, server_errors = run_schemathesis(project.merged_file, server, tmp_path)
    assert unexcused(faults, project.custom) == []
    assert {
        key: count
        for key, count in server_errors.items()
        if not (key[1] == NOT_IMPLEMENTED and key[0] in project.custom)
    } == {}


def test_with_the_original_only_listed_gaps_show(
    project: Project, server: RunningBackend, tmp_path: Path
) -> None:
    faults, _ = run_schemathesis(project.contract, server, tmp_path)
    others = [fault for fault in faults if not is_listed_gap(fault, project.merged)]
    assert unexcused(tuple(others), project.custom) == []


def is_listed_gap(fault: Fault, merged: dict[str, Any]) -> bool:
    """Whether the failure is an undocumented status that the gap overlay documents."""
    if fault.check != UNDOCUMENTED or fault.status is None:
        return False
    document = Document(merged)
    method, _, path = fault.operation.partition(" ")
    operation = document.operations.get((method, path))
    if operation is None:
        return False
    return documented_response(document, operation, fault.status) is not None
