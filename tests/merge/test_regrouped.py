"""Operations with other tags: a package is renamed while some of its operations go elsewhere."""

import ast
import json
from pathlib import Path

import pytest

from tests.merge.histories import _compiled, _write


def contract(tags: dict[str, str], verb: str = "scan") -> str:
    """Return a contract whose operations have these tags; each reads a body of its own."""
    paths = {}
    for name, tag in tags.items():
        body = {"type": "object", "properties": {"note": {"type": "string"}, name: {}}}
        operation = {
            "operationId": f"{verb}_{name}",
            "tags": [tag],
            "requestBody": {"content": {"application/json": {"schema": {**body, "title": name}}}},
            "responses": {"200": {"description": "Read."}},
        }
        if verb != "scan":
            header = {"name": "X-Request-ID", "in": "header", "schema": {"type": "string"}}
            operation["parameters"] = [header]
        paths[f"/scans/{name}/run"] = {"post": operation}
    head = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1"}}
    return json.dumps({**head, "paths": paths})


@pytest.fixture
def shop(tmp_path):
    place = tmp_path / "docs/api.json"
    place.parent.mkdir()
    place.write_text(contract(dict.fromkeys(("paper", "photo", "link", "text"), "Receipts")))
    _write(_compiled(tmp_path))
    service = tmp_path / "src/shop/receipts/service.py"
    text = service.read_text()
    at = text.index('        operation = "scan_photo"')
    service.write_text(f"{text[:at]}        print(body, 1)\n{text[at:]}")
    return tmp_path


def scaffolded(root: Path, tags: dict[str, str], verb: str = "scan") -> list[str]:
    (root / "docs/api.json").write_text(contract(tags, verb))
    plan = _compiled(root)
    assert plan.changes.conflicts == ()
    _write(plan)
    assert _compiled(root).changes.writes == ()
    notes = [f"{each.name}: {each.message}" for one in plan.changes.changes for each in one.notes]
    for path in sorted((root / "src").rglob("*.py")):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ImportFrom) and node.module.startswith("shop."):
                place = root / "src" / f"{node.module.replace('.', '/')}.py"
                text = place.read_text() if place.exists() else ""
                missing = [each.name for each in node.names if each.name not in text]
                assert not text or not missing, f"{path.name}: {missing}"
    return notes


def test_an_edit_goes_where_its_operation_goes_though_its_class_is_renamed(shop):
    tags = {"paper": "Other", "link": "Other", "text": "Other", "photo": "First steps"}
    notes = scaffolded(shop, tags)
    assert any("FirstStepsService.scan_photo: it is here now, with your edits" in n for n in notes)
    assert "print(body, 1)" in (shop / "src/shop/first_steps/service.py").read_text()
    assert "scan_photo" not in (shop / "src/shop/other/service.py").read_text()


def test_an_edit_of_what_goes_stays_in_the_renamed_package_which_starts(shop):
    notes = scaffolded(shop, dict.fromkeys(("paper", "link", "text"), "Other"))
    text = (shop / "src/shop/other/service.py").read_text()
    assert "print(body, 1)" in text
    assert any("`Any` stands for it" in each for each in notes), notes


def test_a_class_that_you_named_is_imported_from_its_renamed_package(shop):
    for path in (shop / "src/shop/receipts").glob("*.py"):
        path.write_text(path.read_text().replace("ReceiptsService", "Desk"))
    tags = {**dict.fromkeys(("paper", "photo", "link"), "Other"), "text": "First steps"}
    notes = scaffolded(shop, tags)
    assert not any("stands for it" in each for each in notes), notes
    assert "import Desk\n" in (shop / "src/shop/other/dependencies.py").read_text()


def test_what_is_called_after_a_class_with_a_number_has_its_new_name(shop):
    for path in (shop / "src/shop/receipts").glob("*.py"):
        path.write_text(path.read_text().replace("ReceiptsService", "Desk"))
    scaffolded(shop, dict.fromkeys(("paper", "photo", "link", "text"), "v1 Receipts"))
    text = (shop / "src/shop/v1_receipts/dependencies.py").read_text()
    assert text.count("async def ") == text.count("async def get_v1_receipts_service") == 1


def test_an_operation_of_another_name_and_tag_is_asked_by_the_name_that_you_gave(shop):
    scaffolded(shop, {"photo": "Receipts"})
    for path in (shop / "src/shop/receipts").glob("*.py"):
        text = path.read_text().replace("    async def scan_photo", "    async def look_at")
        called = "    return await receipts."
        text = text.replace(f"{called}scan_photo(", f"    print(1)\n{called}look_at(")
        path.write_text(text)
    scaffolded(shop, {"photo": "First steps"}, "read")
    assert "def look_at(" in (shop / "src/shop/first_steps/service.py").read_text()
    assert "first_steps.look_at(" in (shop / "src/shop/first_steps/router.py").read_text()


def test_a_value_moves_without_the_comment_at_the_end_of_its_file(shop):
    router = shop / "src/shop/receipts/router.py"
    text = router.read_text() + "\n\nLIMIT = 3\n"
    router.write_text(text.replace("receipts.scan_photo(", "receipts.scan_photo(*[][LIMIT:], "))
    tags = {**dict.fromkeys(("paper", "text", "link"), "Receipts"), "photo": "First steps"}
    scaffolded(shop, tags)
    text = (shop / "src/shop/first_steps/router.py").read_text()
    assert "\nLIMIT = 3\n" in text
    assert text.count("# Yours from here on.") == 1
