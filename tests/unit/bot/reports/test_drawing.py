"""Charts as pictures: what stands in the pixels."""

from dataclasses import replace
from io import BytesIO

import numpy as np
from matplotlib.image import imread

from bot.messages import Bar, Chart
from bot.reports.drawing import draw

CHART = Chart(
    name="pipeline",
    title="Pipeline",
    legend=("Weighted", "Whole amount"),
    bars=(
        Bar(label="Negotiation", text="40 000 €", segments=(30.0, 10.0)),
        Bar(label="Proposal", text="20 000 €", segments=(5.0, 15.0)),
        Bar(label="Prospecting", text="–", segments=(0.0, 0.0)),
    ),
)
PAPER, DARK_PAPER = (255, 255, 255), (18, 22, 28)
FULL, PALE = (11, 99, 206), (169, 205, 247)
# The bars are as wide as the picture without its margins.
MARGIN = 65
ROOM = 1080 - 2 * MARGIN


def pixels(chart: Chart) -> np.ndarray:
    """Rows of (red, green, blue)."""
    return (imread(BytesIO(draw(chart)), format="png")[:, :, :3] * 255).round().astype(int)


def widths(picture: np.ndarray, colour: tuple[int, int, int]) -> list[int]:
    """How wide a colour is in the middle of each bar that has it, from the top; the legend's squares are too narrow."""
    columns = (picture == colour).all(axis=2).sum(axis=1)
    starts = [y for y in range(1, len(columns)) if columns[y] > 40 and columns[y - 1] <= 40]
    return [int(columns[y + 20]) for y in starts]


def test_bars_are_as_long_as_their_numbers() -> None:
    picture = pixels(CHART)
    assert picture.shape[1] == 1080
    for found, expected in zip(widths(picture, FULL), (30 / 40, 5 / 40), strict=True):
        assert abs(found - expected * ROOM) <= 3
    for found, expected in zip(widths(picture, PALE), (10 / 40, 15 / 40), strict=True):
        assert abs(found - expected * ROOM) <= 3


def test_each_bar_and_line_makes_room_for_itself() -> None:
    height = len(pixels(CHART))
    assert len(pixels(replace(CHART, bars=CHART.bars[:1]))) < height
    assert len(pixels(replace(CHART, note="Not drawn: 2 deals", subtitle="3 deals"))) > height


def test_dark_and_light_differ_in_their_paper() -> None:
    for chart, paper in ((CHART, PAPER), (replace(CHART, dark=True), DARK_PAPER)):
        picture = pixels(chart)
        assert tuple(picture[0, 0]) == tuple(picture[-1, -1]) == paper


def test_nothing_to_draw_is_no_fault() -> None:
    assert pixels(Chart(name="x", title="", bars=())).shape[1] == 1080


def test_long_words_stay_within_the_margins() -> None:
    long = "Identification des décideurs et de leurs conseillers " * 3
    bar = Bar(label=long, text="1 234 567 890,00 € / 1 234 567 890,00 €", segments=(1.0,))
    picture = pixels(Chart(name="x", title=long, subtitle=long, legend=(long,), note=long, bars=(bar,)))
    assert (picture[:, -MARGIN + 4 :] == PAPER).all()
    assert (picture[:, : MARGIN - 4] == PAPER).all()


def test_signs_without_a_shape_and_signs_of_formulas_are_drawn_as_they_are() -> None:
    # What the font lacks is one box, and dollars are money.
    strange = Bar(label="客户 \u202e$x^2$ \\frac{1}{0}", text="$ 5 _ $", segments=(1.0,))
    assert (pixels(replace(CHART, bars=(strange,))) != PAPER).any()
