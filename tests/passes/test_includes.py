"""Related rows that answers show to those who ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
import yaml

from pactgen.ir.inputs import IncludeRole, UnusedRole
from tests.passes.backends import Backend
from tests.passes.contracts import answer, body, path_parameter, query, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.inputs import Role

SCHEMA = """
CREATE TABLE authors (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL);
CREATE TABLE books (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL,
  author_id INTEGER NOT NULL REFERENCES authors (id));
CREATE TABLE reviews (id INTEGER PRIMARY KEY, stars INTEGER NOT NULL,
  book_id INTEGER NOT NULL REFERENCES books (id));
"""
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}


def thing(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties}


AUTHOR = thing(["id", "name"], id=WHOLE, name=TEXT)
REVIEW = thing(["id", "stars"], id=WHOLE, stars=WHOLE)
SHOWN = {"author": ref("Author"), "reviews": {"type": "array", "items": ref("Review")}}


def backend(
    folder: Path, package: str, parameter: dict[str, Any], required: tuple[str, ...] = ()
) -> Backend:
    book = thing(["id", "title", "authorId", *required], id=WHOLE, title=TEXT, authorId=WHOLE)
    book["properties"] |= SHOWN
    new = thing(["title", "authorId"], title=TEXT, authorId=WHOLE)
    item = path_parameter("id", type="integer")
    listed = answer({"type": "array", "items": ref("Book")})
    one = thing(["name"], name=TEXT)
    paths = {
        "/authors": {"post": body(one) | answer(ref("Author"), "201")},
        "/books": {
            "get": listed | {"parameters": [parameter]},
            "post": body(new) | answer(ref("Book"), "201"),
        },
        "/books/{id}": {
            "parameters": [item],
            "get": answer(ref("Book")) | {"parameters": [parameter]},
            "put": body(new) | answer(ref("Book")),
        },
        "/books/{id}/reviews": {
            "parameters": [item],
            "post": body(thing(["stars"], stars=WHOLE)) | answer(ref("Review"), "201"),
        },
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Library", "version": "1.0.0"},
        "paths": paths,
        "components": {"schemas": {"Author": AUTHOR, "Book": book, "Review": REVIEW}},
    }
    contract, schema = folder / "api.yaml", folder / "schema.sql"
    contract.write_text(yaml.safe_dump(document), encoding="utf-8")
    schema.write_text(SCHEMA, encoding="utf-8")
    return Backend(contract, folder / "out", package, schema=schema)


def role(made: Backend, label: str) -> Role:
    found = next(each for each in made.design.endpoints if each.operation.label == label)
    return next(each.role for each in found.inputs if each.parameter.location == "query")


def several(*values: str, name: str = "include") -> dict[str, Any]:
    return query(name, type="array", items={"type": "string", "enum": [*values]})


@pytest.mark.parametrize("name", ["include", "expand", "embed"])
def test_values_are_optional_members(tmp_path: Path, name: str) -> None:
    made = backend(tmp_path, "asked_values", several("author", "reviews", name=name))
    expected = IncludeRole(members=(("author", "author"), ("reviews", "reviews")))
    assert role(made, "GET /books/{id}") == expected
    assert role(made, "GET /books") == expected


@pytest.mark.parametrize(
    ("parameter", "required"),
    [
        (several("author", "publisher"), ()),
        (several("author"), ("author",)),
        (query("include"), ()),
        (several("author", name="fields"), ()),
    ],
    ids=["no member", "always there", "no values", "another word"],
)
def test_what_is_not_sure_has_no_effect(
    tmp_path: Path, parameter: dict[str, Any], required: tuple[str, ...]
) -> None:
    made = backend(tmp_path, "asked_unsure", parameter, required)
    assert isinstance(role(made, "GET /books/{id}"), UnusedRole)


async def test_members_are_there_for_those_who_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backend(tmp_path, "asked_rows", several("author", "reviews"))
    queries: list[str] = []

    def count(*told: Any) -> None:
        queries.append(told[2])

    async with made.client(monkeypatch, tmp_path / "library.db") as client:
        author = (await client.post("/authors", json={"name": "a"})).json()["id"]
        for title in "abc":
            new = {"title": title, "authorId": author}
            book = (await client.post("/books", json=new)).json()["id"]
            await client.post(f"/books/{book}/reviews", json={"stars": 5})
        plain = (await client.get(f"/books/{book}")).json()
        assert plain.keys() == {"id", "title", "authorId"}
        whole = (await client.get(f"/books/{book}?include=author&include=reviews")).json()
        assert whole["author"] == {"id": author, "name": "a"}
        assert [each["stars"] for each in whole["reviews"]] == [5]
        assert (await client.get(f"/books/{book}?include=publisher")).status_code == 422
        sa.event.listen(sa.Engine, "before_cursor_execute", count)
        try:
            books = (await client.get("/books?include=reviews")).json()
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", count)
        assert [each.keys() & {"author", "reviews"} for each in books] == [{"reviews"}] * 3
        assert len([each for each in queries if "SELECT" in each]) == 2
