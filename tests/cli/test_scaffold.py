import json

import jsonschema_rs
import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

from pactgen.assets import schemas_root
from pactgen.workspace.guard import alone


def schema(name: str) -> object:
    return json.loads((schemas_root() / f"{name}.schema.json").read_text())


def tree(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != "running"
    }


@pytest.fixture
def scaffolded(pactgen, project):
    said = pactgen("scaffold", project / "docs/api.yaml", "--no-prove", "--json")
    assert said.code == 0, said.err
    return said.json


def test_scaffold_says_what_it_wrote(scaffolded, project):
    assert scaffolded["project"] == str(project)
    assert scaffolded["package"] == "notebook"
    assert scaffolded["operations"] == {
        "total": 3,
        "by_behaviour": {"create": 1, "list": 1, "read": 1},
        "custom": [],
    }
    assert scaffolded["proof"] is None
    assert scaffolded["log"] == "docs/decision-logs/notebook-backend.md"
    for path in scaffolded["files"]["create"]:
        assert (project / path).is_file()
    assert (project / "contract/openapi.yaml").read_bytes() == (
        project / "docs/api.yaml"
    ).read_bytes()


def test_keywords_without_effect_are_one_line_of_warning(pactgen, project):
    contract = project / "docs/api.yaml"
    written = contract.read_text().replace("text: {type: string}", "text: {dependencies: {a: [b]}}")
    contract.write_text(written)
    said = pactgen("scaffold", "--dry-run")
    warned = [line for line in said.err.splitlines() if "no effect" in line]
    log = "docs/decision-logs/notebook-backend.md"
    assert warned == [f"warning: 1 keyword of the contract has no effect (1 HIGH): see {log}"]
    ledger = pactgen("scaffold", "--dry-run", "--json").json["ledger"]
    (told,) = ledger.pop("without_effect")
    assert (told["keyword"], told["holder"], told["level"]) == ("dependencies", "schema", "HIGH")
    assert ledger["unsupported"] == 1
    shown = pactgen("explain", "docs/api.yaml:43").out
    assert "`dependencies` is unsupported: the backend does not check it" in shown


def test_the_lock_follows_its_schema_and_names_every_file(scaffolded, project):
    lock = json.loads((project / "pactgen.lock").read_text())
    jsonschema_rs.Draft202012Validator(schema("lock")).validate(lock)
    assert set(lock["files"]) == set(scaffolded["files"]["create"])
    assert lock["contract"] == "docs/api.yaml"
    assert str(project) not in (project / "pactgen.lock").read_text()


@pytest.mark.usefixtures("scaffolded")
def test_a_second_run_changes_no_byte(pactgen, project):
    before = tree(project)
    again = pactgen("scaffold", "--no-prove", "--json").json
    assert tree(project) == before
    assert again["files"]["create"] == again["files"]["rewrite"] == []
    assert pactgen("check").code == 0


def test_a_dry_run_writes_nothing(pactgen, project):
    before = tree(project)
    said = pactgen("scaffold", "--dry-run")
    assert said.code == 0
    assert "would be" in said.out
    assert tree(project) == before


@pytest.mark.usefixtures("scaffolded")
def test_an_edited_generated_file_stops_the_run(pactgen, project):
    path = "src/notebook/features.py"
    place = project / path
    place.write_text(place.read_text() + "\nmine = 1\n")
    before = tree(project)
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 5
    assert path in said.err
    assert tree(project) == before
    (conflict,) = pactgen("scaffold", "--no-prove", "--json").json["conflicts"]
    assert conflict["path"] == path


def edit(place, old, new):
    text = place.read_text()
    assert old in text
    place.write_text(text.replace(old, new))


@pytest.mark.usefixtures("scaffolded")
def test_a_test_that_you_add_beside_those_of_the_contract_stays(pactgen, project):
    place = project / "tests/test_contract.py"
    place.write_text(place.read_text() + "\n\ndef test_mine() -> None:\n    assert True\n")
    edit(project / "docs/api.yaml", "{title: Notebook,", "{title: Notebook, summary: Mine,")
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0, said.err
    assert "def test_mine()" in place.read_text()


@pytest.mark.usefixtures("scaffolded")
def test_edits_of_a_shared_file_take_the_change_of_the_contract_in(pactgen, project):
    service = project / "src/notebook/notes/service.py"
    edit(service, "        note = await", "        # by hand\n        note = await")
    assert pactgen("check").code == 0
    edit(
        project / "docs/api.yaml",
        "operationId: getNote",
        "operationId: getNote\n      summary: New.",
    )
    said = pactgen("scaffold", "--no-prove", "--json")
    assert said.code == 0, said.err
    assert said.json["merged"] == ["src/notebook/notes/service.py"]
    assert "# by hand" in service.read_text()
    assert '"""New."""' in service.read_text()
    assert pactgen("check").code == 0


