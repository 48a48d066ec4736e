"""What procrastinate does with as many jobs on a PostgreSQL of the same kind: one worker fetches and finishes each.

Its jobs do nothing. They are put into its table in one statement, as reminders are into ours.
"""

import time

from procrastinate import App, PsycopgConnector
from procrastinate.jobs import Status

from benchmarks.databases import Fresh

_FILL = """
INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, scheduled_at)
SELECT 'reminders', 'nothing', '{}'::jsonb, 'todo',
       now() + CASE WHEN number < %(due)s THEN interval '-1 minute' ELSE interval '1 day' END
FROM generate_series(0, %(jobs)s - 1) AS number
"""


async def jobs_a_second(fresh: Fresh, *, jobs: int, due: int) -> float:
    """How many due jobs it fetches and finishes a second, among so many that wait."""
    connector = PsycopgConnector(conninfo=fresh.url)
    app = App(connector=connector)
    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        await connector.execute_query_async(_FILL, jobs=jobs, due=due)
        await connector.execute_query_async("ANALYZE procrastinate_jobs")
        worker = await app.job_manager.register_worker()
        began, finished = time.perf_counter(), 0
        while (job := await app.job_manager.fetch_job(queues=None, worker_id=worker)) is not None:
            await app.job_manager.finish_job(job, status=Status.SUCCEEDED, delete_job=False)
            finished += 1
        took = time.perf_counter() - began
    assert finished == due
    return finished / took
