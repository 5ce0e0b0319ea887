"""What classes are called, and that none is lost."""

from collections.abc import Callable
from typing import Any

import pytest

from pactgen.ir.contract import (
    ABSENT,
    Body,
    Contract,
    Media,
    Operation,
    Property,
    Response,
    Schema,
)
from pactgen.ir.wire import Choice, ListOf, MapOf, Named, Nullable, Scalar, UnionOf
from pactgen.passes.model_wire import WireBuilder, flatten
from pactgen.source import Origin

ROOT = Origin("api.yaml")


def place(*steps: str) -> Origin:
    return ROOT.child(*steps)


def obj(origin: Origin, required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    return Schema(
        origin=origin,
        types=("object",),
        properties=tuple(
            Property(name=name, schema=schema, required=name in required)
            for name, schema in properties.items()
        ),
    )


def text(name: str, **more: Any) -> Schema:
    return Schema(origin=place("text", name), types=("string",), **more)


def ref(key: str, where: str = "") -> Schema:
    return Schema(origin=place("ref", key, where), ref=key)


def operation(method: str, sends: Schema | None = None, answers: Schema | None = None) -> Operation:
    origin = place("paths", "/x", method)
    json = "application/json"
    return Operation(
        origin=origin,
        method=method,
        path="/x",
        operation_id=method,
        summary=None,
        description=None,
        tags=(),
        parameters=(),
        body=None
        if sends is None
        else Body(
            origin=origin,
            required=True,
            media=(Media(origin=origin, content_type=json, schema=sends),),
        ),
        responses=()
        if answers is None
        else (
            Response(
                origin=origin,
                status="200",
                description="",
                media=(Media(origin=origin, content_type=json, schema=answers),),
            ),
        ),
        security=(),
    )


def contract(
    schemas: dict[str, Schema], *operations: Operation, dialect: str = "3.1.0"
) -> Contract:
    return Contract(
        origin=ROOT,
        dialect=dialect,
        title="T",
        version="1",
        summary=None,
        description=None,
        servers=(),
        tags=(),
        operations=operations,
        schemas=schemas,
        security_schemes=(),
    )


def test_a_value_that_is_the_same_both_ways_is_one_class() -> None:
    schemas = {
        "Pet": obj(place("Pet"), home=ref("Home", "of")),
        "Home": obj(place("Home"), street=text("street")),
    }
    wire = WireBuilder(contract(schemas, operation("post", ref("Pet", "in"), ref("Pet", "out"))))
    assert wire.read(ref("Pet"), "x") == Named(name="PetRead")
    assert wire.write(ref("Pet"), "x") == Named(name="PetWrite")
    assert {name: model.mode for name, model in wire.models().items()} == {
        "Home": "value",
        "PetRead": "read",
        "PetWrite": "write",
    }


def test_read_only_and_write_only_make_two_classes() -> None:
    pet = obj(
        place("Pet"),
        id=text("id", read_only=True),
        name=text("name"),
        secret=text("secret", write_only=True),
    )
    wire = WireBuilder(
        contract({"Pet": pet}, operation("post", ref("Pet", "in"), ref("Pet", "out")))
    )
    assert wire.read(ref("Pet"), "x") == Named(name="PetRead")
    assert wire.write(ref("Pet"), "x") == Named(name="PetWrite")
    assert wire.patch(ref("Pet"), "x") == Named(name="PetUpdate")
    fields = {name: [f.wire_name for f in model.fields] for name, model in wire.models().items()}
    assert fields == {
        "PetRead": ["id", "name"],
        "PetWrite": ["name", "secret"],
        "PetUpdate": ["name", "secret"],
    }


def test_a_patch_requires_what_its_schema_requires_and_has_no_defaults() -> None:
    pet = obj(place("Pet"), required=("name",), name=text("name"), sort=text("sort", default="dog"))
    wire = WireBuilder(contract({"Pet": pet}))
    wire.patch(ref("Pet"), "x")
    name, sort = next(iter(wire.models().values())).fields
    assert name.required
    assert not sort.required
    assert sort.default is ABSENT
    assert sort.type == Scalar(kind="text")


def test_an_input_of_its_own_keeps_its_name() -> None:
    new = obj(place("NewPet"), id=text("id", read_only=True), name=text("name"))
    wire = WireBuilder(contract({"NewPet": new}, operation("post", ref("NewPet"))))
    assert wire.write(ref("NewPet"), "x") == Named(name="NewPet")


def test_a_patch_of_its_own_keeps_its_name() -> None:
    change = obj(place("PetChange"), name=text("name"))
    wire = WireBuilder(contract({"PetChange": change}, operation("patch", ref("PetChange"))))
    assert wire.patch(ref("PetChange"), "x") == Named(name="PetChange")


def test_the_name_of_a_mapped_class_is_left_alone() -> None:
    pet = obj(place("Pet"), name=text("name"))
    wire = WireBuilder(
        contract({"Pet": pet}, operation("post", ref("Pet", "in"), ref("Pet", "out"))),
        reserved=("Pet",),
    )
    assert wire.read(ref("Pet"), "x") == Named(name="PetRead")
    assert wire.write(ref("Pet"), "x") == Named(name="PetWrite")


@pytest.mark.parametrize("key", ["Text", "Field", "Warning", "Literal", "Request", "ValueError"])
def test_names_of_the_module_itself_are_avoided(key: str) -> None:
    wire = WireBuilder(contract({key: obj(place(key), a=text("a"))}))
    assert wire.value(ref(key), "x") == Named(name=f"{key}Value")


def test_schemas_that_fall_on_one_name_are_told_apart_and_said_so() -> None:
    keys = ["foo_bar", "FooBar", "foo-bar", "foo.bar"]
    schemas = {key: obj(place(key), **{f"of{n}": text(key)}) for n, key in enumerate(keys)}
    wire = WireBuilder(contract(schemas))
    named = {key: wire.value(ref(key), "x") for key in keys}
    assert named["FooBar"] == Named(name="FooBar")
    assert len({str(name) for name in named.values()}) == len(keys)
    assert {one.id for one in wire.decisions()} == {
        "naming/foo_bar",
        "naming/foo-bar",
        "naming/foo.bar",
    }


def test_names_do_not_depend_on_the_order_of_the_questions() -> None:
    schemas = {key: obj(place(key), **{key.lower(): text(key)}) for key in ("a_b", "AB", "a.b")}
    one, two = WireBuilder(contract(schemas)), WireBuilder(contract(schemas))
    forward = [one.value(ref(key), "x") for key in schemas]
    backward = [two.value(ref(key), "x") for key in reversed(schemas)]
    assert forward == backward[::-1]


def test_an_inline_object_never_takes_the_name_of_a_component() -> None:
    inner = obj(place("inner"), street=text("street"))
    schemas = {
        "Pet": obj(place("Pet"), owner=inner),
        "PetOwner": obj(place("PetOwner"), phone=text("phone")),
    }
    wire = WireBuilder(contract(schemas))
    wire.value(ref("Pet"), "x")
    assert wire.value(ref("PetOwner"), "x") == Named(name="PetOwner")
    assert set(wire.models()) == {"Pet", "PetOwner", "PetOwnerValue"}


def test_a_merged_component_lends_its_parts_their_names() -> None:
    pay = Origin("api.yaml").child("components", "schemas", "Pay")
    source = obj(pay.child("properties", "source"), bank=text("bank"))
    schemas = {"Pay": obj(pay, id=text("id", read_only=True), source=source)}
    more = Schema(origin=place("more"), all_of=(ref("Pay", "m"), obj(place("l"), link=text("l"))))
    wire = WireBuilder(contract(schemas, operation("post", ref("Pay", "in"), more)))
    wire.read(more, "PayWithLinks")
    wire.write(ref("Pay"), "x")
    assert set(wire.models()) == {"PayWithLinks", "PayWrite", "PaySource"}


def test_equal_inline_objects_share_a_class() -> None:
    one = obj(place("one"), a=text("a"))
    two = obj(place("two"), a=text("a"))
    wire = WireBuilder(contract({}))
    assert wire.read(one, "thing") == wire.read(two, "thing") == Named(name="Thing")
    assert wire.read(obj(place("three"), b=text("b")), "thing") == Named(name="ThingRead")


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("pet", "Pet"),
        ("Pet.Owner-v2", "PetOwnerV2"),
        ("модель", "Модель"),
        ("犬", "X犬"),
        ("2fa", "N2fa"),
        ("models/user.summary.yaml", "UserSummary"),
        ("file.yaml#/components/schemas/Foo", "Foo"),
        ("class", "Class"),
    ],
)
def test_class_names_from_any_key(key: str, name: str) -> None:
    wire = WireBuilder(contract({key: obj(place(key), a=text("a"))}))
    assert wire.value(ref(key), "x") == Named(name=name)


