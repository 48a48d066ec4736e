"""`crmbot erase`: a person leaves the store."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.domain.people import Contact
    from bot.ports import UnitOfWork
    from bot.settings import Settings


def erase(
    contact: Annotated[str, typer.Argument(metavar="CONTACT", help="A contact's whole name, e-mail address or id.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> int:
    """Remove a person everywhere, for good: records, messages, history, search. Counts of what was done stay.

    Backups and exports that were written before still hold them.
    """
    from bot.cli.streams import write
    from bot.settings import load_settings, sqlite_file
    from storage.database.erasure import erase as erase_from

    settings = load_settings()
    person, company, remote = asyncio.run(_the_contact(settings, contact))
    described = " · ".join(part for part in (person.name, company, person.email, person.phone) if part)
    if not yes:
        typer.confirm(f"Erase {described} for good?", abort=True, err=True)
    url = settings.database_url
    erased = asyncio.run(erase_from(url, person, file=sqlite_file(url)))
    write(f"Erased {described}.")
    write(f"Removed: {_told(erased.removed)}.")
    write(f"Without their words now: {_told(erased.blotted)}.")
    if remote:
        write(f"{remote} was not told and still holds them: erase them there too, or its other records tell of them.")
    return 0


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items()) or "nothing"


async def _the_contact(settings: "Settings", wanted: str) -> "tuple[Contact, str, str]":
    """The one contact meant, those in the trash too, their company, and the CRM that is mirrored.

    Raises UsageError for none or several.
    """
    from storage.database.store import opened_store

    def find(uow: "UnitOfWork") -> "list[tuple[Contact, str]]":
        by_id = uow.contacts.get(wanted, deleted=True)
        found = [by_id] if by_id else uow.contacts.by_email(wanted) or uow.contacts.by_name(wanted)
        accounts = {person.account_id: uow.accounts.get(person.account_id or "", deleted=True) for person in found}
        return [(person, account.name if (account := accounts[person.account_id]) else "") for person in found]

    async with opened_store(settings.database_url) as store:
        found, remote = await store.read(find), (await store.read(lambda uow: uow.workspace)).remote
    if not found:
        raise UsageError(f"nobody here is called {wanted!r}: name a contact in full, or by e-mail address or id")
    if len(found) > 1:
        them = "; ".join(f"{person.id} {person.name} {company}".strip() for person, company in found)
        raise UsageError(f"{len(found)} contacts are called {wanted!r}: name one by id ({them})")
    return *found[0], remote
