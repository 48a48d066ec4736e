"""A stand-in server with a clock of its own, and a connection to it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from storage.sugarcrm.client import Client
from storage.sugarcrm.remote import SugarCrm
from tests.fakes.sugarcrm import FakeSugarCrm


@dataclass(slots=True)
class ServerClock:
    now: datetime = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def server_clock() -> ServerClock:
    return ServerClock()


@pytest.fixture
async def server(server_clock: ServerClock) -> AsyncIterator[FakeSugarCrm]:
    async with FakeSugarCrm(now=server_clock) as fake:
        yield fake


@pytest.fixture
async def client(server: FakeSugarCrm) -> AsyncIterator[Client]:
    async with Client(server.url, "sally", "secret", pauses=(0, 0)) as opened:
        yield opened


@pytest.fixture
def crm(client: Client) -> SugarCrm:
    return SugarCrm(client, currency="EUR")
