"""`pactgen diff`: what regenerating would change.

Location: pactgen/cli/diff.py.
"""

from pactgen.cli import options
from pactgen.cli.answer import finish
from pactgen.cli.progress import Watch


def diff(
    contract: options.Contract = None,
    out: options.Out = None,
    overlay: options.Overlay = None,
    schema: options.Schema = None,
    as_json: options.Json = False,
) -> None:
    """Print what regenerating would change, as a patch.

    Writes nothing and exits 0. The contract is compared with that of the last run, each change with
    its class and whether it breaks clients. The files come as a patch that `git apply` understands;
    for edited files it leads from your text to pactgen's.
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import stopped  # noqa: PLC0415
    from pactgen.cli.plan import differing  # noqa: PLC0415

    request = pipeline.Request(
        contract=contract, out=out, overlays=tuple(overlay or ()), schemas=tuple(schema or ())
    )
    try:
        result = pipeline.diff(request, Watch(quiet=as_json))
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    finish(differing(result), as_json=as_json)
