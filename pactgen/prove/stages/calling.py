"""Call every operation the way it is meant to be called, and check each answer.

Parents are made before children, identifiers come from rows that were made in this run, and every
answer is held against the original document. Custom operations must answer 501.
"""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

from pactgen.prove.asked_rows import left_in, left_out, values_of
from pactgen.prove.exchange import Reply, Request, send
from pactgen.prove.exchanged import made_in, named_in, sent_in, shown_in, token_in
from pactgen.prove.inside import Inside
from pactgen.prove.instances import NoInstanceError
from pactgen.prove.memory import Memory, Row
from pactgen.prove.replies import documented_response, problems_of
from pactgen.prove.requests import Composer, Given, LeftOut, Wish
from pactgen.prove.result import Failure, StageResult
from pactgen.prove.row_states import FAR, may_refuse, told
from pactgen.prove.script import Asked, Bind, Call, Script, Seed, Step, addresses, naming, plan
from pactgen.prove.seeding import Seeder, SeedingError
from pactgen.prove.showing import Showing, showing_of
from pactgen.prove.timing import Stopwatch
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from pactgen.prove.documents import Described, Document, Node
    from pactgen.prove.server import RunningBackend

NAME: Final = "happy"
FIRST_ERROR: Final = 400
ATTEMPTS: Final = 3
"""As the contract's examples say; with other values; with values that answers can show."""
REQUEST_ID: Final = "x-request-id"
MOST_OF_A_LINE: Final = 1500


def call_everything(
    server: RunningBackend,
    document: Document,
    script: Script,
    seeder: Seeder,
    database: str,
    *,
    asked: Document,
) -> StageResult:
    """Carry out the plan of a script; `asked` is the document that requests are made from."""
    watch = Stopwatch()
    caller = Caller(
        server=server,
        document=document,
        script=script,
        seeder=seeder,
        composer=Composer(
            document=asked,
            base_path=server.base_path,
            credentials=server.credentials,
            compared=script.compared,
        ),
    )
    for action in plan(script):
        match action:
            case Seed(store=store, alone=alone):
                caller.seed(store.resource, alone=alone)
            case Call(step=step):
                caller.call(action, step)
    caller.counts["operations"] = len(script.steps)
    caller.counts["answered"] = len(caller.answered)
    return StageResult(
        name=NAME,
        database=database,
        ok=not caller.failures,
        counts=dict(sorted(caller.counts.items())),
        failures=tuple(caller.failures),
        notes=tuple(dict.fromkeys(caller.notes)),
        seconds=watch.seconds,
    )


