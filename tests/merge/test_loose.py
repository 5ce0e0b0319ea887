"""What formatters do to a file is no edit; what people do besides meets the contract's change."""

import subprocess

import pytest

from pactgen.merge.loose import merge_loose, same, same_module
from pactgen.merge.python import merge_python
from tests.merge.edits import RUFF

MODULE = '''\
"""Doc."""

from app.schemas import One
from app.schemas import Two


class Service:
    """Rules."""

    async def find(self, session: Session, *, one: One, two: Two, limit: int = 20) -> list[One]:
        """Find."""
        found = await self.repository.find(session, one=one, two=two, limit=limit, offset=0)
        return [each for each in found if each.is_visible or each.owner == two.owner]

    async def drop(self, session: Session, *, one: One) -> None:
        """Drop."""
        await self.repository.drop(session, one=one)
'''


def formatted(text: str, *arguments: str) -> str:
    command = [RUFF, *arguments, "--quiet", "--isolated", "-"]
    return subprocess.run(command, input=text, capture_output=True, check=True, text=True).stdout


def narrow(text: str) -> str:
    return formatted(text, "format", "--line-length", "40")


def isorted(text: str) -> str:
    return formatted(text, "check", "--fix-only", "--select", "I")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("f(a, b)\n", "f(\n    a,\n    b,\n)\n"),
        ("x = f(a) or b\n", "x = (\n    f(a) or b\n)\n"),
        ("return a\n", "return (\n    a  \n)\n"),
        ("x: int = 'a'\n", 'x: (\n    int\n) = "a"\n'),
        ("if a and b:\n    pass\n", "if (\n    a\n    and b\n):\n    pass\n"),
        ("x = 1\n\n\ny = 2\n", "x = 1\ny = 2\n"),
        ("x = a + \\\n    b\n", "x = a + b\n"),
    ],
)
def test_a_layout_says_nothing(one, two):
    assert same(one, two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("x = (a,)\n", "x = (a)\n"),
        ("x = y[a,]\n", "x = y[a]\n"),
        ("x = (a + b) * c\n", "x = a + b * c\n"),
        ("x = ()\n", "x = \n"),
        ("x = 'a'\n", "x = 'b'\n"),
        ("f(a)  # one\n", "f(a)  # two\n"),
        ("f(a)\n", "f(a)  # new\n"),
        ("if a:\n    f()\ng()\n", "if a:\n    f()\n    g()\n"),
    ],
)
def test_what_is_said_is_no_layout(one, two):
    assert not same(one, two)


def test_a_module_is_the_same_after_a_formatter_and_isort():
    assert narrow(MODULE) != MODULE
    assert isorted(MODULE) != MODULE
    assert same_module(MODULE, isorted(narrow(MODULE)))
    assert not same_module(MODULE, MODULE.replace("limit=limit", "limit=None"))
    assert not same_module(MODULE, MODULE.replace("import Two", "import Three as Two"))


def test_an_untouched_definition_follows_the_contract_though_it_was_formatted():
    theirs = MODULE.replace("limit: int = 20", "limit: int = 50").replace("offset=0", "offset=1")
    merged = merge_python(MODULE, isorted(narrow(MODULE)), theirs)
    assert merged.conflicts == ()
    assert same_module(merged.text, theirs)
    kept = narrow(MODULE).partition("async def drop")[2]
    assert kept in merged.text, "what the contract left alone keeps the team's layout"


def test_an_untouched_definition_goes_with_the_contract_though_it_was_formatted():
    theirs = MODULE.partition("\n    async def drop")[0]
    merged = merge_python(MODULE, narrow(MODULE), theirs)
    assert (merged.conflicts, merged.notes) == ((), ())
    assert "drop" not in merged.text


def test_an_edit_in_another_layout_meets_the_contract():
    ours = narrow(MODULE.replace("one=one, two=two", "one=one, mine=1, two=two"))
    theirs = MODULE.replace("offset=0", "cursor=None").replace("limit: int = 20", "size: int = 20")
    merged = merge_python(MODULE, ours, theirs)
    assert merged.conflicts == ()
    both = theirs.replace("one=one, two=two", "one=one, mine=1, two=two")
    assert same_module(merged.text, both)


def test_both_sides_in_one_argument_are_a_conflict():
    ours = narrow(MODULE.replace("offset=0", "offset=mine"))
    merged = merge_python(MODULE, ours, MODULE.replace("offset=0", "offset=1"))
    assert [each.name for each in merged.conflicts] == ["Service.find"]


def test_arguments_of_both_sides_at_the_end_get_their_comma():
    base, ours = "f(\n    a,\n    b,\n)\n", "f(c, a, b)\n"
    assert merge_loose(base, ours, base.replace("b,", "b,\n    d,")) == "f(c, a, b,\n    d,)\n"


def test_lines_are_enough_where_nobody_changed_the_layout():
    assert merge_loose("f(a, b)\n", "f(a, b, c)\n", "f(d, a, b)\n") is None


def test_a_signature_that_a_new_name_makes_too_long_is_wrapped_as_printed():
    """The names follow the contract before the merge, so that only the layout differs."""
    base = """\
async def change(
    notes: Notes, changes: Annotated[NoteUpdateRequest | None, Reads("application/www-form")] = None
) -> Note:
    return await notes.change(changes)
"""
    now = """\
async def change(
    notes: Notes,
    changes: Annotated[NoteUpdateRequest | None, Reads("application/x-www-form")] = None,
) -> Note:
    return await notes.change(changes)
"""
    mine = ("    return", "    print(changes)\n    return")
    assert merge_python(base, base.replace(*mine), now).text == now.replace(*mine)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("String", 'String, comment="a"', "String(9)", 'String(9), comment="a"'),
        ("String", "String(9)", "String, index=True", "String(9), index=True"),
        ("", "index=True", "unique=True", "unique=True, index=True"),
        ("a", "a, deps=[Mine(b)]", "a, deps=[needs(c)]", "a, deps=[needs(c), Mine(b)]"),
    ],
)  # fmt: skip
def test_what_is_added_beside_a_change_in_one_call(base, ours, theirs, merged):
    texts = (f"size = column({each})\n" for each in (base, ours, theirs))
    result = merge_python(*texts)
    assert (result.text, result.conflicts) == (f"size = column({merged})\n", ())


def test_two_entries_of_one_name_are_a_choice():
    sides = ("run(a)\n", "run(a, deps=[Mine(b)])\n", "run(a, deps=[Mine(c)])\n")
    assert merge_python(*(f"x = {each}" for each in sides)).conflicts


def test_a_dependency_beside_the_security_that_the_contract_adds():
    base = """\
@router.get(
    "/games",
    response_model=list[Game],
)
async def games() -> object:
    return 1
"""
    ours, theirs = (
        base.replace("Game],\n", f"Game],\n    dependencies=[{each}],\n")
        for each in ("Depends(limit)", 'requires({"key": []})')
    )
    merged = merge_python(base, ours, theirs)
    assert merged.conflicts == ()
    assert '    dependencies=[requires({"key": []}), Depends(limit)],\n' in merged.text
