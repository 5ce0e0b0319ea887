import json
import sys
from dataclasses import dataclass

import pytest

from pactgen.cli import main

CONTRACT = """\
openapi: 3.1.0
info: {title: Notebook, version: '1'}
paths:
  /notes:
    get:
      operationId: listNotes
      responses:
        '200':
          description: All notes.
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Note'}}
    post:
      operationId: createNote
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: '#/components/schemas/Note'}
      responses:
        '201':
          description: Stored.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Note'}
  /notes/{id}:
    get:
      operationId: getNote
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200':
          description: The note.
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Note'}
components:
  schemas:
    Note:
      type: object
      required: [id, text]
      properties:
        id: {type: integer, readOnly: true}
        text: {type: string}
"""


@dataclass(frozen=True, kw_only=True)
class Said:
    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def pactgen(monkeypatch, capsys):
    """Run a command line in this process."""

    def run(*arguments: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["pactgen", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        captured = capsys.readouterr()
        return Said(code=left.value.code, out=captured.out, err=captured.err)

    return run


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with a small contract; it is the current folder."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/api.yaml").write_text(CONTRACT)
    monkeypatch.chdir(tmp_path)
    return tmp_path
