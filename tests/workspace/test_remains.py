"""Whether anything of what stays of a file is somebody's."""

from pactgen.workspace.leaving import Leaving, Remains
from pactgen.workspace.sides import Sides

PATH = "src/shop/books/repository.py"
PRINTED = '''\
"""SQL for books."""


class BookRepository:
    """Reads books."""

    def __init__(self, session: object) -> None:
        """Borrow it."""
        self._session = session

    async def drop(self) -> None:
        """Drop one."""
'''
FEWER = PRINTED[: PRINTED.index("\n    async def drop")]


def remains(ours: str, **own: bytes) -> Remains:
    leaving = Leaving(emitted={}, own={f"src/shop/{name}.py": text for name, text in own.items()})
    found = leaving.remains(PATH, Sides(base=PRINTED, ours=ours))
    assert found is not None
    return found


def test_of_a_file_that_a_person_only_shortened_nothing_has_to_stay():
    assert remains(FEWER).is_nobodys


def test_what_a_person_wrote_stays():
    assert not remains(FEWER + "\n    async def mine(self) -> None: ...\n").is_nobodys


def test_what_a_persons_file_imports_stays():
    asks = b"from shop.books.repository import BookRepository\n"
    assert not remains(FEWER, helper=asks).is_nobodys
