"""Rows that belong to what the row of whoever is calling belongs to: an organization, a company."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from pactgen.config import Config, ResourceConfig
from pactgen.ir.behaviours import CreateRow, Custom
from pactgen.passes import design_backend
from pactgen.prove.from_design import script_of
from pactgen.readers.openapi import read_contract
from pactgen.readers.schema import read_schema

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint

KIT = Path(__file__).parents[1] / "kits" / "tenants"
PLAIN = Config()


def designed(folder: Path, config: Config = PLAIN) -> Design:
    read = read_contract(folder / "api.yaml")
    assert read.contract is not None, read.diagnostics
    tables = read_schema([folder / "schema.sql"], base=folder).schema
    return design_backend(read.contract, config, read.statements(), tables)


def changed(tmp_path: Path, schema: str, *, tells: str | None = None) -> Design:
    """Return the design of the kit with another schema, and a member of new tickets more."""
    document = yaml.safe_load((KIT / "api.yaml").read_text(encoding="utf-8"))
    if tells is not None:
        members = document["components"]["schemas"]["NewTicket"]["properties"]
        members[tells] = {"type": "integer"}
    (tmp_path / "api.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    (tmp_path / "schema.sql").write_text(schema, encoding="utf-8")
    return designed(tmp_path)


def endpoint(design: Design, label: str) -> Endpoint:
    return next(one for one in design.endpoints if one.operation.label == label)


def test_rows_belong_to_what_the_caller_belongs_to() -> None:
    design = designed(KIT)
    assert design.members == "User"
    tenants = {name: table.tenant for name, table in design.tables.items() if table.tenant}
    assert tenants == {
        "companies": "id",
        "users": "company_id",
        "teams": "company_id",
        "tickets": "company_id",
    }
    assert isinstance(endpoint(design, "POST /teams").behaviour, CreateRow)
    said = next(one for one in design.decisions if one.id == "tenants/User")
    assert "`company_id`" in said.choice
    number = design.tables["tickets"].column("number").generated
    assert number is not None
    assert (number.kind, number.beside) == ("next", ("company_id",))


def test_a_request_that_tells_the_tenant_leaves_rows_to_everybody(tmp_path: Path) -> None:
    schema = (KIT / "schema.sql").read_text(encoding="utf-8")
    assert changed(tmp_path, schema, tells="company_id").members is None
    assert changed(tmp_path, schema, tells="company").members is None
    assert changed(tmp_path, schema, tells="colour").members == "User"


def test_who_may_belong_to_nothing_says_nothing(tmp_path: Path) -> None:
    schema = (KIT / "schema.sql").read_text(encoding="utf-8")
    loose = schema.replace("company_id integer NOT NULL", "company_id integer", 1)
    assert changed(tmp_path, loose).members is None


def test_pactgen_yaml_leaves_rows_to_everybody() -> None:
    design = designed(KIT, Config(resources={"User": ResourceConfig(tenant="none")}))
    assert design.members is None
    assert isinstance(endpoint(design, "POST /teams").behaviour, Custom)


def test_the_proof_calls_as_somebody_who_belongs_to_one() -> None:
    steps = {one.operation_id: one for one in script_of(designed(KIT)).steps}
    callers = {name: one.caller for name, one in steps.items()}
    assert set(callers.values()) == {"User"}
    assert not any(one.keeps for one in steps.values())


def test_whoever_makes_a_tenant_needs_to_belong_to_none(tmp_path: Path) -> None:
    schema = (KIT / "schema.sql").read_text(encoding="utf-8")
    document = yaml.safe_load((KIT / "api.yaml").read_text(encoding="utf-8"))
    company = {
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Company"}}}
    }
    document["paths"]["/companies"] = {
        "post": {"requestBody": company, "responses": {"201": {"description": "made", **company}}}
    }
    (tmp_path / "api.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    (tmp_path / "schema.sql").write_text(schema, encoding="utf-8")
    design = designed(tmp_path)
    assert isinstance(endpoint(design, "POST /companies").behaviour, CreateRow)
    assert not endpoint(design, "POST /companies").of_tenant
    assert endpoint(design, "POST /teams").of_tenant
