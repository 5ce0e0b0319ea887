"""Edits of the kinds that people make in a scaffolded project, each with a token of its own."""

from __future__ import annotations

import ast
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

Edit = Callable[[str, random.Random, str], str]
RUFF: Final = str(Path(sys.executable).with_name("ruff"))


def edit_project(root: Path, paths: list[str], draw: random.Random, count: int) -> list[str]:
    """Edit some of the files, in place; return what was done."""
    done = []
    for number in range(count):
        path = root / draw.choice(paths)
        if not path.is_file():
            continue
        edit = draw.choice(EDITS)
        before = path.read_text()
        after = edit(before, draw, f"hand{number}{draw.randrange(10**6)}")
        try:
            ast.parse(after)
        except SyntaxError:
            continue
        path.write_text(after)
        done.append(f"{edit.__name__} {path.relative_to(root)}")
    if draw.random() < 0.1:
        done += _moved(root / draw.choice(paths))
    if draw.random() < 0.3:
        done += draw.choice((_given_away, _into_base))(root, paths, draw)
    if draw.random() < 0.2:
        helper = (root / draw.choice(paths)).parent / "helper.py"
        helper.parent.mkdir(parents=True, exist_ok=True)
        helper.write_text(f'"""Mine."""\n\nhand{draw.randrange(10**6)} = 1\n')
    return done


def _moved(path: Path) -> list[str]:
    """Move a file one folder down."""
    if not path.is_file():
        return []
    folder = path.parent / "inner"
    folder.mkdir(exist_ok=True)
    path.rename(folder / path.name)
    return [f"moved {path.name}"]


def _given_away(root: Path, paths: list[str], draw: random.Random) -> list[str]:
    """Move a class to another file that pactgen prints, and import it from there."""
    places = [root / each for each in paths if each.startswith("src/") and (root / each).is_file()]
    if len(places) < 2:
        return []
    one, two = draw.sample(places, 2)
    text, other = one.read_text(), two.read_text()
    found = [each for each in _classes(text) if f"class {each.name}" not in other]
    if not found or _module(root, one) in other:
        return []
    node = draw.choice(found)
    lines = text.splitlines(keepends=True)
    start = min(each.lineno for each in [node, *node.decorator_list]) - 1
    moved = "".join(lines[start : node.end_lineno])
    token = f"hand{draw.randrange(10**6)}"
    two.write_text(f"{_with_imports(other, text, node)}\n\n{moved}    # {token}\n")
    del lines[start : node.end_lineno]
    left = _with_line("".join(lines), f"from {_module(root, two)} import {node.name}\n")
    one.write_text(left)
    return [f"gave {node.name} of {one.relative_to(root)} to {two.relative_to(root)}"]


def _into_base(root: Path, paths: list[str], draw: random.Random) -> list[str]:
    """Move a method to a base of its class, in a file of its own."""
    place = root / draw.choice(paths)
    text = place.read_text() if place.is_file() and "src" in place.parts else ""
    found = [
        (each, method)
        for each in _classes(text)
        for method in each.body
        if isinstance(method, ast.AsyncFunctionDef) and len(each.body) > 2
    ]
    if not found:
        return []
    node, method = draw.choice(found)
    token = f"hand{draw.randrange(10**6)}"
    lines = text.splitlines(keepends=True)
    start = min(each.lineno for each in [method, *method.decorator_list]) - 1
    moved = "".join(lines[start : method.end_lineno])
    home = place.with_name(f"base_{token}.py")
    head = _with_imports('"""Mine."""\n', text, method)
    home.write_text(f"{head}\n\nclass {token.title()}:\n{moved}")
    del lines[start : method.end_lineno]
    at = next(
        number
        for number, line in enumerate(lines)
        if line.startswith((f"class {node.name}:", f"class {node.name}("))
    )
    bases = ", ".join([token.title(), *map(ast.unparse, node.bases)])
    lines[at] = f"class {node.name}({bases}):\n"
    place.write_text(
        _with_line("".join(lines), f"from {_module(root, home)} import {token.title()}\n")
    )
    return [f"moved {node.name}.{method.name} of {place.relative_to(root)} to a base"]


def _module(root: Path, place: Path) -> str:
    return ".".join(place.relative_to(root / "src").with_suffix("").parts)


def _with_line(text: str, line: str) -> str:
    """Import something more."""
    nodes = [each for each in ast.parse(text).body if isinstance(each, ast.ImportFrom | ast.Import)]
    at = nodes[-1].end_lineno if nodes else int(ast.get_docstring(ast.parse(text)) is not None)
    return _at(text, at or 0, line)


