"""`crmbot export DIR`: a folder with everything as JSON, and with views of it for other programs."""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from bot.domain.changes import RecordKind
from bot.errors import UsageError
from bot.ports import UnitOfWork
from storage.transfer import views, whole_file

TABLE_FILES: dict[RecordKind, str] = {
    "account": "accounts.csv",
    "contact": "contacts.csv",
    "lead": "leads.csv",
    "deal": "deals.csv",
    "activity": "activities.csv",
    "task": "tasks.csv",
    "reminder": "reminders.csv",
}


def write_folder(
    folder: Path,
    uow: UnitOfWork,
    *,
    everything: Iterable[tuple[str, Iterable[Any]]] | None,
    records_in: Callable[[RecordKind], Iterator[Any]],
) -> dict[str, int]:
    """Writes all files; gives their names with the number of what each holds.

    Without `everything` the views alone are written. Files of an earlier export are replaced, each when
    it is whole; others are left alone. Raises UsageError where a file cannot be written.
    """
    counts: dict[str, int] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if everything is not None:
            with _text(folder / whole_file.FILE) as out:
                counts[whole_file.FILE] = whole_file.write_whole(out, everything)
        with _text(folder / "users.csv") as out:
            users = uow.users.all()
            views.write_users(out, users)
            counts["users.csv"] = len(users)
        for kind, name in TABLE_FILES.items():
            with _text(folder / name) as out:
                counts[name] = views.write_table(out, uow, kind, records_in(kind))
        with _file(folder / "contacts.vcf") as raw:
            counts["contacts.vcf"] = views.write_cards(raw, uow, records_in("contact"))
        with _file(folder / "calendar.ics") as raw:
            counts["calendar.ics"] = views.write_calendar(raw, uow, records_in("activity"), records_in("task"))
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}): name a folder that can be") from None
    return counts


@contextmanager
def _file(file: Path) -> Iterator[IO[bytes]]:
    """A file that appears when it is whole. It holds names and numbers of customers: for nobody else's eyes."""
    part = file.with_name(f"{file.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as raw:
            yield raw
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _text(file: Path) -> Iterator[IO[str]]:
    with _file(file) as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="") as text:
        yield text
        text.flush()
