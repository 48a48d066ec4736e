"""CSV as spreadsheets and other CRMs write it -> rows, and what is said of bad ones."""

import csv
from datetime import date
from decimal import Decimal

import pytest

from bot.domain.rows import AccountRow, BadRow, ContactRow, DealRow, LeadRow, UserRow
from bot.errors import UsageError
from storage.transfer.csv_file import open_table
from storage.transfer.documents import Document


def table(content, name="people.csv", *, encoding="utf-8", day_first=True):
    raw = content if isinstance(content, bytes) else content.encode(encoding)
    return open_table(Document.of_bytes(name, raw), day_first=day_first)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(encoding, separator):
    text = "Nom;Société;Tél.\r\nÉva Brûlé;Société Dupont;06 12\r\n".replace(";", separator)
    (row,) = table(text, encoding=encoding)
    assert row == ContactRow(place="people.csv, line 2", name="Éva Brûlé", account="Société Dupont", phone="06 12")


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        (
            "First Name,Last Name,E-mail 1 - Value,Organization Name,Job Title",
            "first_name last_name email account title",
        ),
        ("PRENOM;NOM;Courriel;Entreprise;Fonction", "first_name last_name email account title"),
        ("Nom complet;Adresse e-mail;Portable;Anniversaire", "name email mobile birthday"),
        ("full_name,work phone,cell,owner", "name phone mobile owner"),
    ],
)
def test_columns_by_their_synonyms(header, fields):
    assert list(table(header + "\n").columns) == fields.split()


@pytest.mark.parametrize(
    ("name", "content", "row"),
    [
        (
            "opportunités.csv",
            "Nom;Compte;Montant;Étape;Date de clôture\nContrat;Acme;12 500,00 €;Négociation;31/12/2026",
            DealRow(
                place="opportunités.csv, line 2",
                name="Contrat",
                account="Acme",
                amount=Decimal("12500.00"),
                currency="EUR",
                stage="negotiation",
                close_date=date(2026, 12, 31),
            ),
        ),
        (
            "companies.csv",
            "Company,Website\nAcme,acme.example",
            AccountRow(place="companies.csv, line 2", name="Acme", website="acme.example"),
        ),
        ("x.csv", "name,industry\nAcme,Glass", AccountRow(place="x.csv, line 2", name="Acme", industry="Glass")),
        ("x.csv", "name,amount\nSale,5", DealRow(place="x.csv, line 2", name="Sale", amount=Decimal(5))),
        (
            "x.csv",
            "Nom;Prénom;Statut;Origine\nSørensen;Pia;Nouveau;Salon",
            LeadRow(
                place="x.csv, line 2",
                name="Pia Sørensen",
                first_name="Pia",
                last_name="Sørensen",
                status="new",
                source="Salon",
            ),
        ),
        ("users.csv", "name,language\nAna,français", UserRow(place="users.csv, line 2", name="Ana", language="fr")),
    ],
)
def test_what_the_rows_are(name, content, row):
    assert list(table(content, name)) == [row]


def test_a_last_name_alone_is_the_whole_name():
    assert [row.name for row in table("Nom;Société\nClaire Dupont;Acme")] == ["Claire Dupont"]


def test_somebody_of_whom_the_address_alone_is_known():
    assert [row.name for row in table("first name,last name,e-mail\n,,jo@x.example")] == ["jo"]


def test_dates_of_a_table_tell_each_other_apart():
    american = "name,birthday\nA,03/04/1980\nB,12/31/1980\n"
    assert [row.birthday for row in table(american)] == [date(1980, 3, 4), date(1980, 12, 31)]
    assert [row.birthday for row in table("name,birthday\nA,03/04/1980", day_first=False)] == [date(1980, 3, 4)]


def test_lines_are_counted_through_cells_of_several_lines():
    content = 'sep=;\r\nname;address;birthday\r\nA;"1 Main St\r\nTown";\r\n\r\nB;;tomorrow\r\n'
    first, second = table(content)
    assert (first.place, first.address) == ("people.csv, line 3", "1 Main St Town")
    assert second == BadRow(
        place="people.csv, line 6", problem="birthday: 'tomorrow' is no date: write it as 2026-12-31"
    )
    assert table(content).count == 2


def test_formulas_that_were_escaped_are_texts_again():
    assert [row.name for row in table("name,e-mail\n'=1+1,a@x.example\n''quoted,b@x.example\n'Tis,c@x.example")] == [
        "=1+1",
        "'quoted",
        "'Tis",
    ]


def test_rows_that_are_bad_do_not_hide_the_others():
    rows = list(table("name,phone\nA,1\nB,2,3\n,5\nC,3.3E+10\nD\n"))
    assert [row.name for row in rows if isinstance(row, ContactRow)] == ["A", "D"]
    assert [row.problem.partition(":")[0] for row in rows if isinstance(row, BadRow)] == [
        "has 3 cells for 2 columns",
        "name is missing",
        "phone",
    ]


def test_columns_that_are_not_known_are_told():
    assert table("name,phone,Shoe size\nA,1,40").left_out == ("Shoe size",)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("a,b\n1,2", "names no column that is known"),
        ("\n\n", "names no column that is known"),
        ("phone,mobile\n1,2", "no column with the name"),
        ("name,e-mail,Courriel\nA,b,c", "'e-mail' and 'Courriel' both are the email"),
        (b"name,phone\nA\x00,1", "NUL bytes"),
        (b"name,phone\n" + b"A,1\n" * 3_000 + b"B\x00,1", "NUL bytes"),
        (b"name,phone\n\x81\x8d,1", "UTF-8 or Windows-1252"),
        ('name,phone\nA,"1\nB,2\n', "line 2: a quotation mark is opened and not closed"),
        ('name,phone\nA,"1"2\n', "line 2: a quotation mark stands inside a cell"),
        ("name,phone\nA," + "x" * 200_000, "line 2: .*longer than 100,000 characters"),
        ("name" + "," * 600 + "\nA", "has 601 columns"),
    ],
)
def test_a_table_that_is_none(content, complaint):
    with pytest.raises(UsageError, match=complaint) as refused:
        list(table(content))
    assert "\n" not in str(refused.value)


def test_the_limit_of_cells_is_nobody_elses():
    before = csv.field_size_limit()
    list(table("name,phone\nA,1"))
    assert csv.field_size_limit() == before
