"""Three texts become one: what pactgen printed last, what it prints now, what is on the disk.

Location: pactgen/merge/. `python` merges source by definitions, `lines` any other text; both say
where the two sides cannot be reconciled. Pure functions of text; used by pactgen/workspace/.
"""
