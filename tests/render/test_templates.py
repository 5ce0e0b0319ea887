"""Templates hold no logic: they print, repeat, include, and ask booleans of the view."""

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from pactgen.assets import templates_root

FEATURE = templates_root() / "fastapi"
TEMPLATES = sorted(
    path
    for folder in ("feature", "project")
    for path in (FEATURE / folder).rglob("*.jinja")
    if (FEATURE / folder).is_dir()
)
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Include,
    nodes.Name,
    nodes.Getattr,
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(FEATURE).as_posix())
def test_a_template_holds_no_logic(path: Path) -> None:
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    found = [
        f"line {node.lineno}: {type(node).__name__}"
        for node in tree.find_all(nodes.Node)
        if not isinstance(node, ALLOWED) and not _names_a_file(node)
    ]
    assert not found


def _names_a_file(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Const) and str(node.value).endswith(".jinja")


def test_there_are_templates() -> None:
    assert TEMPLATES
