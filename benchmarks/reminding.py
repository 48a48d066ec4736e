"""Reminders from the table to the chat, with the platforms' limits enforced: `python -m benchmarks.reminding`.

What a sweep costs, and how many reminders are claimed and completed, is measured by `benchmarks.reminders` too. Here
crmbot runs as it does in earnest, against the tests' stand-ins for Telegram, which refuses whatever is more than 30
messages a second or one a second in a chat, and for Slack, which refuses more than one a second in a channel.
"""

import argparse
import asyncio
import logging
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median, quantiles
from typing import Any

import structlog

from adapters.slack.client import slack_client
from adapters.slack.messenger import SlackMessenger
from adapters.telegram.messenger import TelegramMessenger
from adapters.telegram.transport import AiohttpRequest, TelegramBot
from benchmarks import reminders
from benchmarks.databases import Databases, Fresh, databases
from benchmarks.procrastinate_peer import jobs_a_second
from benchmarks.report import Report
from benchmarks.scale import FULL, QUICK, Scale
from bot.bootstrap import Runtime
from bot.cli.serve import warm_up
from bot.clock import SystemClock
from bot.domain.ids import new_id
from bot.domain.people import User
from bot.domain.reminders import Reminder
from bot.domain.zones import wall_of, zone_of
from bot.ports import Messenger, UnitOfWork
from storage.database.store import opened_store
from tests.fakes.slack import FakeSlack
from tests.fakes.telegram import FakeTelegram

_A_SECOND = 24
_MOST_A_SECOND = 30
_FIRST_PERSON = 1_000
# Seconds until the first is due, in which all are asked for.
_AHEAD = 3.0
_ZONE = "Europe/Paris"


@dataclass(slots=True)
class Arrivals:
    """When each chat got its message, by the wall clock; how often one was refused."""

    wanted: int
    at: dict[str, float] = field(default_factory=dict)
    refused: int = 0
    all_there: asyncio.Event = field(default_factory=asyncio.Event)

    def arrived(self, chat: str) -> None:
        self.at.setdefault(chat, time.time())
        if len(self.at) == self.wanted:
            self.all_there.set()


class Telegram(FakeTelegram):
    """Many people, who get one reminder each."""

    def __init__(self, people: int) -> None:
        super().__init__(rates=True)
        self.arrivals = Arrivals(people)
        for number in range(people):
            self.person(_FIRST_PERSON + number, f"Rep {number}")

    def chat_of(self, number: int) -> str:
        return str(_FIRST_PERSON + number)

    @asynccontextmanager
    async def messenger(self) -> AsyncIterator[Messenger]:
        async with AiohttpRequest() as request:
            yield TelegramMessenger(TelegramBot(self.token, self.api_url, request), lambda _: b"")

    def _call_sendMessage(self, parameters: dict[str, Any]) -> dict[str, Any]:  # noqa: N802  # Telegram's name
        try:
            sent = super()._call_sendMessage(parameters)
        except Exception:
            self.arrivals.refused += 1
            raise
        self.arrivals.arrived(str(parameters["chat_id"]))
        return sent


class Slack(FakeSlack):
    """As many people, each with a channel of their own."""

    def __init__(self, people: int) -> None:
        super().__init__()
        self.channel_pause = 1.0
        self.arrivals = Arrivals(people)
        for number in range(people):
            self.add_user(self.chat_of(number), name=f"Rep {number}")

    def chat_of(self, number: int) -> str:
        return f"U{number:06}"

    @asynccontextmanager
    async def messenger(self) -> AsyncIterator[Messenger]:
        async with slack_client(self.token, self.api_url) as client:
            yield SlackMessenger(client, lambda _: b"")

    def _is_too_fast(self, channel: str) -> bool:
        is_too_fast = super()._is_too_fast(channel)
        self.arrivals.refused += is_too_fast
        return is_too_fast

    def _chat_postMessage(self, arguments: Mapping[str, Any]) -> dict[str, Any] | str:  # noqa: N802  # Slack's name
        self.arrivals.arrived(str(arguments["channel"]))
        return super()._chat_postMessage(arguments)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reminding", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="smaller stores, fewer reminders: two minutes")
    options = parser.parse_args()
    scale, report = (QUICK if options.quick else FULL), Report()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    # APScheduler tells of the tick that the end of a run cuts short.
    logging.disable(logging.ERROR)
    report.machine()
    with databases() as servers:
        for server in servers:
            asyncio.run(reminders.measure(server, report, scale))
        postgresql = servers[-1]
        asyncio.run(_beside_procrastinate(postgresql, report, scale))
        for server in servers:
            asyncio.run(_measure(server, report, scale))


