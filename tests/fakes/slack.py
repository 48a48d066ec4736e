"""A stand-in for Slack: its Web API, its signed requests, its Socket Mode, over real HTTP on this machine.

It keeps what it is told, refuses what Slack refuses, and fails on demand:

    async with FakeSlack() as slack:
        slack.fail("chat.postMessage", Fault(status=503))
        await slack.says("called Ana Brun", person="U1", channel="D1")
        slack.shown[-1].text
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from typing import Any, Literal, Self
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, TCPConnector, WSMsgType, web

from tests.fakes.slack_channels import Channel, ResponseUrl, Shown
from tests.fakes.slack_files import Files
from tests.fakes.slack_limits import refusal
from tests.fakes.slack_requests import Call, Fault, arguments_of, failed

TEAM, BOT, BOT_ID = "T0CRM", "U0BOT", "B0BOT"
BOT_TOKEN, APP_TOKEN, SIGNING_SECRET = "xoxb-fake", "xapp-fake", "fake-signing-secret"
# Slack tries an event again at once, after one and after five minutes; here the pauses are none.
TRIES = 4
MOST_RESPONSES = 5


class FakeSlack:
    """`events_url`: where the app answers; with a Socket Mode connection events go through that instead."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.shown: list[Shown] = []
        self.users: dict[str, dict[str, Any]] = {}
        self.channels: dict[str, Channel] = defaultdict(Channel)
        self.scopes = ""
        self.token, self.app_token = BOT_TOKEN, APP_TOKEN
        self.events_url = ""
        # How every request fails, as long as this is set.
        self.outage: Fault | None = None
        # What the app answered last.
        self.answer = ""
        # Seconds that must lie between two messages of a channel, where the rate is enforced.
        self.channel_pause = 0.0
        self._last_post: dict[str, float] = {}
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._held: dict[str, asyncio.Event] = {}
        self._numbers = itertools.count(1)
        self._response_urls: dict[str, ResponseUrl] = {}
        self._sockets: list[web.WebSocketResponse] = []
        self._unacknowledged: dict[str, asyncio.Future[None]] = {}
        self._changed = asyncio.Condition()

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=10_000_000)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/response/{id}", self._respond)
        app.router.add_get("/socket", self._socket)
        self.files = Files(self.token)
        app.router.add_routes(self.files.routes())
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        self.api_url = f"{self.url}/api/"
        self.files.url = self.url
        # As many requests at once as somebody wants to send.
        self._client = ClientSession(connector=TCPConnector(limit=0))
        return self

    async def __aexit__(self, *_: object) -> None:
        for socket in self._sockets:
            await socket.close()
        await self._client.close()
        await self._runner.cleanup()

    # What a test arranges

    def add_user(self, person: str, *, name: str, tz: str = "Europe/Paris", locale: str = "en-GB") -> None:
        self.users[person] = {
            "id": person,
            "team_id": TEAM,
            "name": name.split(maxsplit=1)[0].lower(),
            "real_name": name,
            "tz": tz,
            "locale": locale,
            "is_bot": False,
            "deleted": False,
            "profile": {"real_name": name, "display_name": "", "status_text": ""},
        }
        self.channels[self.direct(person)].members = {person, BOT}

    def add_channel(self, channel: str, *members: str) -> None:
        self.channels[channel].members = set(members)

    @staticmethod
    def direct(person: str) -> str:
        """The direct conversation of the bot and a person."""
        return f"D{person[1:]}"

    def fail(self, method: str, *faults: Fault) -> None:
        """The next requests of a method ("response" for response_urls) fail like this, one after the other."""
        self._faults[method].extend(faults)

    def hold(self, method: str) -> asyncio.Event:
        """Requests of a method are not carried out before this is set."""
        self._held[method] = asyncio.Event()
        return self._held[method]

    def expire_response_urls(self) -> None:
        for url in self._response_urls.values():
            url.expired = True

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def until_shown(self, count: int, within: float = 240.0) -> list[Shown]:
        """Waits until so many things were shown in all."""
        async with asyncio.timeout(within), self._changed:
            await self._changed.wait_for(lambda: len(self.shown) >= count)
        return self.shown

    async def until_connected(self, within: float = 240.0) -> None:
        async with asyncio.timeout(within), self._changed:
            await self._changed.wait_for(lambda: bool(self._sockets))

    async def renew_sockets(self) -> None:
        """Ends every Socket Mode connection with notice, as Slack does every few hours."""
        sockets, self._sockets = self._sockets, []
        for socket in sockets:
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
        await self.until_connected()

    # What people do

    def ts(self, at: float | None = None) -> str:
        return f"{int(time.time() if at is None else at)}.{next(self._numbers):06d}"

    async def says(
        self, text: str, *, person: str, channel: str = "", at: float | None = None, **more: Any
    ) -> tuple[str, list[int]]:
        """A message: to the bot alone, or in a channel with a mention. Gives its ts and the statuses of the tries."""
        event = self.message(text, person=person, channel=channel, at=at, **more)
        return event["ts"], await self.event(event)

    def message(
        self, text: str, *, person: str, channel: str = "", at: float | None = None, **more: Any
    ) -> dict[str, Any]:
        """The event of a message, not sent yet."""
        channel, ts = channel or self.direct(person), self.ts(at)
        return {
            "type": "message" if channel.startswith("D") else "app_mention",
            "channel": channel,
            "user": person,
            "text": text,
            "ts": ts,
            "event_ts": ts,
            **({"channel_type": "im"} if channel.startswith("D") else {}),
            **more,
        }

    async def event(self, event: Mapping[str, Any], event_id: str = "") -> list[int]:
        """An event of the Events API, tried until it is acknowledged; gives the status of each try."""
        body = self.event_body(event, event_id)
        statuses: list[int] = []
        for number in range(TRIES):
            statuses.append(await self.try_event(body, number))
            if statuses[-1] == 200:
                break
        return statuses

    def event_body(self, event: Mapping[str, Any], event_id: str = "") -> dict[str, Any]:
        return {
            "token": "unused",
            "team_id": TEAM,
            "api_app_id": "A0CRM",
            "type": "event_callback",
            "event_id": event_id or f"Ev{next(self._numbers):08d}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
            "event": event,
        }

    async def try_event(
        self,
        body: Mapping[str, Any],
        number: int = 0,
        *,
        reason: str = "http_error",
        to: str = "",
        within: float = 240.0,
    ) -> int:
        """One try of an event, the first with number 0; gives its status, 0 where no answer came in so many seconds."""
        retry = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason} if number else {}
        try:
            async with asyncio.timeout(within):
                return await self.send("events_api", body, retry, to=to)
        except (ClientError, TimeoutError):
            return 0

    async def command(self, text: str, *, person: str, channel: str) -> int:
        """The slash command."""
        return await self.send(
            "slash_commands",
            {
                "token": "unused",
                "team_id": TEAM,
                "channel_id": channel,
                "channel_name": "directmessage" if channel.startswith("D") else "sales",
                "user_id": person,
                "command": "/crm",
                "text": text,
                "trigger_id": f"{next(self._numbers)}.trigger",
                "response_url": self._response_url(channel, person),
            },
        )

    async def presses(self, label: str, *, on: Shown, person: str, at: float | None = None) -> int:
        """A press of a button. The same button may be pressed again: nothing is greyed out in Slack."""
        return await self.send("interactive", self.press_payload(label, on=on, person=person, at=at))

    def press_payload(self, label: str, *, on: Shown, person: str, at: float | None = None) -> dict[str, Any]:
        button = on.buttons()[label]
        ephemeral = on.how == "ephemeral"
        return {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": person, "team_id": TEAM},
            "channel": {"id": on.channel},
            "container": {
                "type": "message",
                "message_ts": on.ts,
                "channel_id": on.channel,
                "is_ephemeral": ephemeral,
                **({"thread_ts": on.thread_ts} if on.thread_ts else {}),
            },
            "trigger_id": f"{next(self._numbers)}.trigger",
            "response_url": self._response_url(on.channel, person, replaces=on.ts),
            "actions": [
                {
                    "type": "button",
                    "action_id": button["action_id"],
                    "value": button["value"],
                    "text": button["text"],
                    "action_ts": self.ts(at),
                }
            ],
        }

    def _response_url(self, channel: str, person: str, replaces: str = "") -> str:
        self._response_urls[key := f"r{next(self._numbers)}"] = ResponseUrl(channel, person, replaces)
        return f"{self.url}/response/{key}"

    # How requests reach the app

    async def send(
        self, kind: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None, *, to: str = ""
    ) -> int:
        """One request, through Socket Mode where it is open; there 200 stands for an acknowledgement in 3 seconds.

        `to`: another address than `events_url`, where there are several.
        """
        if self._sockets:
            return await self._send_through_socket(kind, body)
        if kind == "events_api":
            content, content_type = json.dumps(body), "application/json"
        else:
            form = body if kind == "slash_commands" else {"payload": json.dumps(body)}
            content, content_type = urlencode(form), "application/x-www-form-urlencoded"
        return await self.post(content.encode(), {"Content-Type": content_type, **(headers or {})}, to=to)

    async def post(
        self, content: bytes, headers: Mapping[str, str], *, secret: str = "", age: int = 0, to: str = ""
    ) -> int:
        """A request signed with `secret`, `age` seconds ago; gives its status."""
        timestamp = str(int(time.time()) - age)
        signed = f"v0:{timestamp}:".encode() + content
        signature = "v0=" + hmac.new((secret or SIGNING_SECRET).encode(), signed, hashlib.sha256).hexdigest()
        given = {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signature, **headers}
        async with self._client.post(to or self.events_url, data=content, headers=given) as answer:
            self.answer = await answer.text()
            return answer.status

    async def _send_through_socket(self, kind: str, body: Mapping[str, Any]) -> int:
        envelope = f"e{next(self._numbers)}"
        acknowledged = self._unacknowledged[envelope] = asyncio.get_running_loop().create_future()
        await self._sockets[-1].send_json(
            {"type": kind, "envelope_id": envelope, "payload": body, "accepts_response_payload": kind != "events_api"}
        )
        try:
            async with asyncio.timeout(3):
                await acknowledged
        except TimeoutError:
            return 504
        return 200

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0CRM"}})
        self._sockets.append(socket)
        async with self._changed:
            self._changed.notify_all()
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                waiting = self._unacknowledged.pop(json.loads(message.data).get("envelope_id", ""), None)
                if waiting and not waiting.done():
                    waiting.set_result(None)
        if socket in self._sockets:
            self._sockets.remove(socket)
        return socket

    # The Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method, arguments = request.match_info["method"], await arguments_of(request)
        self.calls.append(Call(method=method, verb=request.method, arguments=arguments))
        if method in self._held:
            await self._held[method].wait()
        fault = self._next_fault(method)
        if fault and not fault.drop:
            return failed(fault)
        authorization = request.headers.get("Authorization", "").removeprefix("Bearer ")
        expected = self.app_token if method.startswith("apps.") else self.token
        if authorization != expected:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        if method == "chat.postMessage" and self._is_too_fast(str(arguments.get("channel"))):
            return failed(Fault(status=429, error="ratelimited", retry_after=1))
        answer = await self._carry_out(method, arguments)
        if fault:
            assert request.transport is not None
            request.transport.close()
        return web.json_response(answer, headers={"X-OAuth-Scopes": self.scopes} if self.scopes else None)

    async def _carry_out(self, method: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        handler = getattr(self, "_" + method.replace(".", "_"), None)
        if handler is None:
            return {"ok": False, "error": "unknown_method"}
        result = handler(arguments)
        async with self._changed:
            self._changed.notify_all()
        return {"ok": False, "error": result} if isinstance(result, str) else {"ok": True, **result}

    def _next_fault(self, method: str) -> Fault | None:
        faults = self._faults[method]
        return faults.popleft() if faults else self.outage

    def _is_too_fast(self, channel: str) -> bool:
        now = time.monotonic()
        if now - self._last_post.get(channel, float("-inf")) < self.channel_pause:
            return True
        self._last_post[channel] = now
        return False

    def _place(self, arguments: Mapping[str, Any], *, open_to_all: bool = False) -> tuple[str, str]:
        """(channel, error): the bot must be in it; a person stands for the conversation with them."""
        channel = str(arguments.get("channel", ""))
        if channel in self.users:
            channel = self.direct(channel)
        if channel not in self.channels:
            return channel, "channel_not_found"
        if self.channels[channel].archived:
            return channel, "is_archived"
        if not open_to_all and BOT not in self.channels[channel].members:
            return channel, "not_in_channel"
        return channel, ""

    def _chat_postMessage(self, arguments: Mapping[str, Any]) -> dict[str, Any] | str:  # noqa: N802  # Slack's name
        channel, error = self._place(arguments)
        if error := error or refusal(arguments):
            return error
        shown = self._show("post", channel, arguments)
        shown.metadata = arguments.get("metadata")
        self.channels[channel].messages.append(shown)
        return {"channel": channel, "ts": shown.ts, "message": {"type": "message", "text": shown.text, "user": BOT}}

    def _chat_postEphemeral(self, arguments: Mapping[str, Any]) -> dict[str, Any] | str:  # noqa: N802  # Slack's name
        channel, error = self._place(arguments)
        if not error and arguments.get("user") not in self.channels[channel].members:
            error = "user_not_in_channel"
        if error := error or refusal(arguments):
            return error
        return {"message_ts": self._show("ephemeral", channel, arguments, person=arguments["user"]).ts}

    def _chat_update(self, arguments: Mapping[str, Any]) -> dict[str, Any] | str:
        channel, error = self._place(arguments)
        message = next((m for m in self.channels[channel].messages if m.ts == arguments.get("ts")), None)
        if error := error or ("" if message else "message_not_found") or refusal(arguments):
            return error
        assert message is not None
        message.text, message.blocks = arguments.get("text", ""), arguments.get("blocks") or []
        self.shown.append(Shown(how="update", channel=channel, ts=message.ts, text=message.text, blocks=message.blocks))
        return {"channel": channel, "ts": message.ts, "text": message.text}

    def _files_getUploadURLExternal(self, arguments: Mapping[str, Any]) -> dict[str, Any]:  # noqa: N802  # Slack's name
        file_id, url = self.files.expect(arguments["filename"], int(arguments["length"]))
        return {"file_id": file_id, "upload_url": url}

    def _files_completeUploadExternal(self, arguments: Mapping[str, Any]) -> dict[str, Any] | str:  # noqa: N802
        file = self.files.uploaded(json.loads(arguments["files"])[0]["id"])
        channel, error = self._place({"channel": arguments.get("channel_id", "")})
        if error := error or ("" if file else "file_not_found"):
            return error
        comment = {"text": arguments.get("initial_comment"), "thread_ts": arguments.get("thread_ts")}
        self._show("post", channel, comment).file = file
        return {"files": [{"id": file.id}]}  # type: ignore[union-attr]  # else the error above

    def _show(
        self, how: Literal["post", "ephemeral"], channel: str, arguments: Mapping[str, Any], person: str = ""
    ) -> Shown:
        shown = Shown(
            how=how,
            channel=channel,
            ts=self.ts(),
            text=arguments.get("text") or "",
            blocks=arguments.get("blocks") or [],
            thread_ts=arguments.get("thread_ts") or "",
            person=person,
        )
        self.shown.append(shown)
        return shown

    def _conversations_history(self, arguments: Mapping[str, Any]) -> dict[str, Any] | str:
        channel, error = self._place(arguments)
        return error or self._messages(channel, arguments, lambda message: not message.thread_ts)

    def _conversations_replies(self, arguments: Mapping[str, Any]) -> dict[str, Any] | str:
        channel, error = self._place(arguments)
        return error or self._messages(channel, arguments, lambda m: arguments["ts"] in (m.thread_ts, m.ts))

    def _messages(self, channel: str, arguments: Mapping[str, Any], wanted: Any) -> dict[str, Any]:
        with_metadata = str(arguments.get("include_all_metadata")).lower() in ("1", "true")
        found = [message for message in reversed(self.channels[channel].messages) if wanted(message)]
        return {
            "messages": [
                {"type": "message", "ts": m.ts, "text": m.text, **({"metadata": m.metadata} if with_metadata else {})}
                for m in found[: int(arguments.get("limit", 100))]
            ],
            "has_more": False,
        }

    def _conversations_open(self, arguments: Mapping[str, Any]) -> dict[str, Any] | str:
        person = str(arguments.get("users", ""))
        return {"channel": {"id": self.direct(person)}} if person in self.users else "user_not_found"

    def _users_info(self, arguments: Mapping[str, Any]) -> dict[str, Any] | str:
        user = self.users.get(str(arguments.get("user")))
        if user is None:
            return "user_not_found"
        if str(arguments.get("include_locale")).lower() not in ("1", "true"):
            user = {key: value for key, value in user.items() if key != "locale"}
        return {"user": user}

    def _auth_test(self, _: Mapping[str, Any]) -> dict[str, Any]:
        return {"url": self.url, "team": "Sales", "user": "crmbot", "team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID}

    def _apps_connections_open(self, _: Mapping[str, Any]) -> dict[str, Any]:
        return {"url": f"{self.url.replace('http', 'ws', 1)}/socket?ticket={next(self._numbers)}"}

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        url, arguments = self._response_urls[request.match_info["id"]], await arguments_of(request)
        self.calls.append(Call(method="response", verb=request.method, arguments=arguments))
        fault = self._next_fault("response")
        if fault and not fault.drop:
            return failed(fault)
        url.uses += 1
        if url.expired or url.uses > MOST_RESPONSES:
            return web.Response(status=404, text="expired_url" if url.expired else "used_url")
        if error := refusal(arguments):
            return web.Response(status=400, text=error)
        shown = self._show("ephemeral", url.channel, arguments, person=url.person)
        if arguments.get("replace_original") and url.replaces:
            shown.how, shown.ts = "update", url.replaces
        async with self._changed:
            self._changed.notify_all()
        if fault:
            assert request.transport is not None
            request.transport.close()
        return web.Response(text="ok")
