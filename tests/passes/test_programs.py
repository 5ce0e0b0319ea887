"""What a program says of itself: `/version`, `/info`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, Info
from tests.passes.backends import Backend
from tests.passes.contracts import answer, design_of, endpoint, query, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
VERSION = {
    "type": "object",
    "required": ["version", "uptime"],
    "properties": {
        "app": {"type": "object", "properties": {"name": TEXT}},
        "version": TEXT,
        "gitCommit": TEXT,
        "uptime": {"type": "integer"},
        "motto": TEXT,
    },
}


def asking(path: str, schema: dict[str, Any], **also: Any) -> dict[str, Any]:
    return {path: {"get": {**answer(schema), **also}}}


@pytest.mark.parametrize("path", ["/version", "/api/info", "/system.version", "/actuator/info"])
def test_the_program_tells_what_it_is(tmp_path: Path, path: str) -> None:
    design = design_of(tmp_path, asking(path, VERSION))
    assert endpoint(design, f"GET {path}").behaviour == Info()


@pytest.mark.parametrize(
    ("path", "schema", "also"),
    [
        ("/version", {**VERSION, "required": ["motto"]}, {}),
        ("/about", {"type": "object", "properties": {"motto": TEXT}}, {}),
        ("/motto", VERSION, {"parameters": [{**query("of"), "required": True}]}),
        ("/info", VERSION, {"parameters": [{**query("of"), "required": True}]}),
    ],
    ids=["more than is known", "no version", "another word", "asked about something"],
)
def test_what_it_does_not_know_is_left_to_people(
    tmp_path: Path, path: str, schema: dict[str, Any], also: dict[str, Any]
) -> None:
    found = endpoint(design_of(tmp_path, asking(path, schema, **also)), f"GET {path}").behaviour
    assert isinstance(found, Custom)


async def test_a_build_says_its_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, asking("/version", VERSION), title="Program of words")
    backend = Backend(file, tmp_path / "out", None)
    monkeypatch.setenv("APP_COMMIT", "abc123")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        told = (await client.get("/version")).json()
    assert told.pop("uptime") >= 0
    assert told == {"app": {"name": "program-of-words"}, "version": "1", "gitCommit": "abc123"}
