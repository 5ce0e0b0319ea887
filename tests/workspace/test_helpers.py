"""What an edited definition uses of a person's goes along when the contract moves it."""

import pytest

from tests.workspace.test_moving import edit, printed, text_of
from tests.workspace.test_own import told

BOOKS = "src/shop/books"
HELPER = """

def doubled(key: int) -> int:
    logger.info("%s", key)
    return key * 2
"""


def edited(project, call: str = "doubled(key)", more: str = HELPER) -> None:
    project.run(*printed(books=True))
    path = f"{BOOKS}/service.py"
    edit(project, path, "        return key\n", f"        return {call}\n")
    text = (project.root / path).read_text()
    top = (
        "import logging\n\nfrom shop.errors import NotFoundError\n\nlogger = logging.getLogger()\n"
    )
    text = text.replace("from shop.errors import NotFoundError\n", top)
    project.write(path, text.rstrip("\n") + "\n" + more)


def moved(project) -> tuple[str, str]:
    """Return the service that the method left and the one that it came to."""
    changes = project.run(*printed(books=False))
    assert changes.conflicts == ()
    before = project.tree()
    assert told(project.run(*printed(books=False))) == []
    assert project.tree() == before
    return text_of(project, "books/service.py"), text_of(project, "shelfs/service.py")


def test_helpers_and_values_go_along(project):
    edited(project)
    books, shelfs = moved(project)
    assert "return doubled(key)\n" in shelfs
    assert HELPER in shelfs
    assert "import logging\n\nfrom shop" in shelfs
    assert "NotFoundError\n\nlogger = logging.getLogger()\n\n\nclass ShelfService" in shelfs
    assert all(name not in books for name in ("doubled", "logger", "logging"))


@pytest.mark.parametrize("there", ["list", "file"])
def test_a_helper_that_others_use_is_imported_from_where_it_stays(project, there):
    edited(project)
    if there == "list":
        edit(project, f"{BOOKS}/service.py", "return 1\n", "return doubled(1)\n")
    else:
        text = "from shop.books.service import doubled\n\nprint(doubled(1))\n"
        project.write("src/shop/jobs.py", text)
    books, shelfs = moved(project)
    assert HELPER in books
    assert "logger = " in books
    assert "from shop.books.service import doubled\n" in shelfs
    assert "logger" not in shelfs


def test_a_method_that_a_person_added_goes_along(project):
    own = "    def _doubled(self, key: int) -> int:\n        return key * 2\n"
    edited(project, call="self._doubled(key)", more="")
    edit(project, f"{BOOKS}/service.py", "    # Yours from", f"{own}\n    # Yours from")
    books, shelfs = moved(project)
    assert own in shelfs
    assert "_doubled" not in books


def test_another_helper_of_the_same_name_is_told(project):
    edited(project)
    path = "src/shop/shelfs/service.py"
    text = (project.root / path).read_text()
    project.write(path, text + "\n\ndef doubled(key: int) -> int:\n    return key\n")
    changes = project.run(*printed(books=False))
    assert (
        f"{path}: doubled: the edits that came here used another one, that of shop.books.service"
        in told(changes)
    )
    assert HELPER in text_of(project, "books/service.py")


def test_a_decorator_stands_before_what_it_decorates(project):
    own = "def twice(call):\n    return call\n\n\n"
    edited(project, more="")
    edit(project, f"{BOOKS}/service.py", "class BookService:", f"{own}class BookService:")
    edit(
        project, f"{BOOKS}/service.py", "    async def restock", "    @twice\n    async def restock"
    )
    edit(project, f"{BOOKS}/service.py", "doubled(key)", "key + 1")
    books, shelfs = moved(project)
    assert "twice" not in books
    assert f"{own}class ShelfService" in shelfs
