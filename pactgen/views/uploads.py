"""What a handler makes of the file that a request brings.

Location: pactgen/views/uploads.py. Used by the views of handlers and of their bodies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.ir.behaviours import UploadFile
from pactgen.views.access import file_with
from pactgen.views.bodies import row_fields
from pactgen.views.known import known
from pactgen.views.layout import Code, call

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint


def uploaded_part(endpoint: Endpoint) -> str | None:
    """Return the part of the form that is a file; "": the body is it, None: there is no file."""
    behaviour = endpoint.behaviour
    brought = behaviour if isinstance(behaviour, UploadFile) else file_with(endpoint)
    return None if brought is None else brought.part or ""


def uploaded_field(design: Design, endpoint: Endpoint) -> str | None:
    """Return what the contract calls the part of the form that an upload cannot do without."""
    return None if may_lack_file(design, endpoint) else file_field(design, endpoint)


def file_field(design: Design, endpoint: Endpoint) -> str | None:
    """Return what the contract calls the part of the form that is a file."""
    part = uploaded_part(endpoint)
    fields = row_fields(design, known(endpoint.body)) if part else ()
    return next((field.wire_name for field in fields if field.attribute == part), None)


def may_lack_file(design: Design, endpoint: Endpoint) -> bool:
    """Tell whether a row may be made without its file: it is a part that may be left out.

    What keeps a fact of the file in the row itself needs the file.
    """
    brought = file_with(endpoint)
    if brought is None or brought.part is None or brought.facts:
        return False
    body = known(endpoint.body)
    required = {field.attribute for field in row_fields(design, body) if field.required}
    return not body.required or brought.part not in required


def upload_of(design: Design, endpoint: Endpoint, uploaded: str, sent_type: str) -> Code:
    """Make an upload of what the body brings."""
    body = known(endpoint.body)
    name = identifier(body.name)
    if not uploaded:
        content = name if body.required else f'{name} or b""'
        return call("upload = SentFile", content, sent_type)
    part = f"{name}.{identifier(uploaded)}"
    part = part if body.required else f"{part} if {name} is not None else None"
    if may_lack_file(design, endpoint):
        return call("upload = await read_optional_part", part)
    fields = row_fields(design, body)
    required = any(field.required for field in fields if field.attribute == uploaded)
    told = () if required and body.required else ("required=False",)
    return call("upload = await read_part", part, string(uploaded), *told)


def upload_reader(design: Design, endpoint: Endpoint, uploaded: str) -> str:
    """Name what `upload_of` calls."""
    if not uploaded:
        return "SentFile"
    return "read_optional_part" if may_lack_file(design, endpoint) else "read_part"
