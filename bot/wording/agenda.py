"""What lies ahead, as one reads it in a line."""

from bot.domain.agenda import AgendaItem, AgendaKind
from bot.domain.names import name_words

_SIGNS: dict[AgendaKind, str] = {"call": "📞", "meeting": "📅", "task": "✅", "reminder": "⏰"}
_AWAITED = "⏳"


def sign_of(item: AgendaItem) -> str:
    return _AWAITED if item.waiting else _SIGNS[item.kind]


def item_name(item: AgendaItem) -> str:
    """The subject, and who it is about unless the subject says so."""
    told = set(name_words(item.subject))
    about = [name for name in (item.contact, item.account) if name and told.isdisjoint(name_words(name))]
    if not item.subject:
        return " · ".join(about)
    return f"{item.subject} ({', '.join(about)})" if about else item.subject
