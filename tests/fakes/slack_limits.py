"""Slack's limits on messages, as its documentation gives them: what a message breaks is refused by name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

MOST_BLOCKS = 50
MOST_OF_ALL_BLOCKS = 13_000
MOST_OF_A_TEXT = 40_000
KNOWN_BLOCKS = {"actions", "context", "divider", "header", "image", "rich_text", "section"}

Block = Mapping[str, Any]


def length(text: str) -> int:
    """In UTF-16, as Slack's own clients count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def refusal(message: Mapping[str, Any]) -> str:
    """The error code for this message; "" where Slack takes it."""
    text, blocks = message.get("text") or "", message.get("blocks") or []
    if not isinstance(blocks, list):
        return "invalid_blocks_format"
    if not text and not blocks:
        return "no_text"
    if length(text) > MOST_OF_A_TEXT:
        return "msg_too_long"
    if len(blocks) > MOST_BLOCKS or any(True for block in blocks for _ in _faults(block)):
        return "invalid_blocks"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    actions = [element.get("action_id") for block in blocks for element in _elements(block)]
    if len(set(ids)) < len(ids) or len(set(actions)) < len(actions):
        return "invalid_blocks"
    if sum(length(part) for block in blocks for part in texts_of(block)) > MOST_OF_ALL_BLOCKS:
        return "msg_blocks_too_long"
    metadata = message.get("metadata")
    if metadata is not None and not (metadata.get("event_type") and isinstance(metadata.get("event_payload"), dict)):
        return "invalid_metadata_format"
    return ""


def texts_of(block: Block) -> Iterator[str]:
    """Every text that a block shows."""
    for key, value in block.items():
        if key == "text" and isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from texts_of(value)
        elif isinstance(value, list):
            for part in value:
                if isinstance(part, Mapping):
                    yield from texts_of(part)


def _elements(block: Block) -> Sequence[Block]:
    return block.get("elements", ()) if block.get("type") == "actions" else ()


def _faults(block: Block) -> Iterator[str]:
    kind = block.get("type")
    if kind not in KNOWN_BLOCKS:
        yield "type"
    if not 0 < len(block.get("block_id", "x")) <= 255:
        yield "block_id"
    if kind == "header":
        yield from _text(block.get("text"), 150, plain_only=True)
    elif kind == "section":
        yield from _section(block)
    elif kind == "actions":
        yield from _actions(block)
    elif kind == "rich_text":
        yield from _rich_text(block)


def _section(block: Block) -> Iterator[str]:
    fields = block.get("fields", [])
    if "text" in block:
        yield from _text(block["text"], 3000)
    elif not fields:
        yield "empty section"
    if len(fields) > 10:
        yield "fields"
    for field in fields:
        yield from _text(field, 2000)


def _actions(block: Block) -> Iterator[str]:
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 25:
        yield "elements"
    for element in elements:
        if element.get("type") != "button" or not 0 < len(element.get("action_id", "x")) <= 255:
            yield "element"
        if not 0 < length(element.get("value", "x")) <= 2000:
            yield "value"
        yield from _text(element.get("text"), 75, plain_only=True)


def _rich_text(block: Block) -> Iterator[str]:
    sections = block.get("elements", [])
    if not sections:
        yield "empty rich text"
    for section in sections:
        if section.get("type") != "rich_text_section" or not section.get("elements"):
            yield "section"
        for part in section.get("elements", ()):
            if part.get("type") not in ("text", "link") or not part.get("text") or length(part["text"]) > 3000:
                yield "text"
            if part.get("type") == "link" and not 0 < length(part.get("url") or "") <= 3000:
                yield "url"
            if set(part.get("style", {})) - {"bold", "italic", "strike", "code"}:
                yield "style"


def _text(text: Any, most: int, *, plain_only: bool = False) -> Iterator[str]:
    kinds = ("plain_text",) if plain_only else ("plain_text", "mrkdwn")
    if not isinstance(text, Mapping) or text.get("type") not in kinds:
        yield "text object"
    elif not 0 < length(text.get("text") or "") <= most or not str(text["text"]).strip():
        yield "length"
