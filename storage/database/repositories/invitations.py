"""Invitations: one-time codes, kept as hashes, and the wrong ones that somebody tried."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from bot.domain.ids import new_id
from storage.database.repositories.scope import Scope, within
from storage.database.tables import invitation_failures, invitations
from storage.database.types import Instant

_NOW = bindparam("now", type_=Instant())
_ADD = insert(invitations)
_SUPERSEDE = (
    update(invitations)
    .where(within(invitations), invitations.c.user_id == bindparam("of_user"), invitations.c.used_at.is_(None))
    .values(used_at=_NOW)
)
_REDEEM = (
    update(invitations)
    .where(
        within(invitations),
        invitations.c.code_hash == bindparam("of_hash"),
        invitations.c.used_at.is_(None),
        invitations.c.expires_at > _NOW,
    )
    .values(used_at=_NOW)
    .returning(invitations.c.user_id)
)
_OF_IDENTITY = (
    within(invitation_failures)
    & (invitation_failures.c.platform == bindparam("of_platform"))
    & (invitation_failures.c.external_id == bindparam("of_external_id"))
)
_FAILURES = select(func.count()).where(
    _OF_IDENTITY, invitation_failures.c.failed_at >= bindparam("since", type_=Instant())
)
_ADD_FAILURE = insert(invitation_failures)
_CLEAR_FAILURES = delete(invitation_failures).where(_OF_IDENTITY)


class InvitationRepository:
    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def add(self, user_id: str, code_hash: str, *, now: datetime, expires_at: datetime) -> None:
        self._scope.run(_SUPERSEDE, of_user=user_id, now=now)
        self._scope.insert(_ADD, {"code_hash": code_hash, "user_id": user_id, "made_at": now, "expires_at": expires_at})

    def redeem(self, code_hash: str, now: datetime) -> str | None:
        user_id: str | None = self._scope.run(_REDEEM, of_hash=code_hash, now=now).scalar_one_or_none()
        return user_id

    def failures(self, platform: str, external_id: str, *, since: datetime) -> int:
        found = self._scope.run(_FAILURES, of_platform=platform, of_external_id=external_id, since=since)
        return int(found.scalar_one())

    def add_failure(self, platform: str, external_id: str, now: datetime) -> None:
        self._scope.insert(
            _ADD_FAILURE, {"id": new_id(), "platform": platform, "external_id": external_id, "failed_at": now}
        )

    def clear_failures(self, platform: str, external_id: str) -> None:
        self._scope.run(_CLEAR_FAILURES, of_platform=platform, of_external_id=external_id)
