"""Docstrings, comments, Markdown: prose goes in, code does not come out."""

import ast
import io
import json
import subprocess
import tokenize
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactgen.emit import comment, docstring, markdown, markdown_code, plain
from pactgen.emit.characters import is_hidden

CORPUS: list[str] = json.loads(Path(__file__).with_name("hostile.json").read_text())


def shown(text: str, *, indent: int = 4) -> str:
    literal = docstring(text, fallback="The fallback.", indent=indent)
    return f"class A:\n    {literal}\n"


@pytest.mark.parametrize("text", CORPUS)
def test_a_class_with_a_hostile_docstring_is_a_class_with_a_docstring(text: str) -> None:
    tree = ast.parse(shown(text))
    (found,) = tree.body
    assert isinstance(found, ast.ClassDef)
    (only,) = found.body
    assert isinstance(only, ast.Expr)
    assert isinstance(only.value, ast.Constant)
    source = shown(text)
    assert not any(is_hidden(each) for each in source if each != "\n")


@given(st.text(st.characters()))
def test_any_text_makes_a_docstring(text: str) -> None:
    tree = ast.parse(shown(text))
    assert len(tree.body) == 1
    assert ast.get_docstring(tree.body[0])  # type: ignore[arg-type]


def test_no_word_of_the_text_is_lost() -> None:
    text = 'Say "hi" to\u00a0C:\\temp. Then\n\nmore """ than that\x07.'
    tree = ast.parse(shown(text))
    said = ast.get_docstring(tree.body[0])  # type: ignore[arg-type]
    assert said is not None
    assert said.split() == text.replace("\u00a0", " ").split()


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("handles retrieval of campaigns", "Handles retrieval of campaigns."),
        ("iOS devices, all of them", "iOS devices, all of them."),
        ("`id` or nothing", "`id` or nothing."),
        ("été ou hiver", "été ou hiver."),
    ],
)
def test_a_plain_word_opens_a_sentence_with_a_capital(text: str, summary: str) -> None:
    tree = ast.parse(shown(text))
    assert ast.get_docstring(tree.body[0]) == summary  # type: ignore[arg-type]


def test_linters_accept_the_docstrings() -> None:
    classes = "\n\n".join(shown(text).replace("A:", f"A{n}:") for n, text in enumerate(CORPUS))
    done = subprocess.run(
        ["ruff", "check", "--isolated", "--select", "D,E,W,PLE", "--line-length", "100",
         "--ignore", "D203,D213,D100,D401,E3", "-"],
        input=classes, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("text", CORPUS)
def test_a_comment_is_nothing_but_a_comment(text: str) -> None:
    source = f"x = 1\n{comment(text)}\ny = 2\n"
    kinds = [token.type for token in tokenize.generate_tokens(io.StringIO(source).readline)]
    assert kinds.count(tokenize.NAME) == 2
    assert all(line.startswith("#") for line in comment(text).split("\n"))
    assert len(comment(text).splitlines()) == len(comment(text).split("\n"))


@pytest.mark.parametrize("text", CORPUS)
def test_one_line_stays_one_line(text: str) -> None:
    for line in (plain(text), markdown(text), markdown_code(text)):
        assert len(line.splitlines()) <= 1
        assert not any(is_hidden(character) for character in line)


def test_markdown_marks_mean_nothing() -> None:
    assert markdown("# <b>*x*</b> [a](b) | `c`") == (
        "\\# \\<b\\>\\*x\\*\\</b\\> \\[a\\](b) \\| \\`c\\`"
    )
    assert markdown("snake_case") == "snake_case"
    assert markdown("1. one") == "1\\. one"
    assert markdown("- one") == "\\- one"


def test_a_code_span_holds_backticks() -> None:
    assert markdown_code("a`b``c") == "``` a`b``c ```"
    assert markdown_code("plain") == "`plain`"


@pytest.mark.parametrize("text", ["This is it.", "**This** is it.", "_this_: a thing.", "`This`."])
def test_no_summary_begins_with_this_whatever_marks_stand_around_it(text: str) -> None:
    assert docstring(text, fallback="The fallback.").startswith('"""The fallback.')


def body(text: str, **options: bool) -> str:
    """Return a docstring as it stands in the code, without its quotes."""
    literal = docstring(text, fallback="The fallback.", **options)  # type: ignore[arg-type]
    return str(literal).removeprefix('"""').removesuffix('"""')


def test_a_list_keeps_a_line_for_each_item() -> None:
    long = "word " * 25
    assert body(f"Sort by:\n* `name`\n  or so\n* {long}\n  1) inner\nnext\n\nEnd.") == (
        "Sort by.\n\n- `name` or so\n"
        f"- {' '.join(['word'] * 19)}\n  {' '.join(['word'] * 6)}\n"
        "  1) inner next\n\nEnd.\n"
    )


def test_code_and_tables_stand_as_they_are() -> None:
    text = 'One.\n\n  ```json\n  {\n    "a": 1\n  }\n  ```\n| a |\n|---|\n# More\nText.\n***\nEnd.'
    assert body(text) == (
        'One.\n\n```json\n{\n  "a": 1\n}\n```\n\n| a |\n|---|\n\nMore\n\nText.\n\nEnd.\n'
    )


def test_brief_keeps_the_list_that_the_summary_announces() -> None:
    text = "State of the event:\n- DRAFT: nobody sees it\n- OPEN: all do\n\nMore on it.\n- other"
    assert (
        body(text, brief=True) == "State of the event.\n\n- DRAFT: nobody sees it\n- OPEN: all do\n"
    )
    assert body("State of the event.\n- DRAFT", brief=True) == "State of the event."


def test_a_list_that_is_indented_as_a_whole_is_not() -> None:
    """Linters take lines that all stand further right for a mistake (pydocstyle D208)."""
    assert body("    - one\n      two\n        - inner\n    - three") == (
        "The fallback.\n\n- one two\n    - inner\n- three\n"
    )
