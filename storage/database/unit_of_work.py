"""The repositories inside one transaction, all bound to one workspace."""

from contextlib import AbstractContextManager
from functools import cached_property

from bot.domain.changes import Fields
from bot.domain.people import Workspace
from bot.domain.rights import Sight
from storage.database.engine import Transaction
from storage.database.name_index import NameIndex
from storage.database.repositories.activities import ActivityRepository
from storage.database.repositories.agenda import AgendaRepository
from storage.database.repositories.buttons import ButtonRepository
from storage.database.repositories.calendars import CalendarRepository
from storage.database.repositories.change_sets import ChangeSetRepository
from storage.database.repositories.conversations import ConversationRepository
from storage.database.repositories.deals import DealRepository
from storage.database.repositories.digests import DigestRepository
from storage.database.repositories.inbox import InboxRepository
from storage.database.repositories.invitations import InvitationRepository
from storage.database.repositories.leads import LeadRepository
from storage.database.repositories.leases import LeaseRepository
from storage.database.repositories.meetings import MeetingRepository
from storage.database.repositories.notices import NoticeRepository
from storage.database.repositories.outbox import OutboxRepository
from storage.database.repositories.people import AccountRepository, ContactRepository
from storage.database.repositories.processes import ProcessRepository
from storage.database.repositories.queues import QueueRepository
from storage.database.repositories.rates import RateRepository
from storage.database.repositories.reminders import ReminderRepository
from storage.database.repositories.reports import ReportRepository
from storage.database.repositories.retention import RetentionRepository
from storage.database.repositories.scope import Scope
from storage.database.repositories.sync import SyncRepository
from storage.database.repositories.tasks import TaskRepository
from storage.database.repositories.trash import TrashRepository
from storage.database.repositories.users import UserRepository
from storage.database.repositories.workspaces import GET, UPDATE, read_workspace
from storage.database.search import NameRepository


class DatabaseUnitOfWork:
    """Each repository is made when it is first asked for; most messages need but a few."""

    def __init__(self, transaction: Transaction, workspace_id: str) -> None:
        self._scope = Scope(transaction, workspace_id)
        self._names = NameIndex(self._scope)

    @property
    def workspace(self) -> Workspace:
        # Read once a transaction, not once a process: another process may have changed it.
        if self._scope.workspace is None:
            self._scope.workspace = read_workspace(self._scope.run(GET).one())
        return self._scope.workspace

    def update_workspace(self, fields: Fields) -> None:
        if fields:
            self._scope.run(UPDATE, **fields)
            self._scope.workspace = None

    def act_as(self, sight: Sight, workspace: Workspace | None = None) -> None:
        self._scope.sight = sight
        self._scope.workspace = workspace or self._scope.workspace

    def unlimited(self) -> AbstractContextManager[None]:
        return self._scope.seeing(None)

    def seeing(self, sight: Sight) -> AbstractContextManager[None]:
        return self._scope.seeing(sight)

    def flush(self) -> None:
        """Writes what was put off; to be called before the transaction commits."""
        self._names.flush()

    @cached_property
    def accounts(self) -> AccountRepository:
        return AccountRepository(self._scope, self._names)

    @cached_property
    def contacts(self) -> ContactRepository:
        return ContactRepository(self._scope, self._names)

    @cached_property
    def leads(self) -> LeadRepository:
        return LeadRepository(self._scope, self._names)

    @cached_property
    def deals(self) -> DealRepository:
        return DealRepository(self._scope, self._names)

    @cached_property
    def activities(self) -> ActivityRepository:
        return ActivityRepository(self._scope, self._names)

    @cached_property
    def tasks(self) -> TaskRepository:
        return TaskRepository(self._scope, self._names)

    @cached_property
    def reminders(self) -> ReminderRepository:
        return ReminderRepository(self._scope, self._names)

    @cached_property
    def agenda(self) -> AgendaRepository:
        return AgendaRepository(self._scope)

    @cached_property
    def reports(self) -> ReportRepository:
        return ReportRepository(self._scope)

    @cached_property
    def trash(self) -> TrashRepository:
        return TrashRepository(self._scope)

    @cached_property
    def rates(self) -> RateRepository:
        return RateRepository(self._scope)

    @cached_property
    def users(self) -> UserRepository:
        return UserRepository(self._scope, self._names)

    @cached_property
    def invitations(self) -> InvitationRepository:
        return InvitationRepository(self._scope)

    @cached_property
    def calendars(self) -> CalendarRepository:
        return CalendarRepository(self._scope)

    @cached_property
    def processes(self) -> ProcessRepository:
        return ProcessRepository(self._scope)

    @cached_property
    def leases(self) -> LeaseRepository:
        return LeaseRepository(self._scope)

    @cached_property
    def change_sets(self) -> ChangeSetRepository:
        return ChangeSetRepository(self._scope)

    @cached_property
    def conversations(self) -> ConversationRepository:
        return ConversationRepository(self._scope)

    @cached_property
    def inbox(self) -> InboxRepository:
        return InboxRepository(self._scope)

    @cached_property
    def outbox(self) -> OutboxRepository:
        return OutboxRepository(self._scope)

    @cached_property
    def queues(self) -> QueueRepository:
        return QueueRepository(self._scope)

    @cached_property
    def meetings(self) -> MeetingRepository:
        return MeetingRepository(self._scope)

    @cached_property
    def notices(self) -> NoticeRepository:
        return NoticeRepository(self._scope)

    @cached_property
    def digests(self) -> DigestRepository:
        return DigestRepository(self._scope)

    @cached_property
    def buttons(self) -> ButtonRepository:
        return ButtonRepository(self._scope)

    @cached_property
    def retention(self) -> RetentionRepository:
        return RetentionRepository(self._scope)

    @cached_property
    def sync(self) -> SyncRepository:
        return SyncRepository(self._scope)

    @cached_property
    def names(self) -> NameRepository:
        return NameRepository(self._scope, self._names)
