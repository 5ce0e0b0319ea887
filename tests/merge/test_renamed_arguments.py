"""What a conflict shows as a person's is what they wrote, also where the contract renamed in it."""

import pytest

from pactgen.merge.python import merge_python
from pactgen.merge.values import Merged, Reason, closed

BASE = '''\
class Notes:
    async def change_note(self, body: Change, size: int) -> object:
        """Change a note."""
        operation = "changeNote"
        raise NotImplementedYetError(operation, body, size)
'''
RULED = '''\
class Notes:
    async def change_note(self, new: Change) -> Note:
        """Change a note."""
        return await self._notes.add(Note(**new.given()))
'''


def yours(merged: Merged) -> str:
    text = merged.text
    for each in merged.conflicts:
        text = text.replace(each.marked, closed(each.ours))
    return text


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (BASE.replace("        raise", "        check()\n        raise"), RULED),
        (BASE.replace("size", "width"), BASE.replace("body", "new").replace("size", "number")),
    ],
)
def test_what_stays_as_yours_is_as_you_wrote_it(ours: str, theirs: str) -> None:
    merged = merge_python(BASE, ours, theirs)
    assert merged.conflicts
    assert yours(merged) == ours


def test_an_edited_function_whose_name_another_takes_is_a_conflict() -> None:
    """`find_2` of another file comes here, and what was called so is gone."""
    one = '    async def find_2(self) -> int:\n        """{text}."""\n        return {value}\n'
    head = "class Values:\n"
    old, new = one.format(text="Old", value=1), one.format(text="New", value=2)
    base = f"{head}{new}\n{old}"
    merged = merge_python(base, base.replace("return 1", "return 10"), f"{head}{new}")
    assert [each.reason for each in merged.conflicts] == [Reason.TAKEN]
    assert merge_python(base, base.replace("return 2", "return 20"), f"{head}{new}").conflicts == ()


def test_a_rule_that_the_contract_gives_up_is_kept_whole() -> None:
    theirs = RULED.replace("self, new: Change) -> Note", "self, query: Query) -> object").replace(
        "        return await self._notes.add(Note(**new.given()))",
        '        operation = "changeNote"\n        raise NotImplementedYetError(operation, query)',
    )
    mine = "made = Note(**new.given())\n        return await self._notes.add(made)"
    ours = RULED.replace("return await self._notes.add(Note(**new.given()))", mine)
    merged = merge_python(RULED, ours, theirs)
    assert [each.reason for each in merged.conflicts] == [Reason.BOTH_CHANGED]
    assert yours(merged) == ours
