from pathlib import Path

import pytest

import pactgen
from pactgen.merge.blocks import Kind, split

SOURCE = '''\
#!/usr/bin/env python
"""Doc."""

import os
from x import (  # why
    a,
    b as c,
)

ONE: int = 1; TWO = 2


# Before the class.
@final
class A(
    Base,
):  # of the class
    """Doc of A."""

    field: int = 1
    # about g

    @property
    def g(self) -> str:
        """Say."""
        return ""
        # after g

    @g.setter
    def g(self, value: str) -> None: ...

    # end of A


if ONE:
    pass
    # inside
# end
'''


def test_the_blocks_of_a_module():
    suite = split(SOURCE)
    assert suite.text == SOURCE
    kinds = [block.kind for block in suite.blocks]
    assert kinds == [Kind.DOCSTRING, Kind.IMPORT, Kind.IMPORT, Kind.CODE, Kind.CLASS, Kind.CODE]
    of_class = suite.blocks[4]
    assert of_class.lead == "# Before the class.\n"
    assert of_class.head.endswith("):  # of the class\n")
    assert of_class.doc == '    """Doc of A."""\n'
    assert [block.name for block in of_class.suite.blocks] == ["field", "g", "g"]
    assert of_class.suite.blocks[1].lead == "    # about g\n\n"
    assert of_class.suite.blocks[1].body.endswith("# after g\n")
    assert of_class.suite.tail == "\n    # end of A\n"
    assert suite.tail == "# end\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        "x = 1",
        "def f(): ...",
        "class A: pass\n",
        'def f():\n    """Doc."""; return 1\n',
        "def f(a=':'): # c\n    return 1\n",
        "if True:\n    x = 1\nelse:\n    y = 2  # z\n",
        "x = '''\n# no comment\n'''\n\n\n\n# end\n\n",
        "async def f(\n    a: int,\n) -> int:\n\n    # first\n\n    return a\n",
        "x = 1\n\x0c\ny = 2\n",
        "class A:\n\n    # nothing but a comment\n    x = 1\n",
    ],
)
def test_no_byte_is_lost(text):
    assert split(text).text == text


def test_no_byte_of_this_program_is_lost():
    for path in sorted(Path(pactgen.__file__).parent.rglob("*.py")):
        text = path.read_text()
        assert split(text).text == text, path
