"""From the design to final strings and booleans: all that a template may see.

Location: pactgen/views. One file a generated file, and what several of them share. All logic of the
output lives here: which imports, where lines break, which expression builds an answer.
"""
