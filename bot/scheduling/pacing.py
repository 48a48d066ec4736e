"""Staying below what a platform allows: messages a second over all chats, and the pause between two in one chat.

Several processes share one allowance; each takes its part of it.
"""

from bot.ports import Limits

# A platform counts when messages arrive: somewhat slower, so that two that were on their way for different times do not
# make one too many.
_SLACK = 1.05
# So many seconds may be caught up on: in no second do more leave than the margin makes room for.
_CATCH_UP = _SLACK - 1
# So many chats are remembered before those that are free again are forgotten.
_MOST_CHATS = 10_000


class Pace:
    """Gives each message its turn. Times are seconds of one monotonic clock.

    `processes` is how many share the allowance; whoever knows keeps it up to date.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.processes = 1
        self._next = 0.0
        self._free = 0.0
        self._next_in: dict[str, float] = {}

    def reserve(self, chat: str, now: float, *, is_group: bool = False) -> float:
        """Takes the next free turn for this chat; gives the seconds until then."""
        turn = max(now, self._next, self._next_in.get(chat, 0.0))
        self._next = max(now, self._next) + self._spacing
        self._next_in[chat] = turn + self._pause(is_group)
        if len(self._next_in) > _MOST_CHATS:
            self._next_in = {chat: free for chat, free in self._next_in.items() if free > now}
        return turn - now

    def leave(self, now: float) -> float:
        """Seconds until the next message may leave, 0 where it leaves now. To be asked again after so long.

        Turns alone do not do: those who were held up, all together, would leave all together.
        """
        if now < self._free:
            return self._free - now
        self._free = max(self._free, now - _CATCH_UP) + self._spacing
        return 0.0

    @property
    def _spacing(self) -> float:
        return self.processes / self._limits.a_second * _SLACK

    def left(self, chat: str, now: float, *, is_group: bool = False) -> None:
        """The message of this chat is out: the platform counts from when it arrived, which may be after its turn."""
        self._next_in[chat] = max(self._next_in.get(chat, 0.0), now + self._pause(is_group))

    def _pause(self, is_group: bool) -> float:
        return self._limits.group_pause if is_group else self._limits.chat_pause
