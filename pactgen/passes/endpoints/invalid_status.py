"""Which status answers bad input: 400 or 422."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.decisions import Decision, behaviour
from pactgen.passes.endpoints.windows import refusal_of_cursors

if TYPE_CHECKING:
    from pactgen.config import Config
    from pactgen.ir.contract import Contract, Operation


BAD_REQUEST: Final = 400


def invalid_status(
    config: Config, operation: Operation, operation_id: str, common: int
) -> tuple[int, tuple[Decision, ...]]:
    """Return the status of an operation; `common` is that of most others."""
    stated = config.operation(operation_id, operation.label).invalid_status
    if stated is not None:
        return stated, ()
    known = {response.status for response in operation.responses}
    if "422" in known and "400" not in known:
        return 422, ()
    if "400" in known and "422" not in known:
        return 400, ()
    if "400" in known and refusal_of_cursors(operation) == BAD_REQUEST:
        status, why = 422, "Both are documented, and 400 for cursors that the list never gave out."
    elif "400" in known:
        status = 422 if operation.body is not None else 400
        why = "Both are documented; 422 fits a body that parses and breaks its schema."
    else:
        status = common
        why = "The operation documents neither; the rest of the contract does it so."
    return status, (behaviour.invalid_status(operation, operation_id, status, why),)


def common_invalid_status(contract: Contract) -> int:
    """Return the status that more operations document for bad input; 422 when none does."""
    known = [response.status for one in contract.operations for response in one.responses]
    return 400 if known.count("400") > known.count("422") else 422
