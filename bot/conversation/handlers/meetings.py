"""How a call or meeting went: the answer to the question after it, by a button or in one's own words."""

from collections.abc import Mapping

from bot.conversation.handlers.activities import log_planned
from bot.conversation.names import text_argument
from bot.conversation.turn import Reply, Turn, said
from bot.conversation.understanding import context_of
from bot.crm.activities import parties_in
from bot.crm.meetings import ANSWERED_WITHIN, is_ahead
from bot.domain.activities import Activity
from bot.language.frames import Frame, Parse
from bot.language.parser import parse
from bot.messages import Argument

# Below this a message says nothing of its own.
_SURE = 0.5
# What tells of a meeting without naming whom it was with.
_TELLING = frozenset({"log_call", "log_meeting", "add_note"})


def log_outcome(turn: Turn, arguments: Mapping[str, Argument]) -> Reply:
    meeting = turn.uow.activities.get(text_argument(arguments, "activity"))
    if meeting is None or meeting.status != "planned" or meeting.owner_id != turn.speaker.user.id:
        return said(turn.texts("meeting-settled"))
    frame = Frame(intent=f"log_{meeting.kind}", slots={"outcome": text_argument(arguments, "outcome")})
    return log_planned(turn, frame, meeting)


def meeting_told_of(turn: Turn, told: Parse) -> Activity | None:
    """The meeting whose question this message answers: it says nothing else, and nothing was said in between."""
    frame = told.frames[0]
    vague = frame.intent == "out_of_scope" or frame.confidence < _SURE
    names_nobody = frame.intent in _TELLING and {"contact", "account", "deal"}.isdisjoint(frame.slots)
    if not turn.text.strip() or not (vague or names_nobody):
        return None
    now = turn.speaker.now
    asked = turn.uow.meetings.last_asked(turn.speaker.user.id, since=now - ANSWERED_WITHIN)
    if asked is None or (vague and turn.state.heard and turn.state.heard.at > asked.said_at):
        return None
    meeting = turn.uow.activities.get(asked.activity_id)
    return meeting if is_ahead(meeting, asked.starts_at) else None


def as_told(turn: Turn, meeting: Activity) -> list[Frame]:
    """What the message says of this meeting: read as if it had named whom it was with."""
    parties = parties_in(turn.uow, meeting)
    key = "outcome-told-call" if meeting.kind == "call" else "outcome-told"
    whole = turn.texts(key, name=parties.name or turn.texts(f"kind-{meeting.kind}"), text=turn.text.strip())
    frames = list(parse(str(whole), context_of(turn.uow, turn.speaker.user, turn.speaker.now)).frames)
    if frames and frames[0].intent == f"log_{meeting.kind}" and frames[0].confidence >= _SURE:
        return frames
    return [Frame(intent=f"log_{meeting.kind}", slots={"note": turn.text.strip()})]
