"""Who are you? Asked at a terminal, the first time and where several people use one CRM."""

import locale
import os
import sys
from collections.abc import Callable, Sequence

from bot.cli.people import find_user
from bot.cli.streams import write
from bot.clock import find_zone
from bot.crm.users import name_of_user
from bot.domain.ids import new_id
from bot.domain.people import User
from bot.errors import UsageError
from bot.languages import DEFAULT_LANGUAGE, LANGUAGES
from bot.settings import Settings
from bot.wording.languages import in_all_languages
from bot.wording.texts import Texts


def machine_language() -> str:
    """The language of this machine where crmbot speaks it, else English."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    code = (spoken or str(locale.getlocale()[0]))[:2].casefold()
    return code if code in LANGUAGES else DEFAULT_LANGUAGE


def machine_zone() -> str:
    """The machine's IANA zone; UTC where it has none that is known."""
    import tzlocal

    try:
        name = tzlocal.get_localzone_name()
    except Exception:  # tzlocal refuses odd /etc/localtime files in several ways
        return "UTC"
    return name if name and find_zone(name) else "UTC"


async def new_user(name: str | None, language: str | None, settings: Settings) -> User:
    """The first person of a CRM, its administrator. Raises UsageError where nobody can be asked."""
    asks = sys.stdin.isatty()
    if name is None and not asks:
        raise UsageError(
            "nobody uses this CRM yet: start `crmbot chat` at a terminal, or say who you are with --as NAME"
        )
    if language is None:
        language = machine_language()
        if asks:
            question = f"{in_all_languages('first-language', ' / ')} ({', '.join(LANGUAGES)})"
            language = await _asked(question, language, _language_problem)
    texts = Texts(language)
    name = name or await _asked(texts("first-name"), "", lambda answer: "" if answer else texts("first-name-missing"))
    zone = settings.timezone or machine_zone()
    if asks:
        zone = await _asked(texts("first-zone"), zone, _zone_problem)
    return User(id=new_id(), name=name_of_user(name), role="admin", language=language, timezone=zone)


async def choose_user(users: Sequence[User]) -> User:
    """One of the people who use this CRM, by name."""
    names = ", ".join(sorted(user.name for user in users if user.active))

    def problem(answer: str) -> str:
        return "" if find_user(users, answer or None) else names

    chosen = find_user(users, await _asked(f"{in_all_languages('who-are-you', ' / ')} ({names})", "", problem))
    if chosen is None:
        raise UsageError(f"say who you are with --as NAME: {names}")
    return chosen


async def _asked(question: str, proposal: str, problem: Callable[[str], str]) -> str:
    """The answer, once it has no problem. Ctrl-C and Ctrl-D end the command."""
    from prompt_toolkit import PromptSession

    session: PromptSession[str] = PromptSession()
    while True:
        answer = (await session.prompt_async(f"{question}: ", default=proposal)).strip()
        if not (hint := problem(answer)):
            return answer
        write(hint)


def _language_problem(answer: str) -> str:
    return "" if answer in LANGUAGES else ", ".join(LANGUAGES)


def _zone_problem(answer: str) -> str:
    return "" if find_zone(answer) else "Europe/Paris, America/New_York, ..."
