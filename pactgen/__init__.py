"""pactgen compiles an API contract to a backend, and says why the result looks as it does.

Location: pactgen/__init__.py. Everything else of the package imports from here only the version.
"""

__version__ = "0.1.0"
