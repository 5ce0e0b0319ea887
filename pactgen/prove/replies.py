"""Compare an answer with what the original document says about it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from jsonschema_rs import ValidationError, ValidationErrorKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.prove.documents import Described, Document, Node
    from pactgen.prove.exchange import Reply

UNTOLD: Final = "fits several alternatives of a `oneOf`, which the contract does not tell apart"


def documented_response(
    document: Document, operation: Described, status: int
) -> Mapping[str, Node] | None:
    """Return the response that documents a status: exact, by range, or `default`."""
    responses: Mapping[object, Node] = operation.node.get("responses") or {}
    by_text = {str(key).upper(): value for key, value in responses.items()}
    for key in (str(status), f"{status // 100}XX", "DEFAULT"):
        if key in by_text:
            found = document.resolve(by_text[key])
            return found if isinstance(found, dict) else None
    return None


def problems_of(
    document: Document, operation: Described, reply: Reply, notes: list[str] | None = None
) -> tuple[str, ...]:
    """Return everything about an answer that the contract does not allow.

    A value that several alternatives of a `oneOf` accept is not told apart by the contract itself:
    that is no fault of the answer, and stands in `notes`.
    """
    response = documented_response(document, operation, reply.status)
    if response is None:
        is_gap = reply.status < HTTPStatus.MULTIPLE_CHOICES and not _documents_success(operation)
        return () if is_gap else (f"status {reply.status} is not documented",)
    return (
        *_header_problems(document, response, reply),
        *_content_problems(document, operation, response, reply, [] if notes is None else notes),
    )


def _documents_success(operation: Described) -> bool:
    """Whether any success is described; where none is, the gaps of the contract say which comes."""
    statuses = (str(key).upper() for key in operation.node.get("responses") or {})
    return any(status.startswith("2") or status == "DEFAULT" for status in statuses)


def _header_problems(
    document: Document, response: Mapping[str, Node], reply: Reply
) -> tuple[str, ...]:
    found: list[str] = []
    for name, written in (response.get("headers") or {}).items():
        header = document.resolve(written)
        value = reply.headers.get(name.lower())
        if value is None:
            if header.get("required") and name.lower() != "content-type":
                found.append(f"required header {name} is missing")
            continue
        schema = document.lift(header.get("schema", {}), "response")
        validator = document.validator(schema, "response")
        if not any(validator.is_valid(reading) for reading in _readings(value)):
            found.append(f"header {name}: {value!r} is not what its schema says")
    return tuple(found)


def _readings(text: str) -> list[Node]:
    """Return the values that the text of a header may stand for."""
    readings: list[Node] = [text]
    if text in {"true", "false"}:
        readings.append(text == "true")
    for convert in (int, float):
        try:
            readings.append(convert(text))
        except ValueError:
            continue
    return readings


def _content_problems(
    document: Document,
    operation: Described,
    response: Mapping[str, Node],
    reply: Reply,
    notes: list[str],
) -> tuple[str, ...]:
    content: Mapping[str, Mapping[str, Node]] = response.get("content") or {}
    bodiless = operation.method == "HEAD" or reply.status in {
        HTTPStatus.NO_CONTENT,
        HTTPStatus.RESET_CONTENT,
        HTTPStatus.NOT_MODIFIED,
    }
    if not content or bodiless:
        if bodiless and reply.body:
            return (f"status {reply.status} carries a body",)
        return ()
    media = _media(content, reply.media_type)
    if media is None:
        return (f"content type {reply.media_type or 'none'} is not one of {', '.join(content)}",)
    if "schema" not in media or not reply.is_json:
        return ()
    try:
        body = reply.json()
    except ValueError as error:
        return (f"the body is not JSON: {error}",)
    validator = document.validator(document.lift(media["schema"], "response"), "response")
    problems = []
    for wrong in validator.iter_errors(body):
        place = f"body at /{'/'.join(str(step) for step in wrong.instance_path)}"
        if _is_untold(wrong):
            notes.append(f"{operation.label}: {place} {UNTOLD}")
        else:
            problems.append(f"{place}: {wrong.message}")
    return tuple(problems)


def _media(content: Mapping[str, Mapping[str, Node]], media_type: str) -> Mapping[str, Node] | None:
    by_type = {key.partition(";")[0].strip().lower(): media for key, media in content.items()}
    kind = media_type.partition("/")[0]
    for candidate in (media_type, f"{kind}/*", "*/*"):
        if candidate in by_type:
            return by_type[candidate]
    return None


def _is_untold(wrong: ValidationError) -> bool:
    """Whether nothing is wrong but that several alternatives fit, here or inside one of them."""
    match wrong.kind:
        case ValidationErrorKind.OneOfMultipleValid():
            return True
        case (
            ValidationErrorKind.AnyOf(context=tried)
            | ValidationErrorKind.OneOfNotValid(context=tried)
        ):
            return any(errors and all(map(_is_untold, errors)) for errors in tried)
        case _:
            return False
