"""Spanish numbers."""

from bot.language.values.numerals import NumberWords

_ONES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
    "veintiocho veintinueve"
)
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_HUNDREDS = "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
_ORDINALS = "primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo"

NUMBERS = NumberWords(
    decimal_sign=",",
    values={word: value for value, word in enumerate(_ONES.split())}
    | {word: 30 + 10 * index for index, word in enumerate(_TENS.split())}
    | {word: 100 * index for index, word in enumerate(_HUNDREDS.split(), start=1)}
    | {"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21, "cien": 100},
    scales={"mil": 1000, "millon": 10**6, "millones": 10**6},
    joiners=frozenset(("y", "-")),
    ordinals={word: value for value, word in enumerate(_ORDINALS.split(), start=1)}
    | {word[:-1] + "a": value for value, word in enumerate(_ORDINALS.split(), start=1)}
    | {"primer": 1, "tercer": 3},
    ordinal_suffixes=frozenset(("o", "a", "º", "ª", "er")),
    magnitudes={
        "k": 1000,
        "mil": 1000,
        "m": 10**6,
        "mio": 10**6,
        "millon": 10**6,
        "millones": 10**6,
    },
    articles=frozenset(("millon", "millones", "mil")),
    ordinal_days=1,
    currencies={
        "dolares": "USD",
        "dolar": "USD",
        "dolares americanos": "USD",
        "dolares estadounidenses": "USD",
        "libras": "GBP",
        "libra": "GBP",
        "libras esterlinas": "GBP",
        "francos suizos": "CHF",
        "francos": "CHF",
        "pesos mexicanos": "MXN",
        "pesos argentinos": "ARS",
        "pesos chilenos": "CLP",
        "pesos colombianos": "COP",
        "soles": "PEN",
    },
    minor_units=frozenset(("centimo", "centimos", "centavo", "centavos")),
    percent=frozenset(("por ciento", "por cien", "porciento")),
)
