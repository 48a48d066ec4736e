"""The people of the conversations in these tests."""

from datetime import date
from decimal import Decimal

from tests.contract.samples import account, contact, deal

NORTHWIND, HOOLI = account("Northwind"), account("Hooli")
OLGA = contact(
    "Olga",
    "Brandt",
    account_id=NORTHWIND.id,
    title="CFO",
    phone="01 44 55 66 77",
    phone_e164="+33144556677",
    email="olga@northwind.example",
)
HUGO_WEISS = contact("Hugo", "Weiss", account_id=NORTHWIND.id)
HUGO_LAMBERT = contact("Hugo", "Lambert", account_id=HOOLI.id)
RENEWAL = deal(
    "Northwind renewal", account_id=NORTHWIND.id, amount=Decimal(12000), stage="proposal", close_date=date(2026, 4, 30)
)
PEOPLE = (NORTHWIND, HOOLI, OLGA, HUGO_WEISS, HUGO_LAMBERT, RENEWAL)
