"""Spanish times: words and rules. How to read a pattern is told in `values/times/grammar.py`."""

from decimal import Decimal

from bot.language.packs.es.holidays import HOLIDAYS, WEAK_HOLIDAYS
from bot.language.packs.es.numbers import NUMBERS
from bot.language.values.times import building as make
from bot.language.values.times import clock_building as clocks
from bot.language.values.times import recurrence_building as again
from bot.language.values.times.clocks import PartOfDay
from bot.language.values.times.days import Steps, Unit
from bot.language.values.times.expression import at_clock, between, on_day
from bot.language.values.times.grammar import Grammar, Rule, Site
from bot.language.values.times.lexicon import MIDNIGHT, NOON, Lexicon, months, relative_days, units, weekdays, words
from bot.language.values.times.reading import TimePack, holiday_names
from bot.language.values.times.shared import SHARED_RULES, STREETS
from bot.language.values.times.stretches import Seasonal
from bot.language.values.times.surroundings import Surroundings
from bot.language.values.wordlists import word_list, word_set

R = Rule

_WEEKDAYS = word_list("lunes martes miercoles jueves viernes sabado domingo")
_SHORT_WEEKDAYS = {"lun": 0, "mier": 2, "mie": 2, "jue": 3, "vie": 4, "sab": 5, "dom": 6}
_MONTHS = word_list("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre")
_SHORT_MONTHS = {
    "setiembre": 9,
    "ene": 1,
    "feb": 2,
    "abr": 4,
    "jun": 6,
    "jul": 7,
    "ago": 8,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dic": 12,
}
_ALWAYS_WEAK_MONTHS = frozenset(("abril", "julio", "ene", "ago", "sep", "dic", "nov", "oct", "abr"))
_UNITS = {
    "segundos": "second",
    "minuto": "minute",
    "minutos": "minute",
    "min": "minute",
    "mins": "minute",
    "hora": "hour",
    "horas": "hour",
    "h": "hour",
    "hs": "hour",
    "dia": "day",
    "dias": "day",
    "semana": "week",
    "semanas": "week",
    "mes": "month",
    "meses": "month",
    "trimestre": "quarter",
    "trimestres": "quarter",
    "ano": "year",
    "anos": "year",
}
_MORNING = PartOfDay("morning", 9, 12)
_PARTS = {
    "manana": _MORNING,
    "mananas": _MORNING,
    "tarde": PartOfDay("afternoon", 14, 20),
    "tardes": PartOfDay("afternoon", 14, 20),
    "noche": PartOfDay("night", 20, 24),
    "noches": PartOfDay("night", 20, 24),
}
_TODAY = {"hoy": 0, "manana": 1, "ayer": -1, "anteayer": -2, "antier": -2, "antesdeayer": -2}
_SEASONS = {
    "primavera": Seasonal("spring"),
    "verano": Seasonal("summer"),
    "otono": Seasonal("autumn"),
    "invierno": Seasonal("winter"),
}
_INFINITIVES = ("ar", "er", "ir", "arle", "erle", "irle", "arme", "arlo", "arla")
_MEETINGS = word_set(
    "reunion reunirme visita visitar comida comer cena cenar cita demo visto vernos quedar quedado cafe"
)
_FOLLOWERS = (
    "a al y o para por con de del que en sobre si la el los las lo le les un una mi mis su sus nuestro nuestra me "
    "nos te se ya pero porque cuando luego despues entonces gracias porfa favor mas menos aprox aproximadamente "
    "nota cada todos todas hasta desde antes hora"
)


LEXICON = Lexicon(
    weekdays(_WEEKDAYS, _SHORT_WEEKDAYS, weak=_SHORT_WEEKDAYS),
    months(_MONTHS, _SHORT_MONTHS, unsure=_ALWAYS_WEAK_MONTHS),
    units(_UNITS, longest_short=3),
    words("part", _PARTS),
    relative_days(_TODAY),
    words("season", _SEASONS),
    words("oclock", {"mediodia": NOON, "medianoche": MIDNIGHT}),
)


