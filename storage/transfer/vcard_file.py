"""vCards, 2.1 to 4.0, as address books, telephones and chats write them, into rows of contacts."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.domain.rows import BadRow, ContactRow
from bot.errors import UsageError
from bot.messages import plain
from storage.transfer.documents import Document, encoding_of

# A photograph is part of a card.
_LONGEST_CARD = 8_000_000
_BIRTHDAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T.*)?", re.ASCII)
_MOBILE = frozenset({"CELL", "IPHONE", "MOBILE"})
_NO_VOICE = frozenset({"FAX", "PAGER", "MODEM"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """The cards of a document, read one by one."""

    document: Document
    encoding: str
    count: int

    def __iter__(self) -> Iterator[ContactRow | BadRow]:
        for line, card in _cards(self.document, self.encoding):
            place = f"{self.document.name}, line {line}"
            try:
                yield _contact(place, _parsed(card))
            except ValueError as error:
                yield BadRow(place=place, problem=str(error))


def open_cards(document: Document) -> Cards:
    """Reads a document once to its end. Raises UsageError with one line where it is no vCard file."""
    encoding = encoding_of(document)
    return Cards(document=document, encoding=encoding, count=sum(1 for _ in _cards(document, encoding)))


def _cards(document: Document, encoding: str) -> Iterator[tuple[int, str]]:
    """Each card as text, with the number of its first line."""
    with io.TextIOWrapper(document.open(), encoding=encoding) as text:
        lines, size, began = list[str](), 0, 0
        for number, line in enumerate(text, start=1):
            begins = line.strip().upper() == "BEGIN:VCARD"
            if begins and lines:
                raise UsageError(f"{document.name}, line {began}: this vCard does not end; END:VCARD is missing")
            if begins:
                began = number
            if not lines and not begins:
                if line.strip():
                    raise UsageError(f"{document.name}, line {number}: BEGIN:VCARD is missing")
                continue
            lines.append(line)
            size += len(line)
            if size > _LONGEST_CARD:
                raise UsageError(f"{document.name}, line {began}: this vCard is larger than 8 MB")
            if line.strip().upper() == "END:VCARD":
                yield began, "".join(lines)
                lines, size = [], 0
        if lines:
            raise UsageError(f"{document.name}, line {began}: this vCard does not end; END:VCARD is missing")


def _parsed(card: str) -> Any:
    import vobject

    try:
        return next(vobject.readComponents(card, validate=False, allowQP=True))
    except Exception as error:  # the library lets out whatever its parts raise
        raise ValueError(f"is no vCard that can be read ({type(error).__name__}): export it again") from None


def _contact(place: str, card: Any) -> ContactRow:
    first_name, last_name = _divided(card)
    email = next(iter(_texts(card, "email")), None)
    company = next(iter(_texts(card, "org")), None)
    whole = next(iter(_texts(card, "fn")), None) or f"{first_name or ''} {last_name or ''}".strip()
    name = whole or (email or "").partition("@")[0]
    if not name:
        raise ValueError("the vCard names nobody (FN or N)")
    phones = [(_kinds(number), _one_line(number.value).removeprefix("tel:")) for number in _all(card, "tel")]
    spoken = [(kinds, number) for kinds, number in phones if number and not kinds & _NO_VOICE]
    mobile = next((number for kinds, number in spoken if kinds & _MOBILE), None)
    return ContactRow(
        place=place,
        name=name,
        first_name=first_name if last_name else None,
        last_name=last_name,
        account=company,
        title=next(iter(_texts(card, "title")), None),
        email=email,
        phone=next((number for kinds, number in spoken if number != mobile and not kinds & _MOBILE), None),
        mobile=mobile,
        address=next(iter(_texts(card, "adr")), None),
        birthday=_birthday(card),
    )


def _divided(card: Any) -> tuple[str | None, str | None]:
    """The first and last name as the card divides them; middle names go with the first."""
    for name in _all(card, "n"):
        first = " ".join(filter(None, (_one_line(name.value.given), _one_line(name.value.additional))))
        return first or None, _one_line(name.value.family) or None
    return None, None


def _all(card: Any, name: str) -> list[Any]:
    """The lines of a name, the preferred ones first."""
    return sorted(card.contents.get(name, ()), key=lambda line: "PREF" not in _kinds(line))


def _texts(card: Any, name: str) -> list[str]:
    return [text for line in _all(card, name) if (text := _one_line(line.value))]


def _kinds(line: Any) -> frozenset[str]:
    """TYPE=CELL,PREF, or, as vCard 2.1 has it, without TYPE."""
    listed = [kind for value in line.params.get("TYPE", ()) for kind in value.split(",")]
    bare = [parameter[0] for parameter in line.params.items() if parameter[0] in ("PREF", "CELL")]
    return frozenset(kind.strip().upper() for kind in (*listed, *bare, *line.singletonparams))


def _one_line(value: Any) -> str:
    """A text; of a list, such as a company and its department, the first; of an address all its parts."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if hasattr(value, "street"):
        city = f"{value.code} {value.city}".strip()
        value = ", ".join(part for part in (value.street, value.extended, city, value.region, value.country) if part)
    return " ".join(plain(str(value)).split())


def _birthday(card: Any) -> date | None:
    """None also for a birthday without a year, which is no date."""
    for text in _texts(card, "bday"):
        if found := _BIRTHDAY.fullmatch(text):
            try:
                return date(*map(int, found.groups()))
            except ValueError:
                raise ValueError(f"birthday: {text[:20]!r} does not exist") from None
    return None
