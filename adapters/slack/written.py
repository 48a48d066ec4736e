"""What somebody wrote in Slack, as the words that they see. Pure.

A message carries rich text, which is exact: emoji as characters, words without marks of style. Commands
and older clients send mrkdwn, in which `&`, `<` and `>` are escaped and everything special stands in angle brackets.
Source: docs.slack.dev, "Formatting message text" and "Rich text block".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_SPECIAL = re.compile(r"<([^<>]*)>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))
_SCHEMES = ("mailto:", "tel:")
_LINES = ("rich_text_section", "rich_text_quote", "rich_text_preformatted")

Element = Mapping[str, Any]


def words_of(message: Mapping[str, Any], bot: str) -> str:
    """The words of a message event, without the mentions of `bot` (a user id, "" where it is not known)."""
    blocks: Sequence[Element] = message.get("blocks") or ()
    if len(blocks) == 1 and blocks[0].get("type") == "rich_text":
        text = "\n".join(_lines(blocks[0].get("elements") or (), bot))
        if text.strip():
            return _tidy(text)
    return words_of_mrkdwn(str(message.get("text") or ""), bot)


def words_of_mrkdwn(text: str, bot: str) -> str:
    """The words of mrkdwn, without the mentions of `bot`."""
    return _tidy(
        _ENTITY.sub(lambda found: _ENTITIES[found[0]], _SPECIAL.sub(lambda found: _special(found[1], bot), text))
    )


def mentions(message: Mapping[str, Any], bot: str) -> bool:
    """Whether a message event speaks to `bot`."""
    return bool(bot) and re.search(rf"<@{re.escape(bot)}(\|[^<>]*)?>", str(message.get("text") or "")) is not None


def _special(inner: str, bot: str) -> str:
    """The part between angle brackets: a mention, a command such as !here, or a link."""
    target, _, label = inner.partition("|")
    match target[:1]:
        case "@":
            return "" if target[1:] == bot else f"@{label or target[1:]}"
        case "#":
            return f"#{label or target[1:]}"
        case "!":
            return label or f"@{target[1:].partition('^')[0]}"
    return label or _address(target)


def _address(url: str) -> str:
    for scheme in _SCHEMES:
        url = url.removeprefix(scheme)
    return url


def _lines(elements: Sequence[Element], bot: str) -> Iterator[str]:
    for element in elements:
        if element.get("type") == "rich_text_list":
            yield from _lines(element.get("elements") or (), bot)
        elif element.get("type") in _LINES:
            # A section ends with a line break of its own where another part follows.
            yield "".join(_rich(part, bot) for part in element.get("elements") or ()).removesuffix("\n")


def _rich(part: Element, bot: str) -> str:
    words: object = ""
    match part.get("type"):
        case "text":
            words = part.get("text")
        case "link":
            words = part.get("text") or _address(str(part.get("url", "")))
        case "emoji":
            words = _emoji(part)
        case "user" if part.get("user_id") != bot:
            words = f"@{part.get('user_id', '')}"
        case "channel":
            words = f"#{part.get('channel_id', '')}"
        case "broadcast":
            words = f"@{part.get('range', '')}"
        case "date":
            words = part.get("fallback")
    return str(words or "")


def _emoji(part: Element) -> str:
    """The character, which Slack writes as code points ("1f469-200d-1f4bb"); a workspace's own emoji by its name."""
    code = str(part.get("unicode") or "")
    if re.fullmatch(r"[0-9a-f]{2,6}(-[0-9a-f]{2,6})*", code):
        points = [int(point, 16) for point in code.split("-")]
        if max(points) <= 0x10FFFF:
            return "".join(map(chr, points))
    return f":{part.get('name', '')}:"


def _tidy(text: str) -> str:
    """Without the gaps that a mention leaves behind."""
    lines = (re.sub(r" {2,}", " ", line).strip(" ") for line in text.replace("\r\n", "\n").split("\n"))
    return "\n".join(lines).strip().removeprefix(", ").removeprefix(": ")
