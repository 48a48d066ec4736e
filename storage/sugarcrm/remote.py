"""SugarCRM or SuiteCRM as a `RemoteCrm`: what a kind of record needs of requests, to read and to write it."""

import asyncio
from collections.abc import AsyncGenerator, Collection, Mapping, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.changes import Fields, Value
from bot.domain.mirrors import RemoteKind
from bot.errors import RemoteDenied, RemoteLacks, RemoteRefused, RemoteUnavailable
from bot.remote_ports import REMOTE_KINDS, Bookmark, Module, RemoteRecord
from storage.sugarcrm.addresses import set_address
from storage.sugarcrm.client import Client
from storage.sugarcrm.mapping import MODULES, ModuleMap, ids_in
from storage.sugarcrm.parts import Choices
from storage.sugarcrm.reading import in_order
from storage.sugarcrm.wire import Entry, instant_of, pairs, quoted, text_of

Json = Any

# What every record has, besides what its module maps.
_ALWAYS = ("id", "date_entered", "date_modified", "modified_user_id", "deleted")
_BASE_CURRENCY = "-99"
_MOST_CURRENCIES = 200
# Ids in one query.
_ASKED_FOR = 500
_BY_CHANGE = "date_modified ASC, id ASC"


@dataclass(slots=True)
class Known:
    """What the server told of itself: learnt once, when it is first needed."""

    maps: dict[RemoteKind, ModuleMap] = field(default_factory=dict)
    modules: list[Module] = field(default_factory=list)
    # ISO 4217 code -> id there.
    currencies: dict[str, str] = field(default_factory=dict)


