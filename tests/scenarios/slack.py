"""A person in Slack: what they see is what the stand-in for Slack received over HTTP, and nothing else."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette

from adapters.slack.client import slack_client
from adapters.slack.inbound import PLATFORM
from adapters.slack.listener import SlackListener
from adapters.slack.manifest import PATH
from adapters.slack.messenger import SlackMessenger
from bot.bootstrap import Runtime
from bot.cli.attached import made
from bot.clock import Clock
from bot.messages import Incoming
from bot.ports import Limits
from tests.fakes.slack import BOT_TOKEN, SIGNING_SECRET, FakeSlack
from tests.fakes.slack_channels import Shown
from tests.fakes.slack_limits import texts_of
from tests.scenarios.transcript import picture_line
from tests.serving import serving

_PERSON = "U0NORA"


class SlackPerson:
    platform = PLATFORM
    external_id = _PERSON

    def __init__(self, slack: FakeSlack, client: AsyncWebClient) -> None:
        self.messenger = SlackMessenger(client, made)
        # Between two lines of a transcript no time passes; a channel's pauses would only make it slow.
        self.messenger.limits = Limits(a_second=10_000)
        self._slack = slack
        self._runtime: Runtime | None = None
        self._looked = 0
        self._read: dict[str, str] = {}
        self._buttons: dict[str, Shown] = {}

    async def hears(self, message: Incoming) -> bool:
        """What crmbot does with what this person wrote."""
        assert self._runtime is not None
        return await self._runtime.accept(message)

    async def says(self, runtime: Runtime, clock: Clock, text: str) -> None:
        self._runtime = runtime
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        _, statuses = await self._slack.says(escaped, person=_PERSON, at=clock.now().timestamp())
        assert statuses == [200]
        await runtime.settled()

    async def presses(self, runtime: Runtime, clock: Clock, label: str) -> None:
        assert label in self._buttons, f"no button {label!r} was shown; there were {sorted(self._buttons)}"
        self._runtime = runtime
        message = self._buttons[label]
        assert await self._slack.presses(label, on=message, person=_PERSON, at=clock.now().timestamp()) == 200
        await runtime.settled()

    def sees(self) -> list[str]:
        """The lines that came since the last look, buttons as [Label]."""
        came = self._slack.shown[self._looked :]
        self._looked += len(came)
        return [line for shown in came for line in self._lines(shown) if line.strip()]

    def _lines(self, shown: Shown) -> list[str]:
        lines = list(_lines_of(shown))
        before, now = self._read.get(shown.ts, ""), "\n".join(lines)
        self._read[shown.ts] = now
        self._buttons |= dict.fromkeys(shown.buttons(), shown)
        # Where only buttons went away, there is nothing new to read.
        return [] if before.startswith(now) else lines


def _lines_of(shown: Shown) -> Iterator[str]:
    if shown.file:
        yield from shown.text.split("\n")
        yield picture_line(shown.file.name)
    for block in shown.blocks:
        if block["type"] == "actions":
            yield " ".join(f"[{element['text']['text']}]" for element in block["elements"])
        else:
            yield from "".join(texts_of(block)).split("\n")


@asynccontextmanager
async def slack_person(user_id: str, clock: Clock) -> AsyncIterator[SlackPerson]:
    """One person in a direct conversation, in a Slack of their own."""
    async with FakeSlack() as slack, slack_client(BOT_TOKEN, slack.api_url) as client:
        slack.add_user(_PERSON, name="Nora Blum")
        person = SlackPerson(slack, client)
        listener = SlackListener(
            client, person.hears, clock, signing_secret=SIGNING_SECRET, app_token=None, refused=lambda: None
        )
        async with serving(Starlette(routes=listener.routes)) as url:
            slack.events_url = url + PATH
            yield person
