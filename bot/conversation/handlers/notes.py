"""Notes found by their words: those of notes proper, and what was noted of calls, meetings and e-mails."""

from collections.abc import Mapping, Sequence

from bot.conversation.handlers.activities import shortened
from bot.conversation.handlers.history import SIGNS
from bot.conversation.lists import Listed, company_and_owner, instants_of, period_of, period_told, shown, whose
from bot.conversation.names import text_argument
from bot.conversation.turn import Reply, Turn
from bot.domain.activities import Activity, History
from bot.domain.names import fold, name_words
from bot.language.frames import Frame
from bot.language.packs.loader import BUILT_IN
from bot.messages import Argument
from bot.wording.texts import Said

Arguments = Mapping[str, Argument]

_PAGE = 7
_LENGTH, _BEFORE = 80, 24
_SHORTEST_PLURAL = 4


def handle_search_notes(turn: Turn, frame: Frame) -> Reply:
    narrowed = company_and_owner(turn, frame)
    if isinstance(narrowed, Reply):
        return narrowed
    account, owner = narrowed
    facts: dict[str, Argument] = {
        "query": str(frame.slots.get("query", "")),
        "account": account.id if account else None,
        # What was noted is wanted whoever noted it, unless one asks for one's own.
        "owner": owner.id if "owner" in frame.slots else None,
        **period_of(frame),
        "offset": 0,
    }
    return show_notes(turn, facts)


def show_notes(turn: Turn, arguments: Arguments) -> Reply:
    """One page of the notes that were found, the latest first."""
    query, offset = text_argument(arguments, "query"), int(arguments.get("offset") or 0)
    start, end = instants_of(turn, arguments)
    words = _words(turn, query)
    wanted = History(
        words=words,
        account_id=text_argument(arguments, "account") or None,
        owner_id=text_argument(arguments, "owner") or None,
        start=start,
        end=end,
    )
    found = turn.uow.activities.history(wanted, limit=_PAGE, offset=offset)
    total = offset + len(found) if len(found) < _PAGE else turn.uow.activities.count(wanted)
    filters = " · ".join(_filters(turn, wanted, arguments))
    listed = Listed(
        title=turn.texts("notes-title", count=total, query=query, filters=filters),
        lines=_lines(turn, found, words),
        total=total,
    )
    return shown(turn, "show_notes", arguments, listed)


def _words(turn: Turn, query: str) -> tuple[str, ...]:
    """The words to look for: without articles and the like, and without the sign of a plural."""
    words = name_words(query)
    telling = [word for word in words if word not in BUILT_IN.of(turn.texts.language).particles] or words
    return tuple(dict.fromkeys(_singular(word) for word in telling))


def _singular(word: str) -> str:
    return word[:-1] if len(word) >= _SHORTEST_PLURAL and word[-1] in "sx" and not word.endswith("ss") else word


def _filters(turn: Turn, wanted: History, arguments: Arguments) -> list[str]:
    account = turn.uow.accounts.get(wanted.account_id) if wanted.account_id else None
    told: list[str] = [*whose(turn, wanted.owner_id)]
    told += [turn.texts("filter-account", name=account.name)] if account else []
    return [*told, period] if (period := period_told(turn, arguments)) else told


def _lines(turn: Turn, found: Sequence[Activity], words: Sequence[str]) -> list[Said]:
    people = {each.id: each for each in turn.uow.contacts.get_many([i for note in found for i in note.contact_ids])}
    companies = {
        each.id: each for each in turn.uow.accounts.get_many([note.account_id for note in found if note.account_id])
    }
    lines = []
    for note in found:
        named = [people[i].name for i in note.contact_ids if i in people] or [note.contact_name]
        company = companies[note.account_id].name if note.account_id in companies else note.account_name
        who = ", ".join(name for name in (*named, company) if name)
        text = _around(note.note, words)
        lines.append(
            turn.texts(
                "notes-line",
                sign=SIGNS[note.kind],
                when=turn.dates.past(note.happened_at),
                who=who or "none",
                text=turn.texts("quote", text=text),
            )
        )
    return lines


def _around(note: str, words: Sequence[str]) -> str:
    """The part of a note where the first of the words stands."""
    text = " ".join(note.split())
    folded = fold(text)
    # Folding may change lengths; then the beginning is shown.
    places = [at for at in map(folded.find, words) if at > 0] if len(folded) == len(text) else []
    place = min(places, default=0)
    if place <= _BEFORE or len(text) <= _LENGTH:
        return shortened(text, _LENGTH)
    start = text.rfind(" ", 0, place - _BEFORE // 2) + 1
    return f"…{shortened(text[start:], _LENGTH)}"
