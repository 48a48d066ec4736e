"""French times: words and rules. How to read a pattern is told in `values/times/grammar.py`."""

from decimal import Decimal

from bot.language.packs.fr.holidays import HOLIDAYS, WEAK_HOLIDAYS
from bot.language.packs.fr.numbers import NUMBERS
from bot.language.values.times import building as make
from bot.language.values.times import clock_building as clocks
from bot.language.values.times import recurrence_building as again
from bot.language.values.times.clocks import Clock, PartOfDay
from bot.language.values.times.days import Moved, Steps, Unit
from bot.language.values.times.expression import at_clock, between, on_day
from bot.language.values.times.grammar import Grammar, Rule, Site
from bot.language.values.times.lexicon import MIDNIGHT, NOON, Lexicon, months, relative_days, units, weekdays, words
from bot.language.values.times.reading import TimePack, holiday_names
from bot.language.values.times.shared import SHARED_RULES, STREETS
from bot.language.values.times.stretches import Seasonal
from bot.language.values.times.surroundings import Surroundings
from bot.language.values.wordlists import word_list, word_set

R = Rule

_WEEKDAYS = word_list("lundi mardi mercredi jeudi vendredi samedi dimanche")
_SHORT_WEEKDAYS = {"lun": 0, "mar": 1, "mer": 2, "merc": 2, "jeu": 3, "ven": 4, "sam": 5, "dim": 6}
_MONTHS = word_list("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre")
_SHORT_MONTHS = {
    "janv": 1,
    "jan": 1,
    "fev": 2,
    "fevr": 2,
    "avr": 4,
    "juil": 7,
    "jui": 7,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_ALWAYS_WEAK_MONTHS = frozenset(("mars", "avril", "mai", "juillet", "jan", "sep", "jui", "dec", "nov", "oct"))
_UNITS: dict[str, str] = {
    "seconde": "second",
    "secondes": "second",
    "sec": "second",
    "minute": "minute",
    "minutes": "minute",
    "min": "minute",
    "mins": "minute",
    "mn": "minute",
    "heure": "hour",
    "heures": "hour",
    "h": "hour",
    "hr": "hour",
    "jour": "day",
    "jours": "day",
    "j": "day",
    "journee": "day",
    "journees": "day",
    "jrs": "day",
    "semaine": "week",
    "semaines": "week",
    "sem": "week",
    "mois": "month",
    "trimestre": "quarter",
    "trimestres": "quarter",
    "trim": "quarter",
    "an": "year",
    "ans": "year",
    "annee": "year",
    "annees": "year",
    "weekend": "weekend",
    "weekends": "weekend",
}
_PARTS = {
    "matin": PartOfDay("morning", 9, 12),
    "mat": PartOfDay("morning", 9, 12),
    "matinee": PartOfDay("morning", 9, 12),
    "soir": PartOfDay("evening", 18, 22),
    "soiree": PartOfDay("evening", 18, 22),
    "nuit": PartOfDay("night", 20, 24),
    "aprem": PartOfDay("afternoon", 14, 18),
    "apm": PartOfDay("afternoon", 14, 18),
}
_TODAY = {
    "demain": 1,
    "dmain": 1,
    "deamin": 1,
    "demin": 1,
    "hier": -1,
    "ajd": 0,
    "auj": 0,
    "aujourdhui": 0,
    "ojd": 0,
    "apres-demain": 2,
}
_SEASONS = {
    "printemps": Seasonal("spring"),
    "ete": Seasonal("summer"),
    "automne": Seasonal("autumn"),
    "hiver": Seasonal("winter"),
}
_MEETINGS = word_set(
    "rdv rendez reunion visite dejeuner diner demo vu rencontre rencontrer passer passe voir atelier cafe"
)
_FOLLOWERS = (
    "a au aux et ou pour avec de du d des pour que qu en sur chez par dans mais donc car si le la les l un une mon ma "
    "mes son sa ses notre nos votre vos leur leurs il elle ils elles on je j nous vous tu ce cet cette qui puis alors "
    "ensuite stp svp merci pile max maxi environ precises precise sans afin concernant objet re via rappelle rappeler "
    "relancer vers plutot environ entre appeler envoyer note noter cree creer ajoute tache rdv reunion "
    "chaque tous toutes jusque jusqu"
)


LEXICON = Lexicon(
    weekdays(_WEEKDAYS, _SHORT_WEEKDAYS, weak=_SHORT_WEEKDAYS),
    months(_MONTHS, _SHORT_MONTHS, unsure=_ALWAYS_WEAK_MONTHS),
    units(_UNITS, longest_short=4),
    words("zone", {"gmt": "Etc/GMT", "utc": "Etc/UTC", "cet": "Europe/Paris", "cest": "Europe/Paris"}),
    words("part", _PARTS),
    relative_days(_TODAY),
    relative_days({"dem": 1}, weak=True),
    words("season", _SEASONS),
    words("oclock", {"midi": NOON, "minuit": MIDNIGHT}),
)


AROUND = Surroundings(
    followers=word_set(_FOLLOWERS),
    temporal=word_set("le ce d'ici avant depuis des jusque jusqu chaque prochain pour a"),
    naming=word_set("avec de d par chez et pour a appele appeler vu rencontre eu contact client m mme"),
    doubtful=frozenset(_SHORT_WEEKDAYS),
    before_hours=frozenset(("a", "@", "vers", "de", "entre")),
    honorifics=word_set("m mr mme mlle dr monsieur madame mademoiselle maitre me pr docteur"),
    capitalised=False,
    known=LEXICON.kinds,
)


def _hour(hour: int, minute: int = 0) -> Clock | None:
    """A bare small hour is in the afternoon, but in the morning where a calendar date stands beside it."""
    return clocks.clock(hour, minute, literal_on_dates=True)


def _in_capitals(site: Site) -> bool:
    """ "15h CET", but not "15h cet après-midi"."""
    return any(token.text.isupper() and len(token.text) > 2 for token in site.tokens[site.end - 2 : site.end])


def _at_an_hour(site: Site) -> bool:
    """ "a 15h" lacks its accent; but "a 1h meeting" is English, and "on a une heure" is what one has."""
    first, second = site.tokens[site.start : site.start + 2]
    return first.text.lower() != "a" or (second.folded != "une" and AROUND.counts_nothing(site))


def _plain_day(site: Site) -> bool:
    """ "le 5", but not "le premier", which may be anything, nor "le 5 portes" nor "le 2e mardi"."""
    last = site.tokens[site.end - 1].folded
    if last in NUMBERS.ordinal_suffixes and not AROUND.counts_no_weekday(site):
        return False
    return AROUND.counts_nothing(site) and last not in ("premier", "un", "une")


def _meets_nobody(site: Site) -> bool:
    """ "rappeler à 9h chez elle" is by her clock, "rdv à 9h chez elle" at her place."""
    return _MEETINGS.isdisjoint(token.folded for token in site.tokens)


def _no_region(site: Site) -> bool:
    """ "demain midi", but not "le Midi" nor "Midi Pyrénées"."""
    *before, word = site.tokens[: site.end]
    if not word.text.istitle():
        return True
    after = site.after
    named = after is not None and after.kind == "word" and after.text.istitle()
    begins = not before or before[-1].kind in ("sign", "break") or bool(LEXICON.kinds(before[-1].folded))
    return begins and not named


def _counts_no_day(site: Site) -> bool:
    """In "jeudi 15 à 8h" the first number is the day."""
    return site.before is None or site.before.folded not in ("le", *_WEEKDAYS)


RULES = (
    # Numbers in words.
    R("un", "number", "un|une", lambda: Decimal(1)),
    R("quelques", "number", "quelques", lambda: Decimal(3)),
    R("une paire", "number", "une paire|couple de|d'", lambda: Decimal(2)),
    R("une dizaine", "number", "une? dizaine de|d'", lambda: Decimal(10)),
    R("une quinzaine", "number", "une? quinzaine de|d'", lambda: Decimal(15)),
    R("une vingtaine", "number", "une? vingtaine de|d'", lambda: Decimal(20)),
    R("une trentaine", "number", "une? trentaine de|d'", lambda: Decimal(30)),
    R("demi", "number", "une? demi|demie -?", lambda: Decimal("0.5")),
    R("une petite demi", "number", "une? petite|bonne|grosse demi|demie -?", lambda: Decimal("0.5")),
    # Lengths of time.
    R("tant ou tant d'unités", "length", "{number} ou|a|- {number} {unit}", make.shorter_length),
    R(
        "tant de petites unités",
        "length",
        "{number} petit|petite|petits|petites|bon|bonne|bons|bonnes|grosse|grosses {unit}",
        make.length,
    ),
    R(
        "tant d'unités et demie",
        "length",
        "{number} {unit} et demi|demie",
        lambda count, name: make.length(count + Decimal("0.5"), name),
    ),
    R(
        "une heure et quart",
        "length",
        "{number} heure|heures|h et quart",
        lambda count: make.length(count * 60 + 15, "minute"),
    ),
    R("un quart d'heure", "length", "un? quart d'heure", lambda: make.length(15, "minute")),
    R("trois quarts d'heure", "length", "trois|3 quarts d'heure", lambda: make.length(45, "minute")),
    R(
        "jours ouvrés",
        "length",
        "{number} jour|jours|j ouvre|ouvres|ouvrable|ouvrables|travailles|travaille",
        lambda count: make.length(count, "business day"),
    ),
    R("heures et minutes", "length", "{length} et? {length}", make.Length.plus),
    R(
        "heures suivies de minutes",
        "length",
        "{number} h|heure|heures {minutes}",
        lambda hours, minutes: make.length(hours * 60 + minutes, "minute"),
        AROUND.counts_nothing,
    ),
    R("minutes en signes", "length", "{number} ~'", lambda count: make.length(count, "minute")),
    R("secondes en signes", "length", '{number} ~"|″', lambda count: make.length(count, "second")),
    R("quinze jours", "length", "une? quinzaine", lambda: make.length(15, "day")),
    R("une huitaine", "length", "une? huitaine", lambda: make.length(8, "day")),
    R("qui dure", "lasting", "pendant|durant|pour {length}", make.same),
    R("une durée", "duration", "pendant|durant|duree_:|duree_de|dure|duree {length}", make.same),
    # Hours.
    R("heure nue", "bare", "{hour}", _hour),
    R("heure en h à deux chiffres", "hours", "{padded} h|heure|heures {minute2}?", clocks.exact),
    R("heure en h", "hours", "{hour} h|heure|heures|hrs", _hour),
    R(
        "heure en h et minutes",
        "hours",
        "{hour} h|heures|heure|hrs {minutes} minutes|min|mn?",
        _hour,
        AROUND.counts_nothing,
    ),
    R("heure et minutes dites", "hours", "{hour} h|heures|heure et {minutes} minutes|min", _hour),
    R("heure en h et minutes collées", "hours", "{hour} h ~{minute2}", _hour),
    R("heure et quart", "hours", "{hour} h|heures|heure et quart", lambda hour: _hour(hour, 15)),
    R("heure et demie", "hours", "{hour} h|heures|heure et demi|demie", lambda hour: _hour(hour, 30)),
    R("heure trois quarts", "hours", "{hour} h|heures|heure et? trois quarts", lambda hour: _hour(hour, 45)),
    R("heure moins", "hours", "{hours} moins {minutes}", clocks.earlier),
    R("heure moins le quart", "hours", "{hours} moins le? quart", lambda time: clocks.minutes_from(time, -15)),
    R(
        "heure passée de",
        "hours",
        "{hours} passe|passee|passees de? {minutes} minutes?",
        clocks.later,
    ),
    R("midi ou minuit", "clock", "le? {oclock}", make.same, _no_region),
    R("midi ou minuit, nu", "midday", "{oclock}", make.same),
    R("midi et quart", "midday", "{oclock} et? quart", lambda time: clocks.minutes_from(time, 15)),
    R("midi et demi", "midday", "{oclock} et demi|demie", lambda time: clocks.minutes_from(time, 30)),
    R(
        "midi et minutes",
        "midday",
        "{oclock} et? {minuteword}",
        clocks.later,
    ),
    R(
        "midi et minutes en chiffres",
        "midday",
        "{oclock} {minute2}",
        clocks.later,
        AROUND.counts_nothing,
    ),
    R("midi moins", "midday", "{oclock} moins {minutes}", clocks.earlier),
    R("midi moins le quart", "midday", "{oclock} moins le? quart", lambda time: clocks.minutes_from(time, -15)),
    R("midi et des minutes", "clock", "{midday}", make.same, _no_region),
    R(
        "une heure sûre",
        "clock",
        "{hours}",
        lambda time: time if time.half == "exact" or not (1 <= time.hour <= 6 or time.hour == 24) else None,
    ),
    R("une petite heure", "clock", "{hours}", make.same, weak=True),
    R("une heure est nue aussi", "bare", "{hours}", make.same),
    R("à une heure", "clock", "a|vers|vers_les|des|@ vers|environ|peu_pres|pres_de? {hours}", make.same, _at_an_hour),
    R("tant avant une heure", "clock", "{length} avant {clock}", clocks.so_long_before),
    R("à environ", "clock", "a|aux environ|environs|alentours de? {hours}", make.same),
    R("autour de", "clock", "autour|aux_alentours|aux_environs|sur_les_coups|sur_le_coup de {hours}", make.same),
    R("plutôt vers", "clock", "plutot|environ|sur_les|sur_le_coup_de vers|a? {hours}", make.same),
    R("à midi", "clock", "a|vers|ce|des|plutot|sur_le_coup_de {midday}", make.same),
    R("à l'heure avec deux-points", "clock", "a|vers|des|@ environ|vers? {clock}", make.same, _at_an_hour),
    R("heure d'un fuseau", "time", "{clock} (? {zone} )?", clocks.in_zone, _in_capitals),
    R("heure d'un lieu", "time", "{clock} , heure|heures de|d' {place}", clocks.in_zone),
    R("heure d'un lieu, sans virgule", "time", "{clock} heure de|d' {place}", clocks.in_zone),
    R("heure d'un lieu nu", "time", "{clock} a_l'heure de|d' {place}", clocks.in_zone),
    R("heure de chez eux", "time", "{time} heure de? chez eux|elles|elle|lui", clocks.where_they_are),
    R("chez eux", "time", "{time} chez eux|elles|elle|lui", clocks.where_they_are, _meets_nobody),
    R("de leur côté", "time", "{time} de leur|son cote", clocks.where_they_are),
    R("à leur heure", "time", "{time} a? leur|son heure", clocks.where_they_are),
    R("europe centrale", "place", "geneve|bruxelles|france|lyon", lambda: "Europe/Paris"),
    R("londres", "place", "londres", lambda: "Europe/London"),
    R("new york", "place", "montreal|boston|washington", lambda: "America/New_York"),
    R("lisbonne", "place", "lisbonne", lambda: "Europe/Lisbon"),
    R("heure précise", "clock", "{clock} pile|precises|precise|tapantes|environ", make.same),
    R("am et pm", "clock", "{bare} am|a.m.", clocks.half_day("am")),
    R("pm", "clock", "{bare} pm|p.m.", clocks.half_day("pm")),
    R("fin de journée", "clock", "en|a|pour? la? fin de la? journee", clocks.spoken(17)),
    R("fin de journée, sigle", "clock", "fdj|eod|cob|eob", clocks.spoken(17)),
    R(
        "à la première heure",
        "clock",
        "a_la_premiere_heure|a_la_1ere_heure|des_la_premiere_heure|premiere_heure",
        clocks.spoken(9),
    ),
    R("début de journée", "clock", "en|au? debut de la? journee", clocks.spoken(9)),
    R("milieu de journée", "clock", "en|au? milieu de la? journee", clocks.spoken(12)),
    R(
        "de telle heure à telle heure",
        "time",
        "de|entre {bare} a|et|jusqu'a|- {bare}",
        clocks.stretch,
        AROUND.counts_nothing,
    ),
    R("deux heures et un trait", "time", "{bare} -|a|jusqu'a|/ {hours}", clocks.stretch, _counts_no_day),
    R("une heure à une heure nue", "time", "{hours} -|a|jusqu'a {bare}", clocks.stretch, AROUND.counts_nothing),
    R("entre midi et", "time", "de|entre {midday} a|et|jusqu'a|- {bare}", clocks.stretch, AROUND.counts_nothing),
    R("entre une heure et midi", "time", "de|entre {bare} a|et|jusqu'a|- {midday}", clocks.stretch),
    # Parts of the day.
    R("après-midi", "part", "apres -? midi|midis", lambda: PartOfDay("afternoon", 14, 18)),
    R("dans une partie du jour", "daypart", "dans|durant|pendant|en|des le|la|l'? {part}", at_clock),
    R("le matin", "daypart", "le|la|l'|au|du|de_l'|de_la {part}", at_clock),
    R("ce matin", "daypart", "ce|cet|cette {part}", clocks.part_today),
    R("à matin", "daypart", "a {part}", clocks.part_today),
    R("hier soir", "daypart", "hier|la_veille au? soir", clocks.part_told("evening", 18, 24, -1)),
    R("la nuit dernière", "daypart", "la nuit derniere", clocks.part_told("night", 22, 24, -1)),
    R("partie d'un jour", "daypart", "{date} {part}", clocks.part_on),
    R(
        "partie d'un jour, avec préposition",
        "daypart",
        "{date} dans|en|au|des|le|l'|la le|la|l'? {part}",
        clocks.part_on,
    ),
    R("partie d'abord", "daypart", "la|le|l'|dans? la|le|l'? {part} de|du|d' {date}", clocks.part_of),
    R("début d'une partie", "part", "en|au|des? debut de|d' la|l'|le? {part}", clocks.early),
    R("milieu d'une partie", "part", "en|au? milieu de|d' la|l'|le? {part}", clocks.middle),
    R("fin d'une partie", "part", "en|a|a_la? fin de|d' la|l'|le? {part}", clocks.late),
    R("tôt", "part", "tres? tot le|dans|en la? {part}", clocks.early),
    R("tôt derrière", "part", "{part} tres? tot", clocks.early),
    R("tard", "part", "tard le|dans|en la? {part}", clocks.late),
    R(
        "plus tard dans une partie",
        "daypart",
        "un_peu? plus tard dans|ce|cet|cette la|l'? {part}",
        clocks.late_part_today,
    ),
    R(
        "au déjeuner",
        "daypart",
        "au|pendant|a_l'heure_du|au_moment_du|au_moment_de le? dejeuner|dej",
        clocks.part("afternoon", 12, 14),
    ),
    R("après le déjeuner", "daypart", "apres le? dejeuner|dej|manger|repas", clocks.part("afternoon", 14, 17)),
    R("avant le déjeuner", "daypart", "avant le? dejeuner|dej|manger|repas", clocks.part("morning", 11, 12)),
    R("après le travail", "daypart", "apres le? travail|boulot", clocks.part("evening", 18, 21)),
    R("dans la journée", "daypart", "dans|en la? journee", lambda: on_day(Unit("day"))),
    R("partie nue", "daypart", "{part}", at_clock, weak=True),
    R("heure nue d'une partie", "time", "{bare} {daypart}", clocks.hour_of_part, AROUND.clause_begins),
    R(
        "tôt tel jour",
        "daypart",
        "tres? tot {date} au|dans_la|le|en? {part}",
        lambda day, part: clocks.part_on(day, clocks.early(part)),
    ),
    R("heures nues d'un jour", "time", "{shortday} {bare} - {bare}", clocks.stretch_on, AROUND.clause_ends),
    R(
        "heure nue d'un jour",
        "time",
        "{shortday} a? {bare}",
        clocks.hour_on,
        lambda site: AROUND.clause_ends(site) and site.tokens[site.end - 2].folded == "a",
    ),
    # Days.
    R("2main", "relday", "2 ~main", lambda: Unit("day", 1)),
    R("un jour à la même heure", "time", "{date} ,? a? la? meme heure", clocks.at_this_hour),
    R("une unité à la même heure", "time", "{span} ,? a? la? meme heure", clocks.at_this_hour),
    R("à la même heure un jour", "time", "a? la? meme heure {date}", clocks.at_this_hour),
    R("à la même heure une unité", "time", "a? la? meme heure {span}", clocks.at_this_hour),
    R("fête prochaine", "date", "{holiday} prochain|prochaine", make.coming),
    R("fête passée", "date", "{holiday} dernier|derniere|passe|passee", make.past),
    R(
        "jour de semaine avant",
        "date",
        "le? {weekday} avant|d'avant|precedant le|la|l'? {date}",
        make.weekday_beside("before"),
    ),
    R(
        "jour de semaine après",
        "date",
        "le? {weekday} apres|d'apres|suivant le|la|l'? {date}",
        make.weekday_beside("after"),
    ),
    R(
        "jour de semaine le plus proche",
        "date",
        "le? {weekday} le_plus_proche du|de|d' {date}",
        make.weekday_beside("closest"),
    ),
    R("avant les fêtes", "time", "avant les fetes", lambda: make.before(make.dated_time(24, 12))),
    R("après les fêtes", "time", "apres les fetes", lambda: make.after(make.dated_time(2, 1))),
    R("le, date pointée", "date", "le|au|du|pour_le {dotted_date}", make.same, AROUND.counts_nothing),
    R("le surlendemain", "date", "le? surlendemain", lambda: Unit("day", 2), AROUND.clause_ends),
    R("jour court", "shortday", "{relday}", make.same),
    R("jour de semaine court", "shortday", "{weekday}", make.weekday),
    R("aujourd'hui", "date", "aujourd'hui|ce_jour|ce_jour_meme", lambda: Unit("day")),
    R("après-demain", "date", "apres|aprs -? demain", lambda: Unit("day", 2)),
    R("avant-hier", "date", "avant -? hier", lambda: Unit("day", -2)),
    R("le prochain jour ouvré", "date", "le|au? prochain jour ouvre|ouvrable", lambda: Steps(1, business=True)),
    R("le jour ouvré suivant", "date", "le? jour ouvre|ouvrable suivant|d'apres", lambda: Steps(1, business=True)),
    R("le lendemain", "date", "le? lendemain|jour_suivant|jour_d'apres", lambda: Unit("day", 1), AROUND.clause_ends),
    R("le lendemain d'un jour", "date", "le? lendemain de|du|d' le|la|l'? {date}", lambda day: Moved(day, 1)),
    R("le surlendemain d'un jour", "date", "le? surlendemain de|du|d' le|la|l'? {date}", lambda day: Moved(day, 2)),
    R("la veille", "date", "la_veille|le_jour_d'avant|le_jour_precedent", lambda: Unit("day", -1), AROUND.clause_ends),
    R("la veille d'un jour", "date", "la? veille de|du|d' {date}", lambda day: Moved(day, -1)),
    R("jour de semaine", "date", "{weekday}", make.weekday, AROUND.no_name, keeps_weakness=True),
    R("ce jour de semaine", "date", "ce {weekday}", lambda day: make.this(make.weekday(day))),
    R(
        "jour de semaine qui vient",
        "date",
        "{weekday} prochain|pro|suivant|d'apres|qui_vient|a_venir",
        lambda day: make.coming(make.weekday(day)),
    ),
    R("prochain jour de semaine", "date", "le? prochain {weekday}", lambda day: make.coming(make.weekday(day))),
    R("jour de semaine passé", "date", "{weekday} dernier|passe|precedent", lambda day: make.past(make.weekday(day))),
    R(
        "dernier jour de semaine",
        "date",
        "le dernier {weekday}",
        lambda day: make.past(make.weekday(day)),
        AROUND.clause_ends,
    ),
    R("l'avant-veille d'un jour", "date", "l'? avant -? veille de|du|d' le|la|l'? {date}", lambda day: Moved(day, -2)),
    R("tel jour en huit", "date", "{relday} en huit|8", make.so_many_weeks_after(1)),
    R("en huit", "date", "{weekday} en huit|8", make.weeks_after(1)),
    R("en quinze", "date", "{weekday} en quinze|15", make.weeks_after(2)),
    R("tant après", "date", "{length} apres {date}", make.from_day),
    R("tant avant", "date", "{length} avant {date}", lambda span, day: make.from_day(span, day, -1)),
    R("jour et mois", "date", "le|au|du? {dayno} {month}", make.dated),
    R("jour, mois, année courte", "date", "le|au|du? {dayno} {month} '? {yy}", make.short_dated, AROUND.clause_ends),
    R("jour, point, mois", "date", "le|au|du? {digits} ~. {sure_month}", make.dated),
    R("jour, point, mois, année", "date", "le|au|du? {digits} ~. {month} {year}", make.dated),
    R("jour et mois avec trait", "date", "{dayno} ~-|/ ~{month} ~-|/ ~{year}", make.dated),
    R("le tant", "date", "le {dayno}", make.dated, _plain_day),
    R("au tant", "date", "au|du|des_le {dayno}", make.dated, AROUND.counts_nothing, weak=True),
    R(
        "jour de semaine et jour",
        "date",
        "{weekday} le? {dayno}",
        lambda day, number: make.dated(number, weekday=day),
        AROUND.counts_nothing,
    ),
    R("le tant du mois", "date", "le? {dayno} de|du {span}", make.day_within),
    R("date en chiffres espacés", "date", "le? {digits} {monthno}", make.dated, AROUND.stands_alone),
    R("date en chiffres espacés, année", "date", "le? {digits} {monthno} {year}", make.dated, AROUND.stands_alone),
    R(
        "date en chiffres espacés, année courte",
        "date",
        "le? {digits} {monthno} {yy}",
        make.short_dated,
        AROUND.stands_alone,
    ),
    R("numéro d'un mois", "monthno", "{digits}", lambda number: number if number <= 12 else None),
    # Weeks, months and years.
    R("mois à la fin", "span", "{sure_month}", make.month, AROUND.closing_month),
    R("en mois", "span", "en|courant|pendant|durant {month}", make.month),
    R("en mois, en chiffres", "span", "en|courant|pour {year_month}", make.same),
    R("à un mois", "span", "à|a {sure_month}", make.month, AROUND.counts_nothing),
    R("pour un mois", "span", "pour|sur|des {month}", make.month, AROUND.counts_nothing),
    R("au mois de", "span", "au|le|du|dans_le mois de|d' {month}", make.month),
    R("mois, dans un complément", "outer", "le? mois? de|d'? {month}", make.month),
    R("mois et année", "span", "{month} {year}", make.month),
    R("mois prochain par son nom", "span", "{month} prochain", lambda number: make.coming(make.month(number))),
    R("mois dernier par son nom", "span", "{month} dernier|passe", lambda number: make.past(make.month(number))),
    R(
        "mois dans tant",
        "span",
        "{month} dans {length}",
        lambda number, span: make.in_so_long(make.month(number), span),
    ),
    R("à la rentrée", "span", "a|pour|avant|apres? la rentree", lambda: make.month(9), AROUND.counts_nothing),
    R("en telle année", "span", "en|courant|l'annee {year}", make.year),
    R("cette unité", "span", "ce|cet|cette {unit} -? ci|la?", lambda name: make.unit(name, 0)),
    R(
        "l'unité en cours",
        "span",
        "le|la|l' {unit} en_cours|courante|courant|actuelle|actuel",
        lambda name: make.unit(name, 0),
    ),
    R("toute l'unité", "span", "toute|tout la|le|l' {unit}", lambda name: make.unit(name, 0)),
    R(
        "unité prochaine",
        "span",
        "le|la|l'|du|de_la|de_l'|au? {unit} prochaine|prochain|pro|suivante|suivant|d'apres|qui_vient|qui_suit|a_venir",
        lambda name: make.unit(name, 1),
    ),
    R("prochaine unité", "span", "le|la|l' prochaine|prochain {unit}", lambda name: make.unit(name, 1)),
    R(
        "unité dernière",
        "span",
        "le|la|l'|du|de_la|de_l'|au? {unit} derniere|dernier|passee|passe|precedente|precedent|d'avant|ecoulee",
        lambda name: make.unit(name, -1),
    ),
    R(
        "dernière unité",
        "span",
        "du|le|la|de_la|au_cours_du|au_cours_de_la dernier|derniere {unit}",
        lambda name: make.unit(name, -1) if name != "day" else None,
        AROUND.clause_ends,
    ),
    R(
        "dans deux unités",
        "span",
        "la|le semaine|mois d'apres_la_prochaine|d'apres_le_prochain",
        lambda: make.unit("week", 2),
    ),
    R(
        "dans l'unité",
        "span",
        "dans|courant|de|du le|la|l'? {unit}",
        lambda name: make.unit(name, 0) if name in ("week", "month", "quarter", "year") else None,
        weak=True,
    ),
    R("de l'unité", "span", "de_la|du|de_l' {unit}", lambda name: make.unit(name, 0) if name != "weekend" else None),
    R("week-end en deux mots", "unit", "week -? end|ends", lambda: "weekend"),
    R("le we", "span", "le|ce|du we", lambda: make.unit("weekend", 0)),
    R("le week-end", "span", "le|ce {unit}", lambda name: make.unit(name, 0) if name == "weekend" else None),
    R("le reste de", "span", "le? reste de|du la|l'|le? {unit}", make.rest_of),
    R("unité en complément", "outer", "le|la|l'|cette|ce? {unit}", lambda name: make.unit(name, 0)),
    R("complément", "outer", "{span}", make.same),
    R("trimestre en T", "span", "au|du|en? t|q ~{dayno}", make.quarter),
    R("trimestre en T et année", "span", "au|du|en? t|q ~{dayno} de|/|-? {year}", make.quarter),
    R("trimestre ordinal", "span", "le|au? {ordinal} trimestre|trim", make.quarter),
    R("trimestre ordinal et année", "span", "le|au? {ordinal} trimestre|trim de? {year}", make.quarter),
    R(
        "semestre en S",
        "span",
        "s ~{dayno}",
        lambda number: make.nth(number, "half", Unit("year")) if number < 3 else None,
    ),
    R(
        "semestre en S et année",
        "span",
        "s ~{dayno} {year}",
        lambda number, year: make.nth(number, "half", make.year(year)) if number < 3 else None,
    ),
    R(
        "semestre ordinal",
        "span",
        "le|au? {ordinal} semestre",
        lambda number: make.nth(number, "half", Unit("year")) if number < 3 else None,
    ),
    R(
        "semestre ordinal et année",
        "span",
        "le|au? {ordinal} semestre de? {year}",
        lambda number, year: make.nth(number, "half", make.year(year)) if number < 3 else None,
    ),
    R("saison", "span", "cet|cette|en|pendant|durant|l' l'? {season}", make.same),
    R(
        "au printemps",
        "span",
        "au|ce|le {season}",
        make.same,
        lambda site: site.tokens[site.end - 1].folded == "printemps",
    ),
    R("saison d'une année", "span", "au|en|a|l'|d'? l'? {season} de? {year}", make.season_of),
    R("saison prochaine", "span", "l'|le? {season} prochain", make.coming),
    R("saison dernière", "span", "l'|le? {season} dernier|passe", make.past),
    R("ce week-end du", "span", "le? week_end|week_-_end|weekend du|de {date}", make.weekend_of),
    R("semaine par son numéro", "span", "en|la? semaine|sem {minutes}", make.iso_week, AROUND.counts_nothing),
    R(
        "petite semaine par son numéro",
        "span",
        "en|la? semaine|sem {minutes}",
        make.low_iso_week,
        AROUND.clause_ends,
        weak=True,
    ),
    R(
        "semaine avant un jour",
        "span",
        "la? semaine avant|d'avant|precedant|qui_precede le|la|l'? {date}",
        make.week_beside(-1),
    ),
    R(
        "semaine après un jour",
        "span",
        "la? semaine apres|d'apres|suivant|qui_suit le|la|l'? {date}",
        make.week_beside(1),
    ),
    R("semaine par sa lettre", "span", "en? s ~{minutes}", make.iso_week),
    R("la semaine du", "span", "la? semaine du|de {date}", make.week_of),
    R("la semaine d'un jour nu", "span", "la? semaine du {dayno}", make.week_of_nth),
    # The nth, the beginning and the end of them.
    R("dernier", "count", "dernier|derniere", lambda: -1),
    R("avant-dernier", "count", "avant -? dernier|derniere", lambda: -2),
    R("chose: jour ouvré", "thing", "jour ouvre|ouvrable|travaille", lambda: "business day"),
    R("chose: quinzaine", "thing", "quinzaine", lambda: "half"),
    R("chose: moitié", "thing", "moitie|semestre", lambda: "half"),
    R("énième d'un ensemble", "date", "le|la? {count} {thing} de|d'|du|en {outer}", make.nth),
    R("énième d'un ensemble, en de", "date", "le|la? {count} {thing} {span}", make.nth),
    R("fin de", "date", "a|en|pour? la? fin de|du|d'? {outer}", make.edge("end")),
    R("début de", "date", "au|en|pour? debut de|du|d'? {outer}", make.edge("start")),
    R("milieu de", "date", "au|en|vers? le? milieu de|du|d'? {outer}", make.edge("middle")),
    R("mi", "date", "a? la? mi -? {span}", make.edge("middle")),
    R("courant", "span", "courant de|du|d'? {span}", make.same),
    R("fin de mois", "date", "fdm|eom", make.edge_of("end", "month")),
    R("fin de semaine", "date", "fds", make.edge_of("end", "week")),
    # So long from now.
    R("J plus tant", "time", "a? j ~+ ~{number}", lambda count: make.ahead_of(count, "day")),
    R("dans tant", "time", "dans|ds a|environ|encore|exactement|moins_de|moins_d'? {length}", make.ahead),
    R("dans les tant", "time", "dans les {length}", make.within),
    R("d'ici tant", "time", "d'ici a|les? {length}", make.within_or_by),
    R("sous tant", "time", "sous|dans_un_delai_de|endeans les? {length}", make.within),
    R("tant plus tard", "time", "{length} plus_tard|apres", make.ahead, AROUND.clause_ends),
    R("il y a", "time", "il_y_a|y_a|ya|y'a|voici|voila environ|a_peine|deja? {length}", make.ago),
    R("tant auparavant", "time", "{length} plus_tot|avant|auparavant", make.ago, AROUND.clause_ends),
    R(
        "les tant prochaines unités",
        "time",
        "dans|sur|pour|pendant|d'ici? les|ces|ses|aux? {number} prochains|prochaines|prochain|prochaine {unit}",
        lambda count, name: make.roll(count, name, 1),
    ),
    R(
        "les prochains jours",
        "time",
        "dans|sur|pour? les|ces prochains|prochaines {unit}",
        lambda name: make.roll(Decimal(3), name, 1),
    ),
    R(
        "les jours qui viennent",
        "time",
        "dans|sur|pour? les {unit} qui_viennent|a_venir|prochains|prochaines",
        lambda name: make.roll(Decimal(3), name, 1),
    ),
    R("ces derniers jours", "time", "ces derniers|dernieres {unit}", lambda name: make.roll(Decimal(3), name, -1)),
    R(
        "tant d'unités suivantes",
        "time",
        "dans|sur|pour? les? {length} suivants|suivantes|suivant|suivante|prochains|prochaines|a_venir|qui_viennent",
        lambda span: make.rolling(span, 1),
    ),
    R(
        "les tant dernières unités",
        "time",
        "sur|dans|pour|pendant|depuis|des? les|ces|ses|des? {number} derniers|dernieres|dernier|derniere {unit}",
        lambda count, name: make.roll(count, name, -1),
    ),
    R(
        "tant d'unités passées",
        "time",
        "sur|dans|pour|pendant|ces|les? les|ces? {length} passes|passees|ecoules|ecoulees|derniers|dernieres",
        lambda span: make.rolling(span, -1),
    ),
    R("depuis tant", "time", "depuis environ|plus_de|bientot? {length}", make.since_so_long),
    R("maintenant", "time", "maintenant|tout_de_suite|immediatement", make.now, weak=True),
    # What stands before and between.
    R("le jour", "time", "le|a|au|du|pour {date}", on_day),
    R("vers telle date", "time", "vers|autour|environ le|de|du|la? {date}", on_day),
    R("en telle période", "time", "en|sur|pendant|durant|pour|courant|dans {span}", on_day, keeps_weakness=True),
    R("pour un temps", "time", "pour|pr {time}", make.same, keeps_weakness=True),
    R(
        "mais, par exemple",
        "time",
        "mais|par_exemple|plutot|soit|disons|idealement|peut_-_etre {time}",
        make.same,
        keeps_weakness=True,
    ),
    R("d'ici", "time", "d'ici|pour_au_plus_tard|au_plus_tard|d'ici_a|d'ici_au le|la|l'|a|au? {time}", make.by),
    R("au plus tard", "time", "{time} au_plus_tard|dernier_delai|max|maxi|maximum", make.by),
    R("jusque", "time", "jusqu'a|jusqu'au|jusqu'en|jusque|jsq le|la|l'? {time}", make.until),
    R("avant", "time", "n'importe_quand? avant le|la|l'|de? {time}", make.before),
    R("dès", "time", "des le|la|l'? {time}", make.same),
    R("depuis", "time", "depuis le|la|l'? {time}", make.since),
    R(
        "après",
        "time",
        "apres|plus_tard_que le|la|l'? {time}",
        make.past_the_end,
    ),
    R("à partir de", "time", "a_partir_de|a_partir_du|a_compter_de|a_compter_du le|la|l'? {time}", make.after),
    R(
        "à partir d'un jour nu",
        "time",
        "a_partir_du|a_compter_du|depuis_le {dayno}",
        lambda day: make.after(make.dated_time(day)),
        AROUND.counts_nothing,
    ),
    R(
        "jusqu'à un jour nu",
        "time",
        "jusqu'au|d'ici_le|avant_le|d'ici_au {dayno}",
        lambda day: make.by(make.dated_time(day)),
        AROUND.counts_nothing,
    ),
    R(
        "de l'un à l'autre",
        "time",
        "de|du|entre|depuis le|la|l'? {time} a|au|et|jusqu'a|jusqu'au|- le|la|l'? {time}",
        between,
    ),
    R("l'un à l'autre", "time", "{time} a|au|jusqu'a|jusqu'au|- {time}", between),
    R("jours d'un mois", "time", "du|de|le? {dayno} a|au|jusqu'au|- le? {dayno} {month} {year}?", make.days_of_month),
    R("les deux jours d'un mois", "time", "les {dayno} et|& {dayno} {month} {year}?", make.days_of_month),
    R(
        "du tant au tant",
        "time",
        "du|entre_le {dayno} au|et_le {dayno}",
        lambda first, last: make.days_between(make.dated(first), make.dated(last)),
        AROUND.counts_nothing,
    ),
    # What comes again.
    R("chaque unité", "recurrence", "chaque {unit}", lambda name: again.every(1, name)),
    R("toutes les unités", "recurrence", "tous|toutes|ts|ttes les {unit}", lambda name: again.every(1, name)),
    R("toutes les tant d'unités", "recurrence", "tous|toutes|ts|ttes les {number} {unit}", again.every_spoken),
    R(
        "une fois par unité",
        "recurrence",
        "une|1 fois par|chaque|tous_les|toutes_les {unit}",
        lambda name: again.every(1, name),
    ),
    R("une unité sur deux", "recurrence", "un|une {unit} sur deux|2", lambda name: again.every(2, name)),
    R("un jour de semaine sur deux", "recurrence", "un {weekday} sur deux|2", again.every_other_weekday),
    R("chaque jour de semaine", "recurrence", "chaque {weekdays}", again.on_weekdays),
    R("tous les jours, du lundi au", "recurrence", "tous_les_jours|chaque_jour ,? {weekdays}", again.on_weekdays),
    R("jours de semaine et", "weekdays", "{weekdays} et le? {weekday}", again.weekdays_and),
    R("jours au pluriel et", "plurals", "{mondays} et|,|& les? {mondays}", lambda one, two: (one, two)),
    R("jours au pluriel et un autre", "plurals", "{plurals} ,? et? les? {mondays}", again.weekdays_and),
    R("tous ces jours au pluriel", "recurrence", "tous|ts? les {plurals}", again.on_weekdays),
    R("un jour de chaque semaine", "recurrence", "le? {weekdays} ,? de? chaque semaine", again.on_weekdays),
    R("des jours à telle heure", "recurrence", "le? {weekdays} {time} ,? chaque semaine", again.every_week_at),
    R("premiers", "counts", "premiers", lambda: 1),
    R("derniers", "counts", "derniers", lambda: -1),
    R("tous les premiers lundis", "recurrence", "tous|ts les {counts} {mondays} de|du mois", again.every_month_nth),
    R("du lundi au", "weekdays", "du {weekday} au {weekday}", again.weekdays_through),
    R("tous les jours de semaine", "recurrence", "tous|ts les {mondays}", again.on_one_weekday),
    R("tous les jours de semaine, plusieurs", "recurrence", "tous|ts les {weekdays}", again.on_weekdays),
    R(
        "chaque jour ouvré",
        "recurrence",
        "tous|chaque les? jours|jour ouvres|ouvre|ouvrables|ouvrable|de_semaine|de_la_semaine|travailles",
        again.on_working_days,
    ),
    R("quotidien", "recurrence", "quotidiennement|au_quotidien", again.each("day")),
    R("hebdomadaire", "recurrence", "hebdomadairement|chaque_semaine", again.each("week")),
    R("hebdomadaire, adjectif", "recurrence", "hebdomadaire|hebdo", again.each("week"), weak=True),
    R("mensuel, adjectif", "recurrence", "mensuel|mensuelle", again.each("month"), weak=True),
    R("mensuel", "recurrence", "mensuellement", again.each("month")),
    R("chaque partie", "recurrence", "chaque|tous_les|toutes_les {part}", again.every_part),
    R("tous les matins", "recurrence", "tous les matins", lambda: again.every_part(_PARTS["matin"])),
    R("tous les soirs", "recurrence", "tous les soirs", lambda: again.every_part(_PARTS["soir"])),
    R("le tant de chaque mois", "recurrence", "le? {dayno} de|du chaque|tous_les mois", again.every_month_on),
    R(
        "deux jours de chaque mois",
        "recurrence",
        "le? {dayno} et|& le? {dayno} de|du chaque|tous_les mois",
        again.every_month_on_two,
    ),
    R(
        "tous les deux jours du mois",
        "recurrence",
        "tous_les|chaque|les {dayno} et|& les|le? {dayno} du|de chaque? mois",
        again.every_month_on_two,
    ),
    R("chaque tant du mois", "recurrence", "chaque {dayno} du mois", again.every_month_on),
    R("tous les tant du mois", "recurrence", "tous les {dayno} du mois", again.every_month_on),
    R(
        "le dernier jour de chaque mois",
        "recurrence",
        "le? dernier jour de|du chaque|tous_les mois",
        again.every_month_end,
    ),
    R(
        "chaque fin de mois",
        "recurrence",
        "chaque|a_chaque|toutes_les|a_la fin|fins de|du chaque? mois",
        again.every_month_end,
    ),
    R(
        "le énième lundi de chaque mois",
        "recurrence",
        "le? {count} {weekday} de|du chaque|tous_les mois",
        again.every_month_nth,
    ),
    R("chaque énième lundi", "recurrence", "chaque|tous_les {count} {weekday} de|du mois", again.every_month_nth),
    R("chaque date", "recurrence", "chaque|tous_les {date}", again.every_year_on),
    R("tant de fois", "recurrence", "{recurrence} ,? {number} fois", again.so_many_times),
)

PACK = TimePack(
    language="fr",
    numbers=NUMBERS,
    lexicon=LEXICON,
    grammar=Grammar((*RULES, *SHARED_RULES)),
    holidays=holiday_names(HOLIDAYS, WEAK_HOLIDAYS),
    mendable=(*_WEEKDAYS, *_MONTHS, "demain"),
    not_typos=word_set("hardi marci maria mardo lundy"),
    streets=STREETS,
    clock_words=frozenset(("heure", "heures")),
)
