"""The e-mail address of a record: an entry of its own there, linked, and one of the links is the primary one.

Whoever has an address keeps it, whatever `email1` says: only a link changes which one counts.
"""

from typing import Any

from bot.domain.ids import new_id
from bot.errors import RemoteDenied
from storage.sugarcrm.client import Client
from storage.sugarcrm.wire import pairs, quoted

Json = Any

LINK = "email_addresses"


async def set_address(client: Client, module: str, record_id: str, email: str) -> bool:
    """Makes it the only primary address, the others stay; "" takes away those that the record has. May be repeated.

    False where this user may make no entry: the record has no address any more, and takes one like a new record.
    """
    linked = await _linked(client, module, record_id)
    try:
        wanted = await _entry(client, email) if email else ""
    except RemoteDenied:
        await _link(client, module, record_id, linked, delete=1)
        return False
    if not wanted:
        await _link(client, module, record_id, linked, delete=1)
        return True
    await _link(client, module, record_id, [wanted], primary=1)
    # Two that are both primary: which of them counts would be chance.
    await _link(client, module, record_id, [other for other in linked if other != wanted], primary=0)
    return True


async def _linked(client: Client, module: str, record_id: str) -> list[str]:
    links = [{"name": LINK, "value": ["id", "email_address"]}]
    record = await client.entry(module, record_id, fields=["id"], links=links)
    return list(record.links.get(LINK, ())) if record is not None else []


async def _entry(client: Client, email: str) -> str:
    """The id of the entry of this address, which is made where there is none."""
    query = f"email_addresses.email_address_caps = {quoted(email.upper())}"
    known = await client.listed("EmailAddresses", query, fields=["id"], limit=1)
    if known:
        return known[0].id
    made = new_id()
    values = {"id": made, "new_with_id": 1, "email_address": email, "email_address_caps": email.upper()}
    await client.call("set_entry", module_name="EmailAddresses", name_value_list=pairs(values))
    return made


async def _link(
    client: Client, module: str, record_id: str, ids: list[str], *, primary: int = 0, delete: int = 0
) -> None:
    if ids:
        await client.call(
            "set_relationship",
            module_name=module,
            module_id=record_id,
            link_field_name=LINK,
            related_ids=ids,
            name_value_list=[] if delete else pairs({"primary_address": primary}),
            delete=delete,
        )
