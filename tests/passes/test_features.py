"""How operations are grouped into packages."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from pactgen.assets import templates_root
from pactgen.config import Config
from pactgen.passes import design_backend
from pactgen.passes.features.group_features import OF_SCHEMA, RESERVED
from pactgen.readers.openapi import read_contract
from pactgen.readers.schema import read_schema
from tests.passes.contracts import answer, design_of, path_parameter, written

if TYPE_CHECKING:
    from pathlib import Path


def reads(path: str, tag: str | None = None) -> dict[str, Any]:
    """Return a path whose only operation stores nothing."""
    named = [path_parameter(part[1:-1]) for part in path.split("/") if part.startswith("{")]
    tags = {"tags": [tag]} if tag else {}
    return {path: {"get": {**tags, "parameters": named, **answer({"type": "string"})}}}


def features(folder: Path, *paths: dict[str, Any]) -> dict[str, int]:
    design = design_of(folder, {name: item for each in paths for name, item in each.items()})
    return {feature.package: len(feature.endpoints) for feature in design.features}


def test_what_all_paths_begin_with_names_no_feature(tmp_path: Path) -> None:
    paths = ("/", "/api/v1/users", "/api/v1/users/{id}", "/api/v1/orders/open")
    found = features(tmp_path, *(reads(path) for path in paths))
    assert found == {"root": 1, "users": 2, "orders": 1}


def test_one_collection_is_one_feature(tmp_path: Path) -> None:
    found = features(tmp_path, reads("/things"), reads("/things/{id}"), reads("/things/{id}/size"))
    assert found == {"things": 3}


def test_tags_that_differ_in_capitals_are_one(tmp_path: Path) -> None:
    paths = (reads("/a", "Articles"), reads("/b", "articles"), reads("/c", "C#"), reads("/d", "C"))
    assert features(tmp_path, *paths) == {"articles": 2, "c": 1, "c_api": 1}


def test_calls_are_grouped_by_what_stands_before_the_dot(tmp_path: Path) -> None:
    found = features(tmp_path, reads("/chat.post"), reads("/chat.delete"), reads("/users.list"))
    assert found == {"chats": 2, "users": 1}


def test_a_feature_that_is_too_large_is_parted(tmp_path: Path) -> None:
    many = [
        reads(f"/repos/{{repo}}/{part}/size{number}", "Repos")
        for part, count in (("hooks", 60), ("pages", 55), ("topics", 3))
        for number in range(count)
    ]
    found = features(tmp_path, *many)
    assert found == {"repos_hooks": 60, "repos_pages": 55, "repos": 3}


def test_a_part_that_is_too_large_is_parted_again(tmp_path: Path) -> None:
    many = [
        reads(f"/repos/hooks/{part}/size{number}", "Repos")
        for part, count in (("events", 70), ("logs", 60))
        for number in range(count)
    ]
    pages = [reads(f"/repos/pages/size{number}", "Repos") for number in range(9)]
    found = features(tmp_path, *many, *pages)
    assert found == {"repos_hooks_events": 70, "repos_hooks_logs": 60, "repos_pages": 9}


def test_the_parts_keep_the_tag(tmp_path: Path) -> None:
    many = [
        reads(f"/repos/{part}/size{number}", "Repos")
        for part in ("hooks", "pages")
        for number in range(60)
    ]
    design = design_of(tmp_path, {name: item for each in many for name, item in each.items()})
    assert Counter(feature.tag for feature in design.features) == {"Repos": 2}
    (told,) = (each.why for each in design.decisions if each.id == "feature/repos_hooks")
    assert told == (
        "Operations tagged `Repos`, which are too many for one package, and whose paths go on "
        "with `hooks`."
    )


def calls(method: str, *names: str) -> dict[str, Any]:
    """Return calls that share their path and say what they are in the query, as those of AWS."""
    return {
        f"/#Action={name}": {
            method: {
                "operationId": f"{method.upper()}_{name}",
                "parameters": [
                    {
                        "name": "Action",
                        "in": "query",
                        "required": True,
                        "schema": {"type": "string", "enum": [name]},
                    }
                ],
                **answer({"type": "string"}),
            }
        }
        for name in names
    }


def test_calls_that_are_too_many_are_parted_by_what_their_names_are_about(tmp_path: Path) -> None:
    things = [f"{verb}VolumeSize{n}" for verb in ("Create", "Get") for n in range(30)]
    nets = [f"{verb}SubnetsPart{n}" for verb in ("Run", "Get") for n in range(30)]
    paths = calls("post", *things, *nets, "CreateKey")
    design = design_of(tmp_path, paths)
    found = {feature.package: len(feature.endpoints) for feature in design.features}
    assert found == {"volume": 60, "subnet": 60, "root": 1}
    (told,) = (each.why for each in design.decisions if each.id == "feature/volume")
    assert told == (
        "Paths without a word, which are too many for one package, and whose names are about "
        "`volume`."
    )


def test_modules_of_the_package_are_called_like_no_feature(tmp_path: Path) -> None:
    paths = (reads("/a", "Cursors"), reads("/b", "Page links"), reads("/c", "Models"))
    assert features(tmp_path, *paths) == {"cursors_api": 1, "page_links_api": 1, "models": 1}


def test_modules_of_a_schema_document_are_called_like_no_feature(tmp_path: Path) -> None:
    schema = tmp_path / "schema.sql"
    schema.write_text("CREATE TABLE models (id uuid PRIMARY KEY, name text NOT NULL);")
    read = read_schema([schema], base=tmp_path).schema
    contract = read_contract(written(tmp_path, reads("/c", "Models") | reads("/d", "Columns")))
    assert contract.contract is not None
    design = design_backend(contract.contract, Config(), schema=read)
    assert [each.package for each in design.features] == ["models_api", "columns_api"]


def test_every_module_of_the_package_is_reserved() -> None:
    folder = templates_root() / "fastapi"
    printed = {
        place.name.partition(".")[0]
        for place in folder.rglob("*.py.jinja")
        if place.parent.name in {"project", "{{ package }}"}
    }
    revisions = {"0001_initial", "0001_schema", "revision", "revision_schema"}
    reserved = RESERVED | OF_SCHEMA | {"choices"}
    assert printed - revisions - {"__init__"} <= reserved
