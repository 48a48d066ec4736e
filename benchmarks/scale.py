"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Sizes of stores, and how often each thing is measured."""

    contacts: tuple[int, ...] = (10, 10_000)
    message_rounds: int
    flood_messages: int
    conversations: int = 16
    pending: tuple[int, ...]
    fired_a_round: int = 1_500
    fire_rounds: int = 5
    idle_sweeps: int
    peer_jobs: int = 10_000
    peer_due: int
    starts: int
    names: int = 100_000
    steady_seconds: int
    burst: int
    times: int


FULL = Scale(
    message_rounds=15,
    flood_messages=96,
    pending=(1_000, 10_000, 1_000_000),
    idle_sweeps=200,
    peer_due=500,
    starts=7,
    steady_seconds=60,
    burst=5_000,
    times=600,
)
QUICK = Scale(
    contacts=(10, 1_000),
    message_rounds=4,
    flood_messages=32,
    pending=(1_000, 10_000, 50_000),
    fired_a_round=500,
    idle_sweeps=30,
    peer_due=200,
    peer_jobs=2_000,
    starts=3,
    steady_seconds=15,
    burst=600,
    names=20_000,
    times=150,
)
