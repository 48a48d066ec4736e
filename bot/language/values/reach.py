"""Ways to reach someone: telephone numbers, e-mail addresses and links.

Each is found by walking over the tokens from the sign that gives it away, so that the work stays linear.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from bot.language.text import Token
from bot.language.values.quantities import Email, Phone, Url
from bot.language.values.wordlists import word_set

_LOCAL_SIGNS = frozenset("._+-%'")
_PHONE_SIGNS = frozenset("+().-/ ")
_MOST_TOKENS = 40
_GROUPS = re.compile(r"\d+")
_TOP_LEVEL_DOMAINS = word_set(
    "com net org io co fr eu uk de be ch lu ca us it es pt nl at pl se no dk fi ie cz ro gr hu in jp cn au nz br mx ma "
    "tn dz sn ci za ae sg hk info biz dev app ai tech cloud online shop store studio agency digital paris bzh alsace "
    "solutions consulting group company pro name media services email systems software finance bank design xyz me tv "
    "edu gov mil int gouv museum coop travel health care law energy partners ventures capital energies bio eco"
)


class Reach(NamedTuple):
    """tokens[start:end] and what they mean."""

    start: int
    end: int
    value: Phone | Email | Url
    kind: Literal["phone", "email", "url"]


def read_reach(text: str, tokens: Sequence[Token], country: str) -> Iterator[Reach]:
    """All addresses and numbers, in order; none overlaps another."""
    index = 0
    while index < len(tokens):
        found = _email(text, tokens, index) or _url(text, tokens, index) or _phone(text, tokens, index, country)
        if found is None:
            index += 1
        else:
            yield found
            index = found.end


def _starts_piece(tokens: Sequence[Token], index: int) -> bool:
    """Whether nothing is glued before: else a walk from here has been made already."""
    if index == 0 or tokens[index].spaced:
        return True
    return tokens[index - 1].kind in ("sign", "break") and tokens[index - 1].text not in _LOCAL_SIGNS | {"@", "/"}


def _email(text: str, tokens: Sequence[Token], start: int) -> Reach | None:
    if tokens[start].kind not in ("word", "number") or not _starts_piece(tokens, start):
        return None
    at = start + 1
    while at < len(tokens) and at - start < _MOST_TOKENS and not tokens[at].spaced and tokens[at].text != "@":
        if tokens[at].kind == "sign" and tokens[at].text not in _LOCAL_SIGNS:
            return None
        at += 1
    if at + 1 >= len(tokens) or tokens[at].text != "@" or tokens[at].spaced or tokens[at + 1].spaced:
        return None
    end = _domain_end(tokens, at + 1)
    if end is None:
        return None
    return Reach(start, end, Email(address=text[tokens[start].start : tokens[end - 1].end]), "email")


def _domain_end(tokens: Sequence[Token], start: int) -> int | None:
    """The end of "sub.acme-group.com", which has at least one dot; a dot that ends a sentence is left out."""
    index, last_label, dots = start, start, 0
    if index >= len(tokens) or tokens[index].kind not in ("word", "number"):
        return None
    while index < len(tokens) and index - start < _MOST_TOKENS and (index == start or not tokens[index].spaced):
        token = tokens[index]
        if token.kind in ("word", "number"):
            last_label = index
        elif token.text == "." and index + 1 < len(tokens) and _label(tokens[index + 1]):
            dots += 1
        elif token.text != "-":
            break
        index += 1
    top = tokens[last_label]
    whole = top.kind == "word" and len(top.text) > 1 and tokens[last_label - 1].text == "."
    return last_label + 1 if dots and whole else None


def _label(token: Token) -> bool:
    return token.kind in ("word", "number") and not token.spaced


def _url(text: str, tokens: Sequence[Token], start: int) -> Reach | None:
    token = tokens[start]
    if token.kind not in ("word", "number") or not _starts_piece(tokens, start):
        return None
    scheme = token.folded in ("http", "https") and "".join(t.text for t in tokens[start + 1 : start + 4]) == "://"
    if scheme:
        end = _path_end(tokens, start + 4)
    else:
        end = _domain_end(tokens, start) or 0
        if not end or (tokens[end - 1].folded not in _TOP_LEVEL_DOMAINS):
            return None
        if end < len(tokens) and tokens[end].text == "@" and not tokens[end].spaced:
            return None
        if end < len(tokens) and tokens[end].text in "/?#:" and not tokens[end].spaced:
            end = _path_end(tokens, end)
    if end <= start + 1:
        return None
    return Reach(start, end, Url(address=text[token.start : tokens[end - 1].end]), "url")


def _path_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while (
        end < len(tokens) and not tokens[end].spaced and tokens[end].kind != "break" and tokens[end].text not in '<>|"'
    ):
        end += 1
    while end > start and tokens[end - 1].text in ".,;:!?)'":
        end -= 1
    return end


def _phone(text: str, tokens: Sequence[Token], start: int, country: str) -> Reach | None:
    token = tokens[start]
    if token.text not in ("+", "(") and token.kind != "number":
        return None
    if token.kind == "number" and start > 0 and not token.spaced and tokens[start - 1].text not in ":;,([{<=|":
        return None
    ends, digits = _phone_ends(tokens, start)
    groups = [len(tokens[end - 1].text) for end in ends[:4]]
    if digits < 7 or not (token.text[0] in "+(0" or _american(groups) or _american(groups[:3])):
        return None
    for end in reversed(ends):
        written = text[token.start : tokens[end - 1].end]
        phone = _known_phone(written, country)
        if phone is not None:
            return Reach(start, end, phone, "phone")
    return None


def _phone_ends(tokens: Sequence[Token], start: int) -> tuple[list[int], int]:
    """Where a number that begins here may end, and how many digits there are in all."""
    ends: list[int] = []
    digits = 0
    index = start
    while index < len(tokens) and index - start < 24 and digits < 16:
        token = tokens[index]
        if token.kind == "number":
            digits += len(token.text)
            ends.append(index + 1)
        elif (
            token.text not in _PHONE_SIGNS
            or (token.text == "+" and index > start)
            or (token.spaced and token.text in ".-/")
        ):
            break
        index += 1
    if (
        index < len(tokens)
        and ends
        and ends[-1] == index
        and not tokens[index].spaced
        and (tokens[index].kind == "word" or tokens[index].text in ":€$£%")
    ):
        ends.pop()
    return ends, digits


def _known_phone(written: str, country: str) -> Phone | None:
    digits = "".join(char for char in written if char.isdecimal())
    if not 7 <= len(digits) <= 15:
        return None
    american = _american([len(group) for group in _GROUPS.findall(written)])
    if not american and (written[0] not in "+(0" or (written[0] != "+" and len(digits) < 9)):
        return None
    import phonenumbers

    try:
        number = phonenumbers.parse(written, "US" if american and written[0] not in "+0" else country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return Phone(as_written=written, e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _american(groups: list[int]) -> bool:
    """650-555-0199, 1 650 555 0199: grouped as nothing else is."""
    return groups in ([3, 3, 4], [1, 3, 3, 4])