@dataclass(slots=True, kw_only=True)
class Caller:
    """One walk through the plan: what it knows and what it found."""

    server: RunningBackend
    document: Document
    script: Script
    seeder: Seeder
    composer: Composer
    memory: Memory = field(default_factory=Memory)
    tokens: dict[str, str] = field(default_factory=dict)
    """By resource: the token that its first row was given."""
    issued: dict[str, str | None] = field(default_factory=dict)
    """By key: the token that the backend issues for development."""
    refreshes: dict[str, str] = field(default_factory=dict)
    """By resource: its refresh token."""
    counts: Counter[str] = field(default_factory=Counter)
    answered: set[str] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    """By resource: the body that carried its file."""
    showings: dict[str, Showing] = field(default_factory=dict)
    """By resource, those that were asked for."""
    unfilled: set[str] = field(default_factory=set)
    """Resources whose tables could not be filled: two that must refer to each other."""
    salt: int = 0

    def seed(self, resource: str, *, alone: bool = False) -> None:
        """Fill the table of a resource that no operation creates."""
        store = next(store for store in self.script.stores if store.resource == resource)
        for column in store.columns:
            if column.references is not None:
                self._find_keys(column.references)
        try:
            self.counts["seeded"] += self.seeder.seed(store, self.memory, alone=alone)
        except SeedingError as error:
            self.unfilled.add(resource)
            self.notes.append(f"{resource}: no rows could be stored: {error}")

    def call(self, action: Call, step: Step) -> None:
        """Call an operation, check the answer, remember the row."""
        operation = self.document.operations.get((step.method, step.path))
        if operation is None:
            self.failures.append(Failure(subject=step.label, problem="is not in the document"))
            return
        if self.composer.is_closed(operation):
            self.notes.append(f"{step.label}: not called, no request can show all that it requires")
            return
        given = self._given(step)
        if given is None:
            self.notes.append(f"{step.label}: not called, there is no row to name")
            return
        try:
            given = {**given, **self._new_names(step, operation, given)}
            given = {**given, **self._state(action, operation, given)}
            before = self.seeder.withheld_keys(step)
            request, reply = self._answered(action, operation, given)
        except NoInstanceError as error:
            self.notes.append(f"{step.label}: no request could be made: {error}")
            return
        except SeedingError as error:
            self.notes.append(f"{step.label}: not called, the keys could not be read: {error}")
            return
        except OSError as error:
            self.failures.append(Failure(subject=step.label, problem=str(error)))
            return
        self.counts["calls"] += 1
        problems = self._problems(step, operation, reply)
        for problem in problems:
            detail = "\n".join((str(request), str(reply), *self._logged(reply)))
            self.failures.append(Failure(subject=step.label, problem=problem, detail=detail))
        if not problems:
            self.answered.add(step.operation_id)
        if reply.status < FIRST_ERROR:
            self._remember(step, request, reply, given)
            self._learn_key(step, before)
            if step.behaviour == "delete" and not step.own:
                self._check_gone(step, operation, given)
            if not problems:
                self._check_shown(step, operation, given, reply)

    def _state(self, action: Call, operation: Described, given: Given) -> Given:
        """Return what says which state of its row the caller knows, after it was told wrongly.

        Of a reader it is told rightly: the answer is that nothing has changed.
        """
        step, state = action.step, action.step.state
        if state is None or step.behaviour == "create":
            return {}
        row = self._own(step)
        if row is not None and step.resource is not None:
            self._find_keys(step.resource)
        version = self.seeder.version(step.resource or "", state.column, row)
        if version is None:
            return {}
        tag = self._tag(step, operation, given) if state.of_all else None
        right, wrong = told(state, version, tag), told(state, version + FAR)
        if state.stale is None:
            unchanged = HTTPStatus.NOT_MODIFIED
            self._check_refused(action, operation, {**given, **right}, unchanged)
            return {}
        self._check_refused(action, operation, {**given, **wrong}, state.stale)
        if state.missing is not None:
            self._check_refused(action, operation, given, state.missing)
        return right

    def _tag(self, step: Step, operation: Described, given: Given) -> str | None:
        """Read the row at the same path: its answer has the tag of its present state."""
        readers = (one for one in self.script.steps if one.behaviour == "read")
        reader = next((one for one in readers if one.path == step.path), None)
        if reader is None:
            return "*"
        described = self.document.operations[reader.method, operation.path]
        request = self._composer(reader).compose(self._asked(described), Wish(), given)
        return send(self.server.url, request).headers.get("etag")

    def _check_refused(self, action: Call, operation: Described, given: Given, status: int) -> None:
        """Send what the row's state forbids, or makes needless: the answer says so."""
        step = action.step
        wish = Wish(
            variant="full", salt=self.salt, examples=False, member=step.member, many=step.many
        )
        request = self._composer(step).compose(self._asked(operation), wish, given)
        reply = send(self.server.url, request)
        self.counts["states"] += 1
        problems: tuple[str, ...] = ()
        if reply.status != status:
            problems = (f"answers {reply.status}, not {status}, to a state of its row",)
        elif documented_response(self.document, operation, status) is not None:
            problems = problems_of(self.document, operation, reply)
        for problem in problems:
            detail = "\n".join((str(request), str(reply), *self._logged(reply)))
            self.failures.append(Failure(subject=step.label, problem=problem, detail=detail))

    def _answered(self, action: Call, operation: Described, given: Given) -> tuple[Request, Reply]:
        """Send; where only one row may refer to those that are named, name others then.

        Rows that were made last are left out: they are removed, and nothing may refer to them.
        """
        request, reply = self._exchange(action, operation, given)
        if not action.step.only_one or reply.status != HTTPStatus.CONFLICT:
            return request, reply
        others = self._given(action.step, second=True) or {}
        return self._exchange(action, operation, {**given, **others})

    def _exchange(self, action: Call, operation: Described, given: Given) -> tuple[Request, Reply]:
        """Send; values that clash with stored ones, or that no answer shows, are replaced once."""
        for attempt in range(ATTEMPTS):
            self.salt += 1
            wish = Wish(
                variant=action.variant,
                salt=self.salt,
                examples=attempt == 0,
                wanted=naming(self.script, action.step),
                member=action.step.member,
                many=action.step.many,
                addressed=self._addressed(action.step),
                showing=self._showing(action.step) if attempt == ATTEMPTS - 1 else None,
            )
            request = self._composer(action.step).compose(self._asked(operation), wish, given)
            reply = send(self.server.url, request)
            if reply.status != HTTPStatus.CONFLICT:
                break
        if attempt == ATTEMPTS - 1 and reply.status < FIRST_ERROR:
            self.notes.append(f"{action.step.label}: called with nothing that answers cannot show")
        return request, reply

    def _showing(self, step: Step) -> Showing | None:
        """Return what answers show of the rows of a step."""
        if step.resource is None:
            return None
        if step.resource not in self.showings:
            self.showings[step.resource] = showing_of(self.document, self.script, step.resource)
        return self.showings[step.resource]

    def _addressed(self, step: Step) -> tuple[tuple[str, Node], ...]:
        """Return by which properties paths name a row that the step makes, and what they accept."""
        if step.behaviour != "create" or step.resource is None:
            return ()
        asked = self.composer.document
        return tuple(
            (bind.property, asked.path_schema(one.method, one.path, bind.name))
            for one, bind in addresses(self.script, step.resource)
        )

    def _composer(self, step: Step) -> Composer:
        """Return what makes the request; a row that calls for itself shows its own token."""
        if step.caller is None:
            return self.composer
        last = step.own and step.behaviour == "delete"
        token = self._token_of_last(step.caller) if last else self._token_of_first(step.caller)
        return self.composer if token is None else self.composer.with_token(token)

    def _token_of_first(self, resource: str) -> str | None:
        """Return the token that the first row was given, or is issued."""
        if resource not in self.tokens:
            token = self._issued(resource, self.memory.first(resource))
            if token is not None:
                self.tokens[resource] = token
        return self.tokens.get(resource)

    def _issued(self, resource: str, row: Row | None) -> str | None:
        """Return a token that the backend issues to a row for development."""
        key = self.seeder.key_name(resource)
        if row is not None and key not in row:
            self._find_keys(resource)
        if row is None or row.get(key) is None:
            return None
        subject = str(row[key])
        if subject not in self.issued:
            self.issued[subject] = self.server.token_for(subject)
        return self.issued[subject]

    def _token_of_last(self, resource: str) -> str | None:
        """Log in as the row that no other row names, or let a token be issued to it."""
        login = next(
            (
                one
                for one in self.script.steps
                if one.behaviour == "login" and one.resource == resource
            ),
            None,
        )
        row = self.memory.last(resource)
        if login is None or row is None:
            return self._issued(resource, row)
        operation = self.document.operations[login.method, login.path]
        given = {
            (bind.place, bind.name): row[bind.property]
            for bind in login.binds
            if bind.property in row
        }
        wish = Wish(wanted=naming(self.script, login), member=login.member)
        reply = send(self.server.url, self.composer.compose(operation, wish, given))
        return token_in(login.token, reply)

    def _asked(self, operation: Described) -> Described:
        """Return an operation as the document describes it that requests are made from."""
        return self.composer.document.operations[operation.method, operation.path]

    def _logged(self, reply: Reply) -> tuple[str, ...]:
        """Return what the backend logged about a request that it did not answer as it should."""
        mark = reply.headers.get(REQUEST_ID)
        if mark is None or self.server.log is None or reply.status < FIRST_ERROR:
            return ()
        with self.server.log.open(encoding="utf-8", errors="replace") as lines:
            found = [line.strip() for line in lines if mark in line and '"info"' not in line]
        return tuple(line[-MOST_OF_A_LINE:] for line in found)

    def _problems(self, step: Step, operation: Described, reply: Reply) -> tuple[str, ...]:
        if step.custom:
            if reply.status == HTTPStatus.NOT_IMPLEMENTED:
                self.counts["custom"] += 1
                return ()
            self.counts["written by the team"] += 1
            return problems_of(self.document, operation, reply)
        if step.caller is not None and step.caller not in self.tokens:
            if reply.status == HTTPStatus.UNAUTHORIZED:
                self.counts["strangers"] += 1
                return ()
            return (f"answers {reply.status} to a caller without a row, not 401",)
        again = step.only_one and (step.beside or step.operation_id in self.answered)
        if again and reply.status == HTTPStatus.CONFLICT:
            self.notes.append(f"{step.label}: a second row clashes, as its key says")
            return self._if_told(operation, reply)
        if may_refuse(step, reply.status, self.unfilled):
            self.notes.append(f"{step.label}: answers {reply.status}, which its rows may call for")
            return self._if_told(operation, reply)
        if reply.status >= FIRST_ERROR:
            return (f"answers {reply.status} to a valid request",)
        if step.status is not None and reply.status not in {step.status, step.made}:
            return (f"answers {reply.status}, not {step.status}",)
        sent = self.files.get(step.resource or "")
        if step.behaviour == "download" and sent is not None and reply.body not in sent:
            return ("answers other bytes than were uploaded",)
        return problems_of(self.document, operation, reply, self.notes)

    def _if_told(self, operation: Described, reply: Reply) -> tuple[str, ...]:
        """Compare an answer with what the contract says of its status, if it does."""
        told = documented_response(self.document, operation, reply.status)
        return () if told is None else problems_of(self.document, operation, reply)

    def _given(self, step: Step, *, second: bool = False) -> Given | None:
        """Return the inputs that name stored rows; None when a needed row is missing.

        `second`: bodies refer to the rows that were made second, and not to the first.
        """
        given: dict[Any, Any] = {("body", name): value for name, value in step.fixed}
        given |= {(place, name): value for place, name, value in step.starts}
        if step.renews is not None and step.resource in self.refreshes:
            given["body", step.renews] = self.refreshes[step.resource]
        for bind in step.binds:
            if bind.is_new:
                continue
            if bind.may_be_null and step.behaviour in {"update", "replace"}:
                given[bind.place, bind.name] = None
                continue
            row = self._row_for(step, bind)
            if second and bind.place == "body" and bind.resource != step.resource:
                row = next(iter(self.memory.rows(bind.resource)[1:-1]), row)
            if row is not None and bind.property not in row:
                self._find_keys(bind.resource)
                row = self._row_for(step, bind)
            if row is None or bind.property not in row:
                if self._is_needed(bind):
                    return None
                if bind.many:
                    given[bind.place, bind.name] = []
                elif bind.optional and bind.resource != step.resource:
                    given[bind.place, bind.name] = LeftOut()
                continue
            value = row[bind.property]
            if bind.member is not None:
                inside = given.get((bind.place, bind.name), Inside())
                value = inside.holding((bind.member, *bind.deeper), value)
            given[bind.place, bind.name] = [value] if bind.many else value
        return given

    def _is_needed(self, bind: Bind) -> bool:
        """Whether nothing can be asked for without the row: no other one could be made up."""
        in_path = bind.place == "path" and not bind.is_free
        return in_path or (bind.resource in self.unfilled and not bind.optional)

    def _new_names(self, step: Step, operation: Described, given: Given) -> Given:
        """Choose what new rows are called, where the caller does.

        So it does where the only row below a name that no other resource has is first written.
        """
        writes = step.behaviour == "write_singleton"
        return {
            (bind.place, bind.name): self.composer.value(
                self._asked(operation), bind, self.salt + 1
            )
            for bind in step.binds
            if bind.is_new or (writes and bind.is_free and (bind.place, bind.name) not in given)
        }

    def _row_for(self, step: Step, bind: Bind) -> Row | None:
        if bind.resource == step.resource:
            return self._own(step)
        above = _above(step, bind)
        below = self.memory.first(bind.resource, above)
        first = below or self.memory.first(bind.resource)
        if bind.apart:
            others = self.memory.rows(bind.resource)[1:]
            first = next(iter(others), first)
        parent = self._parent(step, bind) or first
        if not step.of_several or below is None or parent is None:
            return parent
        return parent if self.memory.is_below(bind.resource, parent, above) else below

    def _own(self, step: Step) -> Row | None:
        """Return the row that the step is about: one that its path leads to."""
        resource = step.resource or ""
        if step.behaviour in {"delete", "delete_many"}:
            return self.memory.last(resource, step.parents)
        return self.memory.first(resource, step.parents)

    def _parent(self, step: Step, bind: Bind) -> Row | None:
        """Return the parent of the row that the step is about, where that is known."""
        own = None if step.behaviour == "create" else self._own(step)
        if own is None or bind.fills is None or own.get(bind.fills) is None:
            return None
        named = own[bind.fills]
        rows = self.memory.rows(bind.resource)
        same = (row for row in rows if row.get(bind.property) == named)
        return next(same, None) or next((row for row in rows if named in row.values()), None)

    def _remember(self, step: Step, request: Request, reply: Reply, given: Given) -> None:
        if step.resource is None:
            return
        match step.behaviour:
            case "create":
                row = made_in(step, request, given, reply)
                self.memory.store(step.resource, row, parents=step.parents, once=step.links)
                if step.files is not None:
                    self.files.setdefault(step.files, request.body or b"")
            case "write_singleton":
                self._remember_link(step, step.resource, named_in(step, given))
            case "upload":
                self.memory.store(step.resource, named_in(step, given))
                self.files[step.resource] = request.body or b""
            case "login" | "renew":
                for kept, path in ((self.tokens, step.token), (self.refreshes, step.refresh)):
                    token = token_in(path, reply)
                    if token is not None:
                        kept[step.resource] = token
            case "update" | "replace":
                row = shown_in(step, reply) or self._sent_values(step, request)
                self.memory.revise_first(step.resource, row, step.parents)
            case "delete" | "delete_many" | "clear":
                self._forget(step, step.resource)
            case _:
                return

    def _sent_values(self, step: Step, request: Request) -> dict[str, Any]:
        """Return what a change brought, where no answer shows it; keys stay as they are."""
        if step.resource is None:
            return {}
        key = self.seeder.key_name(step.resource)
        return {name: value for name, value in sent_in(step, request).items() if name != key}

    def _forget(self, step: Step, resource: str) -> None:
        """Forget the rows that are gone; a filter that the proof made up has found none."""
        if step.behaviour == "clear":
            self.memory.forget_all(resource)
        elif step.behaviour == "delete" or any(bind.resource == resource for bind in step.binds):
            self.memory.forget_last(resource, step.parents)

    def _remember_link(self, step: Step, resource: str, named: dict[str, Any]) -> None:
        """Remember the row that a path names as a whole: there since it was first written."""
        store = next((one for one in self.script.stores if one.resource == resource), None)
        if store is None or named in self.memory.rows(resource):
            return
        key = next(column.wire_name for column in store.columns if column.name == store.key)
        if key in named or any(bind.is_free for bind in step.binds):
            self.memory.store(resource, named)

    def _learn_key(self, step: Step, before: frozenset[Any] | None) -> None:
        """Complete the row that was made, where its answer withheld the key."""
        if before is None or step.resource is None:
            return
        try:
            new = (self.seeder.withheld_keys(step) or frozenset()) - before
        except SeedingError as error:
            self.notes.append(f"{step.label}: the key of its row could not be read: {error}")
            return
        if len(new) == 1:
            self.memory.complete_last(step.resource, self.seeder.key_name(step.resource), *new)

    def _find_keys(self, resource: str) -> None:
        try:
            self.seeder.find_keys(resource, self.memory)
        except SeedingError as error:
            self.notes.append(f"{resource}: its keys could not be read: {error}")

    def _check_gone(self, step: Step, operation: Described, given: Given) -> None:
        """Read what was removed: the answer must be 404."""
        reader = next(
            (one for one in self.script.steps if one.behaviour == "read" and one.path == step.path),
            None,
        )
        if reader is None:
            return
        described = self.document.operations[reader.method, operation.path]
        if not self._may_be_asked(described, given):
            return
        request = self._composer(reader).compose(self._asked(described), Wish(), given)
        reply = send(self.server.url, request)
        if reply.status == HTTPStatus.NOT_FOUND:
            self.counts["gone"] += 1
            return
        problem = f"answers {reply.status} for a removed row, not 404"
        self.failures.append(Failure(subject=reader.label, problem=problem, detail=str(reply)))

    def _check_apart(self, step: Step, operation: Described, given: Given) -> None:
        """Ask as somebody else for what is the caller's own: it is not there."""
        caller = step.caller or ""
        other = self.memory.last(caller)
        if step.behaviour not in {"read", "list"} or other is self.memory.first(caller):
            return
        token = self._token_of_last(caller)
        if token is None:
            return
        request = self.composer.with_token(token).compose(self._asked(operation), Wish(), given)
        reply = send(self.server.url, request)
        lists = step.behaviour == "list" and reply.status < FIRST_ERROR
        if reply.status == HTTPStatus.NOT_FOUND or (lists and not shown_in(step, reply)):
            self.counts["apart"] += 1
            return
        problem = f"answers {reply.status} to somebody else with what is the caller's own"
        self.failures.append(Failure(subject=step.label, problem=problem, detail=str(reply)))

    def _check_shown(self, step: Step, operation: Described, given: Given, reply: Reply) -> None:
        """Ask again: for more than was shown, and as somebody who must not be shown it."""
        if step.asked is not None:
            self._check_asked(step, step.asked, operation, given, reply)
        if step.keeps:
            self._check_apart(step, operation, given)

    def _check_asked(
        self, step: Step, asked: Asked, operation: Described, given: Given, reply: Reply
    ) -> None:
        """Ask for related rows: they are shown then, and were left out before."""
        problems = [] if (asked.place, asked.name) in given else left_in(step, asked, reply)
        for wanted in values_of(asked):
            told = {**given, (asked.place, asked.name): wanted}
            request = self._composer(step).compose(self._asked(operation), Wish(), told)
            answer = send(self.server.url, request)
            self.counts["included"] += 1
            problems += self._problems(step, operation, answer) or left_out(
                step, asked, wanted, answer
            )
        for problem in problems:
            self.failures.append(Failure(subject=step.label, problem=problem, detail=str(reply)))

    def _may_be_asked(self, reader: Described, given: Given) -> bool:
        """Whether the reader's path takes the key: petstore reads its orders 1 to 5 only."""
        return all(
            self.document.validator(
                self.document.lift(one["schema"], "request"), "request"
            ).is_valid(given[one["in"], one["name"]])
            for one in reader.parameters
            if one["in"] == "path" and (one["in"], one["name"]) in given and "schema" in one
        )


def _above(step: Step, bind: Bind) -> frozenset[str]:
    """Return by which properties the path names what stands above the row of a bind.

    The repositories of `/orgs/{org}/configurations/{id}` are not those of an enterprise's.
    """
    if bind.place != "path":
        return frozenset()
    before = takewhile(lambda each: each is not bind, step.binds)
    return frozenset(each.fills for each in before if each.place == "path" and each.fills)
