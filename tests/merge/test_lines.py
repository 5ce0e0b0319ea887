import random
import subprocess

import pytest

from pactgen.merge.lines import merge_lines
from pactgen.merge.python import merge_python


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "abc", "abc", "abc"),
        ("abc", "xbc", "abc", "xbc"),
        ("abc", "xbc", "aby", "xby"),
        ("abc", "ac", "abcd", "acd"),
        ("abc", "xbc", "xbc", "xbc"),
        ("abc", "", "abc", ""),
        ("", "a", "", "a"),
        ("abc", "axc", "axyc", "axyc"),
        ("abc", "ayxc", "axc", "ayxc"),
    ],
)
def test_disjoint_edits(base, ours, theirs, merged):
    result = merge_lines(*("".join(f"{each}\n" for each in text) for text in (base, ours, theirs)))
    assert result.text == "".join(f"{each}\n" for each in merged)
    assert result.conflicts == ()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("axc", "ayc"), ("xbc", "ayc"), ("abcx", "abcy"), ("abcx", "abcxy"), ("ax", "axy")],
)
def test_edits_that_meet(ours, theirs):
    sides = ["".join(f"{each}\n" for each in text) for text in ("abc", ours, theirs)]
    assert merge_lines(*sides).conflicts


def test_it_is_clean_where_git_is(tmp_path):
    """Both may choose other regions where lines repeat, so the lines are all different."""
    draw = random.Random(5)  # noqa: S311 - a seed makes the cases the same everywhere
    agreed = 0
    for _ in range(150):
        base = [f"line {number}\n" for number in range(20)]
        sides = []
        for side in "xy":
            lines = list(base)
            for number in range(draw.randint(1, 3)):
                at = draw.randrange(len(lines))
                lines[at : at + draw.randint(0, 2)] = [f"{side} {number}\n"] * draw.randint(0, 1)
            sides.append("".join(lines))
        names = [tmp_path / name for name in ("ours", "base", "theirs")]
        for name, text in zip(names, (sides[0], "".join(base), sides[1]), strict=True):
            name.write_text(text)
        git = subprocess.run(
            ["git", "merge-file", "-p", *map(str, names)],
            capture_output=True,
            text=True,
            check=False,
        )
        own = merge_lines("".join(base), *sides)
        assert bool(own.conflicts) == (git.returncode != 0)
        if not own.conflicts:
            assert own.text == git.stdout
            agreed += 1
    assert agreed > 50


COLUMN = "class Book(Base):\n    title: Mapped[str] = mapped_column(String)\n"


@pytest.mark.parametrize("now", ["bool] = mapped_column()", "int] = mapped_column(BigInt)"])
def test_what_goes_on_with_a_name_is_no_edit_beside_another_of_that_name(now):
    mine = COLUMN.replace("(String)", "(String(200))")
    merged = merge_python(COLUMN, mine, COLUMN.replace("str] = mapped_column(String)", now))
    assert [each.name for each in merged.conflicts] == ["Book.title"]


def test_what_is_added_behind_a_changed_name_is_beside_it():
    base = "def f(a: int) -> None:\n    pass\n"
    both = base.replace("a: int", "a: float, b: int = 0")
    mine = base.replace("a: int", "a: int, b: int = 0")
    assert merge_python(base, mine, base.replace("a: int", "a: float")).text == both
