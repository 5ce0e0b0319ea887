"""`python -m pactgen`: the same program as the `pactgen` script.

Location: pactgen/__main__.py.
"""

from pactgen.cli import main

if __name__ == "__main__":
    main()
