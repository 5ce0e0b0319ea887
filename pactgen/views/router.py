"""The view of router.py: one handler an operation, in contract order.

Location: pactgen/views/router.py. Used by plan.py; printed by router.py.jinja.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, string
from pactgen.values import dataclass
from pactgen.views.handlers import Handler, handler_of
from pactgen.views.imports import Import
from pactgen.views.layout import call, laid_out, quoted
from pactgen.views.modules import Module, feature_module
from pactgen.views.naming import subject_of

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Feature


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaView:
    """A response class for JSON under another media type."""

    name: Emitted
    media_type: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class RouterView:
    """Everything that router.py prints."""

    module: Module
    subject: Emitted
    router: Emitted
    media: tuple[MediaView, ...]
    handlers: tuple[Handler, ...]


def router_view(design: Design, feature: Feature) -> RouterView:
    """Prepare router.py of a feature."""
    handlers = [handler_of(design, feature, endpoint) for endpoint in feature.endpoints]
    media = sorted({name for one in handlers for name in one.media})
    tag = quoted(string(feature.tag))
    imports = [Import(f"{design.package}.routing", "Operations")]
    imports += [each for one in handlers for each in one.imports]
    imports += [Import("fastapi.responses", "JSONResponse")] if media else []
    return RouterView(
        module=feature_module(design.package, feature.package, "router.py", imports),
        subject=code(subject_of(design, feature)),
        router=code(laid_out(call("router = Operations", tag))),
        media=tuple(MediaView(name=code(name), media_type=string(type_)) for name, type_ in media),
        handlers=tuple(handlers),
    )
