"""The rules by topic; `pactgen.diagnostics.registry` puts them together.

Location: pactgen/diagnostics/rules/. A rule is its code, severity, message, help and reason.
"""
