"""What people wrote, as a syntax tree.

Location: pactgen/workspace/syntax.py. Used by whatever looks for names in files of the project.
"""

import ast
from collections.abc import Iterator


def parsed(content: bytes | str) -> ast.Module:
    """Return the tree of a file; an empty one where it is no Python."""
    try:
        return ast.parse(content)
    except (SyntaxError, ValueError):
        return ast.Module(body=[], type_ignores=[])


def members_in(node: ast.ClassDef) -> Iterator[str]:
    """Yield the methods and attributes that a class defines in its body."""
    for each in node.body:
        match each:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name


def attributes_in(node: ast.ClassDef) -> Iterator[str]:
    """Yield the attributes that the methods of a class give its object."""
    for each in ast.walk(node):
        match each:
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                yield name
