"""What a message is read against: who wrote it, when, and what their workspace says."""

from datetime import datetime

from bot.domain.people import User
from bot.domain.zones import zone_of
from bot.language.frames import ParseContext
from bot.ports import UnitOfWork


def context_of(uow: UnitOfWork, user: User, sent_at: datetime) -> ParseContext:
    zone = zone_of(user.timezone)
    return ParseContext(
        now=sent_at.astimezone(zone),
        zone=zone,
        names=uow.names,
        language=user.language,
        day_first=uow.workspace.day_first,
        country=uow.workspace.country,
        workday_start=user.workday_start,
    )
