"""Who may see what."""

from dataclasses import dataclass
from typing import Literal, get_args

Visibility = Literal["all", "team", "own"]

VISIBILITIES: tuple[Visibility, ...] = get_args(Visibility)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one person sees: the records of these owners, and those that nobody owns. `owners` None: everybody's.

    `by_crm`: of the CRM that is mirrored, only what it shows them, and of what it does not know, their own.
    Private notes are seen by their author alone, whatever else is.
    """

    user_id: str
    owners: tuple[str, ...] | None = None
    by_crm: bool = False
