import pytest

from tests.house.reference import DOCS, pages

PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_what_the_program_prints(name):
    """`make docs` writes them; line breaks may differ between versions of the help's printer."""
    assert (DOCS / name).read_text(encoding="utf-8").split() == PAGES[name].split()


def test_no_page_speaks_of_a_diagnostic_that_is_gone():
    there = {path.relative_to(DOCS).as_posix() for path in (DOCS / "diagnostics").glob("*.md")}
    assert there == {name for name in PAGES if name.startswith("diagnostics/")}
