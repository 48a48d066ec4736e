"""Whether Telegram knows the bot, and how it hands over its messages: for `crmbot doctor`. Sends nothing to anybody."""

from datetime import datetime, timedelta

from telegram import WebhookInfo
from telegram.error import InvalidToken, TelegramError

from adapters.telegram.transport import TelegramBot, Webhook
from bot.clock import seconds_apart
from bot.ports import Check

# What one would notice of a reminder.
_MOST_SECONDS_APART = 60
# An error of a webhook that is older than this may well be mended.
_RECENT = timedelta(minutes=10)


async def check(bot: TelegramBot, webhook: Webhook | None, now: datetime) -> list[Check]:
    """The token, and the way that updates take."""
    try:
        me = await bot.get_me()
        state = await bot.get_webhook_info()
    except InvalidToken:
        remedy = "copy the bot's token from @BotFather into TELEGRAM_BOT_TOKEN"
        return [Check(name="Telegram", ok=False, detail="the token is not known there", remedy=remedy)]
    except TelegramError:
        remedy = "check the network of this machine, and TELEGRAM_API_URL if it is set"
        return [Check(name="Telegram", ok=False, detail="no answer", remedy=remedy)]
    groups = "names, commands and replies" if me.can_read_all_group_messages else "commands and replies"
    known = Check(name="Telegram", ok=True, detail=f"connected as @{me.username}; in groups it hears {groups}")
    way = _webhook(state, webhook, now) if webhook else _polling(state)
    return [known, _clock(bot.told_date, now), way]


def _clock(told_date: str, now: datetime) -> Check:
    """This machine's clock beside Telegram's."""
    apart = seconds_apart(told_date, now)
    if apart is None:
        return Check(name="Telegram clock", ok=True, detail="not told")
    return Check(
        name="Telegram clock",
        ok=apart <= _MOST_SECONDS_APART,
        detail=f"{apart} s from this machine's",
        remedy=""
        if apart <= _MOST_SECONDS_APART
        else "set the clock of this machine: reminders come at the wrong time",
    )


def _polling(state: WebhookInfo) -> Check:
    waiting = f"{state.pending_update_count} updates waiting to be fetched"
    if state.url:
        return Check(
            name="Telegram polling",
            ok=False,
            detail=f"{waiting}; a webhook is set",
            remedy="start `crmbot serve`, which takes it away, and see that nothing else uses this bot",
        )
    return Check(name="Telegram polling", ok=True, detail=waiting)


def _webhook(state: WebhookInfo, webhook: Webhook, now: datetime) -> Check:
    name = "Telegram webhook"
    if state.url != webhook.url:
        detail = "set to another address" if state.url else "not set"
        remedy = "start `crmbot serve`, which sets it, and see that nothing else uses this bot"
        return Check(name=name, ok=False, detail=detail, remedy=remedy)
    failed_at = state.last_error_date
    if failed_at is not None and now - failed_at < _RECENT:
        return Check(
            name=name,
            ok=False,
            detail=f"{' '.join((state.last_error_message or 'failed').split())[:120]} ({failed_at:%H:%M} UTC)",
            remedy="see that TELEGRAM_WEBHOOK_URL leads to `crmbot serve`, by https with a valid certificate",
        )
    return Check(name=name, ok=True, detail=f"set, {state.pending_update_count} updates waiting")
