"""What is done alike to any record."""

from typing import TypeVar

from bot.crm.changes import Recorder
from bot.domain.changes import Fields, Record
from bot.domain.people import User
from bot.domain.phones import E164_OF, number_fields

R = TypeVar("R", bound=Record)

_EMPTY = (None, "")


def assign(recorder: Recorder, record: Record, owner: User) -> None:
    """Gives a record to somebody."""
    recorder.update(record, owner_id=owner.id)


def delete(recorder: Recorder, record: Record) -> None:
    """Puts a record into the trash; what is linked to it stays, and is linked again when it comes back."""
    recorder.delete(record)


def fill_in(recorder: Recorder, record: R, told: Fields) -> R:
    """Sets what the record lacks of this, numbers in E.164 too; what it has stays."""
    lacking = {name: value for name, value in told.items() if value not in _EMPTY and getattr(record, name) in _EMPTY}
    for name in E164_OF.keys() & lacking.keys():
        lacking |= number_fields(name, str(lacking[name]), recorder.uow.workspace.country)
    return recorder.update(record, **lacking)
