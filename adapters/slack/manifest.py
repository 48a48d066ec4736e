"""The app manifest: what Slack has to know of the app, and the rights that it asks for. Pure.

Source: docs.slack.dev, "App manifest reference".
"""

from collections.abc import Mapping
from typing import Any, Final

PATH: Final = "/slack/events"
COMMAND: Final = "/crm"
MOST_OF_A_NAME: Final = 35

# Each scope, and what it is for.
SCOPES: Final[Mapping[str, str]] = {
    "app_mentions:read": "to be spoken to in channels",
    "chat:write": "to answer and to remind",
    "chat:write.public": "to share an answer, when asked to, in a public channel",
    "commands": f"the command {COMMAND}",
    "files:read": "to import a file that somebody sends to the bot",
    "files:write": "to show a report as a picture",
    "im:history": "to read direct messages to the bot, and to see whether an answer arrived",
    "im:write": "to find the direct conversation with a person",
    "users:read": "names, time zones and languages",
}
EVENTS: Final = ("app_mention", "message.im", "user_change")


def manifest(*, name: str, public_url: str | None) -> dict[str, Any]:
    """The manifest of an app that Slack reaches at `public_url`; None: through Socket Mode."""
    address = {"request_url": f"{public_url.rstrip('/')}{PATH}"} if public_url else {}
    command_address = {"url": address["request_url"]} if address else {}
    return {
        "display_information": {
            "name": name,
            "description": "The CRM you talk to: one sentence, and the follow-up comes back when it is due.",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    **command_address,
                    "description": "Tell the CRM something, or ask it",
                    "usage_hint": "called Jane at Acme, follow up Tuesday 10am",
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": {**address, "bot_events": sorted(EVENTS)},
            "interactivity": {"is_enabled": True, **address},
            "org_deploy_enabled": False,
            "socket_mode_enabled": public_url is None,
            "token_rotation_enabled": False,
        },
    }
