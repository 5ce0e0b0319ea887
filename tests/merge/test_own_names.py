"""What the contract adds uses the names that a person gave to printed definitions."""

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