@pytest.mark.usefixtures("scaffolded")
def test_a_conflict_shows_both_sides_and_goes_between_markers_on_request(pactgen, project):
    router = project / "src/notebook/notes/router.py"
    edit(router, "status_code=HTTPStatus.CREATED", "status_code=HTTPStatus.OK")
    edit(project / "docs/api.yaml", "'201'", "'202'")
    before = tree(project)
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 5
    for shown in ("router.py:", "create_note", "HTTPStatus.OK", "HTTPStatus.ACCEPTED", "markers"):
        assert shown in said.err
    assert tree(project) == before
    assert pactgen("scaffold", "--no-prove", "--conflicts=markers").code == 0
    assert "<<<<<<< yours\n" in router.read_text()


@pytest.mark.usefixtures("scaffolded")
def test_a_docstring_that_both_sides_changed_stays_yours_and_that_is_told(pactgen, project):
    service = project / "src/notebook/notes/service.py"
    text = service.read_text()
    docs = [line for line in text.splitlines() if line.startswith('        """')][-1]
    edit(service, docs, '        """Mine."""')
    edit(
        project / "docs/api.yaml",
        "operationId: getNote",
        "operationId: getNote\n      summary: New.",
    )
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0
    assert '"""Mine."""' in service.read_text()
    assert "docstring" in said.out + said.err


@pytest.mark.usefixtures("scaffolded")
def test_your_files_are_yours(pactgen, project):
    place = project / "src/notebook/main.py"
    place.write_text("# mine\n")
    contract = project / "docs/api.yaml"
    contract.write_text(
        contract.read_text().replace("text: {type: string}", "text: {type: [string, 'null']}")
    )
    said = pactgen("scaffold", "--no-prove", "--json")
    assert said.code == 0, said.err
    assert said.json["files"]["rewrite"]
    assert place.read_text() == "# mine\n"


@pytest.mark.usefixtures("scaffolded")
def test_check_and_diff_see_a_contract_that_moved_on(pactgen, project):
    contract = project / "docs/api.yaml"
    contract.write_text(
        contract.read_text().replace("text: {type: string}", "text: {type: integer}")
    )
    before = tree(project)
    said = pactgen("check", "--json")
    assert said.code == 1
    assert "src/notebook/notes/schemas.py" in {each["path"] for each in said.json["drift"]}
    patch = pactgen("diff")
    assert patch.code == 0
    assert "+++ b/src/notebook/notes/schemas.py" in patch.out
    assert tree(project) == before


@pytest.mark.usefixtures("scaffolded")
def test_diff_counts_decisions_of_one_kind(pactgen, project):
    names = ", ".join(
        f"{{name: p{number}, in: query, schema: {{type: string}}}}" for number in range(7)
    )
    listing = "operationId: listNotes\n"
    edit(project / "docs/api.yaml", listing, f"{listing}      parameters: [{names}]\n")
    said = pactgen("diff").out
    line = next(each for each in said.splitlines() if " of parameter: " in each)
    assert line.startswith("  new      7 of parameter: parameter/listNotes.p0, ")
    assert line.endswith(", …")
    assert len(pactgen("diff", "--json").json["decisions"]["added"]) >= 7


@pytest.mark.usefixtures("scaffolded")
def test_diff_names_the_definitions_that_both_sides_changed(pactgen, project):
    place = project / "src/notebook/notes/service.py"
    head, _, rest = place.read_text().partition("    async def get_note")
    place.write_text(head + rest[rest.index("    # Yours") :])
    contract = project / "docs/api.yaml"
    edit(
        contract,
        "required: true, schema: {type: integer}",
        "required: true, schema: {type: string}",
    )
    said = pactgen("diff").out
    assert "Conflicts: 1 files; `pactgen scaffold` shows both sides" in said
    assert "  src/notebook/notes/service.py: NoteService.get_note\n" in said


@pytest.mark.usefixtures("scaffolded")
def test_diff_tells_clients_of_another_base_path(pactgen, project):
    edit(project / "docs/api.yaml", "paths:\n", "servers: [{url: /v2}]\npaths:\n")
    (change,) = pactgen("diff", "--json").json["contract"]
    assert (change["class"], change["breaking"]) == ("base-path-changed", True)
    assert "are served under `/v2`, which was the root" in pactgen("diff").out


