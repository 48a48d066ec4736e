"""What cards have beside their words, as files: they show what a customer is worth, so that only their owner may read
them.
"""

import os
from pathlib import Path

from bot.messages import Attached, Chart, file_name
from bot.settings import data_folder


def made(attached: Attached) -> bytes:
    """A picture as PNG, an appointment as iCalendar. Loads what it needs for that with the first one."""
    if isinstance(attached, Chart):
        from bot.reports.drawing import draw

        return draw(attached)
    from storage.transfer.calendar_file import calendar_file

    return calendar_file([attached.event])


def save(attached: Attached, file: Path | None = None) -> Path:
    """Makes the file, by default one in crmbot's own folder, which the next one of that name replaces.

    Raises OSError.
    """
    target = file or data_folder() / ("charts" if isinstance(attached, Chart) else "calendar") / file_name(attached)
    if file is None:
        target.parent.mkdir(parents=True, exist_ok=True)
    content = made(attached)
    with os.fdopen(os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(content)
    return target
