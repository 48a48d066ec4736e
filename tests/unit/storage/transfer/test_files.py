"""Files of all kinds as one source; what is not what its name says is refused in one line."""

import pytest

from bot.errors import UsageError
from storage.transfer.documents import Document, format_of
from storage.transfer.files import open_files


def test_several_files_are_one_source(tmp_path):
    (tmp_path / "a.json").write_text('{"users": [{"name": "Ana"}], "contacts": [{"name": "A"}]}', encoding="utf-8")
    (tmp_path / "b.csv").write_text("name,phone,pet\nB,1,cat\n", encoding="utf-8")
    (tmp_path / "c.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:C\nEND:VCARD\n", encoding="utf-8")
    (tmp_path / "accounts.csv").write_text("name\nAcme\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("no", encoding="utf-8")
    source = open_files([tmp_path])
    assert [row.name for row in source.rows_of("contacts")] == ["A", "B", "C"]
    assert [row.name for row in source.rows_of("contacts")] == ["A", "B", "C"], "as often as one likes"
    assert [row.name for row in source.rows_of("accounts")] == ["Acme"]
    assert [row.name for row in source.rows_of("users")] == ["Ana"]
    assert len(source) == 5
    assert source.notes == ["b.csv: not taken: pet"]


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("x.xlsx", b"PK\x03\x04", "no file that can be imported"),
        ("x.csv", b"PK\x03\x04...", "save it as CSV"),
        ("x.vcf", b"\x1f\x8b\x08", "unpack it first"),
        ("x.csv", b'{"contacts": []}', "holds JSON, not CSV"),
        ("x.json", b"BEGIN:VCARD", "holds vCards, not JSON"),
        ("x.csv", b"begin:vcard\n", "holds vCards, not CSV"),
        ("x.vcf", b"name,phone", "holds no vCard"),
        ("x.csv", b"", "is empty"),
        ("x.csv", b"\x89PNG\r\n", "a picture"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(name, content, complaint):
    with pytest.raises(UsageError, match=complaint):
        format_of(Document.of_bytes(name, content))


def test_files_that_are_not_there(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        open_files([tmp_path / "none.csv"])
    with pytest.raises(UsageError, match=r"holds no \.csv"):
        open_files([tmp_path])
