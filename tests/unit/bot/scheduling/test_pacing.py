"""Staying below what a platform allows."""

import pytest

from bot.ports import Limits
from bot.scheduling.pacing import Pace

# With what is left as a margin, ten a second, a twentieth of one apart.
LIMITS = Limits(a_second=10.5, chat_pause=1.0, group_pause=3.0)


def test_the_first_message_leaves_at_once() -> None:
    assert Pace(LIMITS).reserve("a", 100.0) == 0


def test_messages_of_one_chat_keep_their_pause() -> None:
    pace = Pace(LIMITS)
    assert [pace.reserve("a", 100.0) for _ in range(3)] == pytest.approx([0, 1, 2])
    assert pace.reserve("a", 110.0) == 0


def test_a_message_that_leaves_late_keeps_the_next_one_waiting() -> None:
    pace = Pace(LIMITS)
    pace.reserve("a", 100.0)
    pace.left("a", 100.4)
    assert pace.reserve("a", 100.5) == pytest.approx(0.9)


def test_groups_keep_a_longer_pause() -> None:
    pace = Pace(LIMITS)
    assert [pace.reserve("g", 100.0, is_group=True) for _ in range(3)] == pytest.approx([0, 3, 6])


def test_all_chats_together_stay_below_the_rate() -> None:
    pace = Pace(LIMITS)
    turns = [pace.reserve(f"chat {n}", 100.0) for n in range(21)]
    assert turns == pytest.approx([n // 10 + n % 10 / 20 for n in range(21)])


def test_a_slow_chat_does_not_slow_down_the_others() -> None:
    pace = Pace(LIMITS)
    for _ in range(5):
        pace.reserve("slow", 100.0, is_group=True)
    assert pace.reserve("other", 100.0) == pytest.approx(0.25)


def test_processes_share_the_allowance() -> None:
    pace = Pace(LIMITS)
    pace.processes = 4
    assert [pace.reserve(f"chat {n}", 100.0) for n in range(4)] == pytest.approx([0, 0.2, 0.8, 1.0])


def test_of_an_idle_time_no_more_than_a_second_is_caught_up_on() -> None:
    pace = Pace(LIMITS)
    pace.reserve("a", 100.0)
    turns = [pace.reserve(f"chat {n}", 200.0) for n in range(11)]
    assert (turns[0], turns[9], turns[10]) == pytest.approx((0, 0.45, 1))


def test_those_that_were_held_up_together_leave_one_by_one() -> None:
    pace = Pace(LIMITS)
    assert [pace.leave(100.0) for _ in range(3)] == pytest.approx([0, 0.05, 0.05])
    assert pace.leave(100.06) == 0
    assert pace.leave(100.06) == pytest.approx(0.05)


def test_in_no_second_do_more_leave_than_may() -> None:
    pace, left, now = Pace(Limits(a_second=30)), [], 100.0
    # Somebody looks at uneven times, and after half a second of nothing.
    for step in (0.001, 0.02, 0.5, 0.003, 0.04) * 200:
        now += step
        if pace.leave(now) == 0:
            left.append(now)
    assert max(sum(since <= at < since + 1 for at in left) for since in left) <= 30
