"""`pactgen handoff`: the decision log for machines.

Location: pactgen/cli/handoff.py.
"""

from pactgen.cli import options
from pactgen.cli.answer import Answer, finish
from pactgen.cli.progress import Watch


def handoff(
    contract: options.Contract = None,
    out: options.Out = None,
    as_json: options.Json = False,
) -> None:
    """Print the decision log as a PACT handoff.

    Produced, decisions, reasoning chain, uncertainty, integration, open questions. The same facts
    as the decision log. Without --json it is a text for people.
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import stopped  # noqa: PLC0415
    from pactgen.record.handoff import handoff as as_object  # noqa: PLC0415
    from pactgen.record.handoff import handoff_text  # noqa: PLC0415

    request = pipeline.Request(contract=contract, out=out)
    try:
        facts = pipeline.compile_contract(request, Watch(quiet=as_json)).facts
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    finish(Answer(out=handoff_text(facts), data=as_object(facts)), as_json=as_json, bare=True)
