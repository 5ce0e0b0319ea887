"""`pactgen prove`: measure the backend as it stands.

Location: pactgen/cli/prove.py.
"""

from pactgen.cli import options
from pactgen.cli.answer import finish
from pactgen.cli.progress import Watch


def prove(out: options.Out = None, as_json: options.Json = False) -> None:
    """Measure the scaffolded backend against its contract.

    Compiles, imports, migrates, boots, calls every operation; exit 1 when something fails. It
    measures the project as it stands, your edits included, against its contract, in an environment
    of its own and on databases of its own.
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import proved, stopped  # noqa: PLC0415

    watch = Watch(quiet=as_json)
    try:
        proof = pipeline.prove(pipeline.Request(out=out), watch)
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    finish(proved(proof, seconds=watch.rounded()), as_json=as_json)
