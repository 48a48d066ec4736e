"""Logging what was done, calls, meetings, e-mails and notes, and what follows; planning what is ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.crm.changes import Recorder, Speaker
from bot.crm.reminders import complete, due_instant, remind_of_task, settle_task, to_call
from bot.domain.activities import Activity, ActivityKind, Direction, Outcome
from bot.domain.agenda import Task
from bot.domain.changes import RecordKind
from bot.domain.deals import Deal, DealSearch
from bot.domain.ids import new_id
from bot.domain.leads import Lead
from bot.domain.people import Account, Contact
from bot.domain.reminders import Reminder
from bot.domain.zones import day_end, day_start, is_day, wall_of
from bot.ports import UnitOfWork

_MOST_OPEN = 10
# What is logged was the one planned, where it began no earlier than this before it.
_AHEAD_OF_TIME = timedelta(hours=1)
_MOST_IDLE = 20
# Among what is planned for a year lies what was called off.
_LOOKED_AHEAD = timedelta(days=366)
_MOST_PLANNED = 200
_BETWEEN = ", "


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Whom something is about: records where they are known, the names as written where not.

    `others` and `other_names` are the people beside the first.
    """

    contact: Contact | None = None
    contact_name: str = ""
    lead: Lead | None = None
    account: Account | None = None
    account_name: str = ""
    deal_id: str | None = None
    others: tuple[Contact | Lead, ...] = ()
    other_names: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The shortest name that tells who: the person's, else the company's."""
        return self.person or (self.account.name if self.account else self.account_name) or ""

    @property
    def person(self) -> str:
        """The person's name: the record's where there is one, else as written."""
        known = self.contact or self.lead
        return known.name if known else self.contact_name

    @property
    def people(self) -> tuple[str, ...]:
        """The names of all."""
        return tuple(name for name in (self.person, *(other.name for other in self.others), *self.other_names) if name)

    @property
    def shared_account_id(self) -> str | None:
        """The company, unless it is only the first person's and somebody else is of another one."""
        elsewhere = {other.account_id for other in self.others if isinstance(other, Contact)} - {self.account_id}
        return None if elsewhere and self.account is None else self.account_id

    @property
    def account_id(self) -> str | None:
        if self.account:
            return self.account.id
        return self.contact.account_id if self.contact and not self.account_name else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What is to be done after an activity. `at`: a whole day, or an aware instant."""

    subject: str
    at: date | datetime
    calls_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LogActivity:
    """The command to log a call, a meeting or an e-mail. `held_at` None: just now.

    `planned` is the one ahead that this was; without it, one of that day with the same person is found.
    """

    kind: ActivityKind = "call"
    parties: Parties
    direction: Direction | None = None
    outcome: Outcome = "held"
    duration_minutes: int | None = None
    held_at: date | datetime | None = None
    note: str = ""
    location: str = ""
    follow_up: FollowUp | None = None
    planned: Activity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLogged:
    """What was saved, and what is of use now.

    `closed` are the follow-ups, and the reminders to call, that this call settled, `later` an open one that lies
    ahead, `promises` other open tasks with the person or company, `idle` a deal of theirs for which nothing is planned.
    """

    activity: Activity
    task: Task | None = None
    reminder: Reminder | None = None
    last_touch: Activity | None
    promises: tuple[Task, ...]
    closed: tuple[Task | Reminder, ...] = ()
    later: Task | Reminder | None = None
    idle: Deal | None


def log_activity(recorder: Recorder, command: LogActivity) -> ActivityLogged:
    speaker, parties = recorder.speaker, command.parties
    happened_at, date_only = _when(speaker, command.held_at)
    last, open_tasks = _last_touch(recorder.uow, parties, happened_at), _open_tasks(recorder.uow, parties)
    activity = _held(recorder, command, happened_at, date_only)
    closed, later = _settle(recorder, parties, open_tasks) if _is_held_call(activity) else ((), None)
    closed += _answered(recorder, activity, parties, open_tasks)
    open_tasks = [task for task in open_tasks if task not in closed]
    task, reminder = _follow_up(recorder, parties, command.follow_up)
    return ActivityLogged(
        activity=activity,
        task=task,
        reminder=reminder,
        last_touch=last,
        promises=tuple(t for t in open_tasks if t is not later),
        closed=closed,
        later=later,
        idle=None if task else _idle_deal(recorder, parties, open_tasks),
    )


def _held(recorder: Recorder, command: LogActivity, happened_at: datetime, date_only: bool) -> Activity:
    """What was planned is now done, or not; what was not planned is new."""
    speaker, parties = recorder.speaker, command.parties
    told: dict[str, Any] = {
        "status": "held" if command.outcome == "held" else "not_held",
        "direction": None if command.kind == "meeting" else command.direction or "outbound",
        "outcome": command.outcome,
    }
    planned = command.planned or _planned(recorder, command, happened_at, date_only)
    if planned is None:
        return recorder.create(
            _activity(
                speaker,
                command.kind,
                parties,
                happened_at=happened_at,
                date_only=date_only,
                duration_minutes=command.duration_minutes,
                note=command.note,
                location=command.location,
                **told,
            )
        )
    if command.held_at is not None and command.outcome != "cancelled":
        # What is called off keeps the day that it was planned for.
        told |= {"happened_at": happened_at, "date_only": date_only}
    return recorder.update(
        planned,
        duration_minutes=command.duration_minutes or planned.duration_minutes,
        note="\n".join(filter(None, (planned.note, command.note))),
        location=command.location or planned.location,
        **told,
    )


def _planned(recorder: Recorder, command: LogActivity, happened_at: datetime, date_only: bool) -> Activity | None:
    """The call or meeting that this person planned for that day with the same one, unless it lies well ahead."""
    parties, speaker = command.parties, recorder.speaker
    if command.kind not in ("call", "meeting") or not (parties.contact or parties.lead):
        return None
    day = wall_of(happened_at, speaker.zone).date()
    end = day_end(day, speaker.zone) if date_only else happened_at + _AHEAD_OF_TIME
    found = recorder.uow.activities.planned(
        command.kind, speaker.user.id, start=day_start(day, speaker.zone), end=end, limit=_MOST_OPEN
    )
    return next((each for each in found if _is_between(each, parties)), None)


def _is_between(activity: Activity, parties: Parties) -> bool:
    contact, lead = parties.contact, parties.lead
    return bool((contact and contact.id in activity.contact_ids) or (lead and lead.id in activity.lead_ids))


def calls_off(
    uow: UnitOfWork, speaker: Speaker, kind: ActivityKind, parties: Parties, told: date | datetime | None
) -> list[Activity]:
    """What may be meant by a call or meeting with them that was called off: the one of that day, else of that weekday;
    where no day was told, all that lie ahead."""
    today = speaker.now.astimezone(speaker.zone).date()
    day = wall_of(told, speaker.zone).date() if isinstance(told, datetime) else told
    start = day_start(min(day or today, today), speaker.zone)
    found = uow.activities.planned(kind, speaker.user.id, start=start, end=start + _LOOKED_AHEAD, limit=_MOST_PLANNED)
    theirs = [each for each in found if _is_between(each, parties) or _is_of_company(each, parties)]
    if day is None:
        return theirs
    days = {each.id: wall_of(each.happened_at, speaker.zone).date() for each in theirs}
    # "Tuesday's meeting was cancelled" tells of the next Tuesday as well as of the last one.
    same_weekday = [each for each in theirs if days[each.id].weekday() == day.weekday()]
    return [each for each in theirs if days[each.id] == day] or same_weekday[:1]


def _is_of_company(activity: Activity, parties: Parties) -> bool:
    return not parties.person and parties.account_id is not None and activity.account_id == parties.account_id


def _last_touch(uow: UnitOfWork, parties: Parties, before: datetime) -> Activity | None:
    """With the person, else with the company."""
    touched: dict[RecordKind, str | None] = {
        "contact": parties.contact.id if parties.contact else None,
        "lead": parties.lead.id if parties.lead else None,
        "account": parties.account_id if not parties.person else None,
    }
    known = ((kind, record_id) for kind, record_id in touched.items() if record_id)
    return next((uow.activities.last_touch(kind, record_id, before=before) for kind, record_id in known), None)


def _open_tasks(uow: UnitOfWork, parties: Parties) -> list[Task]:
    contact, lead = parties.contact, parties.lead
    if not contact and not lead and not parties.account_id:
        return []
    return uow.tasks.open_with(
        contact.id if contact else None, parties.account_id, _MOST_OPEN, lead_id=lead.id if lead else None
    )


def _idle_deal(recorder: Recorder, parties: Parties, open_tasks: Sequence[Task]) -> Deal | None:
    """The deal that was spoken of, else the company's first to close, where nothing is planned for it.

    What is open with the person or company, and is of no other deal, is a next step.
    """
    uow, speaker = recorder.uow, recorder.speaker
    named = uow.deals.get(parties.deal_id) if parties.deal_id else None
    account_id = named.account_id if named else parties.account_id
    if account_id is None or any(task.deal_id is None for task in open_tasks):
        return None
    today = day_start(speaker.now.astimezone(speaker.zone).date(), speaker.zone)
    idle = uow.deals.search(DealSearch(account_id=account_id, idle_from=today), _MOST_IDLE)
    return next((deal for deal in idle if named is None or deal.id == named.id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The command to plan a call or a meeting. `start_at`: an aware instant, or a whole day."""

    kind: ActivityKind
    parties: Parties
    start_at: date | datetime
    duration_minutes: int | None = None
    note: str = ""
    location: str = ""


