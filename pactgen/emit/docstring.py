"""Docstrings: the whole literal with its quotes, wrapped, as ruff's pydocstyle rules want it."""

import re
from itertools import takewhile

from pactgen.emit.blocks import Block, blocks
from pactgen.emit.characters import columns, is_hidden
from pactgen.emit.emitted import Emitted, told
from pactgen.emit.escapes import LINE_ENDS, unicode_escaped
from pactgen.values import replace

WIDTH = 100
_LAST_RESORT = "A part of the contract."
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)")
_MARKS = re.compile(r"[\W_]")
"""What linters leave out of a first word: `**This` is `this`."""
_SECTION = re.compile(
    r"(?:args|arguments|attention|attributes|caution|danger|error|examples?|extended summary|hint"
    r"|important|keyword arg(?:ument)?s|methods|notes?|other (?:arg|argument|param|parameter)s"
    r"|parameters|raises|receives|references|returns?|see also|short summary|tip|todo|usage"
    r"|warnings?|warns|yields?):?",
    re.IGNORECASE,
)


def docstring(text: str | None, *, fallback: str, indent: int = 0, brief: bool = False) -> Emitted:
    """Return the docstring that says what the text says.

    Args:
        text: prose of the contract (CommonMark), or None.
        fallback: summary of pactgen's own, used when the text has none that fits on one line.
        indent: columns that the docstring is indented by.
        brief: the first sentence is enough, and the list that it announces.
    """
    summary, rest = _parted(told(text) if text else "", indent)
    if brief and summary:
        rest = _announced(text or "", rest)
    summary = summary or (fallback if _fits(fallback, indent) else _LAST_RESORT)
    return Emitted(_literal(summary, _wrapped(rest, indent), indent))


def _parted(text: str, indent: int) -> tuple[str, list[Block]]:
    """Return the first sentence, where it makes a summary, and the rest."""
    every = blocks(LINE_ENDS.sub("\n", text))
    if not every or not every[0].is_prose:
        return "", every
    first = every[0].text
    end = _SENTENCE_END.search(first)
    summary, rest = (first[: end.end()], first[end.end() :].strip()) if end else (first, "")
    summary = _ended(summary)
    opens_badly = _MARKS.sub("", summary.split()[0]).lower() == "this"
    if opens_badly or summary[-1] != "." or not _fits(summary, indent):
        return "", every
    return summary, [Block(rest), *every[1:]] if rest else every[1:]


def _announced(text: str, rest: list[Block]) -> list[Block]:
    """Return the items of the list that a text of one clause is there to introduce."""
    if not LINE_ENDS.split(text.lstrip())[0].rstrip().endswith(":"):
        return []
    return list(takewhile(lambda block: block.lead, rest))


def _fits(summary: str, indent: int) -> bool:
    return indent + columns(_safe(summary)) + len('"""' * 2) <= WIDTH


def _ended(sentence: str) -> str:
    """Make it a sentence: a capital where a plain word opens it, a full stop where none ends it."""
    first = sentence.split(maxsplit=1)[0]
    if first.isascii() and first.isalpha() and first.islower():
        sentence = first.capitalize() + sentence[len(first) :]
    return sentence if sentence[-1] in ".!?" else sentence.rstrip(":;,") + "."


def _wrapped(body: list[Block], indent: int) -> list[str]:
    lines: list[str] = []
    for before, block in zip([None, *body], body, strict=False):
        is_next_item = before is not None and before.lead and block.lead
        text = "\n".join(map(_safe, block.text.split("\n")))
        wrapped = replace(block, text=text).lines(WIDTH - indent)
        lines += [*([] if is_next_item else [""]), *(_no_section(line) for line in wrapped)]
    return lines


def _no_section(line: str) -> str:
    """Keep a line that consists of a word such as `Returns:` from being taken for a heading."""
    return f"- {line}" if _SECTION.fullmatch(line.strip()) else line


def _safe(text: str) -> str:
    """Encode what may not stand in a docstring; a backslash would be an escape."""
    return unicode_escaped(text.replace("\\", "\\u005c")).replace('"""', '\\"\\"\\"')


def _literal(summary: str, body: list[str], indent: int) -> str:
    head = _safe(summary)
    if head.startswith('"'):
        head = "\\u0022" + head[1:]
    text = "\n".join([head, *body])
    prefix = ""
    if "\\u005c" in text and _may_be_raw(text):
        prefix, text = "r", text.replace("\\u005c", "\\")
    margin = " " * indent
    first, *others = text.split("\n")
    if not others:
        return f'{prefix}"""{first}"""'
    lines = [margin + line if line else "" for line in others]
    return "\n".join([f'{prefix}"""{first}', *lines, f'{margin}"""'])


def _may_be_raw(text: str) -> bool:
    """Tell whether the backslash is the only thing that was encoded."""
    bare = text.replace("\\u005c", "")
    return "\\" not in bare and not any(is_hidden(each) for each in bare if each != "\n")
