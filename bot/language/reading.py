"""A message made ready for sentence templates: its words, and what stands at each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from bot.language.frames import OwnValue, ParseContext, Span
from bot.language.names import NameSpan
from bot.language.packs.loader import Pack, PhraseNode, tree_of
from bot.language.spelling import SHORTEST_MISSPELT, Spelling, inflected, spelling
from bot.language.values import TimeExpression
from bot.language.words import HYPHENS, Words

# Signs that may stand anywhere between two parts of a sentence without changing it.
_LOOSE = frozenset(':¿¡"«»“”()[]-–—*_#=>~`/→')
_LONGEST_ACRONYM = 4
_MARKS = "'’"  # of "15'", which are no words
_ARTICLES = frozenset({"article", "determiner"})
_ADDRESSES = frozenset({"email", "url", "phone"})
_TIMED = frozenset({"time", "period", "recurrence", "duration"})
_NOT_NAMES = frozenset({"time", "period", "recurrence", "duration", "money", "percent", "phone", "email", "url"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands at each word i of a message.

    `forms[i]`: the word, its spelling mended. `lists[i]`: list or closed slot -> [(end, value)] of the phrases that
    begin there. `keys[i]`: the word and the <lists> of those phrases; `present`: all of them. `spans[i]`: (end, span)
    of the values, `names[i]`: the known names there. `solid[i]`: the first word from i that is more than a loose sign
    or a filler. `pauses[i]`: whether a new thought may begin. `taken`: words of values; `named`: words of whole names
    of several words, which mean nothing else; `past`: the places in the text of times that lie behind.
    """

    words: Words
    forms: list[str]
    pack: Pack
    lists: list[dict[str, list[tuple[int, str]]]]
    spans: dict[int, list[tuple[int, Span]]]
    names: dict[int, list[NameSpan]]
    solid: list[int]
    pauses: list[bool]
    keys: list[set[str]]
    present: frozenset[str]
    capitals_tell: bool
    capitals_matter: bool
    taken: frozenset[int]
    named: frozenset[int]
    past: frozenset[int]

    def list_ends(self, name: str, index: int) -> list[int]:
        """Where phrases of a list that begin at word `index` end."""
        return [end for end, _ in self.lists[index].get(name, ())] if index < len(self.words) else []

    def begins_time(self, index: int) -> bool:
        return any(span.kind in ("time", "period") for _, span in self.spans.get(index, ()))

    def is_acronym(self, index: int) -> bool:
        """ "PO", "NDA", "HR": nobody's name, where not the whole message is in capitals."""
        said = self.words.text[self.words.start[index] : self.words.end[index]]
        return self.capitals_matter and 2 <= len(said) <= _LONGEST_ACRONYM and said.isupper()

    def follows_title(self, index: int) -> bool:
        """Whether what is said before is for people alone: "Mr", "Mme", but no article."""
        return any(
            index in self.list_ends("before_name", start) and not self.lists[start].keys() & _ARTICLES
            for start in range(max(0, index - 2), index)
        )


def read(words: Words, pack: Pack, spans: Sequence[Span], names: Iterable[NameSpan], context: ParseContext) -> Reading:
    """Lay lists, values and names out over the words of a message."""
    addresses = [span for span in spans if span.kind in _ADDRESSES]
    named = [name for name in names if not _within(words, name, addresses)]
    own = _own_phrases(context.own)
    forms = _forms(words, pack, named, frozenset(word for value in context.own for word in value.words))
    lists = _lists(forms, pack.phrases)
    if context.own:
        _take_own(lists, _lists(forms, own))
    _clitics(words, lists)
    _infinitives(words, lists, pack, {index for name in named for index in range(name.start, name.end)})
    by_start, taken = _spans(words, spans, lists)
    names_at: dict[int, list[NameSpan]] = {}
    for name in named:
        names_at.setdefault(name.start, []).append(name)
    keys = [{form, *(f"<{name}>" for name in at)} for form, at in zip(forms, lists, strict=True)]
    for key, at in zip(keys, lists, strict=True):
        if "possessive" in at:  # "her phone" is said where a sentence has "{contact} s phone"
            key.add("s")
    return Reading(
        words=words,
        forms=forms,
        pack=pack,
        lists=lists,
        spans=by_start,
        names=names_at,
        solid=_solid(words, forms, lists),
        pauses=_pauses(words, lists),
        keys=keys,
        present=frozenset().union(*keys),
        capitals_tell=_capitals_tell(words),
        capitals_matter=not words.text.isupper(),
        taken=taken,
        past=frozenset(span.start for span in spans if _is_past(span, context)),
        named=frozenset(
            index
            for name in named
            if name.full and name.end > name.start + 1 and not _is_plain_speech(words, name, pack)
            for index in range(name.start, name.end)
        ),
    )


