from dataclasses import replace

import pytest

from bot.crm.zones import only_zone, zone_of_person
from bot.domain.people import Account, Contact
from tests.unit.bot.crm.desk import NOW

NORA = Contact(id="c1", last_name="Blum", created_at=NOW)
QUARTZ = Account(id="a1", name="Quartz", phone_e164="+81312345678", created_at=NOW)


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("FR", "Europe/Paris"),
        ("DE", "Europe/Berlin"),
        ("JP", "Asia/Tokyo"),
        ("US", ""),
        ("ES", ""),
        ("", ""),
        ("XX", ""),
    ],
)
def test_a_country_has_a_zone_where_all_its_clocks_agree(country: str, zone: str) -> None:
    assert only_zone(country) == zone


def test_what_was_told_beats_a_number_and_a_persons_number_the_companys() -> None:
    london = replace(NORA, phone_e164="+442079460101")
    assert zone_of_person(replace(london, timezone="Asia/Tokyo"), QUARTZ) == "Asia/Tokyo"
    assert zone_of_person(london, QUARTZ) == "Europe/London"
    assert zone_of_person(NORA, QUARTZ) == "Asia/Tokyo"


def test_a_number_of_many_zones_tells_none() -> None:
    assert zone_of_person(replace(NORA, mobile_e164="+14155550129"), None) == ""
    assert zone_of_person(None, None) == ""
