"""Identifiers, paths and configuration values."""

import json
import tomllib
from pathlib import Path

import pytest
import yaml as pyyaml

from pactgen.emit import (
    UnfitNameError,
    dotted,
    env_value,
    identifier,
    neutral,
    path_segment,
    string,
    toml,
    toml_key,
    yaml,
)

CORPUS: list[str] = json.loads(Path(__file__).with_name("hostile.json").read_text())

SURROGATE = "\ud800"
HOSTILE = [text for text in CORPUS if not text.isalpha()]


@pytest.mark.parametrize("name", ["a", "snake_case", "Pascal", "größe", "日本", "_x1"])
def test_identifiers_pass(name: str) -> None:
    assert identifier(name) == name


@pytest.mark.parametrize("name", ["", "1a", "a-b", "class", "None", "a b", "a.b", "ﬁx", *HOSTILE])
def test_what_is_no_identifier_is_refused(name: str) -> None:
    with pytest.raises(UnfitNameError):
        identifier(name)


def test_every_part_of_a_module_path_is_an_identifier() -> None:
    assert dotted("shop.orders.schemas") == "shop.orders.schemas"
    for path in ("shop..x", "shop.class", "", "a.b c"):
        with pytest.raises(UnfitNameError):
            dotted(path)


@pytest.mark.parametrize("name", ["router.py", "0001_initial.py", "a-b", "größe"])
def test_file_names_pass(name: str) -> None:
    assert path_segment(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        ".env",
        "a/b",
        "a\\b",
        "con",
        "NUL.txt",
        "com1",
        "a.",
        "-rf",
        "a\nb",
        "x" * 256,
    ],
)
def test_file_names_that_hurt_somewhere_are_refused(name: str) -> None:
    with pytest.raises(UnfitNameError):
        path_segment(name)


@pytest.mark.parametrize("text", CORPUS)
def test_toml_yaml_and_json_read_back(text: str) -> None:
    data = {text: [text, 1, 1.5, True, {"x": text}]}
    assert tomllib.loads(f"x = {toml(data)}") == {"x": data}
    assert tomllib.loads(f"{toml_key(text)} = 1") == {text: 1}
    assert pyyaml.safe_load(f"x: {yaml(data)}") == {"x": data}
    assert len(yaml(data).splitlines()) == 1


def test_a_lone_surrogate_is_refused_where_it_cannot_be_written() -> None:
    for sink in (toml, yaml):
        with pytest.raises(ValueError, match="surrogate"):
            sink(SURROGATE)


@pytest.mark.parametrize("text", CORPUS)
def test_an_env_value_is_one_line_or_refused(text: str) -> None:
    try:
        line = env_value(text)
    except ValueError:
        return
    assert len(line.splitlines()) <= 1
    assert "$(" not in line or line.startswith("'")


def test_neutral_text_replaces_text_of_the_contract() -> None:
    with neutral():
        assert string("anything") == '"Neutral"'
        assert json.loads(yaml(["a", 1])) == ["Neutral", 1]
    assert string("anything") == '"anything"'
