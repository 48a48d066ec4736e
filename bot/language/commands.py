"""From sentences to commands: where one command ends and the next begins, which sentence opens it, which
clauses stand around that, and which words are left over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.language import scoring
from bot.language.intents import contract
from bot.language.matcher import Match, Matcher
from bot.language.naming import Capture
from bot.language.packs.loader import Rule
from bot.language.reading import Reading

_MOST_WORDS = 400
_LEAST_NAME = 0.25
_SAME_AGAIN = 0.3
_SURE_NAME, _LIKELY_NAME = 0.55, 0.5
_MOST_CUTS = 14
_MOST_HEADS = 14
_REPEATED = frozenset({"others"})
_TIMED_SLOTS = frozenset({"moment", "day", "period", "recurrence", "duration"})
_TIMED = ("time", "period", "recurrence", "duration")


@dataclass(slots=True)
class Command:
    """One reading of words `first` to `last` (exclusive) as a command.

    `rest` are runs of words that no sentence explains; `clauses` what stood around the head; `score` is
    comparable between readings of the same words.
    """

    intent: str
    first: int
    last: int
    head: Rule
    match: Match
    clauses: list[tuple[Rule, Match]] = field(default_factory=list)
    rest: list[tuple[int, int]] = field(default_factory=list)
    score: float = 0.0
    rivals: list["Command"] = field(default_factory=list)

    @property
    def captures(self) -> list[Capture]:
        return [capture for match in (self.match, *(match for _, match in self.clauses)) for capture in match.captures]

    @property
    def sets(self) -> dict[str, str]:
        return {
            slot: value
            for rule in (self.head, *(rule for rule, _ in self.clauses))
            for slot, value in rule.sets.items()
        }


@dataclass(frozen=True, slots=True)
class _Path:
    score: float
    commands: tuple[Command, ...]
    unread: int = 0


class CommandReader:
    """Reads one message: `read` gives its commands in order, none for a message without any."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._matcher = Matcher(reading)
        self._end = min(len(reading.words), _MOST_WORDS)
        self._clauses: dict[str, list[Rule]] = {}
        self._starts: dict[int, list[tuple[Rule, Match]]] = {}
        self._last = {key: index for index, keys in enumerate(reading.keys) for key in keys}
        self._heads = self._active_heads()
        self._strong = [rule for rule in self._heads if not rule.weak]
        self._openers = [rule for rule in self._strong if contract().intents[rule.intent].place == "any"]

    def read(self) -> tuple[list[Command], int]:
        """The likeliest division of the message into commands, and how many words belong to none."""
        cuts = self._cuts()
        paths: list[dict[str, _Path]] = [{} for _ in cuts]
        paths[0][""] = _Path(0.0, ())
        for here, start in enumerate(cuts[:-1]):
            if not paths[here]:
                continue
            for there in range(here + 1, len(cuts)):
                self._extend(paths, here, there, start, cuts[there])
        best = max(paths[-1].values(), key=lambda path: path.score, default=_Path(0.0, ()))
        commands = list(best.commands)
        if commands and self._end < len(self._reading.words):
            commands[-1].rest.append((self._end, len(self._reading.words)))
        return commands, best.unread

    def nearest(self) -> list[Command]:
        """The whole message as one command, though much of it stays unexplained: the likeliest first, one an intent."""
        openings = [
            (rule, match)
            for place in range(self._end)
            for rule in self._heads
            if not rule.template.opening.isdisjoint(self._reading.keys[place])
            for match in self._matcher.matches(rule.template.start, place, self._end)
            if match.end > match.start
        ]
        return self._commands(0, self._end, openings)

    def _extend(self, paths: list[dict[str, _Path]], here: int, there: int, start: int, end: int) -> None:
        openings = self._openings_to_the_end(start)
        if end < self._end:  # a head that does not match in all the words does not in fewer either
            heads = {id(rule): rule for rule, _ in openings}
            openings = list(self._openings(start, end, list(heads.values())))
        fresh = self._commands(start, end, openings)
        for previous, path in paths[here].items():
            found = fresh
            more = self._reading.pack.more_after.get(previous, ())
            if more:
                found = sorted(
                    [*fresh, *self._commands(start, end, self._openings(start, end, more))],
                    key=lambda c: -c.score - _SAME_AGAIN * (c.intent == previous),
                )
            options: list[tuple[str, float, tuple[Command, ...]]] = [("?", -scoring.unread(end - start), ())]
            if found:
                best = found[0]
                best.rivals = [rival for rival in found[1:] if rival.intent != best.intent][:3]
                options.append((best.intent, best.score, (best,)))
            for intent, score, commands in options:
                total = path.score + score
                if intent not in paths[there] or paths[there][intent].score < total:
                    unread = path.unread + (0 if commands else self._told(start, end))
                    paths[there][intent] = _Path(total, path.commands + commands, unread)

    def _openings_to_the_end(self, start: int) -> list[tuple[Rule, Match]]:
        found = self._starts.get(start)
        if found is None:
            rules = self._heads if self._opens_sentence(start) else self._strong
            found = self._starts[start] = list(self._openings(start, self._end, rules))
        return found

    def _told(self, start: int, end: int) -> int:
        """How many words there are beside signs and politeness."""
        lists = self._reading.lists
        return sum(
            self._reading.words.kind[index] in ("word", "number")
            and not any(name in lists[index] for name in ("lead_in", "polite", "noise"))
            for index in range(start, end)
        )

    def _opens_sentence(self, index: int) -> bool:
        """Whether a command here begins a sentence: a vague head needs that."""
        return index == 0 or self._reading.words.kind[index - 1] == "hard"

    def _in_place(self, rule: Rule, start: int, end: int) -> bool:
        place = contract().intents[rule.intent].place
        if place == "any" or (start == 0 and end == self._end):
            return True
        reading = self._reading
        return (
            place == "first"
            and start == 0
            and (reading.words.kind[end - 1] in ("soft", "hard") or "lead_in" not in reading.lists[0])
        )

    def _active_heads(self) -> list[Rule]:
        pack = self._reading.pack
        found = set(pack.heads_by_key.get("", ()))
        for key in self._reading.present:
            found.update(pack.heads_by_key.get(key, ()))
        return [pack.heads[place] for place in sorted(found)]

    def _cuts(self) -> list[int]:
        """0, the pauses after which a command may begin, and the end."""
        reading = self._reading
        cuts = [0]
        seen = {rule.intent for rule, _ in self._openings_to_the_end(0)}
        for index in range(1, self._end):
            if len(cuts) > _MOST_CUTS:
                break
            if not reading.pauses[index] or reading.solid[index] != index:
                continue
            more = [rule for intent in sorted(seen) for rule in reading.pack.more_after.get(intent, ())]
            begun = self._begun(index, [*self._openers, *more])
            if begun:
                cuts.append(index)
                seen |= begun
        return [*cuts, self._end]

    def _begun(self, index: int, openers: Sequence[Rule]) -> set[str]:
        """The intents that may begin here. A sentence around a doubtful name, amid a message, begins none."""
        least = _SURE_NAME if self._reading.capitals_tell else _LIKELY_NAME
        openings = self._openings(index, self._end, openers)
        return {rule.intent for rule, match in openings if match.quality >= least and not _begins_with_pronoun(match)}

    def _openings(self, start: int, end: int, rules: Sequence[Rule]) -> Iterator[tuple[Rule, Match]]:
        for place in self._places(start, end):
            keys = self._reading.keys[place]
            for rule in rules:
                opening = rule.template.opening
                if opening.isdisjoint(keys) and (opening or not self._follows(rule, place)):
                    continue
                for match in self._matcher.matches(rule.template.start, place, end):
                    if match.end > match.start or rule.template.peeks_first:
                        yield rule, match

    def _follows(self, rule: Rule, place: int) -> bool:
        """Whether a word that the sentence cannot do without stands at `place` or later."""
        last = self._last
        return not rule.template.keys or any(last.get(key, -1) >= place for key in rule.template.keys)

    def _places(self, start: int, end: int) -> list[int]:
        """Where the head of a command that begins at `start` may stand: also behind what says nothing, and times."""
        reading = self._reading
        found: list[int] = []
        todo = [start]
        while todo and len(found) < 12:
            index = todo.pop(0)
            while index < end and (reading.solid[index] != index or reading.words.kind[index] in ("soft", "hard")):
                if reading.solid[index] == index and index not in found:
                    found.append(index)  # "✅" says something
                index = max(reading.solid[index], index + 1)
            if index >= end or index in found:
                continue
            found.append(index)
            todo += reading.list_ends("lead_in", index) + reading.list_ends("connective", index)
            todo += reading.list_ends("article", index)
            for place in [index, *reading.list_ends("before_time", index)]:
                todo += [last for last, span in reading.spans.get(place, ()) if span.kind in _TIMED]
        return found

    def _commands(self, start: int, end: int, openings: Iterable[tuple[Rule, Match]]) -> list[Command]:
        """The readings of these words as one command, likeliest first, one an intent."""
        fitting = [pair for pair in openings if self._in_place(pair[0], start, end)]
        fitting.sort(key=lambda pair: -scoring.of_match(*pair))
        best: dict[str, Command] = {}
        for rule, match in fitting[:_MOST_HEADS]:
            command = self._explain(rule, match, start, end)
            if rule.intent not in best or best[rule.intent].score < command.score:
                best[rule.intent] = command
        return sorted(best.values(), key=lambda command: -command.score)

    def _explain(self, rule: Rule, match: Match, start: int, end: int) -> Command:
        """Walk the words around the head, clause by clause."""
        intent = contract().intents[rule.intent]
        command = Command(rule.intent, start, end, rule, match)
        filled = {capture.slot for capture in match.captures if capture.slot != intent.rest} | set(rule.sets)
        self._walk(command, start, match.start, filled, before_head=True)
        for capture in match.captures:
            if capture.slot == intent.rest and capture.end < match.end:
                self._walk(command, capture.start, capture.end, filled, before_head=False)
        self._walk(command, match.end, end, filled, before_head=False)
        command.score = scoring.of_command(command, self._reading)
        return command

    def _walk(self, command: Command, start: int, end: int, filled: set[str], *, before_head: bool) -> None:
        """Explain words `start` to `end` by clauses; what none explains goes to `command.rest`."""
        reading, takes_rest = self._reading, bool(contract().intents[command.intent].rest)
        near, index, run_open = True, start, False
        while index < end:
            loose = reading.solid[index] != index
            found = self._clause(command.intent, index, end, filled, near=near, timed_only=before_head, loose=loose)
            if found is not None:
                command.clauses.append(found)
                filled |= ({capture.slot for capture in found[1].captures} | set(found[0].sets)) - _REPEATED
                index, run_open = found[1].end, False
                continue
            if loose:
                index = min(reading.solid[index], end)
                continue
            skipped = self._skipped(index, end, before_head=before_head)
            if skipped > index:
                index = skipped
                continue
            if run_open:
                command.rest[-1] = (command.rest[-1][0], index + 1)
            else:
                command.rest.append((index, index + 1))
                run_open = True
            near = near and not takes_rest
            index += 1

    def _skipped(self, index: int, limit: int, *, before_head: bool) -> int:
        """Past words that say nothing: signs, connectives, politeness."""
        reading = self._reading
        if reading.words.kind[index] in ("soft", "hard"):
            return index + 1
        lists = ("connective", "polite", "lead_in", "article") if before_head else ("connective", "polite")
        for name in lists:
            for end in reading.list_ends(name, index):
                if end <= limit and (
                    name != "polite" or reading.pauses[index] or end == limit or reading.words.kind[end] == "hard"
                ):
                    return end
        return index

    def _active_clauses(self, intent: str) -> list[Rule]:
        rules = self._clauses.get(intent)
        if rules is None:
            present = self._reading.present
            rules = [
                rule
                for rule in self._reading.pack.sentences[intent].clauses
                if not rule.template.keys or not rule.template.keys.isdisjoint(present)
            ]
            self._clauses[intent] = rules
        return rules

    def _clause(
        self, intent: str, index: int, limit: int, filled: set[str], *, near: bool, timed_only: bool, loose: bool
    ) -> tuple[Rule, Match] | None:
        """The best clause at this word; before a head only times, at a loose sign only what names that sign."""
        reading = self._reading
        keys = {reading.forms[index]} if loose else reading.keys[index]
        best: tuple[float, Rule, Match] | None = None
        for rule in self._active_clauses(intent):
            if not near and (rule.where == "near" or (rule.where == "boundary" and not reading.pauses[index])):
                continue
            opening = rule.template.opening
            if opening.isdisjoint(keys) and (opening or loose):
                continue
            if not filled.isdisjoint(rule.sets) or (timed_only and not _is_timed(rule)):
                continue
            for match in self._matcher.matches(rule.template.start, index, limit):
                if match.end <= index or match.quality < _LEAST_NAME or any(c.slot in filled for c in match.captures):
                    continue
                if not near and rule.where == "edge" and not self._closes(intent, match.end, limit):
                    continue
                value = scoring.of_match(rule, match)
                if best is None or value > best[0]:
                    best = (value, rule, match)
        return None if best is None else best[1:]

    def _closes(self, intent: str, index: int, limit: int) -> bool:
        """Whether nothing but a pause or another clause follows."""
        reading = self._reading
        index = reading.solid[index] if index < limit else index
        if index >= limit or reading.words.kind[index] == "hard" or reading.forms[index] == ",":
            return True
        if any(end >= limit for end in reading.list_ends("polite", index)):
            return True
        return any(
            rule.where != "near" and self._matcher.matches(rule.template.start, index, limit)
            for rule in self._active_clauses(intent)
            if not rule.template.opening or not rule.template.opening.isdisjoint(reading.keys[index])
        )


def _begins_with_pronoun(match: Match) -> bool:
    """ "met Nora, she changes jobs in may": what goes on so is told of her, and no command of its own."""
    return any(capture.pronoun and capture.start == match.start for capture in match.captures)


def _is_timed(rule: Rule) -> bool:
    """Whether a clause holds times alone."""
    slots = contract().slots
    return bool(rule.template.slots) and all(slots[name].kind in _TIMED_SLOTS for name in rule.template.slots)