@pytest.mark.usefixtures("scaffolded")
def test_check_sees_an_edited_generated_file_and_says_where_to_write(pactgen, project):
    (project / "src/notebook/features.py").write_text("mine = 1\n")
    said = pactgen("check")
    assert said.code == 1
    assert "src/notebook/features.py" in said.out


@pytest.mark.usefixtures("scaffolded")
def test_your_edit_of_a_shared_file_is_no_drift(pactgen, project):
    place = project / "src/notebook/notes/service.py"
    place.write_text(place.read_text() + "\nmine = 1\n")
    assert pactgen("check").code == 0


@pytest.mark.usefixtures("scaffolded")
def test_a_log_that_is_not_committed_is_no_drift(pactgen, project):
    (project / "docs/decision-logs/notebook-backend.md").unlink()
    (project / "docs/decision-logs").rmdir()
    assert pactgen("check").code == 0


def test_the_contract_may_lie_elsewhere(pactgen, project, tmp_path_factory):
    out = tmp_path_factory.mktemp("elsewhere")
    said = pactgen("scaffold", project / "docs/api.yaml", "--out", out, "--no-prove", "--json")
    assert said.code == 0
    texts = b"".join(tree(out).values())
    assert str(project).encode() not in texts
    assert str(out).encode() not in texts
    assert pactgen("check", "--out", out).code == 0


@pytest.mark.usefixtures("project")
def test_the_feature_names_the_log_from_then_on(pactgen):
    first = pactgen("scaffold", "--feature", "memos", "--no-prove", "--json").json
    assert first["log"] == "docs/decision-logs/memos-backend.md"
    assert pactgen("check").code == 0


def test_the_package_stays_what_it_was_when_the_title_changes(pactgen, project):
    assert pactgen("scaffold", "--no-prove").code == 0
    edit(project / "src/notebook/main.py", '"""', '"""Mine. ')
    edit(project / "docs/api.yaml", "title: Notebook", "title: Notebook of the house")
    assert pactgen("scaffold", "--no-prove").code == 0
    assert [place.name for place in (project / "src").iterdir()] == ["notebook"]
    said = pactgen("explain", "project/package").out
    assert "the title is `Notebook of the house` now" in said
    (project / "pactgen.yaml").write_text("package: house\n")
    assert pactgen("scaffold", "--no-prove").code == 0
    assert (project / "src/house/main.py").is_file()


def test_without_a_contract_a_person_must_decide(pactgen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = pactgen("scaffold")
    assert said.code == 4
    assert said.err.startswith("BLOCKER: there is no contract")
    assert "Who decides" in said.err
    assert pactgen("scaffold", "--json").json["blocker"]["decides"]
    assert tree(tmp_path) == {}


def test_two_contracts_are_not_guessed_between(pactgen, tmp_path, monkeypatch):
    for name in ("one", "two"):
        (tmp_path / "docs" / name).mkdir(parents=True)
        (tmp_path / "docs" / name / "openapi.yaml").write_text("openapi: 3.1.0")
    monkeypatch.chdir(tmp_path)
    said = pactgen("validate")
    assert said.code == 4
    assert "docs/one/openapi.yaml" in said.err


def test_a_wrong_contract_is_told_with_its_places(pactgen, project):
    contract = project / "docs/api.yaml"
    contract.write_text(contract.read_text().replace("schemas/Note'", "schemas/Nota'"))
    before = tree(project)
    said = pactgen("scaffold")
    assert said.code == 3
    assert "docs/api.yaml:" in said.err
    assert "did you mean `Note`" in said.err
    assert tree(project) == before
    diagnostics = pactgen("scaffold", "--json").json["diagnostics"]
    jsonschema_rs.Draft202012Validator(schema("diagnostics")).validate(diagnostics)
    assert len(diagnostics) >= 3


@pytest.mark.usefixtures("project")
def test_a_contract_that_is_not_there(pactgen):
    said = pactgen("scaffold", "docs/nix.yaml")
    assert said.code == 3
    assert "nix.yaml" in said.err


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("operation: {}\n", "operation"),
        ("package: Not-A-Module\n", "pactgen.yaml:1:"),
        ("operations: {listNote: {behaviour: list}}\n", "did you mean `listNotes`?"),
        ("unique: [Note.texts]\n", "did you mean `Note.text`?"),
        ("relations: {Nota.text: Note}\n", "Nota.text"),
        ("a: [\n", "pactgen.yaml:"),
    ],
)
def test_a_wrong_configuration_is_told(pactgen, project, config, told):
    (project / "pactgen.yaml").write_text(config)
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 3
    assert told in said.err


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("x-pactgen-behavior: list", "did you mean `x-pactgen-behaviour`?"),
        ("x-pactgen-behaviour: lst", '"lst" is not one of'),
        ("x-pactgen-unique: true", "no meaning in the operation"),
    ],
)
def test_a_wrong_extension_is_told(pactgen, project, written, told):
    contract = project / "docs/api.yaml"
    text = contract.read_text()
    contract.write_text(
        text.replace("operationId: listNotes", f"operationId: listNotes\n      {written}")
    )
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 3
    assert told in said.err
    assert "docs/api.yaml:7:" in said.err


