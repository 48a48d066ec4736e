"""What a message is read against: who wrote it, when, and what their workspace says."""

from datetime import datetime
from functools import lru_cache

from bot.domain.names import name_words
from bot.domain.people import User
from bot.domain.stages import pipelines_of
from bot.domain.zones import zone_of
from bot.language.frames import OwnValue, ParseContext
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
        own=_own_values(uow.workspace.stages),
    )


@lru_cache(maxsize=64)
def _own_values(stages: str) -> tuple[OwnValue, ...]:
    """What stages and pipelines are called here, in any language; nothing where they are the standard ones."""
    if not stages:
        return ()
    pipelines = pipelines_of(stages)
    called = [("pipeline", pipeline.key, word) for pipeline in pipelines for word in pipeline.names.values()]
    called += [
        ("stage", stage.key, word)
        for pipeline in pipelines
        for stage in pipeline.stages
        for word in (*stage.names.values(), *stage.also)
    ]
    return tuple(dict.fromkeys(OwnValue(slot, key, name_words(word)) for slot, key, word in called))
