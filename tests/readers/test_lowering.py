from pathlib import Path

import pytest

from pactgen.ir.contract import ABSENT, Contract, Operation, Schema
from pactgen.readers.openapi import read_contract

PATHS = 'paths: {/pets: {get: {responses: {"200": {description: OK}}}}}\n'


def contract(folder: Path, text: str, version: str = "3.0.3", **more: str) -> Contract:
    head = f'openapi: {version}\ninfo: {{title: Pets, version: "1"}}\n'
    if version == "2.0":
        head = 'swagger: "2.0"\ninfo: {title: Pets, version: "1"}\n'
    (folder / "api.yaml").write_text(head + text)
    for name, content in more.items():
        (folder / f"{name}.yaml").write_text(content)
    result = read_contract(folder / "api.yaml")
    assert [item.message for item in result.diagnostics] == []
    assert result.contract is not None
    return result.contract


def schema(folder: Path, text: str, version: str = "3.0.3") -> Schema:
    text = f"{PATHS}components:\n  schemas:\n    Dog: {{type: object}}\n    Pet: {text}\n"
    return contract(folder, text, version).schemas["Pet"]


def operation(folder: Path, text: str, version: str = "3.0.3", **more: str) -> Operation:
    return contract(folder, text, version, **more).operations[0]


class TestNull:
    def test_beside_a_type(self, tmp_path: Path) -> None:
        assert schema(tmp_path, "{type: string, nullable: true}").types == ("string", "null")

    def test_beside_an_enum(self, tmp_path: Path) -> None:
        found = schema(tmp_path, "{type: string, nullable: true, enum: [a]}")
        assert found.enum == ("a", None)

    @pytest.mark.parametrize(("listed", "values"), [("[a]", ("a",)), ("[a, null]", ("a", None))])
    def test_no_parameter_is_null_that_lists_its_values_without_it(
        self, tmp_path: Path, listed: str, values: tuple[str | None, ...]
    ) -> None:
        told = f"{{type: string, nullable: true, enum: {listed}}}"
        text = (
            "paths: {/pets: {get: {parameters: [{name: level, in: query, schema: "
            f'{told}}}], responses: {{"200": {{description: OK}}}}}}}}}}\n'
        )
        assert operation(tmp_path, text).parameters[0].schema.enum == values

    def test_around_a_reference(self, tmp_path: Path) -> None:
        text = "{nullable: true, description: D, allOf: [{$ref: '#/components/schemas/Dog'}]}"
        found = schema(tmp_path, text)
        assert found.description == "D"
        assert found.any_of[0].all_of[0].ref == "Dog"
        assert found.any_of[1].types == ("null",)

    def test_means_the_same_to_who_still_writes_it_in_31(self, tmp_path: Path) -> None:
        found = schema(tmp_path, "{type: string, nullable: true}", "3.1.0")
        assert found.types == ("string", "null")
        assert found.unsupported == ()

    @pytest.mark.parametrize("beside", ["", ", description: D", ", maxProperties: 2"])
    def test_beside_a_reference_in_31(self, tmp_path: Path, beside: str) -> None:
        text = f"{{$ref: '#/components/schemas/Dog', nullable: true{beside}}}"
        found = schema(tmp_path, text, "3.1.0")
        assert (found.any_of[0].ref, found.any_of[1].types) == ("Dog", ("null",))


class TestDialects:
    def test_exclusive_bounds_of_30(self, tmp_path: Path) -> None:
        found = schema(tmp_path, "{type: integer, minimum: 1, exclusiveMinimum: true, maximum: 9}")
        assert (found.minimum, found.exclusive_minimum, found.maximum) == (None, 1, 9)

    def test_words_of_31(self, tmp_path: Path) -> None:
        text = "{type: [string, 'null'], const: a, exclusiveMaximum: 3, examples: [a], oops: true}"
        found = schema(tmp_path, text, "3.1.0")
        assert found.types == ("string", "null")
        assert (found.const, found.exclusive_maximum, found.examples) == ("a", 3, ("a",))
        assert found.unsupported == ("oops",)
        assert found.default is ABSENT

    def test_words_beside_a_reference(self, tmp_path: Path) -> None:
        text = "{$ref: '#/components/schemas/Dog', description: D}"
        assert schema(tmp_path, text, "3.1.0").description == "D"
        assert schema(tmp_path, text, "3.0.3").description is None

    def test_a_default_of_a_map_is_held_against_the_schema_of_its_values(
        self, tmp_path: Path
    ) -> None:
        values = "{type: integer, x-note: {a: b}}"
        text = f"{{type: object, additionalProperties: {values}, default: {{n: 1}}}}"
        assert schema(tmp_path, text).default == {"n": 1}

    def test_boolean_schemas(self, tmp_path: Path) -> None:
        found = schema(tmp_path, "{properties: {a: false, b: true}}", "3.1.0")
        assert [item.schema.false for item in found.properties] == [True, False]

    def test_required_names_without_property(self, tmp_path: Path) -> None:
        found = schema(tmp_path, "{properties: {a: {}, b: {}}, required: [b, c]}")
        assert [item.required for item in found.properties] == [False, True]
        assert found.required_only == ("c",)


