"""What is kept of a conversation between its messages."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.dialects import postgresql

from bot.messages import Conversation
from storage.database.repositories.scope import Scope
from storage.database.tables import conversations

_NEW = postgresql.insert(conversations)
_SAVE = _NEW.on_conflict_do_update(
    index_elements=["workspace_id", "key"],
    set_={"state": _NEW.excluded.state, "updated_at": _NEW.excluded.updated_at},
)


class ConversationRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def save(self, conversation: Conversation, state: Mapping[str, Any], now: datetime) -> None:
        self._scope.insert(_SAVE, {"key": conversation.key, "state": dict(state), "updated_at": now})