def test_recursion_ends() -> None:
    node = obj(
        place("Node"),
        next=ref("Node", "next"),
        all=Schema(origin=place("all"), types=("array",), items=ref("Node", "items")),
    )
    tree = Schema(origin=place("Tree"), types=("object",), additional=ref("Tree", "additional"))
    wire = WireBuilder(contract({"Node": node, "Tree": tree}))
    assert wire.value(ref("Node"), "x") == Named(name="Node")
    assert wire.value(ref("Tree"), "x") == Named(name="Tree")
    assert wire.models()["Node"].fields[1].type == ListOf(item=Named(name="Node"))
    assert wire.aliases()["Tree"].type == MapOf(value=Named(name="Tree"))


def test_an_enumeration_has_a_name_and_a_plain_scalar_has_none() -> None:
    schemas = {
        "Color": Schema(origin=place("Color"), types=("string",), enum=("red", "blue")),
        "Id": Schema(origin=place("Id"), types=("string",), format="uuid"),
        "Code": Schema(origin=place("Code"), types=("string",), pattern="^[A-Z]$"),
    }
    wire = WireBuilder(contract(schemas))
    assert wire.value(ref("Color"), "x") == Named(name="Color")
    assert wire.value(ref("Id"), "x") == Scalar(kind="uuid")
    assert wire.value(ref("Code"), "x") == Named(name="Code")
    assert wire.aliases()["Color"].type == Choice(values=("red", "blue"))


