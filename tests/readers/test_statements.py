from pathlib import Path

from pactgen.readers.openapi import read_contract

CONTRACT = """\
openapi: 3.1.0
info: {title: Pets, version: "1", x-team: a}
paths:
  /pets:
    get:
      responses: {"200": {description: OK, $ref: "#/components/responses/Fine"}}
components:
  responses: {Fine: {description: Fine}}
  schemas:
    Pet:
      properties: {type: {const: x}}
      example: {minimum: 3}
"""


def test_every_keyword_is_listed_and_no_name_or_value(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text(CONTRACT)
    found = read_contract(tmp_path / "api.yaml").statements()
    keywords = [
        (item.origin.child(word).pointer, item.kind) for item in found for word in item.words
    ]
    assert sorted(keywords) == [
        ("/components", "OpenAPI document"),
        ("/components/responses", "components object"),
        ("/components/responses/Fine/description", "response"),
        ("/components/schemas", "components object"),
        ("/components/schemas/Pet/example", "schema"),
        ("/components/schemas/Pet/properties", "schema"),
        ("/components/schemas/Pet/properties/type/const", "schema"),
        ("/info", "OpenAPI document"),
        ("/info/title", "info object"),
        ("/info/version", "info object"),
        ("/info/x-team", "info object"),
        ("/openapi", "OpenAPI document"),
        ("/paths", "OpenAPI document"),
        ("/paths/~1pets/get", "path item"),
        ("/paths/~1pets/get/responses", "operation"),
        ("/paths/~1pets/get/responses/200/$ref", "response"),
        ("/paths/~1pets/get/responses/200/description", "response"),
    ]
