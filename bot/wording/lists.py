"""Words in a row: "Jane, Bob and Tom", "Jane, Bob et Tom"."""

from collections.abc import Sequence

from bot.wording.texts import Said, Texts


def in_a_row(words: Sequence[str], locale: str) -> str:
    """The words as one says them together; "" for none."""
    if len(words) < 2:
        return "".join(words)
    from babel.lists import format_list

    return str(format_list(list(words), locale=locale))


def listed(key: str, items: Sequence[Said], most: int, texts: Texts) -> Said:
    """The text of this key with the first items, and how many more there are; "" for none."""
    if not items:
        return Said("")
    line = Said(" · ".join(items[:most]))
    if len(items) > most:
        line = texts("and-more", items=line, count=len(items) - most)
    return texts(key, count=len(items), items=line)
