"""Everything there is about the customers, out of one store and into another.

Everything is the workspace with its rates, its people with their chat accounts, all records with their links, those in
the trash too, and the history of their changes. What belongs to a running installation stays: messages
on their way, leases, one-time codes; so does what is made from the rest, as the index of names.
See docs/decisions/0009.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from bot.crm.changes import Recorder, Speaker, records_of
from bot.crm.import_records import ImportReport, Verdict
from bot.domain.changes import RECORD_TYPES, ChangeSet, KeptChange, Record, RecordKind, kind_of, values_of
from bot.domain.ids import new_id
from bot.domain.money import Rate
from bot.domain.names import fold
from bot.domain.people import Identity, User, Workspace
from bot.messages import Conversation
from bot.ports import UnitOfWork

SECTION_OF: dict[RecordKind, str] = {
    "account": "accounts",
    "contact": "contacts",
    "lead": "leads",
    "deal": "deals",
    "activity": "activities",
    "task": "tasks",
    "reminder": "reminders",
}
# What the items of each section are. In an order in which what others refer to comes first.
TYPES: dict[str, type] = {
    "workspace": Workspace,
    "rates": Rate,
    "users": User,
    "identities": Identity,
    **{section: RECORD_TYPES[kind] for kind, section in SECTION_OF.items()},
    "change_sets": ChangeSet,
    "changes": KeptChange,
}
_PAGE = 500


def everything(uow: UnitOfWork) -> Iterator[tuple[str, Iterable[Any]]]:
    """Each section with its items, ordered by id, a page of them in memory at a time."""
    yield "workspace", [uow.workspace]
    users = uow.users.all()
    yield "rates", uow.rates.all()
    yield "users", users
    yield "identities", (identity for user in users for identity in uow.users.identities(user.id))
    for kind, section in SECTION_OF.items():
        yield section, records_in(uow, kind)
    yield "change_sets", _paged(uow.change_sets.page)
    yield "changes", _paged(uow.change_sets.changes_page)


def records_in(uow: UnitOfWork, kind: RecordKind) -> Iterator[Any]:
    """All records of a kind, those in the trash too, a page of them in memory at a time."""
    return _paged(records_of(uow, kind).page)


def _paged(page: Callable[[str, int], Sequence[Any]]) -> Iterator[Any]:
    after = ""
    while items := page(after, _PAGE):
        yield from items
        after = items[-1].id


def is_empty(uow: UnitOfWork) -> bool:
    """Whether nobody uses this store yet, nor holds anything in it."""
    return not uow.users.all() and not any(records_of(uow, kind).page("", 1) for kind in SECTION_OF)


def take_everything(
    uow: UnitOfWork,
    content: Iterable[tuple[str, Any]],
    *,
    importer: str | None,
    now: datetime,
    advance: Callable[[], None] = lambda: None,
) -> ImportReport:
    """Takes in what `everything` gave: as it is into an empty store, else what is new and what differs, by id.

    Into a store in use comes no history, and its workspace and chat accounts stay as they are; what
    is taken in is one change set of the importer, else of an administrator. Raises KeyError, TypeError
    or ValueError for content that does not hang together.
    """
    taking: _Whole | _Merge = _Whole(uow) if is_empty(uow) else _Merge(uow, importer, now)
    for section, some in groupby(content, key=itemgetter(0)):
        items = (item for _, item in some)
        while batch := list(islice(items, _PAGE)):
            taking.take(section, batch)
            for _ in batch:
                advance()
    return taking.report


class _Whole:
    """The store becomes the other one."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self.report = ImportReport()

    def take(self, section: str, items: Sequence[Any]) -> None:
        uow = self._uow
        match section:
            case "workspace":
                uow.update_workspace({name: value for name, value in _fields(items[0]).items() if name != "id"})
            case "rates" | "users" | "identities" | "change_sets":
                for item in items:
                    self._add(item)
            case "changes":
                uow.change_sets.keep(items)
            case _:
                records_of(uow, kind_of(items[0])).add_all(items)
        if section != "workspace":
            for _ in items:
                self.report.count(section, "created")

    def _add(self, item: Rate | User | Identity | ChangeSet) -> None:
        uow = self._uow
        match item:
            case Rate():
                uow.rates.put(item)
            case User():
                uow.users.add(item)
            case Identity():
                uow.users.link(item.user_id, item.platform, item.external_id, item.linked_at)
            case ChangeSet():
                uow.change_sets.add(item)


class _Merge:
    """The store keeps what it has, and takes in what it lacks."""

    def __init__(self, uow: UnitOfWork, importer: str | None, now: datetime) -> None:
        self._uow = uow
        self._importer = importer
        self._now = now
        # Those who are here before anybody else is taken in: one of them imports.
        self._here = [user for user in uow.users.all() if user.active]
        self._users: dict[str, str] = {}
        self._recorder: Recorder | None = None
        self.report = ImportReport()

    def take(self, section: str, items: Sequence[Any]) -> None:
        if section == "users":
            self._take_users(items)
        elif section in SECTION_OF.values():
            self._take_records(section, [self._with_users_of_here(record) for record in items])

    def _take_users(self, users: Sequence[User]) -> None:
        """People are the same by id, by e-mail address or by name."""
        here = self._uow.users.all()
        for user in users:
            same = next(
                (
                    known
                    for known in here
                    if known.id == user.id
                    or (user.email and fold(known.email) == fold(user.email))
                    or fold(known.name) == fold(user.name)
                ),
                None,
            )
            self._users[user.id] = same.id if same else user.id
            self.report.count("users", "unchanged" if same else "created")
            if same is None:
                self._uow.users.add(replace(user, reply_platform="", reply_chat="", reply_thread=""))

    def _with_users_of_here(self, record: Record) -> Record:
        people: dict[str, Any] = {
            name: self._users.get(person, person)
            for name in ("owner_id", "user_id")
            if (person := getattr(record, name, None)) is not None
        }
        return replace(record, **people)

    def _take_records(self, section: str, records: Sequence[Record]) -> None:
        recorder = self._recorder = self._recorder or self._begun()
        here = {
            known.id: known
            for known in records_of(self._uow, kind_of(records[0])).get_many(
                [record.id for record in records], deleted=True
            )
        }
        recorder.create_all([record for record in records if record.id not in here])
        for record in records:
            known = here.get(record.id)
            verdict: Verdict = "created"
            if known is not None:
                verdict = "unchanged" if recorder.update(known, **values_of(record)) == known else "changed"
            self.report.count(section, verdict)
        recorder.spill("import", "")

    def _begun(self) -> Recorder:
        everybody = self._here or [user for user in self._uow.users.all() if user.active]
        named = (user for user in everybody if self._importer and fold(user.name) == fold(self._importer))
        user = next(named, None) or next((user for user in everybody if user.role == "admin"), everybody[0])
        conversation = Conversation("console", user.id, "", user.id)
        return Recorder(self._uow, Speaker(user=user, now=self._now, conversation=conversation, message_key=new_id()))


def _fields(item: Any) -> dict[str, Any]:
    return {each.name: getattr(item, each.name) for each in fields(item)}
