"""The languages that crmbot speaks: each folder of `language/packs` is one, named by its ISO 639-1 code.

Nothing else says which there are. What a language needs is what the folders of the others hold.
"""

from pathlib import Path

PACKS = Path(__file__).parent / "language" / "packs"


def languages_in(folder: Path) -> tuple[str, ...]:
    """The languages that have a pack in a folder, in the order of their codes."""
    return tuple(sorted(file.parent.name for file in folder.glob("*/lists.yaml")))


LANGUAGES = languages_in(PACKS)

# What is spoken with people of whom nothing else is known.
DEFAULT_LANGUAGE = "en"
