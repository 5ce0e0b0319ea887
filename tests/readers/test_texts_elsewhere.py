"""A text that SQLite and MySQL compare with a number is compared with a text by PostgreSQL."""

import pytest

from pactgen.readers.sql.portable import Kinds, elsewhere

QUERY = "SELECT cu.id FROM customer AS cu, staff AS st WHERE {}"
TEXTS = Kinds(texts=frozenset({("customer", "active")}))


@pytest.mark.parametrize(
    ("condition", "spelled"),
    [
        ("cu.active = 1", "cu.active = '1'"),
        ("cu.active <> 1", "cu.active <> '1'"),
        ("cu.active = 'Y'", "cu.active = 'Y'"),
        ("st.active = 1", "st.active = 1"),
    ],
)
def test_texts_are_compared_with_texts(condition: str, spelled: str) -> None:
    assert dict(elsewhere(QUERY.format(condition), "sqlite", TEXTS))["postgresql"].endswith(
        f"WHERE {spelled}"
    )
