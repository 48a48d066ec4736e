"""Around meetings: once each, for what still stands, in words that help."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest

from bot.domain.activities import Activity
from bot.messages import BOLD_OFF, BOLD_ON, Card
from bot.scheduling.meetings import fire_meetings
from bot.scheduling.unasked import to_send
from storage.database.store import DatabaseStore
from tests.contract.samples import DAY, HOUR, MINUTE, account, activity, contact, deal, task
from tests.unit.bot.crm.desk import NOW, Desk, desk_at

FOLDER = account("Northwind")
OLGA = contact("Olga", "Brandt", account_id=FOLDER.id, title="CFO", mobile="06 12")
STARTS = NOW + HOUR


@pytest.fixture
async def desk(sqlite_store: DatabaseStore) -> Desk:
    desk = await desk_at(sqlite_store)
    await desk.adds(FOLDER, OLGA)
    return desk


def planned(desk: Desk, **fields: object) -> Activity:
    given = {
        "kind": "meeting",
        "status": "planned",
        "happened_at": STARTS,
        "owner_id": desk.user.id,
        "contact_ids": (OLGA.id,),
        "account_id": FOLDER.id,
    }
    return activity(**(given | fields))


async def heard(desk: Desk, now: datetime) -> list[Card]:
    """What is said at this moment, by all that was queued until then."""

    def fire(uow: object) -> list[Card]:
        fire_meetings(uow, now)
        cards = []
        while rows := uow.outbox.claim("w", now, MINUTE, 99, platforms=["console"]):
            for row in rows:
                effect = to_send(uow, row, now)
                cards += [effect.content] if effect else []
                uow.outbox.mark_sent(row, "", now)
        return cards

    return await desk.store.claim(fire)


def told(card: Card) -> list[str]:
    return [line.replace(BOLD_ON, "").replace(BOLD_OFF, "") for line in (card.title, *card.lines)]


async def test_twenty_minutes_before_one_hears_what_one_needs(desk: Desk) -> None:
    paul = await desk.colleague()
    touch = {"status": "held", "contact_ids": (OLGA.id,), "owner_id": desk.user.id}
    await desk.adds(
        planned(desk, location="Lyon", note="Renewal"),
        *(activity(happened_at=NOW - days * DAY, note=f"call {days}", **touch) for days in (9, 8, 7)),
        activity(kind="meeting", happened_at=NOW - DAY, **{**touch, "owner_id": paul.user.id}),
        activity(kind="note", happened_at=NOW - HOUR, **touch),
        task("Send the terms", contact_id=OLGA.id, due_at=NOW + DAY, owner_id=desk.user.id),
        replace(
            deal("Renewal", account_id=FOLDER.id, amount=Decimal(18000), stage="negotiation"),
            created_at=NOW - 34 * DAY,
        ),
    )
    assert await heard(desk, STARTS - timedelta(minutes=21)) == []
    (card,) = await heard(desk, STARTS - timedelta(minutes=20))
    assert told(card) == [
        "📅 In 20 min: Olga Brandt · Northwind · Lyon",
        "Olga Brandt · CFO · 📱 06 12",
        '"Renewal"',
        "yesterday · meeting (Paul Adler)",
        'Tue 3 Mar · call: "call 7"',
        'Mon 2 Mar · call: "call 8"',
        "Open: Send the terms (tomorrow, Wed 11 Mar, 10:30)",
        "💰 Renewal · 18,000\u00a0€ · Negotiation · 34 days old",
    ]
    assert [button.label for button in card.buttons] == ["Reschedule…", "Stop these", "Open"]
    assert await heard(desk, STARTS - timedelta(minutes=10)) == []


async def test_a_quarter_of_an_hour_after_its_end_one_is_asked(desk: Desk) -> None:
    call = planned(desk, kind="call", duration_minutes=10, happened_at=NOW)
    await desk.adds(call, planned(desk, happened_at=NOW))
    assert await heard(desk, NOW + timedelta(minutes=24)) == []
    (card,) = await heard(desk, NOW + timedelta(minutes=25))
    assert told(card)[0] == "📞 How did the call with Olga Brandt · Northwind go?"
    assert [button.label for button in card.buttons][:4] == ["Reached", "Voicemail", "No answer", "Called off"]
    (card,) = await heard(desk, NOW + timedelta(minutes=75))
    assert told(card)[0] == "📅 How did the meeting with Olga Brandt · Northwind go?"
    assert [button.label for button in card.buttons][:4] == ["Took place", "Nobody came", "Called off", "Moved…"]
    assert await heard(desk, NOW + 5 * HOUR) == []


@pytest.mark.parametrize("became", [{"status": "held"}, {"status": "not_held"}, {"deleted_at": NOW}])
async def test_what_was_logged_or_called_off_is_not_spoken_of(desk: Desk, became: dict[str, object]) -> None:
    meeting = planned(desk)
    await desk.adds(meeting)
    await desk.store.claim(lambda uow: fire_meetings(uow, STARTS - timedelta(minutes=20)))
    await desk.store.write(lambda uow: uow.activities.update(meeting.id, became))
    assert await heard(desk, STARTS - timedelta(minutes=19)) == []
    assert await heard(desk, STARTS + 2 * HOUR) == []


async def test_what_is_moved_is_told_for_its_new_time(desk: Desk) -> None:
    meeting = planned(desk)
    await desk.adds(meeting)
    assert len(await heard(desk, STARTS - timedelta(minutes=20))) == 1
    await desk.store.write(lambda uow: uow.activities.update(meeting.id, {"happened_at": STARTS + DAY}))
    assert await heard(desk, STARTS + 2 * HOUR) == []
    assert len(await heard(desk, STARTS + DAY - timedelta(minutes=5))) == 1
    assert len(await heard(desk, STARTS + DAY + 2 * HOUR)) == 1


async def test_who_wants_no_briefs_gets_none_and_who_wants_quiet_is_asked_later(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store, muted="brief", quiet_from=time(12), quiet_until=time(14))
    await desk.adds(FOLDER, OLGA, planned(desk))
    assert await heard(desk, STARTS - timedelta(minutes=20)) == []
    # 12:45 in Paris.
    assert await heard(desk, STARTS + timedelta(minutes=75)) == []
    assert len(await heard(desk, NOW.replace(hour=13, minute=0))) == 1


async def test_a_brief_that_comes_too_late_does_not_come(desk: Desk) -> None:
    await desk.adds(planned(desk))
    await desk.store.claim(lambda uow: fire_meetings(uow, STARTS - timedelta(minutes=20)))
    assert await heard(desk, STARTS) == []


async def test_what_others_keep_to_themselves_is_not_told(desk: Desk) -> None:
    paul = await desk.colleague()
    await desk.adds(
        planned(desk),
        activity(happened_at=NOW - DAY, status="held", contact_ids=(OLGA.id,), owner_id=paul.user.id, note="secret"),
    )
    await desk.store.write(lambda uow: uow.contacts.update(OLGA.id, {"owner_id": desk.user.id}))
    await desk.store.write(lambda uow: uow.accounts.update(FOLDER.id, {"owner_id": desk.user.id}))
    await desk.store.write(lambda uow: uow.update_workspace({"visibility": "own"}))
    (card,) = await heard(desk, STARTS - timedelta(minutes=20))
    assert told(card) == ["📅 In 20 min: Olga Brandt · Northwind", "Olga Brandt · CFO · 📱 06 12"]
