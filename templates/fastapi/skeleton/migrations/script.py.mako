"""${message}.

Location: migrations/versions
Uses: Alembic
Used by: migrations/env.py
"""

from alembic import op
import sqlalchemy as sa
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    """Apply this change."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Take this change back."""
    ${downgrades if downgrades else "pass"}
