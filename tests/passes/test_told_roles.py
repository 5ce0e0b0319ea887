import pytest

from pactgen.ir.inputs import WayIn
from pactgen.passes.endpoints.told_roles import is_seen_to, named_people


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


@pytest.mark.parametrize(
    ("said", "seen_to"),
    [
        ("Organizers and admins only.", True),
        ("List users (administrators only)", True),
        ("Admins and sponsors only", False),
        ("Admins only; at most five of them.", False),
        ("Lists admins", False),
    ],
)
def test_a_sentence_is_seen_to_where_it_says_no_more(said: str, *, seen_to: bool) -> None:
    ways = (WayIn(column="role", values=("organizer",)), WayIn(column="is_admin"))
    assert is_seen_to(said, ways) is seen_to
