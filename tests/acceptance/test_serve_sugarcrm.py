"""From a message in Slack to the record in SugarCRM, and back: a real `crmbot serve` between the two."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from tests.acceptance.served import IN_SLACK, Office, until
from tests.fakes.sugarcrm import FakeSugarCrm

Rows = dict[str, str]


@pytest.fixture
async def crm_there() -> AsyncIterator[FakeSugarCrm]:
    async with FakeSugarCrm(users={"bot": "secret"}) as server:
        ines = {"first_name": "Ines", "last_name": "Calder"}
        server.put("Users", id="u1", user_name="ines", **ines, status="Active")
        server.put("Accounts", id="a1", name="Kestrel Foods", assigned_user_id="u1")
        server.put(
            "Contacts", id="c1", first_name="Olga", last_name="Brandt", account_id="a1", email1="olga@kestrel.example"
        )
        deal = {"sales_stage": "Proposal/Price Quote", "probability": "65", "amount": "12000", "account_id": "a1"}
        server.put("Opportunities", id="d1", name="Kestrel renewal", **deal, assigned_user_id="u1")
        server.put("Leads", id="l1", first_name="Pia", last_name="Lund", account_name="Fjord Media", status="Assigned")
        yield server


def stands(find: Callable[[], object]) -> Callable[[], Awaitable[bool]]:
    async def is_there() -> bool:
        return bool(find())

    return is_there


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_is_said_in_slack_stands_there_and_what_changes_there_is_known(
    office: Office, crm_there: FakeSugarCrm
) -> None:
    crm, slack = crm_there, office.slack
    office.environment |= {"SUGARCRM_URL": crm.url, "SUGARCRM_USER": "bot", "SUGARCRM_PASSWORD": "secret"}
    server = await office.serve("slack")

    async def has_read() -> bool:
        return bool(await office.crm.store.read(lambda uow: uow.leads.get("l1")))

    await until(has_read)

    # A call: held, with its duration, its company as the parent, and the contact linked.
    await slack.says("log a call with Olga Brandt, 20 min, wants a quote", person=IN_SLACK)
    await until(stands(lambda: [row for row in crm.records("Calls") if crm.linked("Calls", row["id"], "contacts")]))
    (call,) = crm.records("Calls")
    assert (call["status"], call["direction"], call["assigned_user_id"]) == ("Held", "Outbound", "u1")
    assert (call["duration_hours"], call["duration_minutes"], call["description"]) == ("0", "20", "wants a quote")
    assert (call["parent_type"], call["parent_id"]) == ("Accounts", "a1")
    assert crm.linked("Calls", call["id"], "contacts") == {"c1"}

    # A deal that moves takes its probability along.
    await slack.says("move Kestrel renewal to negotiation", person=IN_SLACK)
    await until(stands(lambda: crm.record("Opportunities", "d1")["sales_stage"] == "Negotiation/Review"))
    assert crm.record("Opportunities", "d1")["probability"] == "80"

    # A note, and a task.
    await slack.says("note on Olga Brandt: budget frozen until March", person=IN_SLACK)
    await until(stands(lambda: crm.records("Notes")))
    (note,) = crm.records("Notes")
    assert (note["description"], note["contact_id"]) == ("budget frozen until March", "c1")
    await slack.says("add a task: send the price list to Olga Brandt, by Friday", person=IN_SLACK)
    await until(stands(lambda: crm.records("Tasks")))
    (task,) = crm.records("Tasks")
    assert (task["status"], task["contact_id"], task["assigned_user_id"]) == ("Not Started", "c1", "u1")
    assert task["date_due"]

    # A lead that is converted names what it became.
    await slack.says("convert the lead Pia Lund", person=IN_SLACK)
    await until(stands(lambda: crm.record("Leads", "l1")["status"] == "Converted"))
    lead = crm.record("Leads", "l1")
    assert lead["converted"] == "1"
    assert crm.record("Contacts", lead["contact_id"])["last_name"] == "Lund"

    # And back.
    crm.change("Contacts", "c1", title="CFO", modified_user_id="u1")

    async def is_known() -> bool:
        olga = await office.crm.store.read(lambda uow: uow.contacts.get("c1"))
        return olga is not None and olga.title == "CFO"

    await until(is_known)
    assert await server.metric("crmbot_sync_refused") == 0