def _is_plain_speech(words: Words, name: NameSpan, pack: Pack) -> bool:
    """Whether the words may as well be no name: "will call", written small."""
    return all(
        (words.folded[index] in pack.common or words.folded[index] in pack.vocabulary) and not words.is_capital(index)
        for index in range(name.start, name.end)
    )


def _is_past(span: Span, context: ParseContext) -> bool:
    """Whether a time lies behind by its words ("yesterday"), or because of the hour ("this morning", at noon)."""
    time = span.value
    if not isinstance(time, TimeExpression):
        return False
    if time.explicit_past:
        return True
    if not (time.has_day and time.has_clock) or time.explicit_future:
        return False
    moment = time.resolve(context, "future")
    return moment is not None and isinstance(moment.start, datetime) and moment.start < context.now


def _within(words: Words, name: NameSpan, addresses: Iterable[Span]) -> bool:
    """Whether the name is only a part of an e-mail or web address."""
    return any(span.start <= words.start[name.start] < span.end for span in addresses)


def _forms(words: Words, pack: Pack, names: Sequence[NameSpan], own: frozenset[str]) -> list[str]:
    """The words, with slips of the keyboard mended where only one word of the pack, or of the workspace, can be
    meant."""
    named = {index for name in names for index in range(name.start, name.end)}
    forms = [pack.synonyms.get(word, word) for word in words.folded]
    slips = Spelling(own)
    for index, word in enumerate(words.folded):
        if index in named or word in own or words.kind[index] != "word":
            continue
        if word in pack.vocabulary and forms[index] == word:
            forms[index] = inflected(word, pack) or word
        elif (
            len(word) >= SHORTEST_MISSPELT
            and word not in pack.vocabulary
            and word not in pack.common
            and word not in pack.synonyms
            and not _looks_like_name(words, index)
        ):
            mended = inflected(word, pack) or spelling(pack).mend(word)
            forms[index] = mended if mended != word else slips.mend(word)
    return forms


def _looks_like_name(words: Words, index: int) -> bool:
    """Capitals name somebody; that of a sentence's first word only where another follows: "Denise Faure"."""
    if not words.is_capital(index):
        return False
    after = index + 1
    return not words.opens_sentence(index) or (
        after < len(words) and words.is_capital(after) and words.kind[after] == "word" and len(words.folded[after]) > 1
    )


@lru_cache(maxsize=64)
def _own_phrases(own: tuple[OwnValue, ...]) -> PhraseNode:
    phrases: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for each in own:
        phrases.setdefault((each.slot, each.value), []).append(each.words)
    return tree_of(phrases)


def _take_own(lists: list[dict[str, list[tuple[int, str]]]], own: list[dict[str, list[tuple[int, str]]]]) -> None:
    """What words mean in this workspace is what they mean."""
    for at, own_at in zip(lists, own, strict=True):
        for slot, found in own_at.items():
            ends = {end for end, _ in found}
            beside = [each for each in at.get(slot, ()) if each[0] not in ends]
            at[slot] = sorted([*found, *beside], key=lambda each: -each[0])


def _lists(forms: Sequence[str], phrases: PhraseNode) -> list[dict[str, list[tuple[int, str]]]]:
    found: list[dict[str, list[tuple[int, str]]]] = []
    for start in range(len(forms)):
        at: dict[str, list[tuple[int, str]]] = {}
        node = phrases
        for end in range(start, len(forms)):
            below = node.get(forms[end])
            if below is None:
                break
            node = below
            for name, value in node.ends:
                at.setdefault(name, []).insert(0, (end + 1, value))
        found.append(at)
    return found


