"""What a run says that stops before data is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.migrations.losses import Loss
from pactgen.readers.positions import SourceMap
from pactgen.stages.migrating import blocker_of
from tests.passes.contracts import answer, body, design_of, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

TEXT = {"type": "string"}
ARTICLE: dict[str, Any] = {
    "type": "object",
    "required": ["type", "attributes"],
    "properties": {
        "id": TEXT,
        "type": {"type": "string", "enum": ["articles"]},
        "attributes": {"type": "object", "properties": {"title": TEXT, "body": TEXT}},
    },
}
ONE: dict[str, Any] = {"type": "object", "properties": {"data": ref("Article")}}
MANY: dict[str, Any] = {
    "type": "object",
    "properties": {"data": {"type": "array", "items": ref("Article")}},
}
PATHS: dict[str, Any] = {
    "/articles": {"get": answer(MANY), "post": body(ONE) | answer(ONE, "201")},
    "/articles/{id}": {"parameters": [path_parameter("id", **TEXT)], "get": answer(ONE)},
}


def test_an_object_whose_members_are_columns_now_is_not_asked_of_the_contract(
    tmp_path: Path,
) -> None:
    """The contract has it still: `keep it, marked deprecated` led nowhere."""
    design = design_of(tmp_path, PATHS, {"Article": ARTICLE})
    losses = tuple(
        Loss(name=f"articles.{name}", what="every value", way_out="keep it in the contract")
        for name in ("attributes", "note")
    )
    blocker = blocker_of(losses, design, SourceMap(()))
    assert blocker.learned == (
        "articles.attributes: every value; from now on its members are kept in title, body",
        "articles.note: every value",
    )
    assert blocker.next[0].startswith("articles.attributes: let it through")
    assert blocker.next[1] == "articles.note: keep it in the contract"
