"""Calendar feeds at the command line and over HTTP."""

import json

import httpx
import pytest
from icalendar import Calendar
from starlette.applications import Starlette

from bot.cli.calendar import feeds
from bot.crm.calendar import open_feed
from storage.database.store import DatabaseStore
from tests.contract.samples import HOUR, activity
from tests.unit.bot.conversation.talk import HandClock
from tests.unit.bot.crm.desk import NOW, Desk, desk_at


@pytest.fixture
def person(crmbot, home):
    (home / "team.json").write_text(json.dumps({"users": [{"name": "Ana Brun"}]}), encoding="utf-8")
    assert crmbot("import", "team.json").code == 0


def test_an_address_is_given_and_taken_away(crmbot, person, monkeypatch):
    assert "CRMBOT_PUBLIC_URL" in crmbot("calendar").problem
    monkeypatch.setenv("CRMBOT_PUBLIC_URL", "https://crm.example.org")
    given = crmbot("calendar", "Ana")
    assert given.code == 0
    assert given.out.startswith("https://crm.example.org/calendar/")
    assert crmbot("calendar", "Ana").out != given.out
    assert [crmbot("calendar", "--revoke").out.strip() for _ in range(2)] == [
        "Ana Brun: closed",
        "Ana Brun has no calendar address",
    ]


async def asked(desk: Desk, token: str, known: str = "") -> httpx.Response:
    app = Starlette(routes=feeds(desk.store, HandClock(NOW)))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://crm") as client:
        return await client.get(f"/calendar/{token}.ics", headers={"If-None-Match": known})


async def test_a_feed_over_http(sqlite_store: DatabaseStore) -> None:
    desk = await desk_at(sqlite_store, name="Iris Keller")
    await desk.adds(activity(kind="meeting", status="planned", happened_at=NOW + HOUR, owner_id=desk.user.id))
    token = await desk.store.write(lambda uow: open_feed(uow, desk.user, NOW))
    answer = await asked(desk, token)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "private" in answer.headers["cache-control"]
    calendar = Calendar.from_ical(answer.content)
    assert calendar["X-WR-CALNAME"] == "crmbot · Iris Keller"
    assert [event.start for event in calendar.walk("VEVENT")] == [NOW + HOUR]
    again = await asked(desk, token, answer.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    await desk.adds(activity(status="planned", happened_at=NOW + HOUR, owner_id=desk.user.id))
    assert (await asked(desk, token, answer.headers["etag"])).status_code == 200


@pytest.mark.parametrize("token", ["x", "%00", "é", "a" * 5000])
async def test_a_token_that_is_not_known_is_no_page(sqlite_store: DatabaseStore, token: str) -> None:
    answer = await asked(await desk_at(sqlite_store), token)
    assert (answer.status_code, answer.text) == (404, "Not Found")
