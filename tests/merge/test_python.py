"""Each test is one kind of edit against one kind of change, on a service of two operations."""

import ast
from textwrap import indent

import pytest

from pactgen.merge.python import merge_python
from pactgen.merge.values import Reason

BASE = '''\
"""Notes.

Uses: repository.py
"""

from uuid import UUID

from app.notes.models import Note
from app.notes.schemas import NewNote

SORTS = {
    "title": 1,
    "size": 2,
}


class NoteService:
    """The use cases of notes."""

    def __init__(self, notes: Notes) -> None:
        """Work on notes."""
        self._notes = notes

    async def get_note(self, note_id: UUID) -> Note:
        """Read a note."""
        note = await self._notes.get(note_id)
        if note is None:
            raise NoteNotFoundError(note_id)
        return note

    async def add_note(self, new: NewNote) -> Note:
        """Write a note."""
        return await self._notes.add(Note(**new.given()))

    # Yours from here on.
'''
GET = BASE[BASE.index("    async def get_note") : BASE.index("    async def add_note")]
ADD = BASE[BASE.index("    async def add_note") : BASE.index("\n    # Yours")]
MINE = """
    async def mine(self) -> None:
        self.other()
"""
NEW = '''    async def drop_note(self, note_id: UUID) -> None:
        """Throw a note away."""
        await self._notes.remove(note_id)

'''


def edited(*pairs: tuple[str, str], text: str = BASE) -> str:
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def merged(ours: str, theirs: str) -> str:
    result = merge_python(BASE, ours, theirs)
    assert result.conflicts == ()
    ast.parse(result.text)
    assert merge_python(theirs, result.text, theirs).text == result.text
    return result.text


def clash(ours: str, theirs: str):
    (conflict,) = merge_python(BASE, ours, theirs).conflicts
    return conflict


def test_one_side_alone_is_taken_as_it_is():
    mine = edited(("note is None", "not note"))
    assert merged(mine, BASE) == mine
    assert merged(BASE, mine) == mine
    assert merged(mine, mine) == mine


def test_an_edited_body_stays_while_signature_and_docstring_follow():
    ours = edited(("        if note is None:\n", "        # mine\n        if not note:\n"))
    theirs = edited(
        ("note_id: UUID) -> Note", "note_id: int) -> Note"), ("Read a note.", "Get it.")
    )
    assert merged(ours, theirs) == edited(
        ("        if note is None:\n", "        # mine\n        if not note:\n"),
        ("note_id: UUID) -> Note", "note_id: int) -> Note"),
        ("Read a note.", "Get it."),
    )


def test_both_may_change_one_signature_at_different_places():
    ours = edited(("note_id: UUID) -> Note", "note_id: UUID, deep: bool = False) -> Note"))
    theirs = edited(("note_id: UUID) -> Note", "note_id: UUID) -> Note | None"))
    assert "get_note(self, note_id: UUID, deep: bool = False) -> Note | None:" in merged(
        ours, theirs
    )


def test_both_changing_one_parameter_is_a_conflict():
    ours = edited(("note_id: UUID) -> Note", "note_id: str) -> Note"))
    theirs = edited(("note_id: UUID) -> Note", "note_id: int) -> Note"))
    conflict = clash(ours, theirs)
    assert (conflict.name, conflict.reason) == ("NoteService.get_note", Reason.BOTH_CHANGED)
    assert "note_id: str" in conflict.ours
    assert "note_id: int" in conflict.theirs


def test_a_new_method_of_yours_and_one_of_the_contract_do_not_meet():
    ours = edited(("    # Yours from here on.\n", "    # Yours from here on.\n" + MINE))
    theirs = edited(("    # Yours from here on.\n", NEW + "    # Yours from here on.\n"))
    assert merged(ours, theirs) == edited(
        ("    # Yours from here on.\n", NEW + "    # Yours from here on.\n" + MINE)
    )


