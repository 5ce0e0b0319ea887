import re
import tomllib
from pathlib import Path

import pytest

from pactgen import __version__

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "pactgen").rglob("*.py"))
LONGEST = 600


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_source_file_is_small_says_where_it_is_and_leaves_nothing_undone(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert not re.search(r"\b(TODO|FIXME|XXX)\b", text)
    assert text.lstrip().startswith(('"""', 'r"""'))
    assert "/work/" not in text


def test_the_ir_imports_only_source_decisions_and_values():
    for path in (ROOT / "pactgen" / "ir").glob("*.py"):
        imports = re.findall(r"^(?:from|import) pactgen\.(\w+)", path.read_text(), re.MULTILINE)
        assert set(imports) <= {"ir", "source", "decisions", "values"}, path


def test_the_package_and_its_metadata_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == __version__