@pytest.mark.parametrize(
    "make",
    [
        lambda: Schema(origin=place("n"), any_of=(ref("Pet"), _null())),
        lambda: Schema(origin=place("n"), one_of=(_null(), ref("Pet"))),
        lambda: Schema(origin=place("n"), types=("null",), ref="Pet"),
        lambda: Schema(origin=place("n"), types=("null",), all_of=(ref("Pet"),)),
    ],
)
def test_every_spelling_of_nullable(make: Callable[[], Schema]) -> None:
    wire = WireBuilder(contract({"Pet": obj(place("Pet"), name=text("name"))}))
    assert wire.value(make(), "x") == Nullable(inner=Named(name="Pet"))


def _null() -> Schema:
    return Schema(origin=place("null"), types=("null",))


def test_null_in_an_enumeration() -> None:
    schema = Schema(origin=place("e"), types=("string", "null"), enum=("a", None))
    assert WireBuilder(contract({})).value(schema, "x") == Nullable(inner=Choice(values=("a",)))


def test_options_with_a_constant_have_a_discriminator() -> None:
    def tagged(name: str) -> Schema:
        kind = Schema(origin=place(name, "kind"), types=("string",), const=name)
        return obj(place(name), required=("kind",), kind=kind, **{name: text(name)})

    schemas = {
        "Cat": tagged("cat"),
        "Dog": tagged("dog"),
        "Pet": Schema(origin=place("Pet"), one_of=(ref("Cat"), ref("Dog"))),
    }
    wire = WireBuilder(contract(schemas))
    assert wire.value(ref("Pet"), "x") == Named(name="Pet")
    assert wire.aliases()["Pet"].type == UnionOf(
        options=(Named(name="Cat"), Named(name="Dog")), discriminator="kind"
    )


def test_overlapping_options_of_one_of_are_counted() -> None:
    number = Schema(origin=place("n"), types=("number",))
    integer = Schema(origin=place("i"), types=("integer",))
    wire = WireBuilder(contract({}))
    union = wire.value(Schema(origin=place("u"), one_of=(number, integer)), "x")
    assert isinstance(union, UnionOf)
    assert union.exclusive
    apart = wire.value(Schema(origin=place("v"), one_of=(text("t"), integer)), "x")
    assert isinstance(apart, UnionOf)
    assert not apart.exclusive


def test_options_of_any_json_value() -> None:
    def listed(value: Any) -> Schema:
        return Schema(origin=place("e", str(value)), enum=(value,))

    union = Schema(origin=place("u"), any_of=(listed({"a": 1}), listed([1]), listed({"a": 1})))
    assert WireBuilder(contract({})).value(union, "x") == UnionOf(
        options=(Choice(values=({"a": 1},)), Choice(values=([1],)))
    )


def test_components_that_only_name_each_other_end() -> None:
    schemas = {"A": ref("B", "a"), "B": ref("A", "b")}
    assert WireBuilder(contract(schemas)).value(ref("A"), "x") == Scalar(kind="any")


def test_flatten_follows_references_and_all_of() -> None:
    schemas = {
        "Base": obj(place("Base"), required=("id",), id=text("id")),
        "Pet": Schema(
            origin=place("Pet"),
            all_of=(ref("Base"), obj(place("more"), name=text("name"))),
            required_only=("name",),
        ),
    }
    shape = flatten(contract(schemas), Schema(origin=place("n"), any_of=(ref("Pet"), _null())))
    assert [member.name for member in shape.properties] == ["id", "name"]
    assert shape.required == {"id", "name"}
    assert shape.nullable
    assert shape.is_object
