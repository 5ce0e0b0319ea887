"""Which columns an action changes: only where the contract leaves one reading.

`POST /bookings/{id}/cancel` sets `status` to `cancelled` when an enum of the booking has that
value; `archive` sets `archived` to true, `archived_at` to the time; `PUT /bookings/{id}/seat` with
a `seat` in its body changes that. Nothing else is read out of a verb.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from pactgen.ir.behaviours import Start
from pactgen.ir.fills import Constant, Flipped, Now
from pactgen.passes.behaviours.barring_marks import barring_marks
from pactgen.passes.behaviours.copies import copied
from pactgen.passes.behaviours.parts import placed_part, put_in, shown_as, taken_out
from pactgen.passes.behaviours.remarks import brought_as, remarks_about
from pactgen.passes.behaviours.renewed_secrets import renewed_secret
from pactgen.passes.behaviours.starting_states import start_of, workable_from
from pactgen.passes.behaviours.told_columns import told_columns
from pactgen.passes.behaviours.verdict import Verdict, custom
from pactgen.passes.reading.columns import effective, storage_of
from pactgen.passes.reading.shapes import can_show, input_shape_of, shape_of
from pactgen.passes.words.names import singular, snake
from pactgen.passes.words.prose import sentences
from pactgen.passes.words.told_deeds import joins
from pactgen.passes.words.vocabulary import REMARKS, VERBS, bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactgen.ir.contract import Contract, Json
    from pactgen.ir.database import Column
    from pactgen.ir.fills import Sets, Setting
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_IRREGULAR = {
    "build": "built",
    "freeze": "frozen",
    "hide": "hidden",
    "hold": "held",
    "lose": "lost",
    "pay": "paid",
    "sell": "sold",
    "send": "sent",
    "take": "taken",
    "win": "won",
    "withdraw": "withdrawn",
    "unfreeze": "unfrozen",
    "unhide": "unhidden",
}
_STATES = {
    "activate": "active",
    "deactivate": "inactive",
    "open": "open",
    "reopen": "open",
    "complete": "complete",
    "read": "read",
}
"""Verbs whose state is called by another form than the participle as well."""
_FINISHING = frozenset({"complete", "finish"})
"""Verbs after which a thing is done, where nothing is called after them."""
_STATE_COLUMNS = frozenset({"condition", "phase", "stage", "state", "status"})
"""Last words of columns whose values a verb may be called exactly as: `void`, `hold`."""
_KINDS = frozenset({"category", "class", "kind", "type"})
"""Last words of columns that say what a thing is, however it fares."""
_REFUSALS = frozenset({"403", "409", "412"})
"""What an action may answer that a thing's state does not allow."""
_WORKING = frozenset({"delete", "patch", "put"})
"""Methods that work on a row as it is."""
_SHAPING = frozenset({"expand", "fields", "include", "select"})
"""Inputs that shape the answer and change nothing."""
_FEW = 3
"""Fewer values than these may begin alike by chance."""
_SETTING = frozenset(
    {"assign", "change", "edit", "modify", "move", "reassign", "rename", "reschedule", "set"}
) | {"update"}
"""Verbs that say of what they bring that it is to be so."""
_EDITS = frozenset({"change", "edit", "modify", "update"})
"""Those that say nothing of where a row gets: `updated_at` tells of every change."""
_MOVING = frozenset({"extend", "postpone", "prolong", "renew"})
"""Verbs that say so of a day or a moment; of a number they may say how much more."""
_BECOMES = re.compile(
    r"\bbecomes? (?:an? |the )?(?P<becomes>\w+)"
    r"|\b(?:sets?|moves?|changes?|puts?|turns?|goes)\b[^.;]{0,200}?\b(?:to|into) (?:an? |the )?"
    r"(?P<goes>\w+)"
    r"|\bmark(?:s|ed)?\b[^.;]{0,200}?\bas (?:an? )?(?P<marked>\w+)"
)
"""Sentences that say which state an action leads to."""
_ARROWS = re.compile(r"(?:->|=>|\u2192|\u21d2|\u2794)\s*(\w+)")
"""Of the text of an action: `draft -> in_transit`."""
_DOES = re.compile(r"(?P<verb>[a-z]+s) (?:an?|the|one|its) ")
"""What an action is said to do: `Opens a draft`."""
_PLANS = frozenset({"plan", "postpone", "reschedule", "schedule"})
"""Verbs that are about a time to come, and not about now."""
_REMOVING = frozenset({"delete", "destroy"})
"""Verbs after which a row is gone, where nothing it shows says that it was deleted; what `remove`
takes may be a part of it."""
_FLIPPING = "toggle"
"""The verb that turns a boolean round, alone or before its name."""
_PARTICLES = ("in", "out", "off", "up", "down")
"""What English verbs end in that have a second word: `check-in`, `sign-off`."""
_LEAST_VERB = 2
_ALIKE = {
    "activate": "enable",
    "deactivate": "disable",
    "disable": "deactivate",
    "enable": "activate",
}
"""Verbs that say the same of a row: `enable` where rows are `active`."""
_OPPOSITES = {
    "activate": "deactivate",
    "close": "open",
    "deactivate": "activate",
    "disable": "enable",
    "enable": "disable",
    "reopen": "close",
    "restore": "archive",
    "unsubscribe": "subscribe",
}


