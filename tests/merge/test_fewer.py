"""Of a class that the contract drops and a person edited stays no more than has to."""

import ast

from pactgen.merge.blocks import split
from pactgen.merge.fewer import with_fewer_methods

PRINTED = """\
class Notes:
    async def get(self) -> None:
        await self._find()

    async def _find(self) -> None:
        pass

    async def drop(self) -> None:
        pass
"""


def left(printed: str, mine: str) -> str:
    (last,), (here,) = split(printed).blocks, split(mine).blocks
    return with_fewer_methods(last, here).code


def test_what_an_edited_method_calls_stays():
    code = left(PRINTED, PRINTED.replace("await self._find()", "return await self._find()"))
    assert "def get" in code
    assert "def _find" in code
    assert "def drop" not in code


def test_a_class_is_a_program_though_all_of_its_methods_may_go():
    ast.parse(left(PRINTED, PRINTED.replace("class Notes:", "@mine\nclass Notes:")))
