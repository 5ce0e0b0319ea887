"""Statements of a class that cannot do without what the contract drops."""

import pytest

from pactgen.merge.needs import looked_up
from pactgen.merge.python import merge_python
from pactgen.merge.values import Reason

BASE = '''\
class Book(Base):
    """A row."""

    __tablename__ = "books"

    title: Mapped[str] = mapped_column(String)
    pages: Mapped[int] = mapped_column(Integer)
'''
NOW = BASE.replace("    pages: Mapped[int] = mapped_column(Integer)\n", "")
TABLE = '    __tablename__ = "books"\n'


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("__table_args__", '    __table_args__ = (Index("ix_pages", "pages"),)\n'),
        ("__table_args__", '    __table_args__ = (Index("ix_pages", text("x"), "pages"),)\n'),
        ("length", "    length: Mapped[int] = synonym(pages)\n"),
        ("length", "    length = column_property(pages + 1)\n"),
    ],
)
def test_an_edit_that_needs_a_dropped_column_is_a_conflict(name, statement):
    ours = BASE.replace(TABLE, TABLE + statement) if name[0] == "_" else BASE + statement
    merged = merge_python(BASE, ours, NOW)
    (conflict,) = merged.conflicts
    assert (conflict.name, conflict.reason) == (f"Book.{name}", Reason.LACKS)
    assert conflict.why == "it needs what the contract dropped: `pages`"
    assert conflict.ours == statement
    assert conflict.theirs == ""
    assert merge_python(NOW, ours, NOW).conflicts == ()


@pytest.mark.parametrize(
    "statement",
    [
        '    __table_args__ = (Index("ix_title", "title"),)\n',
        '    kind: Mapped[str] = mapped_column(String, default="pages")\n',
        "    def thick(self) -> bool:\n        return self.pages > 9\n",
    ],
)
def test_what_does_not_keep_the_module_from_importing_is_none(statement):
    merged = merge_python(BASE, BASE + statement, NOW)
    assert merged.conflicts == ()
    assert statement in merged.text


def test_a_column_of_yours_by_that_name_is_there():
    mine = "    pages: Mapped[int] = mapped_column(BigInteger)\n"
    ours = BASE.replace("    pages: Mapped[int] = mapped_column(Integer)\n", mine)
    ours = ours.replace(TABLE, f'{TABLE}    __table_args__ = (Index("ix", "pages"),)\n')
    assert merge_python(BASE, ours, NOW).conflicts == ()


def test_an_edited_constructor_that_the_contract_drops_is_a_conflict():
    base = (
        "class Books:\n    def __init__(self, rows: Rows) -> None:\n        self._rows = rows\n\n"
        "    async def get(self) -> object:\n        return await self._rows.get()\n"
    )
    now = "class Books:\n    async def get(self) -> object:\n        raise NotYet\n"
    ours = base.replace("        self._rows = rows\n", "        # why\n        self._rows = rows\n")
    (conflict,) = merge_python(base, ours, now).conflicts
    assert (conflict.name, conflict.reason) == ("Books.__init__", Reason.MADE)
    assert merge_python(base, base, now).text == now


def test_what_is_between_markers_needs_nothing():
    assert looked_up("<<<<<<< yours\nx = y\n=======\n>>>>>>> pactgen, now\n") == frozenset()


def test_a_column_that_another_one_takes_the_place_of_is_gone_too():
    ours = BASE.replace(TABLE, f'{TABLE}    __table_args__ = (Index("ix", "pages"),)\n')
    now = BASE.replace("    pages:", "    leaves:")
    (conflict,) = merge_python(BASE, ours, now).conflicts
    assert conflict.lacks == ("pages",)


ROUTES = {
    name: f'\n\n@router.get("/{name}", dependencies=[])\nasync def {name}() -> int:\n    return 1\n'
    for name in ("books", "shelves", "pages")
}
TOP = "from fastapi import Depends\n\nrouter = Operations()\n"


def test_what_a_decorator_names_stays_above_it_where_the_contract_has_another_order():
    base = TOP + "".join(ROUTES.values())
    own = "\n\nLIMIT = 3\n\n\ndef rate(limit: int = LIMIT) -> None:\n    print(limit)\n"
    edited = ROUTES["pages"].replace("=[]", "=[Depends(rate)]")
    ours = TOP + ROUTES["books"] + ROUTES["shelves"] + own + edited
    theirs = TOP + "".join(ROUTES[name] for name in ("pages", "books", "shelves"))
    merged = merge_python(base, ours, theirs)
    assert merged.conflicts == ()
    names = ("LIMIT = 3", "def rate", "def pages", "def books", "def shelves")
    places = [merged.text.index(each) for each in names]
    assert places == sorted(places)
    assert merge_python(theirs, merged.text, theirs).text == merged.text
