"""Words in a row: "Jane, Bob and Tom", "Jane, Bob et Tom"."""

from collections.abc import Sequence


def in_a_row(words: Sequence[str], locale: str) -> str:
    """The words as one says them together; "" for none."""
    if len(words) < 2:
        return "".join(words)
    from babel.lists import format_list

    return str(format_list(list(words), locale=locale))
