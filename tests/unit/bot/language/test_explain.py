from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.names import KnownName
from bot.language.explain import explain
from bot.language.frames import ParseContext
from bot.language.names_in_memory import NamesInMemory

PARIS = ZoneInfo("Europe/Paris")
CONTEXT = ParseContext(
    now=datetime(2026, 11, 24, 9, 30, tzinfo=PARIS),
    zone=PARIS,
    names=NamesInMemory([KnownName(kind="contact", id="1", name="Nora Quinn", account="Solara")]),
)


def test_an_explanation_names_spans_sentences_and_records() -> None:
    lines = explain("caled Nora yesterday, wants a demo", CONTEXT)
    text = "\n".join(lines)
    assert lines[0] == "language    en (detected)"
    assert "span        name: Nora" in text
    assert "read as     caled -> called" in text
    assert "clause    yesterday" in text
    assert "rest      wants a demo" in text
    assert "known     contact: Nora Quinn (contact)" in text
    assert any(line.startswith("frame       log_call") for line in lines)


def test_what_was_not_understood_is_said_to_be() -> None:
    lines = explain("the usual thing with the boxes", CONTEXT)
    assert "command     none: no sentence of the language packs fits" in lines
