"""A network line to a database server that can be cut, and mended."""

import asyncio
from contextlib import suppress
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

State = Literal["sound", "deaf", "cut"]


class Wire:
    """Passes connections on to the server of a URL.

    Cut, it refuses new connections and breaks those there are. Deaf, it carries what is asked to the
    server and breaks the connection in place of the answer.
    """

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._state: State = "sound"
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()
        self._port = 0

    @property
    def url(self) -> str:
        user = f"{self._url.username}@" if self._url.username else ""
        return urlunsplit(self._url._replace(netloc=f"{user}127.0.0.1:{self._port}"))

    async def mend(self) -> None:
        self._state = "sound"
        if self._server is None:
            self._server = await asyncio.start_server(self._accept, "127.0.0.1", self._port)
            self._port = self._server.sockets[0].getsockname()[1]

    def go_deaf(self) -> None:
        self._state = "deaf"

    def cut(self) -> None:
        self._state = "cut"
        if self._server is not None:
            self._server.close()
            self._server = None
        for end in self._ends:
            end.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(self._url.hostname, self._url.port)
        ends = {writer, far_writer}
        self._ends |= ends
        with suppress(OSError):
            await asyncio.gather(self._carry(reader, far_writer), self._carry(far_reader, writer, answers=True))
        for end in ends:
            end.close()
        self._ends -= ends

    async def _carry(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, answers: bool = False) -> None:
        while data := await source.read(65536):
            if answers and self._state == "deaf":
                self.cut()
                return
            sink.write(data)
            await sink.drain()
        sink.close()
