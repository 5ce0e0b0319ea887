from pactgen.ir.ledger import LedgerRow
from pactgen.record.explain import explain, explanation_json, explanation_text
from pactgen.source import Origin
from pactgen.values import replace


def test_a_decision_is_found_by_its_id(facts):
    found = explain(facts, "storage/Booking")
    shown = explanation_text(facts, found)
    for part in (
        "storage/Booking",
        "table `bookings`",
        "docs/api.yaml:",
        "not at all",
        "otherwise",
    ):
        assert part in shown
    assert explanation_json(facts, found)["decisions"][0]["id"] == "storage/Booking"


def test_an_operation_is_found_by_method_and_path(facts):
    label = facts.design.endpoints[0].operation.label
    found = explain(facts, label)
    assert [item.operation.label for item in found.endpoints] == [label]
    assert "behaviour:" in explanation_text(facts, found)


def test_a_line_of_the_contract_leads_to_what_it_decided(facts):
    line = len("/components/schemas/Booking")
    found = explain(facts, f"docs/api.yaml:{line}")
    assert [item.id for item in found.decisions] == ["storage/Booking"]


def test_a_line_of_the_contract_leads_to_the_rows_of_the_ledger(facts):
    row = LedgerRow(
        origin=Origin("docs/api.yaml", "/paths"), holder="document", keyword="paths",
        status="unsupported", why="it is odd", level="HIGH",
    )  # fmt: skip
    found = explain(replace(facts, rows=lambda: [row]), f"docs/api.yaml:{len('/paths')}")
    assert found.ledger == (row,)
    assert "`paths` is unsupported: it is odd" in explanation_text(facts, found)


def test_a_line_of_a_generated_file_leads_to_its_decisions(facts):
    found = explain(facts, "src/railway_api/bookings/service.py:1")
    assert found.file is not None
    assert [item.id for item in found.decisions] == ["storage/Booking"]
    found = explain(facts, "./src/railway_api/bookings/service.py:3")
    assert found.file is not None
    assert [item.function for item in found.endpoints] == ["list_bookings"]


def test_a_misspelt_id_is_answered_with_what_looks_like_it(facts):
    found = explain(facts, "storage/Bookin")
    assert not found.found
    assert found.similar[0] == "storage/Booking"
