"""The rules by which our records and those of another CRM are kept the same.

Field by field, three ways: what changed there since both were last the same is taken over, what
changed here is sent, and what changed on both sides is asked about, never settled silently.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from bot.crm.changes import Recorder, records_of
from bot.crm.mirrors import (
    KINDS,
    REFERENCES,
    Surroundings,
    fields_here,
    incoming,
    new_record,
    surroundings_of,
    with_numbers,
)
from bot.crm.pushes import push_of
from bot.domain.changes import Change, Fields, Record, Value
from bot.domain.ids import new_id
from bot.domain.mirrors import Mirror, RemoteKind, SyncConflict
from bot.domain.names import fold
from bot.domain.people import Account, Contact, User
from bot.domain.phones import E164_OF
from bot.ports import UnitOfWork
from bot.remote_ports import RemoteRecord

Absorbed = Literal["same", "new", "changed", "deleted", "disputed"]

DELETED = "deleted_at"
_NOTHING = (None, "", ())
# What only goes with another field is never asked about by itself.
_DERIVED = frozenset(E164_OF.values())


@dataclass(slots=True)
class Reconciliation:
    """Brings both sides together, in one transaction. `disputes` are the questions that came up."""

    uow: UnitOfWork
    now: datetime
    disputes: list[SyncConflict] = field(default_factory=list)

    def absorb_all(self, remotes: Sequence[RemoteRecord]) -> list[Absorbed]:
        """As `absorb` of each, all of one kind, in few statements where most are new or as they were."""
        if not remotes or remotes[0].kind == "user":
            return [self.absorb(remote) for remote in remotes]
        kind, around = remotes[0].kind, surroundings_of(self.uow, remotes)
        mirrors = self.uow.sync.mirrors(kind, [remote.id for remote in remotes])
        kept = records_of(self.uow, KINDS[kind]).get_many([each.record_id for each in mirrors.values()], deleted=True)
        records = {record.id: record for record in kept}
        unknown = [remote for remote in remotes if remote.id not in mirrors and not remote.deleted]
        new = self._without_likeness(unknown)
        self._add_all([remote for remote in unknown if remote.id in new], around)

        def outcome(remote: RemoteRecord) -> Absorbed:
            if remote.id in new:
                return "new"
            mirror = mirrors.get(remote.id)
            record = records.get(mirror.record_id) if mirror else None
            if mirror is None or record is None or remote.deleted or mirror.deleted:
                return self.absorb(remote)
            return self._absorb_fields(mirror, record, remote, around)

        return [outcome(remote) for remote in remotes]

    def _without_likeness(self, remotes: Sequence[RemoteRecord]) -> set[str]:
        """The ids of those that nothing here can be the same as."""
        if not remotes:
            return set()
        kind = remotes[0].kind
        taken = records_of(self.uow, KINDS[kind]).get_many([remote.id for remote in remotes], deleted=True)
        alike = {record.id for record in taken}
        if kind == "account":
            named = {fold(found.name) for found in self.uow.accounts.by_names(_texts(remotes, "name"))}
            alike |= {remote.id for remote in remotes if fold(str(remote.fields.get("name"))) in named}
        if kind == "contact":
            found = {found.email.casefold() for found in self.uow.contacts.by_emails(_texts(remotes, "email"))}
            alike |= {remote.id for remote in remotes if str(remote.fields.get("email")).casefold() in found}
        return {remote.id for remote in remotes} - alike

    def _add_all(self, remotes: Sequence[RemoteRecord], around: Surroundings) -> None:
        if remotes:
            made = [(remote, new_record(remote, self._told(remote, around), remote.id)) for remote in remotes]
            records_of(self.uow, KINDS[remotes[0].kind]).add_all([record for _, record in made])
            self.uow.sync.put_mirrors([_mirror(remote, record.id) for remote, record in made])

    def _told(self, remote: RemoteRecord, around: Surroundings) -> dict[str, Value]:
        return with_numbers(incoming(remote, around), self.uow.workspace.country)

    def absorb(self, remote: RemoteRecord) -> Absorbed:
        """Takes over what changed there. The same record once more changes nothing."""
        if remote.kind == "user":
            return self._absorb_user(remote)
        mirror = self.uow.sync.mirrors(remote.kind, [remote.id]).get(remote.id)
        if mirror is None:
            return "same" if remote.deleted else self._meet(remote)
        record = records_of(self.uow, KINDS[remote.kind]).get(mirror.record_id, deleted=True)
        if record is None:
            return "same"
        if remote.deleted:
            return self._absorb_deletion(mirror, record, remote)
        return self._absorb_fields(mirror, record, remote, surroundings_of(self.uow, [remote]))

    def agreed(self, record: Record, remote: RemoteRecord, expected: Fields, base: Fields) -> list[str]:
        """What was sent, compared with what stands there now. Gives the fields that the other side keeps otherwise.

        What was changed there since `base`, and was not sent, is taken over like any other change.
        """
        stands = {name: remote.fields[name] for name in expected if name in remote.fields}
        refused = [name for name, value in stands.items() if not _same(value, expected[name])]
        told = self._told(remote, surroundings_of(self.uow, [remote])) if refused else {}
        for name in fields_here(KINDS[remote.kind], refused) & told.keys():
            self._dispute(record, name, told[name], remote)
        self._put(replace(remote, fields={**base, **stands}), record.id)
        self.absorb(remote)
        return refused

    def found_deleted(self, mirror: Mirror, record: Record) -> None:
        """It was deleted there and changed here: which of the two holds is asked."""
        part_with(self.uow, mirror)
        self._dispute(record, DELETED, self.now, self._gone(mirror))

    def found_gone(self, kind: RemoteKind, remote_ids: Collection[str]) -> list[Absorbed]:
        """They are there no more, and nothing tells of it: as if they had been deleted there now."""
        return [self.absorb(self._gone(mirror)) for mirror in self.uow.sync.mirrors(kind, remote_ids).values()]

    def _gone(self, mirror: Mirror) -> RemoteRecord:
        return RemoteRecord(
            kind=mirror.kind, id=mirror.remote_id, fields=mirror.base, modified_at=self.now, deleted=True
        )

    def _meet(self, remote: RemoteRecord) -> Absorbed:
        """A record that was not known: a new one, or one that stands here already."""
        told, kind = self._told(remote, surroundings_of(self.uow, [remote])), KINDS[remote.kind]
        twin = records_of(self.uow, kind).get(remote.id)
        if twin is not None and self.uow.sync.waiting_for([twin.id]):
            # Ours, on its way: whoever sent it did not live to see it arrive, and looks again.
            return "same"
        if twin is None or self.uow.sync.mirrors_of([twin.id]):
            twin = self._twin(remote)
        if twin is None:
            taken = records_of(self.uow, kind).get(remote.id, deleted=True) is not None
            record = new_record(remote, told, new_id() if taken else remote.id)
            records_of(self.uow, kind).add(record)
            self._put(remote, record.id)
            return "new"
        self._put(remote, twin.id)
        common = fields_here(kind, told.keys()) & told.keys()
        said = {name: told[name] for name in common if told[name] not in _NOTHING}
        empty = {name: value for name, value in said.items() if getattr(twin, name) in _NOTHING}
        records_of(self.uow, kind).update(twin.id, empty)
        for name in said.keys() - empty.keys():
            if not _alike(getattr(twin, name), told[name]):
                self._dispute(twin, name, told[name], remote)
        unsaid = sorted(name for name in common - said.keys() - _DERIVED if getattr(twin, name) not in _NOTHING)
        if unsaid:
            owner = getattr(twin, "owner_id", None) or ""
            self.uow.sync.queue([push_of(kind, twin.id, unsaid, owner, self.now)])
        return "changed"

    def _twin(self, remote: RemoteRecord) -> Account | Contact | None:
        """The one record here that must be the same: a company of that name, a person of that address."""
        found: Sequence[Account | Contact] = ()
        if remote.kind == "account" and remote.fields.get("name"):
            found = self.uow.accounts.by_name(str(remote.fields["name"]))
        elif remote.kind == "contact" and remote.fields.get("email"):
            found = self.uow.contacts.by_email(str(remote.fields["email"]))
        mirrored = self.uow.sync.mirrors_of([record.id for record in found])
        alone = [record for record in found if record.id not in mirrored]
        return alone[0] if len(alone) == 1 else None

    def _absorb_user(self, remote: RemoteRecord) -> Absorbed:
        """A person who uses the other CRM is a user here, by e-mail or name; who left there is left alone here."""
        told = remote.fields
        name = f"{told.get('first_name') or ''} {told.get('last_name') or ''}".strip()
        name, email = name or str(told.get("user_name") or ""), str(told.get("email") or "").casefold()
        if self.uow.sync.ours("user", [remote.id]) or remote.deleted or not name:
            return "same"
        users = self.uow.users.all()
        known = next((user for user in users if email and user.email.casefold() == email), None)
        known = known or next((user for user in users if fold(user.name) == fold(name)), None)
        if known is None:
            if told.get("status") != "Active":
                return "same"
            known = User(id=new_id(), name=name, email=email, timezone=self.uow.workspace.timezone)
            self.uow.users.add(known)
        self._put(remote, known.id)
        return "new"

    def _absorb_deletion(self, mirror: Mirror, record: Record, remote: RemoteRecord) -> Absorbed:
        if mirror.deleted:
            return "same"
        self._put(remote, record.id)
        if record.deleted_at is not None:
            return "same"
        if self.uow.sync.waiting_for([record.id]):
            self._dispute(record, DELETED, remote.modified_at, remote)
            return "disputed"
        records_of(self.uow, KINDS[remote.kind]).update(record.id, {DELETED: self.now})
        return "deleted"

    def _absorb_fields(self, mirror: Mirror, record: Record, remote: RemoteRecord, around: Surroundings) -> Absorbed:
        kind, told = KINDS[remote.kind], incoming(remote, around)
        moved = {name for name, value in remote.fields.items() if not _same(mirror.base.get(name), value)}
        if moved & E164_OF.keys():
            told = with_numbers(told, self.uow.workspace.country)
        wanted = {name: told[name] for name in fields_here(kind, moved) if name in told}
        # What it refers to may have come only after it.
        late = {
            name: told[name]
            for name in REFERENCES.keys() & fields_here(kind, told.keys())
            if told[name] and not getattr(record, name)
        }
        if mirror.deleted and record.deleted_at is not None:
            wanted[DELETED] = None
        differing = {name: value for name, value in (late | wanted).items() if not _same(getattr(record, name), value)}
        if not differing:
            if moved or mirror.deleted:
                self._put(remote, record.id)
            return "same"
        ours = {name for push in self.uow.sync.waiting_for([record.id]) for name in push.fields}
        disputed = (differing.keys() & ours & wanted.keys()) - _DERIVED
        for name in disputed:
            self._dispute(record, name, differing[name], remote)
        records_of(self.uow, kind).update(
            record.id, {name: value for name, value in differing.items() if name not in ours}
        )
        self._put(remote, record.id)
        if record.deleted_at is not None and DELETED in ours:
            # Deleted here, and not yet there, where somebody goes on with it.
            self._dispute(record, DELETED, None, remote)
            return "disputed"
        return "disputed" if disputed else "changed"

    def _dispute(self, record: Record, name: str, theirs: Value, remote: RemoteRecord) -> None:
        """Keeps what both sides say until somebody decides; said once more, the later value there counts."""
        if name in _DERIVED:
            return
        for known in self.uow.sync.open_conflicts(record.id):
            if known.field == name:
                if known.theirs == theirs or name == DELETED:
                    return
                self.uow.sync.settle(known.id, self.now)
        waiting = [push for push in self.uow.sync.waiting_for([record.id]) if not push.fields or name in push.fields]
        last = waiting[-1] if waiting else None
        conflict = SyncConflict(
            id=new_id(),
            record_kind=KINDS[remote.kind],
            record_id=record.id,
            field=name,
            theirs=theirs,
            theirs_by=self._name_of(remote.modified_by),
            theirs_at=remote.modified_at,
            user_id=last.user_id if last else getattr(record, "owner_id", None) or "",
            changed_at=last.queued_at if last else record.created_at,
            found_at=self.now,
        )
        self.uow.sync.add_conflict(conflict)
        self.disputes.append(conflict)

    def _name_of(self, remote_user: str) -> str:
        ours = self.uow.sync.ours("user", [remote_user]).get(remote_user) if remote_user else None
        user = self.uow.users.get(ours) if ours else None
        return user.name if user else ""

    def _put(self, remote: RemoteRecord, record_id: str) -> None:
        self.uow.sync.put_mirrors([_mirror(remote, record_id)])


def _mirror(remote: RemoteRecord, record_id: str) -> Mirror:
    return Mirror(
        kind=remote.kind,
        remote_id=remote.id,
        record_id=record_id,
        base=remote.fields,
        modified_at=remote.modified_at,
        deleted=remote.deleted,
    )


def _texts(remotes: Sequence[RemoteRecord], name: str) -> list[str]:
    return [str(remote.fields[name]) for remote in remotes if remote.fields.get(name)]


def part_with(uow: UnitOfWork, mirror: Mirror) -> None:
    """The record there is in the trash."""
    uow.sync.put_mirrors([replace(mirror, deleted=True)])


def take_theirs(recorder: Recorder, conflict: SyncConflict) -> None:
    """The other side is right: our value goes, and is not sent any more."""
    uow, theirs = recorder.uow, _theirs(recorder, conflict)
    waiting = uow.sync.waiting_for([conflict.record_id])
    # Of what is gone there, nothing is sent; what stands there again may have been changed here meanwhile.
    is_gone = bool(theirs.get(DELETED))
    uow.sync.done([push.id for push in waiting if is_gone or set(push.fields) <= theirs.keys()])
    uow.sync.settle(conflict.id, recorder.speaker.now)
    record = records_of(uow, conflict.record_kind).get(conflict.record_id, deleted=True)
    if record is not None:
        recorder.update(record, **theirs)


def keep_ours(recorder: Recorder, conflict: SyncConflict) -> None:
    """We are right: our value is sent, over theirs, to which an undo goes back."""
    uow, theirs = recorder.uow, _theirs(recorder, conflict)
    uow.sync.settle(conflict.id, recorder.speaker.now)
    record = records_of(uow, conflict.record_kind).get(conflict.record_id, deleted=True)
    if record is not None:
        ours = {name: getattr(record, name) for name in theirs}
        change = Change(record_kind=conflict.record_kind, record_id=conflict.record_id, before=theirs, after=ours)
        recorder.changes.append(change)


def _theirs(recorder: Recorder, conflict: SyncConflict) -> dict[str, Value]:
    if conflict.field == DELETED:
        return {DELETED: recorder.speaker.now if conflict.theirs else None}
    return with_numbers({conflict.field: conflict.theirs}, recorder.uow.workspace.country)


def _same(one: Value, other: Value) -> bool:
    """Who is linked counts, not in which order they are told."""
    return set(one) == set(other) if isinstance(one, tuple) and isinstance(other, tuple) else one == other


def _alike(ours: Value, theirs: Value) -> bool:
    return fold(ours) == fold(theirs) if isinstance(ours, str) and isinstance(theirs, str) else ours == theirs
