"""English times: words and rules. How to read a pattern is told in `values/times/grammar.py`."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from bot.language.packs.en.holidays import HOLIDAYS, WEAK_HOLIDAYS
from bot.language.packs.en.numbers import NUMBERS
from bot.language.values.times import building as make
from bot.language.values.times import clock_building as clocks
from bot.language.values.times import recurrence_building as again
from bot.language.values.times.clocks import Clock, PartOfDay
from bot.language.values.times.days import Fields, Moved, Steps, Unit
from bot.language.values.times.expression import TimeExpression, at_clock, between, on_day
from bot.language.values.times.grammar import Grammar, Rule, Site
from bot.language.values.times.reading import TimePack, Word, holiday_names
from bot.language.values.times.shared import SHARED_RULES, STREETS
from bot.language.values.times.stretches import Nth, Season, Seasonal
from bot.language.values.times.surroundings import Surroundings
from bot.language.values.wordlists import word_list, word_set

R = Rule

_WEEKDAYS = word_list("monday tuesday wednesday thursday friday saturday sunday")
_SHORT_WEEKDAYS = {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "wensday": 2,
    "wendsday": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
_WEAK_WEEKDAYS = frozenset(("mon", "sat", "sun"))
_MONTHS = word_list("january february march april may june july august september october november december")
_SHORT_MONTHS = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_ALWAYS_WEAK_MONTHS = frozenset(("may", "march", "mar", "jan", "jun"))
_UNITS: dict[str, str] = {
    "second": "second",
    "seconds": "second",
    "sec": "second",
    "secs": "second",
    "minute": "minute",
    "minutes": "minute",
    "min": "minute",
    "mins": "minute",
    "mn": "minute",
    "hour": "hour",
    "hours": "hour",
    "hr": "hour",
    "hrs": "hour",
    "h": "hour",
    "day": "day",
    "days": "day",
    "night": "day",
    "nights": "day",
    "nite": "day",
    "week": "week",
    "weeks": "week",
    "wk": "week",
    "wks": "week",
    "month": "month",
    "months": "month",
    "mth": "month",
    "mths": "month",
    "quarter": "quarter",
    "quarters": "quarter",
    "qtr": "quarter",
    "qtrs": "quarter",
    "year": "year",
    "years": "year",
    "yr": "year",
    "yrs": "year",
    "fortnight": "fortnight",
    "fortnights": "fortnight",
    "weekend": "weekend",
    "weekends": "weekend",
    "wkend": "weekend",
}
_PARTS = {
    "morning": PartOfDay("morning", 9, 12),
    "afternoon": PartOfDay("afternoon", 14, 18),
    "arvo": PartOfDay("afternoon", 14, 18),
    "evening": PartOfDay("evening", 18, 22),
    "night": PartOfDay("night", 20, 24),
    "nite": PartOfDay("night", 20, 24),
    "lunch": PartOfDay("afternoon", 12, 14),
    "lunchtime": PartOfDay("afternoon", 12, 14),
}
_SEASONS: tuple[Season, ...] = ("spring", "summer", "autumn", "winter")
_TODAY = {
    "today": 0,
    "tod": 0,
    "tomorrow": 1,
    "tomorrows": 1,
    "tomorow": 1,
    "tommorow": 1,
    "tommorrow": 1,
    "tmrw": 1,
    "tmr": 1,
    "tmrow": 1,
    "tomoz": 1,
    "tmw": 1,
    "yesterday": -1,
    "yest": -1,
    "yday": -1,
    "yesterdays": -1,
}
_ZONES = {
    "gmt": "Etc/GMT", "utc": "Etc/UTC", "cet": "Europe/Paris", "cest": "Europe/Paris", "bst": "Europe/London",
    "est": "America/New_York", "edt": "America/New_York", "cst": "America/Chicago", "cdt": "America/Chicago",
    "mst": "America/Denver", "mdt": "America/Denver", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles",
    "ist": "Asia/Kolkata", "jst": "Asia/Tokyo",
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip
_FOLLOWERS = (
    "to and or for with w about in on at re from then but so by because if please pls plz thanks thx until till as "
    "the a an my his her their our your he she they we i you it who which that this next when while after before "
    "regarding concerning via using over not no via instead max sharp latest ok okay around near today tomorrow "
    "remind every daily call meet email log note add create schedule book set move task follow send chase ask"
)


@cache
def _lexicon() -> dict[str, list[Word]]:
    lexicon: dict[str, list[Word]] = {}
    for word, entry in _words():
        lexicon.setdefault(word, []).append(entry)
    return lexicon


def _known(word: str) -> list[str]:
    return [entry.category for entry in _lexicon().get(word, ()) if entry.category != "unit"]


AROUND = Surroundings(
    followers=word_set(_FOLLOWERS),
    temporal=word_set("on by until till til since before after this next last every each from due"),
    naming=word_set("with w from and by for to is called named meet met call called ask tell contact client dr"),
    doubtful=_WEAK_WEEKDAYS,
    before_hours=frozenset(("at", "@", "around", "from", "between")),
    honorifics=word_set("mr mrs ms miss dr prof sir madam"),
    capitalised=True,
    known=_known,
)


def _words() -> Iterator[tuple[str, Word]]:
    for number, name in enumerate(_WEEKDAYS):
        yield name, Word("weekday", number)
        yield name + "s", Word("mondays", number)
    for name, number in _SHORT_WEEKDAYS.items():
        yield name, Word("weekday", number, short=True, weak=name in _WEAK_WEEKDAYS)
    for number, name in enumerate(_MONTHS, start=1):
        yield name, Word("month", number)
    for name, number in _SHORT_MONTHS.items():
        yield name, Word("month", number, short=True)
    for name in {*_MONTHS, *_SHORT_MONTHS} - _ALWAYS_WEAK_MONTHS:
        yield name, Word("sure_month", _MONTHS.index(name) + 1 if name in _MONTHS else _SHORT_MONTHS[name])
    for name, grain in _UNITS.items():
        yield name, Word("unit", grain, short=len(name) < 4)
    for name in ("days", "weeks", "months"):
        yield name, Word("days", _UNITS[name])
    yield "d", Word("short_unit", "day")
    yield "w", Word("short_unit", "week")
    for name, zone in _ZONES.items():
        yield name, Word("zone", zone)
    for name, part in _PARTS.items():
        yield name, Word("part", part)
    for name, shift in _TODAY.items():
        yield name, Word("relday", Unit("day", shift))
    for name in _SEASONS:
        yield name, Word("season", Seasonal(name))
    yield "fall", Word("season", Seasonal("autumn"))
    yield "noon", Word("oclock", Clock(12, half="exact", grain="hour"))
    yield "noonish", Word("oclock", Clock(12, half="exact", grain="hour"))
    yield "midday", Word("oclock", Clock(12, half="exact", grain="hour"))
    yield "midnight", Word("oclock", Clock(0, half="exact", grain="hour"))


def _sure_date(site: Site) -> bool:
    """ "12 may be enough", "met Jan 3 times": beside a month that is a word too nothing may be counted or done."""
    words = {token.folded for token in site.tokens[site.start : site.end]}
    if words.isdisjoint(_ALWAYS_WEAK_MONTHS) or words & NUMBERS.ordinal_suffixes:
        return True
    return (site.after is not None and site.after.kind == "number") or AROUND.counts_nothing(site)


def _no_french(site: Site) -> bool:
    """In a mixed message "15h est ok" and "15h cet après-midi" are French."""
    zone = site.tokens[site.end - 1].text
    return zone not in ("est", "cet") and (len(zone) != 2 or zone.isupper())


def _no_article(site: Site) -> bool:
    """ "15h", but "a 9h flight" is how long it takes."""
    return site.before is None or site.before.folded not in ("a", "an", "the")


def _half_apart(site: Site) -> bool:
    """ "december 8 pm", but "11 dec 8pm" tells an hour."""
    return site.tokens[site.end - 1].spaced and AROUND.clause_ends(site)


def _four_digits(site: Site) -> bool:
    """ "0900 hours", but "300 hours" last."""
    return len(site.tokens[site.start].text) == 4 and AROUND.counts_nothing(site)


def _after_for(site: Site) -> bool:
    """ "agenda for the week", but "the week was long"."""
    return site.before is not None and site.before.folded in ("for", "of")


def _after_at(site: Site) -> bool:
    """ "at 3p", "tomorrow 8a": without a preposition or a day "4a" is a flat or a size."""
    if site.before is None:
        return False
    before = site.before.folded
    return before in ("at", "@", "from", "to", "until", "till", "by", "-") or bool(
        {"relday", "weekday"} & {*_known(before)}
    )


_COUNT_RULES = (
    R("a", "number", "a|an", lambda: Decimal(1)),
    R("a couple", "number", "a? couple|pair of?", lambda: Decimal(2)),
    R("a few", "number", "a? few", lambda: Decimal(3)),
    R("so many and a half", "number", "{number} and a|an|one half", lambda count: count + Decimal("0.5")),
    R("half", "number", "half a|an?", lambda: Decimal("0.5")),
    R("a good half", "number", "a good|solid|short half", lambda: Decimal("0.5")),
    R("fraction 1/4", "number", "1 ~/ ~4", lambda: Decimal("0.25")),
    R("fraction 1/2", "number", "1 ~/ ~2", lambda: Decimal("0.5")),
    R("fraction 3/4", "number", "3 ~/ ~4", lambda: Decimal("0.75")),
)
_LENGTH_RULES = (
    R("so many or so many units", "length", "{number} or|to|- {number} {unit}", make.shorter_length),
    R("so many units", "length", "{number} {unit}", make.length),
    R(
        "one and a half units",
        "length",
        "{number} {unit} and a half",
        lambda count, name: make.length(count + Decimal("0.5"), name),
    ),
    R("quarter of an hour", "length", "a? quarter of an? hour", lambda: make.length(15, "minute")),
    R("three quarters of an hour", "length", "three|3 -? quarters of an? hour", lambda: make.length(45, "minute")),
    R(
        "working days",
        "length",
        "{number} business|working|work|open days|day",
        lambda count: make.length(count, "business day"),
    ),
    R("hours and minutes", "length", "{length} and? {length}", make.Length.plus),
    R(
        "hours with minutes behind",
        "length",
        "{number} h|hr ~{minute2}",
        lambda hours, minutes: make.length(hours * 60 + minutes, "minute"),
    ),
    R("primes", "length", "{number} ~'|’|′", lambda count: make.length(count, "minute")),
    R("double primes", "length", '{number} ~"|″', lambda count: make.length(count, "second")),
    R("lasting", "lasting", "for {length}", make.same),
    R("a duration", "duration", "for|during|lasting|lasted|took {length}", make.same),
    R("a hyphenated duration", "duration", "{number} - {unit}", make.length),
)
_CLOCK_RULES = (
    R("hour", "bare", "{hour}", clocks.clock),
    R("hour and minute words", "bare", "{hour} {minuteword}", clocks.clock),
    R("hour oh minute", "bare", "{hour} oh|o {minuteword}", clocks.clock),
    R("hour and minutes apart", "spoken", "{hour} {minute2}", clocks.clock),
    R("digits run together", "spoken", "{hhmm}", clocks.digits),
    R("padded hour with h", "clock", "{padded} ~h ~{minute2}?", clocks.exact),
    R("hour with h", "clock", "{hour} ~h", clocks.late_hour, _no_article),
    R("small hour with h", "clock", "{hour} ~h", clocks.clock, weak=True),
    R("hour dot minutes", "dotted", "{hour} ~. ~{minute2}", clocks.clock),
    R("hour dot minutes am", "clock", "{dotted} am|a.m.|a.m", clocks.half_day("am")),
    R("hour dot minutes pm", "clock", "{dotted} pm|p.m.|p.m", clocks.half_day("pm")),
    R("at hour dot minutes", "clock", "at|@ {dotted}", make.same, AROUND.counts_nothing),
    R("hour with h and minutes", "clock", "{hour} ~h ~{minute2}", clocks.late_hour, _no_article),
    R("small hour with h and minutes", "clock", "{hour} ~h ~{minute2}", clocks.clock, weak=True),
    R("so long from an hour", "clock", "{length} from|after|past {clock}", clocks.so_long_after),
    R("hundreds of hours", "clock", "{hhmm} hours|hrs", clocks.on_the_dial, _four_digits, weak=True),
    R("at hundreds of hours", "clock", "at|@|by|around {hhmm} hours|hrs", clocks.on_the_dial, AROUND.counts_nothing),
    R("so long before an hour", "clock", "{length} before {clock}", clocks.so_long_before),
    R("noon or midnight", "clock", "the? {oclock}", make.same),
    R("mid day", "clock", "mid -? day", clocks.spoken(12)),
    R("o'clock", "clock", "{bare} o'clock|o_clock|oclock|o'clck", make.same),
    R("am", "clock", "{bare} -? am|a.m.|a.m|a_m", clocks.half_day("am")),
    R("pm", "clock", "{bare} -? pm|p.m.|p.m|p_m", clocks.half_day("pm")),
    R("a behind a clock", "clock", "{clock} ~a|a.", clocks.half_day("am")),
    R("p behind a clock", "clock", "{clock} ~p|p.", clocks.half_day("pm")),
    R("hour a", "clock", "{bare} ~a|a.", clocks.half_day("am"), _after_at),
    R("hour p", "clock", "{bare} ~p|p.", clocks.half_day("pm"), _after_at),
    R("digits am", "clock", "{spoken} am|a.m.|a.m|a_m", clocks.half_day("am")),
    R("digits pm", "clock", "{spoken} pm|p.m.|p.m|p_m", clocks.half_day("pm")),
    R("in the am", "clock", "{bare} in the am", clocks.half_day("am")),
    R("in the pm", "clock", "{bare} in the pm", clocks.half_day("pm")),
    R("about an hour", "bare", "{bare} ~-? ~ish", make.same),
    R("about digits", "bare", "{spoken} ~ish", make.same),
    R("half past", "clock", "half past|after? {bare}", lambda time: clocks.minutes_from(time, 30)),
    R("quarter past", "clock", "a? quarter past|after|from {bare}", lambda time: clocks.minutes_from(time, 15)),
    R("quarter to", "clock", "a? quarter to|before|of|till {bare}", lambda time: clocks.minutes_from(time, -15)),
    R("minutes past", "clock", "{minutes} minutes|mins|min? past|after {bare}", clocks.past_hour),
    R(
        "at minutes to",
        "clock",
        "at|@ {minutes} to|before|till {bare}",
        lambda minutes, time: clocks.to_hour(minutes, time) if minutes % 5 == 0 else None,
    ),
    R(
        "minutes to",
        "clock",
        "{minutes} minutes|mins|min? to|before|till {bare}",
        lambda minutes, time: clocks.to_hour(minutes, time) if minutes % 5 == 0 else None,
        AROUND.counts_nothing,
        weak=True,
    ),
    R("minutes to, with the word", "clock", "{minutes} minutes|mins|min to|before|till {bare}", clocks.to_hour),
    R("clock is a bare hour too", "bare", "{clock}", make.same),
    R("at a bare hour", "clock", "at|@ about|around|approximately|exactly? {bare}", make.same, AROUND.counts_nothing),
    R("at spoken digits", "clock", "at|@|around|approximately|by {spoken}", make.same, AROUND.counts_nothing),
    R("around a bare hour", "clock", "around|about {bare}", make.same, AROUND.counts_nothing, weak=True),
    R("around a clock", "clock", "around|about|approximately|exactly|circa|~ {clock}", make.same),
    R("at a clock", "clock", "at|@ about|around|approximately|exactly? {clock}", make.same),
    R("clock in a zone", "time", "{clock} (? {zone} )?", clocks.in_zone, _no_french),
    R("clock of a place", "time", "{clock} {place} time", clocks.in_zone),
    R("clock where they are", "time", "{time} on? their|his|her side|end", clocks.where_they_are),
    R("clock of their time", "time", "{time} in? their|his|her own? local? time", clocks.where_they_are),
    R(
        "bare hour of their time",
        "time",
        "at? {bare} in? their|his|her own? local? time",
        lambda hour: clocks.where_they_are(TimeExpression(clock=hour)),
    ),
    R("uk", "place", "uk|british", lambda: "Europe/London"),
    R("central europe", "place", "french|german|european|spanish|italian", lambda: "Europe/Paris"),
    R("new york", "place", "ny|nyc|eastern|boston|east_coast|washington|miami", lambda: "America/New_York"),
    R("chicago", "place", "central|texas|dallas|houston", lambda: "America/Chicago"),
    R(
        "california",
        "place",
        "pacific|california|la|sf|san_francisco|seattle|west_coast",
        lambda: "America/Los_Angeles",
    ),
    R("clock, ish", "clock", "{clock} ~- ~ish", make.same),
    R("clock, about", "clock", "{clock} approximately|sharp|ish|on_the_dot", make.same),
    R(
        "end of day",
        "clock",
        "eod|cob|eob|close_of_business|close_of_play|end_of_business|end_of_play",
        clocks.spoken(17),
    ),
    R("end of the day", "clock", "at? the? end of the? day|business", clocks.spoken(17)),
    R("first thing", "clock", "first_thing in? the? morning?", clocks.spoken(9)),
    R("start of day", "clock", "at? the? start|beginning of the? day", clocks.spoken(9)),
    R(
        "between two hours",
        "time",
        "from|between {edge} to|and|until|untill|till|til|through|thru|-|– {edge}",
        clocks.stretch,
        AROUND.counts_nothing,
    ),
    R("an edge is a bare hour", "edge", "{bare}", make.same),
    R("an edge is a dotted hour", "edge", "{dotted}", make.same),
    R(
        "two dotted hours",
        "time",
        "{dotted} -|–|to|till|until|til|untill {dotted}",
        clocks.stretch,
        AROUND.counts_nothing,
        weak=True,
    ),
    R("two hours", "time", "around|in? {bare} -|–|to|till|until|til|untill {clock}", clocks.stretch),
    R(
        "an hour and a bare hour",
        "time",
        "{clock} -|–|to|till|until|til|untill {bare}",
        clocks.stretch,
        AROUND.counts_nothing,
    ),
    R("later than, but before", "time", "later_than|after {clock} but before|until {time}", clocks.later_but_before),
)
_PART_RULES = (
    R("in a part of the day", "daypart", "in|during the? {part}", at_clock),
    R("this part of the day", "daypart", "this {part}", clocks.part_today),
    R("tonight", "daypart", "tonight|tonite|2nite|2night", clocks.part_told("night", 20, 24)),
    R("last night", "daypart", "last night", clocks.part_told("evening", 18, 24, -1)),
    R("at night", "daypart", "at night", clocks.part("night", 20, 24)),
    R("late tonight", "daypart", "late|later tonight|tonite", clocks.part_told("night", 22, 24)),
    R("late last night", "daypart", "late last night", clocks.part_told("night", 22, 24, -1)),
    R(
        "part of a day told, late",
        "daypart",
        "late {date} {part}",
        lambda day, part: clocks.part_on(day, clocks.late(part)),
    ),
    R(
        "part of a day told, early",
        "daypart",
        "early {date} {part}",
        lambda day, part: clocks.part_on(day, clocks.early(part)),
    ),
    R("part of a day told", "daypart", "{date} in? the? {part}", clocks.part_on),
    R("at a part of a day told", "daypart", "{date} at|over|during {part}", clocks.part_on),
    R("part of", "daypart", "the? {part} of {date}", clocks.part_of),
    R("early part", "part", "early in? the? {part}", clocks.early),
    R("early hours", "part", "in? the? early hours of the {part}", clocks.early),
    R("late part", "part", "late in? the? {part}", clocks.late),
    R("middle part", "part", "mid -? {part}", clocks.middle),
    R("at lunch", "daypart", "at|over lunch|lunchtime", clocks.part("afternoon", 12, 14)),
    R("after lunch", "daypart", "after lunch|lunchtime", clocks.part("afternoon", 14, 17)),
    R("morning of a day", "daypart", "{date} am", clocks.part_named("morning", 9, 12), _half_apart),
    R("afternoon of a day", "daypart", "{date} pm", clocks.part_named("afternoon", 14, 18), _half_apart),
    R("before lunch", "daypart", "before lunch|lunchtime", clocks.part("morning", 11, 12)),
    R("after work", "daypart", "after work|hours", clocks.part("evening", 18, 21)),
    R("after school", "daypart", "after school", clocks.part("afternoon", 16, 18)),
    R("later in a part", "daypart", "later this {part}", clocks.late_part_today),
    R("bare part", "daypart", "{part}", at_clock, weak=True),
    R(
        "part and bare hours",
        "time",
        "{daypart} {bare} to|till|until|-|– {bare}",
        clocks.part_hours,
        AROUND.counts_nothing,
    ),
    R("hour of a part", "time", "{bare} {daypart}", clocks.hour_of_part),
    R("hour of a day", "time", "{bare} {relday}", clocks.clock_on, AROUND.clause_begins),
    R("digits and a day", "time", "{spoken} {relday}", clocks.clock_on, AROUND.clause_begins),
    R("day and bare hours", "time", "{shortday} {bare} to|till|until|- {bare}", clocks.stretch_on, AROUND.clause_ends),
    R(
        "next day and bare hours",
        "time",
        "next|this {shortday} {bare} to|till|until|- {bare}",
        clocks.stretch_on,
        AROUND.clause_ends,
    ),
    R("day and bare hour", "time", "{shortday} {bare}", clocks.hour_on, AROUND.clause_ends),
    R("next day and bare hour", "time", "next|nxt|this {shortday} {bare}", clocks.hour_on, AROUND.clause_ends),
)
_DAY_RULES = (
    R("2moro", "relday", "2 ~moro|morrow|mrw|moz", lambda: Unit("day", 1)),
    R("this time on a day", "time", "this|the_same|same time|hour {date}", clocks.at_this_hour),
    R("this time next unit", "time", "this|the_same|same time|hour {span}", clocks.at_this_hour),
    R("a day at the same time", "time", "{date} at the same time|hour", clocks.at_this_hour),
    R("next holiday", "date", "the? next|coming|this|this_coming {holiday}", make.coming),
    R("holiday weekend", "date", "the? {holiday} weekend", make.saturday_beside),
    R("holiday week", "span", "{holiday} week", make.week_of),
    R("last holiday", "date", "last {holiday}", make.past),
    R("weekday before a day", "date", "the? {weekday} before|preceding {date}", make.weekday_beside("before")),
    R("weekday after a day", "date", "the? {weekday} after|following {date}", make.weekday_beside("after")),
    R("closest weekday", "date", "the? closest|nearest {weekday} to {date}", make.weekday_beside("closest")),
    R("dotted date", "time", "{dotted_date}", on_day, weak=True),
    R("before the holidays", "time", "before the holidays", lambda: make.before(make.dated_time(24, 12))),
    R("after the holidays", "time", "after the holidays", lambda: make.after(make.dated_time(2, 1))),
    R(
        "on a dotted date",
        "date",
        "on|by|until|till|before|since|due|from the? {dotted_date}",
        make.same,
        AROUND.counts_nothing,
    ),
    R("a day from today", "date", "{relday}", make.same),
    R("a day from today is short", "shortday", "{relday}", make.same),
    R("a weekday is short", "shortday", "{weekday}", make.weekday),
    R("the day after tomorrow", "date", "the? day after tomorrow", lambda: Unit("day", 2)),
    R("the day before yesterday", "date", "the? day before yesterday", lambda: Unit("day", -2)),
    R("next working day", "date", "the? next|following business|working|work day", lambda: Steps(1, business=True)),
    R("the next day", "date", "the next|following day", lambda: Unit("day", 1)),
    R("weekday", "date", "{weekday}", make.weekday, AROUND.no_name, keeps_weakness=True),
    R("on a weekday", "date", "on {weekday}", make.weekday),
    R("this weekday", "date", "this|this_coming {weekday}", lambda day: make.this(make.weekday(day))),
    R(
        "next weekday",
        "date",
        "the? next|nxt|coming|upcoming|following {weekday}",
        lambda day: make.coming(make.weekday(day)),
    ),
    R("last weekday", "date", "the|this? last|past|previous {weekday}", lambda day: make.past(make.weekday(day))),
    R("weekday last", "date", "{weekday} last|gone", lambda day: make.past(make.weekday(day)), AROUND.clause_ends),
    R("weekday of a week", "date", "{weekday} of|in {span}", make.day_in),
    R("weekday after next", "date", "the? {weekday} after next", lambda day: make.coming(make.weekday(day), 2)),
    R("weekday before last", "date", "the? {weekday} before last", lambda day: make.past(make.weekday(day), 2)),
    R("weekday week", "date", "{weekday} week", make.weeks_after(1), AROUND.counts_nothing),
    R("weekday fortnight", "date", "{weekday} fortnight", make.weeks_after(2), AROUND.counts_nothing),
    R("tomorrow week", "date", "{relday} week", make.so_many_weeks_after(1), AROUND.clause_ends),
    R("tomorrow fortnight", "date", "{relday} fortnight", make.so_many_weeks_after(2), AROUND.clause_ends),
    R("a week thursday", "date", "{length} {weekday}", make.weeks_after_weekday, AROUND.clause_ends),
    R("two weeks today", "date", "{length} {relday}", make.from_relative_day),
    R("a week on", "date", "{length} on|from|after {date}", make.from_day),
    R("so long before", "date", "{length} before {date}", lambda span, day: make.from_day(span, day, -1)),
    R("the day after", "date", "the? day after|following {date}", lambda day: Moved(day, 1)),
    R("the day before", "date", "the? day before {date}", lambda day: Moved(day, -1)),
    R("so many weekdays ahead", "date", "{number} {mondays} from_now|hence|from_today", make.weekdays_ahead),
    R("so many weekdays ago", "date", "{number} {mondays} ago|back", make.weekdays_ago),
    R("month day", "date", "{month} the? {dayno}", lambda number, day: make.dated(day, number), _sure_date),
    R("day month", "date", "the? {dayno} of? {month}", make.dated, _sure_date),
    R("day month year", "date", "the? {dayno} of? {month} ,? {year}", make.dated),
    R("day month short year", "date", "the? {dayno} of? {month} '? {yy}", make.short_dated, AROUND.clause_ends),
    R("day month year, joined", "date", "{dayno} ~-|/ ~{month} ~-|/ ~{year}", make.dated),
    R("day month short year, joined", "date", "{dayno} ~-|/ ~{month} ~-|/ ~{yy}", make.short_dated),
    R(
        "month day year, joined",
        "date",
        "{month} ~-|/ ~{dayno} ~-|/ ~{year}",
        lambda number, day, year: make.dated(day, number, year),
    ),
    R("day, dot, month", "date", "the? {dayno} ~. {sure_month}", make.dated),
    R("day, dot, month, year", "date", "the? {dayno} ~. {month} ,? {year}", make.dated),
    R("day month, joined", "date", "{dayno} ~- ~{month}", make.dated),
    R("ides", "date", "the? ides of {month}", lambda number: make.dated(15 if number in (3, 5, 7, 10) else 13, number)),
    R("weekday and day", "date", "{weekday} the {dayno}", lambda day, number: make.dated(number, weekday=day)),
    R("weekday and ordinal", "date", "{weekday} {nth}", lambda day, number: make.dated(number, weekday=day)),
    R("the nth", "date", "the {nth}", make.dated, AROUND.counts_no_weekday),
    R(
        "on the nth",
        "date",
        "on|by|until|till|before|from|since|after|for the? {ordinal}",
        make.dated,
        AROUND.counts_no_weekday,
        weak=True,
    ),
    R("on the nth day", "date", "on the {ordinal}", make.dated, AROUND.counts_no_weekday),
    R("nth of the current month", "date", "on|by? the? {dayno} of the month", make.dated),
    R("black friday", "date", "black friday", lambda: Moved(Nth(4, 3, Fields(month=11)), 1)),
    R("nth of the month", "date", "the? {dayno} day? of {span}", make.day_within),
)
_SPAN_RULES = (
    R("month", "span", "{month}", make.month, weak=True),
    R("month at the end", "span", "{sure_month}", make.month, AROUND.closing_month),
    R("in a month", "span", "in|during|over|throughout the_month_of? {month}", make.month),
    R("in a month in digits", "span", "in|during|closing {year_month}", make.same),
    R("to a month", "span", "to|into {sure_month}", make.month, AROUND.counts_nothing),
    R("for a month", "span", "for|of {sure_month}", make.month, AROUND.no_company),
    R("month and year", "span", "{month} of? ,? {year}", make.month),
    R("this month by name", "span", "this {month}", lambda number: make.this(make.month(number))),
    R("next month by name", "span", "next|coming {month}", lambda number: make.coming(make.month(number))),
    R("last month by name", "span", "last|past {month}", lambda number: make.past(make.month(number))),
    R("month after next", "span", "{month} after next", lambda number: make.coming(make.month(number), 2)),
    R(
        "month in so long",
        "span",
        "{month} in {length}",
        lambda number, span: make.in_so_long(make.month(number), span),
    ),
    R("in the new year", "span", "in|early_in the new year", lambda: make.unit("year", 1)),
    R("year", "span", "{year}", make.year, weak=True),
    R("in a year", "span", "in|during {year}", make.year),
    R("this unit", "span", "this|the_current|current|all {unit}", lambda name: make.unit(name, 0)),
    R("the unit at hand", "span", "the {unit}", lambda name: make.unit(name, 0), _after_for),
    R("all the unit", "span", "all|throughout the {unit}", lambda name: make.unit(name, 0)),
    R("coming weekend", "span", "this|the? coming|upcoming weekend", lambda: make.unit("weekend", 0)),
    R("next unit", "span", "the? next|nxt|coming|upcoming|following {unit}", lambda name: make.unit(name, 1)),
    R("last unit", "span", "the|this? last|past|previous|prior {unit}", lambda name: make.unit(name, -1)),
    R("weekend in two words", "unit", "week -? end", lambda: "weekend"),
    R("unit after next", "span", "the? {unit} after next", lambda name: make.unit(name, 2)),
    R("unit before last", "span", "the? {unit} before last", lambda name: make.unit(name, -2)),
    R("the week after", "span", "the week after", lambda: make.unit("week", 1), AROUND.clause_ends),
    R("at the weekend", "span", "over|at|on|during? the weekend", lambda: make.unit("weekend", 0)),
    R("rest of", "span", "the? rest|remainder of the|this {unit}", make.rest_of),
    R("outer unit", "outer", "the? {unit}", lambda name: make.unit(name, 0)),
    R("outer span", "outer", "around? {span}", make.same),
    R("quarter", "span", "q ~{dayno}", make.quarter),
    R("quarter and year", "span", "q ~{dayno} of|,|/|-|'? {year}", make.quarter),
    R("quarter and short year", "span", "q ~{dayno} '? {yy}", make.quarter, AROUND.clause_ends),
    R("year and quarter", "span", "{year} -? q ~{dayno}", lambda year, number: make.quarter(number, year)),
    R("short year and quarter", "span", "{yy} ~q ~{dayno}", lambda year, number: make.quarter(number, year)),
    R("ordinal quarter", "span", "the? {ordinal} quarter|qtr", make.quarter),
    R("ordinal quarter and year", "span", "the? {ordinal} quarter|qtr of? {year}", make.quarter),
    R("half year", "span", "h ~{dayno}", lambda number: make.nth(number, "half", Unit("year")) if number < 3 else None),
    R(
        "half year and year",
        "span",
        "h ~{dayno} of|,|/|-? {year}",
        lambda number, year: make.nth(number, "half", make.year(year)) if number < 3 else None,
    ),
    R("season told", "span", "in|this|during|over|current the? {season}", make.same),
    R("the season", "span", "the {season}", make.same, weak=True),
    R("season in an edge", "outer", "{season}", make.same),
    R("season of a year", "span", "in|by? {season} of? {year}", make.season_of),
    R("next season", "span", "next {season}", make.coming),
    R("last season", "span", "last {season}", make.past),
    R("weekend of", "span", "the? weekend|wkend of {date}", make.weekend_of),
    R("weekend of, in two words", "span", "the? week -? end of {date}", make.weekend_of),
    R("week by its number", "span", "in? week|wk {minutes}", make.iso_week, AROUND.counts_nothing),
    R("low week by its number", "span", "in? week|wk {minutes}", make.low_iso_week, AROUND.clause_ends, weak=True),
    R("week before a day", "span", "the? week|wk before|preceding {date}", make.week_beside(-1)),
    R("week after a day", "span", "the? week|wk after|following {date}", make.week_beside(1)),
    R("week by its letter", "span", "w ~{minutes}", make.iso_week),
    R("week of", "span", "the? week|wk|w_/_c of|commencing|starting|beginning {date}", make.week_of),
)
_NTH_RULES = (
    R("ordinal", "count", "{ordinal}", make.same),
    R("last", "count", "last|final", lambda: -1),
    R("nth last", "count", "{ordinal} to|- -? last", lambda number: -number),
    R("nth last, short", "count", "{ordinal} last", lambda number: -number),
    R("a thing is a weekday", "thing", "{weekday}", make.same),
    R("a thing is a unit", "thing", "{unit}", make.same),
    R("a thing is a working day", "thing", "business|working day", lambda: "business day"),
    R("a thing is a half", "thing", "half", lambda: "half"),
    R("nth of a span", "date", "the? {count} {thing} of|in {outer}", make.nth),
    R("nth of a span, month first", "date", "the? {count} {thing} {span}", make.nth),
    R("end of a span", "date", "at? the? very? end of {outer}", make.edge("end")),
    R("start of a span", "date", "at? the? start|beginning of {outer}", make.edge("start")),
    R("middle of a span", "date", "in? the? middle of {outer}", make.edge("middle")),
    R("early in a span", "date", "early in|on? {outer}", make.edge("early")),
    R("late in a span", "date", "late|later in? {outer}", make.edge("late")),
    R("mid span", "date", "mid -? {span}", make.edge("middle")),
    R("midweek", "date", "mid_week|midweek|mid_-_week", make.edge_of("middle", "week")),
    R("month end", "date", "month -? end", make.edge_of("end", "month")),
    R("quarter end", "date", "quarter -? end", make.edge_of("end", "quarter")),
    R("year end", "date", "year -? end", make.edge_of("end", "year")),
    R("EOM", "date", "at? the? eom", make.edge_of("end", "month")),
    R("EOW", "date", "at? the? eow", make.edge_of("end", "week")),
    R("EOQ", "date", "at? the? eoq", make.edge_of("end", "quarter")),
    R("EOY", "date", "at? the? eoy", make.edge_of("end", "year")),
)
_DISTANCE_RULES = (
    R("so long from now, in time", "time", "in {length} '|'s time", make.ahead),
    R("in so long, short", "time", "in|within {number} ~{short_unit}", make.ahead_of),
    R("in so long", "time", "in about|around|approximately|another|under|just_under|less_than? {length}", make.ahead),
    R("so many more", "length", "{number} more|other {unit}", make.length),
    R("so long from now", "time", "{length} from now|right_now|today", make.ahead),
    R("so long hence", "time", "{length} hence|later", make.ahead),
    R("so long ago", "time", "about|around? {length} ago|back|earlier", make.ago),
    R("within so long", "time", "within the? next? {length}", make.within),
    R("within the unit", "time", "within the {unit}", make.within_unit),
    R(
        "in the next so long",
        "time",
        "in|over|during|for? the? next|coming|following|upcoming {length}",
        lambda span: make.rolling(span, 1),
    ),
    R(
        "the coming units",
        "time",
        "in|over|during? the? next|coming {days}",
        lambda name: make.roll(Decimal(3), name, 1),
    ),
    R("recent units", "time", "in|over|during? the? last|past {days}", lambda name: make.roll(Decimal(3), name, -1)),
    R(
        "so many coming units",
        "time",
        "{number} upcoming|coming|next {unit}",
        lambda count, name: make.roll(count, name, 1),
    ),
    R(
        "last so long",
        "time",
        "in|over|during|for? the|these? last|past|previous {length}",
        lambda span: make.rolling(span, -1),
    ),
    R(
        "so many last units",
        "time",
        "{number} last|past|previous {unit}",
        lambda count, name: make.roll(count, name, -1),
    ),
    R("now", "time", "now|right_now|at_the_moment|atm", make.now, weak=True),
    R("starting, for so long", "time", "{lasting} starting|beginning|from from? {time}", make.lasting_from),
    R("from, for so long", "time", "from {time} {lasting}", make.lasting),
)
_PREPOSITION_RULES = (
    R("on a date", "time", "on|this {date}", on_day),
    R("around a date", "time", "around|about|circa|for {date}", on_day),
    R("around a span", "time", "around|about|in|during|over {span}", on_day),
    R("for a time", "time", "for {time}", make.same, keeps_weakness=True),
    R("say", "time", "say|ideally|preferably|maybe|probably {time}", make.same, keeps_weakness=True),
    R("for a time set", "time", "due|set_for|scheduled_for {time}", make.same),
    R("by", "time", "by|no_later_than|due_by|at_the_latest_by the? {time}", make.by),
    R("by a bare hour", "time", "by {bare}", clocks.by_hour, AROUND.counts_nothing),
    R("at the latest", "time", "{time} at_the_latest|latest", make.by),
    R("until", "time", "until|untill|till|til|up_to|through|thru {time}", make.until),
    R("until a bare hour", "time", "until|till {bare}", clocks.until_hour, AROUND.counts_nothing),
    R("before a bare hour", "time", "before {bare}", clocks.before_hour, AROUND.counts_nothing),
    R("after a bare hour", "time", "after {bare}", clocks.after_hour, AROUND.clause_ends, weak=True),
    R("before", "time", "anytime|sometimes? before|prior_to {time}", make.before),
    R("year to date", "time", "{unit} to date", make.since_start_of),
    R("YTD", "time", "ytd", lambda: make.since_start_of("year")),
    R("MTD", "time", "mtd", lambda: make.since_start_of("month")),
    R("QTD", "time", "qtd", lambda: make.since_start_of("quarter")),
    R("since", "time", "ever? since {time}", make.since),
    R("after", "time", "anytime? after|later_than {time}", make.past_the_end),
    R("starting", "time", "starting|as_of|beginning {time}", make.after),
    R("from", "time", "from {time}", make.after, keeps_weakness=True),
    R("from a month", "time", "from {sure_month}", make.after_month, AROUND.no_company),
    R("onwards", "time", "from {time} on|onwards|onward", make.after),
    R(
        "from one to another",
        "time",
        "from|between {time} to|until|untill|till|til|and|through|thru|-|– {time}",
        between,
    ),
    R("one to another", "time", "{time} to|until|till|through|thru|-|– {time}", between),
    R(
        "days of one month",
        "time",
        "from|between? the? {dayno} to|and|until|till|through|thru|-|– the? {dayno} of? {month}",
        make.days_of_month,
    ),
    R(
        "days of one month and year",
        "time",
        "from|between? the? {dayno} to|and|until|till|through|thru|-|– the? {dayno} of? {month} ,? {year}",
        make.days_of_month,
    ),
    R(
        "month and its days",
        "time",
        "from|between? {month} the? {dayno} to|and|until|till|through|thru|-|– the? {dayno}",
        lambda number, first, last: make.days_of_month(first, last, number),
    ),
)
_RECURRENCE_RULES = (
    R("every day of", "recurrence", "every|each day ,|from? {weekdays}", again.on_weekdays),
    R("every unit", "recurrence", "every|each {unit}", lambda name: again.every(1, name)),
    R("once a unit", "recurrence", "once a|per|every|each {unit}", lambda name: again.every(1, name)),
    R("every so many units", "recurrence", "every {number} {unit}", again.every),
    R("every other unit", "recurrence", "every other|second {unit}", lambda name: again.every(2, name)),
    R("every other weekday", "recurrence", "every other|second {weekday}", again.every_other_weekday),
    R("every weekdays", "recurrence", "on? every|each {weekdays}", again.on_weekdays),
    R("weekdays, every week", "recurrence", "on? {weekdays} ,? every|each week", again.on_weekdays),
    R("weekdays at an hour", "recurrence", "on? {weekdays} {time} ,? every|each week", again.every_week_at),
    R("weekdays and", "weekdays", "{weekdays} ,? and {weekday}", again.weekdays_and),
    R("weekdays through", "weekdays", "{weekday} to|through|thru|- {weekday}", again.weekdays_through),
    R("plural weekdays", "recurrence", "on? {mondays}", again.on_one_weekday),
    R("weekly on", "recurrence", "weekly|every_week|each_week on? {mondays}", again.on_one_weekday),
    R("two plural weekdays", "recurrence", "on? {mondays} and|& {mondays}", again.on_two_weekdays),
    R(
        "every working day",
        "recurrence",
        "on? every|each weekday|workday|business_day|working_day|work_day",
        again.on_working_days,
    ),
    R("on weekdays", "recurrence", "on? weekdays", again.on_working_days),
    R("daily", "recurrence", "daily", again.each("day"), weak=True),
    R("weekly", "recurrence", "weekly", again.each("week"), weak=True),
    R("monthly", "recurrence", "monthly", again.each("month"), weak=True),
    R("quarterly", "recurrence", "quarterly", again.each("quarter"), weak=True),
    R("yearly", "recurrence", "yearly|annually", again.each("year"), weak=True),
    R("fortnightly", "recurrence", "fortnightly|biweekly|bi_-_weekly", again.each("week", 2)),
    R("every part", "recurrence", "every|each {part}", again.every_part),
    R("nth of every month", "recurrence", "on? the? {ordinal} day? of every|each month", again.every_month_on),
    R("nth of the month, each", "recurrence", "every|each {ordinal} of the|every|each? month", again.every_month_on),
    R(
        "two days of every month",
        "recurrence",
        "on? the? {ordinal} and|& the? {ordinal} day|days? of every|each|the month",
        again.every_month_on_two,
    ),
    R(
        "every two days of the month",
        "recurrence",
        "every|each {ordinal} and|& {ordinal} of the|each|every month",
        again.every_month_on_two,
    ),
    R(
        "every last day of the month",
        "recurrence",
        "every|each last day of the|each|every month",
        again.every_month_end,
    ),
    R("last day of every month", "recurrence", "on? the? last day of every|each month", again.every_month_end),
    R("end of every month", "recurrence", "at? the? end of every|each month", again.every_month_end),
    R(
        "every nth weekday of the month",
        "recurrence",
        "every {count} {weekday} of the|each|every month",
        again.every_month_nth,
    ),
    R(
        "nth weekday of every month",
        "recurrence",
        "on? the? {count} {weekday} of|in every|each month",
        again.every_month_nth,
    ),
    R("every date", "recurrence", "every|each {date}", again.every_year_on),
    R("so many times", "recurrence", "{recurrence} ,? {number} times", again.so_many_times),
    R("for so many units", "recurrence", "{recurrence} {lasting}", again.for_so_long),
)

RULES = (
    *_COUNT_RULES,
    *_LENGTH_RULES,
    *_CLOCK_RULES,
    *_PART_RULES,
    *_DAY_RULES,
    *_SPAN_RULES,
    *_NTH_RULES,
    *_DISTANCE_RULES,
    *_PREPOSITION_RULES,
    *_RECURRENCE_RULES,
    *SHARED_RULES,
)

NOT_TYPOS = word_set("sundry sundae frida fridays augusta auguste augustus mondale")


def load() -> TimePack:
    """The pack, built when English is first read."""
    return TimePack(
        language="en",
        numbers=NUMBERS,
        lexicon=_lexicon(),
        grammar=Grammar(RULES),
        holidays=holiday_names(HOLIDAYS, WEAK_HOLIDAYS),
        mendable=tuple(name for name in (*_WEEKDAYS, *_MONTHS, "tomorrow", "yesterday") if len(name) > 4),
        not_typos=NOT_TYPOS,
        streets=STREETS,
        clock_words=frozenset(("time",)),
        day_first_in=("Europe/",),
    )
