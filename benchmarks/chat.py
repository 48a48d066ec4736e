"""What `crmbot serve` costs beside Bolt and python-telegram-bot with nothing behind them: `python -m benchmarks.chat`.

Every server runs in a process of its own, between the tests' stand-ins for the platforms and people who
write whether or not the last one was answered (an open load). Acknowledged is when the HTTP answer came,
replied is when the answer arrived at the platform. To apologise is not to answer: such a message counts as lost.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean, median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

from adapters.slack.manifest import PATH as SLACK_PATH
from adapters.slack.outbound import notice_of
from adapters.telegram.listener import PATH as TELEGRAM_PATH
from adapters.telegram.outbound import html_of
from benchmarks.databases import Databases, Fresh, databases
from benchmarks.invented import customers
from benchmarks.messages import TEXTS, Desk, Listener
from benchmarks.report import Report
from bot.crm.imports import import_rows
from bot.domain.people import User
from bot.languages import LANGUAGES
from bot.messages import Card
from bot.ports import UnitOfWork
from bot.wording.texts import Texts
from storage.database.store import open_store
from tests.fakes.slack import BOT_TOKEN, SIGNING_SECRET, FakeSlack
from tests.fakes.telegram import FakeTelegram
from tests.serving import free_port

PEOPLE = 100
CONTACTS = 1_000
A_SECOND = 50
BURST = 500
SECRET = "secret-of-the-benchmark"
# What is said where a message could not be handled.
APOLOGIES = [Card(title=Texts(language)("failed")) for language in LANGUAGES]
# Seconds without an answer until nobody waits for another.
_PATIENCE = 20.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Latencies:
    """Seconds; the replies of one chat come in the order of its messages."""

    acknowledged: list[float] = field(default_factory=list)
    replied: list[float] = field(default_factory=list)
    waiting: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    lost: int = 0

    def arrived(self, chat: str, *, is_apology: bool) -> None:
        if not self.waiting[chat]:
            return
        waited = time.monotonic() - self.waiting[chat].popleft()
        if is_apology:
            self.lost += 1
        else:
            self.replied.append(waited)

    @property
    def unanswered(self) -> int:
        return sum(len(sent) for sent in self.waiting.values())


class Slack(FakeSlack):
    """People in Slack."""

    name, platform = "Slack", "slack"
    _apologies = frozenset(map(notice_of, APOLOGIES))

    def __init__(self) -> None:
        super().__init__()
        self.latencies = Latencies()

    def settings(self, port: int) -> dict[str, str]:
        self.events_url = f"http://127.0.0.1:{port}{SLACK_PATH}"
        return {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": self.api_url,
        }

    def join(self, number: int) -> str:
        self.add_user(person := f"U0P{number}", name=f"Rep {number}")
        return person

    def chat(self, number: int) -> str:
        return self.direct(f"U0P{number}")

    async def writes(self, number: int, text: str) -> int:
        return await self.try_event(self.event_body(self.message(text, person=f"U0P{number}")))

    def _chat_postMessage(self, arguments: Mapping[str, Any]) -> dict[str, Any] | str:  # noqa: N802  # Slack's name
        self.latencies.arrived(str(arguments["channel"]), is_apology=arguments["text"] in self._apologies)
        return super()._chat_postMessage(arguments)


class Telegram(FakeTelegram):
    """People in Telegram."""

    name, platform = "Telegram", "telegram"
    _apologies = frozenset(map(html_of, APOLOGIES))

    def __init__(self) -> None:
        super().__init__()
        self.latencies = Latencies()
        self._url = ""

    def settings(self, port: int) -> dict[str, str]:
        self._url = f"http://127.0.0.1:{port}{TELEGRAM_PATH}"
        return {
            "TELEGRAM_BOT_TOKEN": self.token,
            "TELEGRAM_API_URL": self.api_url,
            "TELEGRAM_WEBHOOK_URL": self._url,
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }

    def join(self, number: int) -> str:
        return str(self.person(1_000 + number, f"Rep {number}").id)

    def chat(self, number: int) -> str:
        return str(1_000 + number)

    async def writes(self, number: int, text: str) -> int:
        update = self.update_of(self.person(1_000 + number, f"Rep {number}"), text)
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        async with self.http.post(self._url, json=update, headers=headers) as answer:
            return answer.status

    def _call_sendMessage(self, parameters: dict[str, Any]) -> dict[str, Any]:  # noqa: N802  # Telegram's name
        self.latencies.arrived(str(parameters["chat_id"]), is_apology=parameters["text"] in self._apologies)
        return super()._call_sendMessage(parameters)

    async def __aenter__(self) -> "Telegram":
        self.http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        await super().__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.http.close()
        await super().__aexit__(*error)


Platform = Slack | Telegram


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """CPU in milliseconds a message, times in seconds, memory in megabytes."""

    cpu: float
    acknowledged: Sequence[float]
    replied: Sequence[float]
    idle: float
    loaded: float


class Server:
    """A server in a process of its own."""

    def __init__(self, name: str, environment: Mapping[str, str], folder: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.echo", name],
            env={"PATH": os.environ["PATH"], "HOME": folder, "CRMBOT_LOG_LEVEL": "error", **environment},
        )
        self._url = f"http://127.0.0.1:{environment['CRMBOT_PORT']}/healthz"

    async def ready(self) -> None:
        async with aiohttp.ClientSession() as http:
            while self._process.poll() is None:
                with suppress(aiohttp.ClientError):
                    async with http.get(self._url):
                        return
                await asyncio.sleep(0.05)
        raise RuntimeError("the server ended before it was ready")

    def cpu(self) -> float:
        """Seconds of CPU time so far, of all threads."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> float:
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(60)


