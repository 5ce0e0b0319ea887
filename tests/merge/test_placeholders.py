import ast

from pactgen.merge.imports import Imported
from pactgen.merge.placeholders import stand_in

SOURCE = '''\
"""Doc."""

from uuid import UUID

from app.schemas import Gone
from app.schemas import Kept


class A:
    """Doc."""

    def f(self, x: Gone, y: Kept) -> UUID: ...
'''


def gone(*names: str):
    return lambda each: each.name in names


def test_a_name_that_is_used_is_stood_for():
    text, names = stand_in(SOURCE, gone("Gone"))
    assert names == ("Gone",)
    assert text == SOURCE.replace(
        "from uuid import UUID\n", "from typing import Any\nfrom uuid import UUID\n"
    ).replace("from app.schemas import Gone\n", "").replace(
        "import Kept\n",
        "import Kept\n\nGone = Any  # the contract no longer has it, and edited code uses it\n",
    )
    ast.parse(text)
    assert stand_in(text, gone("Gone")) == (text, ())


def test_it_goes_when_the_name_comes_back():
    text, _ = stand_in(SOURCE, gone("Gone"))
    again = text.replace(
        "from app.schemas import Kept\n",
        "from app.schemas import Gone\nfrom app.schemas import Kept\n",
    )
    back, names = stand_in(again, gone())
    assert names == ()
    assert "Gone = Any" not in back
    assert "from app.schemas import Gone\n" in back


def test_a_name_that_nobody_uses_just_goes():
    text, names = stand_in(SOURCE.replace("x: Gone, ", ""), gone("Gone"))
    assert names == ()
    assert "Gone" not in text
    assert "\n\nfrom app.schemas import Kept\n" in text


def test_nothing_lost_changes_nothing():
    assert stand_in(SOURCE, gone()) == (SOURCE, ())


def test_a_module_without_the_standard_library_gets_a_section():
    text, _ = stand_in("from app.schemas import Gone\n\nX = Gone\n", gone("Gone"))
    assert text.startswith("from typing import Any\n\nGone = Any  #")
    assert Imported(module="typing", name="Any").line in text
