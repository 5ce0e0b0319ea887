import ast

from pactgen.merge.imports import Imported
from pactgen.merge.placeholders import cleared, needed_alone, stand_in
from pactgen.merge.python import merge_python

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
    assert cleared(text, SOURCE) == SOURCE.replace("from app.schemas import Gone\n", "")
    assert cleared(text, SOURCE.replace("Gone", "Other")) == text


def test_a_comment_before_it_stays():
    text, _ = stand_in(SOURCE, gone("Gone"))
    text = text.replace("Gone = Any", "# why\n\nGone = Any")
    back = cleared(text, SOURCE)
    assert "Any" not in back
    assert "# why\n" in back
    unused = needed_alone(text.replace("x: Gone, ", ""))
    assert "Gone" not in unused
    assert "# why\n" in unused


def test_any_stays_where_something_else_needs_it():
    text, _ = stand_in(SOURCE.replace("y: Kept", "y: Any"), gone("Gone"))
    assert "import Any\n" in cleared(text, SOURCE)


def test_it_goes_also_when_another_definition_conflicts():
    base = stand_in(SOURCE, gone("Gone"))[0].replace("class A", "X = 1\n\n\nclass A")
    ours, theirs = base.replace("X = 1", "X = 2"), SOURCE.replace("class A", "X = 3\n\n\nclass A")
    merged = merge_python(base, ours, theirs)
    assert len(merged.conflicts) == 1
    assert "Gone = Any" not in merged.text
    assert "from app.schemas import Gone\n" in merged.text


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


def test_a_name_of_a_joined_import_is_stood_for():
    joined = SOURCE.replace(
        "from app.schemas import Gone\nfrom app.schemas import Kept\n",
        "from app.schemas import Gone, Kept, Other\n",
    )
    text, names = stand_in(joined.replace("UUID: ...", "Other: ..."), gone("Gone"))
    assert names == ("Gone",)
    assert "Gone = Any" in text
    assert "from app.schemas import Kept\nfrom app.schemas import Other\n" in text
    ast.parse(text)


def test_the_comment_of_an_import_that_goes_stays_beside_the_placeholder():
    source = SOURCE.replace("from uuid import UUID\n\n", "").replace(
        "import Gone\n", "import Gone  # ours\n"
    )
    text, names = stand_in(source.replace("UUID", "int"), gone("Gone"))
    assert names == ("Gone",)
    assert "# ours\n" in text
    ast.parse(text)


def test_a_long_name_is_stood_for_in_one_line():
    name = "Refresh" * 7
    text, _ = stand_in(f"from app.schemas import {name}\n\nprint({name})\n", gone(name))
    assert max(map(len, text.splitlines())) <= 100
    assert cleared(text, f"from app.schemas import {name}\n") == f"\nprint({name})\n"
