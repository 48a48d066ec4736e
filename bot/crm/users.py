"""Users: their role, their team, and whether they still work here."""

from typing import get_args

from bot.domain.changes import Value
from bot.domain.people import Role, User
from bot.errors import UsageError
from bot.messages import plain
from bot.ports import UnitOfWork

ROLES: tuple[Role, ...] = get_args(Role)
_LONGEST_NAME = 100


def name_of_user(written: str) -> str:
    """A name as it is kept: one line without control characters. Raises UsageError for what is none."""
    name = " ".join(plain(written).split())
    if not name:
        raise UsageError("nobody was named: write a name")
    if len(name) > _LONGEST_NAME:
        raise UsageError(f"a name of {len(name)} characters: write one of {_LONGEST_NAME} at the most")
    return name


def change_user(
    uow: UnitOfWork, user: User, *, role: str | None = None, team: str | None = None, active: bool | None = None
) -> None:
    """Sets what is told; None leaves it. Raises UsageError for an unknown role, and for the last administrator."""
    if role is not None and role not in ROLES:
        raise UsageError(f"role: {role!r} is unknown; write one of {', '.join(ROLES)}")
    told: dict[str, Value] = {"role": role, "team": None if team is None else " ".join(team.split()), "active": active}
    stays_admin = (role or user.role) == "admin" and active is not False
    admins = [each for each in uow.users.all() if each.role == "admin" and each.active]
    if admins == [user] and not stays_admin:
        # A CRM that nobody may administer could not be mended from within.
        raise UsageError(f"{user.name} is the only administrator: make somebody else one first")
    uow.users.update(user.id, {name: value for name, value in told.items() if value is not None})
