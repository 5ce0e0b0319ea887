"""Where the things of the API are kept, and how their rows are told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions.decision import Decision, Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.source import Origin


def table(resource: str, name: str, evidence: tuple[Origin, ...]) -> Decision:
    """A collection of the contract becomes a table."""
    return Decision(
        id=f"storage/{resource}",
        question=f"Where is {resource} kept?",
        choice=f"table `{name}`",
        why="Its paths list, create or address rows of it; scalars become columns, the rest JSON.",
        evidence=evidence,
        alternatives=("a table of another name", "not stored: its operations answer 501"),
        override=f"resources: {{{resource}: {{table: NAME}}}}",
    )


def revocations(name: str, origin: Origin) -> Decision:
    """Tokens are taken back before they expire."""
    return Decision(
        id="storage/revocations",
        question="How are tokens refused that were taken back, and have not expired?",
        choice=f"each request looks in the table `{name}`, by the token's `jti` and `sid`",
        why="The contract logs out, or exchanges refresh tokens for others: a signature alone "
        "cannot tell that a token is no longer good. Tokens that say neither were not issued here "
        "(those of `credentials.py`, of another issuer): they stay good until they expire.",
        evidence=(origin,),
        alternatives=("tokens that live for minutes, and no table", "sessions in a cache"),
        uncertainty="LOW",
    )


def kinds(resource: str, names: tuple[str, ...], evidence: tuple[Origin, ...]) -> Decision:
    """Things of several kinds share a table, or each kind has its own."""
    listed = ", ".join(f"`{name}`" for name in names)
    return Decision(
        id=f"storage/{resource}/kinds",
        question=f"Where are the kinds of {resource} kept: {listed}?",
        choice="in one table, with a column for what any of them has",
        why="The same paths list, make and name all of them, so they share their keys.",
        evidence=evidence,
        alternatives=("a table for each kind",),
    )


def version(
    resource: str,
    column: str,
    why: str,
    evidence: tuple[Origin, ...],
    level: Level | None,
    *,
    is_new: bool,
) -> Decision:
    """Whoever changes a row may have to know its present state."""
    return Decision(
        id=f"version/{resource}",
        question=f"What tells that a {resource} was changed since it was read?",
        choice=f"{'a column of its own' if is_new else 'the number'} `{column}`: 1 at first, "
        "one more with each change",
        why=why,
        evidence=evidence,
        alternatives=("another property", "nothing: the last change counts"),
        override=f"resources: {{{resource}: {{version: none}}}}",
        uncertainty=level,
    )


def link(resource: str, target: str, name: str, evidence: tuple[Origin, ...]) -> Decision:
    """A collection of the contract holds nothing but links."""
    return Decision(
        id=f"storage/{resource}",
        question=f"What is kept of a {resource}?",
        choice=f"which {target} belongs to which parent: a row of `{name}` for each pair",
        why="Its items are put and taken without a body, and its lists show other things.",
        evidence=evidence,
        alternatives=("things of its own, with properties",),
        override=f"resources: {{{resource}: {{table: NAME}}}}",
        uncertainty="LOW",
    )


def mark(resource: str, name: str, evidence: tuple[Origin, ...]) -> Decision:
    """Something is said to be so, without a word about it."""
    return Decision(
        id=f"storage/{resource}",
        question=f"What is kept of {resource}?",
        choice=f"that it is so: a row of `{name}` for each parent of which it was said",
        why="It is put, taken back and asked for, and no operation brings or shows anything.",
        evidence=evidence,
        alternatives=("a column of the parent", "not stored: its operations answer 501"),
        override=f"resources: {{{resource}: {{table: NAME}}}}",
        uncertainty="LOW",
    )


def key(
    resource: str, column: str, how: str, evidence: tuple[Origin, ...], *, sure: bool
) -> Decision:
    """A row needs a primary key."""
    return Decision(
        id=f"key/{resource}",
        question=f"What identifies a {resource}, and who chooses it?",
        choice=f"`{column}`, {how}",
        why="It is what the item paths and the representation agree on."
        if sure
        else "The representation has no property for the path parameter; the column is hidden.",
        evidence=evidence,
        alternatives=("another property", "a key of the database's own"),
        override=f"resources: {{{resource}: {{key: PROPERTY}}}}",
        uncertainty=None if sure else "LOW",
    )


def lookup(resource: str, column: str, evidence: tuple[Origin, ...]) -> Decision:
    """Items are addressed by a property that is not the primary key."""
    return Decision(
        id=f"lookup/{resource}",
        question=f"How do item paths find a {resource}?",
        choice=f"by `{column}`",
        why="The path parameter carries its name, and the representation has an id besides.",
        evidence=evidence,
        alternatives=("by the primary key",),
        override=f"resources: {{{resource}: {{key: PROPERTY}}}}",
        uncertainty="LOW",
        assumption=True,
    )


def login_name(
    resource: str, column: str, evidence: tuple[Origin, ...], *, is_second: bool
) -> Decision:
    """Two people with one name could not both log in; some log in by one of two columns."""
    return Decision(
        id=f"login/{resource}.{column}" if is_second else f"login/{resource}",
        question=f"May two {resource} rows have the same `{column}`?",
        choice="no: the column is unique, a second one is answered 409",
        why="Somebody logs in by it, so it must name one row.",
        evidence=evidence,
        alternatives=("yes; the first row logs in",),
    )


def named_by(resource: str, column: str, evidence: tuple[Origin, ...]) -> Decision:
    """A path that names one row by a property could not tell two of them apart."""
    return Decision(
        id=f"unique/{resource}.{column}",
        question=f"May two {resource} rows have the same `{column}`?",
        choice="no: the column is unique, a second one is answered 409",
        why="A path names one row by it.",
        evidence=evidence,
        alternatives=("yes; the path shows the first row",),
        uncertainty="LOW",
        assumption=True,
    )


def files(resource: str, table: str, evidence: tuple[Origin, ...]) -> Decision:
    """Bytes need a place."""
    return Decision(
        id=f"files/{resource}",
        question=f"Where are {resource} files kept?",
        choice=f"in the database, table `{table}`, up to MAX_BODY_BYTES each",
        why="They commit and roll back with the rest, and a backup has them.",
        evidence=evidence,
        alternatives=("a folder", "an object store"),
        override="operations: {NAME: {behaviour: custom}}",
        uncertainty="LOW",
        assumption=True,
    )


def relation(
    resource: str, column: str, target: str | None, evidence: tuple[Origin, ...], *, nested: bool
) -> Decision:
    """A property or a path refers to another resource."""
    otherwise = "an indexed value without a constraint"
    if target is None:
        choice, why = otherwise, "The contract has no resource that it could refer to."
        otherwise = "a foreign key"
    elif nested:
        choice = f"a foreign key to {target}; rows go with their {target}"
        why = "Its paths are nested under the other's: without it they could not be addressed."
    else:
        choice, why = f"a foreign key to {target}", "The contract or pactgen.yaml says so."
    return Decision(
        id=f"relation/{resource}.{column}",
        question=f"What is `{column}` of {resource}?",
        choice=choice,
        why=why,
        evidence=evidence,
        alternatives=(otherwise,),
        override=f"relations: {{{resource}.{column}: RESOURCE or false}}",
    )


def loose_relation(
    resource: str, column: str, target: str, evidence: tuple[Origin, ...]
) -> Decision:
    """A property is called like another resource's id, and nothing else says that it is one."""
    return Decision(
        id=f"relation/{resource}.{column}",
        question=f"Must the {target} that `{column}` of {resource} names exist?",
        choice="no: indexed, without a foreign key",
        why="Only its name suggests it; a constraint would refuse what the contract accepts.",
        evidence=evidence,
        alternatives=(f"a foreign key to {target}: 409 for rows that do not exist",),
        override=f"relations: {{{resource}.{column}: {target}}}",
        uncertainty="MEDIUM",
        assumption=True,
    )


