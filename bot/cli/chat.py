"""`crmbot chat`: the console chat on the embedded store, the same conversation as in any other chat."""

import asyncio
import sys
import threading
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError
from bot.languages import LANGUAGES

if TYPE_CHECKING:
    from adapters.console.completion import Complete
    from adapters.console.messenger import ChatConsole, ConsoleMessenger
    from bot.bootstrap import Runtime
    from bot.domain.people import User
    from bot.settings import Settings

_MOST_COMPLETIONS = 20


def chat(
    demo: Annotated[bool, typer.Option("--demo", help="On a small invented CRM of its own.")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="With --demo: make that CRM anew.")] = False,
    as_: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who speaks.")] = None,
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="|".join(LANGUAGES), help="Your language from now on.")
    ] = None,
) -> int:
    """Chat with the CRM at the console. Through a pipe, each line is a message; only replies are written."""
    if reset and not demo:
        raise UsageError("--reset renews the demo: write --demo --reset")
    if lang is not None and lang not in LANGUAGES:
        raise UsageError(f"--lang {lang} is not spoken: choose one of {', '.join(LANGUAGES)}")

    from bot.observability.logs import logs
    from bot.settings import load_settings

    if demo:
        from bot.cli.demo import demo_settings, make_demo

        settings = demo_settings()
        with logs(settings, default_level="error"):
            asyncio.run(make_demo(settings, language=lang, renew=reset))
    else:
        settings = load_settings()
    with logs(settings, default_level="error"):
        return asyncio.run(_chat(settings, as_, lang))


async def _chat(settings: "Settings", name: str | None, language: str | None) -> int:
    from adapters.console.messenger import ChatConsole, ConsoleMessenger
    from bot.bootstrap import open_runtime
    from bot.cli.attached import save
    from bot.cli.mirror import open_mirrored

    console = ChatConsole()
    messenger = ConsoleMessenger(console, save=save)
    served: set[str] = set()
    async with open_runtime(settings, messengers=[messenger], users=served) as runtime:
        user = await _identified(runtime, settings, name, language)
        served.add(user.id)
        async with AsyncExitStack() as stack:
            if settings.sugarcrm_url:
                runtime.mirror(await stack.enter_async_context(open_mirrored(settings, runtime.store)))
            await runtime.start()
            return await _converse(runtime, console, messenger, user)


async def _identified(runtime: "Runtime", settings: "Settings", name: str | None, language: str | None) -> "User":
    """The person at this console: the one named, the only one, the one chosen, or the first of a new CRM."""
    from adapters.console.inbound import PLATFORM
    from bot.cli.first_start import choose_user, new_user
    from bot.cli.people import find_user, the_user

    everybody = await runtime.store.read(lambda uow: uow.users.all())
    wanted = name or settings.user
    if not everybody:
        user = await new_user(wanted, language, settings)
        await runtime.store.write(lambda uow: uow.users.add(user))
    elif find_user(everybody, wanted) is None and wanted is None and sys.stdin.isatty():
        user = await choose_user(everybody)
    else:
        user = the_user(everybody, wanted)
    now = runtime.clock.now()
    await runtime.store.write(lambda uow: uow.users.link(user.id, PLATFORM, user.id, now))
    if language is not None and language != user.language:
        await runtime.store.write(lambda uow: uow.users.update(user.id, {"language": language}))
    return user


async def _converse(runtime: "Runtime", console: "ChatConsole", messenger: "ConsoleMessenger", user: "User") -> int:
    from rich.text import Text

    from adapters.console.listener import listen, piped_lines, terminal_lines
    from bot.cli.streams import complain
    from bot.errors import CrmbotError
    from bot.messages import Incoming
    from bot.settings import data_folder
    from bot.wording.texts import Texts

    failures: list[str] = []

    def failed(problem: str) -> None:
        failures.append(problem)
        complain(problem)

    async def receive(message: Incoming) -> None:
        try:
            await runtime.receive(message)
        except CrmbotError as error:
            # One message that fails must not end the conversation.
            failed(str(error))

    if sys.stdin.isatty():
        # Reading the languages takes a moment: better while somebody types than after their first message.
        threading.Thread(target=_read_languages, daemon=True).start()
        console.print(Text(Texts(user.language)("console-welcome", name=user.name), style="dim"), highlight=False)
        lines = terminal_lines(data_folder() / "history", _names_of(runtime))
    else:
        lines = piped_lines(sys.stdin.buffer, lambda number: failed(f"line {number} is left out: it is not UTF-8 text"))
    # What came due while no console was open comes first.
    await runtime.tick()
    await runtime.settled()
    await listen(lines, receive, messenger, user_id=user.id, clock=runtime.clock)
    if messenger.gone:
        raise BrokenPipeError
    return 1 if failures and not sys.stdin.isatty() else 0


def _read_languages() -> None:
    with suppress(Exception):  # what is wrong with a language is told where a message needs it
        from datetime import UTC, datetime
        from zoneinfo import ZoneInfo

        from bot.language.frames import ParseContext
        from bot.language.names_in_memory import NamesInMemory
        from bot.language.parser import parse

        parse("hello", ParseContext(now=datetime.now(UTC), zone=ZoneInfo("UTC"), names=NamesInMemory([])))


def _names_of(runtime: "Runtime") -> "Complete":
    """Completions from the store: names one of whose words begins with what was typed."""
    from bot.domain.names import fold, name_words

    async def complete(typed: str) -> list[str]:
        beginning = fold(typed)
        found = await runtime.store.read(lambda uow: uow.names.find([beginning]))
        fitting = (name.name for name in found if any(word.startswith(beginning) for word in name_words(name.name)))
        return list(dict.fromkeys(fitting))[:_MOST_COMPLETIONS]

    return complete
