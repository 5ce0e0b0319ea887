"""Media types of bodies that the backend answers 415, because it reads another one's schema.

Location: pactgen/record/unread_media.py. The ledger tells them (passes/ledger/reach.py). Used by
gaps.py, whose overlay takes them out of the contract; those of 2.0 stand in lists that many
operations share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.messages import essence

if TYPE_CHECKING:
    from pactgen.ir.design import Design
    from pactgen.source import Origin

SAID: Final = "The backend reads no body of this media type here."


def unread_media(design: Design) -> tuple[Origin, ...]:
    """Return where they are described, but for those that another operation reads there."""
    if design.contract.dialect.startswith("2"):
        return ()
    read: dict[Origin, bool] = {}
    for endpoint in design.endpoints:
        body, taken = endpoint.operation.body, endpoint.body
        if body is None or taken is None:
            continue
        for media in body.media:
            is_read = essence(media.content_type) in taken.media_types
            read[media.origin] = read.get(media.origin, False) or is_read
    return tuple(origin for origin, is_read in read.items() if not is_read)
