"""The tests of a generated project notice what they are for, and run on empty tables."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import THING, answer, body, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

PATHS = {
    "/things/latest": {"get": {"operationId": "latest", **answer(ref("Thing"))}},
    "/things/{id}": {
        "parameters": [path_parameter("id", type="string", format="uuid")],
        "get": {"operationId": "read", **answer(ref("Thing"))},
    },
}


EMPTIED = """
import pytest

KEY = "6d9ae8b6-4a4c-4f0e-9d2b-1d3c8b1f0001"


@pytest.mark.parametrize("again", [False, True])
async def test_makes_a_circle(client, again):
    assert (await client.get("/chicks")).json() == []
    row = {"id": KEY, "name": "a"}
    for path in ("/barns", "/chicks", f"/chicks/{KEY}/eggs"):
        made = await client.post(path, json=row)
        assert made.status_code == 201, made.text
"""


def run_tests(project: Path, place: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of a generated project that stand in one file."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", place],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("path", ["/things/latest", "/things/nobody/asks"])
def test_an_operation_without_its_handler_is_noticed(tmp_path: Path, path: str) -> None:
    contract = written(tmp_path, PATHS, {"Thing": THING})
    project = tmp_path / "out"
    Backend(contract, project, "shop_tested")
    router = project / "src/shop_tested/things/router.py"
    text = router.read_text(encoding="utf-8")
    router.write_text(text.replace('"/things/latest"', f'"{path}"'), encoding="utf-8")
    run = run_tests(project, "tests/test_contract.py")
    failed = [line for line in run.stdout.splitlines() if line.startswith("FAILED")]
    expected = [] if path == "/things/latest" else ["/things/latest"]
    assert [each for each in expected if any(each in line for line in failed)] == expected
    assert bool(failed) is bool(expected), run.stdout


def test_every_test_finds_empty_tables_also_of_a_circle_of_references(tmp_path: Path) -> None:
    barn = {"type": "string", "format": "uuid", "x-pactgen-relation": "Barn"}
    schemas = {
        "Barn": THING,
        "Chick": {**THING, "properties": {**THING["properties"], "barn": barn}},
        "Egg": THING,
    }

    def collection(name: str, *parameters: dict[str, Any]) -> dict[str, Any]:
        made = {**body(ref(name)), **answer(ref(name), "201")}
        listed = answer({"type": "array", "items": ref(name)})
        return {"parameters": list(parameters), "get": listed, "post": made}

    key = path_parameter("id", type="string", format="uuid")
    paths = {f"/{name.lower()}s": collection(name) for name in schemas}
    for one, other in (("Chick", "Egg"), ("Egg", "Chick")):
        paths[f"/{one.lower()}s/{{id}}"] = {"parameters": [key], "get": answer(ref(one))}
        paths[f"/{one.lower()}s/{{id}}/{other.lower()}s"] = collection(other, key)
    project = tmp_path / "out"
    Backend(written(tmp_path, paths, schemas), project, "circle_tested")
    (project / "tests/test_emptied.py").write_text(EMPTIED, encoding="utf-8")
    run = run_tests(project, "tests/test_emptied.py")
    assert run.returncode == 0, run.stdout
