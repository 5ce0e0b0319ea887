"""Merge two edits of one Python file, definition by definition.

Location: pactgen/merge/python.py. The rules:

- a definition that one side left as it was follows the other side, also out of the file;
- one that both changed is merged by its parts (parts.py), a class member by member;
- what pactgen no longer prints but a person edited stays, and is told;
- what a person deleted stays deleted, unless the contract changed more than its words: that is a
  conflict;
- imports are a set; one that the merged code still uses stays.

Used by pactgen/workspace/merging.py.
"""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from pactgen.merge import parts
from pactgen.merge.blocks import Block, Kind, Suite, parses, split
from pactgen.merge.extracted import follow_extracted
from pactgen.merge.fewer import with_fewer_methods
from pactgen.merge.imports import Imported, Imports, imported
from pactgen.merge.lines import merge_lines
from pactgen.merge.loose import same
from pactgen.merge.needs import looked_up, made_in_time
from pactgen.merge.own_names import with_own_names
from pactgen.merge.pairing import Key, by_table, keyed, paired
from pactgen.merge.placeholders import cleared
from pactgen.merge.renames import following
from pactgen.merge.sections import Sections
from pactgen.merge.sequence import ordered
from pactgen.merge.spacing import Piece, joined
from pactgen.merge.tokens import names_in
from pactgen.merge.unbound import reads
from pactgen.merge.values import Conflict, Findings, Merged, Reason
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT = "the contract no longer has it; it stays because you edited it"
_USED = "the contract no longer has it; it stays because your code uses it"
_OPERATION = re.compile(r"operation_id=\"[^\"\n]*\"")
_DEFINED = {Kind.FUNCTION, Kind.CLASS, Kind.VALUE}
_BACK = "you deleted it; what the contract has now uses it, so it is here again"
_GONE = "you deleted it; the contract describes it in other words now"


