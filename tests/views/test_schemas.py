"""`schemas.py` as it is printed: the formatter and the linter find nothing to do."""

import ast
import json
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pactgen.emit import Emitted
from pactgen.ir.contract import ABSENT
from pactgen.ir.wire import (
    Choice,
    ListOf,
    MapOf,
    Mode,
    Named,
    Nullable,
    Scalar,
    TupleOf,
    UnionOf,
    WireAlias,
    WireField,
    WireModel,
    WireType,
)
from pactgen.render import proven
from pactgen.source import Origin
from pactgen.values import defaults, is_value, replace
from pactgen.views.schemas import SCHEMAS, SchemasView, shared_schemas_view

HERE = Origin("api.yaml", "/components/schemas/Thing")
TEXT = Scalar(kind="text")
CORPUS: list[str] = json.loads(
    (Path(__file__).parents[1] / "emit" / "hostile.json").read_text(encoding="utf-8")
)


def field(name: str, type_: WireType, **more: Any) -> WireField:
    return WireField(
        wire_name=more.pop("wire_name", name),
        attribute=name,
        type=type_,
        required=more.pop("required", True),
        **more,
    )


def model(name: str, *members: WireField, mode: Mode = "write", **more: Any) -> WireModel:
    return WireModel(name=name, mode=mode, origin=HERE, fields=members, **more)


class _Design(SimpleNamespace):
    """What is remembered of a design is forgotten with it: it can be referred to weakly."""

    __hash__ = object.__hash__


def view(*items: WireModel | WireAlias) -> SchemasView:
    design: Any = _Design(
        package="shop",
        models={item.name: item for item in items if isinstance(item, WireModel)},
        aliases={item.name: item for item in items if isinstance(item, WireAlias)},
        schema=None,
        endpoints=(),
    )
    return shared_schemas_view(design, SCHEMAS)


def printed(*items: WireModel | WireAlias) -> str:
    return proven("feature/schemas.py.jinja", lambda: view(*items))


def body(*items: WireModel | WireAlias) -> str:
    """Return the field lines of the last class."""
    return printed(*items).rpartition('"""\n')[2].strip("\n")


