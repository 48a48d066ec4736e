"""vCards of telephones, address books and chats -> rows."""

from datetime import date

import pytest

from bot.domain.rows import BadRow, ContactRow
from bot.errors import UsageError
from storage.transfer.documents import Document
from storage.transfer.vcard_file import open_cards


def cards(text, encoding="utf-8"):
    return open_cards(Document.of_bytes("c.vcf", text.encode(encoding)))


IPHONE = """BEGIN:VCARD
VERSION:3.0
N:de la Tour;Marie;Claude;;
FN:Marie Claude de la Tour
ORG:Société Dupont;Achats
TITLE:Directrice\\, achats
EMAIL;type=INTERNET;type=HOME:home@x.example
item1.EMAIL;type=INTERNET;type=WORK;type=pref:marie@dupont.example
TEL;type=FAX;type=WORK:+33 1 00
TEL;type=WORK;type=VOICE:+33 1 99 00 12 34
TEL;type=CELL;type=VOICE;type=pref:+33 6 39 98 12 34
ADR;type=WORK:;;1 rue de
  Rivoli;Paris;;75001;France
BDAY:1980-02-29
PHOTO;ENCODING=b;TYPE=JPEG:AAAA
END:VCARD
"""
ANDROID = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Br=C3=BBl=C3=A9;=C3=89va;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=89va Br=C3=BBl=C3=A9
TEL;CELL;PREF:0639981234
TEL;WORK:0199001234
END:VCARD
"""
FOUR = """BEGIN:VCARD
VERSION:4.0
FN:Olga Brandt
TEL;TYPE="cell,voice";VALUE=uri:tel:+49-151-1234567
BDAY:--0310
END:VCARD
"""


def test_an_iphone():
    assert list(cards(IPHONE)) == [
        ContactRow(
            place="c.vcf, line 1",
            name="Marie Claude de la Tour",
            first_name="Marie Claude",
            last_name="de la Tour",
            account="Société Dupont",
            title="Directrice, achats",
            email="marie@dupont.example",
            phone="+33 1 99 00 12 34",
            mobile="+33 6 39 98 12 34",
            address="1 rue de Rivoli, 75001 Paris, France",
            birthday=date(1980, 2, 29),
        )
    ]


def test_an_old_telephone_and_a_new_version():
    eva, olga = cards(ANDROID + "\r\n" + FOUR)
    assert (eva.name, eva.last_name, eva.mobile, eva.phone) == ("Éva Brûlé", "Brûlé", "0639981234", "0199001234")
    assert (olga.name, olga.mobile, olga.birthday) == ("Olga Brandt", "+49-151-1234567", None)
    assert olga.place == "c.vcf, line 9"


def test_a_bad_card_does_not_hide_the_others():
    nobody = "BEGIN:VCARD\nVERSION:3.0\nTEL:1\nEND:VCARD\n"
    wrong = "BEGIN:VCARD\nVERSION:3.0\nFN:X\nBDAY:1980-02-31\nEND:VCARD\n"
    rows = list(cards(nobody + FOUR + wrong))
    assert [type(row) for row in rows] == [BadRow, ContactRow, BadRow]
    assert "names nobody" in rows[0].problem
    assert "does not exist" in rows[2].problem
    assert len(rows) == cards(nobody + FOUR + wrong).count


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("BEGIN:VCARD\nFN:X\n", "line 1: this vCard does not end"),
        ("BEGIN:VCARD\nFN:X\nBEGIN:VCARD\n", "line 1: this vCard does not end"),
        ("BEGIN:VCARD\nFN:X\nEND:VCARD\nFN:Y\n", "line 4: BEGIN:VCARD is missing"),
        ("BEGIN:VCARD\nNOTE:" + "x" * 9_000_000, "larger than 8 MB"),
    ],
)
def test_a_file_that_is_none(text, complaint):
    with pytest.raises(UsageError, match=complaint):
        cards(text)
