from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.names import KnownName
from bot.language.explain import Because, explain, reasons
from bot.language.frames import ParseContext
from bot.language.names_in_memory import NamesInMemory
from bot.language.parser import understand

PARIS = ZoneInfo("Europe/Paris")
NORA = KnownName(kind="contact", id="1", name="Nora Quinn", account="Solara")
CONTEXT = ParseContext(now=datetime(2026, 11, 24, 9, 30, tzinfo=PARIS), zone=PARIS, names=NamesInMemory([NORA]))


def test_an_explanation_names_spans_sentences_and_records() -> None:
    lines = explain("caled Nora yesterday, wants a demo", CONTEXT)
    assert lines[0].startswith("language   en")
    for line in (
        "spelling   caled read as called",
        'name       "Nora": Nora Quinn (contact)',
        'time       "yesterday" = start 2026-11-23, grain day',
        '  opened by "caled Nora"',
        '  then "yesterday"',
        '  fills contact: "Nora"',
        '  left over, goes to note: "wants a demo"',
        "  held_at = 2026-11-23",
    ):
        assert line in lines
    assert any(line.startswith("frame      log_call, ") for line in lines)


def test_what_was_not_understood_is_said_to_be() -> None:
    lines = explain("the usual thing with the boxes", CONTEXT)
    assert "command    none: no sentence of the language packs fits" in lines
    assert reasons(understand("the usual thing with the boxes", CONTEXT)) == []


def test_the_reasons_of_a_command() -> None:
    (reason,) = reasons(understand("move Solara to negotiation 90k", CONTEXT))
    assert (reason.frame.intent, reason.opened_by) == ("update_deal", "move … to")
    assert {because.slot: because.words for because in reason.because} == {
        "deal": "Solara",
        "amount": "90k",
        "stage": "negotiation",
    }


def test_every_command_has_its_reasons() -> None:
    found = reasons(understand("left Nora a voicemail. remind me on friday to call Zora", CONTEXT))
    assert [reason.frame.intent for reason in found] == ["log_call", "set_reminder"]
    call, reminder = found
    assert Because(slot="contact", words="Nora", value="Nora", records=(NORA,)) in call.because
    assert ("outcome", "left Nora a voicemail") in [(because.slot, because.words) for because in call.because]
    assert ("contact", "Zora") in [(because.slot, because.words) for because in reminder.because]
