"""Leads."""

from collections.abc import Collection
from typing import Any

from bot.domain.leads import Lead
from storage.database import tables
from storage.database.repositories.records import NamedRecordRepository, RecordStatements


class LeadRepository(NamedRecordRepository[Lead]):
    statements = RecordStatements.of(tables.leads, Lead)
    record_type = Lead
    kind = "lead"
    indexed = frozenset({"first_name", "last_name", "status", "owner_id", "deleted_at"})

    def by_name(self, name: str) -> list[Lead]:
        return self._named(name)

    def by_names(self, names: Collection[str]) -> list[Lead]:
        return self._named_any(names)

    def _index(self, record: Any, *, new: bool = False) -> None:
        # What a lead became is found instead of it.
        if record.status == "converted":
            self._names.remove(self.kind, record.id)
        else:
            # Its company is a name as written, and no record that the index could point to.
            self._put(record, account_id=None, new=new)
