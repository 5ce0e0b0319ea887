"""The private methods of a service that find a row, or raise.

Location: pactgen/views/private_finders.py. Used by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import docstring
from pactgen.views.access import argument_names, own_column
from pactgen.views.arguments import caller_argument
from pactgen.views.blocks import Method, function
from pactgen.views.finders import (
    Finder,
    key_imports,
    key_type,
    look_up,
    missing,
    own_finder,
    own_method,
    private_name,
)
from pactgen.views.imports import Import
from pactgen.views.layout import signature
from pactgen.views.naming import apart, model_import, row_variable, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.design import Design, Feature

INDENT = 8


def own_finders(design: Design, feature: Feature) -> Iterator[Method]:
    """Yield the private methods that find the row of whoever is calling, or raise."""
    own = [each for each in feature.endpoints if own_column(each) is not None]
    for finder in dict.fromkeys(own_finder(design, each) for each in own):
        row = row_variable(finder.resource)
        row = f"own_{row}" if row == "caller" else row
        model = model_import(design, finder.resource)
        unknown = Import(f"{design.package}.callers", "UnknownCallerError")
        yield Method(
            function=function(
                signature(own_method(finder), ("self", "caller: Caller"), model.name),
                docstring(
                    f"Return the {words(finder.resource.singular)} who is calling, or raise.",
                    fallback="Return the row of whoever is calling, or raise.",
                    indent=INDENT,
                ),
                [
                    *look_up(design, finder, row, otherwise=f"raise {unknown.name}"),
                    f"return {row}",
                ],
            ),
            imports=(model, unknown, *caller_argument(design).annotation.imports),
        )


def private_finder(design: Design, finder: Finder) -> Method:
    """Return the private method that finds a row or raises."""
    resource = finder.resource
    model = model_import(design, resource)
    inner = finder.renamed(argument_names(resource, finder.lookup))
    row = apart(row_variable(resource), inner.expressions)
    declarations = [f"{key.expression}: {key_type(design, finder, key)}" for key in inner.keys]
    return Method(
        function=function(
            signature(private_name(design, finder), ("self", *declarations), model.name),
            docstring(
                f"Return the {words(resource.singular)}, or raise.",
                fallback="Return the row, or raise.",
                indent=INDENT,
            ),
            [*look_up(design, inner, row, otherwise=missing(design, inner)), f"return {row}"],
        ),
        imports=(model, *key_imports(design, finder)),
    )
