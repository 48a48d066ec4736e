"""What is known of the CRM that is mirrored: which record there is which of ours, and what is still to be told it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.changes import Fields, RecordKind, Value

# Kinds of records there, in an order in which each refers only to those before it.
RemoteKind = Literal["user", "account", "contact", "lead", "deal", "call", "meeting", "note", "task"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """A record there and ours of it.

    `base` is how it stood there when both were last the same, with references by the ids there;
    `deleted`: it is in the trash there.
    """

    kind: RemoteKind
    remote_id: str
    record_id: str
    base: Fields
    modified_at: datetime
    deleted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """A change of ours that the other CRM does not know yet.

    `fields` are the names of what changed, none for a new record.
    """

    id: str
    record_kind: RecordKind
    record_id: str
    fields: tuple[str, ...]
    user_id: str
    queued_at: datetime
    not_before: datetime
    attempts: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullState:
    """How far one kind of record was read: all that changed before `since`, and of the round under way what stands
    before the record (`read_to`, `read_id`). What did not change is read again by id, so far up to `reread_to`."""

    kind: RemoteKind
    since: datetime | None = None
    round_began: datetime | None = None
    read_to: datetime | None = None
    read_id: str = ""
    reread_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncConflict:
    """A field that was changed here and there; `field` is "deleted_at" where one side deleted what the other changed:
    `theirs` is None where it lives there.

    `user_id` is who changed it here, at `changed_at`, and is asked; `theirs_by` is a name, "" where it is not known.
    """

    id: str
    record_kind: RecordKind
    record_id: str
    field: str
    theirs: Value
    theirs_by: str
    theirs_at: datetime
    user_id: str
    changed_at: datetime
    found_at: datetime
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmLogin:
    """A person's own login to the mirrored CRM: their user name there, and the password under seal.

    `is_asked`: of every record that is known it was asked whether they may see it.
    """

    user_id: str
    name: str
    sealed: str
    given_at: datetime
    is_asked: bool = False
