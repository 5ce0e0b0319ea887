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


def test_a_moved_module_that_the_contract_has_again_goes_on_where_it_is(project):
    project.run(*printed())
    move(project)
    project.write("src/shop/books/core/rules.py", f"{SERVICE}mine = 1\n")
    regenerate(project, *printed())
    unused = ROUTER.replace("from shop.books.service import f1\n", "")
    for _ in range(2):
        regenerate(project, shared("src/shop/books/router.py", unused))
    newer, *others = printed()
    newer = shared(newer.path, f"{newer.text}def more() -> int: ...\n")
    regenerate(project, newer, *others)
    assert not (project.root / newer.path).exists()
    text = (project.root / "src/shop/books/core/rules.py").read_text()
    assert "def more()" in text
    assert "mine = 1\n" in text
    before = project.tree()
    regenerate(project, newer, *others)
    assert project.tree() == before


def test_a_moved_module_that_a_person_removes_is_imported_from_its_first_place(project):
    project.run(*printed())
    move(project)
    regenerate(project, *printed())
    (project.root / "src/shop/books/core/rules.py").unlink()
    regenerate(project, *printed())
    before = project.tree()
    assert b"books.core" not in before["src/shop/features.py"]
    regenerate(project, *printed())
    assert project.tree() == before
