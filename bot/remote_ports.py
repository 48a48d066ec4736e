"""What the core asks of the CRM that it mirrors. `bot.ports` has the rest.

Records cross this border in our own terms: our field names, our values. Only the ids are the other
side's, in references too; `bot.crm.sync` knows which record of ours each of them stands for. So are the
names of stages, which every workspace may have of its own (`bot.domain.stages`).
"""

from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, get_args

from bot.domain.changes import Fields
from bot.domain.mirrors import CrmLogin, Mirror, PullState, Push, RemoteKind, SyncConflict

REMOTE_KINDS: tuple[RemoteKind, ...] = get_args(RemoteKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteRecord:
    """A record as it stands there.

    `fields` in our terms; absent is what its module does not tell, or whose value has no meaning here.
    `raw` is every mapped field as the other side wrote it; `modified_by` is the id of a user there;
    `created_at` is None where that is not told.
    """

    kind: RemoteKind
    id: str
    fields: Fields
    modified_at: datetime
    modified_by: str = ""
    created_at: datetime | None = None
    deleted: bool = False
    raw: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """The last record read: the next ones come behind it. Times there have a resolution of one second."""

    modified_at: datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A kind of record there. `missing` names fields that we keep and that it lacks; `stages` are those of deals."""

    kind: RemoteKind
    name: str
    count: int
    missing: tuple[str, ...] = ()
    custom: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()


class Sync(Protocol):
    """What a store keeps of its synchronisation with another CRM."""

    def mirrors(self, kind: RemoteKind, remote_ids: Collection[str]) -> dict[str, Mirror]:
        """By the id there."""
        ...

    def mirrors_of(self, record_ids: Collection[str]) -> dict[str, Mirror]:
        """By the id here."""
        ...

    def ours(self, kind: RemoteKind, remote_ids: Collection[str]) -> dict[str, str]:
        """The ids of our records, by the id there."""
        ...

    def known_after(self, kind: RemoteKind, remote_id: str, limit: int) -> dict[str, str]:
        """The next records that live there, by their id there: the ids of ours."""
        ...

    def put_mirrors(self, mirrors: Sequence[Mirror]) -> None: ...
    def drop_mirrors_of(self, record_id: str) -> None: ...
    def queue(self, wanted: Sequence[Push]) -> None: ...
    def due(self, now: datetime, limit: int) -> list[Push]:
        """What may be sent now, the oldest first."""
        ...

    def waiting_for(self, record_ids: Collection[str]) -> list[Push]:
        """All that waits for these records, due or not, the oldest first."""
        ...

    def problems(self, limit: int) -> list[Push]: ...
    def done(self, push_ids: Collection[str]) -> None: ...
    def postpone(self, push_ids: Collection[str], until: datetime, problem: str) -> None:
        """Counts an attempt where there was a problem; "" is one that waits for something else."""
        ...

    def behind(self) -> tuple[int, datetime | None]:
        """How many records the other CRM does not know as they are, and since when."""
        ...

    def states(self) -> dict[RemoteKind, PullState]: ...
    def put_state(self, state: PullState) -> None: ...
    def add_conflict(self, conflict: SyncConflict) -> None: ...
    def conflict(self, conflict_id: str) -> SyncConflict | None: ...
    def open_conflicts(self, record_id: str) -> list[SyncConflict]: ...
    def count_conflicts(self) -> int: ...
    def settle(self, conflict_id: str, now: datetime) -> None: ...
    def login(self, user_id: str) -> CrmLogin | None: ...
    def logins(self) -> list[CrmLogin]: ...
    def put_login(self, login: CrmLogin) -> None:
        """Nothing that is mirrored is in this person's sight until it was asked for with this login."""
        ...

    def drop_login(self, user_id: str) -> None: ...
    def asked(self, user_id: str) -> None:
        """Of everything it was asked whether this person may see it."""
        ...

    def shut_out(self, user_id: str) -> None:
        """Their login does not work: nothing that is mirrored is in their sight, until all was asked anew."""
        ...

    def put_sights(self, user_id: str, shown: Collection[str], hidden: Collection[str]) -> None:
        """Which records, by our ids, the CRM shows to this person, and which it does not."""
        ...


class RemoteCrm(Protocol):
    """The other CRM, seen as one of its users. Everything raises RemoteError."""

    @property
    def address(self) -> str: ...

    async def version(self) -> str:
        """Name and version of the server, "SuiteCRM 7.14.6"."""
        ...

    async def now(self) -> datetime:
        """The server's own clock, by which it dates changes."""
        ...

    def forget(self) -> None:
        """What the server told of its modules, fields and currencies is asked anew when it is next needed."""
        ...

    async def modules(self) -> list[Module]:
        """The kinds of records that this user may read there, with how many there are."""
        ...

    def changed(
        self, kind: RemoteKind, *, since: datetime | None, after: Bookmark | None
    ) -> AsyncGenerator[Sequence[RemoteRecord], None]:
        """Records changed at or after `since` (None: all), the deleted ones too, behind `after`.

        In the order in which they were changed, some hundreds at a time: the next ones are on their way meanwhile.
        """
        ...

    async def listed(self, kind: RemoteKind, *, after: str, limit: int) -> Sequence[RemoteRecord]:
        """Living records by their id, behind one of them; "" is the beginning."""
        ...

    async def shown(self, kind: RemoteKind, record_ids: Collection[str]) -> set[str]:
        """Which of these this user may see there."""
        ...

    async def get(self, kind: RemoteKind, record_id: str) -> RemoteRecord | None:
        """None where it does not exist, or was deleted: the server does not tell these apart."""
        ...

    async def create(self, kind: RemoteKind, record_id: str, fields: Fields) -> None:
        """Makes a record under an id that we choose, so that doing it twice makes no second one."""
        ...

    async def update(self, current: RemoteRecord, fields: Fields, changed: Collection[str]) -> None:
        """Sets the `changed` ones of these fields; the others may be needed to write those."""
        ...

    async def delete(self, kind: RemoteKind, record_id: str) -> None: ...

    def canonical(self, kind: RemoteKind, fields: Fields) -> Fields:
        """These fields as they would come back after having been written there."""
        ...


class RemoteCrms(Protocol):
    """The other CRM as everybody may see it, and as each person sees it who gave a login of their own."""

    @property
    def shared(self) -> RemoteCrm: ...

    async def has_own(self, user_id: str) -> bool: ...
    async def of(self, user_id: str) -> RemoteCrm:
        """`shared` for whom has no login; raises RemoteLogin where theirs cannot be used."""
        ...
