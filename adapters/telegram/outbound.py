"""Effect -> Telegram's HTML and inline keyboards. Pure.

Telegram turns whatever looks like a link, a mention or a command into something to tap on, in escaped
text as well. An invisible joiner inside it keeps it text, so that no record can ping anybody, lead to a
page or act as the reader. E-mail addresses and phone numbers stay what they are: those one wants to tap on.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.messages import BOLD_OFF, BOLD_ON, Button, Choices, Content, buttons_of, plain

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
_MARKS = re.compile(f"([{BOLD_ON}{BOLD_OFF}])")
_TAPPABLE = re.compile(
    r"(?P<email>(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<scheme>:)(?=//)"
    r"|(?P<domain>[\w-]\.)(?=[^\W\d_]{2})"
    r"|(?P<sign>@|(?<!\w)/)(?=\w)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, bold or not."""

    text: str
    is_bold: bool = False


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
        lines = [[Run(REPEATED), *lines[0]], *lines[1:]] if lines else [[Run(REPEATED)]]
    text = "\n".join(_html(line) for line in lines)
    if _units(text) > limit:
        text = "\n".join(_html(line) for line in _fitted(lines, limit))
    return _visible(text)


def toast_of(text: str) -> str:
    """What stands in the notice above the chat, "" for none; it knows no markup."""
    return _cut_text(_words(text), TOAST_LIMIT)


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
    label = " ".join(_words(button.label).split())
    return Key(label=_visible(_cut_text(label, LABEL_LIMIT)), data=button.handle)


def _visible(text: str) -> str:
    """Telegram refuses what shows nothing."""
    return text if text.strip(f"{_JOINER}\u200d \n") else CUT


def _words(text: str) -> str:
    """The text alone, for places that know no markup and make nothing tappable."""
    return "".join(plain(part) for part in _MARKS.split(text) if part not in (BOLD_ON, BOLD_OFF))


def _runs(text: str) -> list[Run]:
    """The text between its bold marks, with nothing in it that Telegram would make tappable."""
    runs: list[Run] = []
    depth = 0
    for part in _MARKS.split(text):
        if part == BOLD_ON:
            depth += 1
        elif part == BOLD_OFF:
            depth = max(0, depth - 1)
        elif part:
            runs.append(Run(plain(part), depth > 0))
    return _joined(runs, _tappable("".join(run.text for run in runs)))


def _tappable(text: str) -> list[int]:
    """Where a joiner belongs: behind the sign that begins a mention or a command, or that makes a link."""
    return [found.end() for found in _TAPPABLE.finditer(text) if found.lastgroup != "email"]


def _joined(runs: list[Run], places: Sequence[int]) -> list[Run]:
    if not places:
        return runs
    joined: list[Run] = []
    start = 0
    for run in runs:
        end = start + len(run.text)
        cuts = [start, *(place for place in places if start < place <= end), end]
        pieces = [run.text[a - start : b - start] for a, b in pairwise(cuts)]
        joined.append(Run(_JOINER.join(pieces), run.is_bold))
        start = end
    return joined


def _html(runs: Sequence[Run]) -> str:
    parts = (html.escape(run.text, quote=False) for run in runs)
    return "".join(f"<b>{part}</b>" if run.is_bold else part for run, part in zip(runs, parts, strict=True))


def _fitted(lines: list[list[Run]], limit: int) -> list[list[Run]]:
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


def _cut(runs: list[Run], limit: int, size: Callable[[Sequence[Run]], int]) -> list[Run]:
    """As much of the beginning as fits with "…" behind it; all of it where that fits."""
    if size(runs) <= limit:
        return runs
    fits, too_much = 0, sum(len(run.text) for run in runs)
    while too_much - fits > 1:
        middle = (fits + too_much) // 2
        if size([*_beginning(runs, middle), Run(CUT)]) <= limit:
            fits = middle
        else:
            too_much = middle
    text = "".join(run.text for run in runs)
    return [*_beginning(runs, _sensible_end(text, fits)), Run(CUT)]


def _cut_text(text: str, limit: int) -> str:
    return "".join(run.text for run in _cut([Run(text)], limit, lambda runs: sum(_units(run.text) for run in runs)))


def _beginning(runs: Sequence[Run], length: int) -> list[Run]:
    kept: list[Run] = []
    for run in runs:
        if length <= 0:
            break
        kept.append(Run(run.text[:length], run.is_bold))
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


def _size(runs: Sequence[Run]) -> int:
    return _units(_html(runs))


def _units(text: str) -> int:
    """Telegram counts UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
