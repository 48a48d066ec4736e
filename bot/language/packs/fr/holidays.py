"""What holidays are called in French, and what the `holidays` package calls them."""

from bot.language.values.times.holiday import Holiday

HOLIDAYS = {
    "noel|la noel|jour de noel|le jour de noel": Holiday(("Christmas Day",), ("FR",)),
    "reveillon de noel|le reveillon de noel": Holiday(("Christmas Eve",), ("US",)),
    "jour de l'an|le jour de l'an|premier de l'an|nouvel an|le nouvel an": Holiday(("New Year's Day",), ("FR",)),
    "saint sylvestre|la saint sylvestre|st sylvestre|saint-sylvestre|la saint-sylvestre": Holiday(
        ("New Year's Eve",), ("US",)
    ),
    "epiphanie|l'epiphanie": Holiday(("Epiphany",), ("IT",)),
    "saint valentin|la saint valentin|saint-valentin|la saint-valentin|st valentin|la st valentin": Holiday(
        ("Valentine's Day",), ("US",)
    ),
    "vendredi saint|le vendredi saint": Holiday(("Good Friday",), ("GB",)),
    "paques|dimanche de paques|le dimanche de paques": Holiday(("Easter Sunday",), ("US",)),
    "lundi de paques|le lundi de paques": Holiday(("Easter Monday",), ("FR",)),
    "ascension|l'ascension|jeudi de l'ascension|le jeudi de l'ascension": Holiday(("Ascension Day",), ("FR",)),
    "pont de l'ascension|le pont de l'ascension": Holiday(("Ascension Day",), ("FR",)),
    "pentecote|la pentecote|dimanche de pentecote|le dimanche de pentecote": Holiday(("Pentecost",), ("BE",)),
    "lundi de pentecote|le lundi de pentecote": Holiday(("Pentecost Monday", "Whit Monday"), ("FR",)),
    "fete du travail|la fete du travail": Holiday(("Labor Day", "Labour Day"), ("FR",)),
    "fete nationale|la fete nationale": Holiday(("National Day", "Canada Day", "Independence Day"), ("FR",)),
    "assomption|l'assomption": Holiday(("Assumption Day",), ("FR",)),
    "toussaint|la toussaint": Holiday(("All Saints' Day",), ("FR",)),
    "armistice|l'armistice|armistice du 11 novembre|l'armistice du 11 novembre": Holiday(("Armistice Day",), ("FR",)),
    "thanksgiving|action de grace|l'action de grace": Holiday(("Thanksgiving Day", "Thanksgiving"), ("US",)),
    "halloween": Holiday(("Halloween",), ("US",)),
    "nouvel an chinois|le nouvel an chinois": Holiday(("Chinese New Year",), ("SG",)),
}
# Names of people, words of the trade, places: a day only where a preposition or more of a time says so.
WEAK_HOLIDAYS = frozenset(
    ("noel", "paques", "ascension", "l'ascension", "assomption", "armistice", "epiphanie", "toussaint")
)
