"""JSON files -> rows, and what is said of bad ones."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bot.errors import UsageError
from storage.transfer.json_file import read_files


@pytest.fixture
def file(tmp_path):
    return tmp_path / "crm.json"


def test_all_sections(file):
    file.write_text(
        '\ufeff{"workspace": {"currency": "EUR", "day_first": true}, "users": [{"name": "Ana"}],'
        '"accounts": [{"name": "Lumen", "phone": ""}], "contacts": [{"name": " Nora\\u0000  Rive ", "title": null}],'
        '"deals": [{"name": "D", "amount": 12000.5, "close_date": "2026-12-31"}]}',
        encoding="utf-8",
    )
    rows = read_files([file])
    assert rows.problems == []
    assert rows.workspace.day_first is True
    assert (rows.accounts[0].phone, rows.contacts[0].name, rows.contacts[0].title) == (None, "Nora Rive", None)
    assert (rows.deals[0].amount, rows.deals[0].close_date) == (Decimal("12000.5"), date(2026, 12, 31))
    assert rows.deals[0].place == "crm.json: deals[0]"
    assert len(rows) == 4


def test_a_folder_and_several_files(tmp_path):
    (tmp_path / "a.json").write_text('{"accounts": [{"name": "A"}]}', encoding="utf-8")
    (tmp_path / "b.json").write_text('{"accounts": [{"name": "B"}]}', encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no", encoding="utf-8")
    assert [row.name for row in read_files([tmp_path]).accounts] == ["A", "B"]


@pytest.mark.parametrize(
    ("content", "place", "complaint"),
    [
        ('{"faxes": []}', "faxes", "no such section"),
        ('{"contacts": {}}', "contacts", "list of objects"),
        ('{"contacts": [3]}', "contacts[0]", "an object, not 3"),
        ('{"contacts": [{}]}', "contacts[0]", "name is missing"),
        ('{"contacts": [{"name": "   "}]}', "contacts[0]", "name is missing"),
        ('{"contacts": [{"name": 5}]}', "contacts[0]", "text in quotation marks"),
        ('{"contacts": [{"name": "N", "fax": "1"}]}', "contacts[0]", "'fax'"),
        ('{"contacts": [{"name": "N", "birthday": "31/02"}]}', "contacts[0] (N)", "2026-12-31"),
        ('{"deals": [{"name": "D", "amount": "lots"}]}', "deals[0] (D)", "plain number"),
        ('{"deals": [{"name": "D", "amount": NaN}]}', "deals[0] (D)", "plain number"),
        ('{"workspace": []}', "workspace", "an object"),
        ('{"workspace": {"day_first": "perhaps"}}', "workspace", "true or false"),
    ],
)
def test_a_bad_row_is_told_with_place_and_remedy(file, content, place, complaint):
    file.write_text(content, encoding="utf-8")
    (problem,) = read_files([file]).problems
    assert problem.startswith(f"crm.json: {place}")
    assert complaint in problem
    assert "\n" not in problem


def test_a_bad_row_does_not_hide_the_others(file):
    file.write_text('{"contacts": [{"name": "A"}, 0, {"name": "B"}]}', encoding="utf-8")
    rows = read_files([file])
    assert ([row.name for row in rows.contacts], len(rows.problems)) == (["A", "B"], 1)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "no valid JSON"),
        (b'{"contacts": [}', "line 1, column 15"),
        (b'{"contacts": "\xff"}', "not UTF-8"),
        (b"[]", "one object"),
        (b"[" * 100_000, "no JSON that can be read"),
        (b'{"deals": ' + b"1" * 10_000 + b"}", "no JSON that can be read"),
    ],
)
def test_a_file_that_is_none(file, content, complaint):
    file.write_bytes(content)
    with pytest.raises(UsageError, match=complaint):
        read_files([file])


def test_files_that_are_not_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        read_files([tmp_path / "none.json"])
    with pytest.raises(UsageError, match=r"holds no \*\.json"):
        read_files([tmp_path])
    with pytest.raises(UsageError, match="only JSON"):
        read_files([Path("crm.xlsx")])
