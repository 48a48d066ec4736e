"""Telegram's side: a server that plays the Bot API to the real library, and the people who use the bot.

It refuses whatever Telegram would refuse. `says`, `presses` and `edits` are what people do; each becomes an
update, fetched by polling or posted to the webhook, and again until it is taken. What the bot did is read from
`requests`, `messages_in` and `seen_by`.
"""

import asyncio
import itertools
import json
import re
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Self

import aiohttp
from aiohttp import web

from tests.fakes.telegram_limits import Refusal, bad_request, checked_keyboard, checked_photo, checked_text
from tests.fakes.telegram_text import Entity

Parameters = dict[str, Any]

_REDELIVERY_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    parameters: Parameters


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    language: str = "en"

    def as_json(self) -> Parameters:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": self.language}


@dataclass(slots=True, kw_only=True)
class Message:
    """A message of the bot, as people see it now."""

    id: int
    chat: int
    thread: int | None
    text: str
    entities: list[Entity]
    keyboard: list[list[Parameters]]
    at: int
    # The name of a picture's file.
    picture: str = ""

    @property
    def buttons(self) -> list[str]:
        return [button["text"] for row in self.keyboard for button in row]

    def as_json(self, chat: Parameters) -> Parameters:
        message: Parameters = {"message_id": self.id, "chat": chat, "date": self.at, "text": self.text}
        if self.thread:
            message |= {"message_thread_id": self.thread, "is_topic_message": True}
        return message


