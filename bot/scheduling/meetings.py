"""Around calls and meetings: what to know, twenty minutes before; how it went, a quarter of an hour after.

Looked for rather than kept: what moves, calls off or logs a meeting, in whatever way, moves or silences these as well.
"""

from datetime import datetime, timedelta

from bot.crm.meetings import ASK_AFTER, BRIEF_BEFORE, MeetingBrief, asked_at, brief_on, is_ahead
from bot.crm.rights import sight_of
from bot.domain.activities import Activity, ActivityKind, Outcome
from bot.domain.agenda import Task
from bot.domain.deals import Deal
from bot.domain.ids import new_id
from bot.domain.people import Unasked, User
from bot.messages import Action, Address, Button, Card
from bot.ports import UnitOfWork
from bot.queue_ports import OutboxRow
from bot.wording.dates import Dates, dates_of, lateness
from bot.wording.money import money
from bot.wording.texts import Said, Texts

# What was over so long ago is not asked about any more.
_NO_LONGER_ASKED = timedelta(hours=24)
_MOST = 200
_QUOTE_LENGTH = 60
_OUTCOMES: dict[ActivityKind, tuple[Outcome, ...]] = {
    "call": ("held", "voicemail", "no_answer", "cancelled"),
    # The fourth is that it takes place another time.
    "meeting": ("held", "no_answer", "cancelled"),
}


def fire_meetings(uow: UnitOfWork, now: datetime) -> int:
    """Queues what is to be said now about calls and meetings; gives how many messages."""
    soon = uow.meetings.due("brief", since=now, until=now + BRIEF_BEFORE, limit=_MOST)
    over = uow.meetings.due("outcome", since=now - _NO_LONGER_ASKED, until=now - ASK_AFTER, limit=_MOST)
    fired = [_fire(uow, "brief", meeting, now) for meeting in uow.activities.get_many(soon)]
    fired += [_fire(uow, "outcome", meeting, now) for meeting in uow.activities.get_many(over)]
    return sum(fired)


def _fire(uow: UnitOfWork, kind: Unasked, meeting: Activity, now: datetime) -> bool:
    user = uow.users.get(meeting.owner_id or "")
    if user is None or (kind == "outcome" and asked_at(meeting, user, uow.workspace) > now):
        return False
    if user.mutes(kind):
        return False
    return uow.meetings.say(kind, meeting.id, meeting.happened_at, user_id=user.id, address=Address.of(user), now=now)


def meeting_card(uow: UnitOfWork, row: OutboxRow, now: datetime) -> Card | None:
    """What is said around a meeting; None where that was moved, called off or logged, or where it is too late."""
    user = uow.users.get(row.user_id)
    meeting = uow.activities.get(row.activity_id) if row.activity_id else None
    if user is None or meeting is None or not is_ahead(meeting, row.due_at):
        return None
    with uow.seeing(sight_of(uow, user)):
        if row.unasked == "brief":
            return _brief_card(uow, meeting, user, now) if now < meeting.happened_at else None
        return _question_card(uow, meeting, user) if now - meeting.happened_at < 2 * _NO_LONGER_ASKED else None


def _brief_card(uow: UnitOfWork, meeting: Activity, user: User, now: datetime) -> Card:
    texts, dates, brief = Texts(user.language), dates_of(user, now), brief_on(uow, meeting)
    lines = [
        _people_line(brief),
        meeting.note and texts("brief-about", text=_short(meeting.note)),
        *(_touch_line(uow, touch, user, texts, dates) for touch in brief.touches),
        *(_promise_line(task, texts, dates) for task in brief.promises),
        brief.deal and _deal_line(brief.deal, texts, dates),
    ]
    title = texts(
        f"brief-{meeting.kind}",
        minutes=max(1, round((meeting.happened_at - now) / timedelta(minutes=1))),
        who=_with_whom(meeting, brief, texts),
        place=meeting.location or "none",
    )
    buttons = [_button(texts("button-reschedule"), "move_item", kind=meeting.kind, item=meeting.id)]
    buttons.append(_button(texts("button-stop-these"), "mute", kind="brief"))
    person = next(iter(brief.people), None)
    if person is not None:
        kind = "contact" if meeting.contact_ids else "lead"
        buttons.append(_button(texts("button-open"), f"show_{kind}", **{kind: person.id}))
    return Card(title=title, lines=tuple(line for line in lines if line), buttons=tuple(buttons))


def _question_card(uow: UnitOfWork, meeting: Activity, user: User) -> Card:
    texts, group = Texts(user.language), new_id()
    who = _with_whom(meeting, brief_on(uow, meeting), texts)
    answers = [
        Button(
            label=texts(f"button-{meeting.kind}-{outcome}"),
            action=Action(name="log_outcome", arguments={"activity": meeting.id, "outcome": outcome}),
            group=group,
        )
        for outcome in _OUTCOMES[meeting.kind]
    ]
    if meeting.kind == "meeting":
        move = Action(name="move_item", arguments={"kind": meeting.kind, "item": meeting.id})
        answers.append(Button(label=texts("button-meeting-moved"), action=move, group=group))
    return Card(
        title=texts(f"outcome-question-{meeting.kind}", who=who),
        lines=(texts("outcome-question-hint"),),
        buttons=(*answers, _button(texts("button-stop-these"), "mute", kind="outcome")),
    )


def _with_whom(meeting: Activity, brief: MeetingBrief, texts: Texts) -> str:
    person = brief.people[0].name if brief.people else meeting.contact_name
    company = brief.account.name if brief.account else meeting.account_name
    return " · ".join(filter(None, (person, company))) or _short(meeting.note) or texts(f"kind-{meeting.kind}")


def _people_line(brief: MeetingBrief) -> str:
    """Who they are and how to reach them."""
    told = []
    for person in brief.people:
        number = person.mobile or person.phone
        told.append(" · ".join(filter(None, (person.name, person.title, f"📱 {number}" if number else ""))))
    return "; ".join(told)


def _touch_line(uow: UnitOfWork, touch: Activity, user: User, texts: Texts, dates: Dates) -> Said:
    author = uow.users.get(touch.owner_id) if touch.owner_id not in (None, user.id) else None
    return texts(
        "brief-touch",
        when=dates.past(touch.happened_at),
        kind=texts(f"kind-{touch.kind}"),
        by=author.name if author else "none",
        text=_short(touch.note) or "none",
    )


def _promise_line(task: Task, texts: Texts, dates: Dates) -> Said:
    if task.due_at is None:
        return texts("promise", subject=task.subject)
    return texts("promise-due", subject=task.subject, when=dates.moment(task.due_at, date_only=task.date_only))


def _deal_line(deal: Deal, texts: Texts, dates: Dates) -> Said:
    return texts(
        "brief-deal",
        name=deal.name,
        amount="none" if deal.amount is None else money(deal.amount, deal.currency, dates.locale),
        stage=texts(f"stage-{deal.stage}"),
        age=lateness(dates.now - deal.created_at, texts.language),
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE_LENGTH else f"{line[:_QUOTE_LENGTH].rstrip()}…"


def _button(label: str, action: str, **arguments: str) -> Button:
    return Button(label=label, action=Action(name=action, arguments=arguments))