def merge_python(
    base: str, ours: str, theirs: str, *, renames: Mapping[str, str] | None = None
) -> Merged:
    r"""Return the merged file; texts that do not parse are merged line by line.

    Args:
        base: as pactgen printed it last, with `\n` as its only line end.
        ours: as it is on the disk.
        theirs: as pactgen prints it now.
        renames: names that the contract replaced; edits that use them follow.
    """
    base, ours = following((base, ours), renames or {}, base, theirs)
    try:
        mine = cleared(ours, theirs)
        decided = parts.chosen(base, ours, theirs) if mine == ours else None
        if decided is not None:
            return Merged(text=decided)
        base, theirs = with_own_names(base, mine, theirs)
        found = Findings()
        last = split(base)
        kept, now = follow_extracted(last, split(mine), split(theirs), found)
        suites = _Suites(base=last, ours=kept, theirs=now)
    except (SyntaxError, ValueError):
        return merge_lines(base, ours, theirs)
    text = _Merge(found=found, scope="", module=True).suite(suites)
    if not found.conflicts and not parses(text):
        text = found.clash(
            Conflict(name="", reason=Reason.UNPARSABLE, base=base, ours=ours, theirs=theirs)
        )
    return Merged(text=text, conflicts=tuple(found.conflicts), notes=tuple(found.notes))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Suites:
    base: Suite
    ours: Suite
    theirs: Suite


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merge:
    """The merge of one suite; `scope` is the dotted name of its class."""

    found: Findings
    scope: str
    module: bool

    def suite(self, sides: _Suites) -> str:
        """Return the merged statements of a module or class."""
        imports = Imports.of(sides.base, sides.ours, sides.theirs) if self.module else None
        keys = None if imports is None else imports.keys
        base = keyed(sides.base.blocks, keys)
        ours = paired(base, keyed(sides.ours.blocks), by_person=True)
        theirs = paired(base, keyed(sides.theirs.blocks, keys), by_person=False)
        ours = by_table(base, ours, theirs)
        pieces = {}
        for key in (*ours, *(key for key in (*theirs, *base) if key not in ours)):
            if key not in pieces and (imports is None or key[0] != Kind.IMPORT):
                piece = self._piece(base.get(key), ours.get(key), theirs.get(key))
                if piece is not None:
                    pieces[key] = piece
        pieces |= self._taken(pieces, base, ours, theirs)
        if self.module:
            pieces |= self._needed(pieces, base, ours, theirs)
            pieces |= self._missed(pieces, ours, theirs)
        else:
            pieces |= self._lacking(pieces, base, ours, theirs)
        if imports is not None:
            pieces |= _imports(imports, pieces, sides.theirs, (base, ours, theirs))
        sections = Sections.of(sides.theirs, sides.ours, sides.base) if self.module else None
        order = _order(pieces, (list(base), list(ours), list(theirs)), sections)
        if self.module:
            own = {key[1]: key for key in ours if key not in base and key not in theirs}
            order = made_in_time(order, ours, own)
        tail = parts.part(
            sides.base.tail,
            sides.ours.tail,
            sides.theirs.tail,
            name=self.scope,
            found=self.found,
        )
        neighbours = (list(ours), list(theirs))
        pairs = [(key, pieces[key]) for key in order]
        return joined(pairs, neighbours, sections=sections) + tail

    def _piece(self, base: Block | None, ours: Block | None, theirs: Block | None) -> Piece | None:
        """Return what becomes of one definition, None when it goes."""
        match base, ours, theirs:
            case None, Block(), None:
                return _as_is(ours)
            case None, None, Block():
                return _as_is(theirs)
            case Block(), None, Block():
                return self._deleted(base, theirs)
            case Block(), Block(), None:
                return self._orphan(base, ours)
            case _, Block(), Block():
                return self._both(base, ours, theirs)
        return None

    def _needed(
        self,
        pieces: Mapping[Key, Piece],
        base: Mapping[Key, Block],
        ours: Mapping[Key, Block],
        theirs: Mapping[Key, Block],
    ) -> dict[Key, Piece]:
        """Return the definitions that the contract drops and edited code still uses."""
        printed = {block.code for block in theirs.values()}
        bound = {name.bound for each in theirs.values() for name in _bound(each)}
        edited = [each.code for each in pieces.values() if each.code not in printed]
        dropped = {key: ours[key] for key in base if key in ours and key not in (*pieces, *theirs)}
        kept: dict[Key, Piece] = {}
        while True:
            used = {name for each in edited for name in reads(each)}
            needed = {
                key: block
                for key, block in dropped.items()
                if key not in kept and block.kind in _DEFINED and block.name in used - bound
            }
            if not needed:
                return kept
            for key, block in needed.items():
                self.found.note(self._name(block), _USED)
                kept[key] = _as_is(block)
                edited.append(block.code)

    def _missed(
        self, pieces: Mapping[Key, Piece], ours: Mapping[Key, Block], theirs: Mapping[Key, Block]
    ) -> dict[Key, Piece]:
        """Return the definitions that a person deleted and that new code of the contract uses."""
        mine = [block.code for block in ours.values()]
        bound = {name.bound for block in ours.values() for name in _bound(block)}
        known = bound.union(reads("".join(mine)))
        there = dict(pieces)
        while True:
            used = {name for piece in there.values() for name in reads(piece.code)} - known
            missed = {
                key: _as_is(block)
                for key, block in theirs.items()
                if key not in there and block.kind in _DEFINED and block.name in used
            }
            if not missed:
                return {key: piece for key, piece in there.items() if key not in pieces}
            for key in missed:
                self.found.note(self._name(theirs[key]), _BACK)
            there |= missed

    def _taken(
        self,
        pieces: Mapping[Key, Piece],
        base: Mapping[Key, Block],
        ours: Mapping[Key, Block],
        theirs: Mapping[Key, Block],
    ) -> dict[Key, Piece]:
        """Return the functions that stay for their edits, where the contract calls others so."""
        names = {each.name for each in theirs.values() if each.kind is Kind.FUNCTION}
        found: dict[Key, Piece] = {}
        for key, piece in pieces.items():
            block = ours.get(key)
            if block is None or key not in base or key in theirs or block.name not in names:
                continue
            name = self._name(block)
            conflict = parts.whole(base[key], block, None, name=name, reason=Reason.TAKEN)
            found[key] = replace(piece, code=self.found.clash(conflict))
        return found

    def _lacking(
        self,
        pieces: Mapping[Key, Piece],
        base: Mapping[Key, Block],
        ours: Mapping[Key, Block],
        theirs: Mapping[Key, Block],
    ) -> dict[Key, Piece]:
        """Return the statements of a class that need a member which the contract drops."""
        last = {each.name for each in base.values() if each.kind in _DEFINED}
        kept = {block.name for key, block in ours.items() if key in pieces and key not in theirs}
        dropped = last - kept - {each.name for each in theirs.values()}
        found: dict[Key, Piece] = {}
        for key, piece in pieces.items() if dropped else ():
            block, now = ours.get(key), theirs.get(key)
            if block is None or block.kind is not Kind.VALUE or (now and now.code == piece.code):
                continue
            if lacks := dropped & looked_up(piece.code):
                name = self._name(block)
                conflict = parts.whole(base.get(key), block, now, name=name, reason=Reason.LACKS)
                mine = replace(conflict, ours=piece.code, lacks=tuple(sorted(lacks)))
                found[key] = replace(piece, code=self.found.clash(mine))
        return found

    def _deleted(self, base: Block, theirs: Block) -> Piece | None:
        if same(_unnamed(base), _unnamed(theirs)):
            return None
        if base.doc and replace(base, doc=theirs.doc).code == theirs.code:
            self.found.note(self._name(theirs), _GONE)
            return None
        reason = Reason.DELETED_BY_YOU
        conflict = parts.whole(base, None, theirs, name=self._name(theirs), reason=reason)
        return _piece(theirs, self.found.clash(conflict))

    def _orphan(self, base: Block, ours: Block) -> Piece | None:
        if same(base.code, ours.code):
            return None
        if self.scope and ours.name == "__init__" and ours.kind is Kind.FUNCTION:
            conflict = parts.whole(base, ours, None, name=self._name(ours), reason=Reason.MADE)
            return _piece(ours, self.found.clash(conflict))
        self.found.note(self._name(ours), _KEPT)
        left = with_fewer_methods(base, ours)
        if left == base or base.suite is None or ours.suite is None or left.suite is None:
            return _as_is(ours)
        suites = _Suites(base=base.suite, ours=ours.suite, theirs=left.suite)
        inner = _Merge(found=Findings(), scope=self._name(ours), module=False).suite(suites)
        inner = inner if ours.doc else inner.lstrip("\n")
        code = f"{ours.lead}{ours.head}{ours.doc}{inner}"
        return _piece(ours, code) if parses(dedent(code)) else _as_is(ours)

    def _both(self, base: Block | None, ours: Block, theirs: Block) -> Piece:
        name = self._name(ours)
        if base is not None:
            gap = ours.gap if theirs.gap in {base.gap, ours.gap} else theirs.gap
            # Each part tells what is layout: a new name may need more lines.
            decided = parts.chosen(base.code, ours.code, theirs.code)
        else:
            gap = ours.gap
            decided = ours.code if ours.code == theirs.code else None
        shape = replace(ours, gap=gap)
        if decided is not None:
            return _piece(shape, decided)
        if base is None:
            conflict = parts.whole(None, ours, theirs, name=name, reason=Reason.BOTH_ADDED)
        elif not ours.kind is theirs.kind is base.kind:
            conflict = parts.whole(base, ours, theirs, name=name, reason=Reason.KIND)
        else:
            return _piece(shape, self._merged(base, ours, theirs, name))
        return _piece(shape, self.found.clash(conflict))

    def _merged(self, base: Block, ours: Block, theirs: Block, name: str) -> str:
        """Return the lines of a definition that both sides changed."""
        found = self.found
        lead = parts.part(base.lead, ours.lead, theirs.lead, name=name, found=found, fine=False)
        if ours.kind is Kind.FUNCTION:
            return lead + parts.function(base, ours, theirs, name=name, found=found)
        head = parts.part(base.head, ours.head, theirs.head, name=name, found=found)
        if base.suite is None or ours.suite is None or theirs.suite is None:
            return lead + head
        doc = parts.docstring(base.doc, ours.doc, theirs.doc, name=name, found=found)
        suites = _Suites(base=base.suite, ours=ours.suite, theirs=theirs.suite)
        inner = _Merge(found=found, scope=name, module=False)
        return lead + head + doc + inner.suite(suites)

    def _name(self, block: Block) -> str:
        return f"{self.scope}.{block.name}" if self.scope else block.name.partition("\n")[0]


