"""A JSON value as the XML document that stands for it, by the names of its members.

Location: pactgen/prove/xml_text.py. OpenAPI 3.1, section 4.8.26, without its renamings: members
are elements, the items of a list stand in the list's own element. Used by requests.py.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

ROOT = "body"
ITEM = "item"


def xml_of(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return the document."""
    return ET.tostring(_element(ROOT, value))


def _element(name: str, value: Any) -> ET.Element:  # noqa: ANN401 - any JSON value
    element = ET.Element(name)
    match value:
        case dict():
            element.extend(_element(key, each) for key, each in value.items() if each is not None)
        case list():
            element.extend(_element(ITEM, each) for each in value)
        case bool():
            element.text = "true" if value else "false"
        case _:
            element.text = "" if value is None else str(value)
    return element
