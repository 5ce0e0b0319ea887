from pactgen.diagnostics import (
    Note,
    as_json,
    diagnostic,
    ordered,
    render,
    render_short,
    repair,
    repaired,
)
from pactgen.readers.positions import SourceMap
from pactgen.source import Origin, SourceFile, Span

TEXT = "openapi: 3.0.3\ninfo:\n\ttitle: \x1b[31mÜber\npaths: {/a: 1}\n"
SOURCES = SourceMap([SourceFile(name="api.yaml", data=TEXT.encode())])
LATER = diagnostic("document-empty", Span("api.yaml", 3, 2, width=5))
FIRST = diagnostic(
    "json-syntax",
    Span("api.yaml", 1, 10, width=5),
    related=(Note(where=Span("api.yaml", 4, 1), message="paths stand"),),
    problem="a comma",
)


def test_sorted_with_excerpts_and_a_summary() -> None:
    assert render([LATER, FIRST, FIRST], SOURCES) == (
        "api.yaml:1:10: error[json-syntax]: this is not JSON: a comma\n"
        "  |\n"
        "1 | openapi: 3.0.3\n"
        "  |          ^^^^^\n"
        "  note: paths stand at api.yaml:4:1\n"
        "  help: correct the text here; JSON has no comments, no trailing commas and no NaN\n"
        "\n"
        "api.yaml:3:2: error[document-empty]: the file is empty\n"
        "  |\n"
        "3 |     title: \\x1b[31mÜber\n"
        "  |     ^^^^^\n"
        "  help: write an OpenAPI document, which begins with `openapi: 3.1.0`\n"
        "\n"
        "2 errors\n"
    )


def test_one_line_each() -> None:
    assert render_short([LATER, FIRST], SOURCES) == (
        "api.yaml:1:10: error[json-syntax]: this is not JSON: a comma\n"
        "api.yaml:3:2: error[document-empty]: the file is empty\n"
    )


def test_nothing_is_said_about_nothing() -> None:
    assert render([], SOURCES) == ""


def test_without_a_place() -> None:
    found = diagnostic("file-not-found", None, file="a.yaml")
    assert render_short([found], SOURCES) == "error[file-not-found]: there is no file `a.yaml`\n"


def test_json() -> None:
    (found,) = as_json([FIRST], SOURCES)
    assert found == {
        "code": "json-syntax",
        "severity": "error",
        "message": "this is not JSON: a comma",
        "help": FIRST.help,
        "file": "api.yaml",
        "line": 1,
        "column": 10,
        "pointer": None,
        "related": [{"message": "paths stand", "file": "api.yaml", "line": 4, "column": 1}],
    }


def test_repairs_are_warnings_unless_strict() -> None:
    made = repair("repair-status", Origin("api.yaml", "/paths"), found="2xx", reading="as `2XX`")
    lenient, strict = repaired(made, strict=False), repaired(made, strict=True)
    assert (lenient.severity, lenient.help) == ("warning", "it is read as `2XX`")
    assert (strict.severity, strict.help) == ("error", "without `--strict` it is read as `2XX`")


def test_many_warnings_alike_are_counted() -> None:
    warnings = [
        repaired(repair("repair-null", Origin("x"), member=str(n), reading="so"), strict=False)
        for n in range(9)
    ]
    said = render(warnings, SOURCES, alike=2)
    assert said.count("warning[repair-null]: `") == 2
    assert said.endswith("… and 7 more like it: warning[repair-null]\n\n9 warnings\n")
    assert len(ordered(warnings, SOURCES)) == 9
