"""What cuts a list into pages under a name that could mean something else: `after`, `count`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.inputs import FilterRole, WindowRole
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, design_of, endpoint, query, ref, written

if TYPE_CHECKING:
    from pathlib import Path

INTEGER = {"type": "integer"}
TEXT = {"type": "string"}
DEAL = {"type": "object", "properties": {"id": {**INTEGER, "readOnly": True}, "name": TEXT}}
FOLLOWING = {"type": "object", "required": ["after"], "properties": {"after": TEXT}}
PAGE = {
    "type": "object",
    "properties": {
        "results": {"type": "array", "items": ref("Deal")},
        "paging": {"type": "object", "properties": {"next": FOLLOWING}},
    },
}
CURSOR = {**query("after"), "description": "The paging cursor token of the last resource."}


def paths(*parameters: dict[str, Any]) -> dict[str, Any]:
    return {
        "/deals": {
            "get": {"parameters": list(parameters), **answer(PAGE)},
            "post": {**body(ref("Deal")), **answer(ref("Deal"), "201")},
        }
    }


@pytest.mark.parametrize(
    ("parameters", "kind"),
    [
        ([CURSOR], WindowRole),
        ([{**query("after"), "description": "Deals named after this."}], None),
        ([CURSOR, query("page", **INTEGER)], None),
        ([query("after", **TEXT, format="date-time")], FilterRole),
    ],
    ids=["cursor", "other", "page", "time"],
)
def test_what_after_means(tmp_path: Path, parameters: list[dict[str, Any]], kind: Any) -> None:
    properties = {**DEAL["properties"], "created_at": {**TEXT, "format": "date-time"}}  # type: ignore[dict-item]
    design = design_of(tmp_path, paths(*parameters), {"Deal": {**DEAL, "properties": properties}})
    roles = {each.parameter.name: each.role for each in endpoint(design, "GET /deals").inputs}
    assert isinstance(roles["after"], kind or object)
    assert isinstance(roles["after"], WindowRole) is (kind is WindowRole)


async def test_it_leads_through_all_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = written(tmp_path, paths(CURSOR, query("limit", **INTEGER)), {"Deal": DEAL})
    backend = Backend(document, tmp_path / "out", "described_cursors")
    seen: list[str] = []
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for name in ("a", "b", "c"):
            await client.post("/deals", json={"name": name})
        after = ""
        for _ in range(2):
            asked = {"limit": "2", **({"after": after} if after else {})}
            page = (await client.get("/deals", params=asked)).json()
            seen += [each["name"] for each in page["results"]]
            after = page["paging"]["next"]["after"]
    assert seen == ["a", "b", "c"]
    assert after == ""


@pytest.mark.parametrize(
    ("parameters", "is_size"),
    [
        ([query("count", **INTEGER), query("startIndex", **INTEGER)], True),
        ([query("count", **INTEGER), query("page", **INTEGER)], True),
        ([query("count", **INTEGER)], False),
        ([query("count", type="boolean"), query("page", **INTEGER)], False),
    ],
    ids=["scim", "page", "alone", "flag"],
)
def test_a_count_beside_a_page_is_its_size(
    tmp_path: Path, parameters: list[dict[str, Any]], *, is_size: bool
) -> None:
    design = design_of(tmp_path, paths(*parameters), {"Deal": DEAL})
    role = endpoint(design, "GET /deals").inputs[0].role
    assert (role == WindowRole(part="size")) is is_size


async def test_pages_may_be_called_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the contracts that are written in TypeScript say `number` of whole ones too."""
    number = {"type": "number"}
    asked = (query("page", **number, default=1), query("limit", **number))
    document = written(tmp_path, paths(*asked), {"Deal": DEAL})
    backend = Backend(document, tmp_path / "out", "pages_of_numbers")
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        for name in ("a", "b", "c"):
            await client.post("/deals", json={"name": name})
        for page, names in (("1", ["a", "b"]), ("2.0", ["c"]), ("1e300", [])):
            found = await client.get("/deals", params={"page": page, "limit": "2"})
            assert [each["name"] for each in found.json()["results"]] == names
        assert len((await client.get("/deals")).json()["results"]) == 3
