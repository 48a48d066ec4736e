"""Who speaks at the command line: the person named, or the only one there is."""

from collections.abc import Sequence

from bot.domain.names import fold, name_words
from bot.domain.people import User
from bot.errors import UsageError


def find_user(users: Sequence[User], name: str | None, *, inactive: bool = False) -> User | None:
    """The user of that name, whole or the part of it that only one has; without a name the only one.

    Whoever is deactivated counts where the `inactive` do.
    """
    active = [user for user in users if user.active or inactive]
    if name is None:
        return active[0] if len(active) == 1 else None
    whole = [user for user in active if fold(user.name) == fold(name)]
    words = set(name_words(name))
    partly = [user for user in active if words and words <= set(name_words(user.name))]
    return next((found[0] for found in (whole, partly) if len(found) == 1), None)


def the_user(users: Sequence[User], name: str | None, *, inactive: bool = False) -> User:
    """As `find_user`; raises UsageError with the remedy where nobody or more than one is meant."""
    user = find_user(users, name, inactive=inactive)
    if user is not None:
        return user
    everybody = ", ".join(sorted(user.name for user in users if user.active or inactive))
    if not everybody:
        raise UsageError("nobody uses this CRM yet: start `crmbot chat` once, or import a file with users")
    if name is None:
        raise UsageError(f"several people use this CRM ({everybody}): say who you are with --as NAME or CRMBOT_USER")
    raise UsageError(f"{name!r} names none, or more than one, of the people who use this CRM: {everybody}")