def test_a_new_method_stays_beside_its_neighbour():
    ours = edited((GET, MINE[1:] + "\n" + GET))
    theirs = edited((GET, NEW + GET))
    text = merged(ours, theirs)
    assert text.index("drop_note") < text.index("get_note")
    assert text.index("mine") < text.index("get_note") < text.index("add_note")


def test_what_the_contract_drops_goes_unless_it_was_edited():
    theirs = edited((GET, ""))
    assert merged(edited(("Write a note.", "Mine.")), theirs) == edited(
        (GET, ""), ("Write a note.", "Mine.")
    )
    ours = edited(("note is None", "not note"))
    result = merge_python(BASE, ours, theirs)
    assert result.text == ours
    (note,) = result.notes
    assert note.name == "NoteService.get_note"


def test_what_you_deleted_stays_deleted_unless_the_contract_changed_it():
    ours = edited((GET, ""))
    assert "get_note" not in merged(ours, edited(("Write a note.", "New.")))
    assert "get_note" not in merged(ours, edited(("Read a note.", "New.")))
    conflict = clash(ours, edited(("note_id: UUID) -> Note", "note_id: int) -> Note")))
    assert conflict.reason is Reason.DELETED_BY_YOU
    assert conflict.ours == ""


def test_your_order_stays_as_long_as_that_of_the_contract_does():
    ours = edited((GET + ADD, ADD + "\n" + GET.rstrip("\n") + "\n"))
    text = merged(ours, edited(("Read a note.", "New.")))
    assert text.index("add_note") < text.index("get_note")
    turned = edited((GET + ADD, ADD + "\n" + GET.rstrip("\n") + "\n"))
    text = merged(edited(("Read a note.", "Mine.")), turned)
    assert text.index("add_note") < text.index("get_note")


def test_a_method_that_you_renamed_follows_the_contract():
    ours = edited(("get_note(", "fetch_note("))
    theirs = edited(("note_id: UUID) -> Note", "note_id: int) -> Note"))
    assert "async def fetch_note(self, note_id: int) -> Note:" in merged(ours, theirs)


def test_an_edit_follows_what_the_contract_renamed_inside_a_body():
    ours = edited(
        ("        if note is None:\n", "        log(note_id)\n        if note is None:\n")
    )
    theirs = BASE.replace("note_id", "id_")
    text = merged(ours, theirs)
    assert "log(id_)" in text
    assert "note_id" not in text


def test_lines_of_one_body_that_both_changed():
    ours = edited(("await self._notes.get(note_id)", "await self._cached(note_id)"))
    theirs = edited(("        return note\n", "        return note.seen()\n"))
    text = merged(ours, theirs)
    assert "_cached" in text
    assert "note.seen()" in text
    theirs = edited(("await self._notes.get(note_id)", "(await self._notes.all())[0]"))
    assert clash(ours, theirs).name == "NoteService.get_note"


def test_a_line_of_yours_stays_where_the_contract_only_renamed_what_it_used():
    ours = edited(("await self._notes.get(note_id)", "await self._cached(note_id)"))
    theirs = edited(("await self._notes.get(note_id)", "await self._notes.find(note_id)"))
    assert "await self._cached(note_id)" in merged(ours, theirs)


def test_strangers_of_the_same_name_are_not_renamed():
    ours = edited(("        return note\n", "        return note or cache.get(1, get=2)\n"))
    theirs = edited(("await self._notes.get(note_id)", "await self._notes.find(note_id)"))
    text = merged(ours, theirs)
    assert "self._notes.find(note_id)" in text
    assert "cache.get(1, get=2)" in text


def test_a_line_of_yours_beside_one_that_the_contract_changed():
    ours = edited(("        return note\n", "        seen(note)\n        return note\n"))
    theirs = edited(("        return note\n", "        return note.copy()\n"))
    assert "        seen(note)\n        return note.copy()\n" in merged(ours, theirs)
    both = edited(("        return note\n", "        told(note)\n        return note\n"))
    assert clash(ours, both).name == "NoteService.get_note"


