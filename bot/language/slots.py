"""From a command to a frame: what its captures mean, and the free words that are left."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from bot.domain.names import KnownName, name_words
from bot.language.commands import Command
from bot.language.frames import Frame, Lean, ParseContext, Party, SlotValue, Span, ToldIn
from bot.language.intents import Intent, contract
from bot.language.matcher import Matcher
from bot.language.naming import Capture
from bot.language.reading import Reading
from bot.language.settings import is_likely, setting_value
from bot.language.values import THEIRS, Duration, Money, Number, Percent, Recurrence, TimeExpression

_TRAILING = " \t\n\r,;:.-–—(["
_LONGEST_POLITENESS = 5
_MINUTES_A_DAY = 24 * 60
_DOUBTFUL = 0.4
_CERTAIN, _LIKELY = 0.75, 0.6
_LOOSE_END = frozenset(",;:-–—")
_LEADING = " \t\n\r,;:.-–—)]>*•"


def frame_of(command: Command, reading: Reading, context: ParseContext, confidence: float) -> Frame:
    """The frame that a command means: only slots that the text gives."""
    intent = contract().intents[command.intent]
    slots: dict[str, SlotValue] = {name: _set(name, value) for name, value in command.sets.items()}
    known: dict[str, Sequence[KnownName]] = {}
    told_in: dict[str, ToldIn] = {}
    others: list[Party] = []
    captures = [*command.captures, *named_inside(command, reading)]
    for capture in (capture for capture in captures if not capture.pronoun):
        kind = contract().slots[capture.slot].kind
        if capture.slot == "others" or (capture.slot == "contact" in known and "others" in intent.slots):
            others.append(Party(name=clean(reading, capture.start, capture.end), known=capture.records))
            continue
        if kind == "name":
            _add_name(capture, reading, slots, known)
        elif kind == "text" and not isinstance(capture.value, str):
            continue
        else:
            _add_value(capture, intent, context, slots)
            if (elsewhere := _told_in(capture)) and capture.slot in slots:
                told_in[capture.slot] = elsewhere
    _add_texts(command, intent, reading, slots)
    if "setting" in slots and "value" in slots and "value" not in command.sets:
        words = range(command.first, command.last)
        said = next((range(c.start, c.end) for c in command.captures if c.slot == "value"), words)
        value = setting_value(str(slots["setting"]), str(slots["value"]), said, words, reading, context)
        slots["value"] = value
        confidence = confidence if is_likely(str(slots["setting"]), value) else min(confidence, _DOUBTFUL)
    if "account" in slots and "contact" in known:
        known["contact"] = _by_account(known["contact"], str(slots["account"]))
    ordered = {name: slots[name] for name in contract().slots if name in slots and name in intent.slots}
    return Frame(
        intent=command.intent,
        slots=ordered,
        known={name: found for name, found in known.items() if name in ordered},
        others=_beside(slots.get("contact"), others),
        told_in=told_in,
        refers=tuple(dict.fromkeys(capture.slot for capture in captures if capture.pronoun)),
        confidence=confidence,
    )


def _beside(first: SlotValue | None, others: Iterable[Party]) -> tuple[Party, ...]:
    """The people beside the first, each once."""
    told = {party.name.casefold(): party for party in others}
    told.pop(str(first).casefold(), None)
    return tuple(told.values())


def _set(slot: str, value: str) -> SlotValue:
    """What a sentence itself says of a slot."""
    return int(value) if contract().slots[slot].kind == "number" else value


def _add_name(
    capture: Capture, reading: Reading, slots: dict[str, SlotValue], known: dict[str, Sequence[KnownName]]
) -> None:
    if capture.slot in known:
        return  # of two people the first is the one the record is about
    start = capture.start
    if capture.slot == "deal" and not capture.records:
        start = next((end for end in reading.list_ends("article", start) if end < capture.end), start)
    slots[capture.slot] = clean(reading, start, capture.end)
    known[capture.slot] = capture.records


def _add_value(capture: Capture, intent: Intent, context: ParseContext, slots: dict[str, SlotValue]) -> None:
    slot, value = contract().slots[capture.slot], capture.value
    if isinstance(value, str):
        slots[slot.name] = int(value) if slot.kind == "number" else value
        return
    if not isinstance(value, Span):
        return
    lean = slot.lean or intent.lean
    meaning = value.value
    found: SlotValue | None = None
    if isinstance(meaning, TimeExpression):
        found = _when(meaning, slot.kind, lean, context)
        if slot.name in ("start_at", "held_at") and (minutes := _length(meaning, lean, context)):
            slots.setdefault("duration_minutes", minutes)
    elif isinstance(meaning, Recurrence):
        found = meaning.rule_until(context)
        first = meaning.first(context)
        if first is not None and "remind_at" in intent.slots:
            slots.setdefault("remind_at", first)
    elif isinstance(meaning, Duration):
        found = meaning.minutes if slot.kind == "duration" else _in(meaning, context)
    elif isinstance(meaning, Money):
        found = meaning.amount
        if meaning.currency and "currency" in intent.slots:
            slots.setdefault("currency", meaning.currency)
    elif isinstance(meaning, Number | Percent):
        found = int(meaning.amount) if slot.kind == "number" else meaning.amount
    else:
        found = value.text
    if found is not None:
        slots[slot.name] = found


def _told_in(capture: Capture) -> ToldIn | None:
    """Whose clock the hour of a time is, where it is not the speaker's."""
    time = capture.value.value if isinstance(capture.value, Span) else None
    if not isinstance(time, TimeExpression) or time.zone is None or time.clock is None:
        return None
    return ToldIn(zone="" if time.zone == THEIRS else time.zone, day=time.has_day)


