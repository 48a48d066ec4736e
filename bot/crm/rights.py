"""Rights: what a person may see follows from the workspace's setting, their role and their team.

    visibility   a rep sees        a manager sees    an admin sees
    all          everything        everything        everything
    team         the team's        the team's        everything
    own          their own         the team's        everything

Who is in no team sees what is their own. What one sees one may change. Repositories hold to it, once
a unit of work acts as somebody.
"""

from bot.domain.people import User
from bot.domain.rights import Sight
from bot.ports import UnitOfWork


def sight_of(uow: UnitOfWork, user: User) -> Sight:
    """What this person may see."""
    visibility = uow.workspace.visibility
    if visibility == "all" or user.role == "admin":
        return Sight(user_id=user.id)
    if not user.team or (visibility == "own" and user.role == "rep"):
        return Sight(user_id=user.id, owners=(user.id,))
    return Sight(user_id=user.id, owners=tuple(each.id for each in uow.users.all() if each.team == user.team))


def channel_sight(uow: UnitOfWork, user: User) -> Sight | None:
    """What this person may have told in a channel: nothing that one who reads there might not see; None for nothing."""
    match uow.workspace.visibility:
        case "all":
            return Sight(user_id=user.id)
        case "team" if user.team:
            return Sight(user_id=user.id, owners=tuple(each.id for each in uow.users.all() if each.team == user.team))
        case _:
            return None
