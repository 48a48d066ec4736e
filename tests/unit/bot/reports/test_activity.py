"""Figures of activities, against counts made by hand."""

from bot.domain.reports import ActivityCount
from bot.reports.activity import KindFigures, by_kind, by_person

COUNTS = (
    ActivityCount(owner_id="iris", kind="note", held=2),
    ActivityCount(owner_id="karl", kind="call", held=1, attempted=4),
    ActivityCount(owner_id="iris", kind="call", held=3, attempted=1),
    ActivityCount(owner_id=None, kind="call", held=1),
)


def test_by_kind_in_the_usual_order() -> None:
    assert by_kind(COUNTS) == (
        KindFigures(kind="call", held=5, attempted=5),
        KindFigures(kind="note", held=2, attempted=0),
    )
    assert by_kind([]) == ()


def test_by_person_who_did_most_first() -> None:
    people = by_person(COUNTS)
    assert [(person.owner_id, dict(person.counts), person.total) for person in people] == [
        ("iris", {"note": 2, "call": 4}, 6),
        ("karl", {"call": 5}, 5),
        (None, {"call": 1}, 1),
    ]
