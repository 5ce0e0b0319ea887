"""Another `package:`: everything goes along, a person's files and edits included."""

import pytest

from tests.workspace.conftest import shared, yours
from tests.workspace.test_own import told

SERVICE = '''\
from {package}.errors import NotFoundError


class BookService:
    """The use cases."""

    async def read_book(self) -> int:
        """Read."""
        raise NotFoundError
'''


def printed(package: str):
    return (
        yours(
            "pyproject.toml",
            f'name = "shop-api"\npackages = ["src/{package}"]\nfirst = ["{package}"]\n',
        ),
        yours(f"src/{package}/errors.py", "class NotFoundError(Exception): ...\n"),
        yours(f"src/{package}/main.py", f"from {package} import errors\n\napp = errors\n"),
        shared(f"src/{package}/books/service.py", SERVICE.format(package=package)),
        yours("tests/conftest.py", f"from {package}.main import app\n"),
    )


@pytest.fixture
def shop(project):
    project.run(*printed("shop"))
    project.write(
        "src/shop/books/service.py",
        SERVICE.format(package="shop").replace("raise", "mine()\n        raise")
        + "\n\nfrom shop.books.helper import mine\n",
    )
    project.write("src/shop/books/helper.py", "from shop.errors import NotFoundError\n\nmine = 1\n")
    project.write("src/shop/books/mail.txt", "Dear reader of the shop\n")
    project.write("src/shop/main.py", "from shop import errors\n\napp = errors, 'mine'\n")
    project.write("tests/test_mine.py", "from shop.books.helper import mine\n")
    return project


def test_nothing_stays_under_the_old_name(shop):
    shop.run(*printed("store"))
    tree = shop.tree()
    assert not (shop.root / "src/shop").exists()
    assert b"from store.books.helper import mine\n" in tree["src/store/books/service.py"]
    assert b"mine()\n" in tree["src/store/books/service.py"]
    assert tree["src/store/books/helper.py"].startswith(b"from store.errors import")
    assert tree["src/store/main.py"] == b"from store import errors\n\napp = errors, 'mine'\n"
    assert tree["tests/test_mine.py"] == b"from store.books.helper import mine\n"
    assert tree["tests/conftest.py"] == b"from store.main import app\n"
    assert tree["src/store/books/mail.txt"] == b"Dear reader of the shop\n"
    before = shop.tree()
    shop.run(*printed("store"))
    assert shop.tree() == before


def test_files_that_only_pactgen_wrote_are_as_it_prints_them_and_edits_are_told(shop):
    shop.write(
        "pyproject.toml",
        'name = "shop-api"\npackages = ["src/shop"]\nfirst = ["shop"]\n# my shop.\n',
    )
    changes = shop.run(*printed("store"))
    tree = shop.tree()
    assert (
        tree["pyproject.toml"].decode()
        == 'name = "shop-api"\npackages = ["src/store"]\nfirst = ["store"]\n# my shop.\n'
    )
    assert "pyproject.toml: pyproject.toml: the package is `store` now, here too" in told(changes)
    assert tree["src/store/errors.py"] == b"class NotFoundError(Exception): ...\n"


def test_a_file_that_is_at_the_new_place_is_not_overwritten(shop):
    shop.write("src/store/books/helper.py", "other = 1\n")
    shop.run(*printed("store"))
    tree = shop.tree()
    assert tree["src/store/books/helper.py"] == b"other = 1\n"
    assert b"mine = 1\n" in tree["src/shop/books/helper.py"]