def unknown_parent(
    resource: str, column: str, target: str, evidence: tuple[Origin, ...]
) -> Decision:
    """Answers must show the parent, and some request makes rows without telling it."""
    return Decision(
        id=f"relation/{resource}.{column}",
        question=f"Must the {target} that `{column}` of {resource} names exist?",
        choice="no: indexed, without a foreign key",
        why="Some requests make rows without telling it, and every answer must show it.",
        evidence=evidence,
        alternatives=(f"a foreign key to {target}, and a service that finds out which",),
        uncertainty="HIGH",
        assumption=True,
    )


def placeholder(resource: str, column: str, value: str, evidence: tuple[Origin, ...]) -> Decision:
    """An answer requires what nobody supplies."""
    return Decision(
        id=f"fill/{resource}.{column}",
        question=f"What is `{column}` of a {resource} that was created without it?",
        choice=value,
        why="Answers must carry it, inputs need not, and no rule of the contract tells its value.",
        evidence=evidence,
        alternatives=("computed by the service", "required in the request"),
        override=f"defaults: {{{resource}.{column}: VALUE}}",
        uncertainty="HIGH",
        assumption=True,
    )


def filled(resource: str, way: str, value: str, evidence: tuple[Origin, ...]) -> Decision:
    """An answer requires of an object inside of a row what no body may bring."""
    return Decision(
        id=f"fill/{resource}.{way}",
        question=f"What is `{way}` of a {resource}, which is read-only?",
        choice=value,
        why="Answers must carry it, bodies must not, and no rule of the contract tells its value.",
        evidence=evidence,
        alternatives=("computed by the service", "a table of its own"),
        uncertainty="HIGH",
        assumption=True,
    )


