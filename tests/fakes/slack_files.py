"""Files in the stand-in for Slack: those that the app uploads in three steps, and those that people attach."""

import itertools
from dataclasses import dataclass
from typing import Any

from aiohttp import web


@dataclass(slots=True, kw_only=True)
class File:
    """`content` is None until it was uploaded."""

    id: str
    name: str
    size: int
    content: bytes | None = None


class Files:
    """The files of a workspace, under `url` once that is known."""

    def __init__(self, token: str) -> None:
        self.url = ""
        self.token = token
        self._files: dict[str, File] = {}
        self._numbers = itertools.count(1)

    def routes(self) -> list[web.RouteDef]:
        return [web.post("/upload/{id}", self._upload), web.get("/files/{id}", self._download)]

    def expect(self, name: str, size: int) -> tuple[str, str]:
        """(id, the address to upload it to) of a file that is to come."""
        file = self._add(name, size, None)
        return file.id, f"{self.url}/upload/{file.id}"

    def uploaded(self, file_id: str) -> File | None:
        file = self._files.get(file_id)
        return file if file and file.content is not None else None

    def attach(self, name: str, content: bytes, **more: Any) -> dict[str, Any]:
        """The file object of what somebody attaches to a message."""
        file = self._add(name, len(content), content)
        return {"id": file.id, "name": name, "size": file.size, "url_private": f"{self.url}/files/{file.id}", **more}

    def _add(self, name: str, size: int, content: bytes | None) -> File:
        file = File(id=f"F{next(self._numbers):08}", name=name, size=size, content=content)
        self._files[file.id] = file
        return file

    async def _upload(self, request: web.Request) -> web.Response:
        file, content = self._files[request.match_info["id"]], await request.read()
        if len(content) != file.size:
            return web.Response(status=400, text="not the length that was announced")
        file.content = content
        return web.Response(text=f"OK - {file.size}")

    async def _download(self, request: web.Request) -> web.Response:
        """With the bot's token; without it Slack shows its page to sign in."""
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return web.Response(text="<!DOCTYPE html><title>Slack</title>", content_type="text/html")
        return web.Response(body=self._files[request.match_info["id"]].content)
