"""What `crmbot doctor` says about Slack."""

import pytest

from adapters.slack.client import slack_client
from adapters.slack.health import check
from adapters.slack.manifest import SCOPES
from tests.fakes.slack import APP_TOKEN, BOT_TOKEN
from tests.fakes.slack_requests import Fault


async def test_all_is_well(slack, client):
    slack.scopes = ",".join(SCOPES)
    checks = await check(client, signing_secret=None, app_token=APP_TOKEN)
    assert [one.name for one in checks if not one.ok] == []
    assert [one.name for one in checks] == ["Slack", "Slack rights", "Slack clock", "Slack Socket Mode"]


async def test_without_a_secret_no_event_comes_in(client):
    failed = [one for one in await check(client, signing_secret=None, app_token=None) if not one.ok]
    assert [one.name for one in failed] == ["Slack events"]
    assert "SLACK_SIGNING_SECRET" in failed[0].remedy


async def test_a_bad_token(slack):
    async with slack_client("xoxb-old", slack.api_url) as client:
        [found] = await check(client, signing_secret="s", app_token=None)
    assert not found.ok
    assert "SLACK_BOT_TOKEN" in found.remedy
    assert "xoxb-old" not in f"{found}"


async def test_slack_out_of_reach():
    async with slack_client(BOT_TOKEN, "http://127.0.0.1:9/api/") as client:
        [found] = await check(client, signing_secret="s", app_token=None)
    assert "network" in found.remedy


async def test_rights_that_were_not_granted(slack, client):
    slack.scopes = "chat:write,commands"
    failed = [one for one in await check(client, signing_secret="s", app_token=None) if not one.ok]
    assert [one.name for one in failed] == ["Slack rights"]
    assert "im:history" in failed[0].detail
    assert "manifest" in failed[0].remedy


@pytest.mark.parametrize(
    ("fault", "word"), [(Fault(error="invalid_auth"), "SLACK_APP_TOKEN"), (Fault(status=500), "network")]
)
async def test_socket_mode_that_does_not_open(fault, word, slack, client):
    slack.fail("apps.connections.open", fault)
    failed = [one for one in await check(client, signing_secret=None, app_token=APP_TOKEN) if not one.ok]
    assert [one.name for one in failed] == ["Slack Socket Mode"]
    assert word in failed[0].remedy
