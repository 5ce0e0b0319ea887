"""What people wrote, as a syntax tree.

Location: pactgen/workspace/syntax.py. Used by whatever looks for names in files of the project.
"""

import ast


def parsed(content: bytes | str) -> ast.Module:
    """Return the tree of a file; an empty one where it is no Python."""
    try:
        return ast.parse(content)
    except (SyntaxError, ValueError):
        return ast.Module(body=[], type_ignores=[])
