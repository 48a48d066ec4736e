"""Lists of words written as one line of text, which reads better than one literal a word."""


def word_list(words: str) -> tuple[str, ...]:
    return tuple(words.split())


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())