def test_a_merge_that_is_no_program_is_a_conflict():
    body = "        note = await self._notes.get(note_id)\n        if note is None:\n"
    ours = edited((body, "        if (note := await self._notes.get(note_id)) is None:\n"))
    theirs = edited(
        (
            "            raise NoteNotFoundError(note_id)\n        return note\n",
            "            x\n        return note\n",
        )
    )
    result = merge_python(BASE, ours, theirs)
    for conflict in result.conflicts:
        assert conflict.name == "NoteService.get_note"
    assert result.conflicts or ast.parse(result.text)


def test_members_of_a_value_follow_token_by_token():
    ours = edited(('"size": 2', '"size": 2, "mine": 3'))
    assert '"size": 20, "mine": 3' in merged(ours, edited(('"size": 2', '"size": 20')))


class TestImports:
    def test_sets_are_merged(self):
        ours = edited(
            ("from uuid import UUID\n", "from uuid import UUID, uuid4\n"), (": Notes", ": uuid4")
        )
        theirs = edited(
            (
                "from app.notes.models import Note\n",
                "from app.notes.models import Note\nfrom app.notes.models import Tag\n",
            ),
            ('-> None:\n        """Work', '-> Tag:\n        """Work'),
        )
        text = merged(ours, theirs)
        assert "from uuid import UUID, uuid4\n" in text
        assert "import Note\nfrom app.notes.models import Tag\n" in text

    def test_one_that_nobody_needs_goes(self):
        theirs = edited((ADD, ""), ("from app.notes.schemas import NewNote\n", ""))
        assert "NewNote" not in merged(edited(("Read a note.", "Mine.")), theirs)

    def test_one_that_your_code_needs_stays(self):
        theirs = edited((ADD, ""), ("from app.notes.schemas import NewNote\n", ""))
        ours = edited(("return note\n", "return note or NewNote\n"))
        assert "from app.notes.schemas import NewNote\n" in merged(ours, theirs)

    def test_one_from_another_module_replaces_the_old(self):
        theirs = edited(
            ("from app.notes.schemas import NewNote", "from app.schemas import NewNote")
        )
        text = merged(edited(("Write a note.", "Mine.")), theirs)
        assert text.count("import NewNote") == 1

    def test_comments_at_one_that_goes_stay(self):
        old = "from app.notes.schemas import NewNote\n"
        theirs = edited((ADD, ""), (old, ""))
        ours = edited((old, "# before\nfrom app.notes.schemas import NewNote  # beside\n"))
        text = merged(ours, theirs)
        assert "# before\n# beside\n" in text
        assert "NewNote" not in text

    def test_a_name_imported_twice_stays_twice(self):
        old = "from app.notes.schemas import NewNote\n"
        ours = edited((old, old + "from app.notes.schemas import NewNote, Mine\n"))
        assert "import NewNote, Mine\n" in merged(ours, edited(("Read a note.", "New.")))

    def test_joined_names_lose_only_what_goes(self):
        joined = "from app.notes.schemas import (\n    NewNote,\n    Other,\n)\n"
        ours = edited(("from app.notes.schemas import NewNote\n", joined), (": Notes", ": Other"))
        theirs = edited((ADD, ""), ("from app.notes.schemas import NewNote\n", ""))
        text = merged(ours, theirs)
        assert "from app.notes.schemas import Other\n" in text
        assert "NewNote" not in text


def test_a_file_that_does_not_parse_is_merged_by_lines():
    ours = BASE + "def broken(:\n"
    text = merge_python(BASE, ours, edited(("Read a note.", "New."))).text
    assert "def broken(:" in text
    assert "New." in text


@pytest.mark.parametrize("place", ["note is None", "UUID) -> Note"])
def test_markers_hold_both_sides_and_the_base(place):
    ours, theirs = edited((place, "mine" + place)), edited((place, "new" + place))
    text = merge_python(BASE, ours, theirs).text
    order = [
        text.index(mark) for mark in ("<<<<<<< yours", "|||||||", "=======", ">>>>>>> pactgen")
    ]
    assert order == sorted(order)
    assert "mine" + place in text
    assert "new" + place in text


