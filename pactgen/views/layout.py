"""Break code at 100 columns exactly as `ruff format` would.

Location: pactgen/views/layout.py. Used by the views, which hand finished lines to the templates,
so that no formatter is needed when a project is scaffolded. It knows the few shapes that the
views print: bracketed lists of items, nested, each with text before and after; tests compare it
with the formatter itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import Literal

from pactgen.values import dataclass, replace

WIDTH = 100
WIDE = frozenset("WF")
_ATOMS = re.compile(r"\\(?:x..|u....|U.{8}|.)|\{\{|\}\}|\{[^{}]*\}|.")
"""What of an encoded literal cannot be cut: escapes, and fields of formatted strings."""
_DECLARED = re.compile(r"\w+(: |=)")
"""What stands before a type or a value: `name: ` of a parameter, `name=` of an argument."""
STEP = 4
SHORT = 40

Style = Literal["call", "definition", "display", "subscript"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Items between brackets: a call, a parameter list, a collection or a subscript."""

    before: str
    """What stands before the opening bracket on its line: `return Page`, `x: list`."""
    brackets: str
    items: tuple[Code, ...]
    style: Style
    after: str = ""
    """What follows the closing bracket: ` -> None:`, ` = None`."""
    exploded: bool = False
    """One item a line even where all fit on one, so that edits do not meet on a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Operands around a sign, which stands first on the lines that follow: `a == b`, `X | Y`."""

    operands: tuple[Code, ...]
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A long string literal: several beside each other where one does not fit."""

    opening: str
    """The quote, and `f` before it; nothing where the body is an expression."""
    body: str
    """Encoded already."""
    closing: str
    before: str = ""
    after: str = ""
    is_entry: bool = False
    """It stands in a list, where several literals beside each other look like a missing comma."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fluent:
    """Calls of methods on what the call before returned: `select(…).where(…).limit(1)`."""

    calls: tuple[Code, ...]
    """Each but the first begins with its dot; there are three at least."""
    before: str = ""
    """What assigns or names it, with parentheses around it where it is broken."""


Code = str | Group | Chain | Fluent | Quoted
"""Text that is never broken, or what may be."""


def condition(sign: str, *operands: str) -> Code:
    """Return `if a and b:`, in parentheses where it is too long for a method of a class."""
    whole = f"if {f' {sign} '.join(operands)}:"
    if len(whole) + 2 * STEP <= WIDTH:
        return whole
    joined = chain(sign, *operands)
    return Group(before="if ", brackets="()", items=(joined,), style="subscript", after=":")


def conditional(chosen: str, condition: str, otherwise: str) -> Code:
    """Return `chosen if condition else otherwise`; broken only between brackets."""
    return chain("", chosen, f"if {condition}", f"else {otherwise}")


def chosen(target: str, condition: str, value: str) -> Code:
    """Return `target = None if condition else value`, in parentheses where it is too long."""
    either = conditional("None", condition, value)
    whole = prefixed(f"{target} = ", either)
    if columns(flat(whole)) + STEP <= WIDTH:
        return flat(whole)
    return Group(before=f"{target} = ", brackets="()", items=(either,), style="subscript")


def chain(sign: str, *operands: Code) -> Code:
    """Return `a == b`; broken only between brackets."""
    return Chain(operands=operands, sign=sign) if len(operands) > 1 else operands[0]


def fluent(*calls: Code) -> Fluent:
    """Return `a(…).b(…).c(…)`, one call a line where it is too long."""
    return Fluent(calls=calls)


def quoted(literal: str, *, is_entry: bool = False) -> Code:
    """Return a string literal that may be broken between its words; a raw one stays whole.

    Args:
        literal: with its quotes.
        is_entry: it will be an item of a list or a tuple.
    """
    if len(literal) < SHORT or literal[0] == "r":
        return literal
    start = 2 if literal[0] == "f" else 1
    return Quoted(
        opening=literal[:start], body=literal[start:-1], closing=literal[-1], is_entry=is_entry
    )


def boxed(before: str, expression: str) -> Code:
    """Return an assignment or an entry whose value gets parentheses where it is too long."""
    return Quoted(opening="", body=expression, closing="", before=before)


