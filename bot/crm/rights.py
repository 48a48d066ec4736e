"""Rights: what a person may see follows from the workspace's setting, their role and their team.

    visibility   a rep sees        a manager sees    an admin sees
    all          everything        everything        everything
    team         the team's        the team's        everything
    own          their own         the team's        everything

Who is in no team sees what is their own. What one sees one may change. Whoever has a login of their own to
the mirrored CRM sees of all this what it shows them there. Repositories hold to it, once a unit of work
acts as somebody.
"""

from bot.domain.people import User
from bot.domain.rights import Sight
from bot.ports import UnitOfWork


def sight_of(uow: UnitOfWork, user: User) -> Sight:
    """What this person may see."""
    by_crm = bool(uow.workspace.remote) and uow.sync.login(user.id) is not None
    return Sight(user_id=user.id, owners=_owners_seen(uow, user), by_crm=by_crm)


def _owners_seen(uow: UnitOfWork, user: User) -> tuple[str, ...] | None:
    visibility = uow.workspace.visibility
    if visibility == "all" or user.role == "admin":
        return None
    if not user.team or (visibility == "own" and user.role == "rep"):
        return (user.id,)
    return tuple(each.id for each in uow.users.all() if each.team == user.team)


def channel_sight(uow: UnitOfWork, user: User) -> Sight | None:
    """What this person may have told in a channel: nothing that one who reads there might not see; None for nothing."""
    if uow.workspace.remote and uow.sync.logins():
        # What all of them may see there is known of no channel.
        return None
    match uow.workspace.visibility:
        case "all":
            return Sight(user_id=user.id)
        case "team" if user.team:
            return Sight(user_id=user.id, owners=tuple(each.id for each in uow.users.all() if each.team == user.team))
        case _:
            return None
