"""What a platform tells of a person, and what of it is news: what it told before may have been changed here since."""

from datetime import datetime

from bot.crm.preferences import take_profile
from bot.domain.people import User
from bot.messages import Conversation, Profile
from bot.ports import UnitOfWork
from bot.queue_ports import Claim


def follow_profile(claim: Claim, uow: UnitOfWork, user: User, now: datetime) -> None:
    """A new zone or language becomes the person's. One of which nobody knows whether it is new: the zone alone."""
    profile, before = claim.incoming.profile, claim.state
    is_new_zone = profile.timezone != before.get("timezone")
    is_new_language = profile.language != before.get("language", profile.language)
    news = Profile(
        timezone=profile.timezone if is_new_zone else "", language=profile.language if is_new_language else ""
    )
    take_profile(uow, user, news, now)
    _remember(uow, claim.incoming.conversation, profile, now)


def welcome_profile(uow: UnitOfWork, user: User, profile: Profile, spoken_in: Conversation, now: datetime) -> User:
    """What is told of somebody new is theirs. Where changes of it come as events of their own, they are compared with
    this."""
    events = Conversation(spoken_in.platform, spoken_in.person, "", spoken_in.person)
    if events != spoken_in:
        _remember(uow, events, profile, now)
    return take_profile(uow, user, profile, now)


def _remember(uow: UnitOfWork, events: Conversation, profile: Profile, now: datetime) -> None:
    uow.conversations.save(events, {"timezone": profile.timezone, "language": profile.language}, now)
