"""Staying below what a platform allows: messages a second over all chats, and the pause between two in one chat.

Several processes share one allowance; each takes its part of it.
"""

from collections import deque

from bot.ports import Limits

# A platform counts when messages arrive: somewhat slower, so that two that were on their way for different times do not
# make one too many.
_SLACK = 1.05
# What was held up may catch up so many times as fast, as long as no second gets more than its share.
_CATCH_UP = 2
# So many chats are remembered before those that are free again are forgotten.
_MOST_CHATS = 10_000


class Pace:
    """Gives each message its turn. Times are seconds of one monotonic clock.

    `processes` is how many share the allowance; whoever knows keeps it up to date.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.processes = 1
        self._turns = deque[float](maxlen=int(limits.a_second))
        self._left = deque[float](maxlen=int(limits.a_second))
        self._next_in: dict[str, float] = {}

    def reserve(self, chat: str, now: float, *, is_group: bool = False) -> float:
        """Takes the next free turn for this chat; gives the seconds until then."""
        free = self._after(self._turns, now)
        self._turns.append(free)
        turn = max(free, self._next_in.get(chat, 0.0))
        self._next_in[chat] = turn + self._pause(is_group)
        if len(self._next_in) > _MOST_CHATS:
            self._next_in = {chat: free for chat, free in self._next_in.items() if free > now}
        return turn - now

    def leave(self, now: float) -> float:
        """Seconds until the next message may leave, 0 where it leaves now. To be asked again after so long.

        Turns alone do not do: those who were held up, all together, would leave all together.
        """
        free = self._after(self._left, now)
        if free <= now:
            self._left.append(now)
        return free - now

    def _after(self, taken: deque[float], now: float) -> float:
        """The first instant from now on at which one more may leave after those."""
        spacing = self.processes / self._limits.a_second * _SLACK
        share = max(1, int(self._limits.a_second / self.processes))
        free = max(now, taken[-1] + spacing / _CATCH_UP) if taken else now
        return max(free, taken[-share] + share * spacing) if len(taken) >= share else free

    def left(self, chat: str, now: float, *, is_group: bool = False) -> None:
        """The message of this chat is out: the platform counts from when it arrived, which may be after its turn."""
        self._next_in[chat] = max(self._next_in.get(chat, 0.0), now + self._pause(is_group))

    def _pause(self, is_group: bool) -> float:
        return self._limits.group_pause if is_group else self._limits.chat_pause
