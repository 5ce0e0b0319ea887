"""The column of one property: kind, null, and who fills it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pactgen.decisions import storage
from pactgen.ir.contract import ABSENT, Absent, Json
from pactgen.ir.database import Column, Generated
from pactgen.passes.reading.columns import (
    FORMS,
    Storage,
    combined,
    effective,
    is_parsed_in_part,
    storage_of,
    timestamps,
)
from pactgen.passes.reading.drawn_keys import generated_key
from pactgen.passes.reading.patterns import longest_match
from pactgen.passes.reading.samples import smallest, smallest_member
from pactgen.passes.reading.secrets import (
    drawn_secret,
    is_card_code,
    is_secret,
    secrets_within,
)
from pactgen.passes.reading.shapes import are_apart, can_show, shape_of, types_of
from pactgen.passes.reading.shown_texts import shows_texts
from pactgen.passes.resources.issued_tokens import shows_token
from pactgen.passes.tables.deeper_paths import deeper_parameters
from pactgen.passes.tables.filled_inside import filled_inside
from pactgen.passes.tables.keys import counted, item_parameter, spelled_key
from pactgen.passes.words.epochs import counts_seconds
from pactgen.passes.words.issued import is_issued
from pactgen.passes.words.vocabulary import CONFIRMATIONS, bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Parameter, Property, Schema
    from pactgen.ir.database import ColumnKind
    from pactgen.passes.tables.desk import Desk, Draft

INT32_BITS = 31
UUID_LENGTH = 36
TIME_LENGTH = 32
"""Of a moment as RFC 3339 spells it."""
FORMAT_LENGTHS = {"hostname": 253, "ipv4": 15, "ipv6": 45}
"""The most characters of a text of a format, where the backend checks it."""
NEVER_EMPTY = frozenset({"uri", "url", "email", "uuid", "date", "date-time", "ipv4", "ipv6"})
"""Formats that no empty text has, whatever a default says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column and what inputs mean for it."""

    column: Column
    placeholder: Json | Absent
    """What a new row gets when no input brings it; ABSENT: nothing is needed."""
    dropped: bool
    """Inputs carry it and it is not stored."""


def field_of(desk: Desk, draft: Draft, *, is_key: bool, names_rows: bool = False) -> Field:
    """Design the column of a property; `names_rows`: paths name rows by it."""
    answer = _shown_as(desk, draft)
    inputs = [_brought_as(desk, one.schema, answer) for one in draft.inputs]
    as_brought = answer is not None and _as_brought(desk, draft, answer, inputs)
    stored, coerced, dropped = combined(None if as_brought else answer, inputs)
    if is_key and not draft.always_sent and (whole := counted(desk, stored)) != stored:
        stored, dropped = whole, bool(inputs)
    if answer is not None and not dropped:
        dropped = not _can_show(desk, draft) if stored.kind == "json" else _are_apart(desk, draft)
    if dropped:
        why = "Answers show it in another form than inputs bring it."
        desk.decisions.append(storage.not_stored(desk.kept.name, draft.name, why, draft.origins))
        draft = replace(draft, creations=())  # what a body's default says, no answer can show
    brought = draft.always_sent and not dropped
    if is_key and desk.kept.singleton:
        dropped = bool(draft.inputs)
    not_null = is_key or any(must_have_value(desk, one) for one in draft.answers)
    supplied = bool(inputs) and not dropped
    generated = _generated(
        desk,
        draft,
        stored,
        is_key=is_key,
        names_rows=names_rows,
        supplied=supplied,
        brought=brought,
    )
    placeholder: Json | Absent = ABSENT
    fills = desk.kept.inputs or desk.kept.switch is not None
    makes_rows = bool(desk.kept.creations or (desk.kept.singleton and fills))
    if (not_null or names_rows) and generated is None and not brought and makes_rows:
        generated = _drawn(desk, draft, stored) if names_rows else None
        not_null = not_null or generated is not None
        if generated is None and not_null:
            shown = draft.inputs if as_brought else draft.answers
            placeholder = _placeholder(desk, draft, stored, shown)
            not_null = placeholder is not None
            generated = _stand_in(stored, placeholder) if not_null else None
    return Field(
        column=_column(
            desk,
            draft,
            stored,
            generated,
            is_key=is_key,
            not_null=not_null,
            coerced=coerced,
            dropped=dropped,
        ),
        placeholder=ABSENT if placeholder is None else placeholder,
        dropped=dropped,
    )


def _brought_as(desk: Desk, schema: Schema, answer: Storage | None) -> Storage:
    """Return what keeps what an input brings: a number or its digits, where answers show digits."""
    found = storage_of(desk.contract, schema)
    told = types_of(desk.contract, schema) - {"null"}
    if answer is None or (answer.kind, found.kind) != ("text", "json") or "string" not in told:
        return found
    return Storage(kind="double") if told <= {"string", "number", "integer"} else found


def _as_brought(desk: Desk, draft: Draft, answer: Storage, inputs: list[Storage]) -> bool:
    """Whether inputs bring scalars of one kind that answers may show beside whole rows."""
    kinds = {one.kind for one in inputs}
    scalar = len(kinds) == 1 and "json" not in kinds
    return answer.kind == "json" and scalar and _can_show(desk, draft)


def _shown_as(desk: Desk, draft: Draft) -> Storage | None:
    """Return what most answers show it as; where they are at odds, the others cannot show it."""
    told = [one for one in draft.answers if types_of(desk.contract, one.schema) != {"null"}]
    shown = [storage_of(desk.contract, one.schema) for one in told or draft.answers]
    often = Counter(FORMS.get(each.kind, each.kind) for each in shown)
    most = max(shown, key=lambda each: often[FORMS.get(each.kind, each.kind)], default=None)
    if most is None or most.kind != "double":
        return most
    whole = next((each for each in shown if each.kind in {"integer", "bigint"}), None)
    brought = {storage_of(desk.contract, one.schema).kind for one in draft.inputs}
    return most if whole is None or "double" in brought else whole  # every answer can show it


def _can_show(desk: Desk, draft: Draft) -> bool:
    """Whether answers can show what inputs bring: lists of ids are no lists of objects."""
    return all(can_show(desk.contract, shown, sent) for shown, sent in _pairs(draft))


def _are_apart(desk: Desk, draft: Draft) -> bool:
    """Whether answers list other values than inputs do: they mean something else."""
    return any(are_apart(desk.contract, shown, sent) for shown, sent in _pairs(draft))


def _pairs(draft: Draft) -> Iterator[tuple[Schema, Schema]]:
    return ((shown.schema, sent.schema) for shown in draft.answers for sent in draft.inputs)


def _column(
    desk: Desk,
    draft: Draft,
    stored: Storage,
    generated: Generated | None,
    *,
    is_key: bool,
    not_null: bool,
    coerced: bool,
    dropped: bool,
) -> Column:
    secret = stored.kind == "text" and is_secret(desk.contract, draft.name, draft.schema)
    if secret:
        shown = bool(draft.answers)
        decision = storage.secret(desk.kept.name, draft.attribute, draft.origins, shown=shown)
        desk.decisions.append(decision)
        secret = not shown
    return Column(
        name=draft.attribute,
        wire_name=draft.name,
        kind=stored.kind,
        length=None if secret else stored.length,
        nullable=not not_null,
        primary_key=is_key,
        unique=_is_unique(desk, draft),
        generated=generated,
        coerced=coerced,
        digits=coerced
        and any("number" in types_of(desk.contract, one.schema) for one in draft.inputs),
        secret=secret,
        left_out=kept_out_of(desk, draft) if stored.kind == "json" else (),
        filled=filled_inside(desk, draft) if stored.kind == "json" and not dropped else (),
        as_json=_is_kept_as_json(desk, draft, stored),
        description=effective(desk.contract, draft.schema).description,
        fill=_fill(desk, draft) if not_null and not is_key and generated is None else ABSENT,
        guessed=default_of(desk, draft) in (ABSENT, None),
        values=_values(desk, draft) if stored.kind == "text" and not secret else (),
        longest=_longest(desk, draft, generated) if stored.kind == "text" else None,
        renamed_from=former_name(desk, draft),
    )


def _is_kept_as_json(desk: Desk, draft: Draft, stored: Storage) -> bool:
    """Whether times and ids that Python has classes for are kept as the texts that they were."""
    if stored.kind == "text":
        return any(is_parsed_in_part(desk.contract, one.schema) for one in draft.inputs)
    return stored.kind == "json" and any(
        shows_texts(desk.contract, *pair) for pair in _pairs(draft)
    )


def _values(desk: Desk, draft: Draft) -> tuple[str, ...]:
    """Return the texts that the contract allows, none where it allows others as well."""
    allowed = effective(desk.contract, draft.schema).enum or ()
    texts = tuple(value for value in allowed if isinstance(value, str))
    return texts if all(isinstance(value, str) or value is None for value in allowed) else ()


def _longest(desk: Desk, draft: Draft, generated: Generated | None) -> int | None:
    """Return the most characters that every form allows; None where one of them bounds none."""
    if generated is not None and generated.kind == "now":
        return TIME_LENGTH
    told = (effective(desk.contract, one.schema) for one in (*draft.inputs, *draft.answers))
    most = [
        FORMAT_LENGTHS.get(one.format or "") if one.pattern is None else longest_match(one.pattern)
        for one in told
    ]
    return max((each or 0 for each in most), default=None) if None not in most else None


def _generated(
    desk: Desk,
    draft: Draft,
    stored: Storage,
    *,
    is_key: bool,
    names_rows: bool,
    supplied: bool,
    brought: bool,
) -> Generated | None:
    if is_key and desk.kept.is_only:
        return Generated(kind="constant", value=_singleton_key(desk, draft, stored))
    if is_key:
        if brought:
            return None
        named = _spelled_in_paths(desk, draft) if names_rows else draft.schema
        schema = spelled_key(desk, draft.name, named)
        return generated_key(desk.contract, schema, stored.kind, supplied=supplied)
    made = timestamps(draft.name, stored.kind)
    if made is None and not supplied and stored.kind in {"integer", "bigint"}:
        made = _counted_time(desk, draft)
    if made is None and stored.kind == "text" and not supplied:
        made = _spelled_time(desk, draft)
    if made is not None:
        return made
    if desk.kept.creations and not supplied and is_issued(draft.name, desk.kept.name):
        made = _issued(desk, draft)
        if made is not None and not names_rows:
            return made
    if draft.name == desk.kept.switch:
        return Generated(kind="constant", value=False)
    shown_alone = bool(draft.inputs) and not supplied
    default = default_of(desk, replace(draft, creations=()) if shown_alone else draft)
    if default is not ABSENT and not supplied and _keeps(stored.kind, default):
        return Generated(kind="constant", value=default)
    return None


def _issued(desk: Desk, draft: Draft) -> Generated | None:
    """Return how a credential is drawn that answers show and no body brings."""
    shown = [drawn_secret(desk.contract, each.schema) for each in draft.answers]
    made = shown[0] if shown else None
    if made is None or any(other != made for other in shown):
        return None
    desk.decisions.append(storage.issued(desk.kept.name, draft.attribute, draft.origins))
    return made


def _keeps(kind: ColumnKind, value: Json) -> bool:
    """Whether a column keeps a default as the contract spells it; it may be of another type."""
    match value:
        case None:
            return False
        case bool():
            return kind in {"boolean", "json"}
        case int():
            return kind in {"integer", "bigint", "double", "json"}
        case float():
            return kind in {"double", "json"}
        case str():
            return kind in {"text", "json"}
        case _:
            return kind == "json"


def _spelled_in_paths(desk: Desk, draft: Draft) -> Schema:
    """Return what says most of how a key is spelled: answers may leave its pattern to the paths."""
    if effective(desk.contract, draft.schema).pattern is not None:
        return draft.schema
    named = item_parameter(desk.kept)
    own: tuple[Parameter, ...] = () if named is None else (named,)
    for parameter in (*own, *deeper_parameters(desk.contract, desk.kept)):
        if effective(desk.contract, parameter.schema).pattern is not None:
            return parameter.schema
    return draft.schema


def _counted_time(desk: Desk, draft: Draft) -> Generated | None:
    """Return how a time is filled that the contract says to be the seconds since 1970."""
    found = effective(desk.contract, draft.schema)
    told = counts_seconds(found.format, found.description)
    return timestamps(draft.name, "timestamp") if told else None


def _spelled_time(desk: Desk, draft: Draft) -> Generated | None:
    """Return how a time is filled that is called so, and is a text by the contract."""
    found = effective(desk.contract, draft.schema)
    made = timestamps(draft.name, "timestamp")
    bounded = found.max_length is not None and found.max_length < TIME_LENGTH
    if made is None or bounded or found.format or found.pattern is not None or found.enum:
        return None
    decision = storage.spelled_time(desk.kept.name, draft.attribute, draft.origins)
    desk.decisions.append(decision)
    return made


def _singleton_key(desk: Desk, draft: Draft, stored: Storage) -> Json:
    """Return a value that answers can show, and no null."""
    if stored.kind in {"integer", "bigint"}:
        return 1
    told = effective(desk.contract, draft.schema)
    options = (*told.any_of, *told.one_of) or (told,)
    said = (
        replace(each, types=tuple(kind for kind in each.types if kind != "null"), default=ABSENT)
        for each in options
        if each.types != ("null",)
    )
    return next((made for each in said if (made := smallest(desk.contract, each)) is not None), "")


def must_have_value(desk: Desk, answer: Property) -> bool:
    """Whether a property is always there, and never null."""
    return answer.required and not may_be_null(desk, answer)


def may_be_null(desk: Desk, answer: Property) -> bool:
    """Whether a property may be null, where it is there."""
    found = effective(desk.contract, answer.schema)
    if not types_of(desk.contract, answer.schema) and not (found.items or found.prefix_items):
        return True
    if found.enum is not None and None not in found.enum:
        return False
    return "null" in types_of(desk.contract, answer.schema)


def default_of(desk: Desk, draft: Draft) -> Json | Absent:
    """Return the default that a schema of the property gives; no format has an empty text."""
    told = [one.schema for one in (*draft.creations, *draft.answers)]
    formats = {effective(desk.contract, schema).format for schema in told}
    for one in told:
        for schema in (one, effective(desk.contract, one)):
            if schema.default is ABSENT or (schema.default == "" and formats & NEVER_EMPTY):
                continue
            return schema.default
    return ABSENT


def _placeholder(desk: Desk, draft: Draft, stored: Storage, shown: tuple[Property, ...]) -> Json:
    """Return what stands in for a value that nobody supplies, and say so; None: it stays null."""
    for name in (f"{desk.kept.name}.{draft.attribute}", f"{desk.kept.name}.{draft.name}"):
        if name in desk.config.defaults:
            return desk.config.defaults[name]
    stated = desk.extension(draft, "x-pactgen-default")
    if stated is not None:
        return stated
    default = default_of(desk, draft)
    if stored.kind in {"timestamp", "date", "uuid"} and isinstance(default, str):
        return default
    if default is not ABSENT and _keeps(stored.kind, default):
        return default
    made = (smallest_member(desk.contract, one) for one in _narrowest(desk, shown))
    value = next((one for one in made if one is not None), None)
    if value is None:
        return None
    desk.decisions.append(
        storage.placeholder(desk.kept.name, draft.attribute, _spoken(stored, value), draft.origins)
    )
    return value


def _spoken(stored: Storage, placeholder: Json) -> str:
    """Say what `_stand_in` makes of a placeholder."""
    match stored.kind:
        case "timestamp" | "date":
            return "the time at which it was made"
        case "uuid":
            return "a UUID drawn for each row"
        case _:
            return f"`{placeholder!r}`"


def _fill(desk: Desk, draft: Draft) -> Json | Absent:
    """Return what a row that was there before the column can hold."""
    default = default_of(desk, draft)
    if default is not ABSENT and default is not None:
        return default
    value = smallest(desk.contract, _narrowest(desk, draft.answers)[0].schema)
    return ABSENT if value is None else value


def former_name(desk: Desk, draft: Draft) -> str | None:
    """Return what the contract says that a property was called before."""
    stated = desk.extension(draft, "x-pactgen-renamed-from")
    return stated if isinstance(stated, str) else None


def _narrowest(desk: Desk, shown: tuple[Property, ...]) -> list[Property]:
    """Sort by how little choice a schema leaves: what the first one accepts, the others do too."""

    def narrowness(one: Property) -> tuple[int, int]:
        found = effective(desk.contract, one.schema)
        members = shape_of(desk.contract, one.schema).properties
        due = sum(member.required for member in members)
        if found.enum is not None or found.const is not ABSENT:
            return 3, due
        if found.pattern is not None or found.format is not None:
            return 2, due
        bounds = (found.min_length, found.minimum, found.min_items, found.exclusive_minimum)
        return int(any(bound is not None for bound in bounds)), due

    return sorted(shown, key=narrowness, reverse=True)


def _drawn(desk: Desk, draft: Draft, stored: Storage) -> Generated | None:
    """Return how each row gets a name of its own, where any text or number is one."""
    found = effective(desk.contract, draft.schema)
    if found.pattern is not None or found.enum is not None or found.const is not ABSENT:
        return None
    match stored.kind:
        case "text" if found.format is None and (stored.length or UUID_LENGTH) >= UUID_LENGTH:
            drawn = Generated(kind="uuid")
        case "integer" | "bigint" if found.maximum is None:
            drawn = Generated(kind="random_int", bits=INT32_BITS)
        case _:
            return None
    desk.decisions.append(
        storage.placeholder(desk.kept.name, draft.attribute, "drawn for each row", draft.origins)
    )
    return drawn


def _stand_in(stored: Storage, placeholder: Json) -> Generated:
    """Fill a new row: times with the time, ids with an id, all else with the placeholder."""
    match stored.kind:
        case "timestamp" | "date":
            return Generated(kind="now")
        case "uuid":
            return Generated(kind="uuid")
        case _:
            return Generated(kind="constant", value=placeholder)


def is_never_kept(desk: Desk, draft: Draft) -> bool:
    """Whether the property proves something and is no part of the row; say so."""
    why = _why_never_kept(desk, draft)
    if why is not None:
        desk.decisions.append(storage.not_stored(desk.kept.name, draft.name, why, draft.origins))
    return why is not None


def _why_never_kept(desk: Desk, draft: Draft) -> str | None:
    """A code of a payment card, a password said twice, a token that is issued when it is shown."""
    if draft.inputs and draft.answers:
        return None
    if is_card_code(draft.name) and not draft.answers:
        return "It is the code of a payment card, which nobody may keep (PCI DSS 3.3.1)."
    if bare(draft.name) in CONFIRMATIONS and not draft.answers:
        return "It says the password once more: clients compare, and one is kept."
    if shows_token(desk.contract, desk.kept, draft.name):
        return "Answers show a token that is issued at that moment."
    return None


def kept_out_of(desk: Desk, draft: Draft) -> tuple[str, ...]:
    """Return the credentials inside of what inputs bring that are not stored; say so."""
    brought, answers = ([one.schema for one in some] for some in (draft.inputs, draft.answers))
    left_out, shown = secrets_within(desk.contract, brought, answers)
    for name in left_out:
        decision = storage.left_out(desk.kept.name, draft.name, name, draft.origins)
        desk.decisions.append(decision)
    for name in shown:
        column = f"{draft.attribute}.{name}"
        decision = storage.secret(desk.kept.name, column, draft.origins, shown=True)
        desk.decisions.append(decision)
    return left_out


def _is_unique(desk: Desk, draft: Draft) -> bool:
    if _logs_in(desk, draft):
        account = desk.kept.account
        seconds = () if account is None else (one.also_property for one in account.logins)
        is_second = draft.name in seconds
        decision = storage.login_name(
            desk.kept.name, draft.attribute, draft.origins, is_second=is_second
        )
        desk.decisions.append(decision)
    paths = tuple(one.operation.origin for one in desk.kept.sightings if one.by == draft.name)
    if paths:
        desk.decisions.append(storage.named_by(desk.kept.name, draft.attribute, paths))
    return is_unique_by_word(desk, draft)


def is_unique_by_word(desk: Desk, draft: Draft) -> bool:
    """Whether no two rows may have the same: it is stated, or people and paths name one by it."""
    stated = {(f"{desk.kept.name}.{draft.attribute}",), (f"{desk.kept.name}.{draft.name}",)}
    return (
        _logs_in(desk, draft)
        or any(one.by == draft.name for one in desk.kept.sightings)
        or bool(stated & set(desk.config.unique))
        or desk.extension(draft, "x-pactgen-unique") is True
    )


def _logs_in(desk: Desk, draft: Draft) -> bool:
    """Whether it is what rows are called at a login."""
    account = desk.kept.account
    if account is None:
        return False
    names = ((one.name_property, one.also_property) for one in account.logins)
    return any(draft.name in each for each in names)
