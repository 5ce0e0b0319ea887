"""All files of a backend as text: the skeleton, what follows the contract, and the contract itself.

Location: pactgen/project.py. Used by the render stage. Nothing is written here.
"""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import orjson

from pactgen.migrations.chain import BEGINNING
from pactgen.plan import GENERATED, SHARED, YOURS, PlannedFile, planned_files
from pactgen.readers.text import decoded
from pactgen.render import proven
from pactgen.skeleton import answers_of, render_skeleton
from pactgen.workspace.files import EmittedFile
from pactgen.workspace.project import SCHEMA_COPIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pactgen.ir.contract import Json
    from pactgen.ir.design import Design
    from pactgen.migrations.chain import Chain
    from pactgen.workspace.files import Owner

SHARED_SKELETON = frozenset({"migrations/env.py", "tests/test_contract.py"})
"""Files of the skeleton that later versions may have to change beside your edits."""


def render_project(
    design: Design,
    *,
    document: Mapping[str, Json],
    inputs: Mapping[str, bytes],
    schema: Mapping[str, bytes] | None = None,
    template: Path | None = None,
    trust: bool = False,
    chain: Chain = BEGINNING,
) -> tuple[EmittedFile, ...]:
    """Render every file but the decision log.

    Args:
        design: what to build.
        document: the contract as served at /openapi.json.
        inputs: the files that the contract was read from, the root document first.
        schema: those of the database engineer's schema, in their order.
        template: a skeleton of the user's own.
        trust: that skeleton may run code.
        chain: the revisions that are there, and the one that comes.
    """
    decided = cache(partial(_decisions, design, _by_subject(design)))
    return (
        *_skeleton(design, template, trust=trust),
        *(_rendered(planned, decided) for planned in planned_files(design, chain)),
        *(EmittedFile(path=each.path, text=each.text, owner=YOURS) for each in chain.kept),
        *_contract(design, document, inputs),
        *_schema(schema or {}),
    )


def _skeleton(design: Design, template: Path | None, *, trust: bool) -> tuple[EmittedFile, ...]:
    files = render_skeleton(answers_of(design), template, trust=trust)
    return tuple(
        EmittedFile(
            path=path,
            text=text,
            owner=_skeleton_owner(path),
        )
        for path, text in files
    )


def _skeleton_owner(path: str) -> Owner:
    return SHARED if path in SHARED_SKELETON else YOURS


def _rendered(
    planned: PlannedFile, decided: Callable[[str | None], tuple[str, ...]]
) -> EmittedFile:
    return EmittedFile(
        path=planned.path,
        text=proven(planned.template, planned.view),
        owner=planned.owner,
        decisions=() if planned.is_revision else decided(planned.feature),
        instead=planned.instead,
    )


def _by_subject(design: Design) -> dict[str, list[int]]:
    """Return where the decisions about each subject stand among all decisions."""
    found: dict[str, list[int]] = {}
    for index, decision in enumerate(design.decisions):
        found.setdefault(decision.id.partition("/")[2], []).append(index)
    return found


def _decisions(
    design: Design, decided: Mapping[str, Sequence[int]], package: str | None
) -> tuple[str, ...]:
    """Return the decisions about what a feature consists of, or all of them, in their order."""
    features = [each for each in design.features if package in {None, each.package}]
    subjects = {each.package for each in features}
    for feature in features:
        subjects.update(feature.resources, feature.tables)
        for endpoint in feature.endpoints:
            subjects.update({endpoint.operation_id, endpoint.function, endpoint.operation.label})
    indexes = sorted(index for subject in subjects for index in decided.get(subject, ()))
    return tuple(design.decisions[index].id for index in indexes)


def _contract(
    design: Design, document: Mapping[str, Json], inputs: Mapping[str, bytes]
) -> tuple[EmittedFile, ...]:
    copies = tuple(
        EmittedFile(path=path, text=decoded(inputs[name]), owner=GENERATED, instead=name)
        for name, path in contract_paths(inputs).items()
    )
    served_file = EmittedFile(
        path=f"src/{design.package}/contract.json",
        text=_served(document),
        owner=GENERATED,
        instead="the contract",
    )
    return (*copies, served_file)


def _served(document: Mapping[str, Json]) -> str:
    try:
        return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode() + "\n"
    except TypeError:  # integers beyond 64 bits
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _schema(files: Mapping[str, bytes]) -> Iterator[EmittedFile]:
    """Keep the schema with the project that follows it."""
    for name, data in files.items():
        path = f"{SCHEMA_COPIES}/{PurePosixPath(name).name}"
        text = data.decode("utf-8", "replace")
        yield EmittedFile(path=path, text=text, owner=GENERATED, instead=name)


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