@dataclass(frozen=True, slots=True)
class Toast:
    """A notice after a press; "" only stops the button's blinking."""

    person: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with one request. `after`: it was carried out before."""

    status: int = 500
    body: Parameters | str | None = None
    after: bool = False
    seconds: float = 0.0
    is_cut: bool = False


TOO_MANY = "Too Many Requests: retry after {}"


def too_many(seconds: int) -> Fault:
    description = TOO_MANY.format(seconds)
    body = {"ok": False, "error_code": 429, "description": description, "parameters": {"retry_after": seconds}}
    return Fault(status=429, body=body)


@dataclass(slots=True, kw_only=True)
class Group:
    id: int
    topics: set[int] = field(default_factory=set)
    moved_to: int | None = None
    has_bot: bool = True

    def as_json(self) -> Parameters:
        return {"id": self.id, "type": "supergroup", "title": "Sales"}


class FakeTelegram:
    """One bot's Telegram. `now` dates the messages; `rates` enforces the limits of how much a bot may send."""

    def __init__(self, *, now: Callable[[], datetime] = lambda: datetime.now(UTC), rates: bool = False) -> None:
        self.token = "700100:fake-token-of-tests"
        self.username = "OurCrmBot"
        self.requests: list[Request] = []
        self.blocked: set[int] = set()
        self.groups: dict[int, Group] = {}
        self.events: list[tuple[int, Message | Toast]] = []
        self.webhook: Parameters | None = None
        self.webhook_error: Parameters = {}
        # How every request goes wrong, as long as this is set.
        self.outage: Fault | None = None
        self._now = now
        self._rates = rates
        self._sent_at: dict[int, deque[float]] = defaultdict(deque)
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._people: dict[int, Person] = {}
        self._messages: dict[tuple[int, int], Message] = {}
        self._queries: dict[str, int] = {}
        self._files: dict[str, bytes] = {}
        self._numbers = itertools.count(1)
        self._update_ids = itertools.count(810_001)
        self._pending: deque[Parameters] = deque()
        self._arrival = asyncio.Event()
        self._confirmed = asyncio.Event()
        self._poller: object | None = None
        self._posting: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        app.on_response_prepare.append(self._dated)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.api_url = f"http://{host}:{port}/bot"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._posting:
            self._posting.cancel()
        await self._runner.cleanup()

    # What people do

    def person(self, number: int, name: str = "Nora Blum", *, language: str = "en", started: bool = True) -> Person:
        """Somebody; `started`: with a private chat with the bot."""
        someone = Person(number, name, language)
        if started:
            self._people[number] = someone
        return someone

    def group(self, number: int = -100_500, *, topics: set[int] | None = None) -> Group:
        self.groups[number] = Group(id=number, topics=topics or set())
        return self.groups[number]

    def says(self, person: Person, text: str, *, group: Group | None = None, **more: Any) -> int:
        """Somebody writes; gives the message's number. `more` is further fields of the message."""
        update = self.update_of(person, text, group=group, **more)
        self.repeats(update)
        number: int = update["message"]["message_id"]
        return number

    def update_of(self, person: Person, text: str, *, group: Group | None = None, **more: Any) -> Parameters:
        """The update of a message, not handed over yet."""
        self._open(person, group)
        message = self._written(person, text, group, next(self._numbers)) | more
        return {"update_id": next(self._update_ids), "message": message}

    def document(self, name: str, content: bytes) -> Parameters:
        """What a message with this file has beside its text."""
        number = f"BQAC{next(self._numbers):08}"
        self._files[number] = content
        return {"document": {"file_id": number, "file_unique_id": number, "file_name": name, "file_size": len(content)}}

    def edits(self, person: Person, number: int, text: str, *, group: Group | None = None, **more: Any) -> None:
        edited = self._written(person, text, group, number) | {"edit_date": self._timestamp()} | more
        self._update("edited_message", edited)

    def presses(self, person: Person, message: Message, label: str) -> str:
        """Gives the number of the callback query."""
        data = next(b["callback_data"] for row in message.keyboard for b in row if b["text"] == label)
        query = f"9{next(self._numbers):018}"
        self._queries[query] = person.id
        shown = message.as_json(self._chat(message.chat)) | {"from": self.me()}
        pressed = {"id": query, "from": person.as_json(), "chat_instance": "1", "data": data, "message": shown}
        self._update("callback_query", pressed)
        return query

    def sends(self, kind: str, content: Parameters) -> None:
        """An update of any other kind."""
        self._update(kind, content)

    def repeats(self, update: Parameters) -> None:
        self._pending.append(update)
        self._arrival.set()

    # What the bot did

    def messages_in(self, chat: int) -> list[Message]:
        return [message for message in self._messages.values() if message.chat == chat]

    def seen_by(self, chat: int, since: int = 0) -> list[Message | Toast]:
        """New, changed and noticed in a chat, in order, from the event of that number on."""
        return [event for where, event in self.events[since:] if where == chat]

    def calls(self, method: str) -> list[Parameters]:
        return [request.parameters for request in self.requests if request.method == method]

    def is_answered(self, query: str) -> bool:
        """Whether a press was acknowledged, so that its button stopped blinking."""
        return query not in self._queries

    def fails(self, method: str, *faults: Fault) -> None:
        """The next requests of this method go wrong, one after the other."""
        self._faults[method].extend(faults)

    async def emptied(self) -> None:
        """Waits until every update was taken."""
        while self._pending:
            self._confirmed.clear()
            await self._confirmed.wait()

    # The Bot API

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        method = request.match_info["method"]
        parameters = await _parameters(request)
        self.requests.append(Request(method, parameters))
        faults = self._faults[method]
        fault = faults.popleft() if faults else self.outage
        if fault and not fault.after:
            return await self._failed(request, fault)
        call = getattr(self, f"_call_{method}", None)
        if call is None:
            return web.json_response(Refusal(404, "Not Found").body, status=404)
        try:
            result = call(parameters)
            if asyncio.iscoroutine(result):
                result = await result
        except Refusal as refusal:
            return web.json_response(refusal.body, status=refusal.status)
        if fault:
            return await self._failed(request, fault)
        return web.json_response({"ok": True, "result": result})

    async def _dated(self, _: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = format_datetime(self._now(), usegmt=True)

    async def _failed(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        await asyncio.sleep(fault.seconds)
        if fault.is_cut and request.transport is not None:
            request.transport.abort()
        if isinstance(fault.body, dict):
            return web.json_response(fault.body, status=fault.status)
        return web.Response(text=fault.body or "<html>nginx</html>", status=fault.status, content_type="text/html")

    def _call_getMe(self, _: Parameters) -> Parameters:  # noqa: N802
        return self.me()

    def _call_sendMessage(self, parameters: Parameters) -> Parameters:  # noqa: N802
        return self._send(parameters, *checked_text(parameters))

    def _call_sendPhoto(self, parameters: Parameters) -> Parameters:  # noqa: N802
        photo = parameters["photo"]
        words = checked_text({**parameters, "text": parameters.get("caption", "")}, most=1024)
        return self._send(parameters, *words, picture=checked_photo(photo))

    def _call_sendDocument(self, parameters: Parameters) -> Parameters:  # noqa: N802
        words = checked_text({**parameters, "text": parameters.get("caption", "")}, most=1024)
        return self._send(parameters, *words, picture=parameters["document"].filename)

    def _send(self, parameters: Parameters, text: str, entities: list[Entity], picture: str = "") -> Parameters:
        chat = int(parameters["chat_id"])
        self._may_write(chat)
        thread = int(parameters["message_thread_id"]) if parameters.get("message_thread_id") else None
        if thread and thread not in self.groups[chat].topics:
            raise bad_request("message thread not found")
        keyboard = checked_keyboard(parameters)
        self._pace(chat)
        message = Message(
            id=next(self._numbers),
            chat=chat,
            thread=thread,
            text=text,
            entities=entities,
            keyboard=keyboard,
            at=self._timestamp(),
            picture=picture,
        )
        self._messages[chat, message.id] = message
        self.events.append((chat, replace(message)))
        return message.as_json(self._chat(chat)) | {"from": self.me()}

    def _call_getFile(self, parameters: Parameters) -> Parameters:  # noqa: N802
        number = parameters["file_id"]
        if number not in self._files:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return {"file_id": number, "file_unique_id": number, "file_path": f"documents/{number}"}

    async def _download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return web.Response(status=401)
        return web.Response(body=self._files[request.match_info["path"].removeprefix("documents/")])

    def _call_editMessageText(self, parameters: Parameters) -> Parameters:  # noqa: N802
        chat, number = int(parameters["chat_id"]), int(parameters["message_id"])
        self._may_write(chat)
        message = self._messages.get((chat, number))
        if message is None:
            raise bad_request("message to edit not found")
        text, entities = checked_text(parameters)
        keyboard = checked_keyboard(parameters)
        if (text, entities, keyboard) == (message.text, message.entities, message.keyboard):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the same as "
                "a current content and reply markup of the message"
            )
        self._pace(chat)
        message.text, message.entities, message.keyboard = text, entities, keyboard
        self.events.append((chat, replace(message)))
        return message.as_json(self._chat(chat)) | {"from": self.me(), "edit_date": self._timestamp()}

    def _call_answerCallbackQuery(self, parameters: Parameters) -> bool:  # noqa: N802
        person = self._queries.pop(parameters["callback_query_id"], None)
        if person is None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        text = parameters.get("text", "")
        if len(text) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        self.events.append((person, Toast(person, text)))
        return True

    async def _call_getUpdates(self, parameters: Parameters) -> list[Parameters]:  # noqa: N802
        if self.webhook is not None:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        offset = int(parameters.get("offset") or 0)
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        self._confirmed.set()
        # Telegram lets the newest poller win.
        myself = self._poller = object()
        self._arrival.set()
        until = time.monotonic() + float(parameters.get("timeout", 0))
        while not self._pending and (left := until - time.monotonic()) > 0:
            self._arrival.clear()
            try:
                await asyncio.wait_for(self._arrival.wait(), left)
            except TimeoutError:
                break
            if self._poller is not myself:
                raise Refusal(409, "Conflict: terminated by other getUpdates request")
        kinds = json.loads(parameters.get("allowed_updates") or "[]")
        waiting = [update for update in self._pending if not kinds or set(update) & set(kinds)]
        return waiting[: int(parameters.get("limit", 100))]

    def _call_setWebhook(self, parameters: Parameters) -> bool:  # noqa: N802
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", parameters.get("secret_token", "")):
            raise bad_request("secret token contains unallowed characters")
        self.webhook = parameters
        self._posting = self._posting or asyncio.create_task(self._post_updates())
        return True

    def _call_deleteWebhook(self, _: Parameters) -> bool:  # noqa: N802
        self.webhook = None
        return True

    def _call_getWebhookInfo(self, _: Parameters) -> Parameters:  # noqa: N802
        url = self.webhook["url"] if self.webhook else ""
        state: Parameters = {"url": url, "has_custom_certificate": False, "pending_update_count": len(self._pending)}
        return state | self.webhook_error

    # How it works inside

    async def _post_updates(self) -> None:
        """Posts one update after the other, each until it is taken."""
        async with aiohttp.ClientSession() as session:
            while True:
                kinds = json.loads(self.webhook.get("allowed_updates") or "[]") if self.webhook else []
                if self._pending and kinds and not set(self._pending[0]) & set(kinds):
                    self._pending.popleft()
                    continue
                if not self._pending or self.webhook is None:
                    self._confirmed.set()
                    self._arrival.clear()
                    await self._arrival.wait()
                    continue
                headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret_token"]}
                try:
                    async with session.post(self.webhook["url"], json=self._pending[0], headers=headers) as answer:
                        is_taken = answer.ok
                except aiohttp.ClientError:
                    is_taken = False
                if is_taken:
                    self._pending.popleft()
                else:
                    await asyncio.sleep(_REDELIVERY_SECONDS)

    def _update(self, kind: str, content: Parameters) -> None:
        self.repeats({"update_id": next(self._update_ids), kind: content})

    def _written(self, person: Person, text: str, group: Group | None, number: int) -> Parameters:
        chat = group.as_json() if group else self._chat(person.id)
        date = self._timestamp()
        return {"message_id": number, "from": person.as_json(), "chat": chat, "date": date, "text": text}

    def _open(self, person: Person, group: Group | None) -> None:
        if group is None:
            self._people[person.id] = person

    def _chat(self, number: int) -> Parameters:
        if number in self.groups:
            return self.groups[number].as_json()
        return {"id": number, "type": "private", "first_name": self._people[number].name}

    def _may_write(self, chat: int) -> None:
        group = self.groups.get(chat)
        if group is not None:
            if group.moved_to:
                parameters = {"migrate_to_chat_id": group.moved_to}
                raise Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", parameters)
            if not group.has_bot:
                raise Refusal(403, "Forbidden: bot was kicked from the supergroup chat")
        elif chat in self.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        elif chat not in self._people:
            if chat > 0:
                raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
            raise bad_request("chat not found")

    def _pace(self, chat: int) -> None:
        """At most 30 messages a second, one a second in a chat, and 20 a minute in a group."""
        if not self._rates:
            return
        now = time.monotonic()
        limits = [(0, 30, 1.0), (chat, 20, 60.0) if chat in self.groups else (chat, 1, 1.0)]
        for key, most, seconds in limits:
            sent = self._sent_at[key]
            while sent and sent[0] <= now - seconds:
                sent.popleft()
            if len(sent) >= most:
                wait = int(seconds - (now - sent[0])) + 1
                raise Refusal(429, TOO_MANY.format(wait), {"retry_after": wait})
        for key, *_ in limits:
            self._sent_at[key].append(now)

    def me(self) -> Parameters:
        number = int(self.token.split(":")[0])
        return {"id": number, "is_bot": True, "first_name": "CRM", "username": self.username}

    def _timestamp(self) -> int:
        return int(self._now().timestamp())


async def _parameters(request: web.Request) -> Parameters:
    if request.content_type == "application/json" and request.can_read_body:
        written: Parameters = await request.json()
        return dict(request.query) | written
    return dict(request.query) | dict(await request.post())
