"""French numbers, those of Belgium and Switzerland too."""

from bot.language.values.numerals import NumberWords

_ONES = "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
_TENS = "vingt trente quarante cinquante soixante septante huitante nonante"
_ORDINALS = (
    "deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme treizieme "
    "quatorzieme quinzieme seizieme"
)

NUMBERS = NumberWords(
    decimal_sign=",",
    values={word: value for value, word in enumerate(_ONES.split())}
    | {word: 20 + 10 * index for index, word in enumerate(_TENS.split())}
    | {"une": 1, "vingts": 20, "octante": 80, "vingtaine": 20, "dizaine": 10, "quinzaine": 15, "trentaine": 30},
    scales={
        "cent": 100,
        "cents": 100,
        "mille": 1000,
        "million": 10**6,
        "millions": 10**6,
        "milliard": 10**9,
        "milliards": 10**9,
    },
    joiners=frozenset(("et", "-")),
    ordinals={word: value for value, word in enumerate(_ORDINALS.split(), start=2)}
    | {"premier": 1, "premiere": 1, "second": 2, "seconde": 2},
    ordinal_suffixes=frozenset(("er", "ere", "e", "eme", "ieme", "nd", "nde")),
    magnitudes={
        "k": 1000,
        "m": 10**6,
        "mio": 10**6,
        "md": 10**9,
        "mds": 10**9,
        "mille": 1000,
        "million": 10**6,
        "millions": 10**6,
        "milliard": 10**9,
        "milliards": 10**9,
    },
    articles=frozenset(("million", "millions", "milliard", "milliards", "cents")),
    ordinal_days=1,
    vigesimal=True,
)
