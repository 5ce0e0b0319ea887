"""What is said about a run: decision log, handoff, blockers, gap overlay, explanations.

Location: pactgen/record/. Everything is printed from values (decisions, ledger, gaps, proof), so
that each figure can be checked by counting. Used by pipeline.py and the command line.
"""
