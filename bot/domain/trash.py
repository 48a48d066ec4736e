"""What was deleted, and may come back."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.changes import RecordKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Trashed:
    """A record in the trash, and since when."""

    kind: RecordKind
    id: str
    deleted_at: datetime
