"""The user's project on disk: who owns which file, what may change, and one atomic commit.

Location: pactgen/workspace/. `files` names what the emitters hand over, `lock` what the last run
wrote, `planning` what this run would do, `commit` does it. Used by pactgen/pipeline.py.
"""
