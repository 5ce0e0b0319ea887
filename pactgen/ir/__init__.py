"""The values that the passes hand on: `contract` (what was read), `design` (what is built)."""