def call(function: str, *arguments: Code) -> Group:
    """Return `function(arguments)`."""
    return Group(before=function, brackets="()", items=arguments, style="call")


def subscript(name: str, *items: Code) -> Group:
    """Return `name[items]`."""
    return Group(before=name, brackets="[]", items=items, style="subscript")


def listing(*items: Code) -> Group:
    """Return the list `[items]`."""
    return Group(before="", brackets="[]", items=items, style="display")


def mapping(*entries: Code) -> Group:
    """Return the dict `{entries}`; an entry is `key: value` already."""
    return Group(before="", brackets="{}", items=entries, style="display")


def entries(*items: Code) -> Group:
    """Return the dict `{items}`, one a line."""
    return Group(before="", brackets="{}", items=items, style="display", exploded=True)


def pack(*items: Code) -> Code:
    """Return the tuple `(items)`, with the comma that a single item needs."""
    if len(items) == 1 and isinstance(items[0], str):
        return f"({items[0]},)"
    return Group(before="", brackets="()", items=items, style="display")


def comprehension(element: Code, clause: str) -> Group:
    """Return `[element clause]`; clause: `for x in xs`."""
    return Group(before="", brackets="[]", items=(element, clause), style="subscript")


def signature(
    name: str, parameters: tuple[Code, ...], returns: str, *, opening: str = "async def"
) -> Group:
    """Return `async def name(parameters) -> returns:`."""
    return Group(
        before=f"{opening} {name}",
        brackets="()",
        items=tuple(parsed(each) if isinstance(each, str) else each for each in parameters),
        style="definition",
        after=f" -> {returns}:",
    )


@cache
def parsed(text: str) -> Code:
    """Return text such as `name: Annotated[str, Query()] = None` as groups that may be broken."""
    depths = _depths(text)
    declared = _DECLARED.match(text)
    start = declared.end() if declared else 0
    ends = _default_at(text, depths) if text[:start].endswith(": ") else len(text)
    operands = _operands(text[start:ends], depths[start:ends])
    if len(operands) > 1:
        union = chain("|", *(parsed(each) for each in operands))
        return prefixed(text[:start], suffixed(union, text[ends:]))
    return _grouped(text, depths)


def _default_at(text: str, depths: list[int]) -> int:
    """Return where the default of a parameter begins."""
    places = (place for place, depth in enumerate(depths) if not depth)
    return next((place for place in places if text.startswith(" = ", place)), len(text))


def _grouped(text: str, depths: list[int]) -> Code:
    """Return what stands between the first brackets as the items of a group."""
    start = next((place for place, depth in enumerate(depths) if depth == 1), None)
    if start is None:
        return text
    end = depths.index(0, start)
    inner = [place for place in range(start, end) if text[place] == "," and depths[place] == 1]
    edges = [start, *inner, end]
    items = (text[one + 1 : two].strip() for one, two in pairwise(edges))
    return Group(
        before=text[:start],
        brackets=text[start] + text[end],
        items=tuple(parsed(item) for item in items if item),
        style="subscript" if text[start] == "[" else "call",
        after=text[end + 1 :],
    )


def _operands(text: str, depths: list[int]) -> list[str]:
    """Split a union such as `list[A] | B` at the bars outside of brackets."""
    bars = [place for place, depth in enumerate(depths) if not depth and text[place] == "|"]
    assigns = any(not depth and text[place] in "=:" for place, depth in enumerate(depths))
    if not bars or assigns:
        return [text]
    edges = [-1, *bars, len(text)]
    return [text[one + 1 : two].strip() for one, two in pairwise(edges)]


def _depths(text: str) -> list[int]:
    """Count the brackets that are open after each character; inside strings there are none."""
    depths: list[int] = []
    depth, quote, escaped = 0, "", False
    for each in text:
        if quote:
            ends = each == quote and not escaped
            escaped = each == "\\" and not escaped
            quote = "" if ends else quote
            depths.append(-1)
            continue
        if each in "\"'":
            quote = each
        depth += (each in "([{") - (each in ")]}")
        depths.append(depth)
    return depths


