"""The generated test of the contract notices an operation that another one answers."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import THING, answer, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

PATHS = {
    "/things/latest": {"get": {"operationId": "latest", **answer(ref("Thing"))}},
    "/things/{id}": {
        "parameters": [path_parameter("id", type="string", format="uuid")],
        "get": {"operationId": "read", **answer(ref("Thing"))},
    },
}


@pytest.mark.parametrize("path", ["/things/latest", "/things/nobody/asks"])
def test_an_operation_without_its_handler_is_noticed(tmp_path: Path, path: str) -> None:
    contract = written(tmp_path, PATHS, {"Thing": THING})
    project = tmp_path / "out"
    Backend(contract, project, "shop_tested")
    router = project / "src/shop_tested/things/router.py"
    text = router.read_text(encoding="utf-8")
    router.write_text(text.replace('"/things/latest"', f'"{path}"'), encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_contract.py"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = [line for line in run.stdout.splitlines() if line.startswith("FAILED")]
    expected = [] if path == "/things/latest" else ["/things/latest"]
    assert [each for each in expected if any(each in line for line in failed)] == expected
    assert bool(failed) is bool(expected), run.stdout
