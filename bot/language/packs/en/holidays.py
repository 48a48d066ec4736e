"""What holidays are called in English, and what the `holidays` package calls them."""

from bot.language.values.times.holiday import Holiday

HOLIDAYS = {
    "christmas|christmas day|xmas|xmas day": Holiday(("Christmas Day",), ("US",)),
    "christmas eve|xmas eve": Holiday(("Christmas Eve",), ("US",)),
    "boxing day|st stephen's day": Holiday(("Boxing Day", "Saint Stephen's Day"), ("GB",)),
    "new year|new years|new year's|new year day|new years day|new year's day": Holiday(("New Year's Day",), ("US",)),
    "new year eve|new years eve|new year's eve|nye": Holiday(("New Year's Eve",), ("US",)),
    "epiphany|twelfth night": Holiday(("Epiphany",), ("IT",)),
    "valentine day|valentines day|valentine's day|valentine's": Holiday(("Valentine's Day",), ("US",)),
    "st patrick's day|st. patrick's day|saint patrick's day|st paddy's day|st patricks day": Holiday(
        ("Saint Patrick's Day",), ("IE",)
    ),
    "good friday": Holiday(("Good Friday",), ("GB",)),
    "easter|easter sunday": Holiday(("Easter Sunday",), ("US",)),
    "easter monday": Holiday(("Easter Monday",), ("FR",)),
    "ascension|ascension day": Holiday(("Ascension Day",), ("FR",)),
    "pentecost|whit sunday|whitsun": Holiday(("Pentecost",), ("BE",)),
    "whit monday|pentecost monday": Holiday(("Pentecost Monday", "Whit Monday"), ("FR",)),
    "labor day": Holiday(("Labor Day",), ("US",), own=False),
    "labour day|may day": Holiday(("Labour Day", "Labor Day", "May Day"), ("FR",)),
    "memorial day": Holiday(("Memorial Day",), ("US",), own=False),
    "independence day": Holiday(("Independence Day",), ("US",)),
    "juneteenth": Holiday(("Juneteenth National Independence Day",), ("US",), own=False),
    "presidents day|president's day|presidents' day": Holiday(("Washington's Birthday",), ("US",), own=False),
    "martin luther king day|mlk day": Holiday(("Martin Luther King Jr. Day",), ("US",), own=False),
    "columbus day": Holiday(("Columbus Day",), ("US",), own=False),
    "veterans day|veteran's day|veterans' day": Holiday(("Veterans Day",), ("US",), own=False),
    "thanksgiving|thanksgiving day": Holiday(("Thanksgiving Day", "Thanksgiving"), ("US",)),
    "canada day": Holiday(("Canada Day",), ("CA",), own=False),
    "australia day": Holiday(("Australia Day",), ("AU",), own=False),
    "bastille day": Holiday(("National Day",), ("FR",), own=False),
    "assumption day": Holiday(("Assumption Day",), ("FR",)),
    "all saints|all saints day|all saints' day": Holiday(("All Saints' Day",), ("FR",)),
    "armistice day|remembrance day": Holiday(("Armistice Day", "Remembrance Day"), ("FR",)),
    "halloween": Holiday(("Halloween",), ("US",)),
    "chinese new year|lunar new year": Holiday(("Chinese New Year", "Lunar New Year"), ("SG",)),
    "diwali|deepavali": Holiday(("Diwali", "Deepavali"), ("SG",)),
}
WEAK_HOLIDAYS = frozenset(("new year", "new years", "new year's", "ascension"))
