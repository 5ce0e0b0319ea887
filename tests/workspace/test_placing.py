"""Modules that a person moved are imported from where they are."""

from pactgen.workspace.past import past_of
from pactgen.workspace.placing import moved_modules, placed
from pactgen.workspace.store import read_lock
from tests.workspace.conftest import generated, shared

SERVICE = "".join(f"def f{number}() -> int: ...\n\n\n" for number in range(20))
ROUTER = "from shop.books.service import f1\n\nROUTES = (f1,)\n"


def printed(router: str = ROUTER):
    return (
        shared("src/shop/books/service.py", SERVICE),
        shared("src/shop/books/router.py", router),
        generated("src/shop/features.py", "from shop.books.service import f2\n"),
    )


def move(project) -> None:
    project.write("src/shop/books/core/rules.py", SERVICE)
    (project.root / "src/shop/books/service.py").unlink()
    router = ROUTER.replace("books.service", "books.core.rules") + "\nmine = 1\n"
    project.write("src/shop/books/router.py", router)


def regenerate(project, *files):
    past = past_of(project.root, read_lock(project.root).files)
    return project.run(*placed(files, moved_modules(past)))


def test_what_is_printed_anew_imports_from_the_new_place(project):
    project.run(*printed())
    move(project)
    newer = ROUTER.replace("import f1\n", "import f1\nfrom shop.books.service import f3\n")
    regenerate(project, *printed(newer))
    text = (project.root / "src/shop/books/router.py").read_text()
    assert "shop.books.service" not in text
    assert "from shop.books.core.rules import f3\n" in text
    assert "mine = 1\n" in text
    assert "books.core.rules" in (project.root / "src/shop/features.py").read_text()
    before = project.tree()
    regenerate(project, *printed(newer))
    assert project.tree() == before


def test_a_generated_file_that_names_the_new_place_was_not_edited(project):
    project.run(*printed())
    move(project)
    project.write("src/shop/features.py", "from shop.books.core.rules import f2\n")
    changes = regenerate(project, *printed())
    assert changes.conflicts == ()