@pytest.mark.parametrize(
    ("member", "line"),
    [
        (field("name", TEXT), "name: Text"),
        (field("trip_id", Scalar(kind="uuid"), wire_name="tripId"),
         'trip_id: Uuid = Field(alias="tripId")'),
        (field("tags", TEXT, element="tag", wrapped=True),
         'tags: Text = Field(json_schema_extra={"xml": {"name": "tag", "wrapped": True}})'),
        (field("name", TEXT, required=False), "name: NotNull[Text] = None"),
        (field("name", Nullable(inner=TEXT), required=False), "name: Text | None = None"),
        (field("name", Nullable(inner=TEXT)), "name: Text | None"),
        (field("any", Scalar(kind="any"), required=False), "any: Json = None"),
        (field("none", Scalar(kind="null"), required=False), "none: None = None"),
        (field("count", Scalar(kind="integer", minimum=1, exclusive_maximum=9)),
         "count: Annotated[Integer, Field(ge=1, lt=9)]"),
        (field("price", Scalar(kind="number", multiple_of=0.01)),
         'price: Annotated[float, multiple_of("0.01")]'),
        (field("size", Scalar(kind="int64", multiple_of=5)),
         "size: Annotated[Int64, Field(multiple_of=5)]"),
        (field("code", Scalar(kind="text", pattern=r"^\d{2}$")),
         'code: Annotated[Text, Field(pattern="^[0-9]{2}$")]'),
        (field("code", Scalar(kind="text", pattern=r"^(?!x)\w$", max_length=3)),
         'code: Annotated[Text, Field(max_length=3), matches(r"^(?!x)\\w\\Z")]'),
        (field("kind", Choice(values=("a", "b")), required=False, default="a"),
         'kind: Literal["a", "b"] = "a"'),
        (field("token", TEXT, required=False, default="x"), 'token: Text = Field(default="x")'),
        (field("level", Choice(values=(1, 2))), "level: Annotated[Integer, one_of(1, 2)]"),
        (field("flag", Choice(values=(True,))), "flag: Annotated[bool, one_of(True)]"),
        (field("odd", Choice(values=("a", {"b": 1}))),
         'odd: Annotated[Json, one_of("a", {"b": 1})]'),
        (field("tags", ListOf(item=TEXT, max_items=3, unique=True), required=False, default=[]),
         "tags: Annotated[list[Text], Field(max_length=3), UNIQUE] = Field(default_factory=list)"),
        (field("kinds", ListOf(item=Choice(values=("a", "b"))), required=False, default=["a"]),
         'kinds: list[Literal["a", "b"]] = Field(default=["a"])'),
        (field("map", MapOf(value=Scalar(kind="boolean"), min_properties=1)),
         "map: Annotated[dict[Text, bool], Field(min_length=1)]"),
        (field("pair", TupleOf(prefix=(TEXT, TEXT), rest=None, min_items=2)),
         "pair: Annotated[list[Json], ItemsOf(Text, Text), Field(min_length=2, max_length=2)]"),
        (field("pair", TupleOf(prefix=(TEXT,), rest=TEXT)),
         "pair: Annotated[list[Text], ItemsOf(Text)]"),
        (field("pair", TupleOf(prefix=(TEXT,), rest=TEXT, min_items=1, max_items=2)),
         "pair: Annotated[list[Text], ItemsOf(Text), Field(min_length=1, max_length=2)]"),
        (field("value", UnionOf(options=(Scalar(kind="number"), Nullable(inner=TEXT)))),
         "value: float | Text | None"),
        (field("value", UnionOf(options=(Scalar(kind="number"), Scalar(kind="integer")),
                                exclusive=True)),
         "value: Annotated[float | Integer, ONE_MATCH]"),
        (field("value", UnionOf(options=(Choice(values=("a",)), Choice(values=("b",))))),
         'value: Literal["a", "b"]'),
    ],
)  # fmt: skip
def test_a_field_of_a_request(member: WireField, line: str) -> None:
    assert body(model("Thing", member)) == f"    {line}"


@pytest.mark.parametrize(
    ("member", "line"),
    [
        (field("name", Scalar(kind="text", max_length=9)), "name: str"),
        (field("at", Scalar(kind="timestamp"), required=False), "at: Omittable[Timestamp] = None"),
        (field("at", Nullable(inner=Scalar(kind="date"))), "at: Date | None"),
        (field("x", Scalar(kind="any"), required=False), "x: Omittable[Json] = None"),
        (field("n", Scalar(kind="int64", minimum=1), required=False, default=ABSENT),
         "n: Omittable[int] = None"),
        (field("level", Choice(values=(1, 2))), "level: Literal[1, 2]"),
        (field("level", Choice(values=(1, 2**64))), "level: Json"),
        (field("value", UnionOf(options=(Choice(values=("a",)), TEXT))), "value: str"),
        (field("map", MapOf(value=TEXT)), "map: dict[str, str]"),
    ],
)  # fmt: skip
def test_a_field_of_an_answer_is_plain(member: WireField, line: str) -> None:
    assert body(model("Thing", member, mode="read")) == f"    {line}"


def test_classes_come_before_their_users_and_recursion_is_quoted() -> None:
    text = printed(
        model("User", field("node", Named(name="Node"))),
        model(
            "Node",
            field("next", Named(name="Node"), required=False),
            field("left", Nullable(inner=Named(name="Node"))),
            field("all", ListOf(item=Named(name="Node"))),
        ),
    )
    assert text.index("class Node") < text.index("class User")
    assert '    next: NotNull["Node"] = None' in text
    assert '    left: "Node | None"' in text
    assert '    all: list["Node"]' in text


def test_an_alias_that_names_itself_is_a_late_one() -> None:
    text = printed(
        WireAlias(
            name="Tree",
            origin=HERE,
            type=UnionOf(options=(TEXT, ListOf(item=Named(name="Tree")))),
        )
    )
    assert 'Tree = TypeAliasType("Tree", "Text | list[Tree]")' in text


