"""The proof: run what was scaffolded and measure it against the contract.

Nothing here trusts the generated code or the passes that designed it: the stages compile, import,
migrate, boot and call a backend from the outside, and compare what comes back with the original
document. What a stage reports was counted in that run.
"""