def _clitics(words: Words, lists: Sequence[dict[str, list[tuple[int, str]]]]) -> None:
    """A pronoun that a hyphen joins to its verb is no article: "rappelle-le demain"."""
    for index, at in enumerate(lists):
        if "determiner" in at and "pronoun" in at and index > 0 and words.text[words.start[index] - 1] in HYPHENS:
            for name in ("determiner", "article", "unstressed", "before_name", "before_time"):
                at.pop(name, None)


def _infinitives(
    words: Words, lists: Sequence[dict[str, list[tuple[int, str]]]], pack: Pack, named: frozenset[int] | set[int]
) -> None:
    """What begins a thought with an infinitive is still to be done, whatever the verb: "lui chiffrer la variante"."""
    pauses = _pauses(words, lists) if pack.infinitives else []
    for index, word in enumerate(words.folded):
        if (
            word.endswith(pack.infinitives)
            and len(word) >= SHORTEST_MISSPELT
            and index not in named
            and not pack.says(word)
            and (words.opens_sentence(index) or not words.is_capital(index))
        ):
            opens = pauses[index] or ("pronoun" in lists[index - 1] and pauses[index - 1])
            if opens:
                start = index if pauses[index] else index - 1
                lists[start].setdefault("action", [(index + 1, "")])


def _spans(
    words: Words, spans: Sequence[Span], lists: Sequence[dict[str, list[tuple[int, str]]]]
) -> tuple[dict[int, list[tuple[int, Span]]], frozenset[int]]:
    starts = {start: index for index, start in enumerate(words.start)}
    ends = {end: index + 1 for index, end in enumerate(words.end)}
    by_start: dict[int, list[tuple[int, Span]]] = {}
    taken: set[int] = set()
    for span in spans:
        first, last = starts.get(span.start), ends.get(span.start + len(span.text.rstrip(_MARKS)))
        if first is None or last is None:
            continue
        by_start.setdefault(first, []).append((last, span))
        if span.kind in _TIMED:  # a sentence may have read the preposition that the span begins with
            for after, _ in lists[first].get("before_time", ()):
                if after < last:
                    by_start.setdefault(after, []).append((last, span))
        # A single word such as "Noel" may as well end a name; the sentence decides.
        if span.kind in _NOT_NAMES and not (last == first + 1 and span.kind == "time" and words.kind[first] == "word"):
            taken.update(range(first, last))
    return by_start, frozenset(taken)


def _solid(words: Words, forms: Sequence[str], lists: Sequence[dict[str, list[tuple[int, str]]]]) -> list[int]:
    """For each word the first one from it on that is neither a loose sign nor a filler; one past the end is itself."""
    count = len(words)
    solid = list(range(count + 1))
    for index in range(count - 1, -1, -1):
        loose = words.kind[index] == "soft" and forms[index] in _LOOSE
        if loose:
            solid[index] = solid[index + 1]
        elif "noise" in lists[index]:
            solid[index] = solid[lists[index]["noise"][0][0]]
    return solid


def _pauses(words: Words, lists: Sequence[dict[str, list[tuple[int, str]]]]) -> list[bool]:
    """A new thought may begin at the start, after a sign, after a connective ("and", "donc"), and where it joins by
    its own words ("with a deal")."""
    pauses = [False] * (len(words) + 1)
    pauses[0] = pauses[-1] = True
    for index in range(len(words)):
        if words.kind[index] in ("hard", "soft") and words.folded[index] not in (
            "@",
            "&",
            "/",
            "'",
            "°",
            "€",
            "$",
            "£",
        ):
            pauses[index + 1] = True
        for name in ("connective", "noise"):
            for end, _ in lists[index].get(name, ()):
                pauses[end] = True
                pauses[index] = pauses[index] or name == "connective"
        pauses[index] = pauses[index] or "joining" in lists[index]
    return pauses


def _capitals_tell(words: Words) -> bool:
    """Whether the writer uses capitals: one in the middle of a sentence, of more than one letter, shows it."""
    return any(
        words.kind[index] == "word"
        and words.end[index] - words.start[index] > 1
        and words.is_capital(index)
        and not words.opens_sentence(index)
        and not words.text[words.start[index] : words.end[index]].isupper()
        for index in range(len(words))
    )
