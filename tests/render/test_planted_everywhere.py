"""A contract with an attack in every string, names included: the backend that comes out is tame."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.passes.backends import Backend

CONTRACT = Path(__file__).parents[2] / "examples" / "bookshop" / "docs" / "api.yaml"
CALL = "__import__('pathlib').Path('pwned').touch()"
ATTACKS = (
    f'"""\n{CALL}\n"""',
    f"'); {CALL}; ('",
    f'"); {CALL}; ("',
    f"\\'); {CALL} #",
    f"{{{CALL}}} {{{{ {CALL} }}}} {{% if {CALL} %}}",
    f"\r{CALL}\x0b\x85\u2028{CALL}\n]]>*/-->`$({CALL})`",
)
STRUCTURAL = frozenset(
    {"openapi", "type", "format", "in", "style", "scheme", "jsonSchemaDialect", "contentEncoding"}
)
NAMED = frozenset(
    {"properties", "schemas", "securitySchemes", "variables", "scopes", "mapping", "$defs"}
)
"""Mappings whose keys the author of a contract chooses."""
FREE_KEYS = frozenset({"security", "examples", "links", "callbacks"})


class Planter:
    """Puts the attack into every string, and keeps the document well-formed."""

    def __init__(self, attack: str) -> None:
        self.attack = attack

    def plant(self, node: Any, key: str = "", above: str = "") -> Any:
        if isinstance(node, dict):
            if node.get("in") == "path":
                kept = {"name": node["name"], "in": "path", "required": True}
                return {**self._members(node, key), **kept}
            return self._members(node, key)
        if isinstance(node, list):
            return [self.plant(item, key, above) for item in node]
        return self._text(node, key, above) if isinstance(node, str) else node

    def _members(self, node: dict[str, Any], key: str) -> dict[str, Any]:
        chosen = key in NAMED or key == "security"
        return {
            (name + self.attack if chosen else name): self.plant(
                value, "" if key in NAMED else name, key
            )
            for name, value in node.items()
        } | ({f"x-{self.attack}": self.attack} if not chosen and "get" in node else {})

    def _text(self, text: str, key: str, above: str) -> str:
        if key == "$ref" or above == "mapping":
            return self._reference(text)
        if key == "url":
            return f"{text}/{self.attack}"
        return text if key in STRUCTURAL else text + self.attack

    def _reference(self, text: str) -> str:
        if "/schemas/" not in text:
            return text
        escaped = self.attack.replace("~", "~0").replace("/", "~1").replace("%", "%25")
        return text + re.sub(r"[^\w~%.-]", lambda found: _percent(found[0]), escaped)


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def planted(attack: str) -> dict[str, Any]:
    document = yaml.safe_load(CONTRACT.read_text(encoding="utf-8"))
    found: dict[str, Any] = Planter(attack).plant(document)
    return found


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_runs_when_the_backend_is_imported(attack: str, tmp_path: Path) -> None:
    file = tmp_path / "api.json"
    file.write_text(json.dumps(planted(attack)), encoding="utf-8")
    out = tmp_path / "out"
    backend = Backend(file, out, "shop")
    assert len(backend.design.endpoints) > 10
    for path in sorted(out.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") == len(text.splitlines()), path
        called = {ast.unparse(each.func) for each in ast.walk(ast.parse(text)) if is_call(each)}
        assert not {name for name in called if name == "__import__" or name.endswith(".touch")}
    everything = (
        "import importlib, pathlib, sys; sys.path.insert(0, 'src')\n"
        "for file in sorted(pathlib.Path('src').rglob('*.py')):\n"
        "    importlib.import_module('.'.join(file.relative_to('src').with_suffix('').parts))\n"
        "importlib.import_module('shop.main').create_app()"
    )
    done = subprocess.run(
        [sys.executable, "-c", everything], cwd=out, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    assert not list(tmp_path.rglob("pwned"))


def is_call(node: ast.AST) -> Any:
    return isinstance(node, ast.Call)
