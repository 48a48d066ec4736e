"""`crmbot reminders`: what arrived nowhere is listed without its text, and sent again."""

import asyncio
from datetime import UTC, datetime

from bot.domain.ids import new_id
from bot.domain.people import User
from bot.domain.reminders import Reminder
from storage.database.store import open_store

DUE = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)


def fail_one(url: str) -> None:
    """A reminder that Slack refused."""
    ana = User(id=new_id(), name="Ana Brun", timezone="Europe/Paris", reply_platform="slack", reply_chat="U1")
    wish = datetime(2026, 3, 10, 10, 30)  # noqa: DTZ001  # a wish is local
    ring = Reminder(
        id=new_id(), user_id=ana.id, subject="Secret", wish=wish, timezone="Europe/Paris", due_at=DUE, created_at=DUE
    )

    def use(uow):
        uow.users.add(ana)
        uow.reminders.add(ring)
        uow.reminders.fire_due(DUE, 9)
        (row,) = uow.outbox.claim("w", DUE, DUE - DUE, 9, platforms=["slack"])
        uow.outbox.mark_failed(row, "account_inactive", DUE)

    async def run() -> None:
        store = await open_store(url)
        await store.write(use)
        await store.close()

    asyncio.run(run())


def test_failed_and_retry(crmbot, home, monkeypatch):
    url = f"sqlite:///{home / 'crm.db'}"
    monkeypatch.setenv("CRMBOT_DATABASE_URL", url)
    assert crmbot("reminders", "failed").out == "Every reminder arrived.\n"
    fail_one(url)
    listed = crmbot("reminders", "failed")
    assert listed.out == "2026-03-10 10:30 CET · Ana Brun · slack · account_inactive\n"
    assert crmbot("reminders", "retry").out == "1 on their way; `crmbot serve` delivers them.\n"
    assert crmbot("reminders", "retry").out == "Every reminder arrived.\n"
    assert crmbot("reminders", "failed").out == "Every reminder arrived.\n"
