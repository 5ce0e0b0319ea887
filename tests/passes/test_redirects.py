"""Short links: a path whose only success leads on to the address that a row keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import Custom, ReadRow
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref, written

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
LINK = {
    "type": "object",
    "required": ["url"],
    "properties": {"id": {"type": "integer", "readOnly": True}, "code": TEXT, "url": TEXT},
}


def paths(path: str, status: str = "302", name: str = "code") -> dict[str, Any]:
    return {
        "/links": {
            "post": {**body(ref("Link")), **answer(ref("Link"), "201")},
            "get": answer({"type": "array", "items": ref("Link")}),
        },
        path: {
            "parameters": [path_parameter(name)],
            "get": {"responses": {status: {"description": "There it is."}}},
        },
    }


@pytest.mark.parametrize(
    ("path", "status", "name"),
    [("/{code}", "302", "code"), ("/r/{code}", "301", "code"), ("/{slug}", "307", "slug")],
)
def test_a_short_link_leads_on(tmp_path: Path, path: str, status: str, name: str) -> None:
    found = endpoint(design_of(tmp_path, paths(path, status, name), {"Link": LINK}), f"GET {path}")
    assert isinstance(found.behaviour, ReadRow)
    assert found.answer.status == int(status)
    assert [header for header, _ in found.answer.headers] == ["Location"]


@pytest.mark.parametrize(
    "link",
    [
        {**LINK, "required": ["code"]},
        {**LINK, "properties": {"number": TEXT, "url": TEXT}},
        {"required": ["url", "target"], "properties": {"code": TEXT, "url": TEXT, "target": TEXT}},
    ],
)
def test_what_keeps_no_sure_address_or_name_is_left_to_people(
    tmp_path: Path, link: dict[str, Any]
) -> None:
    design = design_of(tmp_path, paths("/{code}"), {"Link": {"type": "object", **link}})
    found = endpoint(design, "GET /{code}").behaviour
    assert isinstance(found, Custom)


async def test_any_text_leads_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(tmp_path, paths("/{code}"), {"Link": LINK}, title="Short links")
    made = Backend(file, tmp_path / "project", None)
    async with made.client(monkeypatch, tmp_path / "links.db") as client:
        for code, url, location in (
            ("a", "https://example.com/x?y=1&z=%20#there", None),
            ("b", "https://example.com/hé\r\nSet-Cookie: a=b", "h%C3%A9%0D%0ASet-Cookie:%20a=b"),
        ):
            row = {"code": code, "url": url}
            assert (await client.post("/links", json=row)).status_code == 201
            led = await client.get(f"/{code}")
            assert led.status_code == 302
            assert led.headers["Location"].endswith(location or url)
            assert led.content == b""
        assert (await client.get("/c")).status_code == 404
