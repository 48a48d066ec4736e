"""Pictures as files: they show what a customer is worth, so that only their owner may read them."""

import os
from pathlib import Path

from bot.messages import Chart
from bot.settings import data_folder


def save_picture(chart: Chart, file: Path | None = None) -> Path:
    """Draws the chart into a file, by default one in crmbot's own folder, which the next chart of that name replaces.

    Raises OSError.
    """
    from bot.reports.drawing import draw

    target = file or data_folder() / "charts" / f"{chart.name}.png"
    if file is None:
        target.parent.mkdir(parents=True, exist_ok=True)
    png = draw(chart)
    with os.fdopen(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(png)
    return target
