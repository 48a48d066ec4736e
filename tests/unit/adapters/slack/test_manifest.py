"""The app manifest asks for what is used, and for nothing else."""

import re
from pathlib import Path

from adapters.slack.manifest import EVENTS, SCOPES, manifest

GUIDE = Path(__file__).parents[4] / "docs" / "slack.md"


def test_over_http():
    made = manifest(name="crmbot", public_url="https://crm.example.org/")
    address = "https://crm.example.org/slack/events"
    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["settings"]["interactivity"]["request_url"] == address
    assert made["features"]["slash_commands"][0]["url"] == address
    assert made["settings"]["socket_mode_enabled"] is False


def test_through_socket_mode_there_is_no_address():
    made = manifest(name="crmbot", public_url=None)
    assert made["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in made["settings"]["event_subscriptions"]
    assert "url" not in made["features"]["slash_commands"][0]


def test_scopes_and_events():
    made = manifest(name="crmbot", public_url=None)
    assert made["oauth_config"]["scopes"]["bot"] == sorted(SCOPES)
    assert set(made["settings"]["event_subscriptions"]["bot_events"]) == set(EVENTS)


def test_slacks_own_limits():
    made = manifest(name="crmbot", public_url=None)
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["slash_commands"][0]["description"]) <= 2000
    assert len(made["features"]["bot_user"]["display_name"]) <= 80


def test_the_guide_explains_every_scope():
    told = re.findall(r"^\| `([a-z_:.]+)` \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(SCOPES)
