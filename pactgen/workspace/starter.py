"""The two files that `pactgen init` writes.

Location: pactgen/workspace/starter.py. The contract is small but complete: it scaffolds as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_CONTRACT: Final = """\
openapi: 3.1.0
info:
  title: My Service
  version: 0.1.0
paths:
  /notes:
    get:
      operationId: listNotes
      tags: [notes]
      parameters:
        - {name: page, in: query, schema: {type: integer, minimum: 1, default: 1}}
        - name: per_page
          in: query
          schema: {type: integer, minimum: 1, maximum: 100, default: 20}
      responses:
        '200':
          description: A page of notes.
          content:
            application/json:
              schema:
                type: object
                required: [data, total]
                properties:
                  data: {type: array, items: {$ref: '#/components/schemas/Note'}}
                  total: {type: integer}
    post:
      operationId: createNote
      tags: [notes]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Note'}
      responses:
        '201':
          description: The note, stored.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Note'}
  /notes/{noteId}:
    parameters:
      - {name: noteId, in: path, required: true, schema: {type: string, format: uuid}}
    get:
      operationId: getNote
      tags: [notes]
      responses:
        '200':
          description: The note.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Note'}
    delete:
      operationId: deleteNote
      tags: [notes]
      responses:
        '204': {description: The note is gone.}
components:
  schemas:
    Note:
      type: object
      required: [id, text]
      properties:
        id: {type: string, format: uuid, readOnly: true}
        text: {type: string, maxLength: 2000}
        created_at: {type: string, format: date-time, readOnly: true}
"""
_CONFIG: Final = """\
# What you decide otherwise than pactgen would. Every key is optional; the decision log names the
# line that overrides each decision.
contract: docs/api.yaml

# operations:
#   GET /notes: {behaviour: list, resource: Note}
# relations:
#   Note.author_id: Author
# unique: [Author.email]
"""
_FILES: Final = {"docs/api.yaml": _CONTRACT, "pactgen.yaml": _CONFIG}


def start(root: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write what is not there; return what was written and what was kept."""
    kept = tuple(path for path in _FILES if (root / path).exists())
    written = tuple(path for path in _FILES if path not in kept)
    for path in written:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(_FILES[path], encoding="utf-8")
    return written, kept
