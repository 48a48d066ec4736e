"""Records to try the stores with, each with a fresh id."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.domain.activities import Activity
from bot.domain.agenda import Task
from bot.domain.changes import Change, ChangeSet
from bot.domain.deals import Deal
from bot.domain.ids import new_id
from bot.domain.leads import Lead
from bot.domain.money import Rate
from bot.domain.people import Account, Contact, User
from bot.domain.reminders import Reminder
from bot.messages import Action, Address, Button, Card, Conversation, Incoming, Send

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ADDRESS = Address("console", "desk")


def user(**fields: Any) -> User:
    given = {"name": "Iris Keller", "reply_platform": "console", "reply_chat": "desk", "reply_thread": ""}
    return User(id=new_id(), **(given | fields))


def account(name: str = "Northwind", **fields: Any) -> Account:
    return Account(id=new_id(), name=name, created_at=NOW, **fields)


def contact(first_name: str = "Olga", last_name: str = "Brandt", **fields: Any) -> Contact:
    return Contact(id=new_id(), first_name=first_name, last_name=last_name, created_at=NOW, **fields)


def lead(first_name: str = "Pia", last_name: str = "Sorensen", **fields: Any) -> Lead:
    return Lead(id=new_id(), first_name=first_name, last_name=last_name, created_at=NOW, **fields)


def deal(name: str = "Renewal", **fields: Any) -> Deal:
    return Deal(id=new_id(), name=name, created_at=NOW, **fields)


def activity(**fields: Any) -> Activity:
    return Activity(id=new_id(), **({"kind": "call", "happened_at": NOW, "created_at": NOW} | fields))


def task(subject: str = "Send the offer", **fields: Any) -> Task:
    return Task(id=new_id(), subject=subject, created_at=NOW, **fields)


def reminder(user_id: str, **fields: Any) -> Reminder:
    given = {
        "subject": "Ring the office",
        "wish": datetime(2026, 3, 10, 10, 30),  # noqa: DTZ001  # a wish is local
        "timezone": "Europe/Paris",
        "due_at": NOW,
        "created_at": NOW - DAY,
    }
    return Reminder(id=new_id(), user_id=user_id, **(given | fields))


def rate(**fields: Any) -> Rate:
    return Rate(**({"base": "EUR", "currency": "USD", "rate": Decimal("0.92"), "since": date(2026, 3, 3)} | fields))


def conversation(person: str = "p1", chat: str = "desk") -> Conversation:
    return Conversation("console", chat, "", person)


def incoming(key: str = "", text: str = "call Olga", *, person: str = "p1") -> Incoming:
    return Incoming(key=key or new_id(), conversation=conversation(person), text=text, sent_at=NOW)


def change_set(user_id: str, *changes: Change, **fields: Any) -> ChangeSet:
    given = {
        "conversation": conversation().key,
        "message_key": "m1",
        "intent": "log_call",
        "subject": "Olga Brandt",
        "made_at": NOW,
    }
    return ChangeSet(id=new_id(), user_id=user_id, changes=changes, **(given | fields))


def card(title: str = "Saved", *buttons: Button) -> Send:
    return Send(Card(title=title, buttons=buttons))


def button(label: str = "Undo", group: str = "", **arguments: str | int | bool | None) -> Button:
    return Button(label=label, action=Action(name=label.lower(), arguments=arguments), group=group)
