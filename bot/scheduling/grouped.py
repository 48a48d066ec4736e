"""Writes that share a transaction: what comes up while one commits goes into the next one together."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from bot.ports import Store, UnitOfWork

T = TypeVar("T")

_MOST_TOGETHER = 100


class GroupedWrites:
    """A burst of small writes costs few commits; a lone one is not delayed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[tuple[Callable[[UnitOfWork], Any], asyncio.Future[Any]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, function: Callable[[UnitOfWork], T]) -> T:
        """As `Store.write`. A function that fails takes no other one down with it."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((function, done))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_waiting())
        return await done

    async def _write_waiting(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting[:_MOST_TOGETHER], self._waiting[_MOST_TOGETHER:]
                await self._write_together(group)
        finally:
            self._writing = None

    async def _write_together(self, group: list[tuple[Callable[[UnitOfWork], Any], asyncio.Future[Any]]]) -> None:
        try:
            results = await self._store.write(lambda uow: [function(uow) for function, _ in group])
        except Exception as error:
            if len(group) == 1:
                _settle(group[0][1], error=error)
                return
            for each in group:
                await self._write_together([each])
            return
        for (_, done), result in zip(group, results, strict=True):
            _settle(done, result)


def _settle(done: asyncio.Future[Any], result: Any = None, error: Exception | None = None) -> None:
    """Whoever was cancelled meanwhile waits no more."""
    if done.done():
        return
    if error is not None:
        done.set_exception(error)
    else:
        done.set_result(result)
