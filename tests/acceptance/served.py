"""`crmbot serve` in processes of its own, between a database and the stand-ins for Slack and Telegram."""

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from adapters.slack.manifest import PATH as SLACK_PATH
from adapters.telegram.listener import PATH as TELEGRAM_PATH
from bot.domain.people import User
from bot.ports import UnitOfWork
from tests.acceptance.crm import Crm
from tests.acceptance.serve_process import Command, Process, start
from tests.acceptance.wire import Wire
from tests.fakes.slack import BOT_TOKEN, SIGNING_SECRET, FakeSlack
from tests.fakes.telegram import FakeTelegram, Person
from tests.serving import free_port

WEBHOOK_SECRET = "secret-of-the-webhook"
# How the person of `Crm` is called in Slack and in Telegram.
IN_SLACK, IN_TELEGRAM = "U0INES", 4_100_077

# Seconds. Who takes longer hangs.
PATIENCE = 240.0


class Server:
    """One process of `crmbot serve`."""

    def __init__(self, command: Command, process: Process, port: int, metrics_port: int, http: Any) -> None:
        self.process = process
        self.url = f"http://127.0.0.1:{port}"
        self._command = command
        self._metrics_url = f"http://127.0.0.1:{metrics_port}/metrics"
        self._http: aiohttp.ClientSession = http

    async def ready(self) -> None:
        async def is_ready() -> bool:
            assert self.process.is_alive(), self._command.log.read_text()
            with suppress(aiohttp.ClientError):
                return await self.status("/readyz") == 200
            return False

        await until(is_ready)

    async def status(self, path: str) -> int:
        async with self._http.get(self.url + path) as answer:
            return answer.status

    async def post(self, path: str, content: bytes, headers: dict[str, str]) -> int:
        async with self._http.post(self.url + path, data=content, headers=headers) as answer:
            return answer.status

    async def metric(self, name: str, **labels: str) -> float:
        """The value of a counter; 0 where nothing was counted."""
        async with self._http.get(self._metrics_url) as answer:
            families = list(text_string_to_metric_families(await answer.text()))
        samples = [sample for family in families for sample in family.samples]
        return sum(
            sample.value for sample in samples if sample.name == name and labels.items() <= sample.labels.items()
        )

    def kill(self) -> None:
        """As `kill -9` does."""
        self.process.kill()

    async def stops(self) -> int | None:
        """Asks it to stop, as systemd and Docker do, and gives the exit code."""
        self.process.terminate()
        return await self.ends()

    async def ends(self) -> int | None:
        await asyncio.to_thread(self.process.join, PATIENCE)
        return self.process.exitcode


class Office:
    """A company with a database, Slack and Telegram, and as many servers as a test starts."""

    def __init__(self, crm: Crm, slack: FakeSlack, telegram: FakeTelegram, http: aiohttp.ClientSession) -> None:
        self.crm = crm
        self.slack = slack
        self.telegram = telegram
        self.http = http
        self.servers: list[Server] = []
        self._wires: list[Wire] = []
        self.environment = {
            "HOME": str(crm.folder),
            "PATH": os.environ["PATH"],
            "CRMBOT_DATABASE_URL": crm.database_url,
            "SLACK_API_URL": slack.api_url,
            "TELEGRAM_API_URL": telegram.api_url,
        }

    async def serve(self, *platforms: str, wait: bool = True, **orders: Any) -> Server:
        """Starts a server for "slack", "telegram" (which polls) or "webhook" (of Telegram)."""
        port, metrics_port = free_port(), free_port()
        environment = {"CRMBOT_PORT": str(port), "CRMBOT_METRICS_PORT": str(metrics_port)}
        for platform in platforms:
            environment |= self._access(platform, port)
        command = self._command(("serve",), f"serve{len(self.servers)}", environment, orders)
        server = Server(command, start(command), port, metrics_port, self.http)
        self.servers.append(server)
        if "slack" in platforms:
            self.slack.events_url = server.url + SLACK_PATH
        if wait:
            await server.ready()
        return server

    async def run(self, *arguments: str, platforms: tuple[str, ...] = ()) -> tuple[int | None, str]:
        """Another command of crmbot, with its exit code and what it printed."""
        environment: dict[str, str] = {}
        for platform in platforms:
            environment |= self._access(platform, 8080)
        command = self._command(arguments, arguments[0], environment, {})
        process = start(command)
        await asyncio.to_thread(process.join, PATIENCE)
        return process.exitcode, command.out.read_text()

    def _command(self, arguments: tuple[str, ...], name: str, environment: dict[str, str], orders: Any) -> Command:
        return Command(
            arguments=arguments,
            environment=self.environment | environment,
            folder=self.crm.folder,
            name=name,
            hurried=True,
            **orders,
        )

    def _access(self, platform: str, port: int) -> dict[str, str]:
        if platform == "slack":
            return {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": SIGNING_SECRET}
        access = {"TELEGRAM_BOT_TOKEN": self.telegram.token}
        if platform == "webhook":
            access["TELEGRAM_WEBHOOK_URL"] = f"http://127.0.0.1:{port}{TELEGRAM_PATH}"
            access["TELEGRAM_WEBHOOK_SECRET"] = WEBHOOK_SECRET
        return access

    async def hires(self, user: User, *, slack: str = "", telegram: int = 0) -> Person:
        """Somebody whose accounts are linked already; gives who they are in Telegram."""
        if slack:
            self.slack.add_user(slack, name=user.name)
        identities = [("slack", slack), ("telegram", str(telegram or ""))]

        def link(uow: UnitOfWork) -> None:
            if uow.users.get(user.id) is None:
                uow.users.add(user)
            for platform, who in identities:
                if who:
                    uow.users.link(user.id, platform, who, datetime.now(UTC))

        await self.crm.store.write(link)
        return self.telegram.person(telegram, user.name, started=bool(telegram))

    async def everything_is_done(self, messages: int) -> None:
        """Waits until so many messages were handled in all, and every answer is out."""

        async def is_done() -> bool:
            inbox, outbox = await self.crm.inbox(), await self.crm.outbox()
            return len(inbox) == messages and set(inbox) <= {"done"} and not {"pending", "held"} & set(outbox)

        await until(is_done, every=0.1)

    async def wire(self, url: str) -> Wire:
        """A line to another server that can be cut."""
        self._wires.append(wire := Wire(url))
        await wire.mend()
        return wire

    async def close(self) -> None:
        for server in self.servers:
            if server.process.is_alive():
                server.kill()
            await server.ends()
        for wire in self._wires:
            wire.cut()


async def until(condition: Callable[[], Awaitable[bool]], *, every: float = 0.02) -> None:
    deadline = time.monotonic() + PATIENCE
    while not await condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(every)