def issued(resource: str, column: str, evidence: tuple[Origin, ...]) -> Decision:
    """A credential that the backend itself gives to a new row."""
    return Decision(
        id=f"issued/{resource}.{column}",
        question=f"Where does `{column}` of a new {resource} come from?",
        choice="it is drawn at random, and shown",
        why="It is called like a credential, answers show it, and no body brings it.",
        evidence=evidence,
        alternatives=("computed by the service",),
        override=f"defaults: {{{resource}.{column}: VALUE}}",
        uncertainty="MEDIUM",
    )


def tree(resource: str, column: str, above: str, evidence: tuple[Origin, ...]) -> Decision:
    """Rows are shown inside the row above them."""
    return Decision(
        id=f"tree/{resource}.{column}",
        question=f"What does `{column}` of a {resource} show?",
        choice=f"the {resource} rows whose `{above}` names it",
        why="It is a list of the same things, which no body brings.",
        evidence=evidence,
        alternatives=("a list that the row itself keeps",),
        uncertainty="LOW",
    )


def rows_inside(
    resource: str,
    property_: str,
    other: str,
    naming: str,
    evidence: tuple[Origin, ...],
    *,
    many: bool,
) -> Decision:
    """Rows of another resource are shown inside a row; a column of either names the other."""
    shown = f"the {other} rows whose `{naming}` names it"
    shown = shown if many else f"the {other} row that its `{naming}` names"
    return Decision(
        id=f"inside/{resource}.{property_}",
        question=f"What does `{property_}` of a {resource} show?",
        choice=shown,
        why="It is what the contract keeps elsewhere, and no body brings it.",
        evidence=evidence,
        alternatives=("what the row itself keeps",),
        uncertainty="LOW",
    )


def referred_row(
    resource: str, property_: str, other: str, column: str, evidence: tuple[Origin, ...]
) -> Decision:
    """Bodies bring the key of a row of another resource, and answers show the row."""
    return Decision(
        id=f"relation/{resource}.{column}",
        question=f"What is `{property_}` of a {resource}?",
        choice=f"the {other} that `{column}` names, by a foreign key",
        why=f"Bodies bring the key of a {other}, and answers show an object of its properties.",
        evidence=evidence,
        alternatives=("what the row itself keeps",),
        override=f"relations: {{{resource}.{property_}: false}}",
        uncertainty="LOW",
    )


