import pytest

from pactgen.values import replace
from pactgen.workspace.bases import remembered
from pactgen.workspace.changes import Action
from pactgen.workspace.files import EmittedFile, Owner
from pactgen.workspace.past import past_of
from pactgen.workspace.paths import UnsafePathError
from pactgen.workspace.planning import plan_changes
from pactgen.workspace.store import read_lock
from tests.workspace.conftest import shared

ALL = ("src/books/service.py", "src/features.py", "src/main.py")


def changed(file: EmittedFile, text: str) -> EmittedFile:
    return replace(file, text=text)


def test_an_empty_project_gets_every_file(project, files):
    assert project.actions(*files) == dict.fromkeys(ALL, "create")
    project.run(*files)
    assert (project.root / "src/main.py").read_text() == "app = 1\n"


def test_a_second_run_changes_no_byte(project, files):
    project.run(*files)
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in project.root.rglob("*.py")}
    tree = project.tree()
    assert project.actions(*files) == dict.fromkeys(ALL, "keep")
    project.run(*files)
    assert project.tree() == tree
    assert all((p.read_bytes(), p.stat().st_mtime_ns) == seen for p, seen in before.items())


def test_an_unedited_file_is_rewritten(project, files):
    project.run(*files)
    features, service, main = files
    newer = (changed(features, "new\n"), changed(service, "newer\n"), changed(main, "newest\n"))
    assert project.actions(*newer) == {
        "src/features.py": "rewrite",
        "src/books/service.py": "rewrite",
        "src/main.py": "keep",
    }
    project.run(*newer)
    assert (project.root / "src/features.py").read_text() == "new\n"
    assert (project.root / "src/main.py").read_text() == "app = 1\n"
    assert remembered(project.root, "src/books/service.py") == "newer\n"


def test_an_edited_generated_file_is_a_conflict_that_says_where_to_write(project, files):
    project.run(*files)
    project.write("src/features.py", "mine\n")
    (conflict,) = project.plan(*files).conflicts
    assert conflict.path == "src/features.py"
    assert "edited" in conflict.note
    assert conflict.instead == files[0].instead


def test_an_edited_shared_file_stays_as_long_as_the_contract_does(project, files):
    project.run(*files)
    project.write("src/books/service.py", "class Service: ...\n\n\nMINE = 1\n")
    assert project.actions(*files)["src/books/service.py"] == "keep"
    before = project.tree()
    project.run(*files)
    assert project.tree() == before


def test_an_edited_shared_file_takes_the_change_of_the_contract_in(project, files):
    project.run(*files)
    project.write("src/books/service.py", "class Service: ...\n\n\nMINE = 1\n")
    newer = changed(files[1], "class Service: ...\n\n\nclass Other: ...\n")
    project.run(files[0], newer, files[2])
    assert (project.root / "src/books/service.py").read_text() == (
        "class Service: ...\n\n\nclass Other: ...\n\n\nMINE = 1\n"
    )
    before = project.tree()
    project.run(files[0], newer, files[2])
    assert project.tree() == before


def test_windows_line_ends_survive_a_merge(project, files):
    project.run(*files)
    project.write("src/books/service.py", "class Service: ...\r\nMINE = 1\r\n")
    project.run(files[0], changed(files[1], "class Service: pass\n"), files[2])
    assert (project.root / "src/books/service.py").read_bytes() == (
        b"class Service: pass\r\nMINE = 1\r\n"
    )


def test_both_sides_of_one_place_are_a_conflict_that_shows_them(project, files):
    project.run(*files)
    project.write("src/books/service.py", "class Service: mine = 1\n")
    newer = (files[0], changed(files[1], "class Service: other = 1\n"), files[2])
    (conflict,) = project.plan(*newer).conflicts
    (clash,) = conflict.clashes
    assert (clash.ours, clash.theirs) == ("class Service: mine = 1\n", "class Service: other = 1\n")
    marked = project.plan(*newer).with_markers()
    assert not marked.conflicts
    (change,) = [each for each in marked.writes if each.path == "src/books/service.py"]
    assert change.content == (
        b"<<<<<<< yours\nclass Service: mine = 1\n"
        b"||||||| pactgen, last time\nclass Service: ...\n"
        b"=======\nclass Service: other = 1\n>>>>>>> pactgen, now\n"
    )


