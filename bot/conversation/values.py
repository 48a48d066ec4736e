"""Fields and their values, as people call and write them."""

from datetime import date, datetime

from bot.domain.changes import Value
from bot.ports import UnitOfWork
from bot.wording.dates import Dates
from bot.wording.texts import Texts

_CALLED = {"account_id": "account", "first_name": "name", "last_name": "name"}


def field_called(texts: Texts, field: str) -> str:
    """How people call a field; "" for one that only goes with another, as a number's E.164 form."""
    key = f"field-{_CALLED.get(field, field)}"
    return texts(key) if key in texts else ""


def value_shown(uow: UnitOfWork, texts: Texts, dates: Dates, field: str, value: Value) -> str:
    if value in (None, ""):
        return texts("value-empty")
    if field == "account_id":
        account = uow.accounts.get(str(value), deleted=True)
        return account.name if account else texts("value-empty")
    if isinstance(value, datetime):
        return dates.moment(value)
    return dates.short(value) if isinstance(value, date) else str(value)
