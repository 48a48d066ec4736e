"""Import: rows of files become records, once. Importing the same rows again changes nothing.

A row is the record that has its e-mail address (people), else its name and account. Where the
record exists, the fields that the row tells and that differ are changed; nothing is deleted. All
records are one change set of the importing person, so that "undo" takes the whole import back.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice
from typing import Any

from bot.crm.changes import Recorder, Speaker
from bot.crm.import_records import RECORD_ROWS, ImportReport, Known, RecordRows
from bot.crm.import_rules import Unfit, check_zone, country_code, currency_code, email_address, one_of
from bot.domain.changes import Value
from bot.domain.ids import new_id
from bot.domain.names import fold
from bot.domain.people import User
from bot.domain.rows import BadRow, Row, RowSource, UserRow, WorkspaceRow
from bot.languages import LANGUAGES
from bot.messages import Conversation
from bot.ports import UnitOfWork

_ROLES = ("admin", "manager", "rep")
# So many rows are looked up, and written, together.
_BATCH = 500


def import_rows(
    uow: UnitOfWork,
    source: RowSource,
    *,
    importer: str | None,
    now: datetime,
    advance: Callable[[], None] = lambda: None,
) -> ImportReport:
    """Writes all rows that can be read. `importer` is the importing user's name, else an administrator counts as that.

    The caller rolls the transaction back where the report says so. `advance` is called after each
    row. Memory does not grow with the number of rows, but for the ids of what they touched.
    """
    report = ImportReport(problems=list(source.problems))
    if source.workspace:
        try:
            _import_workspace(uow, source.workspace)
        except Unfit as error:
            report.problems.append(f"{source.workspace.place}: {error}")
    people = _People(uow, report)
    _take(source.rows_of("users"), people.take, report, advance)
    person = people.importer(importer)
    if person is None:
        report.problems.append("nobody uses this CRM yet: list users in the file, or start `crmbot chat` once")
        return report
    speaker = Speaker(
        user=person,
        now=now,
        conversation=Conversation("console", person.id, "", person.id),
        message_key=new_id(),
    )
    write_rows(Recorder(uow, speaker), source, report, advance)
    return report


def write_rows(
    recorder: Recorder, source: RowSource, report: ImportReport, advance: Callable[[], None] = lambda: None
) -> None:
    """Writes the records of a source, and keeps them as one change set; users and the workspace are not among them."""
    users = {fold(user.name): user for user in reversed(recorder.uow.users.all())}
    places: dict[str, str] = {}
    for kind in RECORD_ROWS:
        rows = iter(source.rows_of(kind))
        while batch := list(islice(rows, _BATCH)):
            records = RecordRows(recorder, report, users, places, Known.of(recorder.uow, batch))
            _take(batch, records.take, report, advance)
            records.flush()
            recorder.spill("import", str(len(source)))


def _take(
    rows: Iterable[Row | BadRow], take: Callable[[Any], None], report: ImportReport, advance: Callable[[], None]
) -> None:
    for row in rows:
        if isinstance(row, BadRow):
            report.refuse(row.place, row.problem)
        else:
            try:
                take(row)
            except Unfit as error:
                report.refuse(row.place, str(error))
        advance()


def _import_workspace(uow: UnitOfWork, row: WorkspaceRow) -> None:
    check_zone(row.timezone)
    wanted: dict[str, Value] = {
        "name": row.name,
        "currency": currency_code(row.currency),
        "timezone": row.timezone,
        "country": country_code(row.country),
        "day_first": row.day_first,
    }
    fields = {name: value for name, value in wanted.items() if value is not None}
    if any(getattr(uow.workspace, name) != value for name, value in fields.items()):
        uow.update_workspace(fields)


class _People:
    """The users of the workspace, by folded name and by e-mail address."""

    def __init__(self, uow: UnitOfWork, report: ImportReport) -> None:
        self._uow = uow
        self._report = report
        self._users = {user.id: user for user in uow.users.all()}

    def by_name(self, name: str) -> User | None:
        return next((user for user in self._users.values() if fold(user.name) == fold(name)), None)

    def importer(self, name: str | None) -> User | None:
        """The named user, else the first administrator, else the first."""
        active = [user for user in self._users.values() if user.active]
        named = self.by_name(name) if name else None
        return named or next((user for user in active if user.role == "admin"), next(iter(active), None))

    def take(self, row: UserRow) -> None:
        check_zone(row.timezone)
        one_of("language", row.language, LANGUAGES)
        one_of("role", row.role, _ROLES)
        email = email_address(row.email)
        told: dict[str, Any] = {
            "email": email,
            "role": row.role,
            "team": row.team,
            "language": row.language,
            "timezone": row.timezone,
        }
        told = {name: value for name, value in told.items() if value is not None}
        known = next((u for u in self._users.values() if email and u.email == email), None) or self.by_name(row.name)
        if known is None:
            # A CRM that nobody may administer could not be mended from within.
            first = {} if any(user.role == "admin" for user in self._users.values()) else {"role": "admin"}
            defaults = {"timezone": self._uow.workspace.timezone, **first}
            known = User(id=new_id(), name=row.name, **{**defaults, **told})
            self._uow.users.add(known)
            self._users[known.id] = known
            self._report.count("users", "created")
            return
        changed = {name: value for name, value in told.items() if getattr(known, name) != value}
        if changed:
            self._uow.users.update(known.id, changed)
        self._report.count("users", "changed" if changed else "unchanged")
