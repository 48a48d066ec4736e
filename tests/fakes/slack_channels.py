"""What stands in the channels of the stand-in for Slack."""

from dataclasses import dataclass, field
from typing import Any, Literal

from tests.fakes.slack_files import File


@dataclass(slots=True, kw_only=True)
class Shown:
    """Something that appeared: a message, a change of one, or what one `person` alone sees."""

    how: Literal["post", "update", "ephemeral"]
    channel: str
    ts: str
    text: str
    blocks: list[dict[str, Any]]
    thread_ts: str = ""
    person: str = ""
    metadata: dict[str, Any] | None = None
    file: File | None = None

    def buttons(self) -> dict[str, dict[str, Any]]:
        """Its buttons by their labels."""
        elements = [e for block in self.blocks if block["type"] == "actions" for e in block["elements"]]
        return {element["text"]["text"]: element for element in elements}


@dataclass(slots=True)
class ResponseUrl:
    channel: str
    person: str
    replaces: str = ""
    uses: int = 0
    expired: bool = False


@dataclass(slots=True)
class Channel:
    members: set[str] = field(default_factory=set)
    archived: bool = False
    messages: list[Shown] = field(default_factory=list)
