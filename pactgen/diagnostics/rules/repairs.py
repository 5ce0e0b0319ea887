"""Rules about faults that have one sensible reading: repaired with a warning.

Location: pactgen/diagnostics/rules/repairs.py. `help` is the reading; `--strict` makes them errors.
"""

from typing import Final

from pactgen.diagnostics.values import Rule, Severity


def _repair(code: str, message: str, reading: str, why: str) -> Rule:
    return Rule(code=code, severity=Severity.WARNING, message=message, help=reading, why=why)


RULES: Final = (
    _repair(
        "repair-null",
        "`{member}` is there, but empty",
        "{reading}",
        "An empty value in YAML is null, which is not allowed here. People write it for nothing.",
    ),
    _repair(
        "repair-null-type",
        "{subject} is null, not the name of a type",
        "as the type `null`",
        "YAML reads `null` without quotes as nothing. Among types and alternatives only the type "
        "of that name can be meant.",
    ),
    _repair(
        "repair-unknown-member",
        "`{member}` is no member of {kind}",
        "as if `{member}` were not there",
        "OpenAPI gives the member no meaning here; extensions begin with `x-`.",
    ),
    _repair(
        "repair-member-case",
        "`{member}` is no member of {kind}",
        "as `{reading}`",
        "The two differ in capital letters alone.",
    ),
    _repair(
        "repair-missing-responses",
        "the operation documents no responses",
        "as an operation whose answers the contract does not describe",
        "OpenAPI 3.0 requires `responses`; 3.1 does not.",
    ),
    _repair(
        "repair-missing-text",
        "`{member}` is missing from this {kind}",
        "as {reading}",
        "The member is required, but only documents the API.",
    ),
    _repair(
        "repair-missing-schema",
        "the {kind} does not say what it holds",
        "as any text",
        "A parameter without a type is text on the wire.",
    ),
    _repair(
        "repair-path-parameter-required",
        "a path parameter must say `required: true`",
        "as `required: true`",
        "A path without the parameter would be another path.",
    ),
    _repair(
        "repair-number-as-text",
        "{subject} must be text, but is {found}",
        "as the text `{reading}`",
        "YAML reads an unquoted `1.0` as a number.",
    ),
    _repair(
        "repair-text-as-value",
        "{subject} must be {expected}, but is text",
        "as {reading}",
        "The value was quoted by mistake.",
    ),
    _repair(
        "repair-type-name",
        "`{found}` is no JSON Schema type",
        "as {reading}",
        "The word is the name of a type elsewhere, and means one thing.",
    ),
    _repair(
        "repair-object-outside",
        "{kind} of OpenAPI 2.0 is no object",
        "as text",
        "The specification says how values and lists of them are spelled outside of a body, and "
        "not how objects are.",
    ),
    _repair(
        "repair-schema-as-type",
        "`type` holds a schema, not the name of a type",
        "as keywords of the schema that `type` stands in",
        "The first drafts of JSON Schema had schemas there.",
    ),
    _repair(
        "repair-duplicates",
        "{subject} holds `{value}` more than once",
        "as if it stood there once",
        "The list is a set; saying a value twice changes nothing.",
    ),
    _repair(
        "repair-content-several",
        "{subject} of a parameter names several media types",
        "as `{reading}` alone",
        "A value travels in one way, so OpenAPI allows one; nothing in a request tells which of "
        "several it is.",
    ),
    _repair(
        "repair-empty-list",
        "{subject} is empty",
        "as if it were not there",
        "The version of the document asks for at least one entry.",
    ),
    _repair(
        "repair-limit",
        "{subject} is {value}, which limits nothing",
        "as if it were not there",
        "Lengths and counts begin at 0, and a number is no multiple of one that is not positive.",
    ),
    _repair(
        "repair-single-as-list",
        "{subject} must be a list, but is {found}",
        "as a list of this one",
        "The brackets were forgotten.",
    ),
    _repair(
        "repair-required-flag",
        "`required: {found}` stands in a schema, where a list of names must be",
        "{reading}",
        "In a schema `required` lists properties; the flag belongs to parameters and to drafts of "
        "JSON Schema before the fourth.",
    ),
    _repair(
        "repair-component-name",
        "the component name `{name}` has characters that OpenAPI does not allow",
        "as it is",
        "Names of components are letters, digits, `.`, `-` and `_`; the reference is clear anyway.",
    ),
    _repair(
        "repair-path-slash",
        "the path `{path}` does not begin with a slash",
        "as `/{path}`",
        "Paths are appended to the URL of the server.",
    ),
    _repair(
        "repair-address",
        "{subject} is not written as Swagger 2.0 asks",
        "{reading}",
        "A host has neither scheme nor path, a base path begins with a slash, and a scheme is "
        "`http`, `https`, `ws` or `wss`. A backend needs the base path alone.",
    ),
    _repair(
        "repair-path-suffix",
        "the path `{path}` goes on with `{suffix}`, which is no part of a path",
        "as `{reading}`, with what stands behind it as parameters and as what tells operations of "
        "one path apart",
        "The query has parameters of its own, and what follows a `#` never reaches a server.",
    ),
    _repair(
        "repair-status",
        "`{found}` is no status code",
        "{reading}",
        "Responses stand under a three-digit status, a range such as `4XX`, or `default`.",
    ),
    _repair(
        "repair-version",
        "`{found}` is no complete version of OpenAPI",
        "as that minor version",
        "Versions have three numbers; the last one changes nothing in the meaning of a document.",
    ),
    _repair(
        "repair-reference-place",
        "OpenAPI allows no `$ref` in place of {subject}",
        "as what `{reference}` names",
        "Tools that split documents over files put references anywhere.",
    ),
    _repair(
        "repair-reference",
        "`{reference}` names nothing that can stand here",
        "as `{reading}`",
        "Exactly one component answers to what was meant.",
    ),
    _repair(
        "repair-reference-past",
        "`{reference}` leads through another reference",
        "as `{reading}`",
        "A JSON pointer names what stands in the text; what a reference on its way names is meant.",
    ),
    _repair(
        "repair-reference-documenting",
        "`{reference}` cannot be read",
        "as if it were not there",
        "Examples, links and callbacks document the API and change nothing that a backend does.",
    ),
    _repair(
        "repair-reference-parameter",
        "`{reference}` is no parameter: it says neither its name nor where it stands",
        "as if it were not there",
        "No request can carry what has no name.",
    ),
    _repair(
        "repair-reference-answer",
        "`{reference}` stands among the schemas, but an answer must stand here",
        "as {reading}",
        "A response describes what it shows; what is kept among the schemas can only be that.",
    ),
    _repair(
        "repair-reference-escape",
        "`{reference}` holds characters that a reference must escape",
        "as it is",
        "Spaces and braces in a URI are percent-encoded; the meaning is clear anyway.",
    ),
    _repair(
        "repair-path-parameter",
        "{label}: the path has `{{{name}}}`, but no such path parameter is declared",
        "{reading}",
        "Every part of a path is text unless the contract says otherwise.",
    ),
    _repair(
        "repair-path-parameter-twice",
        "{label}: the path has the parameter `{name}` twice",
        "as one value, which clients write in both places",
        "A parameter has one value in a request, and a template names it where it goes.",
    ),
    _repair(
        "repair-path-parameter-unused",
        "{label}: path parameter `{name}` does not occur in the path",
        "as if it were not there",
        "No request can carry the parameter.",
    ),
    _repair(
        "repair-operation-id",
        "{label}: the operationId `{name}` is already that of {other}",
        "as an operation without operationId",
        "An operationId is only a name; the method and path tell the operations apart.",
    ),
    _repair(
        "repair-parameter-duplicate",
        "{label}: the {location} parameter `{name}` is declared twice",
        "as the first declaration says",
        "Both say the same.",
    ),
    _repair(
        "repair-parameter-nameless",
        "{label}: a {location} parameter has no name",
        "as if it were not there",
        "No request can carry the parameter.",
    ),
    _repair(
        "repair-query-nameless",
        "the parameter that is the whole query has no name",
        "as `querystring`",
        "OpenAPI asks for a name, and no request carries it.",
    ),
    _repair(
        "repair-header-name",
        "{label}: `{name}` is no name of a header",
        "as if it were not there",
        "A header's name is a token, without spaces or brackets (RFC 9110, section 5.6.2): no "
        "message can carry this one.",
    ),
    _repair(
        "repair-key-name",
        "`{name}` is no name of a header",
        "as {reading}",
        "A header's name is a token, without spaces or colons (RFC 9110, section 5.6.2): no "
        "request can carry a key under this one.",
    ),
    _repair(
        "repair-tag-duplicate",
        "the tag `{name}` is described twice",
        "as the first description says",
        "Tags only group operations.",
    ),
    _repair(
        "repair-default",
        "the default {value} is not valid for its schema: {reason}",
        "{reading}",
        "A default documents what a left-out value means; one that the schema forbids cannot.",
    ),
    _repair(
        "repair-reference-missing",
        "`{reference}` names a file that does not exist",
        "as a schema that allows every value",
        "The file was not handed over. Whatever it would have asked for is not enforced.",
    ),
    _repair(
        "repair-reference-open",
        "`{reference}` describes no content",
        "as a schema that allows every value",
        "A response stands where a schema must be, and says nothing of what its body holds.",
    ),
    _repair(
        "repair-later-keyword",
        "`{member}` is no keyword of a schema in this version of OpenAPI",
        "as OpenAPI 3.1 and JSON Schema have it",
        "The keyword exists in a later version, where it means one thing.",
    ),
    _repair(
        "repair-other-dialect",
        "{subject} is written as another version of OpenAPI has it",
        "as that version means it",
        "The keyword changed its form between versions; both forms mean one thing.",
    ),
    _repair(
        "repair-documentation",
        "{subject} does not have the form that OpenAPI asks for",
        "as if it were not there",
        "It documents the API and changes nothing that a backend does.",
    ),
    _repair(
        "repair-exclusive",
        "`{word}` is true, but there is no limit that it could exclude",
        "as if it were not there",
        "In OpenAPI 3.0 the word says how `minimum` or `maximum` is meant.",
    ),
    _repair(
        "repair-own-schema",
        "`{member}` stands in the {kind}, not in its `schema`",
        "as a keyword of its schema",
        "Swagger 2.0 had it so; OpenAPI 3 asks for `schema`.",
    ),
    _repair(
        "repair-examples",
        "the {kind} has both `example` and `examples`",
        "as examples, all of them",
        "OpenAPI allows only one of the two words.",
    ),
    _repair(
        "repair-pattern",
        "the pattern `{pattern}` cannot be compiled: {reason}",
        "as if it were not there",
        "Patterns are regular expressions of ECMA-262, without slashes around them. What cannot "
        "be compiled cannot be enforced.",
    ),
    _repair(
        "repair-pattern-literal",
        "the pattern `{pattern}` is written as a program has it, between slashes",
        "{reading}",
        "The slashes of a literal are no part of its expression: with them, `^` and `$` fit "
        "nowhere, and no text would be valid.",
    ),
    _repair(
        "repair-mapping",
        "the value `{value}` of the discriminator leads to `{reference}`, which names nothing",
        "as if the value were not mapped",
        "The alternatives of the schema still hold.",
    ),
    _repair(
        "repair-empty-map",
        "{subject} must be a mapping, but is an empty list",
        "as an empty mapping",
        "Some languages cannot tell an empty list from an empty mapping.",
    ),
    _repair(
        "repair-security-scheme",
        "the security scheme `{name}` is not defined{suggestion}",
        "as one that no credential satisfies, so that what asks for it answers 401",
        "pactgen never guesses how a request is to be authenticated, and leaves nothing open that "
        "the contract closes.",
    ),
)
