"""Views of a schema document are read, and nothing writes to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.live.schemas.serving import call, scaffolded, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.prove.server import RunningBackend

FOLDER = Path(__file__).parent / "computed"


@pytest.fixture(scope="module")
def bands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bands") / "backend"
    return scaffolded(FOLDER / "api.yaml", FOLDER / "schema.sql", folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def served(request: pytest.FixtureRequest, bands: Path, tmp_path: Path) -> Iterator[RunningBackend]:
    with serving(bands, request.param, tmp_path) as started:
        yield started


def test_a_view_is_listed_filtered_and_read(
    served: RunningBackend, request: pytest.FixtureRequest
) -> None:
    made = [call(served, "POST", "/bands", {"name": name}).json()["id"] for name in ("A", "B")]
    for price in (1.5, 2.25):
        record = {"title": "T", "bandId": made[0], "price": price}
        assert call(served, "POST", "/records", record).status == 201
    sold = {"bandId": made[0], "name": "A", "records": 2, "total": 3.75}
    unsold = {"bandId": made[1], "name": "B", "records": 0, "total": None}
    assert call(served, "GET", "/band-sales").json() == [sold, unsold]
    assert call(served, "GET", "/band-sales?records=2").json() == [sold]
    assert call(served, "GET", "/band-sales?limit=1").json() == [sold]
    assert call(served, "GET", f"/band-sales/{made[1]}").json() == unsold
    assert call(served, "GET", "/band-sales/999").status == 404
    assert call(served, "POST", "/band-sales", sold).status == 501
    initials = call(served, "GET", "/band-initials").json()
    known = request.node.callspec.params["served"] == "postgresql"
    assert initials == (
        [{"initial": "A", "bands": 1}, {"initial": "B", "bands": 1}] if known else []
    )