def _order(
    pieces: Mapping[Key, Piece],
    sides: tuple[list[Key], list[Key], list[Key]],
    sections: Sections | None,
) -> list[Key]:
    """Return the order of the pieces; the imports of a module are sorted as isort has them.

    Those that a person left in the order of the base follow it where a new name changes it, also
    what the contract no longer imports.
    """
    if sections is None:
        return ordered(*sides, pieces)
    codes = {key: piece.code for key, piece in pieces.items() if key[0] == Kind.IMPORT}
    base, ours, theirs = ([key for key in side if key in codes] for side in sides)
    common = {*base} & {*ours} & {*theirs}
    last, mine, now = ([key for key in side if key in common] for side in (base, ours, theirs))
    follows = common if last == mine != now else set()
    new = [key for key in theirs if key not in ours or key in follows]
    last, mine = ([key for key in one if key in two] for one, two in ((base, ours), (ours, base)))
    left = [key for key in mine if key not in theirs and imported(codes[key])]
    new += left if last == mine else []
    return sections.sorted_in(ordered(*sides, pieces, imports=list(codes)), codes, new)


def _imports(
    imports: Imports,
    pieces: Mapping[Key, Piece],
    now: Suite,
    keys: tuple[Mapping[Key, Block], ...],
) -> dict[Key, Piece]:
    """Return the import statements that hold when the rest of the module is `pieces`."""
    used = names_in("".join(piece.code for piece in pieces.values()))
    printed = {each.code for each in now.blocks}
    edited = names_in("".join(each.code for each in pieces.values() if each.code not in printed))
    rest = (each.code for each in now.blocks if each.kind is not Kind.IMPORT)
    used_now = names_in("".join(rest))
    base, ours, theirs = keys
    mine = names_in("".join(each.code for each in ours.values() if each.kind is not Kind.IMPORT))
    kept = {}
    for key, block in (*theirs.items(), *ours.items()):
        if key[0] != Kind.IMPORT:
            continue
        text = imports.merged(key, used=used, edited=edited, used_now=used_now, used_before=mine)
        led = key in ours and not (key in base and base[key].lead == block.lead)
        lead = block.lead if led or (text and key in theirs) else ""
        if lead + text:
            kept[key] = _piece(block, lead + text)
    return kept


def _unnamed(block: Block) -> str:
    """Return a definition without what the contract calls its operation."""
    return _OPERATION.sub("operation_id=", block.code)


def _bound(block: Block) -> tuple[Imported, ...]:
    return imported(block.head) if block.kind is Kind.IMPORT else ()


def _as_is(block: Block) -> Piece:
    return _piece(block, block.code)


def _piece(block: Block, code: str) -> Piece:
    return Piece(kind=block.kind, gap=block.gap, code=code)
