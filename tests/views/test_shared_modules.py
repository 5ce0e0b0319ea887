"""What several features need stands in one module, which is there only when one needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.passes.backends import Backend
from tests.passes.contracts import answer, path_parameter, written

if TYPE_CHECKING:
    from pathlib import Path

THING = {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}}


@pytest.mark.parametrize(("named_by", "modules"), [("string", 1), ("integer", 0)])
def test_keys_are_read_from_texts_in_one_place(tmp_path: Path, named_by: str, modules: int) -> None:
    paths: dict[str, Any] = {}
    for noun in ("things", "places"):
        paths[f"/{noun}"] = {"get": answer({"type": "array", "items": THING}), "tags": [noun]}
        paths[f"/{noun}/{{id}}"] = {
            "parameters": [path_parameter("id", type=named_by)],
            "get": {**answer(THING), "tags": [noun]},
        }
    folder = tmp_path / "out"
    Backend(written(tmp_path, paths), folder, "shared")
    printed = [file for file in folder.rglob("*.py") if "def read_integer(" in file.read_text()]
    used = [
        file.parent.name
        for file in folder.rglob("service.py")
        if "from shared.key_texts import read_integer\n" in file.read_text()
    ]
    assert [file.name for file in printed] == ["key_texts.py"] * modules
    assert sorted(used) == ["places", "things"][: 2 * modules]
    assert not [file for file in folder.rglob("service.py") if "def _read" in file.read_text()]


def test_a_table_says_what_makes_its_rows(tmp_path: Path) -> None:
    listed = {"get": answer({"type": "array", "items": THING})}
    item = {"parameters": [path_parameter("id", type="integer")], "get": answer(THING)}
    folder = tmp_path / "out"
    Backend(written(tmp_path, {"/things": listed, "/things/{id}": item}), folder, "told")
    models = (folder / "src/told/things/models.py").read_text()
    assert '"""What `GET /things` shows."""' in models
