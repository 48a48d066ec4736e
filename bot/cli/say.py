"""`crmbot say`: one message through the whole engine; its reply, and nothing else, on standard output."""

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bot.conversation.answers import Handled
    from bot.domain.people import User
    from bot.messages import Effect
    from bot.settings import Settings


def say(
    text: Annotated[str, typer.Argument(help='The message, such as "called Jane at Acme, wants a quote".')],
    as_: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who speaks.")] = None,
    now: Annotated[
        str | None, typer.Option("--now", metavar="ISO", help="When it is said, such as 2026-11-24T09:30:00+01:00.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print frames, reply and saved records as JSON.")] = False,
) -> int:
    """Say one sentence to the CRM and print its reply. Reminders are left to whoever serves or chats."""
    from bot.cli.streams import complain, write, write_json
    from bot.observability.logs import logs
    from bot.settings import load_settings

    settings = load_settings()
    with logs(settings, default_level="error"):
        handled = asyncio.run(_handled(settings, text, as_, now))
    if handled is None:
        complain("the message is kept, but was not answered: try `crmbot doctor`")
        return 1
    if json:
        write_json(_as_json(handled), indent=2)
    else:
        write("\n\n".join(_shown(effect) for effect in handled.effects))
    # A message without a parse could not be handled: the reply says so.
    return 0 if handled.parse is not None else 1


async def _handled(settings: "Settings", text: str, name: str | None, now: str | None) -> "Handled | None":
    from adapters.console.inbound import PLATFORM, conversation_of
    from bot.bootstrap import open_runtime
    from bot.cli.jsonl import instant
    from bot.cli.people import the_user
    from bot.domain.ids import new_id
    from bot.domain.zones import zone_of
    from bot.errors import UsageError
    from bot.messages import Incoming
    from bot.ports import UnitOfWork

    if not text.strip():
        raise UsageError('nothing was said: write a message, such as crmbot say "called Jane at Acme"')
    if not text.isprintable() and any("\ud800" <= char <= "\udfff" for char in text):
        raise UsageError("the message is not UTF-8 text: set the encoding of this terminal to UTF-8")

    # Without a messenger nothing that waits in the outbox is delivered; the reply is handed over here.
    async with open_runtime(settings, messengers=[]) as runtime:
        user: User = the_user(await runtime.store.read(lambda uow: uow.users.all()), name or settings.user)
        machine_now = runtime.clock.now()
        sent_at = instant(now, zone_of(user.timezone), "--now") if now else machine_now
        await runtime.store.write(lambda uow: uow.users.link(user.id, PLATFORM, user.id, machine_now))
        handled = await runtime.receive(
            Incoming(key=new_id(), conversation=conversation_of(user.id), text=text, sent_at=sent_at)
        )
        if handled is not None:
            rows = dict(zip(handled.outbox_ids, handled.effects, strict=True))

            def hand_over(uow: UnitOfWork) -> None:
                uow.outbox.mark_handed_over(rows, machine_now)

            await runtime.store.write(hand_over)
        return handled


def _shown(effect: "Effect") -> str:
    from itertools import count

    from adapters.console.outbound import lines_of

    numbers = count(1)
    return "\n".join(line.plain for line in lines_of(effect, lambda _: next(numbers)))


def _as_json(handled: "Handled") -> dict[str, Any]:
    """`{"frames", "reply": {"title", "lines", "fields", "buttons"}, "saved"}`; times have the person's offset."""
    return {
        "frames": [frame.as_json() for frame in handled.parse.frames] if handled.parse else [],
        "reply": _reply_json(handled.effects),
        "saved": list(handled.saved),
    }


def _reply_json(effects: "tuple[Effect, ...]") -> dict[str, Any]:
    """All effects as one card: the first title, then everything else in order."""
    from bot.messages import Card, Choices, Toast, buttons_of, unmarked

    reply: dict[str, Any] = {"title": "", "lines": [], "fields": [], "buttons": []}
    for effect in effects:
        content = Card(title=effect.text) if isinstance(effect, Toast) else effect.content
        said = (*content.lines, content.question) if isinstance(content, Choices) else (content.title, *content.lines)
        lines = [unmarked(line) for line in said if line]
        if not reply["title"] and lines:
            reply["title"] = lines.pop(0)
        reply["lines"] += lines
        if isinstance(content, Card):
            reply["fields"] += [{"label": unmarked(f.label), "value": unmarked(f.value)} for f in content.fields]
        reply["buttons"] += [unmarked(button.label) for button in buttons_of(content)]
    return reply
