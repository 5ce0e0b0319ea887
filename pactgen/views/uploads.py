"""What a handler makes of the file that a request brings.

Location: pactgen/views/uploads.py. Used by the views of handlers and of their bodies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.ir.design import UploadFile
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
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, UploadFile) or endpoint.body is None:
        return None
    fields = {field.attribute: field.wire_name for field in row_fields(design, endpoint.body)}
    return fields.get(behaviour.part or "")


def upload_of(endpoint: Endpoint, uploaded: str, sent_type: str) -> Code:
    """Make an upload of what the body brings."""
    body = known(endpoint.body)
    name = identifier(body.name)
    if not uploaded:
        content = name if body.required else f'{name} or b""'
        return call("upload = Upload", content, sent_type)
    part = f"{name}.{identifier(uploaded)}"
    part = part if body.required else f"{part} if {name} is not None else None"
    return call("upload = await read_part", part, string(uploaded))
