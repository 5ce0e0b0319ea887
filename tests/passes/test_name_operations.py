"""Names of operations that the contract leaves without an operationId."""

import re

import pytest

from tests.passes.contracts import THING, answer, body, design_of, endpoint, path_parameter


@pytest.fixture
def names(tmp_path):
    """Name operations; a `[]` behind one says that it answers a list, `+` that it takes a body."""

    def named(*labels):
        paths = {}
        for label in labels:
            method, path, *marks = label.split()
            schema = {"type": "array", "items": THING} if "[]" in marks else THING
            parameters = [path_parameter(each) for each in re.findall(r"{(.*?)}", path)]
            operation = {**answer(schema), "parameters": parameters}
            paths.setdefault(path, {})[method.lower()] = {
                **operation,
                **(body(THING) if "+" in marks else {}),
            }
        design = design_of(tmp_path, paths)
        return [endpoint(design, " ".join(each.split()[:2])).operation_id for each in labels]

    return named


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("POST /actions/wipe-inventory +", "wipe_inventory"),
        ("POST /actions/create-missing-thumbnails", "create_missing_thumbnails"),
        ("PUT /users/change-password +", "change_password"),
        ("GET /products/search-from-barcode []", "search_from_barcode"),
        ("POST /call-logs +", "create_call_log"),
        ("GET /call-logs []", "list_call_logs"),
        ("POST /entities/import +", "import_entities"),
        ("GET /members/find", "find_members"),
        ("GET /exports/{id}/download", "download_export"),
        ("POST /templates/add +", "add_template"),
        ("PATCH /findings/bulk/update +", "update_many_findings"),
        ("GET /groups/all []", "list_all_groups"),
        ("POST /attachments/external +", "create_external_attachment"),
        ("POST /logout/all", "logout_all"),
        ("POST /auth/refresh", "refresh"),
        ("POST /follow +", "follow"),
    ],
)
def test_the_words_of_a_path_are_the_name(names, label, name):
    assert names(label) == [name]


def test_a_verb_before_the_noun_of_a_collection_is_part_of_its_name(names):
    assert names("POST /add-ons +", "GET /add-ons/{id}") == ["create_add_on", "get_add_on"]


def test_names_that_would_be_the_same_tell_what_they_belong_to(names):
    labels = ("GET /v1/teams/{id}/tags []", "GET /v1/users/{id}/tags []", "GET /v1/tags []")
    assert names(*labels) == ["list_team_tags", "list_user_tags", "list_tags"]


def test_a_verb_that_says_the_same_of_two_things_names_both(names):
    labels = ("GET /accounts/verify_credentials", "GET /apps/verify_credentials")
    assert names(*labels) == ["verify_account_credentials", "verify_app_credentials"]


def test_a_path_that_reads_by_a_property_says_so(names):
    labels = ("GET /orders []", "GET /orders/status/{status} []", "GET /orders/{id}")
    assert names(*labels) == ["list_orders", "list_orders_by_status", "get_order"]
