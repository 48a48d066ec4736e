"""Tasks."""

from sqlalchemy import Integer, bindparam, select, text, union

from bot.domain.agenda import Task
from storage.database.repositories.records import RecordRepository, RecordStatements
from storage.database.repositories.scope import seen, within
from storage.database.tables import OPEN_TASK, tasks

_TASK = RecordStatements.of(tasks, Task)
_OPEN = seen(tasks) & text(OPEN_TASK)
# Selects that are each led by its own index: of an OR, planners tend to read all open tasks.
_WITH = union(
    select(tasks.c.id).where(_OPEN, tasks.c.contact_id == bindparam("of_contact")),
    select(tasks.c.id).where(_OPEN, tasks.c.lead_id == bindparam("of_lead")),
    select(tasks.c.id).where(_OPEN, tasks.c.account_id == bindparam("of_account")),
)
_OPEN_WITH = (
    select(*_TASK.columns)
    .where(within(tasks), tasks.c.id.in_(_WITH))
    .order_by(tasks.c.due_at.nulls_last(), tasks.c.id)
    .limit(bindparam("up_to", type_=Integer))
)


class TaskRepository(RecordRepository[Task]):
    statements = _TASK
    record_type = Task

    def open_with(
        self, contact_id: str | None, account_id: str | None, limit: int, *, lead_id: str | None = None
    ) -> list[Task]:
        # Nothing equals NULL: without a contact, a lead or an account, that side finds nothing.
        return self._all(_OPEN_WITH, of_contact=contact_id, of_lead=lead_id, of_account=account_id, up_to=limit)
