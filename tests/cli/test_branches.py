"""Two people scaffold on two branches, and git merges them; bases that are damaged or lost."""

import ast
import re
import subprocess

import pytest
import yaml

from pactgen.merge.values import theirs_of

SERVICE = "src/notebook/notes/service.py"
MODELS = "src/notebook/notes/models.py"
BOTH = re.compile(r"^<<<<<<< .*?\n(.*?)^=======\n(.*?)^>>>>>>> .*?\n", re.DOTALL | re.MULTILINE)
BASE = f".pactgen/base/{SERVICE}.base"


def git(root, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
    return subprocess.run(
        ["git", *identity, *arguments], cwd=root, capture_output=True, text=True, check=False
    )


def edit(place, old: str, new: str) -> None:
    text = place.read_text()
    assert text.count(old) == 1, text
    place.write_text(text.replace(old, new))


def change_contract(root, change) -> None:
    place = root / "docs/api.yaml"
    document = yaml.safe_load(place.read_text())
    change(document)
    place.write_text(yaml.safe_dump(document, sort_keys=False))


def operation(name: str, *parameters: str) -> dict[str, object]:
    named = [
        {"name": each, "in": "path", "required": True, "schema": {"type": "integer"}}
        for each in parameters
    ]
    done = {"204": {"description": "Done."}}
    return {"operationId": name, "parameters": named, "responses": done}


@pytest.fixture
def scaffolded(pactgen, project):
    change_contract(project, lambda _: None)
    assert pactgen("scaffold", "--no-prove").code == 0
    return project


def test_two_branches_meet(pactgen, scaffolded):
    root = scaffolded
    git(root, "init", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-m", "start")
    for branch, method, place in (
        ("one", "delete", "        return note"),
        ("two", "put", "        self._notes = notes"),
    ):
        git(root, "checkout", "-b", branch, "main")
        path = "/notes/{id}" if method == "delete" else "/notes"
        new = {method: operation(f"do_{branch}", *(["id"] if method == "delete" else []))}
        change_contract(
            root, lambda document, path=path, new=new: document["paths"][path].update(new)
        )
        edit(root / SERVICE, place, f"{place}  # by {branch}")
        assert pactgen("scaffold", "--no-prove").code == 0
        git(root, "add", "-A")
        git(root, "commit", "-m", branch)
    git(root, "merge", "one")
    unresolved = git(root, "diff", "--name-only", "--diff-filter=U").stdout.split()
    assert "pactgen.lock" in unresolved
    assert "docs/api.yaml" not in unresolved
    assert SERVICE not in unresolved
    for path in unresolved:
        assert "\0" not in (root / path).read_text()
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0, said.err
    service = (root / SERVICE).read_text()
    ast.parse(service)
    for kept in ("# by one", "# by two", "do_one", "do_two"):
        assert kept in service
    assert "<<<<<<<" not in (root / "pactgen.lock").read_text()
    assert pactgen("check").code == 0
    assert not [path for path in root.rglob("*.py") if "<<<<<<<" in path.read_text()]


@pytest.fixture
def meeting(pactgen, scaffolded):
    """Return what merges two branches that each add a property at the end of one schema."""
    root = scaffolded

    def meet(*edits: str) -> list[str]:
        git(root, "init", "-b", "main")
        git(root, "add", "-A")
        git(root, "commit", "-m", "start")
        for branch, mine in zip(("one", "two"), edits, strict=True):
            git(root, "checkout", "-b", branch, "main")
            new = {f"by_{branch}": {"type": "integer" if branch == "one" else "string"}}
            change_contract(
                root,
                lambda document, new=new: document["components"]["schemas"]["Note"][
                    "properties"
                ].update(new),
            )
            assert pactgen("scaffold", "--no-prove").code == 0
            if mine:
                place = root / MODELS
                place.write_text(place.read_text() + mine)
            git(root, "add", "-A")
            git(root, "commit", "-m", branch)
        git(root, "merge", "one")
        contract = root / "docs/api.yaml"
        contract.write_text(BOTH.sub(r"\1\2", contract.read_text()))
        return git(root, "diff", "--name-only", "--diff-filter=U").stdout.split()

    return meet


def test_two_branches_meet_in_the_same_printed_lines(pactgen, scaffolded, meeting):
    unresolved = meeting("", "")
    assert {MODELS, f".pactgen/base/{MODELS}.base", "docs/api.yaml"} <= {*unresolved}
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0, said.err
    models = (scaffolded / MODELS).read_text()
    assert models.index("by_two: Mapped[str | None]") < models.index("by_one: Mapped[int | None]")
    assert "two branches met in lines that pactgen printed" in said.out
    assert pactgen("check").code == 0
    versions = sorted(each.name for each in (scaffolded / "migrations/versions").glob("*.py"))
    assert versions[1:] == [
        "0002_add_notes_by_one.py",
        "0002_add_notes_by_two.py",
        "0003_merge_branches.py",
    ]
    before = {each: each.read_bytes() for each in scaffolded.rglob("*.py")}
    assert pactgen("scaffold", "--no-prove").code == 0
    assert {each: each.read_bytes() for each in scaffolded.rglob("*.py")} == before


def test_where_people_met_a_person_decides(pactgen, scaffolded, meeting):
    meeting("    # mine\n", "    # other\n")
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 5
    assert f"{MODELS}: it still holds conflict markers" in said.err
    text = (scaffolded / MODELS).read_text()
    assert "# mine" in text
    assert "# other" in text


def test_methods_that_two_branches_add_in_one_place_are_both_there(pactgen, scaffolded):
    root = scaffolded
    tail = "    # Yours from here on.\n"
    git(root, "init", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-m", "start")
    for branch in ("one", "two"):
        git(root, "checkout", "-b", branch, "main")
        new = (
            f'\n    def by_{branch}(self) -> str:\n        """Ours."""\n        return "{branch}"\n'
        )
        edit(root / SERVICE, tail, tail + new)
        name = {"operationId": f"list_by_{branch}"}
        change_contract(
            root, lambda document, name=name: document["paths"]["/notes"]["get"].update(name)
        )
        assert pactgen("scaffold", "--no-prove").code == 0
        git(root, "add", "-A")
        git(root, "commit", "-m", branch)
    git(root, "merge", "one")
    assert "<<<<<<<" in (root / SERVICE).read_text()
    contract = root / "docs/api.yaml"
    contract.write_text(BOTH.sub(r"\2", contract.read_text()))
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0, said.err
    assert "the edits of both are in what the contract says now" in said.out
    service = (root / SERVICE).read_text()
    ast.parse(service)
    assert all(service.count(f"def by_{branch}(") == 1 for branch in ("one", "two"))
    assert "def list_by_one(" in service
    assert "list_by_two" not in service
    before = {each: each.read_bytes() for each in root.rglob("*.py")}
    assert pactgen("scaffold", "--no-prove").code == 0
    assert {each: each.read_bytes() for each in root.rglob("*.py")} == before


def test_edits_of_a_branch_follow_a_folder_that_another_one_renames(pactgen, scaffolded):
    root = scaffolded

    def tag(name: str) -> None:
        def tagged(document) -> None:
            for path, method in (("/notes", "get"), ("/notes", "post"), ("/notes/{id}", "get")):
                document["paths"][path][method]["tags"] = [name]

        change_contract(root, tagged)
        assert pactgen("scaffold", "--no-prove").code == 0

    def commit(message: str) -> None:
        git(root, "add", "-A")
        git(root, "commit", "-m", message)

    tag("papers")
    git(root, "init", "-b", "main")
    commit("start")
    git(root, "checkout", "-b", "one")
    service = root / "src/notebook/papers/service.py"
    service.write_text(service.read_text() + "\n\nBY_ONE = 1\n")
    commit("one")
    git(root, "checkout", "-b", "two", "main")
    edit(service, "class PapersService", "BY_TWO = 1\n" * 9 + "\n\nclass PapersService")
    tag("leaves")
    commit("two")
    git(root, "merge", "one")
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0, said.err
    assert "BY_ONE = 1" in (root / "src/notebook/leaves/service.py").read_text()


def test_a_folder_that_one_branch_renames_is_merged_with_what_another_printed(pactgen, scaffolded):
    root = scaffolded

    def tagged(document, name: str = "leaves") -> None:
        for path, method in (("/notes", "get"), ("/notes", "post"), ("/notes/{id}", "get")):
            document["paths"][path][method]["tags"] = [name]

    def told(document) -> None:
        document["paths"]["/notes/{id}"]["get"]["summary"] = "Read a note."

    def commit(message: str) -> None:
        assert pactgen("scaffold", "--no-prove").code == 0
        git(root, "add", "-A")
        git(root, "commit", "-m", message)

    change_contract(root, lambda document: tagged(document, "papers"))
    git(root, "init", "-b", "main")
    commit("start")
    git(root, "checkout", "-b", "one")
    change_contract(root, tagged)
    commit("one")
    git(root, "checkout", "-b", "two", "main")
    service = root / "src/notebook/papers/service.py"
    tail = "    # Yours from here on.\n"
    edit(service, tail, tail + "\n    BY_TWO = 1\n")
    change_contract(root, told)
    commit("two")
    git(root, "merge", "one")
    (root / "docs/api.yaml").write_text(git(root, "show", "one:docs/api.yaml").stdout)
    change_contract(root, told)
    assert "<<<<<<<" in (root / "pactgen.lock").read_text()
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0, said.err
    merged = (root / "src/notebook/leaves/service.py").read_text()
    assert "BY_TWO = 1" in merged
    assert "Read a note." in merged
    assert "notebook.papers" not in merged


def test_a_column_that_two_branches_add_otherwise_is_taken_from_one(pactgen, scaffolded):
    root = scaffolded
    git(root, "init", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-m", "start")
    for branch, kind in (("one", "integer"), ("two", "string")):
        git(root, "checkout", "-b", branch, "main")
        rank = {"rank": {"type": kind}}
        change_contract(
            root,
            lambda document, rank=rank: document["components"]["schemas"]["Note"][
                "properties"
            ].update(rank),
        )
        assert pactgen("scaffold", "--no-prove").code == 0
        git(root, "add", "-A")
        git(root, "commit", "-m", branch)
    git(root, "merge", "one")
    contract = root / "docs/api.yaml"
    contract.write_text(BOTH.sub(r"\2", contract.read_text()))
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 5
    assert "git's conflict markers are still in migrations/versions/0002_add_notes_rank" in said.err
    way = "git restore --source BRANCH .pactgen/schema.jsonl migrations/versions"
    assert way in " ".join(said.err.split())
    taken = git(root, *way.replace("BRANCH", "one").split()[1:])
    assert taken.returncode == 0, taken.stderr
    change_contract(
        root,
        lambda document: document["components"]["schemas"]["Note"]["properties"].update(
            more={"type": "string"}
        ),
    )
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0, said.err
    versions = sorted(each.name for each in (root / "migrations/versions").glob("*.py"))
    assert versions[1:] == ["0002_add_notes_rank.py", "0003_add_notes_more.py"]
    assert pactgen("check").code == 0


def test_a_damaged_base_is_printed_again_from_the_copy_of_the_contract(pactgen, scaffolded):
    edit(
        scaffolded / SERVICE, "async def get_note(self", "async def get_note(  # mine\n        self"
    )
    base = scaffolded / BASE
    base.write_text(base.read_text()[:200])
    change_contract(
        scaffolded, lambda d: d["paths"]["/notes/{id}"]["get"].update(summary="Changed.")
    )
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0, said.err
    service = (scaffolded / SERVICE).read_text()
    assert "# mine" in service
    assert "Changed." in service
    assert pactgen("check").code == 0


def test_a_damaged_base_that_says_names_of_yours_is_printed_again_with_them(pactgen, scaffolded):
    repository = scaffolded / "src/notebook/notes/repository.py"
    edit(repository, "def get(", "def by_id(")
    edit(scaffolded / SERVICE, "_notes.get(", "_notes.by_id(")
    assert pactgen("scaffold", "--no-prove").code == 0
    inner = repository.parent / "inner"
    inner.mkdir()
    repository.rename(inner / repository.name)
    edit(scaffolded / SERVICE, "notes.repository", "notes.inner.repository")
    assert pactgen("scaffold", "--no-prove").code == 0
    assert "_notes.by_id(" in (scaffolded / BASE).read_text()
    edit(scaffolded / SERVICE, "        note = await", "        # mine\n        note = await")
    (scaffolded / BASE).write_text("x = 1\n")
    change_contract(
        scaffolded, lambda d: d["paths"]["/notes/{id}"]["get"].update(summary="Changed.")
    )
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0, said.err
    service = (scaffolded / SERVICE).read_text()
    assert all(each in service for each in ("# mine", "Changed.", "_notes.by_id("))


@pytest.mark.parametrize("damage", ["gone", "other"])
def test_a_base_that_cannot_be_printed_again_is_refused_with_a_way_out(pactgen, scaffolded, damage):
    edit(
        scaffolded / SERVICE, "async def get_note(self", "async def get_note(  # mine\n        self"
    )
    base = scaffolded / BASE
    if damage == "gone":
        base.unlink()
    else:
        base.write_text("x = 1\n")
    (scaffolded / "contract/openapi.yaml").unlink()
    change_contract(
        scaffolded, lambda d: d["paths"]["/notes/{id}"]["get"].update(summary="Changed.")
    )
    before = (scaffolded / SERVICE).read_text()
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 5
    assert "pactgen adopt" in said.err
    assert (scaffolded / SERVICE).read_text() == before


def test_an_unresolved_file_is_refused(pactgen, scaffolded):
    place = scaffolded / SERVICE
    place.write_text("<<<<<<< yours\nx = 1\n=======\nx = 2\n>>>>>>> pactgen, now\n")
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 5
    assert "conflict markers" in said.err
    assert pactgen("check").code == 1


def test_an_unresolved_file_that_is_yours_is_told(pactgen, scaffolded):
    place = scaffolded / "src/notebook/settings.py"
    place.write_text("<<<<<<< one\nx = 1\n=======\nx = 2\n>>>>>>> two\n")
    checked = pactgen("check")
    assert checked.code == 1
    assert "unmerged src/notebook/settings.py: conflict markers are left in it" in checked.out
    assert "take out the conflict markers" in checked.err


class TestRenames:
    def test_an_operation_carries_its_edits(self, pactgen, scaffolded):
        edit(scaffolded / SERVICE, "        note = await", "        # mine\n        note = await")
        change_contract(
            scaffolded,
            lambda d: d["paths"]["/notes/{id}"]["get"].update(operationId="fetchNote"),
        )
        said = pactgen("scaffold", "--no-prove", "--json")
        assert said.code == 0, said.err
        text = (scaffolded / SERVICE).read_text()
        assert text.count("# mine") == 1
        assert "get_note" not in text
        assert text.index("def fetch_note") < text.index("# mine")
        assert "rename/get_note" in {each["id"] for each in said.json["renames"]}
        assert pactgen("check").code == 0

    def test_a_schema_carries_the_edits_that_use_it(self, pactgen, scaffolded):
        place = scaffolded / SERVICE
        place.write_text(place.read_text() + "\n\ndef mine() -> type:\n    return NoteWrite\n")

        def renamed(document):
            text = yaml.safe_dump(document, sort_keys=False).replace("schemas/Note", "schemas/Memo")
            document.update(yaml.safe_load(text))
            document["components"]["schemas"]["Memo"] = document["components"]["schemas"].pop(
                "Note"
            )

        change_contract(scaffolded, renamed)
        said = pactgen("scaffold", "--no-prove", "--json")
        assert said.code == 0, said.err
        assert "return MemoWrite\n" in place.read_text()
        assert "NoteWrite" not in place.read_text()
        assert pactgen("check").code == 0

    def test_a_tag_takes_the_edited_files_along(self, pactgen, scaffolded):
        def tagged(name: str):
            def change(document):
                for item in document["paths"].values():
                    for method, each in item.items():
                        if method in {"get", "post"}:
                            each["tags"] = [name]

            return change

        change_contract(scaffolded, tagged("papers"))
        assert pactgen("scaffold", "--no-prove").code == 0
        old = scaffolded / "src/notebook/papers/service.py"
        old.write_text(old.read_text() + "\n\nMINE = 1\n")
        helper = "from notebook.papers.models import Note as Mine\n\nTYPES = (Mine,)\n"
        old.write_text(old.read_text() + helper)
        change_contract(scaffolded, tagged("leaves"))
        said = pactgen("scaffold", "--no-prove", "--json")
        assert said.code == 0, said.err
        assert not old.exists()
        text = (scaffolded / "src/notebook/leaves/service.py").read_text()
        assert "MINE = 1" in text
        assert "notebook.papers" not in text
        assert pactgen("check").code == 0

    def test_a_file_that_a_person_moved_is_followed(self, pactgen, scaffolded):
        new = scaffolded / "src/notebook/notes/use_cases.py"
        text = (scaffolded / SERVICE).read_text()
        new.write_text(text.replace("        note = await", "        # mine\n        note = await"))
        (scaffolded / SERVICE).unlink()
        assert pactgen("scaffold", "--no-prove").code == 0
        change_contract(
            scaffolded, lambda d: d["paths"]["/notes/{id}"]["get"].update(summary="Changed.")
        )
        said = pactgen("scaffold", "--no-prove")
        assert said.code == 0, said.err
        assert "# mine" in new.read_text()
        assert "Changed." in new.read_text()
        assert not (scaffolded / SERVICE).exists()
        assert pactgen("check").code == 0


def test_theirs_is_the_other_side():
    assert theirs_of("a\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\nd\n") == "a\nc\nd\n"


class TestConflicts:
    """The ways out of a conflict that the report of it names."""

    REPOSITORY = "src/notebook/notes/repository.py"
    QUERY = "select(Note).order_by(Note.id)"
    MINE = "select(Note).where(Note.text != '').order_by(Note.text)"

    @pytest.fixture
    def met(self, pactgen, scaffolded):
        """A list that a person orders otherwise, and that the contract pages."""
        edit(scaffolded / self.REPOSITORY, self.QUERY, self.MINE)
        named = [
            {"name": name, "in": "query", "schema": {"type": "integer"}}
            for name in ("limit", "offset")
        ]
        change_contract(scaffolded, lambda d: d["paths"]["/notes"]["get"].update(parameters=named))
        said = pactgen("scaffold", "--no-prove")
        assert said.code == 5
        for way in ("write what the contract changed into your lines", "markers", "yours"):
            assert way in said.err
        return scaffolded / self.REPOSITORY

    def test_who_brings_both_sides_together_is_not_asked_again(self, pactgen, met):
        old = f"return (await self._session.scalars({self.MINE})).all()"
        new = (
            "window = Window.at(query.limit or 20, query.offset or 0)\n"
            f"        return await fetch(self._session, {self.MINE}, window)"
        )
        edit(met, old, new)
        said = pactgen("scaffold", "--no-prove")
        assert said.code == 0, said.err
        assert "your lines have what the contract changed in them: they stay" in said.out
        assert new in met.read_text()
        assert "import Window\n" in met.read_text()
        assert pactgen("check").code == 0

    def test_yours_stays_where_you_say_so(self, pactgen, met):
        said = pactgen("scaffold", "--no-prove", "--conflicts=yours")
        assert said.code == 0, said.err
        text = met.read_text()
        assert "<<<<<<<" not in text
        assert f"scalars({self.MINE})" in text
        assert "query: ListNotesQuery" in text
        assert "import Window\n" not in text
        assert pactgen("check").code == 0

    def test_markers_are_told_with_their_lines_and_not_proved(self, pactgen, met):
        said = pactgen("scaffold", "--conflicts=markers")
        assert said.code == 1
        line = met.read_text().split("\n").index("<<<<<<< yours") + 1
        assert f"{self.REPOSITORY}:{line}: NoteRepository.list_notes" in said.out
        assert "FAIL" not in said.out
        checked = pactgen("check")
        assert checked.code == 1
        assert "1 file drifted: take out the conflict markers" in checked.err
        again = pactgen("scaffold", "--no-prove")
        assert again.code == 5
        assert "take them out, then run again" in again.err
        assert "move it aside" not in again.err
        met.write_text(BOTH.sub(r"\2", met.read_text()).replace(self.QUERY, self.MINE))
        assert pactgen("scaffold", "--no-prove").code == 0
        assert self.MINE in met.read_text()
