"""What the contract adds uses the names that a person gave to printed definitions."""

from pactgen.merge.blocks import split
from pactgen.merge.own_names import given_names
from pactgen.merge.python import merge_python

BASE = '''\
class NoteNotFoundError(Exception):
    """No note has this id."""

    def __init__(self, note_id: int) -> None:
        """Name it."""
        super().__init__(f"No note {note_id}.")


class NoteService:
    """Notes."""

    async def get_note(self, note_id: int) -> Note:
        """Read a note."""
        note = await self._notes.get(note_id)
        if note is None:
            raise NoteNotFoundError(note_id)
        return note
'''
NEW = '''
    async def drop_note(self, note_id: int) -> None:
        """Throw a note away, unlike get_note."""
        note = await self.get_note(note_id)
        if note.old:
            raise NoteNotFoundError(note_id)
        await self._other.get_note(note, get_note=1)
'''


def mine(text: str) -> str:
    return text.replace("NoteNotFoundError", "MissingError").replace("get_note", "fetch_note")


def test_new_code_uses_them():
    merged = merge_python(BASE, mine(BASE), BASE + NEW)
    assert merged.conflicts == ()
    assert "note = await self.fetch_note(note_id)\n" in merged.text
    assert "raise MissingError(note_id)\n        await" in merged.text
    assert "unlike get_note" in merged.text
    assert "self._other.get_note(note, get_note=1)" in merged.text
    assert "NotFoundError" not in merged.text
    assert merge_python(BASE + NEW, merged.text, BASE + NEW).text == merged.text


def test_a_name_that_is_still_used_is_another_ones():
    ours = mine(BASE) + "\n    async def mine(self) -> Note:\n        return self.get_note(1)\n"
    merged = merge_python(BASE, ours, BASE + NEW)
    assert "note = await self.get_note(note_id)\n" in merged.text


def test_a_name_that_the_contract_uses_for_something_else_is_its_own():
    merged = merge_python(BASE, mine(BASE), BASE + NEW.replace("drop_note", "fetch_note"))
    assert "note = await self.get_note(note_id)\n" in merged.text


def test_what_the_contract_drops_stays_because_it_was_renamed():
    start = BASE.index("\n    async def get_note")
    ours = BASE.replace("get_note", "fetch_note")
    assert "def fetch_note" in merge_python(BASE, ours, BASE[:start]).text


METHODS = '''\
class Notes:
    """Notes."""

    async def add(self, note: Note) -> None:
        """Store the note, so that a broken constraint shows here."""
        await self._session.add(note)
        await self._session.flush()

    async def delete(self, note: Note) -> None:
        """Delete the note, so that a broken constraint shows here."""
        await self._session.delete(note)
        await self._session.flush()
'''


def test_the_most_alike_is_the_one_that_was_renamed():
    start, end = METHODS.index("    async def add"), METHODS.index("    async def delete")
    last = METHODS[:start] + METHODS[end:]
    ours = METHODS.replace("def delete", "def throw_away").replace("Store", "Mine: store")
    names = given_names(split(last), split(ours), split(last))
    assert list(names) == [("delete", "throw_away", "Notes")]


def test_a_method_that_stays_is_no_new_name_of_one_that_a_person_deleted():
    base = """\
class NoteRepository:
    async def remove(self, note: Note) -> None:
        await self._session.delete(note)
        await self._session.flush()
"""
    kept = base.replace("def remove", "def add").replace(".delete(", ".add(")
    assert not list(given_names(*(split(each) for each in (base, kept, base))))
    own = base.replace("def remove", "def throw_away")
    assert list(given_names(*(split(each) for each in (base, own, base))))


def test_a_type_that_is_another_one_now_is_no_new_name_of_it():
    base = """\
class NoteService:
    async def get_note(self, key: str) -> Note:
        note = await self._notes.get(key)
        return note
"""
    mine = base.replace("        return", "        print(str(key))\n        return")
    merged = merge_python(base, mine, base.replace("key: str", "key: int"))
    assert merged.text == mine.replace("key: str", "key: int")


def test_what_inserts_is_not_what_deletes_under_another_name():
    base = '''\
class NoteRepository:
    async def remove(self, note: Note) -> None:
        """Delete the note, so that a broken constraint shows here."""
        await self._session.delete(note)
        await self._session.flush()
'''
    mine = base.replace("def remove", "def keep").replace(".delete(", ".add(")
    mine = mine.replace("Delete", "Insert")
    assert list(given_names(split(base), split(mine), split(base))) == []


def test_what_a_module_imports_was_moved_not_named_otherwise():
    base = '''\
class GrandTicket(Base):
    """A ticket."""

    __tablename__ = "tickets"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String)
'''
    older = base.replace("GrandTicket", "Ticket")
    assert list(given_names(split(base), split(older), split(base)))
    mine = f"from shop.own import GrandTicket\n\n\n{older}"
    assert list(given_names(split(base), split(mine), split(base))) == []


def test_a_parameter_beside_one_whose_type_a_person_named():
    base = """\
class Notes:
    def __init__(
        self,
        notes: NoteRepository,
        tags: TagRepository,
    ) -> None:
        self._notes = notes
"""
    ours = base.replace("NoteRepository", "Shelf")
    theirs = ours.replace("Shelf,\n", "Shelf,\n        pages: PageRepository,\n")
    merged = merge_python(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.text == theirs
