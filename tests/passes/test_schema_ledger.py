"""What a schema document says besides its tables is accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.passes.test_bind import DDL, bound

if TYPE_CHECKING:
    from pathlib import Path

MORE = """
CREATE VIEW band_counts AS SELECT count(*) AS bands FROM tbl_bands;
CREATE VIEW band_initials AS SELECT left(band_name, 1) AS initial FROM tbl_bands;
ALTER TABLE tbl_records ADD CONSTRAINT code CHECK (label_code ~ '^[a-z]+$'),
  ADD EXCLUDE USING btree (title WITH =);
CREATE INDEX titles ON tbl_records USING gin (to_tsvector('simple', title));
CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
INSERT INTO tbl_audits VALUES (1, 'me');
SECURITY LABEL ON TABLE tbl_audits IS 'secret';
"""


def test_every_statement_and_every_loss_has_a_row(tmp_path: Path):
    design = bound(tmp_path, ddl=DDL + MORE)
    rows = {
        (entry.keyword, entry.status): entry
        for entry in design.ledger
        if entry.holder == "schema document"
    }
    assert set(rows) == {
        ("CHECK", "unsupported"),
        ("EXCLUDE", "unsupported"),
        ("CREATE INDEX", "unsupported"),
        ("CREATE VIEW", "unsupported"),
        ("CREATE FUNCTION", "used"),
        ("INSERT INTO tbl_audits", "documented"),
        ("SECURITY", "unsupported"),
    }
    assert all(str(entry.places[0]).startswith("schema.sql") for entry in rows.values())
    assert rows["SECURITY", "unsupported"].level == "MEDIUM"


def test_a_view_that_only_its_own_database_can_compute_is_a_decision(tmp_path: Path):
    design = bound(tmp_path, ddl=DDL + MORE)
    decisions = {one.id: one for one in design.decisions if one.id.startswith("view/")}
    assert list(decisions) == ["view/band_initials"]
    assert decisions["view/band_initials"].choice == "its columns, and no rows"
    assert "band_counts" in design.tables


def test_what_sqlite_cannot_check_of_a_domain_has_a_row(tmp_path: Path):
    code = "CREATE DOMAIN code AS text CHECK (VALUE ~ '^[a-z]+$') CHECK (length(VALUE) < 9);\n"
    design = bound(tmp_path, ddl=code + DDL + "ALTER TABLE tbl_records ADD COLUMN grade code;")
    rows = [entry for entry in design.ledger if entry.keyword == "CREATE DOMAIN"]
    assert [(row.status, [str(place) for place in row.places]) for row in rows] == [
        ("unsupported", ["schema.sql#L1C28-C54"])
    ]
