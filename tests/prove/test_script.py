"""The order of the proof: parents before children, removals last and deepest first."""

from __future__ import annotations

import pytest

from pactgen.prove.script import (
    Behaviour,
    Bind,
    Call,
    Script,
    Seed,
    Step,
    Store,
    StoredColumn,
    naming,
    plan,
)
from pactgen.values import replace


def step(method: str, path: str, behaviour: Behaviour, resource: str, *parents: str) -> Step:
    return Step(
        operation_id=f"{method} {path}",
        method=method,
        path=path,
        behaviour=behaviour,
        resource=resource,
        binds=tuple(
            Bind(place="body", name=f"{parent}_id", resource=parent, property="id", column="id")
            for parent in parents
        ),
    )


def labels(script: Script) -> list[str]:
    seen = [
        f"seed {action.store.resource}" if isinstance(action, Seed) else action.step.label
        for action in plan(script)
    ]
    return list(dict.fromkeys(seen))


def test_parents_are_made_first_and_removed_last() -> None:
    script = Script(
        steps=(
            step("DELETE", "/authors/{id}", "delete", "Author"),
            step("GET", "/books", "list", "Book"),
            step("PUT", "/books/{id}", "replace", "Book"),
            step("DELETE", "/books/{id}", "delete", "Book"),
            step("POST", "/books", "create", "Book", "Author"),
            step("GET", "/books/{id}", "read", "Book"),
            step("POST", "/authors", "create", "Author"),
        )
    )
    assert labels(script) == [
        "POST /authors",
        "POST /books",
        "GET /books/{id}",
        "GET /books",
        "PUT /books/{id}",
        "DELETE /books/{id}",
        "DELETE /authors/{id}",
    ]


def test_what_no_operation_creates_is_seeded_after_its_parents() -> None:
    trip = Store(
        resource="Trip",
        table="trips",
        key="id",
        columns=(
            StoredColumn(name="id", wire_name="id", kind="uuid"),
            StoredColumn(name="from_id", wire_name="from", kind="uuid", references="Station"),
        ),
    )
    station = Store(resource="Station", table="stations", key="id", columns=(trip.columns[0],))
    script = Script(
        steps=(
            step("POST", "/bookings", "create", "Booking", "Trip"),
            step("GET", "/trips", "list", "Trip"),
        ),
        stores=(trip, station),
    )
    assert labels(script)[:3] == ["seed Station", "seed Trip", "POST /bookings"]


def test_creations_carry_what_names_their_rows() -> None:
    by_name = Bind(place="path", name="u", resource="User", property="name", column="name")
    by_id = Bind(place="path", name="i", resource="User", property="id", column="id")
    create = step("POST", "/users", "create", "User")
    replace = Step(
        operation_id="r",
        method="PUT",
        path="/users/{u}",
        behaviour="replace",
        resource="User",
        binds=(by_name, Bind(place="body", name="id", resource="User", property="id", column="id")),
    )
    read = Step(operation_id="g", method="GET", path="/u/{i}", behaviour="read", binds=(by_id,))
    key = StoredColumn(name="id", wire_name="id", kind="uuid", generated=True)
    store = Store(resource="User", table="users", key="id", columns=(key,))
    script = Script(steps=(create, replace, read), stores=(store,))
    assert naming(script, create) == {"name"}
    assert naming(script, replace) == {"id"}


@pytest.mark.parametrize(("shown", "brought"), [((), set()), (None, {"name"})])
def test_what_is_drawn_and_never_shown_is_brought(
    shown: tuple[str, ...] | None, brought: set[str]
) -> None:
    create = replace(step("POST", "/users", "create", "User"), row=shown)
    binds = tuple(
        Bind(place="path", name=name, resource="User", property=name, column=name)
        for name in ("id", "name")
    )
    read = replace(step("GET", "/users/{id}/{name}", "read", "User"), binds=binds)
    columns = tuple(
        StoredColumn(name=name, wire_name=name, kind="text", generated=True)
        for name in ("id", "name")
    )
    store = Store(resource="User", table="users", key="id", columns=columns)
    assert naming(Script(steps=(create, read), stores=(store,)), create) == brought


