"""Files that somebody sends in chat: fetched, read, and tried out before anything is asked.

Nothing of a file is kept: until it is imported the platform has it, and is asked for it again.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from bot.crm.changes import Recorder, Speaker
from bot.crm.import_records import ImportReport
from bot.crm.imports import write_rows
from bot.domain.people import User
from bot.domain.rights import Sight
from bot.domain.rows import RowSource
from bot.errors import DeliveryError, NotAdmitted, UsageError
from bot.messages import Attachment, Incoming, importable
from bot.ports import Messenger, Store, UnitOfWork

MOST_BYTES = 1_000_000
# As many as a store takes in while others wait for their acknowledgements.
MOST_ROWS = 2_000

_RECORDINGS = (".ogg", ".oga", ".opus", ".m4a", ".mp3", ".wav", ".webm")

# Reads documents, each a name and its content; `day_first` decides dates such as 03/04/2026. Raises UsageError.
ReadDocuments = Callable[[Sequence[tuple[str, bytes]], bool], RowSource]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The rows of files and what importing them would do; or the key of the text that says why it cannot be."""

    name: str
    source: RowSource | None = None
    report: ImportReport = field(default_factory=ImportReport)
    refusal: str = ""


class _TriedOut(Exception):
    """Rolls the trial back."""


class _Refused(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _is_recording(name: str) -> bool:
    return name.lower().endswith(_RECORDINGS)


class Files:
    """Opens what comes in files, for the people of one store."""

    def __init__(self, store: Store, messengers: Mapping[str, Messenger], read: ReadDocuments) -> None:
        self._store = store
        self._messengers = messengers
        self._read = read

    async def open(self, incoming: Incoming, user: User, sight: Sight, now: datetime) -> Opened:
        """The files of a message. What is imported at once is not tried out first."""
        name = ", ".join(attachment.name for attachment in incoming.attachments)
        try:
            source = await self._source(incoming)
        except _Refused as refused:
            return Opened(name=name, refusal=refused.reason)
        if incoming.kind == "import":
            return Opened(name=name, source=source)
        speaker = Speaker(user=user, now=now, conversation=incoming.conversation, message_key=incoming.key)
        return Opened(name=name, source=source, report=await self._tried_out(source, speaker, sight))

    async def _source(self, incoming: Incoming) -> RowSource:
        attachments = incoming.attachments
        if not all(importable(attachment.name) for attachment in attachments):
            raise _Refused("spoken" if all(_is_recording(each.name) for each in attachments) else "type")
        if sum(attachment.size for attachment in attachments) > MOST_BYTES:
            raise _Refused("large")
        try:
            documents = [(attachment.name, await self._content(incoming, attachment)) for attachment in attachments]
        except NotAdmitted:
            raise _Refused("forbidden") from None
        except DeliveryError:
            raise _Refused("away") from None
        if sum(len(content) for _, content in documents) > MOST_BYTES:
            raise _Refused("large")
        day_first = await self._store.read(lambda uow: uow.workspace.dates_begin_with_day)
        try:
            source = self._read(documents, day_first)
        except UsageError:
            raise _Refused("unreadable") from None
        if len(source) > MOST_ROWS:
            raise _Refused("large")
        return source

    async def _content(self, incoming: Incoming, attachment: Attachment) -> bytes:
        if attachment.content:
            return attachment.content.encode()
        return await self._messengers[incoming.conversation.platform].fetch(attachment, MOST_BYTES)

    async def _tried_out(self, source: RowSource, speaker: Speaker, sight: Sight) -> ImportReport:
        """What importing would do, told by doing it and taking it back."""
        reports: list[ImportReport] = []

        def run(uow: UnitOfWork) -> None:
            reports.append(ImportReport())
            uow.act_as(sight)
            write_rows(Recorder(uow, speaker), source, reports[-1])
            raise _TriedOut

        with suppress(_TriedOut):
            await self._store.write(run)
        return reports[-1]
