import re
from pathlib import Path
from string import Formatter

import pytest

from pactgen.diagnostics import RULES, Severity, diagnostic
from pactgen.diagnostics.pages import page, pages
from pactgen.source import Origin

PACKAGE = Path(__file__).parents[2] / "pactgen"


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_explains_itself(code: str) -> None:
    rule = RULES[code]
    assert rule.code == code
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", code)
    assert not rule.message.endswith(".")
    assert rule.help
    assert rule.why.endswith(".")
    assert page(rule).startswith(f"# {code}\n")


@pytest.mark.parametrize("code", sorted(RULES))
def test_templates_are_filled(code: str) -> None:
    rule = RULES[code]
    fields = {name for part in (rule.message, rule.help) for _, name, *_ in Formatter().parse(part)}
    values = {name: f"<{name}>" for name in fields if name}
    found = diagnostic(code, Origin("api.yaml"), **values)  # type: ignore[arg-type]
    assert all(value in found.message + found.help for value in values.values())
    assert found.severity in Severity


def test_every_rule_is_used() -> None:
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if "diagnostics/rules" not in path.as_posix()
    )
    assert [code for code in RULES if f'"{code}"' not in text] == []


def test_one_page_each_and_an_index() -> None:
    found = pages()
    assert next(iter(found)) == "diagnostics/index.md"
    assert set(found) == {rule.page for rule in RULES.values()} | {"diagnostics/index.md"}
    assert all(f"({code}.md)" in found["diagnostics/index.md"] for code in RULES)
