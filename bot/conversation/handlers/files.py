"""Files in chat: what importing them would do, and its doing."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from bot.conversation.files import MOST_ROWS, Opened
from bot.conversation.names import text_argument
from bot.conversation.state import Option
from bot.conversation.turn import Reply, Turn, asked, said
from bot.crm.import_records import RECORD_ROWS, ImportReport, Verdict
from bot.crm.imports import write_rows
from bot.domain.ids import new_id
from bot.messages import Action, Argument, Attachment

# Lines of bad rows that are told by their numbers.
_MOST_NUMBERS = 5


def looked_at(turn: Turn, opened: Opened) -> Reply:
    """What importing would do, and whether to do it."""
    report = opened.report
    if opened.refusal or opened.source is None:
        return _refused(turn, opened)
    if not report.counts and not report.bad:
        return said(turn.texts("file-empty", name=opened.name))
    lines = list(_lines(turn, report))
    if not any(counts["created"] or counts["changed"] for counts in report.counts.values()):
        return said(turn.texts("file-nothing-new", name=opened.name), *lines)
    attachments = turn.incoming.attachments if turn.incoming else ()
    yes = Option(
        label=turn.texts("button-import"),
        role="yes",
        action=Action(name="import_files", arguments={"files": _as_json(attachments)}),
    )
    reply = asked(turn.texts("file-import"), yes, turn.drop)
    reply.lines = [turn.texts("file-looked-at", name=opened.name), *lines]
    return reply


def import_files(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    """Puts the files in line to be imported: they have to be fetched first, which no transaction waits for."""
    if turn.incoming is None:
        return said(turn.texts("button-unknown"))
    files = _of_json(text_argument(arguments, "files"))
    plain = replace(turn.incoming, text="", handle="", edits="", pressed_on="")
    following = replace(plain, key=new_id(), kind="import", attachments=files)
    turn.uow.inbox.accept([following], turn.speaker.now)
    turn.is_followed = True
    return said(turn.texts("file-importing", name=", ".join(file.name for file in files)))


def imported(turn: Turn, opened: Opened) -> Reply:
    """What was imported, as one change."""
    if opened.refusal or opened.source is None:
        return _refused(turn, opened)
    report = ImportReport()
    write_rows(turn.recorder, opened.source, report)
    reply = said(turn.texts("file-imported", name=opened.name), *_lines(turn, report))
    if any(counts["created"] or counts["changed"] for counts in report.counts.values()):
        reply.buttons.append(turn.button("button-undo", "undo", set=turn.set_id))
    return reply


def _refused(turn: Turn, opened: Opened) -> Reply:
    return said(turn.texts("file-refused", reason=opened.refusal, name=opened.name, most=MOST_ROWS))


def _lines(turn: Turn, report: ImportReport) -> Iterator[str]:
    """One line for each kind of record, then what is left out and what looks like somebody known."""
    for kind in RECORD_ROWS:
        counts = report.counts.get(kind)
        if counts:
            parts = [turn.texts("file-rows", verdict=v, count=counts[v]) for v in get_args(Verdict) if counts[v]]
            yield turn.texts("file-kind", kind=kind, rows=", ".join(parts))
    if report.bad:
        numbers = [found[1] for row in report.bad_rows[:_MOST_NUMBERS] if (found := re.search(r", line (\d+)", row))]
        yield turn.texts("file-bad", count=report.bad, lines=", ".join(numbers))
    if report.doubtful:
        yield turn.texts("file-doubtful", count=report.doubtful)


def _as_json(attachments: Sequence[Attachment]) -> str:
    return json.dumps([[each.name, each.size, each.reference, each.content] for each in attachments])


def _of_json(text: str) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(name=name, size=size, reference=reference, content=content)
        for name, size, reference, content in json.loads(text)
    )
