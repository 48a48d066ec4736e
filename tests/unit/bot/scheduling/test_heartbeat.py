"""Whoever falls silent is buried, and leaves what it held to the others; whoever is slow is not."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.scheduling.heartbeat import Heartbeat, Silence
from bot.scheduling.under_way import UnderWay
from storage.database.store import DatabaseStore
from tests.contract.samples import ADDRESS, MINUTE, card, incoming
from tests.unit.bot.conversation.talk import HandClock

AT = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def silent_after(*beats: dict[str, int]) -> list[list[str]]:
    """The silent after each observation; beats are told as seconds."""
    silence = Silence()
    return [silence.after({process: AT + beat * SECOND for process, beat in heard.items()}) for heard in beats]


def test_three_observations_without_a_beat_are_silence() -> None:
    assert silent_after(*[{"a": 0}] * 5) == [[], [], [], ["a"], ["a"]]


def test_a_beat_between_them_counts_whatever_its_clock_says() -> None:
    assert silent_after({"a": 0}, {"a": 0}, {"a": 0}, {"a": -3600}, {"a": -3600}, {"a": 0}, {"a": 0}) == [[]] * 7


def test_a_process_that_left_is_not_silent_and_starts_anew_when_it_returns() -> None:
    assert silent_after({"a": 0}, {"a": 0}, {"a": 0}, {}, {"a": 0}, {"a": 0}, {"a": 0}) == [[]] * 7


@dataclass(slots=True)
class Ward:
    store: DatabaseStore
    clock: HandClock = field(default_factory=HandClock)

    def heart(self, process: str, *platforms: str) -> Heartbeat:
        return Heartbeat(self.store, process, platforms, self.clock, under_way=UnderWay(process, None))

    async def holds(self, process: str) -> None:
        """The process has a message, a delivery and a duty in hand."""
        now = self.clock.now()

        def claim(uow) -> None:  # type: ignore[no-untyped-def]
            uow.inbox.accept([incoming("k")], now)
            uow.inbox.claim(process, now, MINUTE)
            uow.outbox.add([card()], user_id="u", address=ADDRESS, now=now)
            uow.outbox.claim(process, now, MINUTE, 1, platforms=["console"])
            uow.leases.take("poll", process, now=now, until=now + MINUTE)

        await self.store.write(claim)

    async def gives(self, process: str) -> tuple[bool, bool, bool]:
        """What the process can have now: message, delivery, duty."""
        now = self.clock.now()
        return await self.store.write(
            lambda uow: (
                uow.inbox.claim(process, now, MINUTE) is not None,
                bool(uow.outbox.claim(process, now, MINUTE, 1, platforms=["console"])),
                uow.leases.take("poll", process, now=now, until=now + MINUTE),
            )
        )


async def test_what_a_silent_process_held_is_free(sqlite_store: DatabaseStore) -> None:
    ward = Ward(sqlite_store)
    killed, alive = ward.heart("killed", "slack"), ward.heart("alive", "slack", "telegram")
    assert await killed.beat() == ({"slack": 1}, False)
    await ward.holds("killed")
    for _ in range(3):
        assert await alive.beat() == ({"slack": 2, "telegram": 1}, False)
    assert await ward.gives("alive") == (False, False, False)
    assert (await alive.beat())[1]
    assert await ward.gives("alive") == (True, True, True)
    assert await alive.beat() == ({"slack": 1, "telegram": 1}, False)


async def test_a_process_that_beats_keeps_what_it_holds(sqlite_store: DatabaseStore) -> None:
    ward = Ward(sqlite_store)
    slow, other = ward.heart("slow", "slack"), ward.heart("other", "slack")
    await slow.beat()
    await ward.holds("slow")
    for _ in range(6):
        ward.clock.instant += SECOND
        await slow.beat()
        assert not (await other.beat())[1]
    assert await ward.gives("other") == (False, False, False)