class TestParameters:
    TEXT = """\
paths:
  /pets/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer}}
      - {name: q, in: query, schema: {type: integer}}
      - {name: Authorization, in: header, schema: {type: string}}
    get:
      parameters:
        - {name: q, in: query, style: pipeDelimited, explode: false, schema: {type: string}}
        - {name: f, in: query, content: {application/json: {schema: {type: object}}}}
        - $ref: "#/components/parameters/Session"
      responses: {"200": {description: OK}}
components:
  parameters: {Session: {name: s, in: cookie, schema: {type: string}}}
"""

    def test_own_ones_override_shared_ones(self, tmp_path: Path) -> None:
        found = operation(tmp_path, self.TEXT).parameters
        assert [(item.name, item.style, item.explode) for item in found] == [
            ("id", "simple", False),
            ("q", "pipeDelimited", False),
            ("f", "form", True),
            ("s", "form", True),
        ]
        assert found[2].content_type == "application/json"
        assert found[3].origin.pointer == "/components/parameters/Session"

    @pytest.mark.parametrize(
        ("said", "types"),
        [
            ("{}", ("string",)),
            ("{title: Id, default: a, pattern: a}", ("string",)),
            ("{default: 1}", ()),
            ("{enum: [1]}", ()),
            ("{oneOf: [{type: integer}, {type: string}]}", ()),
        ],
    )
    def test_what_they_leave_open_is_the_text_that_travels(
        self, tmp_path: Path, said: str, types: tuple[str, ...]
    ) -> None:
        parameter = f"{{name: id, in: query, schema: {said}}}"
        get = f'{{parameters: [{parameter}], responses: {{"200": {{description: OK}}}}}}'
        found = operation(tmp_path, f"paths: {{/pets: {{get: {get}}}}}\n").parameters
        assert found[0].schema.types == types


class TestSecurity:
    TEXT = """\
security: [{key: []}, {oauth: [read], key: []}]
paths:
  /a: {get: {responses: {"200": {description: OK}}}}
  /b: {get: {security: [], responses: {"200": {description: OK}}}}
  /c: {get: {security: [{}], responses: {"200": {description: OK}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    oauth:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: https://a.example, scopes: {read: Read}}}
"""

    def test_defaults_are_applied(self, tmp_path: Path) -> None:
        found = contract(tmp_path, self.TEXT)
        assert [
            [need.schemes for need in operation.security] for operation in found.operations
        ] == [[(("key", ()),), (("oauth", ("read",)), ("key", ()))], [], [()]]
        assert found.security_schemes[1].scopes == ("read",)

    def test_a_space_stands_between_two_scopes(self, tmp_path: Path) -> None:
        both = self.TEXT.replace("{oauth: [read]", "{oauth: [read offline]")
        found = contract(tmp_path, both.replace("{read: Read}", "{read offline: Both}"))
        assert found.security_schemes[1].scopes == ("read", "offline")
        assert found.operations[0].security[1].schemes[0] == ("oauth", ("read", "offline"))


class TestFiles:
    def test_references_are_relative_to_their_own_file(self, tmp_path: Path) -> None:
        (tmp_path / "parts").mkdir()
        (tmp_path / "parts" / "pets.yaml").write_text(
            "get:\n  responses:\n    '200':\n      description: OK\n      content:\n"
            "        application/json: {schema: {$ref: 'pet.yaml#/definitions/a~1b%20c'}}\n"
        )
        (tmp_path / "parts" / "pet.yaml").write_text(
            "definitions:\n  a/b c: {properties: {next: {$ref: '#/definitions/a~1b%20c'}}}\n"
        )
        found = contract(tmp_path, "paths: {/pets: {$ref: ./parts/pets.yaml}}\n")
        (media,) = found.operations[0].responses[0].media
        key = "parts/pet.yaml#/definitions/a~1b c"
        assert media.schema is not None
        assert media.schema.ref == key
        assert found.schemas[key].properties[0].schema.ref == key

    def test_a_component_that_is_only_a_reference_lends_its_name(self, tmp_path: Path) -> None:
        text = """\
paths:
  /pets:
    get:
      responses:
        "200": {description: OK, content: {a/b: {schema: {$ref: pet.yaml}}}}
components: {schemas: {Pet: {$ref: pet.yaml}}}
"""
        found = contract(tmp_path, text, pet="type: object\n")
        (media,) = found.operations[0].responses[0].media
        assert media.schema is not None
        assert media.schema.ref == "Pet"
        assert found.schemas["Pet"].types == ("object",)


