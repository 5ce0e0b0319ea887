"""`pactgen diff`: what regenerating would change, as a patch.

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

    Writes nothing and exits 0. For edited files the patch leads from your text to pactgen's. `git
    apply` understands it.
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import differing, stopped  # noqa: PLC0415

    request = pipeline.Request(
        contract=contract, out=out, overlays=tuple(overlay or ()), schemas=tuple(schema or ())
    )
    try:
        result = pipeline.compile_contract(request, Watch(quiet=as_json))
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    finish(differing(result), as_json=as_json)
