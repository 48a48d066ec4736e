"""Effect -> lines of styled text. Pure.

Text objects are no markup: whatever people wrote stays text, square brackets included, and
control characters, with which a terminal could be made to do things, are taken out.
"""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from rich.cells import cell_len
from rich.text import Text

from bot.messages import Button, Card, Choices, Content, Effect, Toast, buttons_of, pieces, unmarked

REPEATED = "↻ "
_BUTTON_GAP = "  "


def lines_of(
    effect: Effect, number_of: Callable[[Button], int], *, width: int | None = None, repeated: bool = False
) -> list[Text]:
    """What an effect looks like. `number_of` gives a button's number; `width` in cells, None for no wrapping.

    A console cannot change what it has printed, so that an Edit is shown like a new message.
    """
    lines = [styled(effect.text, "dim")] if isinstance(effect, Toast) else list(_content_lines(effect.content))
    if repeated and lines:
        lines[0] = Text.assemble(REPEATED, lines[0])
    if not isinstance(effect, Toast):
        lines += _button_rows(effect.content, number_of, width)
    return [part for line in lines for piece in line.split("\n", allow_blank=True) for part in wrapped(piece, width)]


def styled(text: str, style: str = "") -> Text:
    """Text with its bold marks as style, and without anything that a terminal would obey."""
    result = Text(style=style)
    for piece in pieces(text):
        result.append(piece.text, "bold" if piece.is_bold else None)
    return result


def wrapped(line: Text, width: int | None) -> list[Text]:
    """The line in parts of at most `width` cells, broken at blanks; a longer word stays whole.

    Rich's own wrapping also breaks at no-break spaces, which French puts inside amounts and before signs.
    """
    if width is None or cell_len(line.plain) <= width:
        return [line]
    words = re.findall(r" *[^ ]+ *", line.plain)
    breaks: list[int] = []
    part = ""
    for word, end in zip(words, accumulate(len(word) for word in words), strict=True):
        # Measured whole: beside others a character may take another width than alone.
        if part and cell_len((part + word).rstrip(" ")) > width:
            breaks.append(end - len(word))
            part = ""
        part += word
    return [part.divide([len(part.plain.rstrip(" "))])[0] for part in line.divide(breaks)]


def _content_lines(content: Content) -> Iterator[Text]:
    if isinstance(content, Choices):
        yield from (styled(line) for line in content.lines)
        yield styled(content.question)
        return
    yield from _card_lines(content)


def _card_lines(card: Card) -> Iterator[Text]:
    if card.title:
        yield styled(card.title)
    yield from (styled(line) for line in card.lines)
    for field in card.fields:
        yield Text.assemble((f"{unmarked(field.label)}: ", "dim"), styled(field.value))


def _button_rows(content: Content, number_of: Callable[[Button], int], width: int | None) -> list[Text]:
    """The options of a question one a row; other buttons side by side, as many as fit into a row."""
    labels = [
        Text.assemble((f"[{number_of(button)}]", "cyan"), " ", styled(button.label)) for button in buttons_of(content)
    ]
    if isinstance(content, Choices):
        return labels
    rows: list[Text] = []
    for label in labels:
        if rows and (width is None or cell_len(rows[-1].plain + _BUTTON_GAP + label.plain) <= width):
            rows[-1] = Text.assemble(rows[-1], _BUTTON_GAP, label)
        else:
            rows.append(label)
    return rows
