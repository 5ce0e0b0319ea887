"""Lists that are answered as comma-separated values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ListRows
from tests.passes.backends import Backend
from tests.passes.contracts import THING, answer, body, design_of, endpoint, query, ref, written

if TYPE_CHECKING:
    from pathlib import Path

LISTED = answer({"type": "array", "items": ref("Thing")})
MADE = {**body(ref("Thing")), **answer(ref("Thing"), "201")}
TABLE: dict[str, Any] = {
    "responses": {
        "200": {"description": "rows", "content": {"text/csv": {"schema": {"type": "string"}}}}
    }
}


def paths_with(path: str) -> dict[str, Any]:
    asked = {**TABLE, "parameters": [query("name")]}
    return {"/things": {"get": LISTED, "post": MADE}, path: {"get": asked}}


@pytest.mark.parametrize(
    "path", ["/things/export", "/things/export.csv", "/things.csv", "/export/things"]
)
def test_a_table_shows_what_the_list_shows(tmp_path: Path, path: str) -> None:
    design = design_of(tmp_path, paths_with(path), {"Thing": THING})
    found = endpoint(design, f"GET {path}").behaviour
    assert isinstance(found, ListRows)
    assert found.resource == "Thing"


def test_a_table_of_what_no_list_shows_is_left_to_people(tmp_path: Path) -> None:
    design = design_of(tmp_path, paths_with("/revenue/export"), {"Thing": THING})
    assert isinstance(endpoint(design, "GET /revenue/export").behaviour, Custom)


async def test_rows_are_lines_and_texts_are_no_formulas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = written(tmp_path, paths_with("/things/export"), {"Thing": THING}, title="Lines of it")
    backend = Backend(file, tmp_path / "out", None)
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for number, name in enumerate(("pen, red", "=1+1")):
            key = f"00000000-0000-4000-8000-00000000000{number}"
            thing = {"id": key, "name": name, "tags": ["a"], "price": 2.5}
            assert (await client.post("/things", json=thing)).status_code == 201
        answered = await client.get("/things/export")
        assert answered.headers["content-type"].startswith("text/csv")
        head, first, second = answered.text.splitlines()
        assert head == "id,name,price,tags,created_at"
        assert first.startswith('00000000-0000-4000-8000-000000000000,"pen, red",2.5,"[""a""]",')
        assert ",'=1+1," in second
        narrowed = await client.get("/things/export", params={"name": "pen, red"})
        assert len(narrowed.text.splitlines()) == 2
