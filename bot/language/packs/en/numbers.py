"""English numbers."""

from bot.language.values.numerals import NumberWords

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)

NUMBERS = NumberWords(
    decimal_sign=".",
    values={word: value for value, word in enumerate([*_ONES.split(), "eighteen", "nineteen"])}
    | {word: 20 + 10 * index for index, word in enumerate(_TENS.split())}
    | {"fourty": 40, "dozen": 12},
    scales={
        "hundred": 100,
        "thousand": 1000,
        "grand": 1000,
        "lakh": 100_000,
        "lakhs": 100_000,
        "million": 10**6,
        "millions": 10**6,
        "crore": 10**7,
        "crores": 10**7,
        "billion": 10**9,
    },
    joiners=frozenset(("and", "-")),
    ordinals={word: value for value, word in enumerate(_ORDINALS.split(), start=1)}
    | {"twentieth": 20, "thirtieth": 30},
    ordinal_suffixes=frozenset(("st", "nd", "rd", "th")),
    magnitudes={
        "k": 1000,
        "grand": 1000,
        "m": 10**6,
        "mm": 10**6,
        "mn": 10**6,
        "mil": 10**6,
        "mio": 10**6,
        "b": 10**9,
        "bn": 10**9,
        "thousand": 1000,
        "million": 10**6,
        "millions": 10**6,
        "billion": 10**9,
        "lakh": 100_000,
        "lakhs": 100_000,
        "crore": 10**7,
        "crores": 10**7,
    },
    articles=frozenset(("grand", "hundred", "thousand", "million", "millions", "billion", "lakh", "crore")),
)
