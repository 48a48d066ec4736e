"""A process that fires due reminders until none is left and prints how many it fired: `sweeper.py URL NOW`."""

import asyncio
import sys
from datetime import datetime

from storage.database.store import open_store


async def sweep(url: str, now: datetime) -> int:
    store = await open_store(url)
    fired, empty = 0, 0
    # What looks like none may be in another process' hands for the moment.
    while empty < 3:
        batch = await store.claim(lambda uow: uow.reminders.fire_due(now, 20))
        fired += batch
        empty = 0 if batch else empty + 1
    await store.close()
    return fired


if __name__ == "__main__":
    print(asyncio.run(sweep(sys.argv[1], datetime.fromisoformat(sys.argv[2]))))
