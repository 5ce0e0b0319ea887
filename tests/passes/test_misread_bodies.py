"""Bodies that look like a row and are none are not stored as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pactgen.ir.behaviours import CreateRow, Custom, DeleteRow, ReplaceRow, UpdateRow
from tests.passes.contracts import THING, answer, body, design_of, endpoint, path_parameter, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.behaviours import Behaviour

TEXT = {"type": "string"}
ROWS = {"type": "array", "items": ref("Thing")}
GONE = {"responses": {"204": {"description": "gone"}}}
ITEM = "/things/{id}"


def record(*required: str, **members: Any) -> dict[str, Any]:
    return {"type": "object", "required": [*required], "properties": members}


def of_things(folder: Path, label: str, operation: dict[str, Any], **more: Any) -> Behaviour:
    """Return what an operation does beside those that read and make things."""
    method, path = label.split(" ", 1)
    paths: dict[str, Any] = {
        "/things": {"get": answer(ROWS), "post": {**body(ref("Thing")), **answer(ref("Thing"))}},
        ITEM: {"parameters": [path_parameter("id")], "get": answer(ref("Thing"))},
        **more,
    }
    paths.setdefault(path, {})[method.lower()] = operation
    return endpoint(design_of(folder, paths, {"Thing": THING}), label).behaviour


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_patch_is_no_row(tmp_path: Path, *, wrapped: bool) -> None:
    steps = {"type": "array", "items": record("op", "path", op=TEXT, path=TEXT, value={})}
    sent = record("operations", operations=steps) if wrapped else steps
    found = of_things(tmp_path, f"PATCH {ITEM}", {**body(sent), **answer(ref("Thing"))})
    assert isinstance(found, Custom)


def test_what_is_operated_on_may_be_called_so(tmp_path: Path) -> None:
    sent = record(name=TEXT, tags={"type": "array", "items": TEXT})
    found = of_things(tmp_path, f"PATCH {ITEM}", {**body(sent), **answer(ref("Thing"))})
    assert isinstance(found, UpdateRow)


@pytest.mark.parametrize(
    ("summary", "kind"), [("Logs in a customer", Custom), ("Creates a ticket", CreateRow)]
)
def test_a_login_of_nobody_lets_nobody_in(tmp_path: Path, summary: str, kind: type) -> None:
    sent = record("username", "password", username=TEXT, password=TEXT)
    shown = record("ticket", ticket=TEXT, username=TEXT)
    made = {"summary": summary, **body(sent), **answer(shown, "201")}
    item = {"parameters": [path_parameter("ticket")], "get": answer(shown)}
    paths = {"/tickets": {"post": made}, "/tickets/{ticket}": item}
    assert isinstance(endpoint(design_of(tmp_path, paths), "POST /tickets").behaviour, kind)


def test_a_page_of_rows_is_not_one_row(tmp_path: Path) -> None:
    page = record(items=ROWS, pagination=record(page={"type": "integer"}))
    paths = {
        "/things": {
            "get": answer(ref("Page")),
            "post": {**body(ref("Page")), **answer(ref("Page"), "201")},
        },
        ITEM: {"parameters": [path_parameter("id")], "get": answer(ref("Thing"))},
    }
    design = design_of(tmp_path, paths, {"Thing": THING, "Page": page})
    assert isinstance(endpoint(design, "POST /things").behaviour, Custom)


@pytest.mark.parametrize(("risk", "kind"), [(["data", "risk"], Custom), (["data"], CreateRow)])
def test_what_answers_show_of_a_wrapping_is_what_that_brings(
    tmp_path: Path, risk: list[str], kind: type
) -> None:
    row = record("amount", amount={"type": "integer"})
    shown = record("id", "amount", id=TEXT, amount={"type": "integer"})
    sent = record(*risk, data=row, **({"risk": record(level=TEXT)} if "risk" in risk else {}))
    made = {**body(sent), **answer(record("data", data=shown), "201")}
    item = {"parameters": [path_parameter("id")], "get": answer(record("data", data=shown))}
    paths = {"/consents": {"post": made}, "/consents/{id}": item}
    assert isinstance(endpoint(design_of(tmp_path, paths), "POST /consents").behaviour, kind)


def test_what_is_shown_inside_is_not_made_up_beside_what_is_brought(tmp_path: Path) -> None:
    clip = {"output": TEXT, "timeline": TEXT}
    shown = record("id", "data", id=TEXT, data=record(*clip, **clip))
    made = {**body(record(*clip, **clip)), **answer(record("id", id=TEXT), "201")}
    item = {"parameters": [path_parameter("id")], "get": answer(shown)}
    paths = {"/renders": {"post": made}, "/renders/{id}": item}
    assert isinstance(endpoint(design_of(tmp_path, paths), "POST /renders").behaviour, Custom)


@pytest.mark.parametrize(("known", "kind"), [(1, ReplaceRow), (6, Custom)])
def test_whom_one_follows_is_more_than_their_key(tmp_path: Path, known: int, kind: type) -> None:
    person = record(id=TEXT, **{f"fact{number}": TEXT for number in range(known)})
    path = "/followings/{id}"
    operations = {
        "parameters": [path_parameter("id")],
        "get": answer(person),
        "put": {"summary": "Follows a user", **GONE},
        "delete": GONE,
    }
    found = endpoint(design_of(tmp_path, {path: operations}), f"PUT {path}").behaviour
    assert isinstance(found, kind)


@pytest.mark.parametrize(
    ("label", "member", "values", "kind"),
    [
        ("POST /things", "action", ["revoke", "cancel"], Custom),
        (f"PUT {ITEM}", "action", ["pause", "stop_all"], Custom),
        (f"PUT {ITEM}", "action", ["left", "right"], ReplaceRow),
        (f"PUT {ITEM}", "name", ["pause", "stop"], ReplaceRow),
    ],
)
def test_what_is_to_be_done_is_no_property(
    tmp_path: Path, label: str, member: str, values: list[str], kind: type
) -> None:
    sent = record(member, **{"name": TEXT, member: {**TEXT, "enum": values}})
    paths = {"/things": {"get": answer(ROWS)}} if label.startswith("POST") else {}
    found = of_things(tmp_path, label, {**body(sent), **answer(ref("Thing"))}, **paths)
    assert isinstance(found, kind)


@pytest.mark.parametrize(
    ("summary", "kind"), [("Detach a thing from a shelf", Custom), ("Delete a thing", DeleteRow)]
)
def test_what_is_detached_stays(tmp_path: Path, summary: str, kind: type) -> None:
    gone = {"summary": summary, **GONE}
    below = [path_parameter("shelf"), path_parameter("id")]
    shelves = {"/shelves/{shelf}/things": {"parameters": below[:1], "get": answer(ROWS)}}
    item = {"parameters": below[1:], "get": answer(ref("Thing")), "delete": GONE}
    path = "/shelves/{shelf}/things/{id}"
    paths = {**shelves, path: {"parameters": below, "get": answer(ref("Thing"))}, ITEM: item}
    assert isinstance(of_things(tmp_path, f"DELETE {path}", gone, **paths), kind)


@pytest.mark.parametrize(
    ("option", "kind"),
    [({"type": "object", "properties": {"count": {"type": "integer"}}}, Custom),
     (ref("Thing"), CreateRow)],
)  # fmt: skip
def test_what_may_be_answered_by_a_list_brings_no_row(
    tmp_path: Path, option: dict[str, Any], kind: type
) -> None:
    sent = {"type": "object", "properties": {"data": {"type": "array"}, "name": TEXT}}
    told = answer({"oneOf": [option, {"type": "array", "items": ref("Thing")}]})
    paths = {"/things": {"get": answer(ROWS)}}
    found = of_things(tmp_path, "POST /things", {**body(sent), **told}, **paths)
    assert isinstance(found, kind)
