"""The command line: parse arguments, call the pipeline, print. No logic.

Location: pactgen/cli/. One file a command; `answer` prints, `options` holds what commands share.
Heavy imports happen inside the commands. Used by the `pactgen` script and `python -m pactgen`.
"""

from pactgen.cli.main import main as main
