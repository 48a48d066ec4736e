"""Buttons: what a press does, and that it does it once."""

from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, bindparam, exists, literal_column, or_, select, union, update

from bot.messages import Button, Toast, buttons_of
from bot.queue_ports import Pressed
from storage.database.repositories.scope import Scope, within
from storage.database.serialise import load_action, load_effect
from storage.database.tables import buttons, outbox
from storage.database.types import Instant, Key

_pressed = buttons.alias("pressed")
_member = buttons.alias("member")
_used = buttons.alias("used")

_HANDLE = bindparam("of_handle", type_=Key())
_NONE: ColumnElement[str] = literal_column("''")
_GROUP = (
    select(_pressed.c.button_group)
    .where(within(_pressed), _pressed.c.handle == _HANDLE, _pressed.c.button_group != _NONE)
    .scalar_subquery()
)


def _of_group(row: FromClause) -> ColumnElement[bool]:
    return within(row) & (row.c.button_group == _GROUP) & (row.c.button_group != _NONE)


_BUTTON_AND_GROUP = union(select(_HANDLE), select(_member.c.handle).where(_of_group(_member)))
_COLUMNS = (buttons.c.handle, buttons.c.action, buttons.c.outbox_id, buttons.c.user_id)
_USER = bindparam("of_user", type_=Key())
# One statement marks the button and its group, so that of two presses at once only one finds them unused.
_USE = (
    update(buttons)
    .where(
        within(buttons),
        buttons.c.handle.in_(_BUTTON_AND_GROUP),
        or_(_NONE == _USER, buttons.c.user_id == _USER),
        buttons.c.used_at.is_(None),
        ~exists().where(_of_group(_used), _used.c.used_at.is_not(None)),
    )
    .values(used_at=bindparam("now", type_=Instant()))
    .returning(*_COLUMNS)
)
_FIND = select(*_COLUMNS).where(within(buttons), buttons.c.handle == _HANDLE)
# What a message shows is what was sent to it last.
_SHOWN = (
    select(outbox.c.effect)
    .where(within(outbox), outbox.c.message_id == bindparam("of_message"), outbox.c.message_id != _NONE)
    .order_by(outbox.c.queued_at.desc(), outbox.c.id.desc())
    .limit(1)
)


class ButtonRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def press(self, handle: str, now: datetime, *, by: str = "") -> Pressed | None:
        used = self._scope.run(_USE, of_handle=handle, of_user=by, now=now).all()
        row = next((row for row in used if row.handle == handle), None)
        first = row is not None
        if row is None:
            row = self._scope.run(_FIND, of_handle=handle).one_or_none()
        if row is None:
            return None
        return Pressed(action=load_action(row.action), outbox_id=row.outbox_id, user_id=row.user_id, used=not first)

    def of_message(self, outbox_id: str) -> list[Button]:
        raw = self._scope.run(_SHOWN, of_message=outbox_id).scalar_one_or_none()
        if raw is None:
            return []
        effect = load_effect(raw)
        return [] if isinstance(effect, Toast) else list(buttons_of(effect.content))
