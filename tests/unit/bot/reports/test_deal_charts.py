"""What pictures of deals show: one scale, rates, and what does not fit in."""

from datetime import UTC, date, datetime
from decimal import Decimal

from bot.crm.deals import totals
from bot.domain.deals import Deal
from bot.domain.money import Exchange
from bot.messages import Chart
from bot.reports.deal_charts import Heading, decided_chart, weighted_chart
from bot.reports.deals import Decided
from bot.reports.periods import Span
from bot.reports.report import Reader
from bot.wording.dates import dates_of
from bot.wording.texts import Texts
from tests.contract.samples import deal, rate, user

NOW = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
IRIS = user(timezone="Europe/Paris")
READER = Reader(user_id=IRIS.id, names={}, texts=Texts("en"), dates=dates_of(IRIS, NOW))
HEADING = Heading(title="Pipeline", period="Q1 2026")
EUROS = Exchange(base="EUR", rates={"USD": rate(rate=Decimal("0.5"))})


def worth(amount: int | str, currency: str = "EUR", **fields: object) -> Deal:
    return deal("x", amount=Decimal(amount), currency=currency, **({"probability": 50} | fields))


def drawn(*stages: list[Deal], exchange: Exchange = EUROS) -> Chart:
    rows = [(f"stage {number}", len(deals), totals(deals)) for number, deals in enumerate(stages)]
    return weighted_chart("pipeline", HEADING, rows, [each for deals in stages for each in deals], exchange, READER)


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


def test_what_has_a_rate_is_drawn_and_the_rest_is_told() -> None:
    chart = drawn([worth(100), worth(400, "USD")], [worth(7000, "CHF"), worth(90, "SEK")], [worth("0.5")])
    assert [bar.segments for bar in chart.bars] == [(150.0, 150.0), (0.0, 0.0), (0.25, 0.25)]
    assert [plain(bar.text) for bar in chart.bars] == ["300 €", "7,000 CHF …", "0.50 €"]
    assert plain(chart.subtitle) == "Q1 2026\n300 € (weighted 150 €)"
    assert plain(chart.note).splitlines() == [
        "Converted at $1 = 0.50 € since 3 Mar",
        "Not drawn: 7,000 CHF, 90 SEK",
    ]


def test_without_the_workspace_s_currency_the_most_frequent_is_drawn() -> None:
    chart = drawn([worth(100, "CHF"), worth(1, "CHF"), worth(5000, "SEK")], exchange=Exchange(base="EUR"))
    assert (chart.bars[0].segments, plain(chart.note)) == ((50.5, 50.5), "Not drawn: 5,000 SEK")


def test_bars_that_do_not_fit_are_counted() -> None:
    chart = drawn(*[[worth(100)] for _ in range(14)])
    assert (len(chart.bars), chart.note) == (12, "… and 2 more")


def test_what_was_decided_in_another_currency_is_told_in_its_place() -> None:
    won = worth(5000, "CHF", stage="closed_won", close_date=date(2026, 1, 5))
    lost = worth(200, "USD", stage="closed_lost", close_date=date(2026, 2, 5))
    span = Span(date(2026, 1, 1), date(2026, 3, 31))
    chart = decided_chart(HEADING, [Decided(deal=each) for each in (won, lost)], span, "month", EUROS, READER)
    assert [plain(bar.text) for bar in chart.bars] == ["5,000 CHF / –", "0 € / 100 €", "–"]
