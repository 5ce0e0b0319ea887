"""How failures are written: the shapes of the contract, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorShape:
    """How a failure is written where the contract prescribes a schema for it."""

    name: str
    """snake_case, unique: the function of `failures.py` that renders it."""
    media_type: str
    body: ErrorValue | None
    """None: the contract documents the status without content; the body is a problem document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPart:
    """A leaf of an error body, taken from the failure."""

    part: Literal[
        "status",  # integer
        "status_text",  # "404"
        "code",  # stable snake_case code of the kind of failure: not_found
        "title",  # short phrase: Not found
        "detail",  # the sentence for this occurrence
        "type",  # about:blank
        "instance",  # request path
        "address",  # the same with scheme and host
        "method",
        "request_id",
        "now",  # RFC 3339
        "field",  # inside `each`: dotted location of a wrong input
        "field_path",  # inside `each`: the location as a list
        "field_message",
        "field_code",
    ]
    min_length: int | None = None
    max_length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorConst:
    """A leaf that is always the same."""

    value: Json
    options: tuple[str, ...] = ()
    """The values that the contract lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorChoice:
    """A leaf that the contract lists the values of, each for a status of its own."""

    by_status: tuple[tuple[int, str], ...]
    otherwise: Json
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorObject:
    """An object of an error body."""

    members: tuple[tuple[str, ErrorValue], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorEach:
    """An array with an element per wrong input (one element for other failures)."""

    item: ErrorValue


ErrorValue = ErrorPart | ErrorConst | ErrorChoice | ErrorObject | ErrorEach


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureTable:
    """Which shape answers which status of which operation."""

    shapes: tuple[ErrorShape, ...]
    default: str | None
    """Shape for statuses the operation does not document, 404 of unknown paths, 405 …; None:
    RFC 9457."""
    by_operation: Mapping[str, tuple[tuple[str, str], ...]]
    """operation_id → (status or `4XX` or `default`, shape name), only where it differs."""
