"""What a schema counts by itself, keeps in domains, and allows once is proved on both databases."""

from __future__ import annotations

import json
from pathlib import Path

from tests.live.projects import pactgen

FOLDER = Path(__file__).parent / "counted"


def test_the_proof_of_such_a_schema_succeeds(tmp_path: Path) -> None:
    done = pactgen(
        "scaffold",
        FOLDER / "api.yaml",
        "--schema",
        FOLDER / "schema.sql",
        "--out",
        tmp_path / "backend",
        "--json",
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    stages = {
        (one["name"], one["database"]): one for one in json.loads(done.stdout)["proof"]["stages"]
    }
    for database in ("sqlite", "postgresql"):
        assert stages["happy", database]["counts"]["answered"] == 4
        assert stages["happy", database]["counts"]["seeded"] == 3
