"""What an unclear message may mean, likeliest first."""

from datetime import date
from decimal import Decimal

from bot.language.frames import Frame
from tests.unit.bot.language.test_parser import only


def rivals(text: str, language: str = "en") -> dict[str, Frame]:
    frame = only(text, language)
    assert frame.confidence < 0.5
    return {rival.intent: rival for rival in frame.rivals}


def test_a_clear_message_has_no_rivals() -> None:
    assert only("called Nora Quinn, all good").rivals == ()


def test_a_name_alone_suggests_a_call_and_a_look() -> None:
    found = rivals("Nora Quinn and the price list")
    assert list(found) == ["log_call", "find_contact"]
    assert found["log_call"].slots == {"contact": "Nora Quinn", "note": "Nora Quinn and the price list"}
    assert [record.id for record in found["find_contact"].known["contact"]] == ["c1"]


def test_a_coming_day_suggests_a_reminder_of_the_words_around_it() -> None:
    found = rivals("that thing with Nora Blake on thursday")
    assert found["set_reminder"].slots == {
        "contact": "Nora Blake",
        "subject": "that thing with Nora Blake",
        "remind_at": date(2026, 11, 26),
    }
    assert "set_reminder" not in rivals("that thing with Nora Blake yesterday morning")


def test_an_amount_beside_a_deal_suggests_its_change() -> None:
    found = rivals("le devis Solara renewal 21k", "fr")
    assert next(iter(found)) == "update_deal"
    assert found["update_deal"].slots == {"deal": "Solara renewal", "amount": Decimal(21_000)}


def test_a_sentence_that_explains_only_a_part_is_a_rival() -> None:
    found = rivals("reminder whatever Jack Friday")
    assert found["set_reminder"].slots == {"subject": "whatever Jack Friday", "contact": "Jack Friday"}


def test_nothing_known_suggests_nothing() -> None:
    assert rivals("blorb the fnord") == {}