def settled(
    contract: Contract, one: Sighting, stored: Stored, verb: str, brought: Collection[str]
) -> Verdict:
    """Return what the verb below an item does: a change of columns, or what a person must write."""
    noun = stored.kept.name
    placed = placed_part(contract, one, stored, verb)
    if placed is not None:
        return placed
    undo = one.method == "delete"
    sets = transition(contract, stored, verb, undo=undo)
    brings = any(column in brought for column, _ in states_of(contract, stored))
    leads_to = () if undo or brings else tuple(_told_states(contract, one, stored))
    if len(leads_to) == 1 and not any(isinstance(fill, Constant) for _, fill in sets or ()):
        sets = (*leads_to, *(sets or ()))
    part = None if sets else _part(contract, one, stored, verb, brought)
    if part is not None and part.sets:
        return part
    sets = _with_told(one, stored, sets or (), brought) or None
    if sets is None:
        return (
            renewed_secret(contract, one, stored, verb, brought)
            or taken_out(one, stored, verb, brought)
            or put_in(contract, one, stored, verb)
            or copied(contract, one, stored, verb, brought)
            or _part(contract, one, stored, verb, brought)
            or _removed(one, stored, verb, brought)
            or custom(_unknown(stored, verb, brought))
        )
    reached = (*sets, *_beside(stored, brought, sets))
    sets = _left_to_action(contract, one, reached, brought)
    about = remarks_about(contract, one, stored, verb)
    names = {column.name for column in stored.table.columns} - _settled_by((*sets, *about))
    known = names | _SHAPING | _remarks(contract, one, brought) | brought_as(about)
    strange = [name for name in brought if name not in known]
    if strange or (one.operation.body is not None and one.body is None):
        told = f"`{strange[0]}`" if strange else "a body"
        return custom(f"`{verb}` takes {told}, which no column of a {noun} keeps.")
    if any(isinstance(fill, Flipped) for _, fill in sets):
        why = f"`{verb}` turns `{sets[0][0]}` round: what was so is so no longer."
        return Verdict(name="update", resource=noun, why=why, level="LOW", sets=sets)
    start = start_from(contract, one, stored, verb, reached)
    sets = (*sets, *about)
    leads = f"`{verb}` leads to the state that {_named(reached)} can show"
    if start is not None and start.states:
        states = ", ".join(f"`{each}`" for each in start.states)
        barred = f", and by {_named(start.barred)}" if start.barred else ""
        why = f"{leads}. The contract says from where: {states}{barred}; else it is {start.status}."
        return Verdict(name="update", resource=noun, why=why, level="LOW", sets=sets, start=start)
    refusals = [each.status for each in one.operation.responses if each.status in _REFUSALS]
    again = "in that state already, nothing changes"
    when = f", nor when {' or '.join(refusals)} is due" if refusals else ""
    if start is not None:
        barred = f", or barred by {_named(start.barred)}" if start.barred else ""
        again, when = f"in that state already{barred}, it is {start.status}", ""
    why = f"{leads}; {again}. No rule tells from which states it may start{when}."
    return Verdict(name="update", resource=noun, why=why, level="MEDIUM", sets=sets, start=start)