def test_imports_in_another_order_move_nothing():
    imports = BASE[BASE.index("from uuid") : BASE.index("SORTS")]
    uuid, note, new = [f"{line}\n" for line in imports.split("\n") if line]
    other = "from app.notes.models import Other\n"
    ours = BASE.replace(imports, f"{uuid}{new}{note}\nMINE = 1\n\n")
    theirs = BASE.replace(imports, f"{note}{other}{new}{uuid}\nOTHER = Other\n\n")
    merged = merge_python(BASE, ours, theirs)
    assert merged.conflicts == ()
    top = merged.text[merged.text.index(uuid) : merged.text.index("\nOTHER =")]
    assert top.replace("\n\n", "\n") == f"{uuid}{new}{note}{other}"


PAGE = """
async def list_notes(notes: Notes) -> object:
    found = await notes.list()
    return {
        "items": found.items,
        "total": 1,
    }
"""


def test_a_variable_that_you_renamed_is_called_so_in_new_lines_too():
    ours = PAGE.replace("found", "listed")
    theirs = PAGE.replace('"total": 1,\n', '"total": 1,\n        "more": found.has_more,\n')
    merged = merge_python(PAGE, ours, theirs)
    assert not merged.conflicts
    assert '"items": listed.items' in merged.text
    assert '"more": listed.has_more' in merged.text
    assert "found" not in merged.text


def test_a_merge_that_reads_what_nobody_binds_is_a_conflict():
    ours = PAGE.replace("found = await notes.list()", "rows, more = await notes.all()").replace(
        "found.items", "rows"
    )
    theirs = PAGE.replace('"total": 1,\n', '"total": 1,\n        "more": found.has_more,\n')
    merged = merge_python(PAGE, ours, theirs)
    assert [each.reason for each in merged.conflicts] == [Reason.UNPARSABLE]


ROUTES = '''\
@router.get(
    "/books",
    operation_id="listBooks",
)
async def list_books(books: Books) -> object:
    """List books."""
    return await books.list_books()


@router.post(
    "/books",
    operation_id="createBook",
)
async def create_book(books: Books, new: BookWrite) -> Book:
    """Create a book."""
    return await books.create_book(new)
'''


def test_a_route_that_a_person_deleted_stays_deleted_when_its_operation_has_another_name():
    ours = ROUTES[: ROUTES.index("\n\n@router.post")]
    theirs = ROUTES.replace("createBook", "addBook").replace("create_book", "add_book")
    merged = merge_python(ROUTES, ours, theirs, renames={"create_book": "add_book"})
    assert (merged.text, merged.conflicts) == (ours, ())


def test_an_import_of_yours_goes_with_the_code_of_the_contract_that_it_was_for():
    error = "class GoneError(Exception):\n    pass\n\n\n"
    get = "def get() -> None:\n    raise GoneError\n\n\n"
    rest = "def keep() -> None:\n    pass\n"
    mine = "from shop.mine import GoneError\nfrom shop.mine import unused\n\n\n"
    merged = merge_python(error + get + rest, mine + get + rest, rest)
    assert merged.text == "from shop.mine import unused\n\n\n" + rest


STUB = '''\
class RuleService:
    """Rules."""

    def __init__(self, rules: Rules) -> None:
        """Work on rules."""
        self._rules = rules

    async def activate(self, rule_id: str, query: RuleQuery) -> object:
        """Activate a rule."""
        operation = "activateRule"
        raise NotImplementedYetError(operation, rule_id, query)


SORTS = {
    "title": 1,
}
'''
FILLED = STUB.replace('        operation = "activateRule"\n', "").replace(
    "raise NotImplementedYetError(operation, rule_id, query)",
    "return await self._rules.activate(rule_id)",
)


