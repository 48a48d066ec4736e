"""Long lists, read side by side: several requests are under way while their records are taken over, in order."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from datetime import datetime

from bot.remote_ports import Bookmark, RemoteRecord
from storage.sugarcrm.wire import instant_text, quoted

# Records in one request: each takes the server 2 ms, the request itself 25.
_A_PART = 500
# Parts on their way or waiting to be taken over: one for each session, and some more, so that none of them idles.
_AHEAD = 6

# (query, offset, limit) -> the records of that query, in the order in which they were changed.
ReadPart = Callable[[str, int, int], Awaitable[list[RemoteRecord]]]


async def in_order(
    read: ReadPart, table: str, *, since: datetime | None, after: Bookmark | None
) -> AsyncGenerator[Sequence[RemoteRecord], None]:
    """The records of a table that changed at or after `since` (None: all), behind `after`, by the time of the change.

    Whatever changes between two requests moves to the end, and all behind it by one place. So each part is asked for
    from the last record before it on; where the two do not meet, reading begins anew behind what was told already.
    """
    last = after
    under_way: deque[tuple[int, asyncio.Task[list[RemoteRecord]]]] = deque()

    def ask() -> None:
        overlap = int(bool(under_way))
        part = read(_query(table, since, last), len(under_way) * _A_PART - overlap, _A_PART + overlap)
        under_way.append((overlap, asyncio.ensure_future(part)))

    # Of what is new since the last time there is little; of everything, as much as all sessions bring.
    ahead = 1 if since is not None and after is None else _AHEAD
    try:
        while True:
            while len(under_way) < ahead:
                ask()
            overlap, part = under_way.popleft()
            records = await part
            if overlap and (not records or _place(records[0]) != last):
                await _give_up(under_way)
                ahead = 1
                continue
            records = records[overlap:]
            if not records:
                return
            last = _place(records[-1])
            ahead = _AHEAD if len(records) == _A_PART else 1
            yield records
    finally:
        await _give_up(under_way)


async def _give_up(under_way: "deque[tuple[int, asyncio.Task[list[RemoteRecord]]]]") -> None:
    parts = [part for _, part in under_way]
    under_way.clear()
    for part in parts:
        part.cancel()
    await asyncio.gather(*parts, return_exceptions=True)


def _place(record: RemoteRecord) -> Bookmark:
    return Bookmark(modified_at=record.modified_at, id=record.id)


def _query(table: str, since: datetime | None, after: Bookmark | None) -> str:
    if after is not None:
        # By time and id, not by offset: a record that changes meanwhile moves to the end, and nothing slips through.
        then, last = quoted(instant_text(after.modified_at)), quoted(after.id)
        return f"({table}.date_modified > {then} OR ({table}.date_modified = {then} AND {table}.id > {last}))"
    return "" if since is None else f"{table}.date_modified >= {quoted(instant_text(since))}"
