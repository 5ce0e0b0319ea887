"""Whether an operation does nothing with what a request must tell it.

A parameter that may be left out narrows, or shapes; without one that may not, nothing can be asked
at all: who heeds it not answers something else (`GET /drivers?lat=&lng=`), or takes away more
(`DELETE /tags/{arn}?tagKeys=`). So does a new row that has nothing of a member which the body must
bring. How an answer is written and who calls is none of it.

Location: pactgen/passes/endpoints/unheeded.py. Used by design_endpoints.py.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import CreateRow
from pactgen.ir.inputs import UnusedRole
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.shapes import input_shape_of, shape_of
from pactgen.passes.words.names import attribute_names, snake
from pactgen.passes.words.vocabulary import CONFIRMATIONS, SHAPING, bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.design import Endpoint
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_HOW: Final = SHAPING | {
    "alt", "callback", "count", "culture", "details", "direction", "exclude", "expand", "fieldset",
    "format", "formatting", "full", "hide", "jsonp", "language", "limit", "no", "offset", "order",
    "ordering", "output", "page", "per", "pretty", "projection", "raw", "row", "rows", "show",
    "size", "skip", "sort", "sorting", "timezone", "units", "verbose", "version", "view", "with",
    "without", "wrap",
}  # fmt: skip
"""Words of what says how the answer is written, in which language, and how much of it."""
_WHO: Final = frozenset(
    {"apikey", "accesskey", "accesstoken", "appid", "appkey", "apitoken", "authkey", "authtoken"}
    | {"authorization", "clientid", "jwt", "nonce", "sessiontoken", "signature", "timestamp"}
    | {"wskey"}
)
"""What proves who calls, where no security scheme says so."""
_PROVES: Final = re.compile(
    r"\b(?:access token|api (?:key|secret)|authenticat|authoriz|credential)", re.IGNORECASE
)
"""In the description of such a parameter."""


def everywhere(contract: Contract) -> frozenset[str]:
    """Return the parameters that more than half of the operations ask for: those of the API."""
    asked = Counter(
        bare(each.name)
        for operation in contract.operations
        for each in operation.parameters
        if each.location == "query" and each.required
    )
    half = len(contract.operations) / 2
    return frozenset(name for name, times in asked.items() if times > max(half, 2))


def unheeded(
    contract: Contract,
    one: Sighting,
    verdict: Verdict,
    stored: Stored | None,
    endpoint: Endpoint,
    known: frozenset[str],
) -> str | None:
    """Return why what it must be told changes nothing; None where all of it counts."""
    if verdict.stated or stored is None:
        return None
    for each in endpoint.inputs:
        asked = each.parameter.location == "query" and each.parameter.required
        said = known | {bare(step.parameter) for step in one.place.steps}
        if asked and isinstance(each.role, UnusedRole) and _counts(contract, each.parameter, said):
            return f"It must be told `{each.parameter.name}`, and no rule says what that changes."
    name = stored.kept.name
    lost = next(_lost(contract, one, stored, endpoint), None)
    if lost is not None:
        return f"Its body must bring `{lost}`, and no {name} keeps it in that form."
    made_up = _made_up(contract, one, stored, endpoint)
    return made_up and f"Answers show `{made_up}` of a {name} elsewhere than bodies bring it."


def _counts(contract: Contract, parameter: Parameter, known: Iterable[str]) -> bool:
    """Whether a parameter says what is meant: it may have several values, and this API's own."""
    name = bare(parameter.name)
    proves = name in _WHO or _PROVES.search(parameter.description or "") is not None
    if name in known or proves or set(snake(parameter.name).split("_")) & _HOW:
        return False
    values = effective(contract, parameter.schema).enum
    return values is None or len(values) > 1


def _lost(contract: Contract, one: Sighting, stored: Stored, endpoint: Endpoint) -> Iterator[str]:
    """Yield the required members of the body that no column takes, but for what the path names.

    With a schema document its tables say what is kept.
    """
    dropped = set(getattr(endpoint.behaviour, "ignored", ())) - set(dict(stored.table.constants))
    if not dropped or one.body is None or stored.table.declared is not None:
        return
    named = {bare(step.parameter) for step in one.place.steps}
    called = getattr(endpoint.behaviour, "key_in_body", None) or ""
    key = {bare(stored.table.key.wire_name), bare(stored.lookup), bare(called)}
    members = input_shape_of(contract, one.body).properties
    attributes = attribute_names(member.name for member in members)
    for member in members:
        apart = named | key | CONFIRMATIONS
        if (
            member.required
            and attributes[member.name] in dropped
            and bare(member.name) not in apart
        ):
            yield member.name


def _made_up(contract: Contract, one: Sighting, stored: Stored, endpoint: Endpoint) -> str | None:
    """Return what a new row would have a placeholder of, though the body brings it elsewhere.

    In the member that wraps the row in answers, or beside it: `{output}` of `{data: {output}}`.
    """
    behaviour = endpoint.behaviour
    if (
        not isinstance(behaviour, CreateRow)
        or one.body is None
        or stored.table.declared is not None
    ):
        return None
    brought = input_shape_of(contract, one.body)
    names = {member.name for member in brought.properties}
    route = () if one.answer is None else one.answer.route
    wrapped = brought.property(route[0]) if route and one.member is None else None
    inside = () if wrapped is None else shape_of(contract, wrapped.schema).properties
    held = {member.name for member in inside}
    for column, value in behaviour.filled:
        shown = stored.table.column(column).wire_name
        if shown in held or (isinstance(value, dict) and value and names >= set(value)):
            return shown
    return None