class SugarCrm:
    """The CRM behind a client. `currency` (ISO 4217) is what its base currency is: the server does not tell.

    What the server told `another` of itself, it need not tell once more.
    """

    def __init__(self, client: Client, *, currency: str, another: "SugarCrm | None" = None) -> None:
        self._client = client
        self._currency = currency
        self._another = another
        self._known: Known | None = None
        self._learning = asyncio.Lock()

    @property
    def address(self) -> str:
        return self._client.url

    async def version(self) -> str:
        info = await self._client.server_info()
        suite = info.get("suitecrm_version")
        return f"SuiteCRM {suite}" if suite else f"SugarCRM {info.get('version', '')} {info.get('flavor', '')}".strip()

    async def now(self) -> datetime:
        now = instant_of(str((await self._client.server_info()).get("gmt_time", "")))
        if now is None:
            raise RemoteRefused(f"{self.address} does not tell its time: is it SugarCRM 6 or SuiteCRM 7?")
        return now

    def forget(self) -> None:
        self._known = None
        if self._another is not None:
            self._another.forget()

    async def user_id(self) -> str:
        """The id of whoever is logged in."""
        return await self._client.user_id()

    def seen_by(self, client: Client) -> "SugarCrm":
        """The same CRM, as another of its users."""
        return SugarCrm(client, currency=self._currency, another=self)

    async def modules(self) -> list[Module]:
        return (await self.learnt()).modules

    async def changed(
        self, kind: RemoteKind, *, since: datetime | None, after: Bookmark | None
    ) -> AsyncGenerator[Sequence[RemoteRecord], None]:
        module = await self._map(kind)

        async def read(query: str, offset: int, limit: int) -> list[RemoteRecord]:
            return await self._list(kind, module, query, _BY_CHANGE, limit, deleted=1, offset=offset)

        async with aclosing(in_order(read, module.table, since=since, after=after)) as parts:
            async for records in parts:
                yield records

    async def listed(self, kind: RemoteKind, *, after: str, limit: int) -> Sequence[RemoteRecord]:
        module = await self._map(kind)
        query = f"{module.table}.id > {quoted(after)}" if after else ""
        return await self._list(kind, module, query, "id ASC", limit, deleted=0)

    async def shown(self, kind: RemoteKind, record_ids: Collection[str]) -> set[str]:
        ids = list(record_ids)
        portions = [ids[start : start + _ASKED_FOR] for start in range(0, len(ids), _ASKED_FOR)]
        # The first one alone: several logins at once with a wrong password lock its account.
        found = [await self._shown(kind, portion) for portion in portions[:1]]
        found += await asyncio.gather(*(self._shown(kind, portion) for portion in portions[1:]))
        return set().union(*found)

    async def _shown(self, kind: RemoteKind, record_ids: Sequence[str]) -> set[str]:
        module = MODULES[kind]
        query = f"{module.table}.id IN ({', '.join(map(quoted, record_ids))})"
        found = await self._client.listed(module.name, query, fields=["id"], limit=len(record_ids))
        return {entry.id for entry in found}

    async def get(self, kind: RemoteKind, record_id: str) -> RemoteRecord | None:
        module = await self._map(kind)
        entry = await self._client.entry(module.name, record_id, fields=_selected(module), links=_links(module))
        return None if entry is None else self._record(kind, module, entry)

    async def create(self, kind: RemoteKind, record_id: str, fields: Fields) -> None:
        module = await self._map(kind)
        values = module.write(self._outgoing(fields), list(fields), {})
        try:
            await self._set(module, {"id": record_id, "new_with_id": 1, **values})
        except RemoteRefused:
            # Of a first try whose answer got lost: it cannot be made twice.
            if await self.get(kind, record_id) is None:
                raise
        for link, ours in module.links.items():
            await self._link(module, record_id, link, ids_in(fields.get(ours)))

    async def update(self, current: RemoteRecord, fields: Fields, changed: Collection[str]) -> None:
        module = await self._map(current.kind)
        values = module.write(self._outgoing(fields), changed, current.raw)
        if current.raw.get("email1") and "email1" in values:
            email = str(values.pop("email1"))
            if not await set_address(self._client, module.name, current.id, email):
                values["email1"] = email
        if values:
            await self._set(module, {"id": current.id, **values})
        for link, ours in module.links.items():
            if ours in changed:
                before, after = set(ids_in(current.fields.get(ours))), set(ids_in(fields.get(ours)))
                await self._link(module, current.id, link, sorted(after - before))
                await self._link(module, current.id, link, sorted(before - after), delete=True)

    async def delete(self, kind: RemoteKind, record_id: str) -> None:
        await self._set(await self._map(kind), {"id": record_id, "deleted": 1})

    def canonical(self, kind: RemoteKind, fields: Fields) -> Fields:
        module = self._known.maps.get(kind, MODULES[kind]) if self._known else MODULES[kind]
        return self._incoming(module.come_back(self._outgoing(fields)))

    async def _map(self, kind: RemoteKind) -> ModuleMap:
        known = await self.learnt()
        if kind not in known.maps:
            raise RemoteDenied(f"{self.address} does not let {self._client.user} read {MODULES[kind].name}")
        return known.maps[kind]

    async def learnt(self) -> Known:
        async with self._learning:
            if self._known is None:
                self._known = await (self._another.learnt() if self._another else self._learn())
        return self._known

    async def _learn(self) -> Known:
        answer = await self._client.call("get_available_modules", filter="default")
        there = {module["module_key"] for module in answer.get("modules") or ()}
        if not there:
            raise RemoteUnavailable(f"{self.address} shows {self._client.user} no modules")
        known = Known(currencies=await self._currencies())
        for kind in REMOTE_KINDS:
            # Users stand in no menu, and are readable all the same.
            if MODULES[kind].name in there or kind == "user":
                # One that this user may not see is no reason to leave out the others.
                with suppress(RemoteDenied):
                    module, choices = await self._described(kind)
                    known.modules.append(module)
                    known.maps[kind] = MODULES[kind].fitted(module.missing, choices)
        return known

    async def _described(self, kind: RemoteKind) -> tuple[Module, Choices]:
        name = MODULES[kind].name
        described = await self._client.call("get_module_fields", module_name=name, fields=[])
        # An empty object arrives as a list.
        fields, links = dict(described.get("module_fields") or {}), list(described.get("link_fields") or [])
        choices = {name: _choices_of(told) for name, told in fields.items() if told.get("type") == "enum"}
        count = await self._client.call("get_entries_count", module_name=name, query="", deleted=0)
        module = Module(
            kind=kind,
            name=name,
            count=int(count.get("result_count") or 0),
            missing=(
                *(name for name in MODULES[kind].theirs() if name not in fields),
                # Where no links are told at all, they are there all the same.
                *(link for link in MODULES[kind].links if links and link not in links),
            ),
            custom=tuple(sorted(name for name in fields if name.endswith("_c"))),
            stages=tuple(choices.get("sales_stage", ())),
        )
        return module, {name: listed for name, listed in choices.items() if listed}

    async def _currencies(self) -> dict[str, str]:
        try:
            found = await self._client.listed("Currencies", "", fields=["id", "iso4217"], limit=_MOST_CURRENCIES)
        except (RemoteDenied, RemoteRefused):
            # Only administrators may list them on some servers; the base currency serves all the same.
            return {}
        return {entry.values.get("iso4217", ""): entry.id for entry in found}

    async def _list(
        self, kind: RemoteKind, module: ModuleMap, query: str, order: str, limit: int, *, deleted: int, offset: int = 0
    ) -> list[RemoteRecord]:
        entries = await self._client.listed(
            module.name,
            query,
            fields=_selected(module),
            links=_links(module),
            order=order,
            offset=offset,
            limit=limit,
            deleted=deleted,
        )
        return [self._record(kind, module, entry) for entry in entries]

    def _record(self, kind: RemoteKind, module: ModuleMap, entry: Entry) -> RemoteRecord:
        modified_at = instant_of(entry.values.get("date_modified", ""))
        if modified_at is None:
            # Reading goes on behind the last date: without one it would never end.
            raise RemoteRefused(f"{self.address} does not tell when {module.name} were changed: is it hidden there?")
        return RemoteRecord(
            kind=kind,
            id=entry.id,
            fields=self._incoming(module.read(entry)),
            modified_at=modified_at,
            modified_by=entry.values.get("modified_user_id", ""),
            created_at=instant_of(entry.values.get("date_entered", "")),
            deleted=entry.deleted,
            raw=entry.values,
        )

    def _incoming(self, fields: Mapping[str, Value]) -> Fields:
        """Currencies by code instead of by id."""
        if "currency" not in fields:
            return fields
        codes = {there: code for code, there in (self._known.currencies if self._known else {}).items()}
        there = str(fields["currency"])
        code = self._currency if there in ("", _BASE_CURRENCY) else codes.get(there)
        if code is None:
            return {name: value for name, value in fields.items() if name != "currency"}
        return {**fields, "currency": code}

    def _outgoing(self, fields: Fields) -> Fields:
        if "currency" not in fields:
            return fields
        code = str(fields["currency"])
        known = self._known.currencies if self._known else {}
        there = _BASE_CURRENCY if code == self._currency else known.get(code)
        if there is None:
            problem = f"{self.address} has no currency {code}: add it there, or change the deal's"
            raise RemoteLacks(problem, field="currency", value=code)
        return {**fields, "currency": there}

    async def _set(self, module: ModuleMap, values: Mapping[str, Json]) -> None:
        # What it answers is an echo, entity-encoded and of no worth: what stands there is read back by the caller.
        await self._client.call("set_entry", module_name=module.name, name_value_list=pairs(values))

    async def _link(
        self, module: ModuleMap, record_id: str, link: str, ids: Sequence[str], *, delete: bool = False
    ) -> None:
        if not ids:
            return
        answer = await self._client.call(
            "set_relationship",
            module_name=module.name,
            module_id=record_id,
            link_field_name=link,
            related_ids=list(ids),
            name_value_list=[],
            delete=int(delete),
        )
        if answer.get("failed"):
            raise RemoteRefused(f"{self.address} links no {link} to {module.name}")


def _choices_of(told: Mapping[str, Json]) -> dict[str, str]:
    """What a field may hold, and what each of that is called in the language of whoever is logged in."""
    options = told.get("options") or {}
    return {value: text_of(option.get("value")) for value, option in options.items()}


def _selected(module: ModuleMap) -> list[str]:
    return [*_ALWAYS, *module.theirs()]


def _links(module: ModuleMap) -> list[dict[str, Json]]:
    return [{"name": link, "value": ["id"]} for link in module.links]
