"""The view of file_store.py: what an upload carries, and how a stored file is answered.

Location: pactgen/views/files.py. Used by plan.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, identifier
from pactgen.ir.behaviours import DownloadFile, UploadFile
from pactgen.values import dataclass
from pactgen.views.access import file_with

if TYPE_CHECKING:
    from pactgen.ir.design import Design


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesView:
    """Everything that file_store.py prints."""

    package: Emitted


def has_files(design: Design) -> bool:
    """Tell whether files are stored."""
    return any(
        isinstance(each.behaviour, UploadFile | DownloadFile) or file_with(each) is not None
        for each in design.endpoints
    )


def files_view(design: Design) -> FilesView:
    """Prepare file_store.py."""
    return FilesView(package=identifier(design.package))
