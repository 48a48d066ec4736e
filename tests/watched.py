"""A store whose statements somebody watches."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from sqlalchemy.sql.base import Executable

from storage.database.engine import Mode, Transaction
from storage.database.statements import Rows
from storage.database.store import DatabaseStore

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Execution:
    """A statement that is about to run in a transaction, once for each of the parameters."""

    transaction: Transaction
    statement: Executable
    parameters: Sequence[Mapping[str, Any]]


Watch = Callable[[Execution], None]


def watched(store: DatabaseStore, watch: Watch) -> DatabaseStore:
    """The same store; `watch` hears of each of its statements before it runs."""
    return DatabaseStore(_WatchedDatabase(store._database, watch), store._workspace_id)


class _WatchedDatabase:
    def __init__(self, database: Any, watch: Watch) -> None:
        self._database = database
        self._watch = watch
        self.where: str = database.where
        self.exists: bool = database.exists
        self.run = database.run
        self.close = database.close

    async def transact(self, mode: Mode, function: Callable[[Transaction], T]) -> T:
        result: T = await self._database.transact(
            mode, lambda transaction: function(_WatchedTransaction(transaction, self._watch))
        )
        return result


class _WatchedTransaction:
    def __init__(self, transaction: Transaction, watch: Watch) -> None:
        self._transaction = transaction
        self._watch = watch

    @property
    def dialect(self) -> Literal["sqlite", "postgresql"]:
        return self._transaction.dialect

    def run(self, statement: Executable, parameters: Mapping[str, Any]) -> Rows:
        self._watch(Execution(self._transaction, statement, [parameters]))
        return self._transaction.run(statement, parameters)

    def run_many(self, statement: Executable, parameters: Sequence[Mapping[str, Any]]) -> Rows:
        if parameters:
            self._watch(Execution(self._transaction, statement, parameters))
        return self._transaction.run_many(statement, parameters)