def test_a_rule_written_over_a_stub_stays_when_the_contract_renames_the_operation():
    theirs = STUB.replace("activateRule", "activateGroupRule")
    merged = merge_python(STUB, FILLED, theirs)
    assert (merged.text, merged.conflicts) == (FILLED, ())


def test_a_rule_written_over_a_stub_stays_when_the_contract_hands_it_less():
    theirs = STUB.replace(", query: RuleQuery", "").replace("rule_id, query)", "rule_id)")
    merged = merge_python(STUB, FILLED, theirs)
    assert merged.conflicts == ()
    assert "async def activate(self, rule_id: str) -> object:" in merged.text
    assert "return await self._rules.activate(rule_id)" in merged.text


def test_a_rule_that_uses_what_the_contract_took_away_is_a_conflict():
    mine = FILLED.replace("activate(rule_id)", "activate(rule_id, query)")
    theirs = STUB.replace(", query: RuleQuery", "").replace("rule_id, query)", "rule_id)")
    (conflict,) = merge_python(STUB, mine, theirs).conflicts
    assert conflict.name == "RuleService.activate"


def test_a_rule_of_yours_stays_where_pactgen_knows_one_now():
    theirs = FILLED.replace("activate(rule_id)", "change(rule_id)")
    merged = merge_python(STUB, FILLED, theirs)
    assert (merged.text, merged.conflicts) == (FILLED, ())
    assert [each.name for each in merged.notes] == ["RuleService.activate"]


def test_a_rule_of_yours_meets_one_whose_answer_the_route_unpacks():
    theirs = FILLED.replace("activate(rule_id)", "change(rule_id)").replace(
        "-> object:", "-> Slice[Rule]:"
    )
    (conflict,) = merge_python(STUB, FILLED, theirs).conflicts
    assert conflict.reason is Reason.BOTH_CHANGED


def test_a_rule_of_yours_takes_the_names_that_pactgen_gives_its_inputs_now():
    theirs = FILLED.replace("query: RuleQuery", "changes: RulePatch").replace(
        "activate(rule_id)", "change(rule_id, changes)"
    )
    mine = FILLED.replace("activate(rule_id)", "activate(rule_id, query)")
    merged = merge_python(STUB, mine, theirs)
    assert merged.conflicts == ()
    assert "activate(self, rule_id: str, changes: RulePatch)" in merged.text
    assert "activate(rule_id, changes)" in merged.text


def test_what_both_sides_hand_to_a_constructor_stands_side_by_side():
    ours = STUB.replace("rules: Rules)", "rules: Rules, mails: Mails | None = None)").replace(
        "self._rules = rules\n", "self._rules = rules\n        self._mails = Mails(1, 2)\n"
    )
    theirs = STUB.replace("rules: Rules)", "rules: Rules, groups: Groups)").replace(
        "self._rules = rules\n", "self._rules = rules\n        self._groups = groups\n"
    )
    merged = merge_python(STUB, ours, theirs)
    assert merged.conflicts == ()
    assert "(self, rules: Rules, groups: Groups, mails: Mails | None = None)" in merged.text
    both = "self._groups = groups\n        self._mails = Mails(1, 2)\n"
    assert both in merged.text


def test_entries_of_both_sides_stand_side_by_side_unless_they_are_the_same():
    ours = STUB.replace('"title": 1,\n', '"title": 1,\n    "mine": 2,\n')
    theirs = STUB.replace('"title": 1,\n', '"title": 1,\n    "size": 3,\n')
    merged = merge_python(STUB, ours, theirs)
    assert merged.conflicts == ()
    assert '"title": 1,\n    "size": 3,\n    "mine": 2,\n' in merged.text
    assert merge_python(STUB, ours, theirs.replace("size", "mine")).conflicts


def test_arguments_whose_order_counts_are_a_conflict():
    base = STUB.replace("rules", "make(one)")
    sides = (base.replace("make(one)", f"make(one, {each})") for each in ("mine", "two"))
    assert merge_python(base, *sides).conflicts


