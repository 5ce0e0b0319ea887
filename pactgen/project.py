"""All files of a backend as text: the skeleton, what follows the contract, and the contract itself.

Location: pactgen/project.py. Used by the render stage. Nothing is written here.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pactgen.plan import GENERATED, YOURS, PlannedFile, planned_files
from pactgen.render import proven
from pactgen.skeleton import answers_of, render_skeleton
from pactgen.workspace.files import EmittedFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Json
    from pactgen.ir.design import Design

GENERATED_SKELETON = {"tests/test_contract.py": "tests/test_smoke.py"}
"""Files of the skeleton that are rewritten, and where to write instead."""


def render_project(
    design: Design,
    *,
    document: Mapping[str, Json],
    inputs: Mapping[str, bytes],
    template: Path | None = None,
    trust: bool = False,
) -> tuple[EmittedFile, ...]:
    """Render every file but the decision log.

    Args:
        design: what to build.
        document: the contract as served at /openapi.json.
        inputs: the files that the contract was read from, the root document first.
        template: a skeleton of the user's own.
        trust: that skeleton may run code.
    """
    return (
        *_skeleton(design, template, trust=trust),
        *(_rendered(design, planned) for planned in planned_files(design)),
        *_contract(design, document, inputs),
    )


def _skeleton(design: Design, template: Path | None, *, trust: bool) -> tuple[EmittedFile, ...]:
    files = render_skeleton(answers_of(design), template, trust=trust)
    return tuple(
        EmittedFile(
            path=path,
            text=text,
            owner=GENERATED if path in GENERATED_SKELETON else YOURS,
            instead=GENERATED_SKELETON.get(path),
        )
        for path, text in files
    )


def _rendered(design: Design, planned: PlannedFile) -> EmittedFile:
    return EmittedFile(
        path=planned.path,
        text=proven(planned.template, planned.view),
        owner=planned.owner,
        decisions=_decisions(design, planned),
        instead=planned.instead,
    )


def _decisions(design: Design, planned: PlannedFile) -> tuple[str, ...]:
    """Return the decisions about what the file's feature consists of."""
    features = [each for each in design.features if planned.feature in {None, each.package}]
    subjects = {each.package for each in features}
    for feature in features:
        subjects.update(feature.resources, feature.tables)
        for endpoint in feature.endpoints:
            subjects.update({endpoint.operation_id, endpoint.function, endpoint.operation.label})
    return tuple(
        decision.id for decision in design.decisions if decision.id.partition("/")[2] in subjects
    )


def _contract(
    design: Design, document: Mapping[str, Json], inputs: Mapping[str, bytes]
) -> tuple[EmittedFile, ...]:
    served = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    copies = tuple(
        EmittedFile(path=path, text=inputs[name].decode("utf-8"), owner=GENERATED, instead=name)
        for name, path in contract_paths(inputs).items()
    )
    served_file = EmittedFile(
        path=f"src/{design.package}/contract.json",
        text=served,
        owner=GENERATED,
        instead="the contract",
    )
    return (*copies, served_file)


def contract_paths(inputs: Mapping[str, bytes]) -> dict[str, str]:
    """Return where the copy of each input goes: one file gets a fixed name, several keep theirs."""
    names = [PurePosixPath(name) for name in inputs]
    if len(names) == 1:
        suffix = ".json" if names[0].suffix == ".json" else ".yaml"
        return {str(names[0]): f"contract/openapi{suffix}"}
    shared = _common_folder(names)
    return {str(name): f"contract/{name.relative_to(shared)}" for name in names}


def _common_folder(names: list[PurePosixPath]) -> PurePosixPath:
    folder = names[0].parent
    while not all(name.is_relative_to(folder) for name in names):
        folder = folder.parent
    return folder
