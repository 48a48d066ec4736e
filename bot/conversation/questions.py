"""Whether a message answers the open question: by yes or no, by number, by a name, by a time."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.conversation.state import Option, Question
from bot.conversation.turn import Turn
from bot.conversation.understanding import context_of
from bot.crm.reminders import due_instant
from bot.domain.names import fold, name_words
from bot.language.frames import Frame, Parse
from bot.language.parser import parse
from bot.language.values import Money, Number
from bot.language.when import when
from bot.messages import Action
from bot.wording.dates import zone_called

_LONGEST_NAME = 6
# Intents under which the parser files a bare name, and a bare time.
_OF_NAMES = frozenset({"out_of_scope", "find_contact", "find_account", "find_deal"})
_OF_TIMES = frozenset({"out_of_scope", "list_agenda"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to do; None where the message was meant as an answer and is none that fits."""

    action: Action | None
    complaint: str = ""


def answer_of(turn: Turn, question: Question, parse: Parse) -> Answer | None:
    """The answer that this message gives; None when it is a message of its own: a question never traps."""
    frame = parse.frames[0]
    if len(parse.frames) == 1:
        by_words = _by_words(question, parse.text)
        if by_words:
            return Answer(action=by_words.action)
    by_intent = _by_intent(turn, question, frame)
    if by_intent or len(parse.frames) > 1 or question.answer is None:
        return by_intent
    if question.expects == "zone":
        zone = zone_called(parse.text, turn.texts.language)
        return Answer(action=_with(question.answer, timezone=zone)) if zone else None
    return _by_content(turn, question, question.answer, parse)


def _by_content(turn: Turn, question: Question, action: Action, parse: Parse) -> Answer | None:
    text, frame = parse.text, parse.frames[0]
    is_sure = frame.confidence >= 0.5
    if question.expects == "time" and not (is_sure and frame.intent not in _OF_TIMES | _OF_NAMES):
        return _by_time(turn, action, text)
    if question.expects == "amount" and not (is_sure and frame.intent not in _OF_NAMES):
        return _by_amount(turn, action, parse)
    if question.expects == "text" and not (is_sure and frame.intent not in _OF_NAMES | _OF_TIMES):
        return Answer(action=_with(action, text=text.strip()))
    if question.expects == "name" and 0 < len(name_words(text)) <= _LONGEST_NAME:
        return None if is_sure and not _is_bare_name(frame, text) else Answer(action=_with(action, text=text.strip()))
    return None


def _is_bare_name(frame: Frame, text: str) -> bool:
    """Whether the message is a name and nothing else, however the parser files that."""
    if frame.intent == "out_of_scope":
        return True
    named = {word for value in frame.slots.values() for word in name_words(str(value))}
    return frame.intent in _OF_NAMES and named >= set(name_words(text))


def _by_words(question: Question, text: str) -> Option | None:
    """The one option that the message names: by its label, or by some of the words that it is known by."""
    words = set(name_words(text))
    labelled = [option for option in question.options if fold(option.label) == fold(text.strip())]
    fitting = labelled or [option for option in question.options if words and words <= _words_of(option)]
    return fitting[0] if len(fitting) == 1 else None


def _words_of(option: Option) -> set[str]:
    return set(option.words or name_words(option.label))


def _by_intent(turn: Turn, question: Question, frame: Frame) -> Answer | None:
    if frame.intent == "choose":
        return _by_number(turn, question, frame.slots.get("number"))
    role = {"confirm": "yes", "reject": "no", "cancel": "no"}.get(frame.intent)
    if frame.intent == "undo" and question.is_about_nothing_saved and turn.state.has_just_asked:
        # Before anything is saved, "annule" means the question.
        return Answer(action=Action(name="undo_question"))
    if role is None:
        return None
    option = next((option for option in question.options if option.role == role), None)
    if option is None and role == "yes" and len(question.options) > 1:
        return Answer(action=None, complaint=turn.texts("choose-one"))
    if option is None and frame.intent == "cancel":
        return Answer(action=Action(name="drop"))
    return Answer(action=option.action) if option else None


def _by_number(turn: Turn, question: Question, number: object) -> Answer | None:
    if not isinstance(number, int):
        return None
    if number < 0:
        # "The last one" is the last thing to choose, not the way out.
        chosen = [option for option in question.options if option.role != "no"]
        return Answer(action=chosen[number].action) if -len(chosen) <= number else None
    if 1 <= number <= len(question.options):
        return Answer(action=question.options[number - 1].action)
    return Answer(action=None, complaint=turn.texts("no-such-choice", number=number, count=len(question.options)))


def _by_time(turn: Turn, action: Action, text: str) -> Answer:
    at = time_in(turn, text)
    if at is None:
        return Answer(action=None, complaint=turn.texts("time-not-understood", text=text))
    due_at = due_instant(at, turn.speaker)
    if due_at < turn.speaker.now:
        told = turn.dates.moment(due_at, date_only=not isinstance(at, datetime))
        return Answer(action=None, complaint=turn.texts("value-past", when=told))
    return Answer(action=_with(action, at=at.isoformat()))


def _by_amount(turn: Turn, action: Action, parse: Parse) -> Answer:
    amount = _first_amount(parse)
    if amount is None:
        return Answer(action=None, complaint=turn.texts("amount-not-understood", text=parse.text))
    told = {"amount": str(amount.amount)}
    if amount.currency:
        told["currency"] = amount.currency
    return Answer(action=_with(action, **told))


def time_in(turn: Turn, text: str) -> date | datetime | None:
    found = when(
        text,
        now=turn.speaker.now,
        zone=turn.speaker.zone,
        language=turn.language,
        day_first=turn.uow.workspace.day_first,
    )
    return found.start if found else None


def amount_in(turn: Turn, text: str) -> Money | None:
    return _first_amount(parse(text, context_of(turn.uow, turn.speaker.user, turn.speaker.now)))


def _first_amount(parsed: Parse) -> Money | None:
    """The first amount of a message, of money or as a bare number."""
    found = (span.value for span in parsed.spans)
    amount = next((value for value in found if isinstance(value, Money | Number)), None)
    return Money(amount=amount.amount) if isinstance(amount, Number) else amount


def _with(action: Action, **arguments: str) -> Action:
    return replace(action, arguments={**action.arguments, **arguments})
