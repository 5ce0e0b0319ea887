"""A file that text of the contract has broken out of is not written."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pactgen.emit import Emitted, docstring, neutral, raw_string, string
from pactgen.render import BrokenTextError, compare, proven, render

CORPUS: list[str] = json.loads(
    (Path(__file__).parents[1] / "emit" / "hostile.json").read_text(encoding="utf-8")
)
TEMPLATE = '''"""A module."""

NAME = {{ view.name }}


class Thing:
    {{ view.docstring }}

    pattern = {{ view.pattern }}
'''


@dataclass(frozen=True)
class View:
    name: str
    docstring: str
    pattern: str


def safe(text: str) -> Callable[[], View]:
    return lambda: View(
        name=string(text),
        docstring=docstring(text, fallback="A thing.", indent=4),
        pattern=raw_string(text),
    )


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "thing.py.jinja").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "thing.md.jinja").write_text("# {{ view.name }}\n\n\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("text", CORPUS)
def test_sinks_keep_hostile_text_inside(pack: Path, text: str) -> None:
    shown = proven("thing.py.jinja", safe(text), root=pack)
    space: dict[str, object] = {}
    exec(compile(shown, "thing.py", "exec"), space)  # noqa: S102
    assert space["NAME"] == text


def test_text_that_becomes_code_is_caught(pack: Path) -> None:
    def naive(text: str) -> Callable[[], View]:
        # A view that forgets the sink: what every generator on the list of advisories did.
        return lambda: View(name=f'"{_told(text)}"', docstring='"""A."""', pattern="1")

    assert proven("thing.py.jinja", naive("harmless"), root=pack)
    for text in ('"; import os; "', '" + str(1) + "', '", "', '"\n\nimport os\nX = "'):
        with pytest.raises(BrokenTextError):
            proven("thing.py.jinja", naive(text), root=pack)


def _told(text: str) -> str:
    return string(text)[1:-1] if string("x") == '"Neutral"' else text


def test_text_that_is_no_python_is_caught(pack: Path) -> None:
    with pytest.raises(BrokenTextError, match="not Python"):
        render("thing.py.jinja", View("'", '"""A."""', "1"), root=pack)


def test_what_is_missing_in_a_view_is_an_error(pack: Path) -> None:
    with pytest.raises(Exception, match="docstring"):
        render("thing.py.jinja", {"name": "1"}, root=pack)


def test_other_files_are_only_rendered(pack: Path) -> None:
    assert proven("thing.md.jinja", safe("x"), root=pack) == '# "x"\n'


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("x = 'a'", "x = f'a'"),
        ("x = 'a'", "x = 1"),
        ("x = 1", "x = 2.0"),
        ("f('a')", "f('a', 'b')"),
        ("f(a='b')", "f(c='b')"),
        ("x: int = 1", "x = 1"),
        ("import a", "import b"),
        ("['a']", "['a', 'b']"),
        ("x = 'a'", "x = 'a'\ny = 2"),
        ("x = 'a'\ry = b", "x = 'a'\ry = c"),
        ("if a:\n    b = 'x'; c()", "if a:\n    b = 'x'; d()"),
    ],
)
def test_trees_differ(one: str, two: str) -> None:
    with pytest.raises(BrokenTextError):
        compare(one, two, "x.py")


@pytest.mark.parametrize(
    ("one", "two"), [("x = 'a'", "x  = 'bcd'"), ("# a\nx = 1", "x = 2"), ("f'a{x}'", "f'b{x}'")]
)
def test_trees_are_equal_but_for_literals(one: str, two: str) -> None:
    compare(one, two, "x.py")


def test_neutral_ends_with_its_block() -> None:
    with pytest.raises(RuntimeError), neutral():
        raise RuntimeError
    assert string("a") == Emitted('"a"')