def _with_told(one: Sighting, stored: Stored, sets: Sets, brought: Collection[str]) -> Sets:
    """Add the times that the action is said to set, and let go of what it is said to clear."""
    told = dict(told_columns(one, stored, brought))
    cleared = {name for name, fill in told.items() if isinstance(fill, Constant)}
    known = {name for name, _ in sets}
    own = tuple(each for each in sets if each[0] not in cleared)
    return (*own, *(each for each in told.items() if each[0] not in known - cleared))


def _named(sets: Sets) -> str:
    return ", ".join(f"`{name}`" for name, _ in sets)


def _left_to_action(
    contract: Contract, one: Sighting, told: Sets, brought: Collection[str]
) -> Sets:
    """Return what the caller does not say: `POST /orders/{id}/ship {shipped_on}` brings the day."""
    members = () if one.body is None else input_shape_of(contract, one.body).properties
    sure = one.operation.body is not None and one.operation.body.required
    required = {bare(member.name) for member in members if sure and member.required}
    return tuple(
        (column, replace(fill, unless_given=column in brought) if isinstance(fill, Now) else fill)
        for column, fill in told
        if not (isinstance(fill, Now) and column in brought and bare(column) in required)
    )


def _settled_by(sets: Sets) -> set[str]:
    """Return the columns that no caller has a say in."""
    return {name for name, fill in sets if not (isinstance(fill, Now) and fill.unless_given)}


def _remarks(contract: Contract, one: Sighting, brought: Collection[str]) -> set[str]:
    """Return what is said about an action and changes nothing: a reason that no row keeps."""
    members = () if one.body is None else input_shape_of(contract, one.body).properties
    texts = {
        bare(member.name)
        for member in members
        if storage_of(contract, member.schema).kind == "text"
        and effective(contract, member.schema).enum is None
    }
    return {name for name in brought if bare(name) in texts and _is_remark(name)}


def _is_remark(name: str) -> bool:
    return snake(name).rpartition("_")[2] in REMARKS


def _beside(stored: Stored, brought: Collection[str], sets: Sets) -> Iterator[tuple[str, Now]]:
    """Find the time that stands beside who did it: `decided_at`, where `decided_by_id` comes."""
    done = {
        snake(name).removesuffix("_id").removesuffix("_by")
        for name in brought
        if snake(name).removesuffix("_id").endswith("_by")
    }
    known = {column for column, _ in sets}
    for column in stored.table.columns:
        named = snake(column.wire_name).removesuffix("_at") in done
        is_time = column.kind == "timestamp" and column.nullable
        if named and is_time and column.name not in {*known, *brought}:
            yield column.name, Now()


def start_from(
    contract: Contract, one: Sighting, stored: Stored, verb: str, sets: Sets
) -> Start | None:
    """Return from where the contract lets the verb start."""
    state = next((column for column, fill in sets if isinstance(fill, Constant)), None)
    column = None if state is None else stored.table.column(state)
    states = () if column is None else _values(contract, stored, column)
    about = None if column is None else about_column(contract, stored, column)
    word = bare(verb)
    forms = {word, *participles(word)}
    start = start_of(one.operation, sets, states, forms, about)
    barred = barring_marks(one.operation, stored, sets, states, forms)
    return replace(start or Start(column=sets[0][0]), barred=barred) if barred else start


def workable(contract: Contract, one: Sighting, stored: Stored) -> Start | None:
    """Return the states in which a row may be changed or deleted, where the contract says it."""
    if one.many or one.method not in _WORKING:
        return None
    found = [
        start
        for column, values in states_of(contract, stored)
        if (start := workable_from(one.operation, column, values))
    ]
    return found[0] if len(found) == 1 else None


