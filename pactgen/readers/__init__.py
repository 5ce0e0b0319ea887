"""The only place that knows a file format: text in, values of `pactgen.ir` out.

Location: pactgen/readers/. `text` reads YAML and JSON with the same meaning, `files` fetches the
files of one input and resolves references between them, `positions` finds lines and columns when a
diagnostic needs them; `openapi` turns a document into a `Contract`.
"""
