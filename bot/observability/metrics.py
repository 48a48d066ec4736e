"""What crmbot counts, in Prometheus' format. Counts and times alone: no names, no texts."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server

REGISTRY = CollectorRegistry()

REFUSED = Counter("crmbot_requests_refused", "Requests with a bad signature or secret", ["platform"], registry=REGISTRY)
ACCEPTED = Counter("crmbot_messages_accepted", "Messages and presses kept", ["platform"], registry=REGISTRY)
REPEATED = Counter("crmbot_messages_repeated", "Repeats that ran nothing", ["platform"], registry=REGISTRY)
HANDLING = Histogram(
    "crmbot_handling_seconds",
    "From the claim of a message to its commit",
    ["platform"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=REGISTRY,
)
FAILED = Counter("crmbot_messages_failed", "Messages that could not be handled", ["platform"], registry=REGISTRY)
REMINDERS = Counter("crmbot_reminders_fired", "Reminders that fell due", registry=REGISTRY)
DELIVERIES = Counter(
    "crmbot_deliveries", "Tries to deliver, by what became of them", ["platform", "outcome"], registry=REGISTRY
)


@contextmanager
def served(host: str, port: int) -> Iterator[None]:
    """Answers `GET /metrics` on a port of its own meanwhile. Raises OSError where the port is taken."""
    server, thread = start_http_server(port, addr=host, registry=REGISTRY)
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
