"""What parse does with whole messages; what sentences mean is in tests/corpus."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.language.packs.loader as loader
from bot.domain.names import KnownName
from bot.language.frames import Frame, OwnValue, Parse, ParseContext, Period
from bot.language.names_in_memory import NamesInMemory
from bot.language.packs.loader import Packs
from bot.language.parser import parse
from bot.languages import LANGUAGES

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=PARIS)
NAMES = NamesInMemory(
    [
        KnownName(kind="contact", id="c1", name="Nora Quinn", account="Solara"),
        KnownName(kind="contact", id="c2", name="Nora Blake", account="Tarnwood"),
        KnownName(kind="contact", id="c3", name="Jack Friday", account="Tarnwood"),
        KnownName(kind="account", id="a1", name="Solara"),
        KnownName(kind="account", id="a2", name="Tarnwood"),
        KnownName(kind="account", id="a3", name="Citron Vert"),
        KnownName(kind="deal", id="d1", name="Solara renewal", account="Solara"),
        KnownName(kind="user", id="u1", name="Louis Ferrand"),
    ]
)


def context(language: str = "en") -> ParseContext:
    return ParseContext(now=NOW, zone=PARIS, names=NAMES, language=language)


def read(text: str, language: str = "en") -> Parse:
    return parse(text, context(language))


def only(text: str, language: str = "en") -> Frame:
    (frame,) = read(text, language).frames
    return frame


def test_the_records_that_a_name_fits_come_with_the_frame() -> None:
    frame = only("called Nora, all good")
    assert {record.id for record in frame.known["contact"]} == {"c1", "c2"}


def test_those_of_the_named_company_come_first() -> None:
    frame = only("called Nora at Tarnwood, all good")
    assert [record.id for record in frame.known["contact"]] == ["c2", "c1"]
    assert [record.id for record in frame.known["account"]] == ["a2"]


def test_nobody_fits_an_unknown_name() -> None:
    frame = only("called Zoltan Kovari, wants a demo")
    assert frame.slots["contact"] == "Zoltan Kovari"
    assert frame.known["contact"] == ()


def test_names_beat_the_calendar() -> None:
    assert only("called jack friday yesterday").slots == {"contact": "jack friday", "held_at": date(2026, 11, 23)}
    assert only("met jack on friday").slots == {"contact": "jack", "held_at": date(2026, 11, 20)}


def test_names_are_asked_for_once() -> None:
    class Counted:
        calls = 0

        def find(self, words: Sequence[str]) -> Sequence[KnownName]:
            self.calls += 1
            return NAMES.find(words)

    names = Counted()
    parse("rien compris à ça, called Nora peut-être", ParseContext(now=NOW, zone=PARIS, names=names, language="fr"))
    assert names.calls == 1


def test_two_languages_in_one_sentence() -> None:
    frame = only("Appelé Nora Quinn, follow up tuesday at 10", "fr")
    assert frame.intent == "log_call"
    assert frame.slots["follow_up_at"] == datetime(2026, 12, 1, 10, tzinfo=PARIS)
    frame = only("called Nora Quinn, relancer mardi à 10h")
    assert frame.slots["follow_up_at"] == datetime(2026, 12, 1, 10, tzinfo=PARIS)


def test_the_language_is_that_of_the_message_and_the_prior_decides_the_rest() -> None:
    assert (read("rappelle-moi demain d'appeler Nora", "en").language, read("undo", "en").language) == ("fr", "en")
    assert read("rappelle-moi demain d'appeler Nora", "en").sure_of_language
    assert not read("ok", "fr").sure_of_language
    assert read("ok", "fr").language == "fr"


def test_a_message_is_as_sure_as_its_least_sure_frame() -> None:
    parsed = read("called Nora Quinn, all good. called zoltan")
    assert parsed.confidence == min(frame.confidence for frame in parsed.frames)


@pytest.mark.parametrize("text", ["asdf qwer", "the usual thing with the boxes", "le truc habituel", "xyzzy"])
def test_what_no_sentence_explains_is_doubtful(text: str) -> None:
    parsed = read(text)
    assert [frame.intent for frame in parsed.frames] == ["out_of_scope"]
    assert parsed.confidence < 0.5


def test_a_command_amid_words_that_nobody_taught_us_is_asked_about() -> None:
    parsed = read("would you most obligingly show my tasks tomorrow")
    assert [frame.intent for frame in parsed.frames] == ["list_agenda"]
    assert parsed.confidence < 0.5


@pytest.mark.parametrize("text", ["", "  ", "...", "\n\n"])
def test_no_words_are_surely_no_command(text: str) -> None:
    parsed = read(text)
    assert [frame.intent for frame in parsed.frames] == ["out_of_scope"]
    assert parsed.confidence > 0.5


def test_a_missing_time_makes_a_reminder_doubtful() -> None:
    assert read("remind me to call Nora").confidence < 0.5
    assert read("remind me to call Nora tomorrow").confidence > 0.5


def test_a_greeting_beside_a_command_is_no_frame() -> None:
    assert only("hello, what's on today?").intent == "list_agenda"


def test_pronouns_fill_no_slot_and_tell_which_they_stand_for() -> None:
    assert only("and her phone?").refers == ("contact",)
    assert only("delete it").refers == ("who",)
    assert only("called her mother").refers == ()
    assert only("rappelle-la demain", "fr").refers == ("contact",)


def test_what_follows_a_log_in_a_pronoun_is_no_command_of_its_own() -> None:
    frame = only("déjeuné avec Nora Quinn, elle change de poste en septembre", "fr")
    assert frame.slots["note"] == "elle change de poste en septembre"


def test_people_beside_the_first_come_with_the_frame() -> None:
    frame = only("met Nora Quinn and Jack Friday yesterday, both keen")
    assert frame.slots["contact"] == "Nora Quinn"
    assert [(party.name, [record.id for record in party.known]) for party in frame.others] == [("Jack Friday", ["c3"])]
    assert "others" not in frame.as_json()["slots"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I should really call my mother more often", "en"),  # a musing: no day, no name
        ("we won the Solara renewal?", "en"),  # a fact that is only asked
        ("on a gagné Solara renewal ?", "fr"),
        ("Solara's email: they accept the offer", "en"),  # no mail address
    ],
)
def test_what_may_be_meant_otherwise_is_doubtful(text: str, language: str) -> None:
    assert read(text, language).confidence < 0.5


def test_spans_hold_values_and_names() -> None:
    spans = {(span.kind, span.text) for span in read("called Nora Quinn tomorrow, 12k€").spans}
    assert spans == {("name", "Nora Quinn"), ("time", "tomorrow"), ("money", "12k€")}


def test_the_json_form() -> None:
    frame = Frame(
        intent="x",
        slots={
            "amount": Decimal("12000.00"),
            "probability": Decimal("2.5"),
            "period": Period(date(2026, 11, 1), date(2026, 11, 30)),
            "close_date": date(2026, 12, 1),
            "start_at": NOW,
            "note": "n",
        },
    )
    assert frame.as_json()["slots"] == {
        "amount": 12000,
        "probability": 2.5,
        "period": {"from": "2026-11-01", "to": "2026-11-30"},
        "close_date": "2026-12-01",
        "start_at": "2026-11-24T09:30:00+01:00",
        "note": "n",
    }
    assert read("undo").as_json() == {"language": "en", "confidence": 0.97, "frames": [{"intent": "undo", "slots": {}}]}


def test_a_sentence_added_to_a_file_changes_the_parse(tmp_path: Path) -> None:
    for language in LANGUAGES:
        shutil.copytree(Path(loader.__file__).parent / language, tmp_path / language)
    text = "Nora Quinn a pris le thé au jardin"
    assert read(text, "fr").frames[0].intent == "out_of_scope"
    file = tmp_path / "fr" / "sentences" / "log_meeting.yaml"
    file.write_text(file.read_text().replace("heads:\n", 'heads:\n  - "{who} a pris le the au jardin"\n', 1))
    (frame,) = parse(text, context("fr"), packs=Packs(tmp_path)).frames
    assert (frame.intent, frame.slots) == ("log_meeting", {"contact": "Nora Quinn"})


@pytest.mark.parametrize(
    "text",
    [
        "a" * 40_000,
        "called Nora Quinn, " * 2_000,
        "- call bob\n" * 3_000,
        "([{<" * 5_000,
        "🎉" * 3_000,
        "".join(map(chr, range(1_000))) * 20,
        "\u202eتذكير غدا " * 2_000,
        "\ud800 called nora",
    ],
    ids=["one word", "calls", "bullets", "brackets", "emoji", "controls", "right to left", "surrogate"],
)
def test_hostile_messages_are_read_too(text: str) -> None:
    parsed = read(text)
    assert parsed.frames
    assert 0 <= parsed.confidence <= 1


def test_words_beyond_the_last_command_stay_in_its_note() -> None:
    text = "called Nora Quinn: " + "blah " * 600 + "end"
    assert str(only(text).slots["note"]).endswith("blah end")


SCRAPS = """called Nora Quinn remind me tomorrow
 at 9 to , . : - ( ) et and note on Solara 12k€ appelé rappelle-moi mardi
