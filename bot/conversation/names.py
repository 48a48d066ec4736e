"""From the words of a slot to one record: found, several that fit, or nobody known by that name.

The parser has looked the words up already (`Frame.known`); here the company that was named beside a
person narrows the choice.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.conversation.state import Option, frame_as_json, with_known
from bot.conversation.turn import Reply, Turn, asked
from bot.domain.names import KnownName, name_words
from bot.language.frames import Frame
from bot.messages import Action, Argument

# From this score on the words are the name, or a part of it; below, they only resemble it.
FITS = 90.0
_MOST_CHOICES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """`known` is the record the words stand for, if any; `near` are records with a similar name."""

    written: str = ""
    known: KnownName | None = None
    near: tuple[KnownName, ...] = ()


class AmbiguousName(Exception):  # a question to ask, not an error to report
    """Several records fit; `reply` asks which."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


def resolve(turn: Turn, frame: Frame, slot: str) -> Resolved:
    """The record of a name slot. Raises AmbiguousName when several fit equally."""
    written = str(frame.slots.get(slot, ""))
    everybody = candidates = [n for n in frame.known.get(slot, ()) if n.kind == slot]
    if slot == "contact" and "account" in frame.slots:
        at_account = {n.id for n in frame.known.get("account", ()) if n.kind == "account"}
        candidates = [n for n in candidates if n.account_id in at_account]
    fitting = [n for n in candidates if n.score >= FITS]
    whole = [n for n in fitting if name_words(n.name) == name_words(written)]
    fitting = whole or fitting
    if len(fitting) > 1:
        raise AmbiguousName(which(turn, frame, slot, fitting))
    if fitting:
        return Resolved(written=written, known=fitting[0])
    return Resolved(written=written, near=tuple((candidates or everybody)[:1]))


def which(turn: Turn, frame: Frame, slot: str, candidates: list[KnownName]) -> Reply:
    """Asks which of these records is meant, and carries the frame out with the one chosen."""
    options = [
        Option(
            label=label(turn, candidate),
            words=name_words(f"{candidate.name} {candidate.account}"),
            action=Action(
                name="resume",
                arguments={"frame": json.dumps(frame_as_json(with_known(frame, slot, [_certain(candidate)])))},
            ),
        )
        for candidate in candidates[:_MOST_CHOICES]
    ]
    drop = Option(label=turn.texts("button-drop"), role="no", action=Action(name="drop"))
    return asked(turn.texts("which", name=str(frame.slots[slot])), *options, drop)


def label(turn: Turn, name: KnownName) -> str:
    return turn.texts("option-at", name=name.name, account=name.account) if name.account else name.name


def look_up(turn: Turn, kind: str, words: str) -> list[KnownName]:
    """Records of a kind by words that were not part of a parse, such as the answer to "who was it?"."""
    found = [n for n in turn.uow.names.find(name_words(words)) if n.kind == kind]
    fitting = [n for n in found if set(name_words(words)) <= set(name_words(f"{n.name} {n.account}"))]
    return fitting or [n for n in found if n.score >= FITS]


def text_argument(arguments: Mapping[str, Argument], name: str) -> str:
    value = arguments.get(name)
    return "" if value is None else str(value)


def _certain(name: KnownName) -> KnownName:
    return replace(name, score=100.0)
