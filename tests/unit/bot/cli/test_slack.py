"""`crmbot slack manifest`: the manifest of this configuration."""

import json

import pytest


def test_for_a_public_address(crmbot, monkeypatch):
    monkeypatch.setenv("CRMBOT_PUBLIC_URL", "https://crm.example.org/")
    outcome = crmbot("slack", "manifest", "--name", "Sales bot")
    made = json.loads(outcome.out)
    assert outcome.code == 0
    assert made["display_information"]["name"] == "Sales bot"
    assert made["settings"]["event_subscriptions"]["request_url"] == "https://crm.example.org/slack/events"


@pytest.mark.parametrize("arguments", [(), ("--url", "https://crm.example.org", "--socket-mode")])
def test_without_an_address_crmbot_calls_slack(arguments, crmbot):
    made = json.loads(crmbot("slack", "manifest", *arguments).out)
    assert made["settings"]["socket_mode_enabled"] is True


def test_an_app_token_alone_means_socket_mode(crmbot, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-x")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-x")
    made = json.loads(crmbot("slack", "manifest", "--url", "https://crm.example.org").out)
    assert made["settings"]["socket_mode_enabled"] is True


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(("--url", "http://crm.example.org"), "https"), (("--name", ""), "--name"), (("--name", "x" * 36), "35")],
)
def test_bad_usage(arguments, word, crmbot):
    outcome = crmbot("slack", "manifest", *arguments)
    assert outcome.code == 2
    assert word in outcome.problem