de d' l'affaire deal won move negotiation ? ! who is 's number chez jusqu'à 06 12 34 56 78 @ & + snooze %"""
WORDS = st.sampled_from([*SCRAPS.split(), "\n"])


@given(st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=25).map(" ".join)), st.sampled_from(LANGUAGES))
def test_no_message_raises(text: str, language: str) -> None:
    parsed = read(text, language)
    assert parsed.frames
    assert parsed.confidence == min(frame.confidence for frame in parsed.frames)
    for span in parsed.spans:
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("move Solara renewal to pilot", {"deal": "Solara renewal", "stage": "pilot"}),
        ("move Solara renewal to Pilot phase", {"deal": "Solara renewal", "stage": "pilot"}),
        ("move Solara renewal to juridiqe review", {"deal": "Solara renewal", "stage": "legal"}),
        ("move Solara renewal to proposal", {"deal": "Solara renewal", "stage": "sent"}),
        ("move Solara renewal to negotiation", {"deal": "Solara renewal", "stage": "negotiation"}),
        ("move Solara renewal to the partners pipeline", {"deal": "Solara renewal", "pipeline": "partners"}),
    ],
)
def test_values_of_a_workspace_are_beside_those_of_the_pack(text: str, slots: dict[str, str]) -> None:
    own = (
        OwnValue("stage", "pilot", ("pilot",)),
        OwnValue("stage", "legal", ("juridique", "review")),
        OwnValue("stage", "sent", ("proposal",)),
        OwnValue("pipeline", "partners", ("partners",)),
    )
    (frame,) = parse(text, replace(context(), own=own)).frames
    assert (frame.intent, frame.slots) == ("update_deal", slots)
    assert "pipeline" not in parse(text, context()).frames[0].slots
