"""`pactgen check`: would regenerating change something?

Location: pactgen/cli/check.py.
"""

from pactgen.cli import options
from pactgen.cli.answer import finish
from pactgen.cli.progress import Watch


def check(
    contract: options.Contract = None,
    out: options.Out = None,
    overlay: options.Overlay = None,
    schema: options.Schema = None,
    strict: options.Strict = False,
    as_json: options.Json = False,
) -> None:
    """Exit 1 when regenerating would change something.

    Made for CI: names each file, writes nothing. It finds a contract that moved on, a migration
    that is missing, a generated file that was edited (and says where the edit belongs) or removed,
    and conflict markers that were left. Your own files and your edits in shared files are no drift.
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.drift import checked  # noqa: PLC0415
    from pactgen.cli.outcomes import stopped  # noqa: PLC0415

    request = pipeline.Request(
        contract=contract,
        out=out,
        overlays=tuple(overlay or ()),
        schemas=tuple(schema or ()),
        strict=strict,
    )
    try:
        result = pipeline.compile_contract(request, Watch(quiet=as_json))
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    finish(checked(result), as_json=as_json)
