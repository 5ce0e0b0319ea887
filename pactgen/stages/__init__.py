"""The stages of the pipeline, for the page that names them in their order.

Location: pactgen/stages/. `values` is what they pass on; each other file is one part of the way.
Used by pactgen/pipeline.py only.
"""