AROUND = Surroundings(
    followers=word_set(_FOLLOWERS),
    temporal=word_set("el este antes desde hasta cada proximo para los al del"),
    naming=word_set("con de a y para por llamado visto cliente contacto d dona sr sra"),
    doubtful=frozenset(_SHORT_WEEKDAYS),
    before_hours=frozenset(("a", "@", "sobre", "de", "entre", "las", "la")),
    honorifics=word_set("sr sra srta don dona d dr dra senor senora senorita"),
    capitalised=False,
    known=LEXICON.kinds,
)


def _at_an_hour(site: Site) -> bool:
    """ "a las 9", "a las 9: revisar" and "a las 9 revisar", but not "las 9 cajas"."""
    after, behind = site.after, site.tokens[site.end + 1 : site.end + 2]
    if after is None or AROUND.counts_nothing(site):
        return True
    return after.folded.endswith(_INFINITIVES) or (after.text == ":" and all(token.spaced for token in behind))


def _plain_day(site: Site) -> bool:
    """ "el 5", but not "el primero", which may be anything, nor "el 5 puertas"."""
    last = site.tokens[site.end - 1].folded
    return AROUND.counts_nothing(site) and last not in ("primero", "primer", "primera", "uno", "un", "una")


def _no_weekend(site: Site) -> bool:
    """ "a finales de semana" is on Friday, "fin de semana" the days behind it."""
    return not {"fin", "semana"} <= {token.folded for token in site.tokens[site.start : site.end]}


def _meets_nobody(site: Site) -> bool:
    """ "llamar a las 9 de allí", but "reunión a las 9 allí" is at their place."""
    return _MEETINGS.isdisjoint(token.folded for token in site.tokens)


