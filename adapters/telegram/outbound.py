"""Effect -> Telegram's HTML and inline keyboards. Pure.

Telegram turns whatever looks like a link, a mention or a command into something to tap on, in escaped
text as well. An invisible joiner inside it keeps it text, so that no record can ping anybody, lead to a
page or act as the reader. E-mail addresses and phone numbers stay what they are: those one wants to tap on.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.messages import Button, Choices, Content, Piece, buttons_of, pieces, unmarked

REPEATED = "↻ "
CUT = "…"

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
TOAST_LIMIT = 200
BUTTONS_LIMIT = 100
ROW_LIMIT = 8
DATA_LIMIT = 64
LABEL_LIMIT = 64

# Characters of labels that a phone shows side by side.
_ROW_WIDTH = 30
_MOST_LINES = 100
# A text is cut at the last blank, unless that is further back than this.
_WORD = 24
_JOINER = "\u2060"
_TAPPABLE = re.compile(
    r"(?P<email>(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<scheme>:)(?=//)"
    r"|(?P<domain>[\w-]\.)(?=[^\W\d_]{2})"
    r"|(?P<sign>@|(?<!\w)/)(?=\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One button of the keyboard: what it says, and what comes back when it is pressed."""

    label: str
    data: str


def html_of(content: Content, limit: int = TEXT_LIMIT, *, repeated: bool = False) -> str:
    """The message's text, within Telegram's limit also before its tags and escapes are taken out."""
    # What is beyond this is cut in any case.
    lines = [_runs(line[: 2 * TEXT_LIMIT]) for line in _lines(content)[:_MOST_LINES]]
    if repeated:
        lines = [[Piece(REPEATED), *lines[0]], *lines[1:]] if lines else [[Piece(REPEATED)]]
    text = "\n".join(_html(line) for line in lines)
    if _units(text) > limit:
        text = "\n".join(_html(line) for line in _fitted(lines, limit))
    return _visible(text)


def toast_of(text: str) -> str:
    """What stands in the notice above the chat, "" for none; it knows no markup."""
    return _cut_text(unmarked(text), TOAST_LIMIT)


def keyboard_of(content: Content) -> list[list[Key]]:
    """Rows of buttons: options of a question one a row, others side by side as far as a phone shows them."""
    keys = [key for button in buttons_of(content) if (key := _key(button))][:BUTTONS_LIMIT]
    if isinstance(content, Choices):
        return [[key] for key in keys]
    rows: list[list[Key]] = []
    for key in keys:
        row = rows[-1] if rows else []
        if row and len(row) < ROW_LIMIT and sum(len(k.label) + 2 for k in row) + len(key.label) <= _ROW_WIDTH:
            row.append(key)
        else:
            rows.append([key])
    return rows


def _lines(content: Content) -> list[str]:
    if isinstance(content, Choices):
        return [*content.lines, content.question]
    fields = (f"{field.label}: {field.value}" for field in content.fields)
    return [line for line in (content.title,) if line] + [*content.lines, *fields]


def _key(button: Button) -> Key | None:
    """None for a button that could not say which one it is."""
    if not 1 <= len(button.handle.encode()) <= DATA_LIMIT:
        return None
    label = " ".join(unmarked(button.label).split())
    return Key(label=_visible(_cut_text(label, LABEL_LIMIT)), data=button.handle)


def _visible(text: str) -> str:
    """Telegram refuses what shows nothing."""
    return text if text.strip(f"{_JOINER}\u200d \n") else CUT


def _runs(text: str) -> list[Piece]:
    """The text between its marks, with nothing in it that Telegram would make tappable by itself."""
    runs = list(pieces(text))
    return _joined(runs, _tappable("".join(run.text for run in runs)))


def _tappable(text: str) -> list[int]:
    """Where a joiner belongs: behind the sign that begins a mention or a command, or that makes a link."""
    return [found.end() for found in _TAPPABLE.finditer(text) if found.lastgroup != "email"]


def _joined(runs: list[Piece], places: Sequence[int]) -> list[Piece]:
    if not places:
        return runs
    joined: list[Piece] = []
    start = 0
    for run in runs:
        end = start + len(run.text)
        cuts = [start, *(place for place in places if start < place <= end), end]
        parts = [run.text[a - start : b - start] for a, b in pairwise(cuts)]
        joined.append(replace(run, text=_JOINER.join(parts)))
        start = end
    return joined


def _html(runs: Sequence[Piece]) -> str:
    return "".join(map(_tagged, runs))


def _tagged(run: Piece) -> str:
    text = html.escape(run.text, quote=False)
    if run.url:
        text = f'<a href="{html.escape(run.url)}">{text}</a>'
    return f"<b>{text}</b>" if run.is_bold else text


def _fitted(lines: list[list[Piece]], limit: int) -> list[list[Piece]]:
    """The longest lines are shortened first, so that no short one gets lost behind them."""
    sizes = [_size(line) for line in lines]
    room = limit - len(lines)
    most, left = 0, len(sizes)
    for size in sorted(sizes):
        most = room // left
        if size > most:
            break
        room, left = room - size, left - 1
    return [line if size <= most else _cut(line, most, _size) for line, size in zip(lines, sizes, strict=True)]


def _cut(runs: list[Piece], limit: int, size: Callable[[Sequence[Piece]], int]) -> list[Piece]:
    """As much of the beginning as fits with "…" behind it; all of it where that fits."""
    if size(runs) <= limit:
        return runs
    fits, too_much = 0, sum(len(run.text) for run in runs)
    while too_much - fits > 1:
        middle = (fits + too_much) // 2
        if size([*_beginning(runs, middle), Piece(CUT)]) <= limit:
            fits = middle
        else:
            too_much = middle
    text = "".join(run.text for run in runs)
    return [*_beginning(runs, _sensible_end(text, fits)), Piece(CUT)]


def _cut_text(text: str, limit: int) -> str:
    return "".join(run.text for run in _cut([Piece(text)], limit, lambda runs: sum(_units(run.text) for run in runs)))


def _beginning(runs: Sequence[Piece], length: int) -> list[Piece]:
    kept: list[Piece] = []
    for run in runs:
        if length <= 0:
            break
        kept.append(replace(run, text=run.text[:length]))
        length -= len(run.text)
    return kept


def _sensible_end(text: str, end: int) -> int:
    """The end of a word at or before `end`, if one is near; never inside a character made of several."""
    blank = max(text.rfind(" ", 0, end + 1), text.rfind("\n", 0, end + 1))
    if blank > 0 and end - blank <= _WORD:
        end = blank
    while 0 < end < len(text) and (_continues(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return len(text[:end].rstrip())


def _continues(char: str) -> bool:
    return char in ("\u200d", _JOINER) or unicodedata.category(char) in ("Mn", "Me", "Mc", "Sk")


def _size(runs: Sequence[Piece]) -> int:
    return _units(_html(runs))


def _units(text: str) -> int:
    """Telegram counts UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
