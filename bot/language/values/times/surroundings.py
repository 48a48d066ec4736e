"""What stands around a word that may or may not be a time: the evidence that decides."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from bot.language.text import Token
from bot.language.values.times.grammar import Site

_CLAUSE_ENDS = frozenset(",.;:!?)]}…»\"'-–—|")
_CLAUSE_BEGINS = frozenset(',.;:!?([{…«"-–—|•*>')
_COUNTED_SIGNS = frozenset("%€$£¥/:°#²&+=_@<>*'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Words of one language that tell whether a number or a month beside them means a time.

    `temporal` come before days ("on", "since"), `before_hours` between a day and its hour. `followers` may follow an
    hour ("at 8 to ring Tony"), where a noun would say what is counted ("at 3 sites"). `naming` are followed by names
    ("with April"), `honorifics` too ("M. Mardi"). `doubtful` are short weekdays that are words or names too ("sat",
    "Sam"). `capitalised` tells that weekdays are written with a capital letter, `known` what kinds of time a word
    can be.
    """

    temporal: frozenset[str]
    followers: frozenset[str]
    naming: frozenset[str]
    honorifics: frozenset[str]
    doubtful: frozenset[str]
    before_hours: frozenset[str]
    capitalised: bool
    known: Callable[[str], Collection[str]] = field(default=lambda _: ())

    def counts_nothing(self, site: Site) -> bool:
        """No noun follows that the number would count."""
        after = site.after
        if after is None or after.kind == "break":
            return True
        if after.kind == "number":
            return False
        if after.kind == "word":
            return after.spaced and (after.folded in self.followers or bool(self.known(after.folded)))
        if after.spaced:
            return after.text not in "%€$£¥"
        return after.text not in _COUNTED_SIGNS

    def counts_no_weekday(self, site: Site) -> bool:
        """ "on the second", but not "on the second tuesday"."""
        after = site.after
        return self.counts_nothing(site) and (after is None or "weekday" not in self.known(after.folded))

    def clause_ends(self, site: Site) -> bool:
        after = site.after
        return after is None or after.kind == "break" or (after.kind == "sign" and after.text in _CLAUSE_ENDS)

    def clause_begins(self, site: Site) -> bool:
        before = site.before
        return before is None or before.kind == "break" or before.text in _CLAUSE_BEGINS

    def stands_alone(self, site: Site) -> bool:
        return self.clause_begins(site) and self.clause_ends(site)

    def no_name(self, site: Site) -> bool:
        """Neither "M. Mardi" nor "Sunday Monday Records" nor "Friday Foods"."""
        before, after, word = site.before, site.after, site.tokens[site.start]
        if before is not None and before.text == "." and site.start > 1:
            before = site.tokens[site.start - 2] if site.tokens[site.start - 2].folded in self.honorifics else before
        if before is not None and before.folded in self.honorifics:
            return False
        if word.folded in self.doubtful and not self._abbreviates(site):
            return False
        if not _capitalised(word) or self._hour_follows(site):
            return True
        kinds = self.known(after.folded) if after is not None else ()
        if _capitalised(after) and after is not None and after.spaced and (not kinds or "weekday" in kinds):
            return before is not None and before.folded in self.temporal
        return self.capitalised or not _capitalised(before) or site.start == 0

    def _abbreviates(self, site: Site) -> bool:
        """ "sat 10am", "sam. 5", but not "sat at 10 desks" nor "vu Sam à 14h"."""
        after = site.after
        if self.stands_alone(site) or site.tokens[site.end - 1].text == ".":
            return True
        return after is not None and (after.kind == "number" or bool(self.known(after.folded)))

    def _hour_follows(self, site: Site) -> bool:
        """ "Paul Mardi à 10h": a name may stand before, but a time is meant."""
        following = site.tokens[site.end : site.end + 2]
        if following and following[0].folded in self.before_hours:
            following = following[1:]
        return bool(following) and following[0].kind == "number"

    def no_company(self, site: Site) -> bool:
        """ "for april may" and "from june & co" are names: another name or an ampersand follows."""
        after = site.after
        return after is None or not (after.text == "&" or _capitalised(after) or self.known(after.folded))

    def closing_month(self, site: Site) -> bool:
        """A month without a preposition: "closing december", but not "with April" nor "juillet garnier"."""
        before = site.before
        if not self.clause_ends(site) or not self.no_name(site):
            return False
        if site.after is not None and site.after.text in "'’-":
            return False
        if before is None or before.kind != "word":
            return True
        return before.folded not in self.naming and not (_capitalised(before) and site.start > 1)


def _capitalised(token: Token | None) -> bool:
    """Written as names are; a text all in capitals tells nothing."""
    return token is not None and token.kind == "word" and token.text[:1].isupper() and not token.text.isupper()
