"""Everything that can go wrong, as one tree. Adapters and stores translate their libraries' errors into it.

CrmbotError
├── UsageError                bad command line, setting or file: one clear line, exit code 2
├── StoreError                the database
│   ├── StoreUnavailable      cannot be opened or reached: check the address, the file, the server
│   └── StoreConflict         a concurrent transaction won; the store retries, so that callers rarely see it
├── DeliveryError             a message to a chat platform
│   ├── TransientDelivery     try again, not before `retry_after`
│   ├── UnknownDelivery       the request went out and no answer came: it may have arrived
│   └── PermanentDelivery     trying again is useless (blocked, archived, revoked)
│       └── NotAdmitted       the bot may not write there: somebody has to let it in first
└── RemoteError               the CRM that is mirrored
    ├── RemoteUnavailable     cannot be reached, or is down: try again later
    ├── RemoteLogin           it refuses the user name or the password
    ├── RemoteDenied          this user may not do that there
    └── RemoteRefused         it did not take the request: another version, a module or field that it lacks
        └── RemoteLacks       it has no such value in a field: a currency, a stage
"""


class CrmbotError(Exception):
    """The root: whatever crmbot raises on purpose."""


class UsageError(CrmbotError):
    """Bad arguments, settings or files. The message is one line: what was wrong, where, what to do."""


class StoreError(CrmbotError):
    """The database could not do what was asked. The message is one line without any secret."""


class StoreUnavailable(StoreError):
    """The store cannot be opened or reached."""


class StoreConflict(StoreError):
    """A transaction lost against concurrent ones more often than the store retries."""


class DeliveryError(CrmbotError):
    """A message did not reach, or may not have reached, its chat."""


class TransientDelivery(DeliveryError):
    """Worth another try. `retry_after`: seconds to wait, where the platform said so."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class UnknownDelivery(TransientDelivery):
    """The request went out and its answer was lost: a repeat must be marked as one, or looked for first."""


class PermanentDelivery(DeliveryError):
    """Another try is useless: recorded, and shown by `crmbot doctor`."""


class NotAdmitted(PermanentDelivery):
    """The bot may not write there until somebody lets it in."""


class RemoteError(CrmbotError):
    """The mirrored CRM did not do what was asked. The message is one line without any secret."""


class RemoteUnavailable(RemoteError):
    """It cannot be reached, or answers that it is down; with a write, it may have been done all the same."""


class RemoteLogin(RemoteError):
    """The user name or the password is wrong: nothing will work until that is mended."""


class RemoteDenied(RemoteError):
    """The user it is asked as may not do that there."""


class RemoteRefused(RemoteError):
    """It understood nothing, or failed on this very request: trying the same again is useless."""


class RemoteLacks(RemoteRefused):
    """A field there cannot hold `value`: it must be added there, or changed here. `field` is ours."""

    def __init__(self, message: str, *, field: str, value: str) -> None:
        super().__init__(message)
        self.field = field
        self.value = value
