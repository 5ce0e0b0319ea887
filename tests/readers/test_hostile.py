"""Input made to hurt: a diagnostic, never a traceback, a file of this machine or a long wait."""

import os
from pathlib import Path

import pytest

from pactgen.diagnostics import render
from pactgen.readers.openapi import ReadResult, read_contract

HEAD = 'openapi: 3.0.3\ninfo: {title: Pets, version: "1"}\n'
PATHS = 'paths: {/pets: {get: {responses: {"200": {description: OK}}}}}\n'


def read(folder: Path, text: str | bytes, name: str = "api.yaml") -> ReadResult:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = read_contract(path, root=folder)
    assert "Traceback" not in render(result.diagnostics, result.sources)
    return result


def codes(result: ReadResult) -> set[str]:
    return {item.code for item in result.diagnostics}


def referring(reference: str) -> str:
    schema = f'components: {{schemas: {{Pet: {{$ref: "{reference}"}}}}}}\n'
    return HEAD + "tags: [{name: pets}]\n" + PATHS + schema


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("/etc/passwd", "reference-outside"),
        ("../../../../../../../../etc/passwd", "reference-outside"),
        ("%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "reference-outside"),
        ("file:///etc/passwd", "reference-network"),
        ("https://example.com/a.yaml#/Pet", "reference-network"),
        ("//example.com/a.yaml", "reference-network"),
        ("http://[::ffff:127.0.0.1]/a.yaml", "reference-network"),
        ("http://[::1/a.yaml", "reference-network"),
        ("C:/secrets.yaml", "reference-network"),
        ("\\\\\\\\server\\\\share.yaml", "reference-network"),
        ("a%00b.yaml", "repair-reference-missing"),
        ("#/components/schemas/Pet/~2", "reference-not-found"),
        ("#/components/schemas/Pet", "reference-loop"),
        ("#nowhere", "reference-not-found"),
        (f"#/tags/{'1' * 5000}", "reference-not-found"),
    ],
)
def test_references_stay_inside(tmp_path: Path, reference: str, code: str) -> None:
    result = read(tmp_path, referring(reference))
    assert code in codes(result)
    assert [file.name for file in result.files] == ["api.yaml"]


def test_symbolic_links_are_followed_before_the_check(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.yaml").write_text("type: string\n")
    (inside / "link.yaml").symlink_to(outside / "secret.yaml")
    result = read(inside, referring("link.yaml"))
    assert codes(result) == {"reference-outside"}
    assert [file.name for file in result.files] == ["api.yaml"]


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in ("folder.yaml", "pipe.yaml"):
        assert "file-unreadable" in codes(read(tmp_path, referring(name)))
    assert codes(read_contract(tmp_path / "nothing.yaml")) == {"file-not-found"}
    assert codes(read_contract(tmp_path / "folder.yaml")) == {"file-unreadable"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 100_000, "document-too-deep"),
        ("{a: " * 50_000, "document-too-deep"),
        ("".join(f"{' ' * level}a:\n" for level in range(1_000)), "document-too-deep"),
        ("- " * 5_000 + "a", "document-too-deep"),
        ("\x00\x01", "yaml-syntax"),
        ("a: \ud83d".encode("utf-8", "surrogatepass"), "text-encoding"),
        ("\ufeff" + "openapi: 9", "version-unsupported"),
        ("&a [*a]", "yaml-alias-recursive"),
        ("a: *b", "yaml-alias-unknown"),
        ("? {a: b}\n: c\nopenapi: 3.0.3", "key-not-text"),
        ("a: !!binary aGk=\nopenapi: 3.0.3", "yaml-tag"),
        ("%YAML 9.9\n---\na", "yaml-syntax"),
    ],
)
def test_yaml(tmp_path: Path, text: str | bytes, code: str) -> None:
    assert code in codes(read(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a":' * 300 + "1" + "}" * 300, "document-too-deep"),
        ('{"a": Infinity}', "json-syntax"),
        ('{"a": "\\ud800"}', "json-syntax"),
        ('{"a": 1,}', "json-syntax"),
        ('{"openapi": "3.0.3", "a": 1e999}', "json-syntax"),
        ("{", "json-syntax"),
    ],
)
def test_json(tmp_path: Path, text: str, code: str) -> None:
    assert code in codes(read(tmp_path, text, "api.json"))


def test_an_endless_opening_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """How far orjson reads until it gives up depends on its version."""
    found = codes(read(tmp_path, '{"a":' * 100_000, "api.json"))
    assert found <= {"json-syntax", "document-too-deep"}
    assert found


def test_a_component_may_only_refer_to_a_file_that_refers_back(tmp_path: Path) -> None:
    (tmp_path / "Book.yaml").write_text("type: object\nproperties: {author: {$ref: Author.yaml}}\n")
    (tmp_path / "Author.yaml").write_text(
        "properties: {book: {$ref: 'api.yaml#/components/schemas/Book'}}\n"
    )
    paths = PATHS.replace("OK", "OK, content: {a/json: {schema: {$ref: Author.yaml}}}")
    result = read(tmp_path, HEAD + paths + "components: {schemas: {Book: {$ref: Book.yaml}}}\n")
    assert codes(result) == set()
    assert result.draft is not None
    assert result.draft.schemas["Book"].properties[0].name == "author"


@pytest.mark.parametrize(
    ("responses", "code", "statuses"),
    [
        ('{"200": {description: OK}, "600": {description: no}}', "repair-status", ["200"]),
        ('{"200 OK": {description: OK}}', "repair-status", ["200"]),
        ("{error: {description: no}}", "repair-status", []),
        ("{}", "repair-missing-responses", []),
    ],
)
def test_responses_that_no_status_names(
    tmp_path: Path, responses: str, code: str, statuses: list[str]
) -> None:
    result = read(tmp_path, HEAD + f"paths: {{/pets: {{get: {{responses: {responses}}}}}}}\n")
    assert code in codes(result)
    assert result.contract is not None
    assert [each.status for each in result.contract.operations[0].responses] == statuses


def test_a_version_without_its_last_number(tmp_path: Path) -> None:
    result = read(tmp_path, (HEAD + PATHS).replace("3.0.3", "3.0"))
    assert "repair-version" in codes(result)
    assert result.contract is not None


def test_long_integers_keep_their_digits(tmp_path: Path) -> None:
    text = HEAD + PATHS + "components: {schemas: {Id: {const: 123456789012345678901234567890}}}\n"
    result = read(tmp_path, text)
    assert result.draft is not None
    assert result.draft.schemas["Id"].const == 123456789012345678901234567890


def test_terminals_are_not_driven_by_the_input(tmp_path: Path) -> None:
    result = read(tmp_path, b'openapi: 3.0.3\ninfo: {title: "\x1b[31m"}\npaths: {}\n')
    assert "\x1b" not in render(result.diagnostics, result.sources)
