import subprocess
import sys

import pytest

from pactgen import __version__

COMMANDS = (
    "scaffold",
    "check",
    "diff",
    "adopt",
    "run",
    "prove",
    "validate",
    "explain",
    "gaps",
    "handoff",
    "init",
)


def test_help_names_every_command(pactgen):
    said = pactgen("--help")
    assert said.code == 0
    for command in COMMANDS:
        assert f"\n  {command} " in said.out
    assert "..." not in said.out.partition("Commands:")[2]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_takes_json(pactgen, command):
    said = pactgen(command, "--help")
    assert said.code == 0
    assert "--json" in said.out
    assert "Usage: pactgen" in said.out


def test_version(pactgen):
    assert pactgen("--version").out == f"pactgen {__version__}\n"


def test_help_imports_nothing_heavy():
    program = """
import sys
from pactgen.cli import main
sys.argv = ["pactgen", "--help"]
try:
    main()
except SystemExit:
    pass
heavy = {"copier", "jinja2", "datamodel_code_generator", "openapi_spec_validator", "rich",
         "yaml", "jsonschema_rs", "pactgen.pipeline"}
print("HEAVY", sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "HEAVY []"


@pytest.mark.parametrize("arguments", [["nix"], ["scaffold", "--nix"], ["run", "--port", "x"]])
def test_a_usage_error_is_told_and_exits_2(pactgen, arguments):
    said = pactgen(*arguments)
    assert said.code == 2
    assert "Error:" in said.err
    assert said.out == ""


def test_without_a_command_there_is_help(pactgen):
    said = pactgen()
    assert said.code == 2
    assert "Commands:" in said.out + said.err


def test_a_usage_error_is_one_json_object_where_json_is_asked_for(pactgen):
    said = pactgen("scaffold", "--nix", "--json")
    assert said.code == 2
    assert said.json["exit_code"] == 2
    assert "--nix" in said.json["error"]


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_a_bug_says_how_to_report_it(pactgen, monkeypatch, extra):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("two and two are five")

    monkeypatch.setattr("pactgen.workspace.starter.start", broken)
    said = pactgen("init", *extra)
    assert said.code == 70
    assert "two and two are five" in said.err
    assert "report" in said.err
    assert "Traceback" not in said.err
    if extra:
        assert said.json["exit_code"] == 70


def test_a_bug_shows_its_traceback_on_demand(pactgen, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("pactgen.workspace.starter.start", broken)
    monkeypatch.setenv("PACTGEN_TRACEBACK", "1")
    assert "Traceback (most recent call last)" in pactgen("init").err