def _when(time: TimeExpression, kind: str, lean: Lean, context: ParseContext) -> SlotValue | None:
    if kind == "period":
        return time.period(context, lean)
    moment = time.resolve(context, lean)
    return None if moment is None else moment.as_slot()


def _length(time: TimeExpression, lean: Lean, context: ParseContext) -> int | None:
    """The minutes from the first to the second hour of "10-11h"; None where only one is told."""
    moment = time.resolve(context, lean) if time.destination is not None else None
    if moment is None or not (isinstance(moment.start, datetime) and isinstance(moment.end, datetime)):
        return None
    return int((moment.end - moment.start).total_seconds() // 60) or None


def _in(wait: Duration, context: ParseContext) -> date | datetime:
    """So long from now: whole days as a date, less in elapsed time."""
    days, rest = divmod(wait.minutes, _MINUTES_A_DAY)
    if not rest:
        return context.now.astimezone(context.zone).date() + timedelta(days=days)
    return (context.now.astimezone(UTC) + timedelta(minutes=wait.minutes)).astimezone(context.zone)


def _add_texts(command: Command, intent: Intent, reading: Reading, slots: dict[str, SlotValue]) -> None:
    pieces: dict[str, list[tuple[int, int]]] = {}
    for capture in command.captures:
        if isinstance(capture.value, str) or (capture.slot == intent.rest and capture.end < command.match.end):
            continue
        if contract().slots[capture.slot].kind == "text":
            pieces.setdefault(capture.slot, []).append((capture.start, capture.end))
    if intent.rest in intent.slots and intent.rest not in command.sets:
        pieces.setdefault(intent.rest, []).extend(_rest(command, reading))
    for slot, runs in pieces.items():
        texts = [text for first, last in _joined(sorted(runs), reading) if (text := clean(reading, first, last))]
        if texts:
            slots[slot] = ", ".join(texts)


def _rest(command: Command, reading: Reading) -> Iterable[tuple[int, int]]:
    for first, last in command.rest:
        start = first
        if first < command.match.start:
            continue
        joined = start > 0 and reading.words.kind[start - 1] not in ("soft", "hard")
        while joined and start < last and reading.list_ends("rest_intro", start):
            start = reading.list_ends("rest_intro", start)[0]
        if start < last:
            yield start, last


def _joined(runs: Sequence[tuple[int, int]], reading: Reading) -> Iterable[tuple[int, int]]:
    """Runs with only signs between them become one again, so that the text keeps its own punctuation."""
    merged: list[tuple[int, int]] = []
    for first, last in runs:
        if merged and all(reading.words.kind[index] in ("soft", "hard") for index in range(merged[-1][1], first)):
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return merged


def clean(reading: Reading, first: int, last: int) -> str:
    """The text of some words without fillers inside, and without signs and politeness around it."""
    words = reading.words
    while (
        first < last
        and words.kind[first] in ("soft", "hard")
        and words.folded[first] not in ("(", "€", "$", "£", "#", "+")
    ):
        first += 1
    while (
        last > first
        and words.kind[last - 1] in ("soft", "hard")
        and words.folded[last - 1] not in (")", "€", "$", "£", "%")
    ):
        last -= 1
    while last > first + 1 and last in reading.list_ends("connective", last - 1):
        last -= 1
    while last > first and words.kind[last - 1] == "soft" and words.folded[last - 1] in _LOOSE_END:
        last -= 1
    last = _before_politeness(reading, first, last)
    pieces: list[str] = []
    index = start = first
    while index < last:
        fillers = [end for end in reading.list_ends("noise", index) if end <= last]
        if fillers:
            pieces.append(words.text[words.start[start] : words.start[index]])
            index = start = fillers[0]
        else:
            index += 1
    if start < last:
        pieces.append(words.text[words.start[start] : words.end[last - 1]])
    text = " ".join(piece.strip() for piece in pieces if piece.strip(_LEADING))
    return _without_shortcodes(text).strip(_TRAILING).lstrip(_LEADING)


def _before_politeness(reading: Reading, first: int, last: int) -> int:
    for start in range(max(first + 1, last - _LONGEST_POLITENESS), last):
        if last in reading.list_ends("polite", start):
            return start
    return last


def _without_shortcodes(text: str) -> str:
    if ":" not in text:
        return text
    return " ".join(word for word in text.split(" ") if not (len(word) > 2 and word[0] == word[-1] == ":"))


def named_inside(command: Command, reading: Reading) -> list[Capture]:
    """Names that stand within the subject fill slots of their own too."""
    intent = contract().intents[command.intent]
    if intent.rest != "subject":
        return []
    filled = {capture.slot for capture in command.captures}
    runs = [run for run in command.rest if run[0] >= command.match.start]
    runs += [(capture.start, capture.end) for capture in command.captures if capture.slot == "subject"]
    matcher = Matcher(reading)
    found: list[Capture] = []
    for first, last in runs:
        travels = any("travel" in reading.lists[index] for index in range(first, last))
        index = first
        while index < last:
            best = _named_at(command, matcher, reading, index, last, travels=travels)
            fresh = [capture for capture in best if capture.slot not in filled and capture.slot in intent.slots]
            found += fresh
            filled.update(capture.slot for capture in fresh)
            index = max((capture.end for capture in best), default=index + 1)
    return found


def _named_at(
    command: Command, matcher: Matcher, reading: Reading, index: int, limit: int, *, travels: bool
) -> list[Capture]:
    """The names at a word. Where somebody `travels`, "to Oslo" names a place."""
    known = matcher.known_name(index, limit)
    if known is not None:
        return [known]
    for rule in reading.pack.sentences[command.intent].inside:
        if rule.template.opening and rule.template.opening.isdisjoint(reading.keys[index]):
            continue
        if rule.weak and travels:
            continue
        for match in matcher.matches(rule.template.start, index, limit):
            if match.captures and match.quality >= (_CERTAIN if rule.weak else _LIKELY):
                return list(match.captures)
    return []


def _by_account(records: Sequence[KnownName], account: str) -> Sequence[KnownName]:
    """Those who belong to the named account first."""
    wanted = set(name_words(account))
    return sorted(records, key=lambda record: not wanted & set(name_words(record.account)))
