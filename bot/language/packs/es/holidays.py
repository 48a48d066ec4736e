"""What holidays are called in Spanish, and what the `holidays` package calls them."""

from bot.language.values.times.holiday import Holiday

HOLIDAYS = {
    "navidad|la navidad|navidades|las navidades|dia de navidad|el dia de navidad": Holiday(("Christmas Day",), ("ES",)),
    "nochebuena|la nochebuena": Holiday(("Christmas Eve",), ("US",)),
    "nochevieja|la nochevieja|fin de ano": Holiday(("New Year's Eve",), ("US",)),
    "ano nuevo|el ano nuevo": Holiday(("New Year's Day",), ("ES",)),
    "reyes|dia de reyes|el dia de reyes|epifania|la epifania": Holiday(("Epiphany",), ("ES",)),
    "san valentin|el dia de san valentin": Holiday(("Valentine's Day",), ("US",)),
    "jueves santo|el jueves santo": Holiday(("Maundy Thursday",), ("MX",)),
    "viernes santo|el viernes santo": Holiday(("Good Friday",), ("ES",)),
    "domingo de pascua|el domingo de pascua|pascua": Holiday(("Easter Sunday",), ("US",)),
    "lunes de pascua|el lunes de pascua": Holiday(("Easter Monday",), ("FR",)),
    "dia del trabajo|el dia del trabajo|dia del trabajador|el dia del trabajador": Holiday(
        ("Labor Day", "Labour Day"), ("ES",)
    ),
    "la asuncion": Holiday(("Assumption Day",), ("ES",)),
    "dia de la hispanidad|el dia de la hispanidad|fiesta nacional|la fiesta nacional": Holiday(
        ("National Day",), ("ES",)
    ),
    "todos los santos|dia de todos los santos|el dia de todos los santos": Holiday(("All Saints' Day",), ("ES",)),
    "dia de la constitucion|el dia de la constitucion": Holiday(("Constitution Day",), ("ES",)),
    "la inmaculada|la purisima": Holiday(("Immaculate Conception",), ("ES",)),
    "accion de gracias|dia de accion de gracias": Holiday(("Thanksgiving Day", "Thanksgiving"), ("US",)),
    "halloween": Holiday(("Halloween",), ("US",)),
}
# Names of people and companies too: a day only where a preposition or more of a time says so.
WEAK_HOLIDAYS = frozenset(("navidad", "reyes", "pascua"))
