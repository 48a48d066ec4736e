"""`crmbot parse` and `crmbot when`."""

import json

import pytest

from bot.languages import LANGUAGES

CRM = '{"workspace": {"timezone": "Asia/Tokyo"}, "contacts": [{"name": "Nora Rive", "account": "Lumen"}]}'


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def as_input(*objects):
    return b"".join(o if isinstance(o, bytes) else json.dumps(o).encode() + b"\n" for o in objects)


def test_a_message(crmbot, home):
    outcome = crmbot("parse", "remind me to water the plants tomorrow at 9")
    (frame,) = json.loads(outcome.out)["frames"]
    assert frame["intent"] == "set_reminder"
    assert frame["slots"]["remind_at"].endswith("T09:00:00+00:00")
    assert list(home.iterdir()) == []


def test_the_zone_of_the_settings(crmbot, monkeypatch):
    monkeypatch.setenv("CRMBOT_TIMEZONE", "America/New_York")
    assert json.loads(crmbot("when", "15 january 2027 at 9am").out)["start"] == "2027-01-15T09:00:00-05:00"


def test_names_and_zone_of_a_file(crmbot, home):
    (home / "crm.json").write_text(CRM, encoding="utf-8")
    outcome = crmbot("parse", "--crm", "crm.json", "--spans", "call nora rive on 15 january 2027 at 9am")
    spans = json.loads(outcome.out)["spans"]
    (name,) = [span for span in spans if span["kind"] == "name"]
    assert [record["name"] for record in name["value"]] == ["Nora Rive"]
    assert any("2027-01-15T09:00:00+09:00" in json.dumps(span) for span in spans)


def test_names_of_the_store(crmbot):
    crmbot("chat", "--demo", "--as", "Robin")
    assert crmbot("chat", "--as", "Ana").code == 0
    assert json.loads(crmbot("parse", "hello").out)["frames"][0]["intent"] == "greet"


def test_lines_keep_order_and_ids(crmbot):
    requests = [
        {"id": index, "text": "call Nora tomorrow at 10", "now": "2026-05-04T10:00:00+02:00", "timezone": zone}
        for index, zone in enumerate(["Europe/Paris", "America/New_York", "Asia/Tokyo"])
    ]
    outcome = crmbot("parse", "--jsonl", piped=as_input(*requests))
    answers = lines(outcome.out)
    assert outcome.code == 0
    assert [answer["id"] for answer in answers] == [0, 1, 2]
    assert [answer["frames"][0]["slots"]["start_at"] for answer in answers] == [
        "2026-05-05T10:00:00+02:00",
        "2026-05-05T10:00:00-04:00",
        "2026-05-05T10:00:00+09:00",
    ]


@pytest.mark.parametrize("command", ["parse", "when"])
@pytest.mark.parametrize(
    ("bad", "complaint"),
    [
        (b"{broken\n", "no JSON"),
        (b"[" * 100_000 + b"\n", "no JSON"),
        (b'"text"\n', "no JSON object"),
        (b"\xff\xfe\n", "not UTF-8"),
        ({"id": "b"}, "'text' is missing"),
        ({"id": "b", "text": 7}, "'text' must be a text"),
        ({"id": "b", "text": "x", "now": "soon"}, "ISO 8601"),
        ({"id": "b", "text": "x", "now": "0001-01-01T00:00:00+14:00"}, "'now'"),
        ({"id": "b", "text": "x", "timezone": "Mars"}, "IANA"),
        ({"id": "b", "text": "x", "timezone": 5}, "'timezone'"),
        ({"id": "b", "text": "x", "language": "xx"}, ", ".join(LANGUAGES)),
    ],
)
def test_a_bad_line_does_not_stop_the_others(crmbot, command, bad, complaint):
    good = {"id": "a", "text": "tomorrow at 10"}
    outcome = crmbot(command, "--jsonl", piped=as_input(good, bad, good))
    first, error, last = lines(outcome.out)
    assert outcome.code == 1
    assert outcome.err == ""
    assert first == last
    assert complaint in error["error"]
    if isinstance(bad, dict):
        assert error["id"] == "b"


@pytest.mark.parametrize("command", ["parse", "when"])
@pytest.mark.parametrize(
    "text", ["", " ", "🦜🦜🦜", "שלום עולם 10:00", "a\x00b\x1b[31mc\x07", "\ud83e", "9" * 5000, "e\u0301" * 2000]
)
def test_odd_texts_are_answered(crmbot, command, text):
    outcome = crmbot(command, "--jsonl", piped=as_input({"id": 1, "text": text}))
    assert outcome.code == 0
    assert lines(outcome.out)[0]["id"] == 1


def test_a_message_of_40000_characters(crmbot):
    outcome = crmbot("parse", "--jsonl", piped=as_input({"id": 1, "text": "called Nora about lenses and " * 1400}))
    assert (outcome.code, len(lines(outcome.out))) == (0, 1)


def test_plain_lines_from_a_pipe(crmbot):
    outcome = crmbot("when", piped="demain à 10h\n\nnothing here\n".encode())
    first, second = lines(outcome.out)
    assert first["start"].endswith("T10:00:00+00:00")
    assert second == {"start": None, "end": None, "grain": None, "text": None, "recurrence": None}


def test_lean(crmbot):
    asked = {"text": "monday", "now": "2026-05-06T10:00:00+00:00", "timezone": "UTC", "language": "en"}
    outcome = crmbot("when", "--jsonl", piped=as_input({**asked, "lean": "past"}, {**asked, "lean": "future"}))
    assert [answer["start"] for answer in lines(outcome.out)] == ["2026-05-04", "2026-05-11"]


def test_a_crm_file_that_is_not_there(crmbot):
    outcome = crmbot("parse", "--crm", "none.json", "hello")
    assert outcome.code == 2
    assert "none.json cannot be read" in outcome.problem