def test_servers_have_their_defaults(tmp_path: Path) -> None:
    variables = "{h: {default: a.b}, n: {default: '2'}}"
    text = f"{PATHS}servers: [{{url: 'https://{{h}}/v{{n}}', variables: {variables}}}]\n"
    assert contract(tmp_path, text).servers == ("https://a.b/v2",)


@pytest.mark.parametrize("format_", ["csv", "multi"])
def test_swagger(tmp_path: Path, format_: str) -> None:
    text = f"""\
host: a.example
basePath: /v1
consumes: [application/json, application/xml]
paths:
  /pets:
    post:
      parameters:
        - {{name: q, in: query, type: array, items: {{type: string}}, collectionFormat: {format_}}}
        - {{name: pet, in: body, required: true, schema: {{$ref: "#/definitions/Pet"}}}}
      responses:
        200:
          description: OK
          schema: {{$ref: "#/definitions/Pet"}}
          headers: {{X-N: {{type: integer}}}}
  /files:
    post:
      consumes: [multipart/form-data]
      parameters: [{{name: f, in: formData, type: file, required: true}}]
      responses: {{204: {{description: Done}}}}
definitions: {{Pet: {{type: object, properties: {{a: {{type: string, x-nullable: true}}}}}}}}
securityDefinitions: {{b: {{type: basic}}}}
"""
    found = contract(tmp_path, text, "2.0")
    post, files = found.operations
    assert found.servers == ("https://a.example/v1",)
    assert (post.parameters[0].style, post.parameters[0].explode) == ("form", format_ == "multi")
    assert post.body is not None
    assert [item.content_type for item in post.body.media] == [
        "application/json",
        "application/xml",
    ]
    assert post.responses[0].headers[0].schema.types == ("integer",)  # type: ignore[union-attr]
    assert found.schemas["Pet"].properties[0].schema.types == ("string", "null")
    assert files.body is not None
    assert files.body.media[0].schema.properties[0].schema.format == "binary"  # type: ignore[union-attr]
    assert files.body.media[0].schema.additional is False  # type: ignore[union-attr]
    assert (found.security_schemes[0].type, found.security_schemes[0].scheme) == ("http", "basic")


class TestRepairs:
    """What a repaired keyword means is what the right one would."""

    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("{type: integer, readonly: true}", "{type: integer, readOnly: true}"),
            ("{type: string, MaxLength: 3}", "{type: string, maxLength: 3}"),
            ('{type: "null"}', '{type: "null"}'),
            ("{type: {type: string, enum: [a]}}", "{type: string, enum: [a]}"),
            ("{type: {$ref: '#/components/schemas/Dog'}}", "{$ref: '#/components/schemas/Dog'}"),
        ],
    )
    def test_a_schema(self, tmp_path: Path, written: str, meant: str) -> None:
        def lowered(text: str, version: str) -> Schema:
            names = f"{PATHS}components:\n  schemas:\n    Dog: {{type: object}}\n    Pet: {text}\n"
            head = f'openapi: {version}\ninfo: {{title: Pets, version: "1"}}\n'
            (tmp_path / "api.yaml").write_text(head + names)
            found = read_contract(tmp_path / "api.yaml").contract
            assert found is not None
            return found.schemas["Pet"]

        assert lowered(written, "3.0.3") == lowered(meant, "3.1.0")

    def test_a_parameter_among_schemas(self, tmp_path: Path) -> None:
        references = ", ".join(f"{{$ref: '#/components/schemas/{name}'}}" for name in ("Id", "Max"))
        text = (
            "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\n"
            f"paths: {{'/pets/{{id}}': {{parameters: [{references}], get: {{responses: {{}}}}}}}}\n"
            "components:\n  schemas:\n    Max: {type: integer}\n"
            "    Id: {name: id, in: path, required: true, schema: {type: integer}}\n"
        )
        (tmp_path / "api.yaml").write_text(text)
        result = read_contract(tmp_path / "api.yaml")
        assert result.contract is not None
        (parameter,) = result.contract.operations[0].parameters
        assert (parameter.name, parameter.schema.types) == ("id", ("integer",))
        codes = {one.code for one in result.repairs}
        assert {"repair-reference", "repair-reference-parameter"} <= codes
        assert read_contract(tmp_path / "api.yaml", strict=True).contract is None
