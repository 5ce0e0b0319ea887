"""Objects inside a body that stand for rows of their own bring the key of the row."""

from pathlib import Path

from pactgen.config import Config
from pactgen.passes import design_backend
from pactgen.readers.openapi import read_contract

CONTRACT = """
openapi: 3.0.3
info: {title: T, version: "1"}
paths:
  /kinds:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Kind"}}}}
      responses: {"201": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/Kind"}}}}}
  /pets:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
      responses: {"201": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}}
  /litters:
    post:
      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {litter: {$ref: "#/components/schemas/Litter"}}}}}}
      responses: {"201": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/Litter"}}}}}
components:
  schemas:
    Kind: {type: object, required: [id, name], properties: {id: {type: integer, readOnly: true}, name: {type: string}}}
    Pet:
      type: object
      required: [id]
      properties:
        id: {type: integer, readOnly: true}
        kind: {$ref: "#/components/schemas/Kind"}
        others: {type: array, items: {$ref: "#/components/schemas/Kind"}}
        box: {type: object, properties: {id: {type: integer, readOnly: true}, size: {type: integer}}}
    Litter: {type: object, required: [id], properties: {id: {type: integer, readOnly: true}, born: {type: string}}}
"""  # noqa: E501 - a schema a line


def test_a_read_only_key_travels_inside_another_row_and_only_there(tmp_path: Path) -> None:
    file = tmp_path / "api.yaml"
    file.write_text(CONTRACT)
    read = read_contract(file)
    assert read.contract is not None
    models = design_backend(read.contract, Config(), read.statements()).models
    fields = {
        name: {field.wire_name: field.required for field in model.fields}
        for name, model in models.items()
        if model.mode != "read"
    }
    assert fields["KindWrite"] == {"name": True}
    assert fields["KindReference"] == {"id": False, "name": True}
    assert set(fields["PetWrite"]) == {"kind", "others", "box"}
    assert models["KindReference"].mode == "reference"
    boxes = [each for each in fields.values() if "size" in each]
    assert boxes == [{"size": False}]
    assert fields["LitterWrite"] == {"born": False}
