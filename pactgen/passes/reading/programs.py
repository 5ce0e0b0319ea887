"""Which members of an answer the program can tell of itself: `{version, commit, uptime}`.

Location: pactgen/passes/reading/programs.py. Used by the verdicts and by `build_answers`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.fills import FromProgram
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.messages import essence, json_media, success_of
from pactgen.passes.reading.shapes import is_object, shape_of, types_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Operation, Property, Schema

_DEPTH = 2
_TEXTS = (
    (vocabulary.PROGRAM_VERSION, "version"),
    (vocabulary.PROGRAM_NAME, "name"),
    (vocabulary.PROGRAM_COMMIT, "commit"),
    (vocabulary.PROGRAM_ENVIRONMENT, "environment"),
    (frozenset({"pythonversion", "runtime"}), "python"),
)


def part_of_program(contract: Contract, name: str, schema: Schema) -> FromProgram | None:
    """Return what of the program a member of the answer shows."""
    word, told = bare(name), types_of(contract, schema) - {"null"}
    if word in vocabulary.UPTIME and told and told <= {"integer", "number"}:
        return FromProgram(part="uptime", is_whole="number" not in told)
    if not is_free_text(contract, schema):
        return None
    part = next((part for words, part in _TEXTS if word in words), None)
    return None if part is None else FromProgram(part=part)  # type: ignore[arg-type]


def is_free_text(contract: Contract, schema: Schema) -> bool:
    """Whether it may be any text."""
    found = effective(contract, schema)
    bounds = (found.enum, found.pattern, found.format, found.max_length)
    told = types_of(contract, schema) - {"null"}
    return told == {"string"} and all(bound is None for bound in bounds)


def tells_program(contract: Contract, operation: Operation) -> bool:
    """Whether all that the answer must show is known of the program, and its version is shown."""
    success = success_of(operation)
    asks = operation.method == "get" and not any(each.required for each in operation.parameters)
    if success is None or not asks or not success.media:
        return False
    media = json_media(success.media)
    if media is None:
        return all(essence(entry.content_type) == "text/plain" for entry in success.media)
    if media.schema is None or not is_object(contract, media.schema):
        return media.schema is not None and is_free_text(contract, media.schema)
    members = shape_of(contract, media.schema).properties
    must = (each for each in members if each.required)
    return _has_version(contract, members) and all(_is_told(contract, each) for each in must)


def _has_version(contract: Contract, members: tuple[Property, ...], depth: int = 0) -> bool:
    return any(
        bare(each.name) in vocabulary.PROGRAM_VERSION and is_free_text(contract, each.schema)
        if not is_object(contract, each.schema)
        else depth < _DEPTH
        and _has_version(contract, shape_of(contract, each.schema).properties, depth + 1)
        for each in members
    )


def _is_told(contract: Contract, member: Property, depth: int = 0) -> bool:
    if part_of_program(contract, member.name, member.schema) is not None:
        return True
    if is_object(contract, member.schema):
        members = shape_of(contract, member.schema).properties
        must = (each for each in members if each.required)
        return depth < _DEPTH and all(_is_told(contract, each, depth + 1) for each in must)
    word = bare(member.name)
    moment = effective(contract, member.schema).format == "date-time"
    return word in vocabulary.TRUTHS | {"status"} or (moment and word in vocabulary.NOW)
