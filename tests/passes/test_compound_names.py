"""Rows that several parameters in a row name together: `/repos/{owner}/{repo}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.ir.behaviours import CreateRow, ReadRow
from pactgen.ir.inputs import ScopeRole
from tests.passes.contracts import answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

REPO = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": {"type": "integer"}, "name": {"type": "string"}},
}
ISSUE = {
    "type": "object",
    "required": ["number", "title"],
    "properties": {"number": {"type": "integer"}, "title": {"type": "string"}},
}
SCHEMAS = {"Repo": REPO, "Issue": ISSUE}
NAMED = [path_parameter("owner"), path_parameter("repo")]
PATHS: dict[str, Any] = {
    "/orgs/{org}/repos": {
        "parameters": [path_parameter("org")],
        "get": answer({"type": "array", "items": ref("Repo")}),
        "post": {**body(ref("Repo")), **answer(ref("Repo"), "201")},
    },
    "/repos/{owner}/{repo}": {"parameters": NAMED, "get": answer(ref("Repo"))},
    "/repos/{owner}/{repo}/issues": {
        "parameters": NAMED,
        "get": answer({"type": "array", "items": ref("Issue")}),
        "post": {**body(ref("Issue")), **answer(ref("Issue"), "201")},
    },
}


def test_the_name_is_unique_as_a_whole(tmp_path: Path) -> None:
    design = design_of(tmp_path, PATHS, SCHEMAS)
    table = design.tables["repos"]
    assert isinstance(endpoint(design, "GET /repos/{owner}/{repo}").behaviour, ReadRow)
    assert table.uniques == (("owner", "name"),)
    assert not table.column("name").unique


def test_rows_made_in_a_collection_are_named_by_it(tmp_path: Path) -> None:
    design = design_of(tmp_path, PATHS, SCHEMAS)
    made = endpoint(design, "POST /orgs/{org}/repos")
    assert isinstance(made.behaviour, CreateRow)
    assert [one.role for one in made.inputs] == [ScopeRole(column="owner", parent=None)]


def test_children_look_for_their_parent_by_the_whole_name(tmp_path: Path) -> None:
    design = design_of(tmp_path, PATHS, SCHEMAS)
    roles = {
        one.name: one.role for one in endpoint(design, "GET /repos/{owner}/{repo}/issues").inputs
    }
    assert roles["owner"] == ScopeRole(column="owner", parent=None)
    assert roles["repo"] == ScopeRole(
        column="repo_id", parent="Repo", named_by=(("owner", "owner"), ("repo", "name"))
    )
