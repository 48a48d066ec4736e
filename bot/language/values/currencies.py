"""How currencies are written: signs, ISO 4217 codes and words, folded; a pack of numbers may know more."""

from collections.abc import Collection, Mapping, Sequence

from bot.language.text import Token, tokenize
from bot.language.values.wordlists import word_set

_WRITTEN = {
    "EUR": "€|€ur|€uro|euro|euros|eur",
    "USD": "$|us$|us $|usd|usd$|dollar|dollars|us dollar|us dollars|buck|bucks|dollars americains|dollar americain",
    "GBP": "£|gbp|pound|pounds|quid|pounds sterling|pound sterling|livre sterling|livres sterling|livres",
    "CHF": "chf|swiss franc|swiss francs|franc suisse|francs suisses|francs|franc",
    "JPY": "¥|jpy|yen|yens",
    "CNY": "cny|yuan|yuans|rmb|renminbi",
    "INR": "₹|inr|rs.|rs|rupee|rupees|roupie|roupies",
    "CAD": "cad|c$|ca$|cad$|canadian dollar|canadian dollars|dollars canadiens|dollar canadien",
    "AUD": "aud|a$|au$|australian dollar|australian dollars|dollars australiens",
    "ILS": "₪|ils|nis|shekel|shekels",
    "MYR": "rm|myr|ringgit|ringgits|malaysia ringgit|malaysia ringgits|malaysian ringgit|malaysian ringgits",
    "EGP": "e£|egyptian pound|egyptian pounds|egyptianpound|l.e.|l.e|geneh|genihat masriya|livres egyptiennes",
    "KWD": "kuwaiti dinar|kuwaiti dinars|dinar koweitien|dinars koweitiens",
    "LBP": "lebanese pound|lebanese pounds|livres libanaises",
    "SAR": "saudi riyal|saudi riyals|saudiriyal|saudiriyals|riyal saoudien",
    "QAR": "qatari riyal|qatari riyals|riyal qatari",
    "MAD": "moroccan dirham|moroccan dirhams|dirham|dirhams",
    "AED": "emirati dirham|emirati dirhams",
    "TND": "tunisian dinar|tunisian dinars|dinars tunisiens",
    "DZD": "algerian dinar|algerian dinars|dinars algeriens",
    "XOF": "fcfa|cfa|francs cfa|franc cfa",
    "MNT": "₮|tugrik|tugriks",
    "UAH": "₴|hryvnia|hryvnias|hryvni",
    "RUB": "₽|rouble|roubles|ruble|rubles",
    "TRY": "₺|turkish lira|turkish liras",
    "PLN": "zl|zloty|zlotys",
    "KRW": "₩|won",
    "BRL": "r$|reais",
    "VND": "₫|dong",
    "THB": "฿|baht",
    "SEK": "swedish krona|swedish kronor|couronnes suedoises",
    "NOK": "norwegian krone|norwegian kroner|couronnes norvegiennes",
    "DKK": "danish krone|danish kroner|couronnes danoises",
}
# Codes that are words too ("TRY", "ALL", "MAD") count in capitals only; these are common enough in any case.
_CODES_IN_ANY_CASE = word_set("eur usd gbp chf jpy cny inr cad aud ils")
_CODES = word_set(
    "AED ARS AUD BGN BHD BRL CAD CHF CLP CNY COP CZK DKK DZD EGP EUR GBP HKD HUF IDR ILS INR ISK JOD JPY KES KRW KWD "
    "LBP MAD MNT MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD THB TND TRY TWD TZS UAH USD VND "
    "XAF XOF XPF ZAR"
)
_LONGEST_NAME = 3
_CAPITALS_ONLY = {"LE": "EGP", "RM": "MYR"}
MINOR_UNITS = word_set(
    "c ct cts cent cents centime centimes penny pence p sen sens kopiyka kopiykas kopeck kopecks paise "
    "paisa fils piastre piastres"
)


def longest_name(tokens: Sequence[Token], start: int, names: Collection[str]) -> tuple[str, int] | None:
    """(one of the names, the end behind it), the one with the most words that begins at token `start`."""
    for end in range(min(len(tokens), start + _LONGEST_NAME), start, -1) if names else ():
        name = " ".join(token.folded for token in tokens[start:end])
        if name in names:
            return name, end
    return None


def _by_first_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for code, written in _WRITTEN.items():
        for phrase in written.split("|"):
            words = tuple(token.folded for token in tokenize(phrase))
            table.setdefault(words[0], []).append((words, code))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


_TABLE = _by_first_word()


def read_currency(tokens: Sequence[Token], start: int, names: Mapping[str, str]) -> tuple[str, int] | None:
    """(ISO 4217 code, the end behind it) of the currency named at token `start`; `names` are the language's own."""
    if start >= len(tokens):
        return None
    token = tokens[start]
    if (named := longest_name(tokens, start, names)) is not None:
        return names[named[0]], named[1]
    for words, code in _TABLE.get(token.folded, ()):
        if token.folded in ("rm", "rs") and not token.text[0].isupper():
            continue
        end = start + len(words)
        if len(words) == 1 or tuple(part.folded for part in tokens[start:end]) == words:
            return code, end
    if token.text in _CODES or (token.folded in _CODES_IN_ANY_CASE):
        return token.text.upper(), start + 1
    if token.text in _CAPITALS_ONLY:
        return _CAPITALS_ONLY[token.text], start + 1
    return None
