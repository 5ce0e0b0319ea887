from __future__ import annotations

import pytest

from pactgen.passes.reconcile.tell_truths import with_truths
from tests.readers.schemas.reading import schema_of

TOLD = {
    "a CHAR(1) NOT NULL CHECK (a IN ('J', 'N'))": ("N", "J"),
    "a VARCHAR(3) CHECK (a IN ('yes', 'no'))": ("no", "yes"),
    "a CHAR(1) DEFAULT 'N'": ("N", "Y"),
    "a CHAR DEFAULT 'F'": ("F", "T"),
    "a CHAR(1) DEFAULT 'N', b CHAR(1) CHECK (b IN ('J', 'N'))": ("N", "J"),
    "a CHAR(1) CHECK (a IN ('Y', 'N', '?')) DEFAULT 'N'": (),
    "a VARCHAR(20) DEFAULT 'N'": (),
    "a CHAR(1) DEFAULT 'A'": (),
    "a CHAR(1)": (),
    "a CHAR(1) CHECK (a IN ('M', 'F'))": (),
    "a INTEGER DEFAULT 0": (),
}


@pytest.mark.parametrize("columns", TOLD)
def test_values_or_a_default_tell_how_a_text_says_no_and_yes(columns: str) -> None:
    schema = with_truths(schema_of("sqlite", f"CREATE TABLE t ({columns});"))
    assert schema.tables[0].columns[0].type.truth == TOLD[columns]


@pytest.mark.parametrize("comment", ["Y/N", "Still there? (Y or N)", "'Y', 'N'"])
def test_a_comment_lists_them(comment: str) -> None:
    quoted = comment.replace("'", "''")
    schema = with_truths(schema_of("mysql", f"CREATE TABLE t (a CHAR(1) COMMENT '{quoted}');"))
    assert schema.tables[0].columns[0].type.truth == ("N", "Y")
