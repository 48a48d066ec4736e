"""The demo: a small invented CRM, in a store of its own in the user's data folder.

It is made once, in one transaction, around the day on which it is made, and then kept.
"""

import json
import os
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from bot.cli.first_start import machine_language, machine_zone
from bot.clock import SystemClock
from bot.crm.changes import Recorder, Speaker
from bot.crm.imports import import_rows
from bot.crm.reminders import remind_of_task
from bot.domain.activities import Activity
from bot.domain.agenda import Task
from bot.domain.ids import new_id
from bot.domain.people import Contact, User
from bot.domain.rows import Rows
from bot.domain.zones import instant_of, zone_of
from bot.errors import CrmbotError
from bot.messages import Conversation
from bot.ports import Store, UnitOfWork
from bot.settings import Settings, data_folder, load_settings, sqlite_file, sqlite_url
from storage.database.store import open_store
from storage.transfer.json_file import add_rows

YOU, COLLEAGUE = "Robin Keller", "Camille Moreau"


def demo_settings() -> Settings:
    """The settings with the demo's store and person in place of the configured ones.

    No CRM that is configured hears of what is invented.
    """
    demo = {"CRMBOT_DATABASE_URL": sqlite_url(data_folder() / "demo.db"), "CRMBOT_USER": YOU}
    return load_settings({**os.environ, **demo}).model_copy(update={"sugarcrm_url": None})


async def make_demo(settings: Settings, *, language: str | None, renew: bool) -> None:
    """Makes the demo where there is none; `renew` throws away what is there."""
    if renew:
        _remove(settings.database_url)
    store = await open_store(settings.database_url)
    zone, spoken = settings.timezone or machine_zone(), language or machine_language()
    try:
        await fill_demo(store, now=SystemClock().now(), zone=zone, language=spoken)
    finally:
        await store.close()


async def fill_demo(store: Store, *, now: datetime, zone: str, language: str) -> None:
    """Fills an empty store around the day of `now`; one that holds people already is left alone."""
    content = json.loads(files("bot.cli").joinpath("demo.json").read_text(encoding="utf-8"))

    def fill(uow: UnitOfWork) -> None:
        if not uow.users.all():
            _fill(uow, content, now, zone, language)

    await store.write(fill)


def _remove(database_url: str) -> None:
    file = sqlite_file(database_url)
    if file is None:
        return
    try:
        for part in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
            part.unlink(missing_ok=True)
    except OSError as error:
        raise CrmbotError(f"the demo in {file} cannot be removed: {error.strerror}") from None


def _fill(uow: UnitOfWork, content: Mapping[str, Any], now: datetime, zone: str, language: str) -> None:
    """The whole demo. The colleague imported it: "undo" of the person who tries it out must not take it away."""
    rows = Rows()
    today = now.astimezone(zone_of(zone)).date()
    sections = {name: content[name] for name in ("workspace", "users", "accounts", "contacts")}
    sections["workspace"] = {**sections["workspace"], "timezone": zone}
    deals = [_dated(deal, today) for deal in content["deals"]]
    add_rows(rows, {**sections, "deals": deals}, "demo.json")
    report = import_rows(uow, rows, importer=COLLEAGUE, now=now)
    if report.problems:
        raise CrmbotError(f"the demo cannot be made: {report.problems[0]}")
    people = {user.name: user for user in uow.users.all()}
    uow.users.update(people[YOU].id, {"language": language})
    for raw in content["activities"]:
        uow.activities.add(_activity(uow, raw, people[raw["owner"]], today, now))
    for raw in content["tasks"]:
        _add_task(uow, raw, people[raw["owner"]], today, now)


def _dated(deal: Mapping[str, Any], today: date) -> dict[str, Any]:
    fields = {name: value for name, value in deal.items() if name != "close_in_days"}
    return {**fields, "close_date": (today + timedelta(days=deal["close_in_days"])).isoformat()}


def _activity(uow: UnitOfWork, raw: Mapping[str, Any], owner: User, today: date, now: datetime) -> Activity:
    contact = _contact(uow, raw["contact"])
    return Activity(
        id=new_id(),
        kind=raw["kind"],
        status=raw.get("status", "not_held" if "outcome" in raw else "held"),
        outcome=raw.get("outcome"),
        happened_at=_moment(raw, owner, today),
        duration_minutes=raw.get("minutes"),
        note=raw.get("note", ""),
        contact_ids=(contact.id,),
        account_id=contact.account_id,
        owner_id=owner.id,
        created_at=now,
    )


def _add_task(uow: UnitOfWork, raw: Mapping[str, Any], owner: User, today: date, now: datetime) -> None:
    contact = _contact(uow, raw["contact"])
    due = _moment(raw, owner, today)
    task = Task(
        id=new_id(),
        subject=raw["subject"],
        action=raw["action"],
        priority=raw.get("priority", "medium"),
        due_at=due,
        date_only="at" not in raw,
        contact_id=contact.id,
        account_id=contact.account_id,
        owner_id=owner.id,
        created_at=now,
    )
    uow.tasks.add(task)
    if due > now:
        speaker = Speaker(user=owner, now=now, conversation=Conversation("", "", "", ""), message_key="")
        remind_of_task(Recorder(uow, speaker), task, due if "at" in raw else _day(raw, today))


def _contact(uow: UnitOfWork, name: str) -> Contact:
    return uow.contacts.by_name(name)[0]


def _moment(raw: Mapping[str, Any], owner: User, today: date) -> datetime:
    at = time.fromisoformat(raw["at"]) if "at" in raw else owner.workday_start
    return instant_of(datetime.combine(_day(raw, today), at), zone_of(owner.timezone)).astimezone(UTC)


def _day(raw: Mapping[str, Any], today: date) -> date:
    """So many working days from today, backwards for a negative number."""
    day, left = today, abs(raw["days"])
    step = timedelta(days=1 if raw["days"] > 0 else -1)
    while left:
        day += step
        left -= day.weekday() < 5
    return day
