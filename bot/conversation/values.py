"""Fields and their values, as people call and write them."""

from datetime import date, datetime
from decimal import Decimal

from bot.domain.changes import Record, Value
from bot.domain.deals import Deal
from bot.domain.leads import Lead
from bot.ports import UnitOfWork
from bot.wording.dates import Dates
from bot.wording.money import money
from bot.wording.stages import stage_name
from bot.wording.texts import Texts

_CALLED = {
    "account_id": "account",
    "account_name": "account",
    "first_name": "name",
    "last_name": "name",
    "owner_id": "owner",
}


def field_called(texts: Texts, field: str) -> str:
    """How people call a field; "" for one that only goes with another, as a number's E.164 form."""
    key = f"field-{_CALLED.get(field, field)}"
    return texts(key) if key in texts else ""


def value_shown(
    uow: UnitOfWork, texts: Texts, dates: Dates, field: str, value: Value, record: Record | None = None
) -> str:
    """A value of a field; that of a deal with its currency and under the names of its pipeline."""
    if field == "pipeline":
        return uow.workspace.pipelines.of(str(value)).name(texts.language)
    if value in (None, ""):
        return texts("value-empty")
    if field in ("account_id", "owner_id"):
        return _name_of(uow, field, str(value)) or texts("value-empty")
    if isinstance(record, Lead) and field == "status":
        return texts(f"lead-status-{value}")
    if isinstance(record, Deal):
        return _of_deal(uow, texts, dates, field, value, record)
    return _plain(dates, value)


def _name_of(uow: UnitOfWork, field: str, record_id: str) -> str:
    named = uow.users.get(record_id) if field == "owner_id" else uow.accounts.get(record_id, deleted=True)
    return named.name if named else ""


def _of_deal(uow: UnitOfWork, texts: Texts, dates: Dates, field: str, value: Value, deal: Deal) -> str:
    if field == "stage":
        return stage_name(uow.workspace.pipelines, deal.pipeline, str(value), texts)
    if field == "probability":
        return f"{value} %"
    return money(value, deal.currency, dates.locale) if isinstance(value, Decimal) else _plain(dates, value)


def _plain(dates: Dates, value: Value) -> str:
    if isinstance(value, datetime):
        return dates.moment(value)
    return dates.short(value) if isinstance(value, date) else str(value)