def prefixed(text: str, code: Code) -> Code:
    """Put text before the code: `return `, `name=`, `await `."""
    if isinstance(code, str):
        return text + code
    if isinstance(code, Chain):
        first, *others = code.operands
        return replace(code, operands=(prefixed(text, first), *others))
    return replace(code, before=text + code.before)


def suffixed(code: Code, text: str) -> Code:
    """Put text after the code: ` = None`."""
    if isinstance(code, str):
        return code + text
    if isinstance(code, Chain):
        *others, last = code.operands
        return replace(code, operands=(*others, suffixed(last, text)))
    if isinstance(code, Fluent):
        *others, last = code.calls
        return replace(code, calls=(*others, suffixed(last, text)))
    return replace(code, after=code.after + text)


def flat(code: Code) -> str:
    """Return the code on one line."""
    if isinstance(code, str):
        return code
    if isinstance(code, Chain):
        return f" {code.sign} ".replace("  ", " ").join(flat(each) for each in code.operands)
    if isinstance(code, Fluent):
        return code.before + "".join(map(flat, code.calls))
    if isinstance(code, Quoted):
        return f"{code.before}{code.opening}{code.body}{code.closing}{code.after}"
    inner = _separator(code).join(flat(item) for item in code.items)
    if code.brackets == "()" and code.style == "display" and len(code.items) == 1:
        inner += ","
    return f"{code.before}{code.brackets[0]}{inner}{code.brackets[1]}{code.after}"


def columns(text: str) -> int:
    """Return how wide the text is on a screen, which is what the formatter counts."""
    if text.isascii():
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(each) in WIDE) for each in text)


def laid_out(code: Code, *, indent: int = 0, tail: str = "") -> str:
    """Return the code as the formatter prints it, every line indented; `tail` ends it."""
    return "\n".join(_lines(code, indent, tail=len(tail))) + tail


def _lines(code: Code, indent: int, *, tail: int) -> list[str]:
    margin = " " * indent
    line = margin + flat(code)
    if isinstance(code, str) or (columns(line) + tail <= WIDTH and not _is_exploded(code)):
        return [line]
    if isinstance(code, Chain):
        return _operand_lines(code, indent, tail=tail)
    if isinstance(code, Fluent):
        return _call_lines(code, indent)
    if isinstance(code, Quoted):
        return _literal_lines(code, indent)
    if not code.items:
        return _empty_lines(code, indent)
    opening = f"{margin}{code.before}{code.brackets[0]}"
    target, assigns, value = code.before.partition(" = ")
    assigns = assigns if value.startswith(("await ", "self.")) else ""
    called = replace(code, before=value)
    fits = indent + STEP + columns(called.before) + 1 <= WIDTH
    if assigns and columns(opening) > WIDTH and ", " in target:
        names = [f"{margin}{' ' * STEP}{each}," for each in target.split(", ")]
        rest = _lines(replace(called, before=f") = {value}"), indent, tail=tail)
        return [f"{margin}(", *names, *rest]
    if assigns and columns(opening) > WIDTH and fits:
        inner = _lines(called, indent + STEP, tail=0)
        return [f"{margin}{target} = (", *inner, f"{margin})"]
    returned = code.before.removeprefix("return ")
    fits = indent + STEP + columns(returned) + 1 <= WIDTH
    if returned.startswith("await ") and columns(opening) > WIDTH and fits:
        inner = _lines(replace(code, before=returned), indent + STEP, tail=0)
        return [f"{margin}return (", *inner, f"{margin})"]
    closing = f"{margin}{code.brackets[1]}{code.after}"
    return [opening, *_body(code, indent + STEP), closing]


def _empty_lines(code: Group, indent: int) -> list[str]:
    """Put a call without arguments between parentheses where it fits there on a line."""
    margin = " " * indent
    line = margin + flat(code)
    before, assigns, value = code.before.rpartition(" = ")
    if not assigns:
        before, assigns, value = code.before.rpartition("return ")
    inner = f"{margin}{' ' * STEP}{flat(replace(code, before=value))}"
    if not assigns or columns(inner) > WIDTH:
        return [line]
    return [f"{margin}{before}{assigns}(", inner, f"{margin})"]


