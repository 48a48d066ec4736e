"""What lies ahead: tasks, and the items of an agenda."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

TaskAction = Literal["call", "email", "meeting", "other"]
TaskStatus = Literal["not_started", "in_progress", "completed", "pending_input", "deferred"]
Priority = Literal["high", "medium", "low"]
AgendaKind = Literal["call", "meeting", "task", "reminder"]

OPEN_TASK_STATUSES: tuple[TaskStatus, ...] = ("not_started", "in_progress", "pending_input")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do; a follow-up is a task with an `action` and one reminder.

    `due_at` is an instant in UTC; with `date_only` it stands for a day in the owner's zone.
    """

    id: str
    subject: str
    action: TaskAction = "other"
    status: TaskStatus = "not_started"
    priority: Priority = "medium"
    due_at: datetime | None = None
    date_only: bool = False
    contact_id: str | None = None
    contact_name: str = ""
    lead_id: str | None = None
    account_id: str | None = None
    account_name: str = ""
    deal_id: str | None = None
    owner_id: str | None = None
    created_at: datetime
    deleted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One line of an agenda. `at` is an instant in UTC, with `date_only` a day; None is some day.

    `waiting`: it is others' turn, and what is to be done is to hear from them.
    """

    kind: AgendaKind
    id: str
    subject: str
    at: datetime | None
    date_only: bool
    contact: str = ""
    account: str = ""
    waiting: bool = False
