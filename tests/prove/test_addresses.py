"""What keys of `paths` ask for besides a path, and bodies that are XML."""

from pactgen.prove.addresses import path_of, with_query
from pactgen.prove.xml_text import xml_of

PAGE = {"in": "query", "name": "page", "schema": {"type": "integer"}}


def test_neither_query_nor_fragment_is_part_of_the_path() -> None:
    assert path_of("/rides?page={page}") == "/rides"
    assert path_of("/#Action=Put") == "/"


def test_what_a_query_names_is_required() -> None:
    asked = with_query("/rides?page={page}", {("query", "page"): PAGE})
    assert asked == {("query", "page"): {**PAGE, "required": True}}


def test_a_parameter_of_the_path_moves_to_the_query_with_its_schema() -> None:
    declared = {"in": "path", "name": "lat", "required": True, "schema": {"type": "number"}}
    asked = with_query("/at?latitude={lat}", {("path", "lat"): declared})
    moved = {"in": "query", "name": "latitude", "required": True, "schema": {"type": "number"}}
    assert asked == {("query", "latitude"): moved}


def test_a_constant_is_the_only_value() -> None:
    (found,) = with_query("/rest?method=list", {}).values()
    assert found["schema"] == {"type": "string", "enum": ["list"]}


def test_members_are_elements_and_lists_have_one_of_their_own() -> None:
    value = {"name": "A & B", "tags": ["x", "y"], "open": True, "gone": None}
    assert xml_of(value) == (
        b"<body><name>A &amp; B</name><tags><item>x</item><item>y</item></tags>"
        b"<open>true</open></body>"
    )