def test_an_edit_that_equals_the_new_text_is_no_conflict(project, files):
    project.run(*files)
    project.write("src/features.py", "new\n")
    assert project.actions(changed(files[0], "new\n"), *files[1:])["src/features.py"] == "keep"


def test_a_file_of_somebody_else_is_a_conflict(project, files):
    project.write("src/features.py", "mine\n")
    (conflict,) = project.plan(*files).conflicts
    assert "did not write it" in conflict.note


def test_your_file_is_never_touched(project, files):
    project.write("src/main.py", "before pactgen\n")
    project.run(*files)
    project.run(changed(files[2], "other\n"), *files[:2])
    assert (project.root / "src/main.py").read_text() == "before pactgen\n"


def test_your_file_stays_deleted(project, files):
    project.run(*files)
    (project.root / "src/main.py").unlink()
    assert project.actions(*files)["src/main.py"] == "keep"


def test_a_deleted_generated_file_comes_back(project, files):
    project.run(*files)
    (project.root / "src/features.py").unlink()
    assert project.actions(*files)["src/features.py"] == "create"


def test_files_that_vanish_from_the_plan(project, files):
    project.run(*files)
    project.write("src/books/notes.txt", "mine\n")
    assert project.actions() == {
        "src/features.py": "delete",
        "src/books/service.py": "delete",
        "src/main.py": "keep",
    }
    project.run()
    assert set(project.tree()) == {
        ".pactgen/.gitignore",
        "pactgen.lock",
        "src/books/notes.txt",
        "src/main.py",
    }


def test_folders_that_a_removal_leaves_empty_go_too(project, files):
    project.run(*files)
    project.run(*files[::2])
    assert not (project.root / "src/books").exists()


def test_an_edited_file_that_vanishes_from_the_plan_is_kept(project, files):
    project.run(*files)
    project.write("src/features.py", "mine\n")
    changes = project.run(*files[1:])
    assert (project.root / "src/features.py").read_text() == "mine\n"
    assert "src/features.py" not in changes.entries


def test_a_shared_file_that_was_given_up_with_edits_is_merged_when_it_is_printed_again(
    project, files
):
    project.run(*files)
    project.write("src/books/service.py", "class Service: ...\n\n\nMINE = 1\n")
    (kept,) = (each for each in project.run(*files[::2]).changes if each.owner is Owner.SHARED)
    assert "it is yours now" in kept.note
    before = project.tree()
    assert before["src/books/service.py"] == b"MINE = 1\n"
    (kept,) = (each for each in project.run(*files[::2]).changes if each.owner is Owner.SHARED)
    assert (kept.action, kept.note, kept.notes) == ("keep", "yours", ()), "told once"
    assert project.tree() == before
    project.run(files[0], changed(files[1], "class Service: pass\n"), files[2])
    assert (project.root / "src/books/service.py").read_text() == (
        "MINE = 1\n\n\nclass Service: pass\n"
    )


def test_a_shared_file_that_was_given_up_and_then_removed_is_forgotten(project, files):
    project.run(*files)
    project.write("src/books/service.py", "MINE = 1\n")
    project.run(*files[::2])
    (project.root / "src/books/service.py").unlink()
    project.run(*files[::2])
    assert remembered(project.root, "src/books/service.py") is None
    assert project.actions(*files)["src/books/service.py"] == "create"


def test_a_shared_file_stays_deleted_and_the_change_it_misses_is_told(project, files):
    files = (*files, replace(files[1], path="src/books/router.py"))
    project.run(*files)
    (project.root / "src/books/service.py").unlink()
    project.run(*files)
    before = project.tree()
    newer = (files[0], changed(files[1], "class Service: pass\n"), *files[2:])
    (told,) = (each for each in project.run(*newer).changes if each.notes)
    assert (told.path, told.action) == ("src/books/service.py", "keep")
    assert project.tree() == before
    project.write("src/books/service.py", "class Service: ...\n")
    project.run(*newer)
    assert (project.root / "src/books/service.py").read_text() == "class Service: pass\n"


