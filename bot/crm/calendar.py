"""A person's calendar feed: a secret address under which calendar programs find what lies ahead.

The secret has 256 bits; only its hash is kept, so that nobody can read it from the store.
"""

import hashlib
import hmac
import secrets
from datetime import datetime

from bot.domain.people import User
from bot.ports import UnitOfWork

_TOKEN_BYTES = 32


def open_feed(uow: UnitOfWork, user: User, now: datetime) -> str:
    """The secret of a new feed; that of an earlier one means nothing any more."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    uow.calendars.put(user.id, _hash(token), now)
    return token


def close_feed(uow: UnitOfWork, user: User) -> bool:
    """False where there is none."""
    return uow.calendars.remove(user.id)


def owner_of_feed(uow: UnitOfWork, token: str) -> User | None:
    """Whose feed this secret opens; None for one that is not known, and for somebody who has left."""
    wanted = _hash(token)
    feed = uow.calendars.find(wanted)
    # The index compares as fast as it can; what it found is compared once more, in the same time whatever it is.
    if feed is None or not hmac.compare_digest(feed.token_hash, wanted):
        return None
    user = uow.users.get(feed.user_id)
    return user if user is not None and user.active else None


def address_of_feed(public_url: str, token: str) -> str:
    return f"{public_url.rstrip('/')}/calendar/{token}.ics"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