def schedule(recorder: Recorder, command: Schedule) -> Activity:
    speaker = recorder.speaker
    happened_at, date_only = _when(speaker, command.start_at)
    return recorder.create(
        _activity(
            speaker,
            command.kind,
            command.parties,
            status="planned",
            happened_at=happened_at,
            date_only=date_only,
            duration_minutes=command.duration_minutes,
            note=command.note,
            location=command.location,
        )
    )


def add_note(recorder: Recorder, parties: Parties, note: str, *, private: bool = False) -> ActivityLogged:
    """Keeps a note on a person, a company, or on nothing in particular; a private one for its author alone."""
    speaker, open_tasks = recorder.speaker, _open_tasks(recorder.uow, parties)
    return ActivityLogged(
        last_touch=_last_touch(recorder.uow, parties, speaker.now),
        activity=recorder.create(
            _activity(speaker, "note", parties, happened_at=speaker.now, note=note, private=private)
        ),
        promises=tuple(open_tasks),
        idle=_idle_deal(recorder, parties, open_tasks),
    )


def _activity(speaker: Speaker, kind: ActivityKind, parties: Parties, **told: Any) -> Activity:
    """An activity of the speaker's with these parties; `told` are its other fields."""
    known = [person for person in (parties.contact, parties.lead, *parties.others) if person]
    unknown = [] if parties.contact or parties.lead or not parties.contact_name else [parties.contact_name]
    return Activity(
        id=new_id(),
        kind=kind,
        contact_ids=tuple(dict.fromkeys(person.id for person in known if isinstance(person, Contact))),
        lead_ids=tuple(dict.fromkeys(person.id for person in known if isinstance(person, Lead))),
        contact_name=_BETWEEN.join([*unknown, *parties.other_names]),
        account_id=parties.account_id,
        account_name="" if parties.account_id else parties.account_name,
        deal_id=parties.deal_id,
        owner_id=speaker.user.id,
        created_at=speaker.now,
        **told,
    )