def _operand_lines(chained: Chain, indent: int, *, tail: int) -> list[str]:
    first, *others, last = chained.operands
    sign = f"{chained.sign} ".lstrip()
    lines = _lines(first, indent, tail=0)
    for each in others:
        lines += _lines(prefixed(sign, each), indent, tail=0)
    return [*lines, *_lines(prefixed(sign, last), indent, tail=tail)]


def _call_lines(code: Fluent, indent: int) -> list[str]:
    if not code.before:
        return [line for each in code.calls for line in _lines(each, indent, tail=0)]
    margin = " " * indent
    inner = _lines(replace(code, before=""), indent + STEP, tail=0)
    return [f"{margin}{code.before}(", *inner, f"{margin})"]


def _literal_lines(text: Quoted, indent: int) -> list[str]:
    """Return the literals below each other; what assigns them has parentheses around them."""
    encloses = bool(text.before) or text.is_entry
    inner = indent + STEP if encloses else indent
    room = WIDTH - inner - len(text.opening) - len(text.closing) - (not encloses)
    lines = _filled(text.body, room) if text.opening else [text.body]
    margin = " " * inner
    literals = [f"{margin}{text.opening}{line}{text.closing}" for line in lines]
    if len(lines) == 1 and (not text.before or columns(lines[0]) > room):
        return [" " * indent + flat(text)]
    if not encloses:
        return [*literals[:-1], literals[-1] + text.after]
    return [f"{' ' * indent}{text.before}(", *literals, f"{' ' * indent}){text.after}"]


def _filled(text: str, room: int) -> list[str]:
    """Cut text behind spaces; a word that is too long behind other marks, or anywhere."""
    words = _pieces(_ATOMS.findall(text), " ")
    lines: list[str] = []
    for word in words:
        pieces = ["".join(word)]
        if columns(pieces[0]) > room:
            pieces = ["".join(piece) for piece in _pieces(word, "-./:_")]
        if any(columns(piece) > room for piece in pieces):
            pieces = word
        for piece in pieces:
            if lines and columns(lines[-1] + piece) <= room:
                lines[-1] += piece
            else:
                lines.append(piece)
    return lines


def _pieces(atoms: list[str], marks: str) -> list[list[str]]:
    """Group atoms so that each group but the last ends with a mark that no other mark follows."""
    groups: list[list[str]] = [[]]
    for atom in atoms:
        if groups[-1] and groups[-1][-1] in marks and atom not in marks:
            groups.append([])
        groups[-1].append(atom)
    return groups


def _body(group: Group, indent: int) -> list[str]:
    joined = " " * indent + _separator(group).join(flat(item) for item in group.items)
    may_stay = _may_stay_joined(group) and not any(_is_exploded(item) for item in group.items)
    if may_stay and columns(joined) <= WIDTH:
        return [joined]
    if _is_comprehension(group):
        element, clause = group.items
        return [*_lines(element, indent, tail=0), *_lines(clause, indent, tail=0)]
    if len(group.items) == 1 and not _keeps_comma(group):
        return _lines(group.items[0], indent, tail=0)
    lines: list[str] = []
    for item in group.items:
        *before, last = _lines(item, indent, tail=1)
        lines += [*before, last + ","]
    return lines


def _is_exploded(code: Code) -> bool:
    if isinstance(code, str):
        return False
    if isinstance(code, Chain):
        return any(_is_exploded(each) for each in code.operands)
    if isinstance(code, Quoted | Fluent):
        return False
    return bool(code.items) and (code.exploded or any(_is_exploded(item) for item in code.items))


def _keeps_comma(group: Group) -> bool:
    """Tell whether a comma follows the only item."""
    is_tuple = group.style == "display" and group.brackets == "()"
    return group.style == "definition" or group.exploded or is_tuple


def _may_stay_joined(group: Group) -> bool:
    if group.style == "definition":
        return len(group.items) > 1
    return group.style != "display"


def _is_comprehension(group: Group) -> bool:
    last = group.items[-1] if group.items else None
    return isinstance(last, str) and last.startswith("for ")


def _separator(group: Group) -> str:
    return " " if _is_comprehension(group) else ", "
