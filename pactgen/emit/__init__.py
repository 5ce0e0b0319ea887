"""Typed sinks: the only way for text of the contract into a generated file.

Location: pactgen/emit. One file a sink. Identifier positions accept or refuse; literal positions
encode; nothing is repaired by deleting characters. Used by `pactgen.views` and `pactgen.record`.
"""

from pactgen.emit.characters import columns as columns
from pactgen.emit.comment import comment as comment
from pactgen.emit.comment import plain as plain
from pactgen.emit.config import env_value as env_value
from pactgen.emit.config import toml as toml
from pactgen.emit.config import toml_key as toml_key
from pactgen.emit.config import yaml as yaml
from pactgen.emit.docstring import docstring as docstring
from pactgen.emit.emitted import Emitted as Emitted
from pactgen.emit.emitted import code as code
from pactgen.emit.emitted import is_neutral as is_neutral
from pactgen.emit.emitted import neutral as neutral
from pactgen.emit.identifier import UnfitNameError as UnfitNameError
from pactgen.emit.identifier import dotted as dotted
from pactgen.emit.identifier import identifier as identifier
from pactgen.emit.literal import fstring_text as fstring_text
from pactgen.emit.literal import raw_string as raw_string
from pactgen.emit.literal import string as string
from pactgen.emit.markdown import markdown as markdown
from pactgen.emit.markdown import markdown_code as markdown_code
from pactgen.emit.path import path_segment as path_segment
from pactgen.emit.sql import sql_name as sql_name
from pactgen.emit.sql import sql_string as sql_string
from pactgen.emit.value import number as number
from pactgen.emit.value import one_line as one_line
from pactgen.emit.value import value as value
