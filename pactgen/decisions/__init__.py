"""Decisions as values: whatever pactgen could have done in another way, and why it did not."""

from pactgen.decisions.decision import Decision as Decision
from pactgen.decisions.decision import Level as Level
