"""Whose records are meant: the speaker's own, a colleague's, everybody's."""

from dataclasses import dataclass

from bot.conversation.turn import Reply, Turn, said
from bot.domain.names import name_words
from bot.domain.people import User
from bot.language.frames import Frame


@dataclass(frozen=True, slots=True)
class Owner:
    """`id` None: everybody. `user` is the one person, where it is one."""

    id: str | None
    user: User | None = None


def owner_of(turn: Turn, frame: Frame) -> Owner | Reply:
    """The owner that a frame names; without one the speaker. A reply where nobody has that name."""
    written = str(frame.slots.get("owner", ""))
    if written == "team":
        return Owner(None)
    if written in ("", "me"):
        return Owner(turn.speaker.user.id, turn.speaker.user)
    user = user_named(turn, written)
    return Owner(user.id, user) if user else said(turn.texts("user-none", name=written))


def user_named(turn: Turn, written: str) -> User | None:
    """The one active colleague whose name has all of these words; "me" is the speaker."""
    if written == "me":
        return turn.speaker.user
    words = set(name_words(written))
    fitting = [user for user in turn.uow.users.all() if user.active and words and words <= set(name_words(user.name))]
    return fitting[0] if len(fitting) == 1 else None


def owner_reply(turn: Turn, name: str, owner_id: str | None) -> Reply:
    """Who has what is called `name`."""
    owner = turn.uow.users.get(owner_id) if owner_id else None
    if owner is None:
        return said(turn.texts("contact-field-unknown", name=name, field=turn.texts("field-owner")))
    return said(turn.texts("contact-field", name=name, value=owner.name))
