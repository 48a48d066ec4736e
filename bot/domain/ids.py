"""Identifiers, made by us: UUIDv7 text for records (they sort by time), short handles for buttons."""

import secrets
import uuid

import uuid_utils

# No vowels and no look-alikes: a handle never spells a word and can be read aloud.
_HANDLE_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def new_id() -> str:
    """A UUIDv7 as text; later ones sort after earlier ones."""
    return str(uuid_utils.uuid7())


def heir_of(remote_id: str) -> str:
    """The id of what takes the place of a record that is gone for good: the same whenever it is asked for."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, remote_id))


def new_handle() -> str:
    """Eight characters, some 38 bits: fits every platform's limit for button data."""
    return "".join(secrets.choice(_HANDLE_ALPHABET) for _ in range(8))
