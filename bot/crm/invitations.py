"""Invitations: a one-time code links somebody's account on a chat platform to a user.

Codes have 80 bits, live 24 hours and work once; only their hashes are kept. Five wrong codes by one
identity lock it for 24 hours.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.domain.ids import new_id
from bot.domain.names import fold
from bot.domain.people import User
from bot.ports import UnitOfWork

LIFETIME = timedelta(hours=24)
_LOCKED_FOR = timedelta(hours=24)
_MOST_FAILURES = 5
# Crockford's alphabet: no letter is taken for a digit.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP_LENGTH = 4, 4

Refusal = Literal["wrong", "locked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    user: User
    code: str
    created: bool


def invite(uow: UnitOfWork, name: str, *, admin: bool, now: datetime) -> Invited:
    """A code for this user, who is made if need be."""
    user = next((user for user in uow.users.all() if fold(user.name) == fold(name)), None)
    created = user is None
    if user is None:
        first = not uow.users.all()
        user = User(id=new_id(), name=name, role="admin" if admin or first else "rep", timezone=uow.workspace.timezone)
        uow.users.add(user)
    elif admin and user.role != "admin":
        uow.users.update(user.id, {"role": "admin"})
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS))
    code = "-".join(groups)
    uow.invitations.add(user.id, _hash(code), now=now, expires_at=now + LIFETIME)
    return Invited(user=user, code=code, created=created)


def looks_like_code(text: str) -> bool:
    """Whether a message is nothing but something in the form of a code."""
    lengths = [len(group) for group in text.replace("-", " ").split()]
    whole = lengths in ([_GROUP_LENGTH] * _GROUPS, [_GROUPS * _GROUP_LENGTH])
    return whole and all(c in _ALPHABET for c in _plain(text))


def redeem(uow: UnitOfWork, text: str, platform: str, external_id: str, now: datetime) -> User | Refusal:
    """Links the sender to the user whose code this is."""
    if uow.invitations.failures(platform, external_id, since=now - _LOCKED_FOR) >= _MOST_FAILURES:
        return "locked"
    user_id = uow.invitations.redeem(_hash(text), now)
    user = uow.users.get(user_id) if user_id else None
    if user is None or not user.active:
        uow.invitations.add_failure(platform, external_id, now)
        return "wrong"
    uow.invitations.clear_failures(platform, external_id)
    uow.users.link(user.id, platform, external_id, now)
    return user


def _hash(code: str) -> str:
    return hashlib.sha256(_plain(code).encode()).hexdigest()


def _plain(text: str) -> str:
    """The code without its dashes and blanks, and with the letters that stand for digits put right."""
    letters = "".join(text.upper().replace("-", "").split())
    return letters.translate(str.maketrans("OIL", "011"))