def _with_imports(text: str, source: str, node: ast.AST) -> str:
    """Import what a definition uses as the module does that it comes from."""
    used = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    for each in ast.parse(source).body:
        if isinstance(each, ast.ImportFrom):
            for alias in each.names:
                if (alias.asname or alias.name) in used:
                    named = alias.name + (f" as {alias.asname}" if alias.asname else "")
                    text = _with_line(text, f"from {each.module} import {named}\n")
    return text


def _functions(text: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def _classes(text: str) -> list[ast.ClassDef]:
    return [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]


def _at(text: str, line: int, new: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:line], new, *lines[line:]])


def _statement(text: str, draw: random.Random, token: str) -> str:
    found = _functions(text)
    if not found:
        return text + f"\n{token} = 1\n"
    function = draw.choice(found)
    node = draw.choice(function.body)
    if node is function.body[0] and ast.get_docstring(function) is not None:
        return _at(text, node.end_lineno or 0, f'{" " * node.col_offset}{token} = "mine"\n')
    return _at(text, node.lineno - 1, f'{" " * node.col_offset}{token} = "mine"\n')


def _last_statement(text: str, draw: random.Random, token: str) -> str:
    found = _functions(text)
    if not found:
        return text + f"\n# {token}\n"
    last = draw.choice(found).body[-1]
    return _at(text, last.end_lineno or 0, f"{' ' * last.col_offset}# {token}\n")


def _body(text: str, draw: random.Random, token: str) -> str:
    found = [each for each in _functions(text) if each.name != "__init__"]
    if not found:
        return text
    function = draw.choice(found)
    lines = text.splitlines(keepends=True)
    documented = ast.get_docstring(function) is not None and len(function.body) > 1
    first = function.body[1 if documented else 0]
    indent = " " * first.col_offset
    new = f'{indent}{token} = "instead"\n{indent}raise RuntimeError({token})\n'
    return "".join([*lines[: first.lineno - 1], new, *lines[function.end_lineno or 0 :]])