def test_an_alias_stands_below_the_classes_that_it_names() -> None:
    text = printed(
        model("Box", field("content", Named(name="Content"))),
        WireAlias(name="Content", origin=HERE, type=UnionOf(options=(TEXT, Named(name="Box")))),
    )
    assert text.index("class Box") < text.index("Content: TypeAlias")
    assert '    content: "Content"' in text


def test_bases_say_what_happens_to_unknown_properties() -> None:
    text = printed(
        model("Closed", field("a", TEXT), extra="forbid"),
        model("Open", field("a", TEXT), extra="allow", extra_type=Scalar(kind="integer")),
        model("Shown", field("a", TEXT), mode="read"),
    )
    assert 'class Closed(WireModel, extra="forbid"):' in text
    assert 'class Open(WireModel, extra="allow"):' in text
    assert "    __pydantic_extra__: dict[Text, Integer]" in text
    assert "class Shown(ReadModel):" in text


@pytest.mark.parametrize("text", CORPUS)
def test_hostile_text_changes_nothing(text: str) -> None:
    thing = model(
        "Thing",
        field("a", TEXT, wire_name=text, required=False, default=text),
        field("b", Choice(values=(text, "x"))),
        field("c", Scalar(kind="text", pattern=_quoted(text))),
        field("d", Choice(values=({text: text},))),
        description=text,
    )
    alias = WireAlias(name="Alias", origin=HERE, type=Choice(values=(text,)), description=text)
    shown = printed(thing, alias)
    (found,) = (node for node in ast.parse(shown).body if isinstance(node, ast.ClassDef))
    assert len(found.body) == 5
    assert shown == formatted(shown)


def _quoted(text: str) -> str:
    return "".join(
        each if each.isalnum() else f"\\u{ord(each):04x}" for each in text if each < "\uffff"
    )


def test_the_formatter_agrees_however_long_things_get() -> None:
    members = []
    for length in range(4, 76, 3):
        name = "n" * length
        letter = "ABCN"[length % 4]
        members += [
            field(name, Choice(values=("alpha", "beta", "gamma"))),
            field(name + "a", Choice(values=("alpha", "beta")), required=False),
            field(name + "b", Choice(values=("alpha", "beta")), required=False, default="alpha"),
            field(name + "c", ListOf(item=TEXT, max_items=9), required=False, default=["a", "b"]),
            field(name + "d", Nullable(inner=Named(name="N" * 30)), wire_name=name + "D"),
            field(name + "e", ListOf(item=Scalar(kind="text", max_length=4)), required=False),
            field(
                name + "f",
                UnionOf(
                    options=tuple(Named(name=letter * 25) for letter in "ABCN"), exclusive=True
                ),
            ),
            field(
                name + "g",
                UnionOf(options=tuple(Named(name=letter * 25) for letter in "ABC")),
                required=False,
            ),
            field(name + "h", MapOf(value=Scalar(kind="integer", minimum=0)), wire_name="h"),
            field(
                name + "i",
                Nullable(inner=UnionOf(options=(Named(name="Thing"), Named(name=letter * 25)))),
                wire_name="i",
            ),
        ]
    others = [model(letter * 25, field("a", TEXT)) for letter in "ABCN"]
    text = printed(*others, model("N" * 30, field("a", TEXT)), model("Thing", *members))
    assert text == formatted(text)


def formatted(text: str) -> str:
    return subprocess.run(
        ["ruff", "format", "--isolated", "--line-length", "100", "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_a_view_holds_nothing_but_emitted_text() -> None:
    thing = model("Thing", field("a", TEXT), description="A thing.")
    assert not list(raw_strings(view(thing, replace(thing, name="Other"))))


def raw_strings(value: object) -> list[object]:
    if isinstance(value, Emitted | bool | int) or value is None:
        return []
    if isinstance(value, tuple):
        return [found for item in value for found in raw_strings(item)]
    if is_value(value):
        members = defaults(type(value))
        return [found for name in members for found in raw_strings(getattr(value, name))]
    return [value]
