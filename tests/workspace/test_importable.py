"""What merged files import that the contract moved: also beside a conflict."""

from dataclasses import dataclass

from pactgen.merge.imports import Imported
from pactgen.merge.values import Conflict, Merged, Reason
from pactgen.workspace.shared import importable

TOP = '"""Things."""\n\nfrom shop.venues.schemas import Venue\n\nLIMIT = 1\n\n\n'
USE = "def first(venue: Venue) -> int:\n    return LIMIT\n"


@dataclass
class Moved:
    """Everything of one module is in another one now."""

    home: str | None

    def __call__(self, name: Imported) -> bool:
        return name.module == "shop.venues.schemas"

    def new_home(self, name: Imported) -> str | None:
        return self.home if name.name == "Venue" else None


def merged(*conflicts: Conflict) -> Merged:
    return Merged(text=TOP + USE + "".join(each.marked for each in conflicts), conflicts=conflicts)


def test_a_name_that_moved_is_imported_from_there_beside_a_conflict() -> None:
    conflict = Conflict(
        name="last", reason=next(iter(Reason)), base="a\n", ours="b\n", theirs="c\n"
    )
    for one in (merged(), merged(conflict)):
        after = importable("src/shop/x.py", one, Moved("shop.places.schemas"))
        assert "from shop.places.schemas import Venue\n" in after.text
        assert "shop.venues.schemas" not in after.text
        assert " = Any" not in after.text
        assert after.text.endswith("".join(each.marked for each in one.conflicts))
        gone = importable("src/shop/x.py", one, Moved(None))
        assert "Venue = Any" in gone.text
