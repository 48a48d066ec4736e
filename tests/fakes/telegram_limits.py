"""Telegram's limits on messages: what breaks one is refused as Telegram does."""

import itertools
import json
from typing import Any

from aiohttp import web

from tests.fakes.telegram_text import BadMarkup, Entity, read_html

Parameters = dict[str, Any]


class Refusal(Exception):
    """An answer that is not ok."""

    def __init__(self, status: int, description: str, parameters: Parameters | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.body = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters


def bad_request(description: str) -> Refusal:
    return Refusal(400, f"Bad Request: {description}")


def checked_photo(photo: web.FileField) -> str:
    """The name of a PNG that may be sent as a photo; refuses every other."""
    head = photo.file.read(24)
    width, height = int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
    if (
        not head.startswith(b"\x89PNG\r\n\x1a\n")
        or width + height > 10_000
        or max(width, height) > 20 * min(width, height)
    ):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return photo.filename


def checked_text(parameters: Parameters, most: int = 4096) -> tuple[str, list[Entity]]:
    if parameters.get("parse_mode") != "HTML":
        raise bad_request("only HTML is spoken here")
    try:
        text, entities = read_html(parameters.get("text", ""))
    except BadMarkup as error:
        raise bad_request(str(error)) from None
    if not text.strip("\u200b\u200d\u2060 \n"):
        raise bad_request("message text is empty")
    if len(text.encode("utf-16-le")) > 2 * most:
        raise bad_request("message is too long")
    return text, entities


def checked_keyboard(parameters: Parameters) -> list[list[Parameters]]:
    markup = json.loads(parameters.get("reply_markup") or "{}")
    keyboard: list[list[Parameters]] = markup.get("inline_keyboard", [])
    if sum(len(row) for row in keyboard) > 100 or any(not 1 <= len(row) <= 8 for row in keyboard):
        raise bad_request("reply markup is too long")
    for button in itertools.chain.from_iterable(keyboard):
        if not button.get("text", "").strip():
            raise bad_request("can't parse inline keyboard button: text must be non-empty")
        if "url" not in button and not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    return keyboard
