"""What is counted, as Prometheus reads it."""

import socket
import urllib.request

from bot.observability.metrics import DELIVERIES, HANDLING, served


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def test_counts_and_times_are_served() -> None:
    before = DELIVERIES.values["slack", "sent"]
    DELIVERIES.add("slack", "sent", count=3)
    with HANDLING.of("slack"):
        pass
    port = free_port()
    with served("127.0.0.1", port), urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        lines = answer.read().decode().splitlines()
    assert f'crmbot_deliveries_total{{outcome="sent",platform="slack"}} {before + 3}.0' in lines
    counted = sum(count for (labels, _), count in HANDLING.within.items() if labels == ("slack",))
    assert f'crmbot_handling_seconds_bucket{{le="+Inf",platform="slack"}} {counted}.0' in lines
    assert f'crmbot_handling_seconds_count{{platform="slack"}} {counted}.0' in lines
