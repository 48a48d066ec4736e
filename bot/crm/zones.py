"""Where the people are that the CRM is about: a zone that was told, or that of their phone's country."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

from bot.crm.changes import Recorder
from bot.domain.leads import Lead
from bot.domain.people import Account, Contact
from bot.domain.phones import country_of
from bot.domain.zones import wall_of, zone_of

_WINTER_AND_SUMMER = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))


def zone_of_person(person: Contact | Lead | None, account: Account | None) -> str:
    """The IANA name of a person's zone, else that of their company; "" where one would have to ask."""
    if isinstance(person, Contact) and person.timezone:
        return person.timezone
    numbers = [person.phone_e164, person.mobile_e164] if person else []
    numbers += [account.phone_e164] if account else []
    return next((zone for country in _countries(numbers) if (zone := only_zone(country))), "")


def _countries(numbers: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(country for number in numbers if (country := country_of(number)))


@lru_cache(maxsize=256)
def only_zone(country: str) -> str:
    """The zone of a country (ISO 3166) where one clock is right all over it; "" for the others."""
    from babel.core import get_global

    zones = [str(zone) for zone in get_global("territory_zones").get(country, ())]
    clocks = {tuple(wall_of(instant, zone_of(zone)) for instant in _WINTER_AND_SUMMER) for zone in zones}
    return zones[0] if len(clocks) == 1 else ""


def set_zone(recorder: Recorder, contact: Contact, zone: str) -> Contact:
    """A person's zone, as it was told."""
    return recorder.update(contact, timezone=zone)
