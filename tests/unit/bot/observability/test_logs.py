"""Logs: what gets in, and above all what does not."""

import asyncio
import json
import logging
import sys

import pytest

from bot.errors import UsageError
from bot.observability.events import events_of
from bot.observability.logs import logs
from bot.settings import Settings

EVENTS = events_of(__name__)


@pytest.fixture
def lines(tmp_path):
    file = tmp_path / "crmbot.log"
    with logs(Settings(log_format="json", log_level="info", log_file=file)):
        yield lambda: [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_an_event_with_ids_is_kept(lines):
    EVENTS.info("message.handled", outbox_id="o1", count=2)
    (line,) = lines()
    assert (line["event"], line["outbox_id"], line["count"], line["level"]) == ("message.handled", "o1", 2, "info")
    assert line["timestamp"].endswith("Z")


def test_what_people_wrote_is_dropped(lines):
    EVENTS.warning("message.failed", text="call Ana on 0612345678", phone="0612345678")
    EVENTS.warning("could not send 'call Ana'")
    assert "Ana" not in json.dumps(lines())
    assert "0612345678" not in json.dumps(lines())
    assert lines()[1]["event"] == "unnamed"


def test_an_exception_leaves_its_class_and_places(lines):
    try:
        int("Ana Brun is secret")
    except ValueError:
        EVENTS.error("message.failed", error=sys.exception())
    (line,) = lines()
    assert line["error"] == "ValueError"
    assert "test_logs.py" in line["where"]
    assert "secret" not in json.dumps(line)


def test_of_a_library_only_the_origin_stays(lines):
    logging.getLogger("somelibrary.jobs").warning("job of %s failed", "Ana Brun")
    (line,) = lines()
    assert (line["event"], line["logger"]) == ("library", "somelibrary.jobs")
    assert "Ana" not in json.dumps(line)


def test_what_a_library_merely_informs_of_is_left_out(lines):
    logging.getLogger("somelibrary.jobs").info("job of %s started", "Ana Brun")
    assert lines() == []


def test_a_cancelled_job_is_no_fault(lines):
    try:
        raise asyncio.CancelledError  # noqa: TRY301
    except asyncio.CancelledError:
        logging.getLogger("somelibrary").exception("cancelled")
    assert lines() == []


def test_the_level_is_kept(lines):
    logging.getLogger("crmbot").debug("message.read")
    logging.getLogger("somelibrary").debug("detail")
    assert lines() == []


def test_console_lines_go_to_standard_error(capsys):
    with logs(Settings(), default_level="error"):
        EVENTS.warning("message.slow", seconds=3)
        EVENTS.error("message.failed", message_id="m1")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "message.failed" in captured.err
    assert "m1" in captured.err
    assert "message.slow" not in captured.err


def test_everything_is_as_before_afterwards(tmp_path):
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    with logs(Settings(log_file=tmp_path / "crmbot.log", log_level="debug")):
        assert root.level == logging.DEBUG
    assert (root.handlers[:], root.level) == before


def test_a_log_file_that_cannot_be_written(tmp_path):
    with pytest.raises(UsageError, match="CRMBOT_LOG_FILE"), logs(Settings(log_file=tmp_path / "no" / "crmbot.log")):
        pass
