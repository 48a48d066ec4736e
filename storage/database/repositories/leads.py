"""Leads."""

from typing import Any

from bot.domain.leads import Lead
from storage.database import tables
from storage.database.repositories.people import PersonRepository, ReachStatements
from storage.database.repositories.records import RecordStatements

_LEAD = RecordStatements.of(tables.leads, Lead)


class LeadRepository(PersonRepository[Lead]):
    statements = _LEAD
    reach = ReachStatements.of(tables.leads, _LEAD.columns)
    record_type = Lead
    kind = "lead"
    indexed = frozenset({"first_name", "last_name", "status", "owner_id", "deleted_at"})

    def _index(self, record: Any, *, new: bool = False) -> None:
        # What a lead became is found instead of it.
        if record.status == "converted":
            self._names.remove(self.kind, record.id)
        else:
            # Its company is a name as written, and no record that the index could point to.
            self._put(record, account_id=None, new=new)
