"""A chart -> PNG, by matplotlib's Agg. Made for a phone: large type, one bar under the other, light or dark."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from textwrap import wrap
from threading import Lock
from typing import TYPE_CHECKING, Any

from bot.messages import Chart, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

# 1080 pixels are as wide as a phone; inches and points are those of matplotlib.
_WIDTH, _DPI = 6.0, 180
_MARGIN = 0.36
_TITLE, _LABEL, _SMALL = 22, 17, 13
_TITLE_HEIGHT, _SUBTITLE_HEIGHT, _LEGEND_HEIGHT, _BAR_HEIGHT, _NOTE_HEIGHT = 0.5, 0.38, 0.38, 0.86, 0.26
_NOTE_GAP = 0.1
_BAR = 0.27
# From the top of a line to its baseline, in inches for each point of type.
_ASCENT = 0.0108
_SMALLEST = 13
# How much of a line a value may take from its label.
_MOST_OF_LINE = 0.62
# Letters of small type in a line, and as many lines as are read.
_LETTERS, _MOST_LINES = 50, 4
_CUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Colours:
    paper: str
    ink: str
    pale_ink: str
    track: str
    palettes: dict[str, tuple[str, ...]]


_LIGHT = _Colours(
    paper="#ffffff",
    ink="#1b1f24",
    pale_ink="#57606a",
    track="#eceff3",
    palettes={
        "share": ("#0b63ce", "#a9cdf7"),
        "outcome": ("#1a7f4b", "#d1574b"),
        "kinds": ("#0b63ce", "#e08a00", "#1a7f4b", "#8250c4"),
    },
)
_DARK = _Colours(
    paper="#12161c",
    ink="#f2f5f8",
    pale_ink="#a0aab5",
    track="#252c35",
    palettes={
        "share": ("#5aa5ff", "#27517f"),
        "outcome": ("#3fb573", "#e2675a"),
        "kinds": ("#5aa5ff", "#f2ac3c", "#3fb573", "#b08af0"),
    },
)


# matplotlib knows one thread.
_ONE_AT_A_TIME = Lock()


def draw(chart: Chart) -> bytes:
    """The picture as PNG, 1080 pixels wide. May be called in any thread."""
    with _ONE_AT_A_TIME:
        return _drawn(chart)


def _drawn(chart: Chart) -> bytes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    colours = _DARK if chart.dark else _LIGHT
    height = _height(chart)
    figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor=colours.paper)
    FigureCanvasAgg(figure)
    # One unit is one inch, counted from the top left corner.
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    _Drawing(axes, chart, colours).draw()
    png = BytesIO()
    figure.savefig(png, format="png", facecolor=colours.paper)
    return png.getvalue()


def _height(chart: Chart) -> float:
    parts = [2 * _MARGIN, _TITLE_HEIGHT, len(chart.bars) * _BAR_HEIGHT]
    parts += [_SUBTITLE_HEIGHT, (len(_wrapped(chart.subtitle)) - 1) * _NOTE_HEIGHT] if chart.subtitle else []
    parts += [_LEGEND_HEIGHT] if chart.legend else []
    parts += [_NOTE_GAP, len(_wrapped(chart.note)) * _NOTE_HEIGHT] if chart.note else []
    return sum(parts)


def _wrapped(text: str) -> list[str]:
    """The lines of a text in small type; what belongs together by a non-breaking space stays together."""
    return [
        line
        for part in text.split("\n")
        for line in wrap(part, _LETTERS, max_lines=_MOST_LINES, placeholder=f" {_CUT}", break_on_hyphens=False)
    ]


class _Drawing:
    """Draws from the top downwards; `_y` is where the next thing begins."""

    def __init__(self, axes: "Axes", chart: Chart, colours: _Colours) -> None:
        self._axes = axes
        self._chart = chart
        self._colours = colours
        self._series = colours.palettes[chart.palette]
        self._y = _MARGIN

    def draw(self) -> None:
        chart = self._chart
        room = _WIDTH - 2 * _MARGIN
        self._line(chart.title, _TITLE, self._colours.ink, _TITLE_HEIGHT, room, weight="bold")
        if chart.subtitle:
            self._paragraph(chart.subtitle, room)
            self._y += _SUBTITLE_HEIGHT - _NOTE_HEIGHT
        if chart.legend:
            self._legend()
        longest = max((sum(bar.segments) for bar in chart.bars), default=0.0) or 1.0
        for bar in chart.bars:
            value = self._text(_WIDTH - _MARGIN, self._y + 0.12, bar.text, _LABEL, self._colours.ink, align="right")
            self._fit(value, room * _MOST_OF_LINE)
            label = self._text(_MARGIN, self._y + 0.12, bar.label, _LABEL, self._colours.ink)
            self._fit(label, room - self._width(value) - 0.2)
            self._bar(self._y + 0.46, [segment / longest * room for segment in bar.segments], room)
            self._y += _BAR_HEIGHT
        if chart.note:
            self._y += _NOTE_GAP
            self._paragraph(chart.note, room)

    def _paragraph(self, text: str, room: float) -> None:
        for line in _wrapped(text):
            self._line(line, _SMALL, self._colours.pale_ink, _NOTE_HEIGHT, room)

    def _line(self, text: str, size: int, colour: str, height: float, room: float, weight: str = "normal") -> None:
        self._fit(self._text(_MARGIN, self._y, text, size, colour, weight=weight), room)
        self._y += height

    def _legend(self) -> None:
        x = _MARGIN
        for name, colour in zip(self._chart.legend, self._series, strict=False):
            self._rectangle(x, self._y - 0.01, 0.16, 0.16, colour)
            text = self._text(x + 0.24, self._y, name, _SMALL, self._colours.pale_ink)
            self._fit(text, _WIDTH - _MARGIN - x - 0.24)
            x += 0.24 + self._width(text) + 0.3
        self._y += _LEGEND_HEIGHT

    def _bar(self, y: float, lengths: list[float], room: float) -> None:
        self._rectangle(_MARGIN, y, room, _BAR, self._colours.track)
        x = _MARGIN
        for length, colour in zip(lengths, self._series, strict=False):
            if length > 0:
                self._rectangle(x, y, length, _BAR, colour)
                x += length

    def _rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        from matplotlib.patches import Rectangle

        self._axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, edgecolor="none"))

    def _text(
        self, x: float, y: float, text: str, size: int, colour: str, *, align: str = "left", weight: str = "normal"
    ) -> "Text":
        options: dict[str, Any] = {
            "ha": align,
            "va": "baseline",
            "fontsize": size,
            "color": colour,
            "fontweight": weight,
        }
        # Dollar signs are money here, and no formulas.
        # By its baseline, so that accents and descenders move no line.
        return self._axes.text(x, y + size * _ASCENT, _drawable(text), parse_math=False, **options)

    def _fit(self, text: "Text", room: float) -> None:
        """Makes a text smaller, then shorter, until it is no wider than `room` inches."""
        size = float(text.get_fontsize())
        while size > _SMALLEST and self._width(text) > room:
            size -= 1
            text.set_fontsize(size)
        words = text.get_text()
        while words and self._width(text) > room:
            words = words[: max(0, min(len(words) - 1, int(len(words) * room / self._width(text))))]
            text.set_text(words.rstrip() + _CUT)

    def _width(self, text: "Text") -> float:
        return text.get_window_extent().width / _DPI


def _drawable(text: str) -> str:
    """The text on one line, with a box for each character that the font does not have."""
    glyphs = _glyphs()
    return "".join(char if ord(char) in glyphs else "\u25a1" for char in " ".join(plain(text).split(" ")))


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    """What the font that matplotlib brings along can write."""
    from matplotlib import font_manager

    font = font_manager.get_font(font_manager.findfont("DejaVu Sans"))
    return frozenset(font.get_charmap())