async def load(platform: Platform, messages: int, texts: Sequence[str], *, a_second: float) -> Latencies:
    """So many messages at this rate, a person after the other; returns when all are answered, or no more are."""
    platform.latencies = latencies = Latencies()
    tasks = []
    began = time.monotonic()

    async def write(number: int, text: str) -> None:
        sent = time.monotonic()
        latencies.waiting[platform.chat(number)].append(sent)
        status = await platform.writes(number, text)
        latencies.acknowledged.append(time.monotonic() - sent)
        latencies.lost += status != 200

    for message in range(messages):
        if (pause := began + message / a_second - time.monotonic()) > 0:
            await asyncio.sleep(pause)
        # At every moment some say this and others that.
        text = texts[(message + message // PEOPLE) % len(texts)]
        tasks.append(asyncio.create_task(write(message % PEOPLE, text)))
    await asyncio.gather(*tasks)
    answered, since = 0, time.monotonic()
    while latencies.unanswered and time.monotonic() - since < _PATIENCE:
        if answered < len(latencies.replied):
            answered, since = len(latencies.replied), time.monotonic()
        await asyncio.sleep(0.1)
    return latencies


async def measured(server: Server, platform: Platform, messages: int) -> Figures:
    await server.ready()
    idle = server.memory()
    await load(platform, 2 * PEOPLE, TEXTS, a_second=A_SECOND)
    before = server.cpu()
    latencies = await load(platform, messages, TEXTS, a_second=A_SECOND)
    spent = server.cpu() - before
    assert latencies.lost == latencies.unanswered == 0, f"{latencies.lost} lost, {latencies.unanswered} unanswered"
    return Figures(
        cpu=spent / messages * 1000,
        acknowledged=latencies.acknowledged,
        replied=latencies.replied,
        idle=idle,
        loaded=server.memory(),
    )


async def filled(fresh: Fresh, platforms: Sequence[Platform]) -> list[User]:
    """Everybody with their accounts linked, in a store with so many contacts."""
    now = datetime.now(UTC)
    store = await open_store(fresh.url)

    def fill(uow: UnitOfWork) -> list[User]:
        import_rows(uow, customers(CONTACTS, PEOPLE), importer=None, now=now)
        users = uow.users.all()
        for number, user in enumerate(users):
            for platform in platforms:
                uow.users.link(user.id, platform.platform, platform.join(number), now)
            # By which the engine alone is asked.
            uow.users.link(user.id, Listener.platform, user.id, now)
        return users

    users = await store.write(fill)
    await store.close()
    return users


async def engine_alone(fresh: Fresh, user: User, rounds: int) -> float:
    """CPU milliseconds a message of the same texts without a platform, in this process."""
    store = await open_store(fresh.url)
    desk = Desk(store, user)
    spent = [[(await desk.says(text))["all"] for text in TEXTS] for _ in range(rounds)]
    await store.close()
    return fmean(median(times) for times in zip(*spent[1:], strict=True))


def row(name: str, figures: Figures) -> tuple[str, ...]:
    def centiles(seconds: Sequence[float]) -> str:
        found = quantiles(seconds, n=100)
        return f"{found[49] * 1000:.0f} / {found[98] * 1000:.0f}"

    memory = f"{figures.idle:.0f} / {figures.loaded:.0f}"
    return (name, f"{figures.cpu:.2f}", centiles(figures.acknowledged), centiles(figures.replied), memory)


COLUMNS = ("", "CPU ms", "acknowledged ms", "replied ms", "MB idle / loaded")


async def peers(platform: Platform, report_rows: list[tuple[str, ...]], messages: int, folder: str) -> None:
    names = {"Slack": {"bolt": "Bolt"}, "Telegram": {"ptb": "PTB", "ptb-aiohttp": "PTB over aiohttp"}}
    for name, told in names[platform.name].items():
        port = free_port()
        server = Server(name, platform.settings(port) | {"CRMBOT_PORT": str(port)}, folder)
        try:
            report_rows.append(row(f"{told}, an echo", await measured(server, platform, messages)))
        finally:
            server.stop()


async def crmbot(
    platform: Platform, database: Databases, rows: list[tuple[str, ...]], messages: int, folder: str
) -> str:
    """Adds a row; gives what became of a burst."""
    async with database.fresh() as fresh:
        users = await filled(fresh, [platform])
        port = free_port()
        environment = platform.settings(port) | {"CRMBOT_PORT": str(port), "CRMBOT_DATABASE_URL": fresh.url}
        server = Server("crmbot", environment, folder)
        try:
            rows.append(row(f"crmbot, {database.name}", await measured(server, platform, messages)))
            began = time.monotonic()
            burst = await load(platform, BURST, TEXTS, a_second=1_000_000)
            drained = max(burst.replied, default=time.monotonic() - began)
        finally:
            server.stop()
        rows.append(
            (f"  its engine alone, {database.name}", f"{await engine_alone(fresh, users[0], 4):.2f}", "", "", "")
        )
    acknowledged = quantiles(burst.acknowledged, n=100)
    return (
        f"{platform.name}, {database.name}: {BURST} messages of {PEOPLE} people at once: acknowledged after "
        f"{acknowledged[49]:.2f} s (p50), {acknowledged[98]:.2f} s (p99), {max(burst.acknowledged):.2f} s (last); "
        f"all answered after {drained:.1f} s, {burst.lost + burst.unanswered} lost."
    )


async def measure(report: Report, platforms: Sequence[type[Platform]], messages: int) -> None:
    with TemporaryDirectory(prefix="crmbot-bench-") as folder, databases() as servers:
        for kind in platforms:
            rows: list[tuple[str, ...]] = []
            async with kind() as platform:
                for number in range(PEOPLE):
                    platform.join(number)
                await peers(platform, rows, messages, folder)
                told = [await crmbot(platform, database, rows, messages, folder) for database in servers]
            report.table(f"{kind.name}, {A_SECOND} messages a second (p50 / p99)", COLUMNS, rows)
            for line in told:
                report.say(line)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chat", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer messages")
    parser.add_argument("platforms", nargs="*", metavar="PLATFORM", help="slack, telegram; both where none is named")
    options = parser.parse_args()
    if unknown := set(options.platforms) - {"slack", "telegram"}:
        parser.error(f"no such platform: {', '.join(sorted(unknown))}")
    platforms = [kind for kind in (Slack, Telegram) if not options.platforms or kind.platform in options.platforms]
    report = Report()
    report.machine()
    asyncio.run(measure(report, platforms, 400 if options.quick else 1_600))


if __name__ == "__main__":
    main()
