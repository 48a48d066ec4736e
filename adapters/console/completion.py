"""Names of the CRM as completions: "call Jan<Tab>" offers Jane Smith."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.domain.names import fold

# Gives whole names of which what was typed is the beginning of a word.
Complete = Callable[[str], Awaitable[Sequence[str]]]

_SHORTEST = 2


class NameCompleter(Completer):
    """Completes the word before the cursor with whole names."""

    def __init__(self, complete: Complete) -> None:
        self._complete = complete

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002
        return iter(())  # prompt_toolkit asks the asynchronous one at a prompt

    async def get_completions_async(
        self,
        document: Document,
        complete_event: CompleteEvent,  # noqa: ARG002
    ) -> AsyncGenerator[Completion, None]:
        before = document.text_before_cursor
        word = document.get_word_before_cursor(WORD=True)
        if len(word) < _SHORTEST:
            return
        for name in await self._complete(word):
            yield Completion(name, start_position=-typed_of(name, before, len(word)))


def typed_of(name: str, before: str, word_length: int) -> int:
    """How many characters before the cursor the name takes the place of: of "met Jane Sm" eight for Jane Smith.

    At least the last word, which may be the beginning of any word of the name.
    """
    for length in range(min(len(name), len(before)), word_length, -1):
        starts_a_word = length == len(before) or before[-length - 1].isspace()
        if starts_a_word and fold(before[-length:]) == fold(name[:length]):
            return length
    return word_length
