"""Measures reading everything from a SugarCRM and telling it changes: `python -m benchmarks.sync [--rows N]`.

The server is the stand-in of the tests in a process of its own, with the times that a real one took.
"""

import argparse
import asyncio
import logging
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from benchmarks.report import Report
from bot.clock import SystemClock
from bot.crm.changes import Recorder, Speaker
from bot.domain.ids import new_id
from bot.domain.people import User
from bot.messages import Conversation
from bot.ports import UnitOfWork
from bot.scheduling.sync import Synchroniser
from storage.database.store import DatabaseStore, opened_store
from storage.sugarcrm.client import Client
from storage.sugarcrm.logins import PersonalCrms
from storage.sugarcrm.remote import SugarCrm
from tests.fakes.sugarcrm_paced import SECONDS_A_ROW, PacedSugarCrm

_SESSIONS = 4
_CHANGES = 400
# A change is read before and after it is written.
_SECONDS_A_CHANGE = 0.029 + 0.089 + 0.029
_KINDS = ("Accounts", "Contacts", "Leads", "Opportunities", "Calls", "Meetings", "Notes", "Tasks")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sync", description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000, help="records of each module (2,000)")
    rows = parser.parse_args().rows
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    report = Report()
    report.machine()
    with _server(rows) as (url, pipe), TemporaryDirectory() as folder:
        asyncio.run(_measure(report, url, pipe, Path(folder) / "crmbot.db", rows))


@contextmanager
def _server(rows: int) -> Iterator[tuple[str, Connection]]:
    """Its address, and a pipe that tells how many requests it was asked since the last time."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(there, rows), daemon=True)
    process.start()
    yield str(here.recv()), here
    process.terminate()
    process.join()


def _serve(pipe: Connection, rows: int) -> None:
    asyncio.run(_serving(pipe, rows))


async def _serving(pipe: Connection, rows: int) -> None:
    async with PacedSugarCrm() as server:
        server.put("Users", id="seed_sally_id", user_name="sally", first_name="Sally", last_name="B", status="Active")
        for number in range(rows):
            _put(server, number)
        pipe.send(server.url)
        while True:
            await asyncio.to_thread(pipe.recv)
            pipe.send(len(server.requests))
            server.requests.clear()


def _put(server: PacedSugarCrm, number: int) -> None:
    """One record of each module, linked with each other."""
    owner = {"assigned_user_id": "seed_sally_id"}
    server.put("Accounts", id=f"a{number}", name=f"Company {number}", phone_office=f"01 45 {number:06}", **owner)
    person = {"last_name": f"Person{number}", "email1": f"p{number}@example.org", "account_id": f"a{number}"}
    server.put("Contacts", id=f"c{number}", first_name="Jane", phone_mobile=f"06 12 {number:06}", **person, **owner)
    server.put("Leads", id=f"l{number}", first_name="Tom", last_name=f"Lead{number}", status="New", **owner)
    deal = {"sales_stage": "Prospecting", "probability": "10", "amount": "1200", "account_id": f"a{number}"}
    server.put("Opportunities", id=f"d{number}", name=f"Deal {number}", date_closed="2026-12-31", **deal, **owner)
    parent = {"parent_type": "Accounts", "parent_id": f"a{number}"} | owner
    held = {"status": "Held", "date_start": "2026-11-03 09:00:00", "duration_hours": "0", "duration_minutes": "20"}
    for module, prefix in (("Calls", "k"), ("Meetings", "m")):
        server.put(module, id=f"{prefix}{number}", name="Renewal", description="wants a quote", **held, **parent)
        server.link(module, f"{prefix}{number}", "contacts", f"c{number}")
    server.put("Notes", id=f"n{number}", name="Budget", description="frozen", contact_id=f"c{number}", **parent)
    todo = {"status": "Not Started", "priority": "High", "date_due": "2026-12-01 16:00:00"}
    server.put("Tasks", id=f"t{number}", name="Send the NDA", contact_id=f"c{number}", **todo, **parent)


async def _measure(report: Report, url: str, pipe: Connection, file: Path, rows: int) -> None:
    async with (
        opened_store(f"sqlite:///{file}") as store,
        Client(url, "sally", "secret") as client,
        PersonalCrms(store, SugarCrm(client, currency="EUR"), url=url, key=None) as remotes,
    ):
        quiet = dict.fromkeys(("ask", "tell_refused", "tell_shut_out"), lambda *_: None)
        both = Synchroniser(store, remotes, SystemClock(), **quiet)
        await _measure_pull(report, both, pipe, rows * len(_KINDS))
        await store.write(lambda uow: uow.update_workspace({"remote": url}))
        await _measure_push(report, both, store, pipe, min(rows, _CHANGES))


async def _measure_pull(report: Report, both: Synchroniser, pipe: Connection, rows: int) -> None:
    before, began, work = _memory(), time.perf_counter(), time.process_time()
    read = (await both.pull()).absorbed.get("new", 0)
    seconds, cpu = time.perf_counter() - began, time.process_time() - work
    ideal = rows * SECONDS_A_ROW / _SESSIONS
    _tell(report, "Reading everything", read, seconds, ideal, cpu, _requests(pipe))
    report.say(f"Memory: {before} MB before, {_memory()} MB at most.")


async def _measure_push(report: Report, both: Synchroniser, store: DatabaseStore, pipe: Connection, count: int) -> None:
    def change(uow: UnitOfWork) -> None:
        user = User(id=new_id(), name="Iris")
        uow.users.add(user)
        place = Conversation("console", "desk", "", user.id)
        recorder = Recorder(uow, Speaker(user=user, now=SystemClock().now(), conversation=place, message_key="m"))
        for contact in uow.contacts.get_many([f"c{number}" for number in range(count)]):
            recorder.update(contact, title="CFO")
        recorder.finish("update_contact", "many")

    await store.write(change)
    _requests(pipe)
    began, work, sent = time.perf_counter(), time.process_time(), 0
    while (done := await both.push()).sent:
        sent += done.sent
    seconds, cpu = time.perf_counter() - began, time.process_time() - work
    _tell(report, "Telling changes", sent, seconds, count * _SECONDS_A_CHANGE / _SESSIONS, cpu, _requests(pipe))


def _tell(report: Report, what: str, count: int, seconds: float, ideal: float, cpu: float, requests: int) -> None:
    columns = ("", "records", "seconds", "a second", "of the server's own time", "CPU ms each", "requests each")
    figures = (f"{count:,}", f"{seconds:.1f}", f"{count / seconds:,.0f}", f"{seconds / ideal:.2f}")
    each = (f"{cpu * 1000 / max(count, 1):.2f}", f"{requests / max(count, 1):.3f}")
    report.table(what, columns, [("", *figures, *each)])


def _requests(pipe: Connection) -> int:
    pipe.send("")
    return int(pipe.recv())


def _memory() -> int:
    """The most that this process ever held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
