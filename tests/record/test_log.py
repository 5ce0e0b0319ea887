import re
from pathlib import Path
from typing import get_args

import pytest

from pactgen.ir.behaviours import Behaviour
from pactgen.prove.result import Failure
from pactgen.record.evidence import digest_of, dump_proof, parse_proof, portable
from pactgen.record.facts import BEHAVIOURS, by_behaviour, custom
from pactgen.record.log import decision_log
from pactgen.record.markdown import code, text
from pactgen.values import replace

SECTIONS = [
    "1. Summary of what was implemented",
    "2. Key decisions and rationale",
    "3. Assumptions made",
    "4. Known limitations",
    "5. Areas of uncertainty",
    "6. Integration context",
    "7. Smoke tests performed",
]


def section(log: str, number: int) -> str:
    return re.split(r"^## \d\. .*$", log, flags=re.MULTILINE)[number]


def test_the_log_has_the_seven_sections(facts):
    log = decision_log(facts)
    assert re.findall(r"^## (.*)$", log, flags=re.MULTILINE) == SECTIONS
    assert decision_log(facts) == log
    assert log.endswith("\n")
    assert not re.search(r"[ \t]+$", log, flags=re.MULTILINE)


def test_the_counts_can_be_checked_by_counting(facts):
    log = decision_log(facts)
    operations = len(facts.design.endpoints)
    assert f"{operations} operations in the contract" in section(log, 1)
    rows = re.findall(r"^\| (\w[\w-]*) \| (\d+) \|$", section(log, 1), flags=re.MULTILINE)
    assert {name: int(count) for name, count in rows} == by_behaviour(facts.design)
    assert sum(int(count) for _, count in rows) == operations
    decisions = re.findall(r"^### `(.*)`$", section(log, 2), flags=re.MULTILINE)
    assert decisions == [decision.id for decision in facts.design.decisions]
    assert section(log, 5).count("- **[HIGH]**") == 1
    assert "3 areas: 1 HIGH, 1 MEDIUM, 1 LOW." in section(log, 5)
    gaps = re.findall(r"^\| `GET /bookings` \| (\d+) \|", section(log, 6), flags=re.MULTILINE)
    assert gaps == ["401", "422"]


def test_the_ledger_is_counted_by_status_and_by_object(facts):
    told = section(decision_log(facts), 4)
    assert "### Other keywords of the contract without effect: 3" in told
    line = next(line for line in told.splitlines() if "`if`" in line)
    assert line.startswith("| MEDIUM | `if` | schema | 3 | conditions between properties")
    assert "and 2 more" in line
    assert "### The ledger: 4 keywords" in told
    rows = re.findall(r"^\| (\w+) \| (\d+) \|$", told, flags=re.MULTILINE)
    counts = {"enforced": 0, "used": 1, "documented": 0, "unsupported": 3}
    assert {status: int(count) for status, count in rows} == counts
    assert "| OpenAPI document | 0 | 1 | 0 | 0 |" in told
    assert "| schema | 0 | 0 | 0 | 3 |" in told


def test_text_of_the_contract_is_no_markup(facts):
    log = decision_log(facts)
    assert "<b>" not in log
    assert r"its operations create \| read it" in log
    assert r"no \<b\>input\</b\> supplies it" in log


def test_custom_operations_are_named_with_their_reason(facts):
    told = section(decision_log(facts), 4)
    assert [reason for _, reason in custom(facts.design)]
    for endpoint, reason in custom(facts.design):
        assert f"- `{endpoint.operation.label}` (" in told
        assert reason in told


def test_a_log_without_doubts_says_so(facts):
    quiet = replace(facts, design=replace(facts.design, decisions=(), ledger=(), gaps=()))
    log = decision_log(quiet)
    assert "No areas of uncertainty flagged." in section(log, 5)
    assert "None: every choice follows from the input." in section(log, 3)


def test_without_a_proof_the_log_claims_nothing(facts):
    assert "None on these files" in section(decision_log(facts), 7)


def test_a_failed_proof_is_told(facts, proof):
    evidence = section(decision_log(replace(facts, proof=proof)), 7)
    assert "FAILED, 1 to look at" in evidence
    assert "| compile |  | passed | 30 modules |" in evidence
    assert "| call | sqlite | failed (1) | 12 operations, 1 answer |" in evidence
    assert "| migrate | postgresql | skipped: none found |" in evidence
    assert r"- `GET /bookings` (call, sqlite): 500 \| boom" in evidence
    assert "1.5" not in evidence
    assert "3.11" not in evidence


def test_a_proof_is_remembered_for_the_files_it_measured(facts, proof):
    measured = digest_of(facts.files)
    assert list(proof.stages[1].counts) == ["operations", "answers"], "not sorted, on purpose"
    content = dump_proof(proof, measured)
    again = parse_proof(content, measured)
    log = decision_log(replace(facts, proof=proof))
    assert decision_log(replace(facts, proof=again)) == log
    assert parse_proof(content, digest_of(facts.files[:1])) is None
    assert parse_proof("{", measured) is None


def test_evidence_names_no_place_of_the_machine(proof):
    failure = Failure(
        subject="/tmp/x/project/src/a.py",
        problem='File "/tmp/x/project/src/a.py", line 1',
        detail='File "/usr/lib/python3.11/json/__init__.py" in /tmp/x/project',
    )
    stage = replace(proof.stages[1], failures=(failure,))
    (told,) = portable(replace(proof, stages=(stage,)), Path("/tmp/x/project")).failures
    assert told[1] == Failure(
        subject="src/a.py",
        problem='File "src/a.py", line 1',
        detail='File ".../json/__init__.py" in .',
    )


def test_files_keep_the_request_and_drop_what_differs_from_run_to_run(facts, proof):
    failure = Failure(subject="s", problem="p", detail='GET /x\n409 {"request_id": "ab"}')
    stage = replace(proof.stages[1], failures=(failure,))
    failed = replace(proof, stages=(stage,))
    for told in (decision_log(replace(facts, proof=failed)), dump_proof(failed, "")):
        assert "GET /x" in told
        assert "request_id" not in told


def test_every_behaviour_has_a_word():
    assert set(BEHAVIOURS) == set(get_args(Behaviour))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("plain", "plain"),
        ("a `b|c` d", "a `b|c` d"),
        ("snake_case", "snake_case"),
        ("*x* [y](z)\n# w", r"\*x\* \[y\](z) \# w"),
    ],
)
def test_prose(value, shown):
    assert text(value) == shown


def test_code_closes_where_it_ends():
    assert code("a`b") == "`` a`b ``"
    assert code("a|b") == r"`a\|b`"
