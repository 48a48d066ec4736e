"""A person leaves the store: their record and whatever tells of them, in every table, while counts stay right.

What was done with them stays as an activity without words; what was to be done goes. Messages about
them, known by what they changed or by what they say, lose their text. Last, every text of every
table is read once: the person's name, addresses and numbers, also earlier ones, are blotted out wherever they stand.
A first or last name alone tells of them in messages, and in what is kept of their company, where nobody else has it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, delete, insert, select, tuple_, update

from bot.domain.names import fold
from bot.domain.people import Contact
from storage.database.engine import connect
from storage.database.link_tables import activity_contacts, activity_leads, deal_contacts
from storage.database.name_index import indexed_words
from storage.database.name_tables import name_deletions, name_postings, name_words, names
from storage.database.note_words import note_words, word_rows
from storage.database.store import FIRST_WORKSPACE, upgrade
from storage.database.sync_tables import mirrors, pushes, sync_conflicts
from storage.database.tables import (
    accounts,
    activities,
    buttons,
    change_sets,
    changes,
    contacts,
    conversations,
    deals,
    identities,
    inbox,
    leads,
    metadata,
    outbox,
    reminders,
    tasks,
    users,
)
from storage.database.types import Json, Key, WrittenText

BLOT = "[erased]"
_AT_ONCE = 500
# What is shorter stands in too many words and letters.
_SHORTEST_ALONE = 3
_Alone = Literal["no", "capital", "any"]
# The indexes of names and notes are kept by words, and go with the records.
# Those who use the CRM are no customers.
_OTHERS = {users, identities}
_INDEX = {names, name_postings, name_words, name_deletions, note_words}
# What was said, and kept for a while.
_MESSAGES = {inbox, outbox, buttons, conversations, change_sets}


@dataclass(slots=True)
class Erased:
    """How many rows of each table were `removed`, and in how many a text was `blotted` out."""

    removed: dict[str, int] = field(default_factory=dict)
    blotted: dict[str, int] = field(default_factory=dict)


async def erase(url: str, contact: Contact, *, file: Path | None) -> Erased:
    """Removes a contact from the store at a URL, all of it or nothing. `file`: that of an SQLite store.

    SQLite keeps what was deleted on free pages, and a copy in its log: both are written anew.
    """
    await upgrade(url)
    database = connect(url)

    def run(connection: Connection) -> Erased:
        return _Erasing(connection, connection.execute(FIRST_WORKSPACE).scalar_one(), contact).run()

    try:
        erased = await database.run("migrate", run)
    finally:
        await database.close()
    if file is not None:
        _write_anew(file)
    return erased


def _write_anew(file: Path) -> None:
    import sqlite3

    with closing(sqlite3.connect(file, timeout=15)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class _Erasing:
    def __init__(self, connection: Connection, workspace_id: str, contact: Contact) -> None:
        self._connection = connection
        self._workspace = workspace_id
        self._contact = contact
        self._signs = _Signs()
        self._erased = Erased()
        self._words: set[str] = set()
        self._retold: dict[str, str] = {}

    def run(self) -> Erased:
        same = {self._contact.id, *self._merged()}
        people = {"contact": same, "lead": self._ids(leads, leads.c.contact_id, same)}
        for table, kind in ((contacts, "contact"), (leads, "lead")):
            for row in self._rows(table, table.c.id.in_(people[kind])):
                for told in (row, *self._earlier(row)):
                    self._signs.add(told)
                    self._words.update(indexed_words(f"{told['first_name']} {told['last_name']}"))
        done = self._ids(activity_contacts, activity_contacts.c.contact_id, people["contact"], "activity_id")
        done |= self._ids(activity_leads, activity_leads.c.lead_id, people["lead"], "activity_id")
        to_do = self._ids(tasks, tasks.c.contact_id, people["contact"]) | self._ids(
            tasks, tasks.c.lead_id, people["lead"]
        )
        wishes = self._ids(reminders, reminders.c.contact_id, people["contact"]) | self._ids(
            reminders, reminders.c.task_id, to_do
        )
        self._remove(activity_contacts, activity_contacts.c.contact_id, people["contact"])
        self._remove(deal_contacts, deal_contacts.c.contact_id, people["contact"])
        self._remove(activity_leads, activity_leads.c.lead_id, people["lead"])
        shared = self._ids(activity_contacts, activity_contacts.c.activity_id, done, "activity_id")
        shared |= self._ids(activity_leads, activity_leads.c.activity_id, done, "activity_id")
        gone = people["contact"] | people["lead"] | to_do | wishes | (done - shared)
        self._erase_messages(gone | done, wishes)
        self._erase_history(gone)
        self._part(gone)
        self._silence(done - shared)
        self._remove(reminders, reminders.c.id, wishes)
        self._remove(tasks, tasks.c.id, to_do)
        for table in (names, name_postings):
            self._remove(table, table.c.record_id, people["contact"] | people["lead"])
        self._remove(leads, leads.c.id, people["lead"])
        self._remove(contacts, contacts.c.id, people["contact"])
        self._spare_what_others_have()
        self._blot_everywhere()
        self._forget_words()
        self._index_notes()
        return self._erased

    def _merged(self) -> set[str]:
        """Those who turned out to be this person, and lie in the trash since."""
        stands = change_sets.c.undone_at.is_(None) & change_sets.c.reverses.is_(None)
        found: set[str] = set()
        for merge in self._rows(change_sets, (change_sets.c.intent == "merge") & stands):
            made = list(self._rows(changes, changes.c.set_id == merge["id"]))
            if any(self._contact.id in (row["record_id"], *_ids_in(row["after"])) for row in made):
                found |= {row["record_id"] for row in made if row["record_kind"] == "contact"}
        in_trash = contacts.c.deleted_at.is_not(None)
        return {
            row["id"] for some in _portions(found) for row in self._rows(contacts, contacts.c.id.in_(some) & in_trash)
        }

    def _earlier(self, row: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """What the person was known by before it was changed."""
        for change in self._rows(changes, changes.c.record_id == row["id"]):
            for told in (change["before"], change["after"]):
                yield {**row, **{name: value for name, value in (told or {}).items() if isinstance(value, str)}}

    def _spare_what_others_have(self) -> None:
        """A number or an address that a company or somebody else has too tells of them."""
        for table, columns in (
            (accounts, ("phone_e164",)),
            (contacts, ("phone_e164", "mobile_e164", "email")),
        ):
            for name in columns:
                for some in _portions(self._signs.written):
                    found = self._rows(table, table.c["email_key" if name == "email" else name].in_(some))
                    self._signs.spare(str(row[name]) for row in found)
        borne = {word for row in self._rows(users) for word in indexed_words(row["name"])}
        for some in _portions(self._words):
            of_somebody = name_postings.c.word.in_(some) & (name_postings.c.kind != "deal")
            borne |= {row["word"] for row in self._rows(name_postings, of_somebody)}
        self._signs.alone = {word for word in self._words - borne if len(word) >= _SHORTEST_ALONE}

    def _erase_messages(self, about: set[str], wishes: set[str]) -> None:
        """The texts that made these records, and the answers to them."""
        sets = self._ids(changes, changes.c.record_id, about, "set_id")
        keys = self._ids(change_sets, change_sets.c.id, sets, "message_key") - {""}
        for some in _portions(keys):
            for row in self._rows(inbox, inbox.c.key.in_(some)):
                self._update(inbox, row, {"incoming": {**row["incoming"], "text": ""}})
        sent = self._ids(outbox, outbox.c.inbox_key, keys) | self._ids(outbox, outbox.c.reminder_id, wishes)
        self._remove_messages(sent | self._ids(outbox, outbox.c.message_id, sent))

    def _remove_messages(self, rows: set[str]) -> None:
        self._remove(buttons, buttons.c.outbox_id, rows)
        self._remove(outbox, outbox.c.id, rows)

    def _erase_history(self, gone: set[str]) -> None:
        """What was changed about them, and what a message was called after them."""
        sets = self._ids(changes, changes.c.record_id, gone, "set_id")
        self._remove(changes, changes.c.record_id, gone)
        for some in _portions(sets):
            for row in self._rows(change_sets, change_sets.c.id.in_(some) & (change_sets.c.intent != "import")):
                self._update(change_sets, row, {"subject": ""})

    def _part(self, gone: set[str]) -> None:
        """Nothing of them is told a mirrored CRM any more, nor taken over from it: there they may still stand."""
        self._remove(pushes, pushes.c.record_id, gone)
        self._remove(sync_conflicts, sync_conflicts.c.record_id, gone)
        for some in _portions(gone):
            for row in self._rows(mirrors, mirrors.c.record_id.in_(some)):
                self._update(mirrors, row, {"record_id": "", "base": {}})

    def _silence(self, activity_ids: set[str]) -> None:
        """What was done with nobody else stays for the counts, without a word."""
        for some in _portions(activity_ids):
            for row in self._rows(activities, activities.c.id.in_(some)):
                self._update(activities, row, {"note": "", "location": "", "contact_name": ""})

    def _blot_everywhere(self) -> None:
        near = self._kept_of_company()
        for table in metadata.sorted_tables:
            if table in _INDEX or table in _OTHERS or "workspace_id" not in table.c:
                continue
            texts = [
                column
                for column in table.columns
                if isinstance(column.type, WrittenText | Json | Key)
                and not (column.primary_key or column.foreign_keys or column.name.endswith("_id"))
            ]
            for row in self._rows(table):
                self._blot_row(table, row, [column.name for column in texts], near)

    def _kept_of_company(self) -> set[str]:
        """The records of the person's company."""
        company = {self._contact.account_id} if self._contact.account_id else set()
        return {each for table in (activities, deals, tasks) for each in self._ids(table, table.c.account_id, company)}

    def _blot_row(self, table: Table, row: Mapping[str, Any], texts: Sequence[str], near: set[str]) -> None:
        alone: _Alone = "capital" if near & {row.get("id"), row.get("record_id")} else "no"
        if table in _MESSAGES:
            alone = "any"
        told = {name: blotted for name in texts if (blotted := self._signs.blotted(row[name], alone)) != row[name]}
        if told:
            self._blot(table, row, told)

    def _blot(self, table: Table, row: Mapping[str, Any], told: Mapping[str, Any]) -> None:
        if table is outbox:
            self._remove_messages({row["id"]})
        elif table is buttons:
            self._remove(buttons, buttons.c.handle, {row["handle"]})
        elif table is conversations:
            self._update(table, row, {"state": {}})
        elif table is inbox:
            self._update(table, row, {"incoming": {**row["incoming"], "text": ""}})
        else:
            self._update(table, row, told)
            if "name" in told:
                self._rename(row, told["name"])

    def _rename(self, row: Mapping[str, Any], name: str) -> None:
        """Of a company or a deal that bore the person's name, the index of names forgets it too."""
        of_record = and_(names.c.workspace_id == self._workspace, names.c.record_id == row["id"])
        self._connection.execute(update(names).where(of_record).values(name=name, name_key=fold(name)[:200]))
        kept = set(indexed_words(name))
        lost = set(indexed_words(row["name"])) - kept
        self._words |= lost
        for some in self._rows(name_postings, name_postings.c.record_id == row["id"]):
            if lost & set(some["word"].split(" ")):
                self._connection.execute(delete(name_postings).where(self._key_of(name_postings, some)))

    def _forget_words(self) -> None:
        """Words that nobody bears any more."""
        borne = self._ids(name_postings, name_postings.c.word, self._words, "word")
        for table in (name_words, name_deletions):
            self._remove(table, table.c.word, self._words - borne)

    def _index_notes(self) -> None:
        """Notes that lost words are found by those that are left."""
        for activity_id, note in self._retold.items():
            self._remove(note_words, note_words.c.activity_id, {activity_id})
            for row in word_rows(activity_id, note):
                self._connection.execute(insert(note_words).values(workspace_id=self._workspace, **row))

    def _rows(self, table: Table, condition: ColumnElement[bool] | None = None) -> Iterator[dict[str, Any]]:
        """Rows, a portion of them in memory at a time, by their keys: rows may be changed meanwhile."""
        key = [column for column in table.primary_key if column.name != "workspace_id"]
        statement = select(table).where(table.c.workspace_id == self._workspace).order_by(*key).limit(_AT_ONCE)
        if condition is not None:
            statement = statement.where(condition)
        page = statement
        while rows := self._connection.execute(page).mappings().all():
            yield from ({**row} for row in rows)
            last = [rows[-1][column.name] for column in key]
            page = statement.where(tuple_(*key) > tuple_(*last))

    def _ids(self, table: Table, column: Column[Any], wanted: Collection[str], name: str = "id") -> set[str]:
        """The ids, or another column, of the rows in which a column is one of these."""
        found: set[str] = set()
        for some in _portions(wanted):
            statement = select(table.c[name]).where(table.c.workspace_id == self._workspace, column.in_(some))
            found.update(self._connection.execute(statement).scalars())
        return found

    def _remove(self, table: Table, column: Column[Any], wanted: Collection[str]) -> None:
        for some in _portions(wanted):
            done = self._connection.execute(
                delete(table).where(table.c.workspace_id == self._workspace, column.in_(some))
            )
            _count(self._erased.removed, table, done.rowcount)

    def _update(self, table: Table, row: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        if table is activities and "note" in values:
            self._retold[row["id"]] = values["note"]
        self._connection.execute(update(table).where(self._key_of(table, row)).values(**values))
        _count(self._erased.blotted, table, 1)

    def _key_of(self, table: Table, row: Mapping[str, Any]) -> ColumnElement[bool]:
        return and_(*(column == row[column.name] for column in table.primary_key))


def _portions(wanted: Collection[str]) -> Iterator[list[str]]:
    listed = sorted(wanted)
    return (listed[start : start + _AT_ONCE] for start in range(0, len(listed), _AT_ONCE))


def _ids_in(fields: Mapping[str, Any]) -> Iterator[str]:
    """What may be ids among the values of a change, those of lists too."""
    for value in fields.values():
        listed = value.get("tuple", ()) if isinstance(value, dict) else (value,)
        yield from (each for each in listed if isinstance(each, str))


def _count(counts: dict[str, int], table: Table, rows: int) -> None:
    if rows and table not in _INDEX:
        counts[table.name] = counts.get(table.name, 0) + rows


@dataclass(slots=True)
class _Signs:
    """What the person is known by, in texts: the whole name, addresses and numbers, however they are written.

    `alone` are the words of their name that nobody else bears.
    """

    written: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    _folded: set[str] = field(default_factory=set)
    _digits: set[str] = field(default_factory=set)

    def add(self, row: Mapping[str, Any]) -> None:
        first, last = fold(row["first_name"]), fold(row["last_name"])
        # A single word is a name of many.
        if first and last:
            self._folded |= {f"{first} {last}", f"{last} {first}"}
        elif " " in last:
            self._folded.add(last)
        if row["email"]:
            self._folded.add(fold(row["email"]))
            self.written.add(fold(row["email"]))
        for name in ("phone", "mobile"):
            self.written |= {row[f"{name}_e164"]} - {""}
            self._digits |= {_last_digits(row[name]), _last_digits(row[f"{name}_e164"])} - {""}

    def spare(self, signs: Iterable[str]) -> None:
        for sign in signs:
            self._folded.discard(fold(sign))
            self._digits.discard(_last_digits(sign))

    def blotted(self, value: Any, alone: "_Alone" = "no") -> Any:
        """A text, or plain JSON, in which a blot stands for each of them; for a name `alone` in capitals, or always."""
        if isinstance(value, str):
            return self._blotted(value, alone)
        if isinstance(value, dict):
            return {name: self.blotted(each, alone) for name, each in value.items()}
        return [self.blotted(each, alone) for each in value] if isinstance(value, list) else value

    def _blotted(self, text: str, alone: "_Alone") -> str:
        # Folding may change lengths: where each folded letter stands is kept.
        folded, places = _folded_with_places(text)
        spans = [
            (found.start(), found.end())
            for sign in self._folded
            for found in re.finditer(rf"(?<!\w){_spaced(sign)}(?!\w)", folded)
        ]
        spans += [
            (found.start(), found.end())
            for found in re.finditer(r"(?<!\w)\+?\(?\d[\d ().\-/]*\d(?!\w)", folded)
            if re.sub(r"\D", "", found.group()).endswith(tuple(self._digits))
        ]
        if alone != "no":
            spans += [
                (found.start(), found.end())
                for found in re.finditer(r"[^\W_]+", folded)
                if found.group() in self.alone and (alone == "any" or text[places[found.start()]].isupper())
            ]
        for start, end in reversed(_joined(spans)):
            text = text[: places[start]] + BLOT + text[places[end] :]
        return text


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _spaced(sign: str) -> str:
    """A pattern for the words of a name with whatever stands between them."""
    return r"[\s,.-]+".join(map(re.escape, sign.split()))


def _last_digits(number: str) -> str:
    """The country's code and the zero before a number are written or not; "" for one too short to tell."""
    digits = re.sub(r"\D", "", number)
    return digits[-9:].lstrip("0") if len(digits) >= 6 else ""


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    folded, places = [], list[int]()
    for place, char in enumerate(text):
        letters = " " if char.isspace() else fold(char)
        folded.append(letters)
        places += [place] * len(letters)
    return "".join(folded), [*places, len(text)]