def test_a_row_that_springs_into_being_needs_no_seed() -> None:
    store = Store(resource="Shop", table="shop", key="id", columns=())
    read = replace(step("GET", "/shop", "read_singleton", "Shop"), springs=True)
    assert labels(Script(steps=(read,), stores=(store,))) == ["GET /shop"]


def test_the_only_row_is_seeded_once_where_no_operation_writes_it() -> None:
    store = Store(resource="Shop", table="shop", key="id", columns=())
    script = Script(steps=(step("GET", "/shop", "read_singleton", "Shop"),), stores=(store,))
    assert plan(script)[0] == Seed(store=store, alone=True)


def test_rows_that_name_each_other_do_not_loop() -> None:
    script = Script(
        steps=(
            step("POST", "/a", "create", "A", "B"),
            step("POST", "/b", "create", "B", "A"),
        )
    )
    assert labels(script) == ["POST /b", "POST /a"]


def test_a_row_that_may_name_what_needs_it_comes_first() -> None:
    department = Store(
        resource="Department",
        table="departments",
        key="id",
        columns=(
            StoredColumn(name="id", wire_name="id", kind="integer"),
            StoredColumn(
                name="head", wire_name="head", kind="integer", references="Doctor", nullable=True
            ),
        ),
    )
    script = Script(
        steps=(
            step("GET", "/departments", "list", "Department"),
            step("POST", "/doctors", "create", "Doctor", "Department"),
        ),
        stores=(department,),
    )
    assert labels(script)[:2] == ["seed Department", "POST /doctors"]


def test_everything_is_called_and_clearing_comes_last() -> None:
    steps = (
        step("DELETE", "/todos", "clear", "Todo"),
        step("DELETE", "/todos/{id}", "delete", "Todo"),
        step("GET", "/shop", "read_singleton", "Shop"),
        step("PUT", "/shop", "write_singleton", "Shop"),
        step("POST", "/todos", "create", "Todo"),
        Step(operation_id="h", method="GET", path="/health", behaviour="health"),
        Step(operation_id="c", method="POST", path="/pay", behaviour="custom"),
    )
    actions = plan(Script(steps=steps))
    called = [action.step for action in actions if isinstance(action, Call)]
    assert set(called) == set(steps)
    assert called[-1].behaviour == "clear"
    assert called.index(steps[3]) < called.index(steps[2])


def test_rows_are_cleared_while_what_they_stand_below_is_there() -> None:
    steps = (
        step("DELETE", "/lists/{id}/todos", "clear", "Todo", "List"),
        step("DELETE", "/lists/{id}", "delete", "List"),
        step("POST", "/lists", "create", "List"),
        step("POST", "/lists/{id}/todos", "create", "Todo", "List"),
    )
    called = [each.step for each in plan(Script(steps=steps)) if isinstance(each, Call)]
    assert called.index(steps[0]) < called.index(steps[1])


def test_rows_are_made_twice_so_that_one_can_be_removed() -> None:
    script = Script(steps=(step("POST", "/todos", "create", "Todo"),))
    variants = [action.variant for action in plan(script) if isinstance(action, Call)]
    assert variants == ["required", "full"]


def test_a_path_names_the_parents_of_its_row_also_where_nothing_is_kept_of_them() -> None:
    kept = Bind(
        place="path", name="org", resource="Org", property="id", column="id", fills="org_id"
    )
    told = Bind(
        place="path",
        name="enterprise",
        resource="Rule",
        property="enterprise",
        column="enterprise",
        fills="enterprise",
        is_free=True,
    )
    key = Bind(place="path", name="id", resource="Rule", property="id", column="id", fills="id")
    read = replace(step("GET", "/rules", "read", "Rule"), binds=(kept, told, key))
    assert read.parents == {"org_id", "enterprise"}


def test_whoever_logs_in_does_so_before_rows_of_their_own_are_made() -> None:
    order = step("POST", "/me/orders", "create", "Order")
    caller = Bind(place="caller", name="", resource="User", property="id", column="id")
    script = Script(
        steps=(
            replace(order, binds=(caller,), caller="User"),
            step("GET", "/me/orders", "list", "Order"),
            step("POST", "/login", "login", "User"),
            step("POST", "/users", "create", "User"),
        )
    )
    assert labels(script) == ["POST /users", "POST /login", "POST /me/orders", "GET /me/orders"]
