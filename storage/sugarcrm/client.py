"""The REST API v4_1 over HTTP: sessions, errors, retries. Knows nothing of what the records mean.

The server answers 200 to nearly everything; what went wrong stands in the body, or is not told at
all. Requests of one session wait for each other there, so that several sessions are kept.
"""

import asyncio
import hashlib
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import httpx

from bot.errors import RemoteDenied, RemoteError, RemoteLogin, RemoteRefused, RemoteUnavailable
from storage.sugarcrm.wire import Entry, entries_of

Json = Any
T = TypeVar("T")

_PATH = "/service/v4_1/rest.php"
# Requests at the same time, each in a session of its own.
_SESSIONS = 4
# A page of two hundred records takes the server half a second, and several when it is busy.
_TIMEOUT = httpx.Timeout(60.0, connect=10.0)
# Pauses before a request that changes nothing, or changes the same twice, is tried again, in seconds.
_PAUSES = (0.5, 2.0)


class _SessionLost(Exception):
    """The session ran out or was never one: log in again."""


class Client:
    """One user of one server. Close it by `async with`."""

    def __init__(self, url: str, user: str, password: str, *, pauses: Sequence[float] = _PAUSES) -> None:
        address = httpx.URL(url)
        # A password in front of the host is for whatever stands before the CRM, and never told, nor in httpx's log.
        self.url = str(address.copy_with(username=None, password=None)).rstrip("/")
        self.user = user
        self._password = password
        self._pauses = pauses
        self._http = httpx.AsyncClient(
            auth=httpx.BasicAuth(address.username, address.password) if address.username else None,
            timeout=_TIMEOUT,
            limits=httpx.Limits(max_connections=_SESSIONS),
        )
        # None stands for a session that is still to be opened.
        self._sessions: asyncio.LifoQueue[str | None] = asyncio.LifoQueue()
        for _ in range(_SESSIONS):
            self._sessions.put_nowait(None)

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(self, *_: object) -> None:
        while not self._sessions.empty():
            session = self._sessions.get_nowait()
            if session is not None:
                try:
                    await self._post("logout", {"session": session})
                except _SessionLost:
                    continue
                except RemoteError:
                    # They end by themselves there; nothing is lost.
                    break
        await self._http.aclose()

    async def call(self, method: str, /, **arguments: Json) -> Mapping[str, Json]:
        """Asks one method, its arguments named and ordered as the API documents them, without the session.

        Only what may safely arrive twice is to be asked here: reads, and writes that name their record.
        Raises RemoteError.
        """
        return await self._retried(lambda: self._object(method, self._in_session(method, arguments)))

    async def user_id(self) -> str:
        """The id of whoever is logged in."""
        return str(await self._retried(lambda: self._in_session("get_user_id", {})))

    async def entry(self, module: str, record_id: str, *, fields: Sequence[str], links: Sequence[Json]) -> Entry | None:
        """One record, with these fields and links; None where it does not exist, or is in the trash."""
        answer = await self.call(
            "get_entry",
            module_name=module,
            id=record_id,
            select_fields=list(fields),
            link_name_to_fields_array=list(links),
        )
        found = self._entries("get_entry", answer)
        if not found and not any(told["name_value_list"] for told in answer["entry_list"]):
            # Of what does not exist it tells just that: nothing at all means neither.
            raise RemoteRefused(f"{self.url} answers get_entry {module} with nothing")
        return found[0] if found and not found[0].deleted else None

    async def listed(
        self,
        module: str,
        query: str,
        *,
        fields: Sequence[str],
        limit: int,
        order: str = "",
        offset: int = 0,
        links: Sequence[Json] = (),
        deleted: int = 0,
    ) -> list[Entry]:
        """The records of a query, with these fields and links; `deleted` 1: those in the trash, too."""
        answer = await self.call(
            "get_entry_list",
            module_name=module,
            query=query,
            order_by=order,
            offset=offset,
            select_fields=list(fields),
            link_name_to_fields_array=list(links),
            max_results=limit,
            deleted=deleted,
        )
        return self._entries("get_entry_list", answer)

    def _entries(self, method: str, answer: Mapping[str, Json]) -> list[Entry]:
        try:
            return entries_of(answer)
        except (AttributeError, KeyError, TypeError):
            # Taken for no records, it would be taken for the end of them.
            raise RemoteUnavailable(f"{self.url} answers {method} with something else than records") from None

    async def server_info(self) -> Mapping[str, Json]:
        """`version`, `suitecrm_version` where it is one, and `gmt_time`; needs no login."""
        return await self._retried(lambda: self._object("get_server_info", self._post("get_server_info", {})))

    async def _retried(self, ask: Callable[[], Awaitable[T]]) -> T:
        for pause in self._pauses:
            try:
                return await ask()
            except RemoteUnavailable:
                await asyncio.sleep(pause)
        return await ask()

    async def _in_session(self, method: str, arguments: Mapping[str, Json]) -> Json:
        async with self._session() as session:
            if session.id:
                try:
                    return await self._post(method, {"session": session.id, **arguments})
                except _SessionLost:
                    session.id = None
            session.id = await self._login()
            try:
                return await self._post(method, {"session": session.id, **arguments})
            except _SessionLost:
                raise RemoteUnavailable(f"{self.url} gave a session for {self.user} and then refused it") from None

    @asynccontextmanager
    async def _session(self) -> AsyncIterator["_Session"]:
        session = _Session(await self._sessions.get())
        try:
            yield session
        finally:
            self._sessions.put_nowait(session.id)

    async def _login(self) -> str:
        # The API takes the MD5 of the password in its place; the password itself never leaves.
        digest = hashlib.md5(self._password.encode(), usedforsecurity=False).hexdigest()
        asked = {
            "user_auth": {"user_name": self.user, "password": digest},
            "application_name": "crmbot",
            "name_value_list": [],
        }
        answer = await self._object("login", self._post("login", asked))
        session = answer.get("id")
        if not isinstance(session, str) or not session:
            raise RemoteUnavailable(f"{self.url} answered the login of {self.user} without a session")
        return session

    async def _object(self, method: str, answering: Awaitable[Json]) -> Mapping[str, Json]:
        try:
            answer = await answering
        except _SessionLost:
            raise RemoteUnavailable(f"{self.url} answers {method} with nothing") from None
        if not isinstance(answer, dict) and answer != []:
            raise RemoteUnavailable(f"{self.url} answered {method} with something else than an object")
        # An empty object arrives as a list.
        return answer or {}

    async def _post(self, method: str, arguments: Mapping[str, Json]) -> Json:
        form = {
            "method": method,
            "input_type": "JSON",
            "response_type": "JSON",
            "rest_data": json.dumps(arguments, ensure_ascii=False),
        }
        try:
            response = await self._http.post(self.url + _PATH, data=form)
        except httpx.TimeoutException:
            raise RemoteUnavailable(f"{self.url} did not answer {method} in time") from None
        except httpx.HTTPError as error:
            raise RemoteUnavailable(f"{self.url} {_why_unreached(error)}") from None
        return self._body(method, str(arguments.get("module_name", "")), response)

    def _body(self, method: str, module: str, response: httpx.Response) -> Json:
        status = response.status_code
        if response.is_redirect:
            # Nothing is wrong with what was asked: it waits until the server is itself again.
            raise RemoteUnavailable(f"{self.url} redirects elsewhere: set SUGARCRM_URL to where it leads")
        if status in (401, 403):
            raise RemoteDenied(f"{self.url} answers {method} with HTTP {status}: something before the CRM forbids it")
        if status == 404:
            raise RemoteUnavailable(f"{self.url} has no {_PATH}: SUGARCRM_URL must be the address of the CRM itself")
        if status == 500:
            # An argument or a column that it does not know, or a fault of its own: it does not tell which.
            raise RemoteRefused(f"{self.url} failed on {method} (HTTP 500): its log tells why")
        if status != 200:
            raise RemoteUnavailable(f"{self.url} answers {method} with HTTP {status}")
        try:
            body = json.loads(response.content)
        except ValueError:
            raise RemoteUnavailable(f"{self.url} answers {method} with a page instead of data") from None
        if body is None and method != "logout":
            # What an empty session gets.
            raise _SessionLost
        if isinstance(body, dict) and "number" in body and "description" in body:
            raise self._error(method, module, body["number"])
        return body

    def _error(self, method: str, module: str, number: Json) -> Exception:
        where = f"{method} {module}".rstrip()
        # A number, or text that holds one.
        match str(number):
            case "11":
                return _SessionLost()
            case "10":
                return RemoteLogin(f"{self.url} refuses the user name or the password of {self.user}")
            case _ if method == "login":
                # Locked, or its password has run out: every further try makes it worse.
                return RemoteLogin(f"{self.url} lets {self.user} in no more (error {number}): its log tells why")
            case "40":
                return RemoteDenied(f"{self.url} does not allow {self.user} this: {where}")
        told = {
            "20": f"has no module {module or '?'}",
            "-1": f"does not know {method}: is it SugarCRM 6 or SuiteCRM 7?",
        }
        return RemoteRefused(f"{self.url} {told.get(str(number), f'refuses {where} with error {number}')}")


def _why_unreached(error: httpx.HTTPError) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            told = cause.verify_message
            return f"has a certificate that is not trusted ({told}): SSL_CERT_FILE may name a file with its authority's"
        cause = cause.__cause__ or cause.__context__
    return f"cannot be reached: {type(error).__name__}"


class _Session:
    """A session in use. `id` is None while it is to be opened."""

    __slots__ = ("id",)

    def __init__(self, id_: str | None) -> None:
        self.id = id_
