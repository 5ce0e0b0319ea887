import json

from pactgen.readers.openapi.bundle import bundle
from pactgen.source import Origin, SourceFile

ROOT = {
    "openapi": "3.1.0",
    "paths": {
        "/pets": {"$ref": "paths/pets.json"},
        "/{id}": {"get": {"parameters": [{"$ref": "parts.json#/parameters/id"}]}},
    },
    "components": {"schemas": {"Pet": {"type": "string"}}},
}
PETS = {
    "get": {
        "responses": {
            "200": {
                "content": {
                    "application/json": {
                        "schema": {"items": {"$ref": "../parts.json#/schemas/Pet"}},
                        "example": {"$ref": "stays"},
                    }
                }
            },
            "404": {"$ref": "../parts.json#/responses/missing"},
        }
    }
}
PARTS = {
    "parameters": {"id": {"name": "id", "schema": {"$ref": "#/schemas/Id"}}},
    "responses": {
        "missing": {"content": {"x/y": {"schema": {"$ref": "api.json#/components/schemas/Pet"}}}}
    },
    "schemas": {
        "Pet": {
            "properties": {
                "children": {"items": {"$ref": "#/schemas/Pet"}},
                "$ref": {"type": "string"},
                "default": {"$ref": "#/schemas/Id"},
            }
        },
        "Id": {"type": "integer"},
    },
}


def source(name: str, tree: object) -> SourceFile:
    return SourceFile(name=name, data=json.dumps(tree).encode())


def test_one_file_stays_as_it_is():
    document, places = bundle(ROOT, [source("api.json", ROOT)])
    assert document is ROOT
    assert list(places.of(Origin(file="api.json", pointer="/a~1b/c"))) == [("a/b", "c")]
    assert list(places.of(Origin(file="other.json", pointer="/a"))) == []


def test_several_files_become_one():
    files = [source("api.json", ROOT), source("paths/pets.json", PETS), source("parts.json", PARTS)]
    bundled, _ = bundle(ROOT, files)
    media = bundled["paths"]["/pets"]["get"]["responses"]["200"]["content"]["application/json"]
    assert media["schema"] == {"items": {"$ref": "#/components/schemas/Pet_2"}}
    assert media["example"] == {"$ref": "stays"}
    missing = bundled["paths"]["/pets"]["get"]["responses"]["404"]
    assert missing["content"]["x/y"]["schema"] == {"$ref": "#/components/schemas/Pet"}
    assert bundled["paths"]["/{id}"]["get"]["parameters"] == [
        {"name": "id", "schema": {"$ref": "#/components/schemas/Id"}}
    ]
    schemas = bundled["components"]["schemas"]
    assert schemas["Pet"] == {"type": "string"}
    assert schemas["Pet_2"]["properties"] == {
        "children": {"items": {"$ref": "#/components/schemas/Pet_2"}},
        "$ref": {"type": "string"},
        "default": {"$ref": "#/components/schemas/Id"},
    }
    assert "components" in ROOT
    assert set(ROOT["components"]["schemas"]) == {"Pet"}


def test_files_that_repairs_changed_are_taken_as_they_are_read():
    files = [source("api.json", ROOT), source("paths/pets.json", PETS), source("parts.json", PARTS)]
    repaired = {**PARTS, "schemas": {"Pet": {"type": "object"}}}
    bundled, _ = bundle(ROOT, files, {"parts.json": repaired})
    assert bundled["components"]["schemas"]["Pet_2"] == {"type": "object"}


