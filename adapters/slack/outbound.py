"""Content -> Block Kit. Pure.

Texts stand in rich text and plain text, which Slack shows as they are: no record can ping, link or
format. Only the text for notifications is mrkdwn, and escaped. Lengths are those of UTF-16, the stricter count.
Limits: docs.slack.dev, "Block Kit reference"; all blocks of a message together about 13,000 characters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from bot.messages import Button, Card, Choices, Content, Piece, buttons_of, pieces, unmarked

REPEATED = "↻ "
# A card is at most a screen; what is longer is cut, first line by line.
MOST_OF_A_LINE = 1200
MOST_OF_A_TEXT = 2900
MOST_OF_A_LABEL = 75
MOST_OF_A_NOTICE = 3900
MOST_BUTTONS_A_ROW = 25
MOST_ROWS = 5

_CUT = "…"

Block = dict[str, Any]


def blocks_of(content: Content, *, repeated: bool = False) -> list[Block]:
    """The blocks of a message: its text, then its buttons, whose values are their handles."""
    runs = _runs(content, repeated=repeated)
    return ([_rich_text(runs)] if runs else []) + _rows(buttons_of(content))


def notice_of(content: Content, *, repeated: bool = False) -> str:
    """The same words for notifications and screen readers, as mrkdwn; never empty."""
    words = "".join(run.text for run in _runs(content, repeated=repeated)) or " · ".join(
        _label(button.label) for button in buttons_of(content)[:MOST_BUTTONS_A_ROW]
    )
    return escaped(words, MOST_OF_A_NOTICE) or _CUT


def escaped(text: str, most: int = MOST_OF_A_NOTICE) -> str:
    """Text as mrkdwn that holds no mention, command or link, of at most `most` characters."""
    mrkdwn = unmarked(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if _length(mrkdwn) <= most:
        return mrkdwn
    # A cut through "&amp;" would show half of it.
    return re.sub(r"&[a-z]*$", "", _first(mrkdwn, most - 1)) + _CUT


def shortened(text: str, most: int) -> str:
    """The text, or its beginning up to a line break or blank, with a sign that something is missing."""
    if _length(text) <= most:
        return text
    head = _first(text, most - 1)
    for boundary in ("\n", " "):
        place = head.rfind(boundary)
        if place > len(head) * 2 // 3:
            head = head[:place]
            break
    return head.rstrip() + _CUT


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _first(text: str, most: int) -> str:
    """The longest beginning of at most `most` units."""
    used = 0
    for place, char in enumerate(text):
        used += 2 if char > "\uffff" else 1
        if used > most:
            return text[:place]
    return text


def _lines(content: Content) -> tuple[list[str], list[str]]:
    """The lines that may be cut, and those that come last and must be seen."""
    if isinstance(content, Choices):
        return list(content.lines), [content.question]
    return [*([content.title] if content.title else []), *content.lines, *_fields(content)], []


def _fields(card: Card) -> Iterator[str]:
    for field in card.fields:
        yield f"{unmarked(field.label)}: {field.value}"


def _runs(content: Content, *, repeated: bool) -> list[Piece]:
    """The whole text as pieces of one style."""
    lines, last = _lines(content)
    room = MOST_OF_A_TEXT - (len(REPEATED) if repeated else 0)
    end = _styled(last)
    start = _cut(_styled(lines), room - sum(_length(run.text) for run in end) - 1)
    runs = [*start, *([Piece("\n")] if start and end else []), *end]
    if not any(run.text.strip() for run in runs):
        return []
    return [Piece(REPEATED), *runs] if repeated else runs


def _styled(lines: Sequence[str]) -> list[Piece]:
    runs: list[Piece] = []
    for number, line in enumerate(lines):
        if number:
            runs.append(Piece("\n"))
        runs += _cut(list(pieces(line)), MOST_OF_A_LINE)
    return runs


def _cut(runs: list[Piece], most: int) -> list[Piece]:
    """As many runs as fit; the last of them may be shortened."""
    kept: list[Piece] = []
    for run in runs:
        length = _length(run.text)
        if length > most:
            return [*kept, replace(run, text=shortened(run.text, most) if most > 1 else _CUT)]
        kept.append(run)
        most -= length
    return kept


def _rich_text(runs: Sequence[Piece]) -> Block:
    elements = [_element(run) for run in runs]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}


def _element(run: Piece) -> Block:
    element: Block = {"type": "text", "text": run.text}
    if run.url:
        element |= {"type": "link", "url": run.url}
    return element | {"style": {"bold": True}} if run.is_bold else element


def _rows(buttons: Sequence[Button]) -> list[Block]:
    shown = [_button(button) for button in buttons[: MOST_BUTTONS_A_ROW * MOST_ROWS]]
    return [
        {"type": "actions", "elements": shown[start : start + MOST_BUTTONS_A_ROW]}
        for start in range(0, len(shown), MOST_BUTTONS_A_ROW)
    ]


def _button(button: Button) -> Block:
    return {
        "type": "button",
        "action_id": f"press:{button.handle}",
        "value": button.handle,
        "text": {"type": "plain_text", "text": _label(button.label), "emoji": False},
    }


def _label(label: str) -> str:
    return shortened(" ".join(unmarked(label).split()), MOST_OF_A_LABEL) or _CUT
