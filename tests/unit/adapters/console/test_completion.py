"""Names as completions."""

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from adapters.console.completion import NameCompleter, typed_of


@pytest.mark.parametrize(
    ("name", "before", "typed"),
    [
        ("Nora Rive", "called Nor", "Nor"),
        ("Nora Rive", "called Nora Ri", "Nora Ri"),
        ("Nora Rive", "called nora ri", "nora ri"),
        ("Nora Rive", "Nora Ri", "Nora Ri"),
        ("Nora Rive", "called Ri", "Ri"),
        ("Nora Rive", "called Eleonora Ri", "Ri"),
        ("Éric Ode", "appelé eric o", "eric o"),
        ("Li", "called Li", "Li"),
    ],
)
def test_what_a_name_takes_the_place_of(name, before, typed):
    assert before[len(before) - typed_of(name, before, len(before.split()[-1])) :] == typed


async def completed(text, names):
    asked = []

    async def complete(typed):
        asked.append(typed)
        return names

    completer = NameCompleter(complete)
    found = [c async for c in completer.get_completions_async(Document(text), CompleteEvent())]
    return asked, [text[: len(text) + c.start_position] + c.text for c in found]


async def test_names_complete_a_line():
    assert await completed("met Nora Ri", ["Nora Rive", "Rita Ode"]) == (
        ["Ri"],
        ["met Nora Rive", "met Nora Rita Ode"],
    )


@pytest.mark.parametrize("text", ["", "met ", "met N"])
async def test_too_little_is_not_completed(text):
    assert await completed(text, ["Nora Rive"]) == ([], [])
