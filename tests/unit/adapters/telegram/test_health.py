"""What `crmbot doctor` says about Telegram."""

from datetime import timedelta

import pytest

from adapters.telegram.health import check
from adapters.telegram.transport import AiohttpRequest, TelegramBot, Webhook
from tests.fakes.telegram import Fault
from tests.unit.adapters.telegram.conftest import NOW

WEBHOOK = Webhook(url="https://crm.example.org/telegram/webhook", secret="s")


async def found(bot, webhook=None):
    return {one.name: one for one in await check(bot, webhook, NOW)}


async def test_polling_is_in_order(telegram, bot):
    telegram.says(telegram.person(41), "one")
    checks = await found(bot)
    assert all(one.ok for one in checks.values())
    assert telegram.username in checks["Telegram"].detail
    assert "1 updates" in checks["Telegram polling"].detail


async def test_a_webhook_takes_the_updates_away_from_polling(telegram, bot):
    telegram.webhook = {"url": "https://elsewhere.example"}
    polling = (await found(bot))["Telegram polling"]
    assert not polling.ok
    assert polling.remedy


async def test_a_webhook_in_order(telegram, bot):
    telegram.webhook = {"url": WEBHOOK.url}
    assert all(one.ok for one in (await found(bot, WEBHOOK)).values())


@pytest.mark.parametrize(("state", "detail"), [(None, "not set"), ({"url": "https://x.example"}, "another address")])
async def test_a_webhook_that_is_not_ours(telegram, bot, state, detail):
    telegram.webhook = state
    webhook = (await found(bot, WEBHOOK))["Telegram webhook"]
    assert not webhook.ok
    assert detail in webhook.detail


@pytest.mark.parametrize(("minutes", "ok"), [(2, False), (60, True)])
async def test_a_webhook_that_failed(telegram, bot, minutes, ok):
    telegram.webhook = {"url": WEBHOOK.url}
    at = int((NOW - timedelta(minutes=minutes)).timestamp())
    telegram.webhook_error = {"last_error_date": at, "last_error_message": "Connection\nrefused"}
    webhook = (await found(bot, WEBHOOK))["Telegram webhook"]
    assert webhook.ok is ok
    assert ok or webhook.detail == "Connection refused (07:58 UTC)"


@pytest.mark.parametrize(("seconds", "ok"), [(30, True), (3600, False)])
async def test_a_clock_that_is_wrong(bot, seconds, ok):
    checks = {one.name: one for one in await check(bot, None, NOW - timedelta(seconds=seconds))}
    clock = checks["Telegram clock"]
    assert (clock.ok, clock.detail) == (ok, f"{seconds} s from this machine's")
    assert ok or "set the clock" in clock.remedy


async def test_a_token_that_telegram_does_not_know(telegram, bot):
    telegram.token = "700100:another"
    [one] = await check(bot, None, NOW)
    assert (one.ok, "TELEGRAM_BOT_TOKEN" in one.remedy) == (False, True)


async def test_a_telegram_that_fails_or_cannot_be_reached(telegram, bot):
    telegram.fails("getMe", Fault(status=502))
    assert [one.ok for one in await check(bot, None, NOW)] == [False]
    async with AiohttpRequest() as request:
        [one] = await check(TelegramBot("1:hunter2", "http://127.0.0.1:9/bot", request), None, NOW)
    assert not one.ok
    assert "hunter2" not in f"{one.detail}{one.remedy}"
