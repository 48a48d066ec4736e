"""What reports are made of."""

from dataclasses import dataclass

from bot.domain.activities import ActivityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityCount:
    """How much one person did of one kind: `held`, and `attempted` without reaching anybody."""

    owner_id: str | None
    kind: ActivityKind
    held: int
    attempted: int = 0

    @property
    def total(self) -> int:
        return self.held + self.attempted
