"""From the words of a slot to one record: found, several that fit, or nobody known by that name.

The parser has looked the words up already: `Frame.known` holds the records that they name, misspelled
or in part. Here the company that was named beside a person narrows the choice, and one mistyped word
alone is not taken for a person: "Jana" may well be new, and not Jane.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from bot.conversation.state import Option, resuming, with_known
from bot.conversation.turn import Reply, Turn, asked
from bot.domain.changes import RecordKind
from bot.domain.names import KnownName, NameKind, name_words
from bot.language.frames import Frame, Party
from bot.messages import Argument

_MOST_CHOICES = 5
_KINDS: dict[str, RecordKind] = {"contact": "contact", "account": "account", "deal": "deal"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """`known` is the record that the words `written` stand for, if any."""

    written: str = ""
    known: KnownName | None = None


class AmbiguousName(Exception):  # a question to ask, not an error to report
    """Several records fit; `reply` asks which."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


def resolve(
    turn: Turn, frame: Frame, slot: str, *, kinds: Collection[NameKind] = (), of_account: str | None = None
) -> Resolved:
    """The record of a name slot. Raises AmbiguousName when several fit equally.

    `kinds`: what the name may stand for, where that is not what the slot is called after.
    `of_account`: of several accounts, the one with this id is meant, since the person works there.
    """
    written = str(frame.slots.get(slot, ""))
    candidates = _candidates(turn, frame, slot, kinds)
    fitting = _fitting(candidates, name_words(written))
    if len(fitting) > 1 and of_account:
        fitting = [n for n in fitting if n.id == of_account] or fitting
    if len(fitting) > 1:
        raise AmbiguousName(which(turn, frame, slot, fitting))
    known = fitting[0] if fitting else None
    if known is not None and known.kind != "user":
        turn.mention(known.kind, known.id)
        turn.settled(slot, known, _options(turn, frame, slot, [n for n in candidates if n is not known]))
    elif written and (kind := _KINDS.get(slot)):
        turn.mention(kind, "", written)
    return Resolved(written=written, known=known)


def resolve_others(turn: Turn, frame: Frame, first: KnownName | None) -> list[Resolved]:
    """The people beside the first one, those at the company that is named or is theirs before namesakes elsewhere.

    Raises AmbiguousName when a name fits several people equally.
    """
    accounts = {known.id for known in frame.known.get("account", ())} | {first.account_id if first else None} - {None}
    found = []
    for party in frame.others:
        fitting = _fitting([n for n in party.known if n.kind in ("contact", "lead")], name_words(party.name))
        fitting = [n for n in fitting if n.account_id in accounts] or fitting
        if len(fitting) > 1:
            raise AmbiguousName(_which_other(turn, frame, party, fitting))
        if fitting:
            turn.mention("lead" if fitting[0].kind == "lead" else "contact", fitting[0].id)
        found.append(Resolved(written=party.name, known=fitting[0] if fitting else None))
    return found


def candidates_of(turn: Turn, frame: Frame, slot: str, kinds: Collection[NameKind] = ()) -> list[KnownName]:
    """The records that a name slot may mean, all equally."""
    return _fitting(_candidates(turn, frame, slot, kinds), name_words(str(frame.slots.get(slot, ""))))


def _candidates(turn: Turn, frame: Frame, slot: str, kinds: Collection[NameKind]) -> list[KnownName]:
    """All that the parser found for a slot, as far as the company beside it allows."""
    candidates = [n for n in frame.known.get(slot, ()) if n.kind in (kinds or (slot,))]
    if slot == "contact" and "account" in frame.slots:
        at_account = {n.id for n in frame.known.get("account", ()) if n.kind == "account"}
        candidates = [n for n in candidates if n.account_id in at_account or _lead_at(turn, frame, n)]
    return candidates


def _lead_at(turn: Turn, frame: Frame, candidate: KnownName) -> bool:
    """Whether a lead may be at the company named: what it has is a name as written, and no record."""
    lead = turn.uow.leads.get(candidate.id) if candidate.kind == "lead" else None
    if lead is None:
        return False
    return not lead.account_name or set(name_words(str(frame.slots["account"]))) <= set(name_words(lead.account_name))


def _fitting(candidates: list[KnownName], words: tuple[str, ...]) -> list[KnownName]:
    """The whole name beats a part of it, and either beats a nickname or a typo."""
    whole = [n for n in candidates if name_words(n.name) == words]
    part = [n for n in candidates if set(words) <= set(name_words(n.name))]
    if whole or part or len(words) > 1:
        return whole or part or candidates
    return [n for n in candidates if not any(_mistyped(words[0], word) for word in name_words(n.name))]


def _mistyped(word: str, meant: str) -> bool:
    return OSA.distance(word, meant, score_cutoff=2) <= 2


def which(turn: Turn, frame: Frame, slot: str, candidates: list[KnownName]) -> Reply:
    """Asks which of these records is meant, and carries the frame out with the one chosen."""
    return _asked_which(turn, str(frame.slots[slot]), _options(turn, frame, slot, candidates))


def _which_other(turn: Turn, frame: Frame, party: Party, candidates: Sequence[KnownName]) -> Reply:
    def meant(known: KnownName) -> Frame:
        settled = replace(party, known=(known,))
        return replace(frame, others=tuple(settled if other is party else other for other in frame.others))

    options = [_option(turn, known, meant(known)) for known in candidates[:_MOST_CHOICES]]
    return _asked_which(turn, party.name, options)


def _asked_which(turn: Turn, written: str, options: Sequence[Option]) -> Reply:
    return asked(turn.texts("which", name=written), *options, turn.drop)


def _options(turn: Turn, frame: Frame, slot: str, candidates: Sequence[KnownName]) -> list[Option]:
    """The frame with each of these records for the slot."""
    return [_option(turn, known, with_known(frame, slot, [known])) for known in candidates[:_MOST_CHOICES]]


def _option(turn: Turn, known: KnownName, frame: Frame) -> Option:
    return Option(label=label(turn, known), words=name_words(f"{known.name} {known.account}"), action=resuming(frame))


def label(turn: Turn, name: KnownName) -> str:
    if name.kind == "lead":
        return turn.texts("option-lead", name=name.name)
    return turn.texts("option-at", name=name.name, account=name.account) if name.account else name.name


def look_up(turn: Turn, kind: str, words: str) -> list[KnownName]:
    """Records of a kind by words that were not part of a parse, such as the answer to "who was it?"."""
    found = [n for n in turn.uow.names.find(name_words(words)) if n.kind == kind]
    return [n for n in found if set(name_words(words)) <= set(name_words(f"{n.name} {n.account}"))]


def look_alikes(turn: Turn, kind: str, name: str, limit: int) -> list[KnownName]:
    """Records that share a word with a name nobody has: whom the speaker may have meant."""
    return [n for n in turn.uow.names.find(name_words(name)) if n.kind == kind][:limit]


def text_argument(arguments: Mapping[str, Argument], name: str) -> str:
    value = arguments.get(name)
    return "" if value is None else str(value)
