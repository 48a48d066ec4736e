"""What was said and done: with a person, a company, on a deal."""

from collections.abc import Mapping

from bot.conversation.handlers.activities import shortened
from bot.conversation.lists import Listed, instants_of, period_of, shown
from bot.conversation.names import resolve, text_argument
from bot.conversation.turn import Reply, Turn, said
from bot.crm.planning import earlier_dates
from bot.domain.activities import Activity, ActivityKind, History
from bot.domain.changes import ChangeSet
from bot.language.frames import Frame
from bot.messages import Argument

Arguments = Mapping[str, Argument]

_PAGE = 6
_KINDS: tuple[ActivityKind, ...] = ("call", "meeting", "email", "note")
SIGNS = {"call": "📞", "meeting": "📅", "email": "📧", "note": "📝"}
_NOTE_LENGTH = 70


def handle_show_history(turn: Turn, frame: Frame) -> Reply:
    contact = resolve(turn, frame, "contact", kinds=("contact", "lead"))
    account, deal = (resolve(turn, frame, slot) for slot in ("account", "deal"))
    lead = contact.known if contact.known and contact.known.kind == "lead" else None
    for named in (contact, deal, account):
        if named.written and named.known is None:
            return said(turn.texts("nobody-called", name=named.written))
    kind = next((kind for kind in _KINDS if kind == frame.slots.get("kind")), None)
    facts: dict[str, Argument] = {
        "contact": contact.known.id if contact.known and not lead else None,
        "lead": lead.id if lead else None,
        # A person's history is wanted wherever they were.
        "account": account.known.id if account.known and not contact.known else None,
        "deal": deal.known.id if deal.known else None,
        "kind": kind,
        **period_of(frame),
        "name": next((n.known.name for n in (contact, deal, account) if n.known), ""),
        "offset": 0,
    }
    return show_history(turn, facts)


def show_history(turn: Turn, arguments: Arguments) -> Reply:
    """One page of history, the latest first."""
    start, end = instants_of(turn, arguments)
    offset = int(arguments.get("offset") or 0)
    wanted = History(
        contact_id=text_argument(arguments, "contact") or None,
        lead_id=text_argument(arguments, "lead") or None,
        account_id=text_argument(arguments, "account") or None,
        deal_id=text_argument(arguments, "deal") or None,
        kind=next((kind for kind in _KINDS if kind == arguments.get("kind")), None),
        start=start,
        end=end,
    )
    found = turn.uow.activities.history(wanted, limit=_PAGE, offset=offset)
    name = text_argument(arguments, "name")
    if not found:
        return said(turn.texts("history-none", name=name or "none"))
    made = turn.uow.change_sets.makers([activity.id for activity in found])
    listed = Listed(
        title=turn.texts("history-title", name=name or "none"),
        lines=[_line(turn, activity, made.get(activity.id)) for activity in found],
        total=offset + len(found) if len(found) < _PAGE else turn.uow.activities.count(wanted),
    )
    return shown(turn, "show_history", arguments, listed)


def _moved(turn: Turn, activity: Activity) -> str:
    """For when it was planned before."""
    earlier = earlier_dates(turn.uow, activity) if activity.kind in ("call", "meeting") else []
    dates = " → ".join(turn.dates.moment(at, date_only=date_only) for at, date_only in earlier)
    return turn.texts("history-moved", dates=dates) if dates else ""


def _line(turn: Turn, activity: Activity, made: ChangeSet | None) -> str:
    when = turn.dates.past(activity.happened_at)
    if made is not None:
        when = turn.told_at(when, made.message_key, made.user_id)
    outcome = "" if activity.outcome in (None, "held") else turn.texts(f"outcome-{activity.outcome}")
    author = turn.uow.users.get(activity.owner_id) if activity.owner_id else None
    by = author.name if author and author.id != turn.speaker.user.id else ""
    private = turn.texts("history-private") if activity.private else ""
    told = (private, outcome, shortened(activity.note, _NOTE_LENGTH), _moved(turn, activity), by)
    what = " · ".join(part for part in told if part)
    sign = SIGNS[activity.kind]
    if not what:
        return turn.texts("history-line", sign=sign, when=when, kind=turn.texts(f"kind-{activity.kind}"))
    return turn.texts("history-line", sign=sign, when=when, kind=what)
