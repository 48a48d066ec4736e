"""Lists of people: of a company, one's own, and those with whom nobody was in touch."""

from collections.abc import Mapping
from datetime import date

from bot.conversation.lists import Listed, company_and_owner, instants_of, period_of, period_told, shown, whose
from bot.conversation.names import text_argument
from bot.conversation.turn import Reply, Turn
from bot.domain.activities import ActivityKind
from bot.domain.contact_lists import ContactSearch, ListedContact, Untouched
from bot.language.frames import Frame
from bot.messages import Argument
from bot.wording.texts import Said

Arguments = Mapping[str, Argument]

_PAGE = 7
_KINDS: tuple[ActivityKind, ...] = ("call", "meeting", "email")


def handle_list_contacts(turn: Turn, frame: Frame) -> Reply:
    narrowed = company_and_owner(turn, frame)
    if isinstance(narrowed, Reply):
        return narrowed
    account, owner = narrowed
    facts: dict[str, Argument] = {
        "account": account.id if account else None,
        # The people of a company are wanted whoever has them.
        "owner": None if account else owner.id,
        "without": "without" in frame.slots,
        "kind": next((kind for kind in _KINDS if kind == frame.slots.get("kind")), None),
        # "Whom haven't I called" asks what I did, "contacts without a call" what anybody did.
        "by": owner.id if "owner" in frame.slots else None,
        **period_of(frame),
        "offset": 0,
    }
    return show_contacts(turn, facts)


def show_contacts(turn: Turn, arguments: Arguments) -> Reply:
    """One page of a list of people."""
    offset = int(arguments.get("offset") or 0)
    search = ContactSearch(
        account_id=text_argument(arguments, "account") or None,
        owner_id=text_argument(arguments, "owner") or None,
        untouched=_untouched(turn, arguments) if arguments.get("without") else None,
    )
    page = turn.uow.contacts.search(search, limit=_PAGE, offset=offset)
    listed = Listed(
        title=turn.texts("contacts-title", count=page.total, filters=" · ".join(_filters(turn, search, arguments))),
        lines=[_line(turn, each, search) for each in page.people],
        total=page.total,
    )
    if page.total == 1:
        turn.mention("contact", page.people[0].contact.id)
    return shown(turn, "show_contacts", arguments, listed)


def _untouched(turn: Turn, arguments: Arguments) -> Untouched:
    start, end = instants_of(turn, arguments)
    return Untouched(
        kind=next((kind for kind in _KINDS if kind == arguments.get("kind")), None),
        by_id=text_argument(arguments, "by") or None,
        start=start,
        end=end,
    )


def _filters(turn: Turn, search: ContactSearch, arguments: Arguments) -> list[Said]:
    """What the list is narrowed to, as it is told in its title."""
    account = turn.uow.accounts.get(search.account_id) if search.account_id else None
    told = [turn.texts("filter-account", name=account.name)] if account else whose(turn, search.owner_id)
    if search.untouched:
        kind, first = search.untouched.kind or "any", text_argument(arguments, "first")
        last = text_argument(arguments, "last")
        if not first:
            told.append(turn.texts("filter-untouched", kind=kind))
        elif date.fromisoformat(last) >= turn.dates.today:
            since = turn.dates.short(date.fromisoformat(first))
            told.append(turn.texts("filter-untouched-since", kind=kind, day=since))
        else:
            told.append(turn.texts("filter-untouched-in", kind=kind, period=period_told(turn, arguments)))
    return told


def _line(turn: Turn, listed: ListedContact, search: ContactSearch) -> Said:
    contact = listed.contact
    details = [contact.title, "" if search.account_id else listed.company]
    if search.untouched:
        details.append(_last(turn, listed, search.untouched))
    else:
        details.append(contact.mobile or contact.phone or contact.email)
    told = " · ".join(part for part in details if part)
    if not told:
        return turn.texts("contact-title", name=contact.name)
    return turn.texts("contact-title-role", name=contact.name, role=told)


def _last(turn: Turn, listed: ListedContact, untouched: Untouched) -> Said:
    when = turn.dates.past(listed.last_at) if listed.last_at else "never"
    return turn.texts("contact-untouched", kind=untouched.kind or "any", when=when)
