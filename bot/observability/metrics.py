"""What crmbot counts: numbers and times alone, no names and no texts.

Counting is free of any library. Prometheus' own client, whose import costs as much as a whole
command, comes only where somebody asks for the numbers.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prometheus_client.core import Metric


@dataclass(slots=True)
class Count:
    """A number that only grows, for each combination of labels."""

    name: str
    help: str
    labels: tuple[str, ...] = ()
    values: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def add(self, *labels: str, count: int = 1) -> None:
        self.values[labels] += count

    def metric(self) -> "Metric":
        from prometheus_client.core import CounterMetricFamily

        family = CounterMetricFamily(self.name, self.help, labels=self.labels)
        for labels, value in self.values.items():
            family.add_metric(labels, value)
        return family


@dataclass(slots=True)
class Level:
    """A number that grows and falls; not told before it is known."""

    name: str
    help: str
    value: float | None = None

    def metric(self) -> "Metric":
        from prometheus_client.core import GaugeMetricFamily

        family = GaugeMetricFamily(self.name, self.help)
        if self.value is not None:
            family.add_metric((), self.value)
        return family


@dataclass(slots=True)
class Timing:
    """How long something took, for each combination of labels: how often within each bound, in seconds."""

    name: str
    help: str
    labels: tuple[str, ...]
    bounds: tuple[float, ...] = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
    within: Counter[tuple[tuple[str, ...], float]] = field(default_factory=Counter)
    sums: Counter[tuple[str, ...]] = field(default_factory=Counter)

    @contextmanager
    def of(self, *labels: str) -> Iterator[None]:
        began = perf_counter()
        try:
            yield
        finally:
            seconds = perf_counter() - began
            bound = next((bound for bound in self.bounds if seconds <= bound), float("inf"))
            self.within[labels, bound] += 1
            self.sums[labels] += seconds  # type: ignore[assignment]  # a Counter adds fractions as well

    def metric(self) -> "Metric":
        from prometheus_client.core import HistogramMetricFamily

        family = HistogramMetricFamily(self.name, self.help, labels=self.labels)
        for labels, total in self.sums.items():
            buckets, so_far = [], 0
            for bound in (*self.bounds, float("inf")):
                so_far += self.within[labels, bound]
                buckets.append(("+Inf" if bound == float("inf") else str(bound), so_far))
            family.add_metric(labels, buckets=buckets, sum_value=total)
        return family


REFUSED = Count("crmbot_requests_refused", "Requests with a bad signature or secret", ("platform",))
ACCEPTED = Count("crmbot_messages_accepted", "Messages and presses kept", ("platform",))
REPEATED = Count("crmbot_messages_repeated", "Repeats that ran nothing", ("platform",))
HANDLING = Timing("crmbot_handling_seconds", "From the claim of a message to its commit", ("platform",))
FAILED = Count("crmbot_messages_failed", "Messages that could not be handled", ("platform",))
REMINDERS = Count("crmbot_reminders_fired", "Reminders that fell due")
DELIVERIES = Count("crmbot_deliveries", "Tries to deliver, by what became of them", ("platform", "outcome"))
SYNCED = Count("crmbot_sync_records", "Records of the mirrored CRM, by what became of them", ("outcome",))
SYNC_FAILED = Count("crmbot_sync_rounds_failed", "Rounds of synchronisation that failed, by reason", ("reason",))
SYNC_BEHIND = Level("crmbot_sync_behind", "Records that the mirrored CRM does not know as they are")
SYNC_REFUSED = Level("crmbot_sync_refused", "Changes that the mirrored CRM refuses")
SYNC_CONFLICTS = Level("crmbot_sync_conflicts", "Fields changed on both sides that nobody has decided about")
SYNC_SUCCEEDED = Level("crmbot_sync_last_success_seconds", "When the last round ended well, as a Unix time")

_ALL: tuple[Count | Level | Timing, ...] = (
    REFUSED,
    ACCEPTED,
    REPEATED,
    HANDLING,
    FAILED,
    REMINDERS,
    DELIVERIES,
    SYNCED,
    SYNC_FAILED,
    SYNC_BEHIND,
    SYNC_REFUSED,
    SYNC_CONFLICTS,
    SYNC_SUCCEEDED,
)


class _Collector:
    """Hands the numbers to Prometheus' client whenever it is asked."""

    def collect(self) -> "Iterator[Metric]":
        for each in _ALL:
            yield each.metric()


@contextmanager
def served(host: str, port: int) -> Iterator[None]:
    """Answers `GET /metrics` on a port of its own meanwhile. Raises OSError where the port is taken."""
    from prometheus_client import CollectorRegistry, start_http_server

    registry = CollectorRegistry()
    registry.register(_Collector())
    server, thread = start_http_server(port, addr=host, registry=registry)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
