"""parse(text, context): a message in, its commands out.

1. words and names: which words name records that the CRM knows           (words.py, names.py)
2. the language, from the packs' own words                                (detect.py)
3. values: times, money, phones; known names beat the dictionary          (values/)
4. sentences over words and values, divided into commands                 (reading.py, matcher.py, commands.py)
5. frames, and how sure each of them is                                   (slots.py, doubts.py)
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.names import KnownName, name_words
from bot.language import doubts
from bot.language.commands import Command, CommandReader
from bot.language.detect import Detection, detect
from bot.language.frames import Frame, Parse, ParseContext, Span
from bot.language.guesses import LOOK_UPS, guesses
from bot.language.intents import contract
from bot.language.names import NameSpan, find_names, known_words
from bot.language.packs.loader import BUILT_IN, Pack, Packs
from bot.language.reading import Reading, read
from bot.language.slots import frame_of
from bot.language.text import Token, tokenize
from bot.language.values import find_values
from bot.language.words import Words, split_where, split_words

_SHORTEST_POSSESSOR, _SHORTEST_REST = 3, 3
_VOWELS = frozenset("aeiouyh")
_MOST_ASKED = 400
_MOST_TOKENS = 2000  # values further on are nobody's command
_DOUBT, _UNSURE = 0.45, 0.5
_LIKELY_NAME = 0.5
_LEAST_SCORE, _LEAST_CONFIDENCE = -2.0, 0.05  # what is less is rather no command at all
_ASKED_FOR = frozenset({"remind_at", "start_at"})
_NOT_BESIDE_OTHERS = frozenset({"greet", "thanks", "out_of_scope"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """A parse with what it rests on, for `explain`."""

    parse: Parse
    detection: Detection
    reading: Reading
    commands: tuple[Command, ...]


def parse(text: str, context: ParseContext, *, packs: Packs = BUILT_IN) -> Parse:
    """The commands of a message, in order. Never raises, whatever the text."""
    return understand(text, context, packs=packs).parse


def understand(text: str, context: ParseContext, *, packs: Packs = BUILT_IN) -> Understanding:
    """`parse` and the reasons for it."""
    tokens = tokenize(text)
    words = split_words(text, tokens)
    known = list(context.names.find(_asked(words))) if len(words) else []
    guess = packs.of(detect(words, context.language, packs).languages[0])
    words = _with_apostrophes(words, known, guess)
    names = find_names(words, known, guess)
    detection = detect(words, context.language, packs, named={i for name in names for i in range(name.start, name.end)})
    first = _read(text, tokens, words, names, packs.of(*detection.languages), context)
    best = first
    if detection.others and first[0].confidence < _DOUBT:
        both = packs.of(detection.languages[0], *detection.others)
        second = _read(text, tokens, words, names, both, context)
        best = max(first, second, key=lambda found: found[0].confidence)
    parse_, reading, commands = best
    parse_ = replace(parse_, sure_of_language=detection.sure)
    return Understanding(parse=parse_, detection=detection, reading=reading, commands=commands)


def _with_apostrophes(words: Words, known: Sequence[KnownName], pack: Pack) -> Words:
    """ "janes number" as "jane s number", where jane is a known name; "jai dappeler" as "j ai d appeler"."""
    names = known_words(known)
    whole = {" ".join(name_words(record.name)) for record in known}

    def cut(index: int) -> int:
        word, before = words.folded[index], words.folded[index - 1] if index else ""
        if word[-1] == "s" and f"{before} {word[:-1]}" in whole:
            return len(word) - 1  # "jane does number" is about Jane Doe
        if word in pack.vocabulary or word in pack.common or word in names:
            return 0
        if word[-1] == "s" and len(word) > _SHORTEST_POSSESSOR and word[:-1] in names:
            return len(word) - 1
        for elided in pack.elisions:
            rest = word[len(elided) :]
            if words.is_capital(index) or not word.startswith(elided) or len(rest) < _SHORTEST_REST:
                continue
            if rest[0] in _VOWELS and (rest in pack.vocabulary or rest in pack.common):
                return len(elided)
        return 0

    return split_where(words, cut)


def _asked(words: Words) -> list[str]:
    """The words that may name somebody, as the search wants them."""
    asked: list[str] = []
    for index in range(min(len(words), _MOST_ASKED)):
        if words.kind[index] in ("word", "number"):
            asked.append(words.folded[index])
            if words.kind[index] == "word" and words.glued(index) and words.kind[index - 1] == "number":
                asked.append(words.folded[index - 1] + words.folded[index])  # "3M"
    return asked


def _read(
    text: str,
    tokens: Sequence[Token],
    words: Words,
    names: Sequence[NameSpan],
    pack: Pack,
    context: ParseContext,
) -> tuple[Parse, Reading, tuple[Command, ...]]:
    spans = find_values(text, tokens[:_MOST_TOKENS], context, pack.languages, blocked=_blocked(words, names))
    reading = read(words, pack, spans, names, context)
    reader = CommandReader(reading)
    found, unread = reader.read()
    nearest = [] if found else reader.nearest()
    far = [command for command in nearest[:1] if _is_worth_asking(command, reading)]
    commands = tuple(found or far)
    frames = tuple(_frame(command, reading, context, unread, most=_DOUBT if far else 1.0) for command in commands)
    if len(frames) > 1:
        kept = tuple(frame for frame in frames if frame.intent not in _NOT_BESIDE_OTHERS)
        frames = kept or frames[:1]
    frames = tuple(frame for index, frame in enumerate(frames) if index == 0 or not _is_said(frame, frames[index - 1]))
    if not frames:
        nothing = Frame(intent="out_of_scope", confidence=doubts.of_nothing(reading))
        frames = (_with_rivals(nothing, nearest, reading, context),)
    return (
        Parse(
            text=text,
            language=pack.languages[0],
            sure_of_language=False,
            frames=frames,
            confidence=min(frame.confidence for frame in frames),
            spans=_all_spans(words, spans, names),
        ),
        reading,
        commands,
    )


def _is_worth_asking(command: Command, reading: Reading) -> bool:
    """Whether a command amid words that nobody taught us may be meant, and no word before it turns it round."""
    return (
        command.score >= _LEAST_SCORE
        and command.match.quality >= _LIKELY_NAME
        and contract().intents[command.intent].place == "any"
        and not any("turning" in reading.lists[index] for index in range(command.match.start))
        and doubts.confidence(command, reading, 0) >= _LEAST_CONFIDENCE
    )


def _is_said(frame: Frame, before: Frame) -> bool:
    """Whether a frame tells nothing that the one before it does not: "Tom lost interest, kill the lead"."""
    return frame.intent == before.intent and all(before.slots.get(slot) == told for slot, told in frame.slots.items())


def _frame(command: Command, reading: Reading, context: ParseContext, unread: int, *, most: float) -> Frame:
    """The frame of a command, at `most` so sure; where it is unsure, with those of its rivals."""
    frame = frame_of(command, reading, context, min(most, doubts.confidence(command, reading, unread)))
    return frame if frame.confidence >= _UNSURE else _with_rivals(frame, command.rivals, reading, context)


def _with_rivals(frame: Frame, rivals: Sequence[Command], reading: Reading, context: ParseContext) -> Frame:
    """What else the words may mean: other sentences, and what the values in them suggest; one reading an intent."""
    read_as = (frame_of(rival, reading, context, doubts.confidence(rival, reading, 0)) for rival in rivals)
    found: dict[str, Frame] = {}
    for rival in (*read_as, *guesses(reading, context)):
        if rival.intent != frame.intent and _says_enough(rival):
            found.setdefault(rival.intent, rival)
    # A look at what is named comes to mind of anything.
    return replace(frame, rivals=tuple(sorted(found.values(), key=lambda rival: rival.intent in LOOK_UPS)))


def _says_enough(frame: Frame) -> bool:
    """Whether somebody could carry it out, asking but for its time."""
    return bool(frame.slots) and contract().intents[frame.intent].required <= {*frame.slots, *_ASKED_FOR}


def _blocked(words: Words, names: Sequence[NameSpan]) -> frozenset[int]:
    """The tokens of names that are surely meant as names: several words, or a whole name by itself."""
    sure = [
        name
        for name in names
        if (name.end - name.start > 1 or (name.full and name.quality == 1.0)) and not _in_address(words, name)
    ]
    return frozenset(token for name in sure for token in range(words.token[name.start], words.token[name.end - 1] + 1))


def _in_address(words: Words, name: NameSpan) -> bool:
    """Whether the words are a piece of an e-mail or web address: jane.smith@acme.com."""
    before = words.text[: words.start[name.start]][-1:]
    after = words.text[words.end[name.end - 1] :][:2]
    return before in ("@", ".", "/") or after[:1] == "@" or (after[:1] == "." and after[1:].isalnum())


def _all_spans(words: Words, spans: Sequence[Span], names: Sequence[NameSpan]) -> tuple[Span, ...]:
    found = list(spans)
    last = 0
    for name in names:
        if name.start < last:
            continue
        last = name.end
        start, end = words.start[name.start], words.end[name.end - 1]
        if any(span.start < end and start < span.end for span in spans):
            continue
        found.append(
            Span(kind="name", start=start, end=end, text=words.text[start:end], value=name.records, rule="known")
        )
    return tuple(sorted(found, key=lambda span: span.start))