def filled_elsewhere(
    resource: str, table: str, operation_id: str, evidence: tuple[Origin, ...]
) -> Decision:
    """Rows are shown, and no operation makes one."""
    return Decision(
        id=f"rows/{resource}",
        question=f"Where do the rows of {resource} come from?",
        choice=f"seeds or another system put them into `{table}`; until then there are none",
        why="The contract reads them, and no operation of it makes one.",
        evidence=evidence,
        alternatives=("computed when they are asked for: its operations answer 501",),
        override=f"operations: {{{operation_id}: {{behaviour: custom}}}}",
        uncertainty="MEDIUM",
        assumption=True,
    )


def not_stored(resource: str, property_: str, why: str, evidence: tuple[Origin, ...]) -> Decision:
    """An input property that no column can keep."""
    return Decision(
        id=f"stored/{resource}.{property_}",
        question=f"Where does `{property_}` of a {resource}'s input go?",
        choice="validated, then dropped",
        why=why,
        evidence=evidence,
        alternatives=("handled by the service",),
        uncertainty="HIGH",
    )


def not_shown(resource: str, property_: str, evidence: tuple[Origin, ...]) -> Decision:
    """An input property that may bring more than answers can show."""
    return Decision(
        id=f"shown/{resource}.{property_}",
        question=f"What becomes of a `{property_}` that no answer about a {resource} may show?",
        choice="it is not stored: 409",
        why="Requests may bring more than the schemas of the answers allow.",
        evidence=evidence,
        alternatives=("stored, and answers that break the contract", "refused as invalid input"),
        uncertainty="MEDIUM",
    )


def not_named(resource: str, property_: str, evidence: tuple[Origin, ...]) -> Decision:
    """An input property that paths name rows by, and that may be empty."""
    return Decision(
        id=f"named/{resource}.{property_}",
        question=f"What becomes of a {resource} whose `{property_}` is empty?",
        choice="it is not stored: 409",
        why="Paths name its rows by it, and no path names anything by an empty text.",
        evidence=evidence,
        alternatives=("stored, and never found", "refused as invalid input"),
    )


def needed(resource: str, member: str, evidence: tuple[Origin, ...]) -> Decision:
    """A member of an input's object that answers must show, and that may be left out."""
    return Decision(
        id=f"needed/{resource}.{member}",
        question=f"What becomes of a {resource} whose input leaves out `{member}`?",
        choice="it is not stored: 409",
        why="Answers show no such object without it.",
        evidence=evidence,
        alternatives=("stored, and answers that break the contract", "refused as invalid input"),
        uncertainty="MEDIUM",
    )


def secret(resource: str, column: str, evidence: tuple[Origin, ...], *, shown: bool) -> Decision:
    """A password must not be kept as it came."""
    return Decision(
        id=f"secret/{resource}.{column}",
        question=f"How is `{column}` of {resource} kept?",
        choice="as it came" if shown else "as its scrypt hash",
        why="The contract makes answers show it, so it cannot be a hash."
        if shown
        else "It is a credential, and no answer shows it.",
        evidence=evidence,
        alternatives=("a hash",) if shown else (),
        uncertainty="HIGH" if shown else None,
    )


def left_out(resource: str, property_: str, member: str, evidence: tuple[Origin, ...]) -> Decision:
    """A credential inside of an object must not lie in the row for everybody to read."""
    return Decision(
        id=f"stored/{resource}.{property_}.{member}",
        question=f"Where does `{member}` inside of a {resource}'s `{property_}` go?",
        choice="validated, then left out of what is stored",
        why="It is a credential, and no answer shows it; whoever must have it gets it from the "
        "service, which has the request.",
        evidence=evidence,
        alternatives=("handed on by the service", "kept by a store of secrets"),
        uncertainty="HIGH",
    )


def order(resource: str, key: str, evidence: tuple[Origin, ...]) -> Decision:
    """A list needs an order, and rows tell nothing that would make a useful one."""
    return Decision(
        id=f"order/{resource}",
        question=f"In which order are lists of {resource}, unless the caller says one?",
        choice=f"by `{key}`: the same at each call, and otherwise without a meaning",
        why="The key is drawn at random, and no property tells when a row was made.",
        evidence=evidence,
        alternatives=("by when they were made, kept in a column of its own", "by a property"),
        uncertainty="LOW",
    )