def test_extensions_overrule_and_the_configuration_overrules_them(pactgen, project):
    contract = project / "docs/api.yaml"
    text = contract.read_text()
    stated = "operationId: listNotes\n      x-pactgen-behaviour: custom"
    text = text.replace("operationId: listNotes", stated)
    contract.write_text(text.replace("info:", "x-pactgen-feature: memos\ninfo:"))
    said = pactgen("scaffold", "--dry-run", "--json").json
    assert said["log"] == "docs/decision-logs/memos-backend.md"
    assert [each["operation"] for each in said["operations"]["custom"]] == ["GET /notes"]
    (project / "pactgen.yaml").write_text("decisions: {behaviour/listNotes: list}\n")
    assert pactgen("scaffold", "--dry-run", "--json").json["operations"]["custom"] == []


def test_a_configuration_overrules(pactgen, project):
    (project / "pactgen.yaml").write_text(
        "package: memos\noperations: {listNotes: {behaviour: custom}}\n"
    )
    said = pactgen("scaffold", "--no-prove", "--json").json
    assert said["package"] == "memos"
    assert [each["operation"] for each in said["operations"]["custom"]] == ["GET /notes"]


def test_an_operation_that_a_person_wrote_the_rule_of_answers_no_501(pactgen, project):
    (project / "pactgen.yaml").write_text("operations: {listNotes: {behaviour: custom}}\n")
    assert "501 GET /notes" in pactgen("scaffold", "--no-prove").out
    service = project / "src/notebook/notes/service.py"
    text = service.read_text()
    start = text.index('        operation = "listNotes"')
    end = text.index("\n\n", start)
    service.write_text(f"{text[:start]}        return []{text[end:]}")
    assert "501" not in pactgen("scaffold", "--no-prove").out
    (custom,) = pactgen("scaffold", "--no-prove", "--json").json["operations"]["custom"]
    assert custom["yours"] is True


@pytest.mark.usefixtures("scaffolded")
def test_the_run_that_writes_a_revision_says_so_and_what_old_rows_get(pactgen, project):
    note = "text: {type: string}"
    edit(project / "docs/api.yaml", note, f"{note}\n        kind: {{enum: [memo, list]}}")
    edit(project / "docs/api.yaml", "[id, text]", "[id, text, kind]")
    path = "migrations/versions/0002_add_notes_kind.py"
    said = pactgen("scaffold", "--no-prove").out
    assert f"Migration: {path}: Add notes.kind. Apply it: `alembic upgrade head`\n" in said
    assert '  What do rows that were there before hold in `notes.kind`? `"memo"`.\n' in said
    decision = "migration/0002/notes.kind"
    assert "the contract names no default" in pactgen("explain", decision).out.lower()
    assert "Migration" not in pactgen("scaffold", "--no-prove").out


@pytest.mark.usefixtures("scaffolded")
def test_a_broken_lock_is_told(pactgen, project):
    (project / "pactgen.lock").write_text("<<<<<<< ours\n")
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 5
    assert "conflict markers" in said.err


def test_two_runs_at_once_are_refused(pactgen, project):
    with alone(project):
        said = pactgen("scaffold", "--no-prove")
    assert said.code == 5
    assert "another pactgen" in said.err


@pytest.mark.usefixtures("scaffolded")
def test_explain_shows_decisions_operations_and_lines(pactgen, project):
    assert "behaviour:    list Note" in pactgen("explain", "GET /notes").out
    decision = pactgen("explain", "behaviour/listNotes", "--json").json["decisions"][0]
    assert decision["choice"] == "list Note"
    assert decision["evidence"][0].startswith("docs/api.yaml:")
    assert "listNotes" in pactgen("explain", decision["evidence"][0]).out
    service = (project / "src/notebook/notes/service.py").read_text().splitlines()
    line = next(n for n, text in enumerate(service, start=1) if "def " in text and "list" in text)
    assert "GET /notes" in pactgen("explain", f"src/notebook/notes/service.py:{line + 1}").out
    wrong = pactgen("explain", "behaviour/listNote")
    assert wrong.code == 2
    assert "behaviour/listNotes" in wrong.err


