"""Names of the CRM as completions: "call Jan<Tab>" offers Jane Smith."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

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
        word = document.get_word_before_cursor(WORD=True)
        if len(word) < _SHORTEST:
            return
        for name in await self._complete(word):
            yield Completion(name, start_position=-len(word))
