"""Give every operation its behaviour: by path, method, schemas, or what the user has stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.behaviours.infer_accounts import on_account
from pactgen.passes.behaviours.link_lists import keys_in
from pactgen.passes.behaviours.memberships import on_membership
from pactgen.passes.behaviours.misread_bodies import brings_several, misread
from pactgen.passes.behaviours.on_items import on_item
from pactgen.passes.behaviours.on_links import on_links
from pactgen.passes.behaviours.verdict import Verdict, custom
from pactgen.passes.reading.messages import answered_schema, json_media, success_of
from pactgen.passes.reading.paths import place_of, repeated
from pactgen.passes.reading.programs import tells_program
from pactgen.passes.reading.read_bulk import number_in
from pactgen.passes.reading.read_files import answers_file, file_in
from pactgen.passes.reading.shapes import is_object, shape_of
from pactgen.passes.resources.find_links import answers
from pactgen.passes.resources.find_people import deed_of
from pactgen.passes.resources.find_personal import takes_back
from pactgen.passes.resources.picks import is_by_rule
from pactgen.passes.resources.put_lists import puts_anew, puts_whole
from pactgen.passes.words import vocabulary
from pactgen.passes.words.deeds import says_deed
from pactgen.passes.words.names import singular
from pactgen.passes.words.told_deeds import adds_one, asks, may_make, only_asks
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.config import Config
    from pactgen.decisions import Level
    from pactgen.ir.contract import Contract, Operation, Schema
    from pactgen.passes.resources.values import (
        Called,
        Kept,
        Sighting,
    )


def _why_odd(operation: Operation) -> str:
    if operation.hidden_by is not None:
        return f"No request reaches it: {operation.hidden_by} has its method and path."
    if operation.conditions:
        names = " and ".join(f"`{each.name}`" for each in operation.conditions)
        return f"It is a call that {names} of the request chooses, not a path."
    if (twice := repeated(operation.path)) is not None:
        return f"Its path names `{twice}` twice."
    if not (place := place_of(operation.path)).odd:
        name = place.steps[-1].parameter
        return f"Its path names the row that it shows before `{name}`, and no row shows a `{name}`."
    return "A segment of its path mixes text and parameters."


def infer(
    contract: Contract, one: Sighting, kept: Kept | None, config: Config, operation_id: str
) -> Verdict:
    """Return the behaviour of one operation; `kept` is the resource its path belongs to."""
    operation = one.operation
    stated = config.operation(operation_id, operation.label).behaviour or _extension(one)
    if stated is not None:
        needs_resource = stated not in {"custom", "health"}
        if not needs_resource or kept is not None:
            return Verdict(
                name=stated,
                resource=kept.name if kept and needs_resource else None,
                why="The contract or pactgen.yaml states it.",
                stated=True,
            )
    if _is_health(one):
        return Verdict(name="health", resource=None, why="Its path is called like a health check.")
    if one.place.odd:
        return custom(_why_odd(one.operation))
    if kept is None:
        return _on_program(contract, one) or custom(_why_not_kept(one))
    if kept.file_of is not None:
        return _on_file(contract, one, kept)
    if kept.links is not None:
        return on_links(contract, one, kept, kept.links)
    refused = _unreadable(one)
    if refused is not None:
        return custom(refused)
    told = on_account(contract, one, kept) or misread(contract, one)
    told = told or on_membership(contract, one, kept) or brings_several(contract, one, kept)
    if told is not None:
        return told
    if kept.is_mark:
        return _on_mark(one, kept)
    if kept.switch is not None:
        return _on_switch(one, kept)
    return _on_rows(contract, one, kept)


def _on_rows(contract: Contract, one: Sighting, kept: Kept) -> Verdict:
    if one.edits is not None:
        way = "puts what it brings into" if one.edits == "add" else "takes what it brings out of"
        why = f"It {way} lists that a {kept.name} shows; DELETE takes back what POST adds."
        return Verdict(name="update", resource=kept.name, why=why, level="MEDIUM", edits=one.edits)
    if one.shows is not None:
        told = f"`{one.shows}` of" if one.shows else "Some of what is told about"
        why = f"{told} a {kept.name}: the item shows it, too."
        return Verdict(name="read", resource=kept.name, why=why, level="LOW")
    if one.action is not None:
        return Verdict(name="update", resource=kept.name, why=f"`{one.action}` of an item.")
    derived = _on_all_rows(one, kept)
    if derived is not None:
        return derived
    if one.keys is not None and not one.place.is_item:
        why = "Its body lists the keys of the rows that go; one that names none is gone already."
        return Verdict(name="clear", resource=kept.name, why=why, level="LOW")
    if one in kept.views and one.method == "post":
        why = f"It makes a {kept.name} below what one of its columns names."
        return Verdict(name="create", resource=kept.name, why=why, level="LOW")
    if one in kept.views and one.answer is not None and not one.answer.many:
        why = f"The {kept.name} that belongs to what its path names."
        return Verdict(name="read-singleton", resource=kept.name, why=why, level="LOW")
    if one in kept.views:
        why = f"A list of {kept.name} rows below what one of their columns names."
        return Verdict(name="list", resource=kept.name, why=why, level="LOW")
    if one.called is not None:
        return _on_call(one, kept, one.called)
    on_place = on_item if one.place.is_item else _on_collection
    found = on_place(contract, one, kept)
    if one.spoken is None:
        return found
    return replace(found, why=f"`{one.spoken}` says a verb and a noun. {found.why}", level="LOW")


def _on_all_rows(one: Sighting, kept: Kept) -> Verdict | None:
    """Return what is answered about a whole list; None where it is the list, or one of it."""
    if one.counts:
        why = "Its path ends in a word for how many, and its answer is a number."
        return Verdict(name="count", resource=kept.name, why=why, level="LOW")
    if one.as_csv:
        why = f"The list of {kept.name} rows as comma-separated values (RFC 4180)."
        return Verdict(name="list", resource=kept.name, why=why, level="LOW")
    if one.values is not None:
        why = f"Each `{one.values}` that {kept.name} rows have, once: the path is called so."
        return Verdict(name="values", resource=kept.name, why=why, level="MEDIUM")
    if one.ends is not None:
        why = f"`{one.ends}` of what the path above lists."
        return Verdict(name="read-singleton", resource=kept.name, why=why, level="LOW")
    return None


def _extension(one: Sighting) -> str | None:
    value = one.operation.extensions.get("x-pactgen-behaviour")
    return value if isinstance(value, str) else None


def _is_health(one: Sighting) -> bool:
    operation = one.operation
    return (
        operation.method == "get"
        and bare(one.place.noun) in vocabulary.HEALTH
        and not one.place.steps
        and not any(parameter.required for parameter in operation.parameters)
    )


def _on_program(contract: Contract, one: Sighting) -> Verdict | None:
    """`GET /version` is answered by what the program knows of itself."""
    if deed_of(one) not in vocabulary.INFO:
        return None
    if not tells_program(contract, one.operation):
        return None
    why = "Its path asks what the program is, and all that its answer must show is known of it."
    return Verdict(name="info", resource=None, why=why, level="LOW")


def _why_not_kept(one: Sighting) -> str:
    noun = one.action or one.place.noun
    last = [bare(word) for word in one.place.tail[-2:]]
    if {"".join(last), *last[-1:]} & vocabulary.MAILED:
        return "It sends a message, or takes what one brought: who delivers it, no document tells."
    commands = one.method == "post" and says_deed(noun, made=False)
    if one.action is not None or bare(noun) in vocabulary.VERBS or commands:
        return f"`{noun}` names an action; no document tells what it does."
    words = {bare(word) for literals in one.place.collection for word in literals}
    if words & vocabulary.DERIVED or is_by_rule(one):
        return "It answers something that is computed from other data by a rule no document tells."
    success = success_of(one.operation)
    if success is not None and success.media and json_media(success.media) is None:
        return f"It answers {success.media[0].content_type}, which no row contains."
    if one.answer is None and one.body is None:
        return "It neither shows nor takes an object that could be stored."
    return "No collection, item or singleton of the contract stores what it shows."


def _unreadable(one: Sighting) -> str | None:
    """Bodies and answers of content types that a JSON row cannot fill."""
    operation = one.operation
    if one.counts or one.values or one.as_csv or one.keys is not None or one.part is not None:
        return None
    success = success_of(operation)
    if operation.method == "get" and success is not None and success.media:
        if json_media(success.media) is not None:
            return None
        return f"It answers {success.media[0].content_type}, which no row contains."
    writes = operation.method in {"post", "put", "patch"}
    if not writes or operation.body is None or not operation.body.media or one.body is not None:
        return None
    media = json_media(operation.body.media)
    if media is None:
        kinds = ", ".join(entry.content_type for entry in operation.body.media)
        return f"Its body ({kinds}) is not an object to store."
    return "Its body is not one object to store." if media.schema is not None else None


def _on_file(contract: Contract, one: Sighting, kept: Kept) -> Verdict:
    """Bytes are stored as they come and answered as they were stored."""
    if file_in(contract, one.operation) is not None:
        if one.answer is not None and one.answer.many:
            return custom("It answers a list of what it made of the file.")
        why = "It brings one file of the thing that the path names."
        return Verdict(name="upload", resource=kept.name, why=why, level="LOW")
    if answers_file(contract, one.operation):
        return Verdict(name="download", resource=kept.name, why="GET of a file that is uploaded.")
    if one.operation.method == "head":
        return Verdict(name="read", resource=kept.name, why="HEAD of a file asks for it.")
    return Verdict(name="delete", resource=kept.name, why="DELETE of a file.")


def _on_call(one: Sighting, kept: Kept, called: Called) -> Verdict:
    """`/documents.info` reads a document: the verb says it, the input says which."""
    shows = None if one.answer is None else one.answer.many
    if called == "list" and shows is not True:
        return custom("It is called a list, and its answer is no list of objects.")
    if called == "read" and shows is not False:
        return custom("It is called a look at one row, and its answer shows none.")
    if called in {"create", "update"} and one.body is None:
        return custom(f"It is called {called}, and no object in its body brings what to store.")
    why = f"Its path calls `{called}` on a collection."
    return Verdict(name=called, resource=kept.name, why=why, level="LOW")


def _on_mark(one: Sighting, kept: Kept) -> Verdict:
    """A row is there as long as something is so."""
    marked = next((each for each in kept.marked if each.sighting is one), None)
    if marked is not None:
        way = "that have made the mark" if marked.backwards else "that bear the mark"
        way = "of those that bear the caller's mark" if marked.by_makers else way
        why = f"A list of the {marked.target} rows {way}: {kept.name}."
        return Verdict(
            name="list",
            resource=marked.target,
            why=why,
            level="LOW",
            through=kept.name,
            backwards=marked.backwards,
            by_makers=marked.by_makers,
        )
    if kept.marks is not None:
        return _set_mark(one, kept, kept.marks)
    if kept.owned is None and not any(each.method == "get" for each in kept.sightings):
        return custom("It says something of whoever is calling, and nothing tells who that is.")
    names = {"get": "read", "head": "read", "delete": "delete", "put": "replace", "post": "replace"}
    name = names[one.operation.method]
    why = "It says, asks or takes back that something is so; a row that is there says it."
    if kept.owned is not None:
        why = f"{why} Each {kept.owned.person} has rows of their own."
    return Verdict(name=name, resource=kept.name, why=why, level="LOW", creates=name == "replace")


def _set_mark(one: Sighting, kept: Kept, target: str) -> Verdict:
    """A verb says it, or takes it back, and may answer the thing."""
    if kept.owned is None:
        return custom("It says something of whoever is calling, and nothing tells who that is.")
    back = takes_back(one)
    way = "takes back" if back else "says"
    why = f"It {way} that {kept.owned.person} rows do so: what one of them says is no one else's."
    name = "unmark" if back else "mark"
    return Verdict(name=name, resource=kept.name, why=why, level="MEDIUM", target=target)


def _on_switch(one: Sighting, kept: Kept) -> Verdict:
    """Something is on or off, and off until it is turned on."""
    if one.method in {"get", "head"}:
        why = f"It says whether `{kept.switch}`; nobody has turned it on yet means that it is off."
        return Verdict(name="read-singleton", resource=kept.name, why=why, level="LOW")
    way = "off" if one.method == "delete" else "on"
    why = f"{one.method.upper()} brings nothing, and GET shows `{kept.switch}`: it is turned {way}."
    return Verdict(name="write-singleton", resource=kept.name, why=why, level="LOW")


def _shows_one(one: Sighting, kept: Kept) -> bool:
    """Whether the path of a collection answers one thing and no list: that of whoever calls."""
    return not kept.singleton and any(
        each.method == "get" and each.answer is not None and not each.answer.many
        for each in kept.sightings
        if each.operation.path == one.operation.path
    )


def _on_collection(contract: Contract, one: Sighting, kept: Kept) -> Verdict:
    match one.method:
        case "get":
            return _get_collection(one, kept)
        case "post":
            return _post_collection(one, kept)
        case "put" | "patch":
            return _put_collection(contract, one, kept)
        case "delete":
            asks = any(each.location == "query" for each in one.operation.parameters)
            if one.finder or _brings(contract, one):
                return custom("Which rows it deletes depends on input that no rule explains.")
            if _shows_one(one, kept):
                return custom("GET of the same path answers one thing; no document tells which.")
            if kept.singleton:
                why = "DELETE of the only such thing; what is read afterwards is as if never set."
                return Verdict(name="delete", resource=kept.name, why=why, level="LOW")
            if asks:
                why = "DELETE of the rows of a collection that its query leaves, as a list would."
                return Verdict(name="clear", resource=kept.name, why=why, level="MEDIUM")
            return Verdict(name="clear", resource=kept.name, why="DELETE of a whole collection.")
        case method:
            return custom(f"{method.upper()} has no meaning of its own on a collection.")


def _post_collection(one: Sighting, kept: Kept) -> Verdict:
    if kept.singleton and one.file is not None:
        return custom("It brings a file to what there is only one of.")
    if kept.singleton and one.body is not None:
        if _adds_one(one, kept):
            return custom("It adds one of several, and GET of the same path shows one thing.")
        return Verdict(name="write-singleton", resource=kept.name, why="POST of a singleton.")
    if one.body is None:
        return custom("POST to a collection without an object in its body.")
    if _asks_by_post(one, kept):
        return custom("It asks for something, and what answers it no document tells.")
    if _is_asked_by_post(one, kept):
        return custom("It answers a list, and a call beside it makes the rows.")
    if one.many:
        return _create_many(one, kept)
    if one.file is not None:
        return _create_with_file(one, kept)
    return Verdict(name="create", resource=kept.name, why="POST to a collection.")


def _adds_one(one: Sighting, kept: Kept) -> bool:
    """Whether POST adds one of several, though GET shows one thing: nothing else writes it.

    So it is where GET shows no single thing in any form, and something was made (201).
    """
    others = {each.method for each in kept.sightings if not each.place.is_item}
    is_many = singular(one.place.noun) != one.place.noun
    if not is_many or not others <= {"get", "post"}:
        return False
    success = success_of(one.operation)
    made = success is not None and success.status == "201"
    shown = any(each.method == "get" and each.answer is not None for each in kept.sightings)
    return adds_one(one.operation.texts) or (made and not shown)


def _asks_by_post(one: Sighting, kept: Kept) -> bool:
    """Whether POST to a collection brings questions: its path or its description says so.

    Where GET of the same path lists, and where something was made (201), POST adds to the list,
    unless it is called like a question as well.
    """
    if deed_of(one) in vocabulary.ASKING:
        return True
    if only_asks(one.operation.operation_id, one.operation.texts):
        return True
    success = success_of(one.operation)
    listed = any(
        each.method == "get" and each.operation.path == one.operation.path
        for each in kept.sightings
    )
    made = success is not None and success.status == "201"
    return not listed and not made and asks(one.operation.texts)


def _is_asked_by_post(one: Sighting, kept: Kept) -> bool:
    """Whether POST of a collection only asks for it: `/addRoute` makes what `/routes` lists."""
    asks = one.spoken is None and not one.many and one.answer is not None and one.answer.many
    return asks and any(each.spoken and each.method == "post" for each in kept.sightings)


def _brings(contract: Contract, one: Sighting) -> bool:
    """Whether its body may carry anything: forms of DELETE are often empty."""
    if one.operation.body is None:
        return False
    return one.body is None or bool(shape_of(contract, one.body).properties)


def _get_collection(one: Sighting, kept: Kept) -> Verdict:
    if kept.singleton:
        return Verdict(name="read-singleton", resource=kept.name, why="GET of the only such thing.")
    if one.answer is None or not one.answer.many:
        return custom("GET of a collection that does not answer a list of its items.")
    why = "GET of a collection."
    if one.finder:
        why = "A search below the collection that answers a list of it."
    if one.narrowed is not None:
        why = f"A list of the {kept.name} rows whose `{one.narrowed[1]}` is what its path tells."
        return Verdict(name="list", resource=kept.name, why=why, level="LOW")
    return Verdict(name="list", resource=kept.name, why=why)


def _is_creation(one: Sighting, kept: Kept) -> bool:
    """`PUT /projects` makes a project where no POST does and items are changed elsewhere."""
    posts = any(
        each.method == "post" and not each.place.is_item and each.body is not None
        for each in kept.sightings
    )
    changed = any(
        each.method in {"post", "put", "patch"} and each.place.is_item for each in kept.sightings
    )
    success = success_of(one.operation)
    single = one.answer is None or not one.answer.many
    return not posts and single and (changed or (success is not None and success.status == "201"))


def _put_collection(contract: Contract, one: Sighting, kept: Kept) -> Verdict:
    if one.part is not None and not answers(one) and keys_in(contract, one):
        why = f"PUT of a list of keys: those are the {kept.name} rows from now on."
        return Verdict(name="replace-links", resource=kept.name, why=why, level="LOW")
    if one.body is None:
        return custom("Its body is not one object to store.")
    partial = one.method == "patch"
    if one.many:
        return _change_many(one, kept, partial=partial)
    if kept.singleton:
        return Verdict(
            name="write-singleton", resource=kept.name, why="PUT or PATCH of the only such thing."
        )
    if not partial and _is_creation(one, kept):
        why = "PUT to a collection that no POST adds to."
        return Verdict(name="create", resource=kept.name, why=why)
    names_row = _carries_key(contract, one.body, one, kept)
    if not names_row or one.member is not None or not is_object(contract, one.body):
        return custom("It changes a collection, and its body names no row of it.")
    if _tells_how_many(contract, one):
        return custom("It answers how many rows it changes, and no rule explains which.")
    name = "update" if partial else "replace"
    return Verdict(name=name, resource=kept.name, why="The body carries the id of the row.")


def _carries_key(contract: Contract, body: Schema, one: Sighting, kept: Kept) -> bool:
    """Whether a body has what names a row: an id, or what paths to items ask for.

    What may make the row as well is found by no key that the caller chooses.
    """
    noun = bare(singular(kept.noun))
    names = {bare(member.name) for member in shape_of(contract, body).properties}
    if names & {"id", "uuid", "uid", f"{noun}id", f"{noun}key"}:
        return True
    asked = {bare(each.place.steps[-1].parameter) for each in kept.sightings if each.place.is_item}
    named = any(name in asked or f"{noun}{name}" in asked for name in names)
    return named and not may_make(one.operation.texts)


def _tells_how_many(contract: Contract, one: Sighting) -> bool:
    schema = answered_schema(one.operation)
    return schema is not None and number_in(contract, schema) is not None


def _create_with_file(one: Sighting, kept: Kept) -> Verdict:
    if one.answer is not None and one.answer.many:
        return custom("It answers a list of what it made of the file.")
    why = "POST of a form with one file: a row, and the file that belongs to it."
    return Verdict(name="create", resource=kept.name, why=why, level="LOW")


def _create_many(one: Sighting, kept: Kept) -> Verdict:
    why = "POST of a list of rows: all of them are stored, or none."
    level: Level = "LOW"
    if one.answer is not None and not one.answer.many:
        why, level = f"{why} An answer that shows but one shows the last.", "MEDIUM"
    return Verdict(name="create", resource=kept.name, why=why, level=level)


def _change_many(one: Sighting, kept: Kept, *, partial: bool) -> Verdict:
    """A list of changes, each of which names its row; PUT to the collection itself says more.

    Unless it says that it updates several rows.
    """
    if puts_anew(one):
        why = f"PUT of a list below a row: those are its {kept.name} rows from now on."
        return Verdict(name="create", resource=kept.name, why=why, level="MEDIUM", anew=True)
    if puts_whole(one):
        return custom("It puts a list: whether rows that are not in it go, no document tells.")
    why = "A list of rows that are there: all of them are changed, or none."
    name = "update" if partial else "replace"
    return Verdict(name=name, resource=kept.name, why=why, level="LOW")