def test_what_people_call_default_or_example_is_no_data_outside_of_schemas():
    kind = {"schema": {"$ref": "parts.json#/schemas/Id"}}
    named = {"default": {"$ref": "parts.json#/responses/missing"}}
    root = {
        "paths": {
            "/pets": {
                "get": {"responses": named, "parameters": {"$ref": "parts.json#/parameters"}}
            },
            "/toys": {"get": {"responses": {"200": {"headers": {"example": kind}}}}},
        },
        "components": {
            "schemas": {
                "Pet": {"enum": [{"$ref": "stays"}]},
                "default": {"$ref": "parts.json#/schemas/Id"},
            },
            "examples": {"default": {"$ref": "parts.json#/examples/one"}},
        },
    }
    parts = {**PARTS, "examples": {"one": {"value": 1}}}
    bundled, _ = bundle(root, [source("api.json", root), source("parts.json", parts)])
    pets = bundled["paths"]["/pets"]["get"]
    assert pets["responses"]["default"]["content"]["x/y"]["schema"]["$ref"].startswith("#/")
    assert pets["parameters"]["id"]["name"] == "id"
    headers = bundled["paths"]["/toys"]["get"]["responses"]["200"]["headers"]
    assert headers == {"example": {"schema": {"$ref": "#/components/schemas/Id"}}}
    assert bundled["components"]["examples"] == {"default": {"value": 1}}
    schemas = bundled["components"]["schemas"]
    assert schemas["default"] == {"$ref": "#/components/schemas/Id"}
    assert schemas["Pet"] == {"enum": [{"$ref": "stays"}]}


def test_properties_that_stand_elsewhere_are_written_where_they_belong():
    root = {"components": {"schemas": {"Pet": {"properties": {"$ref": "parts.json#/names"}}}}}
    parts = {"names": {"$ref": "#/more"}, "more": {"tag": {"$ref": "#/text"}}, "text": {"type": 1}}
    bundled, _ = bundle(root, [source("api.json", root), source("parts.json", parts)])
    schemas = bundled["components"]["schemas"]
    assert schemas["Pet"] == {"properties": {"tag": {"$ref": "#/components/schemas/text"}}}
    assert schemas.keys() == {"Pet", "text"}


def test_schemas_of_openapi_2_move_to_its_definitions_and_may_lead_in_a_ring():
    pet = {"properties": {"mother": {"$ref": "#/definitions/Pet"}}}
    named = {"Pet": {"$ref": "parts.json#/definitions/Pet"}}
    body = {"schema": {"$ref": "parts.json#/definitions/Pet"}}
    root = {"swagger": "2.0", "definitions": named, "parameters": {"Body": body}}
    parts = {"definitions": {"Pet": pet}}
    bundled, places = bundle(root, [source("api.json", root), source("parts.json", parts)])
    moved = {"$ref": "#/definitions/Pet_2"}
    assert bundled == {
        "swagger": "2.0",
        "definitions": {"Pet": moved, "Pet_2": {"properties": {"mother": moved}}},
        "parameters": {"Body": {"schema": moved}},
    }
    there = Origin(file="parts.json", pointer="/definitions/Pet/properties")
    assert list(places.of(there)) == [("definitions", "Pet_2", "properties")]


def test_parts_may_mean_the_root_and_whole_files():
    schema = {"$ref": "#/components/schemas/Pet"}
    pets = {"get": {"responses": {"200": {"content": {"x/y": {"schema": schema}}}}}}
    lost = {"schema": {"$ref": "#/nowhere"}}
    root = {
        **ROOT,
        "paths": {"/pets": {"$ref": "pets.json#/"}, "/lost": {"$ref": "lost.json"}},
    }
    files = [source("api.json", root), source("pets.json", pets), source("lost.json", lost)]
    assert bundle(root, files)[0]["paths"] == {"/pets": pets, "/lost": lost}


def test_nodes_of_other_files_are_found_where_they_went():
    files = [source("api.json", ROOT), source("paths/pets.json", PETS), source("parts.json", PARTS)]
    bundled, places = bundle(ROOT, files)

    def found(file: str, pointer: str) -> list[object]:
        nodes = []
        for steps in places.of(Origin(file=file, pointer=pointer)):
            node: object = bundled
            for step in steps:
                node = node[int(step)] if isinstance(node, list) else node[step]
            nodes.append(node)
        return nodes

    assert found("api.json", "/components/schemas/Pet") == [{"type": "string"}]
    (pet,) = found("parts.json", "/schemas/Pet")
    assert pet is bundled["components"]["schemas"]["Pet_2"]
    assert {"type": "string"} in found("parts.json", "/schemas/Pet/properties/$ref")
    assert found("parts.json", "/parameters/id/name") == ["id"]
    assert found("paths/pets.json", "/get") == [bundled["paths"]["/pets"]["get"]]
    assert found("parts.json", "/nowhere") == []