def _method(text: str, draw: random.Random, token: str) -> str:
    found = _classes(text)
    new = f'\n    def {token}(self) -> str:\n        """Mine."""\n        return "{token}"\n'
    if not found:
        return text.rstrip("\n") + f'\n\n\ndef {token}() -> str:\n    """Mine."""\n    return "x"\n'
    node = draw.choice(found)
    members = [
        each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    after = draw.choice(members) if members and draw.random() < 0.5 else node.body[-1]
    return _at(text, after.end_lineno or 0, new)


def _at_end(text: str, draw: random.Random, token: str) -> str:
    kind = draw.choice(("def", "value", "class"))
    new = {
        "def": f'\n\ndef {token}() -> int:\n    """Mine."""\n    return 1\n',
        "value": f'\n{token.upper()} = "{token}"\n',
        "class": f'\n\nclass {token.title()}:\n    """Mine: {token}."""\n',
    }[kind]
    return text.rstrip("\n") + "\n" + new


def _in_tail(text: str, draw: random.Random, token: str) -> str:
    marker = "    # Yours from here on.\n"
    if marker not in text:
        return _at_end(text, draw, token)
    new = f'\n    async def {token}(self) -> int:\n        """Mine."""\n        return 1\n'
    return text.replace(marker, marker + new)


def _import(text: str, draw: random.Random, token: str) -> str:
    nodes = [each for each in ast.parse(text).body if isinstance(each, ast.ImportFrom | ast.Import)]
    if not nodes:
        return text + f"\nimport json as {token}\n"
    node = draw.choice(nodes)
    return _at(text, node.end_lineno or 0, f"import json as {token}\n") + f"\nprint({token})\n"


def _joined_import(text: str, draw: random.Random, token: str) -> str:
    nodes = [each for each in ast.parse(text).body if isinstance(each, ast.ImportFrom)]
    if not nodes:
        return text
    node = draw.choice(nodes)
    same = [each for each in nodes if each.module == node.module]
    lines = text.splitlines(keepends=True)
    names = ", ".join(
        alias.name + (f" as {alias.asname}" if alias.asname else "")
        for each in same
        for alias in each.names
    )
    for each in sorted(same, key=lambda one: -one.lineno):
        del lines[each.lineno - 1 : each.end_lineno]
    lines.insert(same[0].lineno - 1, f"from {node.module} import {names}  # {token}\n")
    return "".join(lines)


def _field(text: str, draw: random.Random, token: str) -> str:
    found = [
        each
        for node in _classes(text)
        for each in node.body
        if isinstance(each, ast.AnnAssign | ast.Assign)
    ]
    if not found:
        return _at_end(text, draw, token)
    node = draw.choice(found)
    return _at(text, node.end_lineno or 0, f'    {token}: str = "mine"\n')


def _value(text: str, draw: random.Random, token: str) -> str:
    """Change what a field holds, as one who wants another column type does."""
    found = [
        each
        for node in _classes(text)
        for each in node.body
        if isinstance(each, ast.AnnAssign) and each.lineno == each.end_lineno and each.value
    ]
    if not found:
        return text
    node = draw.choice(found)
    lines = text.splitlines(keepends=True)
    lines[node.lineno - 1] = lines[node.lineno - 1].rstrip("\n") + f"  # {token}\n"
    return "".join(lines)


def _comment(text: str, draw: random.Random, token: str) -> str:
    nodes = [each for each in ast.parse(text).body[1:] if not getattr(each, "decorator_list", None)]
    if not nodes:
        return f"# {token}\n" + text
    return _at(text, draw.choice(nodes).lineno - 1, f"# {token}\n")


def _docstring(text: str, draw: random.Random, token: str) -> str:
    found = [each for each in _functions(text) if ast.get_docstring(each) is not None]
    if not found:
        return text
    node = draw.choice(found).body[0]
    lines = text.splitlines(keepends=True)
    new = f'{" " * node.col_offset}"""{token} says what it does."""\n'
    return "".join([*lines[: node.lineno - 1], new, *lines[node.end_lineno or 0 :]])


def _parameter(text: str, draw: random.Random, token: str) -> str:
    lines = text.splitlines(keepends=True)
    places = [
        number
        for number, line in enumerate(lines)
        if line.lstrip().startswith(("def ", "async def ")) and ") -> " in line and "self" in line
    ]
    if not places:
        return text
    at = draw.choice(places)
    lines[at] = lines[at].replace(") -> ", f", {token}: int = 0) -> ", 1)
    return "".join(lines)


def _decorator(text: str, draw: random.Random, token: str) -> str:
    found = [each for each in _functions(text) if each.decorator_list]
    if not found:
        return text
    node = draw.choice(found)
    first = min(each.lineno for each in node.decorator_list)
    new = f"{' ' * node.col_offset}@{token}\n"
    return _at(text, first - 1, new) + f"\n{token} = staticmethod\n"


def _swapped(text: str, draw: random.Random, _: str) -> str:
    for node in draw.sample(_classes(text), len(_classes(text))):
        methods = [each for each in node.body if isinstance(each, ast.AsyncFunctionDef)]
        if len(methods) > 1:
            at = draw.randrange(len(methods) - 1)
            one, two = methods[at : at + 2]
            lines = text.splitlines(keepends=True)
            first = lines[one.lineno - 1 : one.end_lineno]
            second = lines[two.lineno - 1 : two.end_lineno]
            between = lines[one.end_lineno or 0 : two.lineno - 1]
            lines[one.lineno - 1 : two.end_lineno] = [*second, *between, *first]
            return "".join(lines)
    return text


def _renamed(text: str, draw: random.Random, token: str) -> str:
    found = [each.name for each in _functions(text) if not each.name.startswith("_")]
    if not found:
        return text
    name = draw.choice(found)
    return text.replace(f"def {name}(", f"def {token}(").replace(f"self.{name}(", f"self.{token}(")


def _deleted(text: str, draw: random.Random, _: str) -> str:
    found = [
        each
        for node in _classes(text)
        for each in node.body
        if isinstance(each, ast.AsyncFunctionDef)
    ]
    if not found:
        return text
    node = draw.choice(found)
    lines = text.splitlines(keepends=True)
    if "hand" in "".join(lines[node.lineno - 1 : node.end_lineno]):
        return text
    del lines[node.lineno - 1 : (node.end_lineno or 0) + 1]
    return "".join(lines)


def _reformatted(text: str, draw: random.Random, _: str) -> str:
    """Format as a team does that likes other line lengths."""
    length = draw.choice(("79", "120", "160"))
    return _ruff(text, "format", "--line-length", length)


def _isorted(text: str, _: random.Random, __: str) -> str:
    """Join and sort the imports, as isort does by default."""
    return _ruff(text, "check", "--fix-only", "--select", "I")


def _ruff(text: str, *arguments: str) -> str:
    command = [RUFF, *arguments, "--quiet", "--isolated", "-"]
    done = subprocess.run(command, input=text, capture_output=True, check=True, text=True)
    return done.stdout


EDITS: tuple[Edit, ...] = (
    _statement, _statement, _last_statement, _body, _method, _in_tail, _at_end, _import,
    _joined_import, _field, _value, _comment, _docstring, _parameter, _decorator, _swapped,
    _renamed, _deleted, _reformatted, _isorted,
)  # fmt: skip
