import json

import jsonschema_rs

from pactgen.assets import schemas_root
from pactgen.record.facts import doubts
from pactgen.record.handoff import handoff, handoff_text
from pactgen.values import replace

FIELDS = [
    "produced",
    "decisions",
    "reasoning_chain",
    "uncertainty",
    "integration",
    "open_questions",
]


def test_the_handoff_has_six_fields_and_follows_its_schema(facts, proof):
    schema = json.loads((schemas_root() / "handoff.schema.json").read_text())
    for each in (facts, replace(facts, proof=proof)):
        document = json.loads(json.dumps(handoff(each)))
        assert list(document) == FIELDS
        jsonschema_rs.Draft202012Validator(schema).validate(document)


def test_its_counts_are_those_of_the_log(facts):
    document = handoff(facts)
    assert len(document["produced"]) == len(facts.files)
    assert len(document["decisions"]) == len(facts.design.decisions)
    assert [item["level"] for item in document["uncertainty"]] == ["HIGH", "MEDIUM", "LOW"]
    assert len(document["uncertainty"]) == len(doubts(facts))


def test_the_text_form_is_what_agents_write(facts):
    text = handoff_text(facts)
    assert text.startswith("1. Produced:\n")
    assert "2. Key decisions:" in text
    assert "[HIGH] fill/Booking.seats" in text


def test_the_text_form_says_when_nothing_is_uncertain(facts):
    quiet = replace(facts, design=replace(facts.design, decisions=(), ledger=()))
    assert "No areas of uncertainty flagged." in handoff_text(quiet)