def states_of(contract: Contract, stored: Stored) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the columns that tell how a row fares, each with its values."""
    for column in stored.table.columns:
        if column.kind == "text" and snake(column.wire_name).split("_")[-1] in _STATE_COLUMNS:
            yield column.name, tuple(_values(contract, stored, column))


def about_column(contract: Contract, stored: Stored, column: Column) -> str | None:
    """Return what the contract says about a property of the row."""
    for schema in stored.kept.representations:
        member = shape_of(contract, schema).property(column.wire_name)
        if member is not None:
            return member.schema.description or effective(contract, member.schema).description
    return None


def _unknown(stored: Stored, verb: str, brought: Collection[str]) -> str:
    noun = stored.kept.name
    columns = {column.name for column in stored.table.columns}
    strange = [name for name in brought if name not in columns]
    if strange and bare(verb) not in VERBS:
        return f"`{verb}` takes `{strange[0]}`, which no column of a {noun} keeps."
    return (
        f"`{verb}` names an action, and no single enum value, boolean or time of a {noun} is "
        "called after it."
    )


def _part(
    contract: Contract, one: Sighting, stored: Stored, verb: str, brought: Collection[str]
) -> Verdict | None:
    """Return the change that a call makes which brings nothing but properties of the row.

    `PUT /posts/{id}/category {category_id}` says what they are to be; a POST may as well add or
    ask for something, unless its verb says that it sets, or its path is called like what it
    brings: `POST /orders/{id}/status {status}`.
    """
    noun = stored.kept.name
    first = snake(verb).partition("_")[0]
    called_so = any(bare(each) == bare(verb) for each in brought)
    plain = one.method in {"put", "patch"} or first in _SETTING or called_so
    names = {bare(each) for each in ("id", "uuid", f"{noun}_id", stored.lookup)}
    names |= {bare(f"{singular(stored.kept.noun)}_id")}
    parts = [name for name in brought if bare(name) not in names and name not in _SHAPING]
    if not parts or not (plain or (first in _MOVING and _are_times(stored, parts))):
        return None
    if joins(one.operation.texts):  # what is told of them says nothing of the row
        return None
    if not all(_fits(contract, one, stored, part) for part in parts):
        return None
    columns = ", ".join(f"`{part}`" for part in parts)
    why = f"`{verb}` brings nothing but {columns} of a {noun}, and says what they are to be."
    sets = tuple(told_columns(one, stored, brought))
    return Verdict(name="update", resource=noun, why=why, level="MEDIUM", sets=sets)


def _removed(one: Sighting, stored: Stored, verb: str, brought: Collection[str]) -> Verdict | None:
    """Return what `POST /posts/{id}/delete` does: the verb says what DELETE of the item would."""
    told = brought or one.operation.body is not None or one.required_queries
    if bare(verb) not in _REMOVING or told:
        return None
    why = f"`{verb}` of an item, which brings nothing: the {stored.kept.name} goes."
    return Verdict(name="delete", resource=stored.kept.name, why=why, level="LOW")


def _are_times(stored: Stored, parts: list[str]) -> bool:
    kinds = {column.kind for column in stored.table.columns if column.name in parts}
    return bool(kinds) and kinds <= {"date", "timestamp"}


def _told_states(
    contract: Contract, one: Sighting, stored: Stored
) -> Iterator[tuple[str, Constant]]:
    """Find the state that the operation is said to lead to: `The rental becomes active`."""
    text = " ".join(filter(None, one.operation.texts)).lower()
    plain = re.sub(r"[`'\"*]", "", text)
    words = {bare(word) for found in _BECOMES.finditer(plain) for word in found.groups() if word}
    arrows = [bare(word) for word in _ARROWS.findall(plain)]
    words |= set(arrows) if len(arrows) == 1 else set()
    states = tuple(states_of(contract, stored))
    known = {bare(value) for _, values in states for value in values}
    words = words & known or {*_led_to(one.operation.texts)}
    for column, values in states:
        named = [value for value in values if bare(value) in words]
        if len(named) == 1:
            yield column, Constant(value=named[0])


def _led_to(texts: tuple[str | None, ...]) -> Iterator[str]:
    """Yield the states that the first verbs of sentences lead to: `Opens a draft`."""
    for sentence in sentences(*texts):
        found = _DOES.match(sentence.lower())
        if found is not None:
            verb = singular(found["verb"])
            yield from (bare(each) for each in (*participles(verb), _STATES.get(verb, verb)))


def _fits(contract: Contract, one: Sighting, stored: Stored, part: str) -> bool:
    """Whether answers can show what is brought under this name."""
    column = next((each for each in stored.table.columns if each.name == part), None)
    if column is None or column.primary_key or part in stored.unstorable or one.body is None:
        return False
    sent = input_shape_of(contract, one.body).property(column.wire_name)
    kinds = {column.kind, "" if sent is None else storage_of(contract, sent.schema).kind}
    if sent is None or not (len(kinds) == 1 or kinds <= {"integer", "bigint", "double"}):
        return False
    shown = shown_as(contract, stored, column)
    if not shown:
        return any(dict(each.pairs).get(part) for each in stored.table.relations if not each.many)
    return all(can_show(contract, each, sent.schema) for each in shown)


def transition(
    contract: Contract, stored: Stored, verb: str, *, undo: bool = False, literal: bool = True
) -> Sets | None:
    """Return what the verb sets; None where no column, or more than one state, is called so.

    Args:
        contract: where the enums of the columns are described.
        stored: the resource that the verb stands below.
        verb: the last segment of the path, e.g. `cancel` or `mark-as-read`.
        undo: the operation takes it back (`DELETE /issues/{id}/lock`).
        literal: the verb is that of the path, and no other that means the same.
    """
    word = bare(verb)
    for lead in ("markas", "mark", "set", "makeas", "make"):
        word = word.removeprefix(lead) if word.startswith(lead) and word != lead else word
    if word in _EDITS:
        return None
    opposite = _opposite(word)
    states = [] if undo else list(_states(contract, stored, word, participles(word)))
    if len(states) > 1:
        return None
    if word.startswith(_FLIPPING) and not undo:
        return _flipped(stored, word)
    flags = list(_flags(stored, participles(word), on=not undo))
    flags = flags or list(_own_day(contract, stored, word, on=not undo))
    if word in _PLANS:
        flags = [each for each in flags if not isinstance(each[1], Now)]
    if opposite is not None:
        others = list(_flags(stored, participles(opposite), on=undo))
        marks = {column.name for column in stored.table.columns if column.kind == "boolean"}
        flags += [each for each in others if not flags or each[0] in marks]
    if not (states or flags or undo) and word in _FINISHING:
        return transition(contract, stored, "done")
    if not (states or flags) and word in _ALIKE and literal:
        return transition(contract, stored, _ALIKE[word], undo=undo, literal=False)
    return (*states, *flags) or None


def _flipped(stored: Stored, word: str) -> Sets | None:
    """Return the boolean that `toggle` turns round: the one called so, or the only one."""
    flags = [one for one in stored.table.columns if one.kind == "boolean" and not one.secret]
    said = word.removeprefix(_FLIPPING)
    if said:
        flags = [one for one in flags if bare(one.wire_name) in {said, f"is{said}"}]
    return ((flags[0].name, Flipped()),) if len(flags) == 1 else None


def state_called(contract: Contract, stored: Stored, word: str) -> tuple[str, Json] | None:
    """Return the only column that can say this word of a row, and the value that says it."""
    forms = participles(bare(word)) | {bare(word)}
    found = [
        (column, fill.value)
        for column, fill in (
            *_states(contract, stored, bare(word), forms),
            *_flags(stored, forms, on=True),
        )
        if isinstance(fill, Constant)
    ]
    return found[0] if len(found) == 1 else None


def turned(one: Sighting, stored: Stored, switch: str) -> Sets:
    """Return what turns on, or by DELETE off, the switch that answers show under this name."""
    column = next(each.name for each in stored.table.columns if each.wire_name == switch)
    return ((column, Constant(value=one.method != "delete")),)


def participles(verb: str) -> frozenset[str]:
    """Return how a state that the verb leads to may be spelled: `canceled`, `cancelled`.

    Of `checkin` that is `checkedin` as well.
    """
    phrasal = {
        f"{form}{particle}"
        for particle in _PARTICLES
        if verb.endswith(particle) and len(verb) > len(particle) + _LEAST_VERB
        for form in _participles(verb.removesuffix(particle))
    }
    return _participles(verb) | phrasal


def _participles(verb: str) -> frozenset[str]:
    forms = {f"{verb}ed", f"{verb}{verb[-1:]}ed", f"{verb}d"}
    if verb.endswith("y"):
        forms.add(f"{verb[:-1]}ied")
    if verb.endswith("ed") or verb == "done":
        forms.add(verb)
    forms |= {told[verb] for told in (_IRREGULAR, _STATES) if verb in told}
    return frozenset(forms)


def _opposite(verb: str) -> str | None:
    """`unlock` takes back what `lock` does."""
    known = _OPPOSITES.get(verb)
    return known or (verb[2:] if verb.startswith("un") and len(verb) > len("undo") else None)


def _states(
    contract: Contract, stored: Stored, verb: str, forms: frozenset[str]
) -> Iterator[tuple[str, Constant]]:
    """Find the enums that have a value of this name; one that is called like the verb is a state.

    `POST /jobs/{id}/retry` does not set `on_failure` to `retry`.
    """
    for column in stored.table.columns:
        last = snake(column.wire_name).split("_")[-1]
        if column.kind != "text" or column.primary_key or last in _KINDS:
            continue
        called = forms | {verb} if last in _STATE_COLUMNS else forms
        values = _values(contract, stored, column)
        start = len(_common_start(values))
        found = [value for value in values if bare(value[start:]) in called]
        if found:
            yield column.name, Constant(value=found[0])


def _values(contract: Contract, stored: Stored, column: Column) -> tuple[str, ...]:
    for schema in (*stored.kept.representations, *stored.kept.inputs):
        member = shape_of(contract, schema).property(column.wire_name)
        values = effective(contract, member.schema).enum if member is not None else None
        if values is not None:
            return tuple(value for value in values if isinstance(value, str))
    return _declared_values(stored, column)


def _declared_values(stored: Stored, column: Column) -> tuple[str, ...]:
    """Return the states that the schema lists, of a property that is any text by the contract."""
    declared, table = column.declared, stored.table.declared
    if declared is None or table is None:
        return ()
    own = declared.type.values if declared.type.kind == "enum" else ()
    rules = (*(each for each in table.checks if each.column == declared.name), *declared.rules)
    listed = (own, *(each.values for each in rules))
    shown = declared.type.spellings
    kept = next((values for values in listed if values), ())
    return tuple(shown.get(str(each), str(each)) for each in kept)


def _common_start(values: tuple[str, ...]) -> str:
    """Return the words that all values begin with: `JOB_STATE_` of `JOB_STATE_CANCELLED`."""
    if len(values) < _FEW:
        return ""
    first, last = min(values), max(values)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    common = first[: sum(1 for _ in same)]
    return common[: max(common.rfind(mark) for mark in "_-. ") + 1]


def _own_day(
    contract: Contract, stored: Stored, verb: str, *, on: bool
) -> Iterator[tuple[str, Setting]]:
    """Find the day that is called like the verb: `return_date`. What requests bring is a plan."""
    brought = {
        member.name
        for schema in stored.kept.inputs
        for member in input_shape_of(contract, schema).properties
    }
    for name, fill in _flags(stored, frozenset({verb}), on=on):
        column = stored.table.column(name)
        if column.kind != "boolean" and column.nullable and column.wire_name not in brought:
            yield name, fill


def _flags(stored: Stored, forms: frozenset[str], *, on: bool) -> Iterator[tuple[str, Setting]]:
    """Find the booleans and times that are called after the state."""
    for column in stored.table.columns:
        words = snake(column.wire_name).split("_")
        state, leads = words[-1], words[:-1]
        if column.kind == "boolean" and state in forms and leads in ([], ["is"], ["has", "been"]):
            yield column.name, Constant(value=on)
        elif (
            column.kind in {"timestamp", "date"}
            and state in {"at", "on", "date"}
            and ("".join(leads) in forms and (on or column.nullable))
        ):
            now = Now(is_day=column.kind == "date")
            yield column.name, now if on else Constant(value=None)
