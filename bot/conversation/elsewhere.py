"""Hours of another zone than the speaker's: "9am her time", "10h heure de New York".

The zone of a person is what the CRM was told, or follows from a phone number; else one asks, and keeps the answer.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation.names import AmbiguousName, candidates_of, which
from bot.conversation.state import Option, Question, going_on, resuming
from bot.conversation.turn import Turn
from bot.crm.zones import set_zone, zone_of_person
from bot.domain.leads import Lead
from bot.domain.people import Account, Contact
from bot.domain.zones import instant_of, wall_of, zone_of
from bot.language.frames import Frame, ToldIn
from bot.messages import Action
from bot.wording.dates import Dates, zone_called
from bot.wording.texts import Said

_DAY = timedelta(days=1)


def by_their_clock(turn: Turn, frame: Frame) -> Frame | None:
    """The frame with the hours of the other one's clock as instants; None where that clock is not known."""
    if all(told.zone for told in frame.told_in.values()):
        return frame
    person, account = _spoken_of(turn, frame)
    zone = zone_of_person(person, account)
    return _in_zone(turn, frame, zone) if zone else None


def in_zone_told(turn: Turn, frame: Frame, words: str) -> Frame | None:
    """The frame after the answer to "where is she?"; the person's zone is kept. None where there is no such zone."""
    zone = zone_called(words, turn.texts.language)
    if zone is None:
        return None
    person, _ = _spoken_of(turn, frame)
    if isinstance(person, Contact):
        set_zone(turn.recorder, person, zone)
    return _in_zone(turn, frame, zone)


def their_hours(turn: Turn, frame: Frame) -> Iterator[Said]:
    """What the clock shows there, for each time that was told by it: "New York: Tue 1 Dec, 09:00"."""
    for slot, told in frame.told_in.items():
        instant = frame.slots.get(slot)
        if not isinstance(instant, datetime) or not told.zone:
            continue
        if wall_of(instant, zone_of(told.zone)) != wall_of(instant, turn.speaker.zone):
            there = Dates(locale=turn.dates.locale, zone=ZoneInfo(told.zone), now=turn.speaker.now)
            yield turn.texts("time-there", place=there.place, when=there.moment(instant))


def _spoken_of(turn: Turn, frame: Frame) -> tuple[Contact | Lead | None, Account | None]:
    """The person and the company that a frame names. Raises AmbiguousName when a name fits several people."""
    people = candidates_of(turn, frame, "contact", ("contact", "lead"))
    if len(people) > 1:
        raise AmbiguousName(which(turn, frame, "contact", people))
    person: Contact | Lead | None = None
    for known in people:
        person = (turn.uow.leads if known.kind == "lead" else turn.uow.contacts).get(known.id)
    accounts = [known.id for known in candidates_of(turn, frame, "account")]
    accounts += [known.account_id for known in people if known.account_id]
    return person, turn.uow.accounts.get(accounts[0]) if accounts else None


def _in_zone(turn: Turn, frame: Frame, name: str) -> Frame:
    slots, told_in = dict(frame.slots), dict(frame.told_in)
    for slot, told in frame.told_in.items():
        value = slots.get(slot)
        if not told.zone and isinstance(value, datetime):
            instant = instant_of(wall_of(value, turn.speaker.zone), zone_of(name))
            if not told.day:  # the next such hour there is another one than here
                while instant <= turn.speaker.now:
                    instant += _DAY
                while instant - _DAY > turn.speaker.now:
                    instant -= _DAY
            slots[slot] = instant.astimezone(turn.speaker.zone)
            told_in[slot] = ToldIn(zone=name, day=told.day)
    return replace(frame, slots=slots, told_in=told_in)


def where(turn: Turn, frame: Frame, instead_of: str = "") -> Question:
    """Asks by which clock the hours of a frame are; `instead_of` is the change set in which they are the speaker's."""
    told = going_on("zone_told", frame, instead_of=instead_of)
    my_time = turn.texts("button-my-time")
    if instead_of:
        options = [Option(label=my_time, role="no", action=Action(name="leave"))]
    else:
        options = [
            Option(label=my_time, action=resuming(replace(frame, told_in={}))),
            turn.drop,
        ]
    name = str(frame.slots.get("contact") or frame.slots.get("account") or "")
    text = turn.texts("zone-of-whom", name=name) if name else turn.texts("zone-of-nobody")
    return Question(text=text, options=tuple(options), expects="zone", answer=told)
