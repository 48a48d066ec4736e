"""Pictures of deals. One picture has one scale: what is in other currencies is converted by the workspace's rates."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.crm.deals import Total, totals
from bot.domain.deals import Deal
from bot.domain.money import Exchange
from bot.messages import Bar, Chart
from bot.reports.deals import Decided, by_part
from bot.reports.periods import Span, Step, parts
from bot.reports.report import Reader
from bot.wording.periods import part_label
from bot.wording.rates import rate_text
from bot.wording.texts import Said

# What a row of a report is called, how many deals it has, and their totals.
Row = tuple[str, int, tuple[Total, ...]]

# As many as a year has months.
_MOST_BARS = 12
_LITTLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands above a picture."""

    title: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """The currency that is drawn, and the rates by which others come into it."""

    currency: str
    exchange: Exchange

    def of(self, figures: Sequence[Total]) -> Total | None:
        """What can be drawn of these, together; None where nothing can."""
        drawn = [
            (amount, weighted)
            for total in figures
            if (amount := self._in_currency(total.amount, total)) is not None
            and (weighted := self._in_currency(total.weighted, total)) is not None
        ]
        if not drawn:
            return None
        return Total(
            currency=self.currency,
            amount=sum((amount for amount, _ in drawn), Decimal(0)),
            weighted=sum((weighted for _, weighted in drawn), Decimal(0)),
        )

    def _in_currency(self, amount: Decimal, total: Total) -> Decimal | None:
        return self.exchange.convert(amount, total.currency, self.currency)


def _scale(deals: Collection[Deal], exchange: Exchange) -> _Scale:
    """The workspace's currency where something comes into it, else the most frequent."""
    counts = Counter(deal.currency for deal in deals)
    if any(exchange.convert(Decimal(1), currency, exchange.base) for currency in counts):
        return _Scale(currency=exchange.base, exchange=exchange)
    currency = counts.most_common(1)[0][0]
    return _Scale(currency=currency, exchange=Exchange(base=currency))


def sums_told(figures: Sequence[Total], reader: Reader, *, weighted: bool) -> Said:
    """ "217,000 € (weighted 162,800 €), $52,000 (weighted $41,600)"."""
    return Said(
        ", ".join(
            reader.texts(
                "deals-sum",
                amount=reader.money(total.amount, total.currency),
                weighted=weighted_told(total, reader),
            )
            if weighted
            else reader.money(total.amount, total.currency)
            for total in figures
        )
    )


def weighted_told(total: Total, reader: Reader) -> str:
    return _rounded(total.weighted, total.currency, reader)


def _rounded(amount: Decimal, currency: str, reader: Reader) -> str:
    """Without cents, but for what is worth little more."""
    return reader.money(amount.quantize(Decimal(1 if abs(amount) >= _LITTLE else "0.01")), currency)


def weighted_chart(
    name: str, heading: Heading, rows: Sequence[Row], deals: Collection[Deal], exchange: Exchange, reader: Reader
) -> Chart:
    """One bar a row: what it is worth, and within it what it weighs."""
    scale = _scale(deals, exchange)
    whole = scale.of(totals(list(deals)))
    return Chart(
        name=name,
        title=heading.title,
        subtitle=_lines(heading.period, _whole_told(whole, reader)),
        legend=(reader.texts("report-legend-weighted"), reader.texts("report-legend-whole")),
        palette="share",
        bars=tuple(_weighted_bar(label, figures, scale, reader) for label, _, figures in rows[:_MOST_BARS]),
        note=_lines(_left_out(rows, reader), *_notes(deals, scale, reader)),
    )


def _whole_told(whole: Total | None, reader: Reader) -> str:
    if whole is None:
        return ""
    amount = _rounded(whole.amount, whole.currency, reader)
    return reader.texts("deals-sum", amount=amount, weighted=weighted_told(whole, reader))


def _weighted_bar(label: str, figures: Sequence[Total], scale: _Scale, reader: Reader) -> Bar:
    total = scale.of(figures)
    if total is None:
        return Bar(label=label, text=_undrawn(figures, reader), segments=(0.0, 0.0))
    amount, weighted = max(0.0, float(total.amount)), max(0.0, float(total.weighted))
    return Bar(
        label=label,
        text=_rounded(total.amount, total.currency, reader),
        segments=(weighted, max(0.0, amount - weighted)),
    )


def _undrawn(figures: Sequence[Total], reader: Reader) -> str:
    """What cannot be drawn is told, the largest of it."""
    return (sums_told(figures[:1], reader, weighted=False) + (" …" if len(figures) > 1 else "")) or "–"


def decided_chart(
    heading: Heading, found: Sequence[Decided], span: Span, step: Step, exchange: Exchange, reader: Reader
) -> Chart:
    """One bar a part of the period: what was won, and behind it what was lost."""
    scale = _scale([one.deal for one in found], exchange)
    spans = parts(span, step)
    shown = spans[-_MOST_BARS:]
    won = by_part([one.deal for one in found if one.is_won], shown)
    lost = by_part([one.deal for one in found if not one.is_won], shown)
    return Chart(
        name="won-lost",
        title=heading.title,
        subtitle=_lines(
            heading.period, reader.texts("report-rate", won=sum(one.is_won for one in found), count=len(found))
        ),
        legend=(reader.texts("report-legend-won"), reader.texts("report-legend-lost")),
        palette="outcome",
        bars=tuple(
            _decided_bar(
                part_label(gained.span.first, step, reader.dates),
                gained.totals,
                missed.totals,
                scale,
                reader,
            )
            for gained, missed in zip(won, lost, strict=True)
        ),
        note=_lines(_left_out(spans, reader), *_notes([one.deal for one in found], scale, reader)),
    )


def _decided_bar(label: str, won: Sequence[Total], lost: Sequence[Total], scale: _Scale, reader: Reader) -> Bar:
    drawn = [scale.of(figures) for figures in (won, lost)]
    if drawn == [None, None]:
        told = [_undrawn(figures, reader) for figures in (won, lost)]
        return Bar(label=label, text=" / ".join(told) if won or lost else "–", segments=(0.0, 0.0))
    amounts = [total.amount if total else Decimal(0) for total in drawn]
    return Bar(
        label=label,
        text=" / ".join(_rounded(amount, scale.currency, reader) for amount in amounts),
        segments=tuple(max(0.0, float(amount)) for amount in amounts),
    )


def _left_out(rows: Sequence[object], reader: Reader) -> str:
    return reader.texts("lines-more", count=len(rows) - _MOST_BARS) if len(rows) > _MOST_BARS else ""


def _notes(deals: Collection[Deal], scale: _Scale, reader: Reader) -> tuple[str, ...]:
    """By which rates it was drawn, and what has none."""
    currencies = dict.fromkeys(deal.currency for deal in deals)
    used = [scale.exchange.rates[each] for each in currencies if each in scale.exchange.rates]
    others = [deal for deal in deals if deal.currency not in (scale.currency, *scale.exchange.rates)]
    # A rate is not broken over two lines.
    rates = (rate_text(rate, reader.texts, reader.dates).replace(" ", "\u00a0") for rate in used)
    return (
        reader.texts("report-drawn-at", rates=", ".join(rates)) if used else "",
        reader.texts("report-not-drawn", sums=sums_told(totals(others), reader, weighted=False)) if others else "",
    )


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
