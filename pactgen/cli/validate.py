"""`pactgen validate`: read the contract and say everything that is wrong with it.

Location: pactgen/cli/validate.py.
"""

from pactgen.cli import options
from pactgen.cli.answer import finish
from pactgen.cli.progress import Watch


def validate(
    contract: options.Contract = None,
    overlay: options.Overlay = None,
    schema: options.Schema = None,
    strict: options.Strict = False,
    as_json: options.Json = False,
) -> None:
    """Report everything that is wrong with a contract.

    Each finding has a file, a line and a column; errors exit 3. With --strict also what pactgen
    would repair, and what openapi-spec-validator finds.
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import stopped, validated  # noqa: PLC0415

    request = pipeline.Request(
        contract=contract, overlays=tuple(overlay or ()), schemas=tuple(schema or ()), strict=strict
    )
    try:
        result = pipeline.validate(request, Watch(quiet=as_json))
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    finish(validated(result), as_json=as_json)
