"""What is kept of a conversation between its messages."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql

from bot.messages import Conversation
from storage.database.repositories.scope import Scope, within
from storage.database.tables import conversations

_LOAD = select(conversations.c.state).where(within(conversations), conversations.c.key == bindparam("of_key"))
_NEW = postgresql.insert(conversations)
_SAVE = _NEW.on_conflict_do_update(
    index_elements=["workspace_id", "key"],
    set_={"state": _NEW.excluded.state, "updated_at": _NEW.excluded.updated_at},
)


class ConversationRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._loaded: dict[str, dict[str, Any] | None] = {}

    def load(self, conversation: Conversation) -> dict[str, Any]:
        state = self._scope.run(_LOAD, of_key=conversation.key).scalar_one_or_none()
        self._loaded[conversation.key] = deepcopy(state)
        return state or {}

    def save(self, conversation: Conversation, state: Mapping[str, Any], now: datetime) -> None:
        # Most messages leave everything as it was.
        if self._loaded.get(conversation.key) != state:
            self._scope.insert(_SAVE, {"key": conversation.key, "state": dict(state), "updated_at": now})
