import pytest

from pactgen.passes.endpoints.told_roles import named_people


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("Organizers and admins only.", ["organizers", "admins"]),
        ("List users (admins only)", ["admins"]),
        ("Only an admin may do this", ["admin"]),
        ("Only librarians, editors or admins can lend books", ["librarians", "editors", "admins"]),
        ("Requires the `librarian` role.", ["librarian"]),
        ("Admin access required", ["admin"]),
        ("Restricted to staff members", ["staff"]),
        ("Available to admins only", ["admins"]),
        ("Only admins are allowed to see them", ["admins"]),
        ("Only the organizer or an admin", None),
        ("Only members can be removed", None),
        ("Only admins are returned", None),
        ("Only draft events can be deleted", None),
        ("Lists admins", None),
    ],
)
def test_clauses_that_say_who_may(said: str, people: list[str] | None) -> None:
    assert next(named_people(said), None) == people
