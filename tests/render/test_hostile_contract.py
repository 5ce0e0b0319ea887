"""A contract whose every free text attacks: the backend's code stays what it was."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from pactgen.config import Config
from pactgen.passes import design_backend
from pactgen.plan import planned_files
from pactgen.readers.openapi import read_contract
from pactgen.render import is_python, proven

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "examples" / "bookshop" / "docs" / "api.yaml"
CANARY = "canary_was_here"
ATTACKS = (
    f'"""\nimport {CANARY}\n"""',
    f"'; import {CANARY}; '",
    f'" + {CANARY}() + "',
    f'\\" + {CANARY}() #',
    f"{{{CANARY}()}} {{{{ {CANARY} }}}} {{% include '/etc/passwd' %}}",
    f"line\r{CANARY}()\x0b{CANARY}()\x85{CANARY}()\u2028{CANARY}()",
    "\\",
    "ends with a quote'\"",
    f"\u202e{CANARY}\u2066",
)


def attacked(node: Any, attack: str, key: str = "") -> Any:
    """Put the attack behind every free text, into every enumeration and into property names."""
    if isinstance(node, dict):
        found = {name: attacked(value, attack, name) for name, value in node.items()}
        if isinstance(found.get("properties"), dict) and "type" in found:
            found["properties"][f"prop {attack}"] = {
                "type": "string",
                "enum": [attack, "x"],
                "default": attack,
                "description": attack,
            }
            found["properties"][f"text {attack}"] = {
                "type": "string",
                "pattern": "".join(f"\\u{ord(each):04x}" for each in attack),
            }
            found[f"x-{attack}"] = attack
        return found
    if isinstance(node, list):
        return [attacked(item, attack, key) for item in node]
    return node + attack if isinstance(node, str) and key in {"description", "summary"} else node


def printed(document: dict[str, Any], folder: Path) -> dict[str, str]:
    folder.mkdir(exist_ok=True)
    path = folder / "api.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    found = read_contract(path)
    assert found.contract is not None, found.diagnostics
    design = design_backend(found.contract, Config())
    return {file.path: proven(file.template, file.view) for file in planned_files(design)}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    return document


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_the_contract_becomes_code(
    document: dict[str, Any], attack: str, tmp_path: Path
) -> None:
    for path, text in printed(attacked(document, attack), tmp_path).items():
        assert len(text.splitlines()) == text.count("\n"), path
        if is_python(path):
            assert not called_or_named(ast.parse(text)), path


def called_or_named(tree: ast.Module) -> list[str]:
    """List where the canary is more than a part of a literal or of a name made by rule."""
    return [
        ast.dump(node)
        for node in ast.walk(tree)
        if CANARY in {getattr(node, member, None) for member in ("id", "name", "attr", "arg")}
    ]