def parties_in(uow: UnitOfWork, activity: Activity) -> Parties:
    """Whom an activity is with: the first person, the company."""
    return Parties(
        contact=next(iter(uow.contacts.get_many(activity.contact_ids[:1])), None),
        contact_name=activity.contact_name,
        lead=next(iter(uow.leads.get_many(activity.lead_ids[:1])), None),
        account=uow.accounts.get(activity.account_id) if activity.account_id else None,
        account_name=activity.account_name,
        deal_id=activity.deal_id,
    )


def link_parties(
    recorder: Recorder, record_ids: Sequence[str], contact: Contact | None, account: Account | None, written: str
) -> None:
    """Gives activities, tasks and reminders that were saved under a name the records that the name turned out to be.

    `written` is the person's name as it stands there.
    """
    uow = recorder.uow
    for activity in uow.activities.get_many(record_ids):
        recorder.update(
            activity,
            contact_ids=tuple(dict.fromkeys((*activity.contact_ids, contact.id))) if contact else activity.contact_ids,
            contact_name=_without(activity.contact_name, written) if contact else activity.contact_name,
            account_id=account.id if account else activity.account_id,
            account_name="" if account else activity.account_name,
        )
    for task in uow.tasks.get_many(record_ids):
        recorder.update(
            task,
            contact_id=contact.id if contact else task.contact_id,
            contact_name="" if contact else task.contact_name,
            account_id=account.id if account else task.account_id,
            account_name="" if account else task.account_name,
        )
    for reminder in uow.reminders.get_many(record_ids):
        recorder.update(
            reminder,
            contact_id=contact.id if contact else reminder.contact_id,
            account_id=account.id if account else reminder.account_id,
        )