def name_below(resource: str, column: str, parent: str, evidence: tuple[Origin, ...]) -> Decision:
    """A name in a path need not be the only one of its kind."""
    return Decision(
        id=f"unique/{resource}.{column}",
        question=f"May two {resource} rows have the same `{column}`?",
        choice=f"yes, unless they have the same `{parent}` as well",
        why="Every path to one names its parent first.",
        evidence=evidence,
        alternatives=("no: the column alone is unique",),
        override=f"unique: [{resource}.{column}]",
    )


def name_everywhere(
    resource: str, column: str, parent: str, evidence: tuple[Origin, ...]
) -> Decision:
    """Paths tell a parent before the name, and other rows refer to the name alone."""
    return Decision(
        id=f"unique/{resource}.{column}",
        question=f"May two {resource} rows have the same `{column}`?",
        choice=f"no, also where `{parent}` differs: 409",
        why="Rows below it refer to it by this name, which therefore must name one row.",
        evidence=evidence,
        alternatives=(f"yes, below another `{parent}`, and what is below refers to a key",),
        uncertainty="MEDIUM",
    )


def spelled_time(resource: str, column: str, evidence: tuple[Origin, ...]) -> Decision:
    """A property is called like a time that the backend knows, and its schema is any text."""
    return Decision(
        id=f"fill/{resource}.{column}",
        question=f"What is `{column}` of a {resource}?",
        choice="the time at which the row was made or changed, spelled by RFC 3339",
        why="It is called so, and no input brings it.",
        evidence=evidence,
        alternatives=("nothing", "another spelling"),
    )


def never_filled(
    resource: str, columns: tuple[str, ...], evidence: tuple[Origin, ...], *, secret: bool
) -> Decision:
    """Answers may show what nothing ever puts into a row."""
    listed = ", ".join(f"`{name}`" for name in columns)
    return Decision(
        id=f"filled/{resource}",
        question=f"What fills {listed} of a {resource}?",
        choice="nothing: answers leave it out",
        why="Answers may show it, no input brings it, and no rule of the contract tells its value.",
        evidence=evidence,
        alternatives=("computed or drawn by the service",),
        uncertainty="HIGH" if secret else "MEDIUM",
    )


def indexes(
    resource: str,
    made: tuple[tuple[str, ...], ...],
    *,
    left: tuple[tuple[str, ...], ...],
    unfit: Mapping[str, str],
    evidence: tuple[Origin, ...],
    is_stated: bool,
) -> Decision:
    """Lists get slower with every row that they must read, and writes with every index.

    Args:
        resource: whose rows are found.
        made: the columns of each index, beside those of keys and references.
        left: what more of them would serve.
        unfit: columns that operations ask for and that get none, and why.
        evidence: what asks for them.
        is_stated: pactgen.yaml says which.
    """
    named = ", ".join(f"`{column}` ({why})" for column, why in unfit.items())
    why = "pactgen.yaml says so."
    if not is_stated:
        why = "Operations find rows by them, or cut lists into pages in their order."
        why = why if made else "No operation finds rows by what an index would be good for."
    return Decision(
        id=f"indexes/{resource}",
        question=f"Which columns of {resource} have an index, beside its keys and references?",
        choice=(_grouped(made) or "none") + (f"; not {named}" if named else ""),
        why=why,
        evidence=evidence,
        alternatives=(f"as well: {_grouped(left)}",) if left else ("fewer: writes get faster",),
        override=f"resources: {{{resource}: {{indexes: [PROPERTY, [PROPERTY, PROPERTY]]}}}}",
        uncertainty="LOW" if left or any("any length" in each for each in unfit.values()) else None,
    )


def _grouped(groups: tuple[tuple[str, ...], ...]) -> str:
    told = (", ".join(f"`{column}`" for column in each) for each in groups)
    return ", ".join(
        one if len(group) == 1 else f"({one})" for one, group in zip(told, groups, strict=True)
    )
