"""Calls, meetings, e-mails and notes of a period: worded."""

from collections.abc import Sequence

from bot.domain.zones import day_end, day_start
from bot.messages import Bar, Chart
from bot.ports import UnitOfWork
from bot.reports.activity import KINDS, KindFigures, PersonFigures, by_kind, by_person
from bot.reports.periods import Span, week_of
from bot.reports.report import Ask, Reader, Report, Table
from bot.wording.texts import Said

_MOST_BARS = 8


def activity_report(uow: UnitOfWork, ask: Ask, reader: Reader) -> Report:
    """What was done in a period, by default this week: one person's by kind, everybody's by person."""
    span = ask.span or week_of(reader.dates.today)
    zone = reader.dates.zone
    counts = uow.reports.activity_counts(
        start=day_start(span.first, zone),
        end=day_end(span.last, zone),
        owner_id=ask.owner_id,
        kind=ask.activity,
    )
    title, texts = reader.title(ask, span), reader.texts
    kinds = by_kind(counts)
    if not kinds:
        nothing = texts(f"report-did-{ask.activity}", count=0) if ask.activity else texts("report-no-activity")
        return Report(title=title, lines=(texts("report-headline-activity", title=title, what=nothing),))
    headline = texts("report-headline-activity", title=title, what=_did(kinds, reader))
    attempts = sum(kind.attempted for kind in kinds)
    remarks = (texts("report-unanswered", count=attempts),) if attempts else ()
    if ask.owner_id is not None:
        return Report(
            title=title,
            lines=(headline, *remarks),
            tables=(_kind_table(kinds, reader),),
            remarks=remarks,
            chart=_kind_chart(ask, span, kinds, reader),
        )
    people = by_person(counts)
    return Report(
        title=title,
        lines=(headline, *(_person_line(person, reader) for person in people), *remarks),
        tables=(_person_table(people, kinds, reader),),
        remarks=remarks,
        chart=_person_chart(ask, span, people, kinds, reader),
    )


def _did(kinds: Sequence[KindFigures], reader: Reader) -> Said:
    """ "12 calls, 3 meetings"."""
    return Said(", ".join(reader.texts(f"report-did-{kind.kind}", count=kind.total) for kind in kinds))


def _name(person: PersonFigures, reader: Reader) -> str:
    return reader.names.get(person.owner_id or "") or reader.texts("report-nobody")


def _person_line(person: PersonFigures, reader: Reader) -> Said:
    did = ", ".join(
        reader.texts(f"report-did-{kind}", count=person.counts[kind]) for kind in KINDS if person.counts.get(kind)
    )
    return reader.texts("report-person", name=_name(person, reader), what=Said(did))


def _kind_table(kinds: Sequence[KindFigures], reader: Reader) -> Table:
    texts = reader.texts
    return Table(
        columns=tuple(texts(f"report-column-{column}") for column in ("kind", "done", "unanswered")),
        rows=tuple((texts(f"report-kinds-{k.kind}"), str(k.held), str(k.attempted or "")) for k in kinds),
    )


def _person_table(people: Sequence[PersonFigures], kinds: Sequence[KindFigures], reader: Reader) -> Table:
    texts = reader.texts
    return Table(
        columns=(
            texts("report-column-person"),
            *(texts(f"report-kinds-{kind.kind}") for kind in kinds),
            texts("report-column-total"),
        ),
        rows=tuple(
            (
                _name(person, reader),
                *(str(person.counts.get(kind.kind) or "") for kind in kinds),
                str(person.total),
            )
            for person in people
        ),
    )


def _kind_chart(ask: Ask, span: Span, kinds: Sequence[KindFigures], reader: Reader) -> Chart:
    """One bar a kind: what was held, and behind it what reached nobody."""
    texts = reader.texts
    attempts = any(kind.attempted for kind in kinds)
    return Chart(
        name="activity",
        title=reader.title(ask, None),
        subtitle=f"{reader.period(span)}\n{_did(kinds, reader)}",
        legend=(texts("report-column-done"), texts("report-column-unanswered")) if attempts else (),
        palette="share",
        bars=tuple(
            Bar(
                label=texts(f"report-kinds-{kind.kind}"),
                text=str(kind.total),
                segments=(float(kind.held), float(kind.attempted)),
            )
            for kind in kinds
        ),
    )


def _person_chart(
    ask: Ask, span: Span, people: Sequence[PersonFigures], kinds: Sequence[KindFigures], reader: Reader
) -> Chart:
    """One bar a person, made of the kinds; those who do not fit into the picture are counted below it."""
    hidden = len(people) - _MOST_BARS
    return Chart(
        name="activity",
        title=reader.title(ask, None),
        subtitle=f"{reader.period(span)}\n{_did(kinds, reader)}",
        legend=tuple(reader.texts(f"report-kinds-{kind.kind}") for kind in kinds),
        palette="kinds",
        bars=tuple(
            Bar(
                label=_name(person, reader),
                text=str(person.total),
                segments=tuple(float(person.counts.get(kind.kind, 0)) for kind in kinds),
            )
            for person in people[:_MOST_BARS]
        ),
        note=reader.texts("lines-more", count=hidden) if hidden > 0 else "",
    )
