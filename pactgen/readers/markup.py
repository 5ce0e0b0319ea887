"""Prose without HTML: CommonMark allows tags, and a quarter of the world's contracts use them.

Location: pactgen/readers/markup.py. Used where descriptions are read. What comes out is CommonMark
still, in words that people can read in a docstring: paragraphs, lists and code spans. A name
between angle brackets that no browser knows (`<owner>`) is a placeholder and stays.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict, deque
from typing import Final

_CODE: Final = re.compile(r"(```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`+[^`\n]+`+)", re.DOTALL)
"""What CommonMark itself shows as it is."""
_ATTRIBUTES: Final = r"(?:\s+[\w:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*\s*/?"
_PARTS: Final = (
    "address|article|blockquote|center|dd|details|div|dl|dt|figure|footer|h[1-6]|header|hr|ol|p|pre"
    "|section|summary|table|tbody|tfoot|thead|tr|ul"
)
_INLINE: Final = (
    "a|abbr|b|big|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strike|strong"
    "|sub|sup|tt|u|var"
)


def _tag(names: str) -> re.Pattern[str]:
    return re.compile(rf"</?(?:{names}){_ATTRIBUTES}>", re.IGNORECASE)


_HIDDEN: Final = re.compile(
    r"<!--(?:(?!<!--).)*?-->|<(script|style)\b[^<>]*>(?:(?!<\1\b).)*?</\1\s*+>",
    re.DOTALL | re.IGNORECASE,
)
_SPAN: Final = re.compile(
    rf"<(code|tt|kbd|samp){_ATTRIBUTES}>\s*+([^<`\n]*[^<`\s])\s*</\1\s*+>", re.IGNORECASE
)
_LINK: Final = re.compile(
    r"<a\s[^<>]*?href\s*+=\s*+[\"']?(?P<to>[^\"'\s<>]*)[\"']?[^<>]*>(?P<said>(?:(?!<a\s).)*?)</a\s*+>",
    re.IGNORECASE | re.DOTALL,
)
_ROW: Final = re.compile(r"^[ \t]*\|.*$", re.MULTILINE)
"""Of a table, which breaks nowhere."""
_BREAK: Final = _tag("br|wbr")
_ITEM: Final = re.compile(
    rf"(?<!\s)\s*+<li{_ATTRIBUTES}>(?:\s*+<p{_ATTRIBUTES}>)?\s*+", re.IGNORECASE
)
_ITEM_END: Final = re.compile(r"(?<!\s)\s*+(?:</p\s*+>\s*+)?</li\s*+>", re.IGNORECASE)
_PART: Final = _tag(_PARTS)
_CELL: Final = _tag("td|th|img|input|colgroup|col")
_MARK: Final = re.compile(
    rf"<(?P<ends>/)?(?P<name>{_INLINE})(?(ends)\s*+|{_ATTRIBUTES})>", re.IGNORECASE
)
_ENTITY: Final = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]*);", re.IGNORECASE)
_SPACE_AT_ENDS: Final = re.compile(r"(?<![ \t\xa0])[ \t\xa0]++$", re.MULTILINE)
_BLANK: Final = re.compile(r"\n(?:[ \t]*\n)+")


def without_html(text: str) -> str:
    """Return prose (CommonMark, OpenAPI 3.1 section 4.5) without the HTML that stands in it."""
    if "<" not in text and "&" not in text:
        return text
    parts = _CODE.split(text)
    plain = [part if number % 2 else _plain(part) for number, part in enumerate(parts)]
    if plain == parts:
        return text
    return _BLANK.sub("\n\n", _SPACE_AT_ENDS.sub("", "".join(plain))).strip()


def _plain(text: str) -> str:
    """Replace the tags and entities of what is no code."""
    text = _HIDDEN.sub("", text)
    text = _SPAN.sub(r"`\2`", text)
    text = _LINK.sub(_link, text)
    text = _ROW.sub(lambda row: _BREAK.sub(" ", row[0]), text)
    text = _BREAK.sub("\n", text)
    text = _ITEM.sub("\n- ", text)
    text = _ITEM_END.sub("", text)
    text = _PART.sub("\n\n", text)
    text = _CELL.sub(" ", text)
    text = _unpaired(text)
    return _ENTITY.sub(_character, text)


def _unpaired(text: str) -> str:
    """Take away marks such as `<b>…</b>`, also inside of others; one without its end is no mark."""
    marks = list(_MARK.finditer(text))
    opened: dict[str, deque[int]] = defaultdict(deque)
    paired: set[int] = set()
    for number, mark in enumerate(marks):
        waiting = opened[mark["name"].lower()]
        if not mark["ends"]:
            waiting.append(number)
        elif waiting:
            paired |= {waiting.popleft(), number}
    edges = [edge for number in sorted(paired) for edge in marks[number].span()]
    return "".join(
        text[start:end]
        for start, end in zip([0, *edges[1::2]], [*edges[::2], len(text)], strict=True)
    )


def _link(found: re.Match[str]) -> str:
    to, said = found["to"], found["said"].strip()
    is_address = to.startswith(("http://", "https://")) and to.rstrip("/") != said.rstrip("/")
    return f"{said} ({to})" if said and is_address else said or to


def _character(found: re.Match[str]) -> str:
    return html.unescape(found[0]).replace("\xa0", " ")
