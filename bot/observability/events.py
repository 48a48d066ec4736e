"""Events for the log, by name: `events_of(__name__).info("message_handled", inbox_key=key)`.

structlog comes with the first event: its import costs more than many a command takes.
"""

from collections.abc import Callable

# Sets structlog up, where somebody asked for that; done by the first event.
_setups: list[Callable[[], None]] = []


class Events:
    """Writes events under the name of a module."""

    __slots__ = ("_module",)

    def __init__(self, module: str) -> None:
        self._module = module

    def info(self, event: str, /, **facts: object) -> None:
        self._write("info", event, facts)

    def warning(self, event: str, /, **facts: object) -> None:
        self._write("warning", event, facts)

    def error(self, event: str, /, **facts: object) -> None:
        self._write("error", event, facts)

    def _write(self, level: str, event: str, facts: dict[str, object]) -> None:
        set_up()
        import structlog

        getattr(structlog.get_logger(self._module), level)(event, **facts)


def events_of(module: str) -> Events:
    return Events(module)


def set_up() -> None:
    """Does what was put off until something is to be written."""
    while _setups:
        _setups.pop()()


def put_off(setup: Callable[[], None]) -> None:
    """Has structlog set up by the first event."""
    _setups[:] = [setup]


def forget() -> None:
    """Nothing is to be set up any more; structlog is as it was before."""
    import sys

    _setups.clear()
    if "structlog" in sys.modules:
        import structlog

        structlog.reset_defaults()
