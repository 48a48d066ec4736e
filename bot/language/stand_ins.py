"""A name in the place of the pronoun that stood for it: "call him back" is "call Jane Smith back"."""

import re

from bot.domain.names import fold
from bot.language.packs.loader import StandIns

_HYPHENS = "-\u2010\u2011"


def with_name(text: str, name: str, stand_ins: StandIns) -> str:
    """The text with the name instead of its first pronoun, where that language puts it; as it is without one."""
    words = list(re.finditer(r"\w+", text))
    for index, word in enumerate(words):
        said = fold(word.group())
        before, after = text[: word.start()], text[word.end() :]
        if said in stand_ins.in_place:
            return f"{before}{name}{after}"
        if said not in stand_ins.objects and said not in stand_ins.recipients:
            continue
        if before.endswith(tuple(_HYPHENS)):
            verb, rest = before[:-1], after
        elif index + 1 < len(words) and (index == 0 or fold(words[index + 1].group()).endswith(stand_ins.verbs)):
            verb, rest = before + words[index + 1].group(), text[words[index + 1].end() :]
        else:
            continue
        return f"{verb} {name}{rest}" if said in stand_ins.objects else f"{verb}{rest} {stand_ins.to} {name}"
    return text