@pytest.mark.usefixtures("project")
def test_gaps_are_an_overlay_and_once_accepted_there_are_none(pactgen):
    said = pactgen("gaps")
    assert said.code == 0
    overlay = yaml.safe_load(said.out)
    assert overlay["overlay"] == "1.0.0"
    assert overlay["actions"]
    assert pactgen("gaps", "--json").json == overlay
    merged = yaml.safe_load(pactgen("gaps", "--merged").out)
    assert "404" in merged["paths"]["/notes/{id}"]["get"]["responses"]
    assert pactgen("gaps", "-o", "docs/gaps.overlay.yaml").code == 0
    assert yaml.safe_load(pactgen("gaps").out)["actions"] == []


def test_the_contract_with_its_gaps_has_its_repairs_too(pactgen, project):
    place = project / "docs/api.yaml"
    edit(place, "schema: {$ref: '#/components/schemas/Note'}", "schema: {$ref: Note}")
    merged = yaml.safe_load(pactgen("gaps", "--merged").out)
    content = merged["paths"]["/notes/{id}"]["get"]["responses"]["200"]["content"]
    assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/Note"}


@pytest.mark.usefixtures("scaffolded")
def test_handoff_follows_its_schema(pactgen):
    document = pactgen("handoff", "--json").json
    jsonschema_rs.Draft202012Validator(schema("handoff")).validate(document)
    assert "exit_code" not in document
    assert pactgen("handoff").out.startswith("1. Produced:")


@pytest.mark.usefixtures("project")
def test_prove_and_run_need_a_backend(pactgen):
    for command in ("run", "prove"):
        said = pactgen(command)
        assert said.code == 5
        assert "pactgen scaffold" in said.err


def test_the_configuration_above_docs_holds_wherever_the_project_is_written(
    pactgen, project, tmp_path_factory
):
    (project / "pactgen.yaml").write_text("package: memos\n")
    out = tmp_path_factory.mktemp("elsewhere")
    said = pactgen("scaffold", project / "docs/api.yaml", "--out", out, "--no-prove", "--json")
    assert said.json["package"] == "memos"


def test_strict_makes_errors_of_repairs(pactgen, project):
    contract = project / "docs/api.yaml"
    assert pactgen("validate", "--strict").code == 0
    contract.write_text(
        contract.read_text().replace("{type: string}", "{type: string, default: 1}")
    )
    assert pactgen("validate").code == 0
    said = pactgen("validate", "--strict", "--json")
    assert said.code == 3
    assert [each["severity"] for each in said.json["diagnostics"]] == ["error"]


def test_strict_asks_another_validator(pactgen, project, monkeypatch):
    error = OpenAPIValidationError("it is blue", path=("paths", "/notes", "get"))
    monkeypatch.setattr(OpenAPIV31SpecValidator, "iter_errors", lambda _: iter([error]))
    said = pactgen("validate", project / "docs/api.yaml", "--strict")
    assert said.code == 3
    assert (
        "docs/api.yaml:5:5: error[spec-validator]: openapi-spec-validator: it is blue" in said.err
    )
    assert pactgen("validate").code == 0


@pytest.mark.usefixtures("project")
def test_a_way_out_that_several_columns_have_is_told_once(pactgen, project):
    contract = project / "docs/api.yaml"
    more = "text: {type: string}\n        shelf: {type: string}\n        row: {type: integer}\n"
    edit(contract, "text: {type: string}\n", more)
    assert pactgen("scaffold", "--no-prove").code == 0
    edit(contract, more, "text: {type: string}\n")
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 4
    ways = [line for line in said.err.splitlines() if "until no client uses it" in line]
    assert [line.partition(": ")[0] for line in ways] == ["  - notes.shelf, notes.row"]


def test_an_operation_that_no_request_reaches_may_have_a_feature_of_its_own(pactgen, project):
    contract = project / "docs/api.yaml"
    document = yaml.safe_load(contract.read_text())
    again = {"tags": ["streams"], "responses": {"200": {"description": "Done."}}}
    document["paths"]["/notes#stream"] = {"post": {"operationId": "streamNotes", **again}}
    contract.write_text(yaml.safe_dump(document, sort_keys=False))
    said = pactgen("scaffold", contract, "--no-prove", "--json")
    assert said.code == 0, said.err
    told = {each["operation"] for each in said.json["operations"]["custom"]}
    assert told == {"POST /notes#stream"}