def test_a_call_of_what_you_renamed_takes_the_arguments_of_the_contract():
    ours = BASE.replace("self._notes.get(", "self._notes.fetch(")
    merged = merge_python(BASE, ours, BASE.replace(".get(note_id)", ".get(note_id, query)"))
    assert merged.conflicts == ()
    assert "note = await self._notes.fetch(note_id, query)" in merged.text


def test_a_method_that_you_renamed_and_wrote_anew_is_no_deleted_one():
    ours = FILLED.replace("def activate(", "def start(")
    theirs = STUB.replace("rule_id: str", "rule_id: UUID")
    merged = merge_python(STUB, ours, theirs)
    assert merged.conflicts == ()
    assert "async def start(self, rule_id: UUID, query: RuleQuery) -> object:" in merged.text


def test_a_body_that_you_put_into_a_statement_follows_the_contract_there():
    body = GET.partition('"""Read a note."""\n')[2].rstrip("\n") + "\n"
    inside = indent(body, "    ")
    ours = edited((body, f"        async with self._lock:\n{inside}"))
    merged = merge_python(BASE, ours, edited(("NoteNotFoundError(note_id)", "GoneError(note_id)")))
    assert merged.conflicts == ()
    assert merged.text == ours.replace("NoteNotFoundError", "GoneError")


def test_your_description_stays_where_the_contract_describes_it_otherwise():
    ours = edited(('"""Read a note."""', '"""Read mine."""'))
    merged = merge_python(BASE, ours, edited(('"""Read a note."""', '"""Read one note."""')))
    assert (merged.text, merged.conflicts) == (ours, ())
    assert [each.name for each in merged.notes] == ["NoteService.get_note"]


def test_a_variable_that_you_renamed_is_not_lost_with_the_body_of_the_contract():
    ours = edited((GET, GET.replace("note = ", "mine = ").replace("note is", "mine is")))
    ours = ours.replace("return note\n", "return mine\n")
    body = GET.partition('"""Read a note."""\n')[2]
    theirs = edited((body, "        return await self._notes.one(note_id)\n\n"))
    (conflict,) = merge_python(BASE, ours, theirs).conflicts
    assert conflict.name == "NoteService.get_note"


def test_what_edited_code_uses_of_its_module_stays_though_the_contract_drops_it():
    gone = "class GoneError(Exception):\n    code = 404\n\n\n"
    base = BASE.replace("class NoteService", f"{gone}class NoteService")
    base = base.replace("NoteNotFoundError(note_id)", "GoneError")
    ours = base.replace("note = await", "mine = 1\n        note = await")
    theirs = BASE.replace(GET, "")
    merged = merge_python(base, ours, theirs)
    assert merged.conflicts == ()
    assert gone in merged.text
    assert {each.name for each in merged.notes} == {"GoneError", "NoteService.get_note"}
    assert "GoneError" not in merge_python(base, base + "\n\nmine = 1\n", theirs).text
    elsewhere = theirs.replace(
        "import NewNote\n", "import NewNote\nfrom app.errors import GoneError\n"
    )
    assert gone not in merge_python(base, ours, elsewhere).text


def test_what_you_deleted_is_back_where_new_code_of_the_contract_uses_it():
    error = "class NoteNotFoundError(Exception):\n    ...\n\n\n"
    start = BASE.index("class NoteService")
    base = BASE[:start] + error + BASE[start:]
    ours = edited((GET, ""))
    more = base.replace(GET, GET + GET.replace("get_note", "find_note"))
    result = merge_python(base, ours, more)
    assert result.conflicts == ()
    assert error in result.text
    assert "def find_note" in result.text
    assert "def get_note" not in result.text
    assert [(note.name, note.message.split(";")[0]) for note in result.notes] == [
        ("NoteNotFoundError", "you deleted it")
    ]
    assert "class NoteNotFoundError" not in merge_python(base, ours, base).text