RULES = (
    # Numbers in words.
    R("unos cuantos", "number", "unos|unas cuantos|cuantas|pocos|pocas?", lambda: Decimal(3)),
    R("un par", "number", "un par de", lambda: Decimal(2)),
    R("una docena", "number", "una docena de", lambda: Decimal(12)),
    R("media", "number", "media|medio", lambda: Decimal("0.5")),
    # Lengths of time.
    R("tantas o tantas unidades", "length", "{number} o|a|- {number} {unit}", make.shorter_length),
    R(
        "tantas y media",
        "length",
        "{number} {unit} y media|medio",
        lambda count, name: make.length(count + Decimal("0.5"), name),
    ),
    R("hora y cuarto", "length", "{number} hora|horas y cuarto", lambda count: make.length(count * 60 + 15, "minute")),
    R("un cuarto de hora", "length", "un? cuarto de hora", lambda: make.length(15, "minute")),
    R("tres cuartos de hora", "length", "tres|3 cuartos de hora", lambda: make.length(45, "minute")),
    R(
        "días hábiles",
        "length",
        "{number} dia|dias habil|habiles|laborable|laborables",
        lambda count: make.length(count, "business day"),
    ),
    R("horas y minutos", "length", "{length} y? {length}", make.Length.plus),
    R("una quincena", "length", "una quincena", lambda: make.length(15, "day")),
    R("que dura", "lasting", "durante|por {length}", make.same),
    R("una duración", "duration", "durante|dura|duro|duracion|duracion_de|de|unos|unas {length}", make.same),
    # Hours.
    R("hora desnuda", "bare", "{hour}", clocks.clock),
    R("hora con h", "hours", "{hour} h|hs|horas", clocks.clock),
    R("hora con h y minutos", "hours", "{hour} h ~{minute2}", clocks.clock),
    R("las tantas", "hours", "la|las {bare}", make.same, _at_an_hour),
    R("y media", "hours", "la|las? {hour} y media", lambda hour: clocks.clock(hour, 30)),
    R("y cuarto", "hours", "la|las? {hour} y cuarto", lambda hour: clocks.clock(hour, 15)),
    R("menos cuarto", "hours", "{hours} menos cuarto", lambda time: clocks.minutes_from(time, -15)),
    R("menos tantos", "hours", "{hours} menos {minutes}", clocks.earlier),
    R("y tantos", "hours", "la|las {hour} y {minutes}", clocks.clock, AROUND.counts_nothing),
    R("una hora segura", "clock", "{hours}", make.same, weak=True),
    R("a una hora", "clock", "a|sobre|hacia|para|tipo|desde|aprox {hours}", make.same, _at_an_hour),
    R("a eso de", "clock", "a_eso_de|en_torno_a|alrededor_de|antes_de|mas_o_menos_a {hours}", make.same),
    R("a la hora en punto", "clock", "a|sobre|hacia {clock}", make.same, _at_an_hour),
    R("una hora es desnuda", "bare", "{hours}", make.same),
    R("en punto", "clock", "{clock} en_punto", make.same),
    R("de la mañana", "clock", "{clock} de la manana|madrugada", clocks.half_day("am")),
    R("de la tarde", "clock", "{clock} de la tarde|noche", clocks.half_day("pm")),
    R("desnuda de la tarde", "clock", "{bare} de la tarde|noche", clocks.half_day("pm")),
    R("desnuda de la mañana", "clock", "{bare} de la manana|madrugada", clocks.half_day("am")),
    R("am", "clock", "{bare} am|a.m.", clocks.half_day("am")),
    R("pm", "clock", "{bare} pm|p.m.", clocks.half_day("pm")),
    R("mediodía o medianoche", "clock", "al|a|el|la? {oclock}", make.same),
    R("a primera hora", "clock", "a? primera hora", clocks.spoken(9)),
    R("a última hora", "clock", "a? ultima hora", clocks.spoken(17)),
    R("al final del día", "clock", "al|a? final|fin|finales del? dia", clocks.spoken(17)),
    R(
        "de tal a tal hora",
        "time",
        "de|entre|desde las|la? {bare} a|y|hasta|- las|la? {bare}",
        clocks.stretch,
        AROUND.counts_nothing,
    ),
    R("hora de un lugar", "time", "{clock} , hora de? {place}", clocks.in_zone),
    R("hora de un lugar sin coma", "time", "{clock} hora de? {place}", clocks.in_zone),
    R("hora de allí", "time", "{time} , hora de? alli|suya|suyas|ellos|ella|el", clocks.where_they_are),
    R("su hora", "time", "{time} en|de? su hora", clocks.where_they_are),
    R("hora de allí sin coma", "time", "{time} hora de? alli|suya|suyas|ellos|ella|el", clocks.where_they_are),
    R("de allí", "time", "{time} de alli", clocks.where_they_are, _meets_nobody),
    R("nueva york", "place", "nueva_york|miami|boston", lambda: "America/New_York"),
    R("tokio", "place", "tokio", lambda: "Asia/Tokyo"),
    R("londres", "place", "londres", lambda: "Europe/London"),
    R("méxico", "place", "mexico|cdmx|ciudad_de_mexico", lambda: "America/Mexico_City"),
    R("españa", "place", "espana|peninsular|barcelona", lambda: "Europe/Madrid"),
    R("argentina", "place", "argentina", lambda: "America/Argentina/Buenos_Aires"),
    # Parts of the day.
    R("por la mañana", "daypart", "por|en|a|de la {part}", at_clock),
    R("esta mañana", "daypart", "esta {part}", clocks.part_today),
    R("lunes tarde", "daypart", "{date} {part}", clocks.part_on),
    R("mañana por la mañana", "daypart", "{date} por|en|a|de la {part}", clocks.part_on),
    R("anoche", "daypart", "anoche", clocks.part_told("evening", 20, 24, -1)),
    R("a media mañana", "daypart", "a media {part}", lambda part: at_clock(clocks.middle(part))),
    R("a la hora de comer", "daypart", "a la hora de|del comer|comida|almuerzo", clocks.part("afternoon", 14, 16)),
    R("después de comer", "daypart", "despues de comer|almorzar", clocks.part("afternoon", 16, 18)),
    # Days.
    R("pasado mañana", "date", "pasado manana", lambda: Unit("day", 2)),
    R("antes de ayer", "date", "antes de ayer", lambda: Unit("day", -2)),
    R("día de la semana", "date", "{weekday}", make.weekday, AROUND.no_name, keeps_weakness=True),
    R("este día", "date", "este {weekday}", lambda day: make.this(make.weekday(day))),
    R(
        "día que viene",
        "date",
        "{weekday} que_viene|q_viene|proximo|siguiente|entrante",
        lambda day: make.coming(make.weekday(day)),
    ),
    R("próximo día", "date", "el? proximo {weekday}", lambda day: make.coming(make.weekday(day))),
    R("día pasado", "date", "{weekday} pasado", lambda day: make.past(make.weekday(day))),
    R("el pasado día", "date", "el pasado|ultimo {weekday}", lambda day: make.past(make.weekday(day))),
    R("día de tal semana", "date", "{weekday} de {span}", make.day_in),
    R("día siguiente", "date", "el|al dia siguiente", lambda: Unit("day", 1), AROUND.clause_ends),
    R("próximo día hábil", "date", "el|al? proximo dia habil|laborable", lambda: Steps(1, business=True)),
    R("de hoy en ocho", "date", "de hoy en ocho dias?", lambda: Unit("day", 7)),
    R("día y mes", "date", "el|al|del|dia? {dayno} de? {month}", make.dated),
    R("día, mes y año", "date", "el|al|del|dia? {dayno} de? {month} de|del? {year}", make.dated),
    R(
        "día de la semana y número",
        "date",
        "{weekday} ,? dia? {dayno}",
        lambda day, number: make.dated(number, weekday=day),
        AROUND.counts_nothing,
    ),
    R("el tantos", "date", "el dia? {dayno}", make.dated, _plain_day),
    R("día tantos", "date", "dia {dayno}", make.dated, AROUND.counts_nothing),
    R("el tantos de un mes", "date", "el? dia? {dayno} de|del {span}", make.day_within),
    # Weeks, months and years.
    R("mes al final", "span", "{sure_month}", make.month, AROUND.closing_month),
    R("en mes", "span", "en|durante|para|de {month}", make.month, AROUND.counts_nothing),
    R("mes y año", "span", "{month} de|del? {year}", make.month),
    R(
        "mes que viene por su nombre",
        "span",
        "{month} que_viene|q_viene|proximo",
        lambda number: make.coming(make.month(number)),
    ),
    R("mes pasado por su nombre", "span", "{month} pasado", lambda number: make.past(make.month(number))),
    R("en tal año", "span", "en|durante|del {year}", make.year),
    R("esta unidad", "span", "este|esta {unit}", lambda name: make.unit(name, 0)),
    R(
        "unidad que viene",
        "span",
        "la|el? {unit} que_viene|q_viene|proxima|proximo|siguiente|entrante",
        lambda name: make.unit(name, 1),
    ),
    R("próxima unidad", "span", "la|el? proxima|proximo {unit}", lambda name: make.unit(name, 1)),
    R("unidad pasada", "span", "la|el? {unit} pasada|pasado|anterior", lambda name: make.unit(name, -1)),
    R("última unidad", "span", "la|el ultima|ultimo|pasada|pasado {unit}", lambda name: make.unit(name, -1)),
    R("de la unidad", "span", "del|de_la {unit}", lambda name: make.unit(name, 0)),
    R("fin de semana", "unit", "fin_de_semana|fines_de_semana|finde", lambda: "weekend"),
    R("el fin de semana", "span", "el|este? {unit}", lambda name: make.unit(name, 0) if name == "weekend" else None),
    R("resto de", "span", "el|lo? resto|que_queda de|del la? {unit}", make.rest_of),
    R("toda la unidad", "span", "toda|todo la|el {unit}", lambda name: make.unit(name, 0)),
    R("unidad de un complemento", "outer", "la|el|esta|este? {unit}", lambda name: make.unit(name, 0)),
    R("complemento", "outer", "{span}", make.same),
    R("trimestre con T", "span", "el? t|q ~{dayno}", make.quarter),
    R("trimestre con T y año", "span", "el? t|q ~{dayno} de|/? {year}", make.quarter),
    R("trimestre ordinal", "span", "el? {ordinal} trimestre", make.quarter),
    R("trimestre ordinal y año", "span", "el? {ordinal} trimestre de|del? {year}", make.quarter),
    R("estación", "span", "en|este|esta|durante el|la? {season}", make.same),
    R("semana del", "span", "la? semana del|de {date}", make.week_of),
    # The nth, the beginning and the end of them.
    R("último", "count", "ultimo|ultima", lambda: -1),
    R("cosa: día hábil", "thing", "dia habil|laborable", lambda: "business day"),
    R("enésimo de", "date", "el|la? {count} {thing} de|del {outer}", make.nth),
    R("fin de", "date", "a|al|para? fin|final|finales de|del {outer}", make.edge("end"), _no_weekend),
    R(
        "principio de",
        "date",
        "a|al|para? principio|principios|comienzos|inicio|inicios de|del {outer}",
        make.edge("start"),
    ),
    R("mediados de", "date", "a|para? mediados|mitad de|del {outer}", make.edge("middle")),
    # So long from now.
    R("dentro de tanto", "time", "dentro de unos|unas? {length}", make.ahead),
    R("en tanto", "time", "en unos|unas|cosa_de? {length}", make.ahead),
    R("de aquí a tanto", "time", "de_aqui_a|de_aqui_en {length}", make.within_or_by),
    R("tanto después", "time", "{length} despues|mas_tarde", make.ahead, AROUND.clause_ends),
    R("hace tanto", "time", "hace unos|unas|como|ya? {length}", make.ago),
    R("tanto antes", "time", "{length} atras", make.ago),
    R(
        "los próximos tantos",
        "time",
        "en|durante|para? los|las proximos|proximas|siguientes {length}",
        lambda span: make.rolling(span, 1),
    ),
    R(
        "los tantos próximos",
        "time",
        "en|durante|para? los|las? {length} siguientes|proximos|proximas",
        lambda span: make.rolling(span, 1),
    ),
    R(
        "los últimos tantos",
        "time",
        "en|durante|de? los|las? ultimos|ultimas|pasados|pasadas {length}",
        lambda span: make.rolling(span, -1),
    ),
    R(
        "los próximos días",
        "time",
        "en|durante|para? los|las proximos|proximas {unit}",
        lambda name: make.roll(Decimal(3), name, 1),
    ),
    R(
        "los últimos días",
        "time",
        "en|durante|de? los|las|estos|estas ultimos|ultimas {unit}",
        lambda name: make.roll(Decimal(3), name, -1),
    ),
    R("desde hace tanto", "time", "desde hace {length}", make.since_so_long),
    R("ahora", "time", "ahora|ahora_mismo|inmediatamente", make.now, weak=True),
    # What stands before and between.
    R("el día", "time", "el|al|para|para_el|en {date}", on_day),
    R("hora del día", "time", "{clock} del {date}", clocks.clock_on),
    R("en tal periodo", "time", "en|durante|para {span}", on_day, keeps_weakness=True),
    R("como tarde", "time", "{time} como_tarde|como_muy_tarde|como_maximo|a_mas_tardar", make.by),
    R("a más tardar", "time", "a_mas_tardar|como_tarde|como_muy_tarde el|la? {time}", make.by),
    R("hasta", "time", "hasta el|la? {time}", make.until),
    R("antes de", "time", "antes de|del el|la? {time}", make.before),
    R("desde", "time", "desde el|la? {time}", make.since),
    R("después de", "time", "despues|pasado de|del? el|la? {time}", make.past_the_end),
    R("a partir de", "time", "a_partir_de|a_partir_del el|la? {time}", make.after),
    R("de uno a otro", "time", "de|del|entre|desde el|la? {time} a|al|y|hasta el|la? {time}", between),
    R("uno a otro", "time", "{time} a|al|hasta|- {time}", between),
    R(
        "días de un mes",
        "time",
        "del|de|entre_el? {dayno} al|a|y_el|- {dayno} de {month} de? {year}?",
        make.days_of_month,
    ),
    # What comes again.
    R("cada unidad", "recurrence", "cada {unit}", lambda name: again.every(1, name)),
    R("todas las unidades", "recurrence", "todos|todas los|las {unit}", lambda name: again.every(1, name)),
    R("cada tantas unidades", "recurrence", "cada {number} {unit}", again.every_spoken),
    R("una vez por unidad", "recurrence", "una|1 vez al|a_la|por|cada {unit}", lambda name: again.every(1, name)),
    R("cada día de la semana", "recurrence", "cada {weekdays}", again.on_weekdays),
    R("todos los lunes", "recurrence", "todos? los {mondays}", again.on_one_weekday),
    R("los lunes y martes", "plurals", "{mondays} y|,|& los? {mondays}", lambda one, two: (one, two)),
    R("todos esos días", "recurrence", "todos? los {plurals}", again.on_weekdays),
    R("días y otro", "weekdays", "{weekdays} y el? {weekday}", again.weekdays_and),
    R("de lunes a", "weekdays", "de {weekday} a {weekday}", again.weekdays_through),
    R("todos los días de lunes a", "recurrence", "todos_los_dias|cada_dia ,? {weekdays}", again.on_weekdays),
    R(
        "los laborables",
        "recurrence",
        "todos_los|cada|los dias|dia laborables|laborable|habiles|habil",
        again.on_working_days,
    ),
    R("entre semana", "recurrence", "entre_semana", again.on_working_days),
    R("a diario", "recurrence", "a_diario|diariamente", again.each("day")),
    R("semanalmente", "recurrence", "semanalmente", again.each("week")),
    R("mensualmente", "recurrence", "mensualmente", again.each("month")),
    R("cada parte", "recurrence", "cada|todas_las {part}", again.every_part),
    R("el tantos de cada mes", "recurrence", "el? dia? {dayno} de cada|todos_los mes|meses", again.every_month_on),
    R("cada tantos del mes", "recurrence", "cada {dayno} del mes", again.every_month_on),
    R("último día de cada mes", "recurrence", "el? ultimo dia de cada mes", again.every_month_end),
    R("cada fin de mes", "recurrence", "cada|todos_los fin|finales de mes", again.every_month_end),
    R("enésimo lunes de cada mes", "recurrence", "el? {count} {weekday} de cada mes", again.every_month_nth),
    R("cada fecha", "recurrence", "cada|todos_los {date}", again.every_year_on),
    R("tantas veces", "recurrence", "{recurrence} ,? {number} veces", again.so_many_times),
)

PACK = TimePack(
    language="es",
    numbers=NUMBERS,
    lexicon=LEXICON,
    grammar=Grammar((*RULES, *SHARED_RULES)),
    holidays=holiday_names(HOLIDAYS, WEAK_HOLIDAYS),
    mendable=(*_WEEKDAYS, *_MONTHS, "manana"),
    not_typos=word_set("marta marte enera"),
    streets=STREETS | word_set("calle avenida plaza paseo"),
    clock_words=frozenset(("hora",)),
)