def test_a_deleted_module_that_is_imported_is_told_each_time(project):
    files = (
        shared("src/shop/books/router.py", "from shop.books import service\n"),
        shared("src/shop/books/service.py", "class Service: ...\n"),
        generated("src/shop/features.py", "import shop.books.router\n"),
    )
    project.run(*files)
    (project.root / "src/shop/books/service.py").unlink()
    for _ in range(2):
        (told,) = (each for each in project.run(*files).changes if each.notes)
        assert told.path == "src/shop/books/service.py"
        assert "src/shop/books/router.py imports it" in told.notes[0].message
    project.write("src/shop/books/router.py", "router = 1\n")
    assert not any(each.notes for each in project.run(*files).changes)


def test_shared_files_come_back_when_none_is_left(project, files):
    project.run(*files)
    (project.root / "src/books/service.py").unlink()
    assert project.actions(*files)["src/books/service.py"] == "create"


def test_a_formatter_over_generated_files_is_no_edit(project, files):
    features = changed(files[0], 'ROUTERS = (one, "two")\n')
    project.run(features, *files[1:])
    project.write("src/features.py", "ROUTERS = (\n    one,\n    'two',\n)\n")
    assert project.actions(features, *files[1:])["src/features.py"] == "keep"
    newer = changed(features, 'ROUTERS = ("three",)\n')
    printed = {"src/features.py": (features.text,)}
    past = past_of(project.root, read_lock(project.root).files, lambda: printed)
    plan = plan_changes((newer, *files[1:]), past)
    assert [each.action for each in plan.changes if each.path == "src/features.py"] == ["rewrite"]


def test_a_formatter_over_a_shared_file_keeps_it_from_nothing(project, files):
    project.run(*files)
    project.write("src/books/service.py", "\n\nclass Service: ...\n")
    assert project.actions(*files)["src/books/service.py"] == "keep"
    assert project.actions(*files[::2])["src/books/service.py"] == "delete"


def test_a_moved_file_follows_the_contract_where_it_is(project, files):
    text = "".join(f"def f{number}() -> int: ...\n\n\n" for number in range(20))
    service = changed(files[1], text)
    project.run(files[0], service, files[2])
    (project.root / "src/shop").mkdir()
    (project.root / "src/books/service.py").rename(project.root / "src/shop/rules.py")
    newer = changed(service, text.replace("int", "str"))
    project.run(files[0], newer, files[2])
    assert (project.root / "src/shop/rules.py").read_text() == newer.text
    assert not (project.root / "src/books/service.py").exists()


def test_a_windows_checkout_is_no_edit(project, files):
    project.run(*files)
    project.write("src/features.py", "ROUTERS = ()\r\n")
    assert project.actions(*files)["src/features.py"] == "keep"


def test_a_copy_follows_its_original_in_line_endings_too(project):
    project.run(generated("contract.yaml", "a: 1\n"))
    project.run(generated("contract.yaml", "a: 1\r\n"))
    assert (project.root / "contract.yaml").read_bytes() == b"a: 1\r\n"


def test_an_entry_that_differs_in_case_is_a_conflict_or_yours(project, files):
    project.write("src/Features.py", "mine\n")
    project.write("src/Main.py", "mine\n")
    actions = project.actions(*files)
    assert actions["src/features.py"] == "conflict"
    assert actions["src/main.py"] == "keep"


@pytest.mark.parametrize("path", ["../x.py", "src/aux.py", "src/FEATURES.py"])
def test_unsafe_paths_are_refused(project, files, path):
    with pytest.raises(UnsafePathError):
        project.plan(*files, generated(path, ""))


def test_owners_are_recorded(project, files):
    changes = project.run(*files)
    assert changes.entries["src/main.py"].owner is Owner.YOURS


def generated(path: str, text: str) -> EmittedFile:
    return EmittedFile(path=path, text=text, owner=Owner.GENERATED)


def test_imports_of_a_moved_module_are_no_edit_of_a_generated_file(project, files):
    """An editor rewrites them; what the last run would print for the moved file says the same."""
    features = replace(files[0], text="from books.router import router\n")
    project.run(features)
    project.write(features.path, "from books.web.router import router\n")
    now = replace(features, text="from books.web.router import router\nMORE = 1\n")
    entries = read_lock(project.root).files
    assert plan_changes((now,), past_of(project.root, entries)).conflicts
    last = {features.path: (features.text, "from books.web.router import router\n")}
    changes = plan_changes((now,), past_of(project.root, entries, lambda: last))
    assert [each.action for each in changes.changes] == [Action.REWRITE]