async def _beside_procrastinate(server: Databases, report: Report, scale: Scale) -> None:
    rows = []
    for jobs in (1_000, scale.peer_jobs):
        async with server.fresh(migrated=False) as fresh:
            rows.append((f"procrastinate, {jobs:,} pending", f"{await jobs_a_second(fresh, jobs=jobs, due=200):,.0f}"))
    report.table(f"{server.name}: fetched and finished one by one", ["", "a second"], rows)


async def _measure(server: Databases, report: Report, scale: Scale) -> None:
    steady = scale.steady_seconds * _A_SECOND
    evenly = [number / _A_SECOND for number in range(steady)]
    late = await _delivered(server, evenly, Telegram(steady))
    in_slack = await _delivered(server, evenly, Slack(steady))
    burst = await _delivered(server, [0.0] * scale.burst, Telegram(scale.burst))
    floor = (scale.burst - 1) / _MOST_A_SECOND
    report.table(
        f"{server.name}: {_A_SECOND} reminders a second for {scale.steady_seconds} s, how late they come",
        ["", "p50 s", "p99 s", "most s", "refused"],
        [("to Telegram; p99 is to be under 2", *late.shown), ("to Slack", *in_slack.shown)],
    )
    report.table(
        f"{server.name}: {scale.burst:,} reminders due at once, to Telegram; to be drained within 1.10 of the floor",
        ["", "drained in s", "of the floor", "refused"],
        [
            ("30 a second, the floor", f"{floor:.1f}", "1.00", ""),
            ("crmbot", f"{max(burst.seconds):.1f}", f"{max(burst.seconds) / floor:.2f}", str(burst.refused)),
        ],
    )


@dataclass(frozen=True, slots=True)
class Delivered:
    """How late each reminder arrived, in seconds."""

    seconds: Sequence[float]
    refused: int

    @property
    def shown(self) -> tuple[str, ...]:
        """The median, what 99 of 100 stay under, the worst; how many were refused."""
        spread = median(self.seconds), quantiles(self.seconds, n=100)[98], max(self.seconds)
        return *(f"{seconds:.2f}" for seconds in spread), str(self.refused)


async def _delivered(server: Databases, due: Sequence[float], platform: Telegram | Slack) -> Delivered:
    """Runs crmbot until every reminder has arrived; `due` are seconds after the first."""
    async with server.fresh() as fresh, platform:
        people = await _people(fresh, platform, len(due))
        async with _running(fresh, platform):
            start = datetime.now(UTC) + timedelta(seconds=_AHEAD + len(due) / 1_000)
            await _ask(fresh, people, [start + timedelta(seconds=seconds) for seconds in due])
            await platform.arrivals.all_there.wait()
        arrived, first = platform.arrivals.at, start.timestamp()
        late = [arrived[platform.chat_of(number)] - first - seconds for number, seconds in enumerate(due)]
        return Delivered(late, platform.arrivals.refused)


@asynccontextmanager
async def _running(fresh: Fresh, platform: Telegram | Slack) -> AsyncIterator[None]:
    async with opened_store(fresh.url) as store, platform.messenger() as messenger:
        runtime = Runtime(store, [messenger], SystemClock())
        await asyncio.to_thread(warm_up, *await store.read(lambda uow: (uow.users.all(), uow.workspace)))
        await runtime.start()
        try:
            yield
        finally:
            await runtime.stop()


async def _people(fresh: Fresh, platform: Telegram | Slack, count: int) -> list[User]:
    """Somebody for each reminder, who writes in a chat of their own."""
    name = "slack" if isinstance(platform, Slack) else "telegram"
    people = [
        User(id=new_id(), name="Ines Calder", timezone=_ZONE, reply_platform=name, reply_chat=platform.chat_of(number))
        for number in range(count)
    ]

    def add(uow: UnitOfWork) -> None:
        for person in people:
            uow.users.add(person)

    async with opened_store(fresh.url) as store:
        await store.write(add)
    return people


async def _ask(fresh: Fresh, people: Sequence[User], due: Sequence[datetime]) -> None:
    wishes = [
        Reminder(
            id=new_id(),
            user_id=person.id,
            subject="Ring the office",
            wish=wall_of(at, zone_of(_ZONE)),
            timezone=_ZONE,
            due_at=at,
            created_at=at,
        )
        for person, at in zip(people, due, strict=True)
    ]
    async with opened_store(fresh.url) as store:
        await store.write(lambda uow: uow.reminders.add_all(wishes))


if __name__ == "__main__":
    main()
