"""String literals and JSON values: Python reads back what was put in."""

import ast
import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pactgen.emit import fstring_text, one_line, raw_string, string, value
from pactgen.emit.characters import is_hidden

CORPUS: list[str] = json.loads(Path(__file__).with_name("hostile.json").read_text())

LETTERS = st.text(st.sampled_from("aZ09 _-'\"\\\n\x07éß日本ﾊ한🎉{}"), max_size=30)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | LETTERS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LETTERS, inner, max_size=4),
    max_leaves=12,
)


@given(st.text(st.characters()))
def test_a_string_is_read_back(text: str) -> None:
    assert ast.literal_eval(string(text)) == text
    assert ast.literal_eval(raw_string(text)) == text


@pytest.mark.parametrize("text", CORPUS)
def test_hostile_text_is_read_back_and_stays_on_its_line(text: str) -> None:
    for literal in (string(text), raw_string(text)):
        assert ast.literal_eval(literal) == text
        assert not any(is_hidden(character) for character in literal)
        assert len(literal.splitlines()) == 1


@pytest.mark.parametrize("text", CORPUS)
def test_a_piece_of_an_fstring_is_constant(text: str) -> None:
    tree = ast.parse(f'f"{fstring_text(text)}"', mode="eval").body
    assert isinstance(tree, ast.JoinedStr)
    said = "".join(part.value for part in tree.values if isinstance(part, ast.Constant))
    assert said == text
    assert all(isinstance(part, ast.Constant) for part in tree.values)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(JSON)
def test_a_json_value_is_read_back(data: object) -> None:
    assert ast.literal_eval(one_line(data)) == data
    assert ast.literal_eval(value(data, indent=4, before=20, after=3).strip()) == data


@settings(max_examples=40, deadline=None)
@given(st.lists(JSON, min_size=1, max_size=6))
def test_values_are_printed_as_the_formatter_prints_them(values: list[object]) -> None:
    lines = [f"x = {value(data, before=4)}" for data in values]
    text = "\n".join(lines) + "\n"
    formatted = subprocess.run(
        ["ruff", "format", "--isolated", "--line-length", "100", "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    # Whole exponents and long strings are the formatter's own business.
    assert _without_exponents(text) == _without_exponents(formatted)


def _without_exponents(text: str) -> str:
    return text.replace("e+", "e")


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
def test_what_json_cannot_say_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="not a JSON number"):
        one_line(number)
