"""Marks of whoever is calling: `POST` and `DELETE /posts/{id}/like`, which nothing shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.ir.behaviours import Custom, DeleteRow, ReplaceRow, UpdateRow
from tests.passes.backends import Backend
from tests.passes.contracts import THING, answer, body, design_of, endpoint, path_parameter, ref
from tests.passes.contracts import written as write
from tests.passes.test_accounts import BEARER, GUARDED, MEMBER
from tests.passes.test_people import LIST, LOGIN, SIGN_UP

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

DONE: dict[str, Any] = {"responses": {"204": {"description": "done"}}, **GUARDED}
KEY = path_parameter("id", type="string", format="uuid")
PEOPLE = {"/members": LIST, "/auth/register": SIGN_UP, "/auth/login": LOGIN}
THINGS = {
    "/things": {"post": {**body(ref("Thing")), **answer(ref("Thing"), "201")}},
    "/things/{id}": {"parameters": [KEY], "get": answer(ref("Thing"))},
}
LIKE = {"/things/{id}/like": {"parameters": [KEY], "post": DONE, "delete": DONE}}
SCHEMAS = {"Member": MEMBER, "Thing": THING}


def test_everybody_marks_for_themselves(tmp_path: Path) -> None:
    design = design_of(tmp_path, {**PEOPLE, **THINGS, **LIKE}, SCHEMAS, schemes=BEARER)
    made = endpoint(design, "POST /things/{id}/like")
    assert isinstance(made.behaviour, ReplaceRow)
    assert made.behaviour.creates
    assert made.caller is not None
    assert isinstance(endpoint(design, "DELETE /things/{id}/like").behaviour, DeleteRow)
    table = design.tables[design.resources[made.behaviour.resource].table]
    assert table.uniques == (("thing_id", "member_id"),)


def test_nobody_marks_where_nobody_is_known(tmp_path: Path) -> None:
    design = design_of(tmp_path, {**THINGS, **LIKE}, SCHEMAS, schemes=BEARER)
    assert isinstance(endpoint(design, "POST /things/{id}/like").behaviour, Custom)


def test_a_boolean_of_the_thing_is_the_mark(tmp_path: Path) -> None:
    shown = {**THING, "properties": {**THING["properties"], "liked": {"type": "boolean"}}}  # type: ignore[dict-item]
    paths = {**PEOPLE, **THINGS, **LIKE}
    design = design_of(tmp_path, paths, {"Member": MEMBER, "Thing": shown}, schemes=BEARER)
    assert isinstance(endpoint(design, "POST /things/{id}/like").behaviour, UpdateRow)


async def test_a_like_is_there_until_it_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {**PEOPLE, **THINGS, **LIKE}
    file = write(tmp_path, paths, SCHEMAS, BEARER, title="Likes of members")
    backend = Backend(file, tmp_path / "out", None)
    key = "00000000-0000-4000-8000-000000000001"
    async with backend.client(monkeypatch, tmp_path / "rows.db") as client:
        await client.post("/things", json={"id": key, "name": "pen"})
        named = []
        for name in ("ada", "bob"):
            person = {"email": name, "name": name, "password": "secret"}
            token = (await client.post("/auth/register", json=person)).json()["token"]
            named.append({"Authorization": f"Bearer {token}"})
        ada, bob = named
        like = f"/things/{key}/like"
        for _ in range(2):
            assert (await client.post(like, headers=ada)).status_code == 204
        assert (await client.delete(like, headers=bob)).status_code == 404
        assert (await client.delete(like, headers=ada)).status_code == 204
        assert (await client.delete(like, headers=ada)).status_code == 404
        gone = key.replace("1", "2")
        assert (await client.post(f"/things/{gone}/like", headers=ada)).status_code == 404
