"""The values that the passes hand on; see `contract` (what was read) and `design` (what is built)."""
