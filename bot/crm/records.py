"""What is done alike to any record."""

from bot.crm.changes import Recorder
from bot.domain.changes import Record
from bot.domain.people import User


def assign(recorder: Recorder, record: Record, owner: User) -> None:
    """Gives a record to somebody."""
    recorder.update(record, owner_id=owner.id)


def delete(recorder: Recorder, record: Record) -> None:
    """Puts a record into the trash; what is linked to it stays, and is linked again when it comes back."""
    recorder.delete(record)
