"""Members that one class loses in a run, and edited code that asks this very class for them.

Location: pactgen/workspace/dropped.py. Annotations say whose member it is, so that it counts also
where other classes go on to have one of that name. Used by lost.py.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pactgen.merge.inferring import returns_of
from pactgen.merge.receivers import aliases_of, asked_of, strangers
from pactgen.workspace.syntax import attributes_in, members_in, parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.workspace.changes import Change

_Members = dict[str, tuple[list[str], frozenset[str]]]
"""The bases and the members of each class, by its name."""


class Dropped:
    """What the classes of a project lose in a run."""

    def __init__(self, changes: Iterable[Change]) -> None:
        """Compare the classes of all files as they are with what they will be."""
        code = [each for each in changes if each.path.endswith(".py")]
        touched = [each for each in code if each.after != each.before]
        before = _classes(each.before for each in touched if each.before)
        after = _classes(each.after for each in touched if each.after) if before else {}
        self._members = {
            name: members - after[name][1]
            for name, (bases, members) in before.items()
            if name in after and after[name][0] == bases and members - after[name][1]
        }
        lost = code if self._members else []
        self._aliases = _aliases(lost)
        self._returns = returns_of(parsed(each.after) for each in lost)

    def __bool__(self) -> bool:
        """Whether any class loses a member."""
        return bool(self._members)

    def asked(self, content: bytes, package: str) -> Iterator[ast.Attribute]:
        """Yield the members that a file of the package asks for in vain."""
        if self._members:
            tree = parsed(content)
            foreign = strangers(tree, package)
            for node, owner in (*asked_of(tree, self._aliases, self._returns), *_of_itself(tree)):
                if owner not in foreign and node.attr in self._members.get(owner, ()):
                    yield node


def _of_itself(tree: ast.Module) -> Iterator[tuple[ast.Attribute, str]]:
    """Yield what the methods of each class ask their object for."""
    for node in (each for each in tree.body if isinstance(each, ast.ClassDef)):
        for each in ast.walk(node):
            match each:
                case ast.Attribute(value=ast.Name(id="self"), ctx=ast.Load()):
                    yield each, node.name


def _aliases(changes: Iterable[Change]) -> Mapping[str, str]:
    texts = (each.after for each in changes if each.path.endswith("/dependencies.py"))
    return {name: owner for text in texts for name, owner in aliases_of(parsed(text)).items()}


def _classes(texts: Iterable[bytes]) -> _Members:
    """Return the classes of these files; two of one name are none."""
    found: _Members = {}
    twice: set[str] = set()
    for text in texts:
        for node in parsed(text).body:
            if isinstance(node, ast.ClassDef):
                twice |= {node.name} & found.keys()
                bases = [ast.unparse(each) for each in node.bases]
                found[node.name] = bases, frozenset((*members_in(node), *attributes_in(node)))
    return {name: each for name, each in found.items() if name not in twice}
