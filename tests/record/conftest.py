import pytest

from pactgen.decisions import Decision
from pactgen.ir.ledger import Gap, LedgerEntry
from pactgen.prove.result import Failure, Proof, StageResult
from pactgen.record.facts import Facts
from pactgen.source import Origin
from pactgen.values import replace
from pactgen.workspace.files import EmittedFile, Owner
from tests.views.designs import railway

API = Origin("docs/api.yaml")
DECISIONS = (
    Decision(
        id="storage/Booking",
        question="Where is a Booking kept?",
        choice="table `bookings`",
        why="its operations create | read it",
        evidence=(API.child("components", "schemas", "Booking"),),
        alternatives=("a JSON column", "not at all"),
        override="resources: {Booking: {table: NAME}}",
    ),
    Decision(
        id="fill/Booking.seats",
        question="What is `seats` when nobody says?",
        choice="1",
        why="no <b>input</b>\nsupplies it",
        uncertainty="HIGH",
        assumption=True,
    ),
    Decision(id="paging/listBookings", question="q", choice="c", why="w", uncertainty="LOW"),
)
LEDGER = (
    LedgerEntry(
        holder="OpenAPI document",
        keyword="paths",
        status="used",
        count=1,
        places=(API.child("paths"),),
    ),
    LedgerEntry(
        holder="schema",
        keyword="if",
        status="unsupported",
        why="conditions between properties are not enforced",
        level="MEDIUM",
        count=3,
        places=(API.child("components", "schemas", "Booking", "if"),),
    ),
)
GAPS = (
    Gap(
        operation=API.child("paths", "/bookings", "get"),
        operation_label="GET /bookings",
        path="/bookings",
        method="get",
        status=401,
        when="the credential is missing or wrong",
        content=None,
        headers=("WWW-Authenticate",),
    ),
    Gap(
        operation=API.child("paths", "/bookings", "get"),
        operation_label="GET /bookings",
        path="/bookings",
        method="get",
        status=422,
        when="the input is invalid",
        content={"application/problem+json": {"schema": {"type": "object"}}},
    ),
)
PROOF = Proof(
    stages=(
        StageResult(name="compile", database=None, ok=True, counts={"modules": 30}, seconds=1.5),
        StageResult(
            name="call",
            database="sqlite",
            ok=False,
            counts={"operations": 12, "answers": 1},
            failures=(Failure(subject="GET /bookings", problem="500 | boom", detail="`x`\ny"),),
            notes=("one operation was not reached",),
        ),
        StageResult(name="migrate", database="postgresql", ok=True, skipped="none found"),
    ),
    environment="current",
    python="3.11.7",
)


@pytest.fixture
def facts():
    return Facts(
        version="0.1.0",
        contract="docs/api.yaml",
        sha256="ab" * 32,
        design=replace(railway(), decisions=DECISIONS, ledger=LEDGER, gaps=GAPS),
        files=(
            EmittedFile(
                path="src/railway_api/bookings/service.py",
                text="class Bookings:\n    async def list_bookings(self):\n        return 1\n",
                owner=Owner.SHARED,
                decisions=("storage/Booking",),
            ),
            EmittedFile(path="README.md", text="# Railway\n", owner=Owner.YOURS),
        ),
        log="docs/decision-logs/railway-api-backend.md",
        proof=None,
        place=lambda origin: f"{origin.file}:{len(origin.pointer)}:1",
    )


@pytest.fixture
def proof():
    return PROOF
