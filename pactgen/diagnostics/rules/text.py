"""Rules about files and their text: can it be read at all?

Location: pactgen/diagnostics/rules/text.py.
"""

from typing import Final

from pactgen.diagnostics.values import Rule, Severity

RULES: Final = (
    Rule(
        code="file-not-found",
        severity=Severity.ERROR,
        message="there is no file `{file}`",
        help="check the path; it is taken from the folder in which pactgen runs",
        why="pactgen reads the contract from this file.",
    ),
    Rule(
        code="file-unreadable",
        severity=Severity.ERROR,
        message="`{file}` cannot be read: {reason}",
        help="make it a regular file that you may read",
        why="pactgen reads regular files only: no folders, devices or pipes.",
    ),
    Rule(
        code="file-too-large",
        severity=Severity.ERROR,
        message="`{file}` has more than {limit} bytes",
        help="split the document into several files and join them with `$ref`",
        why="A limit on size keeps a hostile or mistaken input from using up the memory.",
    ),
    Rule(
        code="text-encoding",
        severity=Severity.ERROR,
        message="the text is not UTF-8: {reason}",
        help="save the file as UTF-8",
        why="YAML and JSON are Unicode. UTF-16 and UTF-32 are read when they begin with a byte "
        "order mark; everything else is UTF-8.",
    ),
    Rule(
        code="document-empty",
        severity=Severity.ERROR,
        message="the file is empty",
        help="write an OpenAPI document, which begins with `openapi: 3.1.0`",
        why="There is no contract to build from.",
        right="openapi: 3.1.0\ninfo: {title: Tasks, version: '1'}\npaths: {}",
    ),
    Rule(
        code="document-not-object",
        severity=Severity.ERROR,
        message="the document is {found}, not a mapping",
        help="begin with `openapi:`, `info:` and `paths:`",
        why="An OpenAPI document is a mapping of names to values.",
        right="openapi: 3.1.0\ninfo: {title: Tasks, version: '1'}\npaths: {}",
    ),
    Rule(
        code="document-too-deep",
        severity=Severity.ERROR,
        message="the document is nested deeper than {limit} levels",
        help="move inner schemas to `components/schemas` and refer to them",
        why="No contract that people write is so deep; one that is was made to exhaust the stack.",
    ),
    Rule(
        code="json-syntax",
        severity=Severity.ERROR,
        message="this is not JSON: {problem}",
        help="correct the text here; JSON has no comments, no trailing commas and no NaN",
        why="The file begins like JSON and is read as JSON.",
    ),
    Rule(
        code="yaml-syntax",
        severity=Severity.ERROR,
        message="this is not YAML: {problem}",
        help="correct the text here; the cause is often the indentation, a missing quote or a "
        "colon inside unquoted text, here or on the line above",
        why="The text cannot be read as YAML 1.2.",
    ),
    Rule(
        code="yaml-tab",
        severity=Severity.ERROR,
        message="a tab indents this line: {problem}",
        help="indent with spaces",
        why="YAML forbids tabs in indentation, because editors show them differently.",
    ),
    Rule(
        code="yaml-tag",
        severity=Severity.ERROR,
        message="the tag `{tag}` has no meaning in an OpenAPI document",
        help="remove the tag, or quote the text if it is not meant as a tag",
        why="Tags can ask a reader to make any object. pactgen makes JSON values only.",
        wrong="x-hook: !!python/object/apply:os.system [id]",
    ),
    Rule(
        code="yaml-several-documents",
        severity=Severity.ERROR,
        message="a second document begins here",
        help="keep one document in a file: remove the line `---` or split the file",
        why="An OpenAPI file holds one document. Reading only the first would lose the rest.",
    ),
    Rule(
        code="yaml-alias-unknown",
        severity=Severity.ERROR,
        message="no anchor `&{name}` stands above this alias",
        help="define the anchor first, or quote the text if `*` is meant literally",
        why="An alias repeats a node that an anchor named earlier in the file.",
        wrong="pattern: *.txt",
        right='pattern: "*.txt"',
    ),
    Rule(
        code="yaml-alias-recursive",
        severity=Severity.ERROR,
        message="the alias `*{name}` stands inside its own anchor",
        help="use `$ref` for what contains itself",
        why="The document would be infinite.",
    ),
    Rule(
        code="yaml-expands-too-far",
        severity=Severity.ERROR,
        message="with its aliases followed, the document has more than {limit} nodes",
        help="use `$ref` instead of anchors for what is repeated often",
        why="A few lines of nested aliases can stand for billions of nodes and exhaust the memory.",
    ),
    Rule(
        code="key-not-text",
        severity=Severity.ERROR,
        message="a list or mapping stands where a name must be",
        help="quote the name; `{{id}}` without quotes is a mapping in YAML",
        why="Members of a JSON object have text for a name.",
        wrong="{id}: {type: string}",
        right='"{id}": {type: string}',
    ),
    Rule(
        code="number-not-finite",
        severity=Severity.ERROR,
        message="`{text}` is no number that JSON can carry",
        help="quote it if it is text, or write a finite number",
        why="A contract is JSON data, and JSON has neither infinity nor NaN.",
    ),
    Rule(
        code="duplicate-key",
        severity=Severity.ERROR,
        message="`{name}` stands twice in one mapping, with different content",
        help="join both, or remove one",
        why="Readers keep one of the two, mostly the last. What the other says would be lost.",
        wrong="/pets:\n  get: …\n/pets:\n  post: …",
        right="/pets:\n  get: …\n  post: …",
    ),
    Rule(
        code="duplicate-key-repeated",
        severity=Severity.WARNING,
        message="`{name}` stands twice in one mapping",
        help="the last one holds; remove the other",
        why="JSON and YAML ask for unique names. Here nothing but a single value can be lost.",
    ),
)
