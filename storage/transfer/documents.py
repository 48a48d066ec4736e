"""Documents: what somebody wants imported, a file or the content of a message, before anybody knows what it is."""

import codecs
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, Literal

from bot.errors import UsageError

Format = Literal["json", "csv", "vcard"]

_SUFFIXES: dict[str, Format] = {
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".vcf": "vcard",
    ".vcard": "vcard",
}
# How files begin that are often taken for one of these.
_OTHERS = {
    b"PK\x03\x04": "a spreadsheet or an archive: open it, and save it as CSV",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet: open it, and save it as CSV",
    b"\x1f\x8b": "compressed: unpack it first",
    b"%PDF": "a PDF: it holds no rows",
    b"\x89PNG": "a picture: it holds no rows",
    b"\xff\xd8\xff": "a picture: it holds no rows",
    b"SQLite format 3": "a database: name it in CRMBOT_DATABASE_URL",
}
_PEEK = 4096


@dataclass(frozen=True, slots=True)
class Document:
    """A name to call it by, and a way to read it from its beginning, any number of times."""

    name: str
    open: Callable[[], IO[bytes]]

    @classmethod
    def of_file(cls, path: Path) -> "Document":
        return cls(path.name, lambda: path.open("rb"))

    @classmethod
    def of_bytes(cls, name: str, content: bytes) -> "Document":
        return cls(PurePath(name).name, lambda: io.BytesIO(content))

    @property
    def suffix_format(self) -> Format | None:
        return _SUFFIXES.get(PurePath(self.name).suffix.casefold())


def format_of(document: Document) -> Format:
    """What it is, by its name and by how it begins. Raises UsageError with one line where these do not agree."""
    named = document.suffix_format
    if named is None:
        raise UsageError(f"{document.name} is no file that can be imported: name a .csv, .vcf or .json file")
    head = _head(document)
    for magic, what in _OTHERS.items():
        if head.startswith(magic):
            raise UsageError(f"{document.name} is {what}")
    if not head:
        raise UsageError(f"{document.name} is empty")
    begins = _begins(head)
    if begins is not None and begins != named:
        is_called = {"json": "JSON", "csv": "CSV", "vcard": "vCards"}
        raise UsageError(
            f"{document.name} holds {is_called[begins]}, not {is_called[named]}: give it the name that it deserves"
        )
    if named == "vcard" and begins is None:
        raise UsageError(f"{document.name} holds no vCard: it must begin with BEGIN:VCARD")
    return named


def _head(document: Document) -> bytes:
    try:
        with document.open() as stream:
            return stream.read(_PEEK)
    except OSError as error:
        raise UsageError(f"{document.name} cannot be read: {error.strerror}") from None


def _begins(head: bytes) -> Format | None:
    """Told by the first words; a table may begin with anything."""
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start[:11].upper() == b"BEGIN:VCARD":
        return "vcard"
    return "json" if start[:1] == b"{" else None


def encoding_of(document: Document) -> str:
    """UTF-8 with or without its mark, UTF-16 with one, else Windows-1252, read to the end of the document.

    Raises UsageError for what is none of these.
    """
    head = _head(document)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(document, "utf-16") or _unreadable(document)
    return _checked(document, "utf-8-sig") or _checked(document, "cp1252") or _unreadable(document)


def _unreadable(document: Document) -> str:
    raise UsageError(f"{document.name} is no text in UTF-8 or Windows-1252: save it as UTF-8")


def _checked(document: Document, encoding: str) -> str | None:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with document.open() as stream:
            while chunk := stream.read(1 << 20):
                if "\x00" in decoder.decode(chunk):
                    raise UsageError(f"{document.name} is no text: it holds NUL bytes; save it as CSV in UTF-8")
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return None
    return encoding
