import pytest

from pactgen.readers.jsonpath import PathError, find

DOCUMENT = {
    "paths": {
        "/pets": {
            "get": {"tags": ["a"], "parameters": [{"name": "q", "in": "query"}, {"name": "id"}]},
            "x-internal": True,
        },
        "/it's": {"post": {"deprecated": True}},
    }
}


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("$", [""]),
        ("$.paths['/pets'].get", ["paths//pets/get"]),
        ('$["paths"]["/it\'s"].post', ["paths//it's/post"]),
        (r"$.paths['/it\'s']", ["paths//it's"]),
        ("$.paths.*.get", ["paths//pets/get"]),
        ("$.paths[*][*].tags[0]", ["paths//pets/get/tags/0"]),
        ("$.paths['/pets'].get.parameters[-1]", ["paths//pets/get/parameters/1"]),
        ("$..parameters[0:1]", ["paths//pets/get/parameters/0"]),
        ("$..parameters[?(@.in == 'query')].name", ["paths//pets/get/parameters/0/name"]),
        ("$..parameters[?!@.in]", ["paths//pets/get/parameters/1"]),
        ("$.paths.*[?@.deprecated == true]", ["paths//it's/post"]),
        ("$.paths[?@['x-internal'] && @.get]", ["paths//pets"]),
        ("$..parameters[?@.name == 'q' || @.name == 'id'].name",
         ["paths//pets/get/parameters/0/name", "paths//pets/get/parameters/1/name"]),
        ("$.paths['/nope']", []),
        ("$.paths['/pets']['get', 'x-internal']", ["paths//pets/get", "paths//pets/x-internal"]),
    ],
)  # fmt: skip
def test_finds(expression: str, expected: list[str]) -> None:
    assert ["/".join(steps) for steps in find(expression, DOCUMENT)] == expected


@pytest.mark.parametrize("expression", ["paths", "$.", "$[", "$['a", "$.a[?]", "$.a b"])
def test_refuses(expression: str) -> None:
    with pytest.raises(PathError, match="is expected"):
        find(expression, DOCUMENT)