def _without(names: str, name: str) -> str:
    """The names of an activity that are no record's yet, when this one has become a record's."""
    return _BETWEEN.join(other for other in names.split(_BETWEEN) if other != name) if _BETWEEN in names else ""


def _when(speaker: Speaker, held_at: date | datetime | None) -> tuple[datetime, bool]:
    """(instant in UTC, only the day was told)."""
    if held_at is None:
        return speaker.now, False
    if isinstance(held_at, datetime):
        return held_at.astimezone(UTC), False
    return day_start(held_at, speaker.zone), True


def _is_held_call(activity: Activity) -> bool:
    return activity.kind == "call" and activity.status == "held"


def _settle(
    recorder: Recorder, parties: Parties, open_tasks: Sequence[Task]
) -> tuple[tuple[Task | Reminder, ...], Task | Reminder | None]:
    """A held call closes what was to call this person up to today: (closed, the first that lies ahead)."""
    speaker = recorder.speaker
    today = speaker.now.astimezone(speaker.zone).date()
    contact = parties.contact
    tasks = [task for task in open_tasks if task.action == "call" and _is_with(task, parties)]
    wanted: list[Task | Reminder] = [*tasks, *(to_call(recorder.uow, speaker, contact.id) if contact else ())]
    closed = tuple(each for each in wanted if each.due_at and each.due_at.astimezone(speaker.zone).date() <= today)
    for each in closed:
        if isinstance(each, Task):
            settle_task(recorder, each)
        else:
            complete(recorder, each)
    return closed, next((each for each in wanted if each not in closed), None)


def _answered(recorder: Recorder, activity: Activity, parties: Parties, open_tasks: Sequence[Task]) -> tuple[Task, ...]:
    """What was awaited of them has come: a call or an e-mail from there, or a meeting."""
    came = activity.status == "held" and (activity.direction == "inbound" or activity.kind == "meeting")
    answered = tuple(task for task in open_tasks if came and task.status == "pending_input" and _is_of(task, parties))
    for task in answered:
        settle_task(recorder, task)
    return answered


def _is_of(task: Task, parties: Parties) -> bool:
    """Whether a task is about this person, or about their company as a whole."""
    anybody = task.contact_id is None and task.lead_id is None and task.account_id is not None
    return _is_with(task, parties) or (anybody and task.account_id == parties.account_id)


def _is_with(task: Task, parties: Parties) -> bool:
    contact, lead = parties.contact, parties.lead
    return (contact is not None and task.contact_id == contact.id) or (lead is not None and task.lead_id == lead.id)


def _follow_up(recorder: Recorder, parties: Parties, follow_up: FollowUp | None) -> tuple[Task | None, Reminder | None]:
    if follow_up is None:
        return None, None
    speaker = recorder.speaker
    due = due_instant(follow_up.at, speaker)
    task = recorder.create(
        Task(
            id=new_id(),
            subject=follow_up.subject,
            action="call" if follow_up.calls_back else "other",
            due_at=due,
            date_only=is_day(follow_up.at),
            contact_id=parties.contact.id if parties.contact else None,
            contact_name="" if parties.contact else parties.person,
            lead_id=parties.lead.id if parties.lead else None,
            account_id=parties.account_id,
            account_name="" if parties.account_id else parties.account_name,
            deal_id=parties.deal_id,
            owner_id=speaker.user.id,
            created_at=speaker.now,
        )
    )
    return task, remind_of_task(recorder, task, follow_up.at)
