"""Names of variables hide none of Python's own."""

from __future__ import annotations

import pytest

from pactgen.values import replace
from pactgen.views.naming import router_name, row_variable, service_alias, service_name
from tests.views.designs import railway

DESIGN = railway()
FEATURE = DESIGN.features[0]
RESOURCE = next(iter(DESIGN.resources.values()))


@pytest.mark.parametrize(
    ("name", "variable"), [("filter", "filter_row"), ("self", "self_row"), ("train", "train")]
)
def test_rows(name: str, variable: str) -> None:
    assert row_variable(replace(RESOURCE, singular=name)) == variable


@pytest.mark.parametrize(
    ("package", "alias"),
    [
        ("operations", "OperationsUseCases"),
        ("trains", "Trains"),
        ("session", "SessionUseCases"),
        (f"{RESOURCE.singular}_repository", f"{RESOURCE.name}RepositoryUseCases"),
    ],
)
def test_what_handlers_ask_for(package: str, alias: str) -> None:
    assert service_alias(DESIGN, replace(FEATURE, package=package, resources=())) == alias


@pytest.mark.parametrize(
    ("package", "service", "router"),
    [("complex", "complex_service", "complex_router"), ("trains", "trains", "trains")],
)
def test_services_and_routers(package: str, service: str, router: str) -> None:
    feature = replace(FEATURE, package=package, resources=())
    assert service_name(DESIGN, feature) == service
    assert router_name(feature) == router