def test_an_import_goes_that_only_what_each_side_took_away_needs():
    assert "import Note\n" not in merged(edited((GET, "")), edited((ADD, "")))


def test_a_variable_that_a_person_renamed_may_be_called_like_an_attribute():
    base = """\
async def change(self, new: Book) -> Book:
    values = new.values()
    values.pop("id", None)
    return await self._books.change(values)
"""
    ours = base.replace("values = ", "row = ").replace("values.pop", "row.pop")
    ours = ours.replace("(values)", "(row)")
    theirs = base.replace('    values.pop("id", None)\n', "")
    wanted = ours.replace('    row.pop("id", None)\n', "")
    assert merge_python(base, ours, theirs).text == wanted


def test_lines_of_the_contract_use_a_variable_that_a_person_renamed():
    """They bind the old name again, so that it is one of the function's own."""
    base = """\
async def select(self, query: Query) -> Select[Book]:
    books = select(Book)
    if query.title is not None:
        books = books.where(Book.title == query.title)
    # in order
    return books.order_by(Book.id)
"""
    ours = base.replace("books", "found")
    more = (
        "    if query.pages is not None:\n        books = books.where(Book.pages == query.pages)\n"
    )
    theirs = base.replace("    # in order", f"{more}    # in order")
    merged = merge_python(base, ours, theirs)
    assert (merged.text, merged.conflicts) == (theirs.replace("books", "found"), ())


def test_of_an_edited_class_that_the_contract_drops_untouched_methods_go():
    base = (
        "class Books:\n    size: int\n\n    def __init__(self) -> None: ...\n\n"
        "    def one(self) -> None: ...\n\n    def two(self) -> None:\n        self._three()\n\n"
        "    def _three(self) -> None: ...\n"
    )
    ours = base.replace("        self._three()", "        print()\n        self._three()")
    merged = merge_python(f"X = 1\n\n\n{base}", f"X = 1\n\n\n{ours}", "X = 1\n")
    assert merged.conflicts == ()
    assert "def one" not in merged.text
    for kept in ("size: int", "__init__", "print()", "def _three"):
        assert kept in merged.text


def test_a_renamed_method_is_the_one_with_its_docstring_not_what_was_taken_out_of_it():
    base = (
        "class Books:\n    async def find(self, query: Query) -> Slice[Book]:\n"
        '        """Find books."""\n        return await self._books.find(query)\n'
    )
    ours = (
        "class Books:\n    async def mine(self, query: Query) -> Slice[Book]:\n"
        '        """Find books."""\n        return await self._found(query)\n\n'
        "    async def _found(self, query: Query) -> Slice[Book]:\n"
        "        return await self._books.find(query)\n"
    )
    later = base.replace("async def find", "async def find").replace("Query", "OtherQuery")
    merged = merge_python(base, ours, later)
    assert merged.conflicts == ()
    assert "async def mine(self, query: OtherQuery)" in merged.text


def test_a_comment_keeps_a_class_that_the_contract_drops():
    base = "class TestGet:\n    def test(self) -> None: ...\n"
    merged = merge_python(f"X = 1\n\n\n{base}", f"X = 1\n\n\n# mine\n{base}", "X = 1\n")
    assert merged.text == f"X = 1\n\n\n# mine\n{base}"


def test_a_method_of_another_object_is_no_new_name_of_the_old_one():
    """`products.order_by(…)` became `self._select_products(query)`; the edit has neither."""
    base = (
        "async def products(self, query: Q) -> P:\n    products = select(Product)\n"
        "    products = products.order_by(Product.id)\n"
        "    return await fetch(self._session, products.order_by(Product.id), window)\n"
    )
    ours = base.replace("    return await", "    found = await").rstrip() + "\n    return found\n"
    theirs = (
        "async def products(self, query: Q) -> P:\n"
        "    return await fetch(self._session, self._select_products(query), window)\n"
    )
    merged = merge_python(base, ours, theirs)
    assert "products._select_products" not in merged.text
