import json

import yaml

from pactgen.record.gaps import dump_document, gap_overlay, with_gaps
from pactgen.values import replace

DOCUMENT = {
    "openapi": "3.1.0",
    "paths": {
        "/bookings": {"$ref": "#/components/pathItems/bookings"},
        "/other": {"get": {"responses": {}}},
    },
    "components": {
        "pathItems": {
            "bookings": {"get": {"responses": {"200": {"description": "ok"}, "401": {"x": 1}}}}
        }
    },
}


def test_the_overlay_has_one_action_an_operation(facts):
    overlay = gap_overlay(DOCUMENT, facts.design)
    assert overlay["overlay"] == "1.0.0"
    (action,) = overlay["actions"]
    assert action["target"] == "$.paths['/bookings'].get"
    assert list(action["update"]["responses"]) == ["401", "422"]
    unauthorized = action["update"]["responses"]["401"]
    assert unauthorized["description"] == "the credential is missing or wrong"
    assert list(unauthorized["headers"]) == ["WWW-Authenticate"]


def test_a_quote_in_a_path_stays_in_the_name(facts):
    gap = replace(facts.design.gaps[0], path="/it's")
    overlay = gap_overlay(DOCUMENT, replace(facts.design, gaps=(gap,)))
    assert overlay["actions"][0]["target"] == r"$.paths['/it\'s'].get"


def test_operations_that_no_request_reaches_are_taken_out(facts):
    (endpoint, *_) = facts.design.endpoints
    operation = replace(endpoint.operation, hidden_by="GET /bookings/{id}")
    hidden = replace(endpoint, operation=operation)
    design = replace(facts.design, unreached=(hidden,))
    document = {**DOCUMENT, "paths": {operation.key: {operation.method: {}, "parameters": []}}}
    action = gap_overlay(document, design)["actions"][-1]
    assert action["remove"]
    assert action["target"].endswith(f"['{operation.key}'].{operation.method}")
    assert with_gaps(document, design)["paths"][operation.key] == {"parameters": []}


def test_the_merged_contract_documents_the_gaps_and_keeps_what_it_said(facts):
    merged = with_gaps(DOCUMENT, facts.design)
    responses = merged["paths"]["/bookings"]["get"]["responses"]
    assert set(responses) == {"200", "401", "422"}
    assert responses["401"] == {"x": 1}
    assert "422" not in DOCUMENT["components"]["pathItems"]["bookings"]["get"]["responses"]


def test_documents_survive_printing():
    document = {
        "version": "1.10",
        "like numbers": ["1e3", "0x10", "012", "1_000", ".5", "yes", "null", "2020-01-01", "~"],
        "text": "two\nlines\n",
        "trailing ": " x ",
        "unicode": "Größe 🚆",
        "numbers": [1, 1.5, True, None],
    }
    assert yaml.safe_load(dump_document(document, as_json=False)) == document
    assert json.loads(dump_document(document, as_json=True)) == document
    assert "'1e3'" in dump_document(document, as_json=False)


def test_equal_nodes_are_written_out():
    shared = {"a": 1}
    assert "&" not in dump_document({"x": shared, "y": shared}, as_json=False)
