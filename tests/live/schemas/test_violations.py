"""Every kind of constraint is broken by a request that the contract allows.

The answer is the one that the rule names, on SQLite and on PostgreSQL, and says nothing of the
database: no SQL, no constraint, no text that a trigger raised.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.live.schemas.serving import call, scaffolded, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.prove.exchange import Reply
    from pactgen.prove.server import RunningBackend

FOLDER = Path(__file__).parent / "violations"
BROKEN: dict[str, tuple[dict[str, Any], int]] = {
    "unique key of two columns": ({"tag": "taken", "number": 7}, 409),
    "unique index of some rows": ({"name": "only", "active": True}, 409),
    "exclusion": ({"kennel": 77}, 409),
    "foreign key": ({"ownerId": 999}, 409),
    "foreign key at the end of the transaction": ({"breederId": 999}, 409),
    "check of a column": ({"size": 0}, 422),
    "check of a row": ({"bornOn": "2020-01-02", "diedOn": "2020-01-01"}, 422),
    "check of a domain": ({"chip": "12"}, 422),
    "value of an enum": ({"mood": "hungry"}, 422),
    "length": ({"name": "longer than ten"}, 422),
    "number beyond NUMERIC": ({"price": 123456.5}, 409),
    "number beyond SMALLINT": ({"size": 70000}, 409),
    "number beyond INTEGER": ({"number": 2**40}, 409),
    "number beyond 64 bits": ({"number": 2**70}, 409),
    "trigger": ({"name": "dragon"}, 422),
}
ONLY_POSTGRESQL = {"number beyond INTEGER"}
"""SQLite keeps 64 bits in every INTEGER."""
BY_CHECK = {"number beyond NUMERIC", "number beyond SMALLINT"}
"""A range that a SQLite schema states by a CHECK, and that SQLite knows no type for."""
NOT_CARRIED = {"exclusion", "trigger", "check of a domain"}
"""What only PostgreSQL has, and the same tables on SQLite have not."""
SECRETS = ("dogs", "owners", "SELECT", "INSERT", "UPDATE", "dragons", "dies_after", "constraint ")


@pytest.fixture(scope="module", params=["postgresql", "sqlite"])
def kennel(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param) / "backend"
    return scaffolded(FOLDER / "api.yaml", FOLDER / f"{request.param}.sql", folder)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def served(
    request: pytest.FixtureRequest, kennel: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningBackend]:
    with serving(kennel, request.param, tmp_path_factory.mktemp("database")) as started:
        yield prepared(started)


@pytest.fixture
def expected(kennel: Path, request: pytest.FixtureRequest) -> dict[str, int]:
    """Return the status of every case that these tables on this database have."""
    written = kennel.parent.name.rstrip("0123456789")
    runs = request.node.callspec.params["served"]
    statuses = {name: status for name, (_, status) in BROKEN.items()}
    if written == "sqlite":
        # PostgreSQL knows NUMERIC(6, 2) by itself, before it looks at any CHECK.
        by_type = {"number beyond NUMERIC"} if runs == "postgresql" else set()
        statuses |= dict.fromkeys(BY_CHECK - by_type, 422)
    left_out = set() if runs == "postgresql" and written == "postgresql" else set(ONLY_POSTGRESQL)
    if written == "postgresql" and runs == "sqlite":
        left_out |= BY_CHECK
    if runs != written:
        left_out |= NOT_CARRIED
    return {name: status for name, status in statuses.items() if name not in left_out}


def prepared(server: RunningBackend) -> RunningBackend:
    """Make the rows that others clash with."""
    for row in (
        {"name": "first", "tag": "taken", "number": 7},
        {"name": "only", "active": True},
        {"name": "housed", "kennel": 77},
    ):
        reply = call(server, "POST", "/dogs", row)
        assert reply.status == 201, reply
    return server


def wrong(replies: dict[str, Reply], expected: dict[str, int]) -> dict[str, str]:
    found = {}
    for name, status in expected.items():
        reply = replies[name]
        text = (reply.body or b"").decode().partition('"instance"')[0]
        if reply.status != status or any(secret in text for secret in SECRETS):
            found[name] = f"{status} expected: {reply}"
    return found


def test_a_new_row_that_breaks_a_constraint(
    served: RunningBackend, expected: dict[str, int]
) -> None:
    replies = {
        name: call(served, "POST", "/dogs", {"name": "Rex", **BROKEN[name][0]}) for name in expected
    }
    assert wrong(replies, expected) == {}


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_a_change_that_breaks_a_constraint(
    served: RunningBackend, expected: dict[str, int], method: str
) -> None:
    made = call(served, "POST", "/dogs", {"name": "Bello"})
    path = f"/dogs/{made.json()['id']}"
    replies = {
        name: call(served, method, path, {"name": "Bello", **BROKEN[name][0]}) for name in expected
    }
    assert wrong(replies, expected) == {}
    assert call(served, "GET", path).json()["name"] == "Bello"


def test_what_must_have_a_value(served: RunningBackend) -> None:
    assert call(served, "POST", "/dogs", {"tag": "B"}).status == 422
    assert call(served, "POST", "/dogs", {"name": None}).status == 422
    assert call(served, "POST", "/visits", {"note": "no origin"}).status == 501


def test_a_row_that_others_refer_to_stays(served: RunningBackend) -> None:
    owner = call(served, "POST", "/owners", {"name": "Ann"}).json()["id"]
    assert call(served, "POST", "/dogs", {"name": "Rex", "ownerId": owner}).status == 201
    reply = call(served, "DELETE", f"/owners/{owner}")
    assert reply.status == 409
    assert wrong({"delete": reply}, {"delete": 409}) == {}


def test_a_path_or_filter_that_no_row_can_have(served: RunningBackend) -> None:
    assert call(served, "GET", "/dogs?mood=hungry").status in {200, 422}
    assert call(served, "GET", "/dogs?number=99999999999").status in {200, 409}
    assert call(served, "GET", f"/dogs/{2**40}").status == 404
    assert call(served, "PUT", f"/dogs/{2**40}", {"name": "Rex"}).status == 404
