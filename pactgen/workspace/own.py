"""A person's own files that use what the contract renamed or dropped.

Location: pactgen/workspace/own.py. An import that has one new reading is rewritten, with the names
that it binds; whatever has none becomes a placeholder, so that the module goes on to import, and is
told with its line. Files that pactgen made once and gave away are told of and left alone. Used by
planning.py.
"""

from __future__ import annotations

import ast
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pactgen.merge.imports import Imported
from pactgen.merge.placeholders import stand_in
from pactgen.merge.renames import apply_modules
from pactgen.merge.tokens import names_in, renamed, tokens_of
from pactgen.merge.values import Note
from pactgen.values import dataclass, replace
from pactgen.workspace.changes import EDITED, Action, Change
from pactgen.workspace.files import Owner, digest
from pactgen.workspace.following import candidates
from pactgen.workspace.relocating import relocated
from pactgen.workspace.shared import ends_as, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pactgen.workspace.lock import Entry
    from pactgen.workspace.renames import Renames
    from pactgen.workspace.vanished import Vanished

_PLACES: Final = ("src", "tests")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Use:
    """A name that a file imports from the project."""

    line: int
    name: Imported
    relative: bool


def own_files(
    root: Path, emitted: Iterable[str], recorded: Mapping[str, Entry]
) -> Mapping[str, bytes]:
    """Return the sources that a person wrote and that import from the project."""
    packages = {PurePosixPath(path).parts[1] for path in emitted if path.startswith("src/")}
    marks = [f"{word} {name}".encode() for name in packages for word in ("from", "import")]
    places = {entry.at or path: entry for path, entry in recorded.items()}
    found = {}
    for top in _PLACES:
        for place in candidates(root / top, ".py"):
            path = place.relative_to(root).as_posix()
            entry = places.get(path)
            if entry is not None and entry.owner is not Owner.YOURS:
                continue
            content = place.read_bytes()
            edited = entry is None or digest(content) != entry.sha256
            if edited and any(mark in content for mark in (*marks, b"from .")):
                found[path] = content
    return found


def follow(
    files: Mapping[str, bytes],
    recorded: Mapping[str, Entry],
    renames: Renames,
    vanished: Vanished,
) -> Iterator[Change]:
    """Yield what becomes of the person's own files, and what they should know."""
    for path, content in sorted(files.items()):
        text = text_of(content) or ""
        try:
            uses = [use for use in _uses(path, text) if vanished(use.name)]
            news = {use: _now(use.name, renames, vanished) for use in uses}
            after = text
            members: tuple[Note, ...] = ()
            if path not in recorded:
                rewritten = _rewritten(text, news, vanished)
                after = renames.members.followed(rewritten)
                members = tuple(_renamed_members(rewritten, after))
            left = {use.name for use in _uses(path, after)}
        except (SyntaxError, ValueError):
            continue
        told = tuple(_note(use, new, done=use.name not in left) for use, new in news.items())
        if uses or after != text:
            yield Change(
                path=path,
                action=Action.KEEP if after == text else Action.REWRITE,
                owner=Owner.YOURS,
                content=None if after == text else ends_as(content, after),
                before=content,
                note="yours" if after == text else EDITED,
                merged=after != text,
                notes=(*told, *members),
            )


def _uses(path: str, text: str) -> Iterator[_Use]:
    package = PurePosixPath(path).parent.parts[1:]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*above, *filter(None, [node.module])))
            for alias in node.names:
                name = Imported(module=module, name=alias.name, alias=alias.asname)
                yield _Use(line=node.lineno, name=name, relative=node.level > 0)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                parent, _, last = alias.name.rpartition(".")
                imported = Imported(module=parent, name=last, alias=alias.asname)
                yield _Use(line=node.lineno, name=imported, relative=False)


def _now(name: Imported, renames: Renames, vanished: Vanished) -> Imported | None:
    """Return where the name is now, if the contract moved or renamed it."""
    full = f"{name.module}.{name.name}"
    if full in renames.modules:
        module, _, new = renames.modules[full].rpartition(".")
    else:
        module = renames.modules.get(name.module, name.module)
        new = renames.names.get(name.name, name.name)
    found = Imported(module=module, name=new, alias=name.alias)
    if vanished.holds(found):
        return found
    home = vanished.new_home(name)
    return None if home is None else replace(name, module=home)


def _rewritten(text: str, news: Mapping[_Use, Imported | None], vanished: Vanished) -> str:
    """Return the source with the new names, and placeholders for what has none."""
    followed = {use.name: new for use, new in news.items() if new and not use.relative}
    dropped = {use.name for use, new in news.items() if new is None and not use.relative}
    after = _renamed(text, followed, vanished) or text
    return stand_in(after, dropped.__contains__)[0]


def _renamed(text: str, followed: Mapping[Imported, Imported], vanished: Vanished) -> str | None:
    """Return the source with the new names, None when one of them is taken in it."""
    text, moves = relocated(text, vanished)
    followed = {old: new for old, new in followed.items() if old not in moves}
    modules = {old.module: new.module for old, new in followed.items() if old.module != new.module}
    names = {old.name: new.name for old, new in followed.items() if old.name != new.name}
    if not names.keys().isdisjoint(names.values()) or names_in(text) & set(names.values()):
        return None
    after = renamed(apply_modules(text, modules), names, "")
    try:
        ast.parse(after)
    except (SyntaxError, ValueError):
        return None
    return after


def _renamed_members(before: str, after: str) -> Iterator[Note]:
    """Tell the lines that ask for fields and methods by their new names."""
    lines = zip(before.split("\n"), after.split("\n"), strict=False)
    for number, (last, now) in enumerate(lines, 1):
        pairs = zip(tokens_of(last), tokens_of(now), strict=False)
        told = dict.fromkeys(f"`{old}` is `{new}` now" for old, new in pairs if old != new)
        if told:
            yield Note(name=f"line {number}", message=f"{', '.join(told)}, here too")


def _note(use: _Use, new: Imported | None, *, done: bool) -> Note:
    name = f"line {use.line}"
    old = f"`{use.name.name}` of {use.name.module}"
    if new is None:
        stands = "; `Any` stands for it" if done else ""
        message = f"{old} is no longer there: the contract dropped it{stands}"
        return Note(name=name, message=message)
    now = f"`{new.name}` of {new.module}"
    if done:
        return Note(name=name, message=f"{old} is {now} now, here too")
    return Note(name=name, message=f"{old} is {now} now: the contract renamed it, write it here")
