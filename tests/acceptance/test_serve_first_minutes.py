"""A person's first ten minutes with a real `crmbot serve`: from the invitation to the first reminder that is done."""

import pytest

from tests.acceptance.served import Office, until
from tests.fakes.slack_channels import Shown
from tests.fakes.telegram import Fault, Message

NORA, NORA_IN_TELEGRAM = "U0NORA", 4_100_200


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_both_chats_from_the_invitation_to_a_reminder_that_is_done(office: Office) -> None:
    slack, telegram = office.slack, office.telegram
    server = await office.serve("slack", "telegram", installed=True)
    slack.add_user(NORA, name="Nora Blum", tz="America/Montreal", locale="fr-CA")
    nora = telegram.person(NORA_IN_TELEGRAM, "Nora", language="fr")

    async def last_in_slack(words: str) -> Shown:
        async def is_shown() -> bool:
            return bool(slack.shown) and words in slack.shown[-1].text

        await until(is_shown)
        return slack.shown[-1]

    async def last_in_telegram(words: str) -> Message:
        async def is_shown() -> bool:
            messages = telegram.messages_in(nora.id)
            return bool(messages) and words in messages[-1].text

        await until(is_shown)
        return telegram.messages_in(nora.id)[-1]

    # Nobody knows her, and she learns nothing; then a code links her, in each chat one of its own.
    await slack.says("qui est Tomas Rehn ?", person=NORA)
    assert "Brightwater" not in (await last_in_slack("ne vous connais pas")).text
    code, printed = await office.run("invite", "Nora Blum")
    assert code == 0
    await slack.says(printed.split()[0], person=NORA)
    assert "fuseau" not in (await last_in_slack("Nora Blum")).text, "Slack tells the time zone"
    _, printed = await office.run("invite", "Nora Blum")
    telegram.says(nora, f"/start {printed.split()[0]}")
    await last_in_telegram("fuseau horaire")
    telegram.says(nora, "Trifouillis")
    telegram.says(nora, "Paris")
    await last_in_telegram("Europe/Paris")
    # It may be nine in the morning.
    telegram.says(nora, "désactive tout")
    await last_in_telegram("n'arrive de soi-même")

    # What is logged in Slack is found in Telegram.
    await slack.says("appelé Tomas Rehn, veut un devis pour 40 chaises", person=NORA)
    await last_in_slack("Tomas Rehn")
    telegram.says(nora, "qui est Tomas Rehn ?")
    assert "Dernier\xa0: appel, aujourd'hui" in (await last_in_telegram("Brightwater Mills")).text

    # The reminder comes to where she wrote last. That it arrived is not heard of, and a second try is refused:
    # so it comes to the other chat as well. Done is pressed on the first.
    telegram.says(nora, "rappelle-moi dans 3 secondes d'envoyer le tarif")
    await last_in_telegram("envoyer le tarif")
    telegram.fails("sendMessage", Fault(after=True, is_cut=True))

    async def has_come() -> bool:
        return "Fait" in telegram.messages_in(nora.id)[-1].buttons

    await until(has_come)
    telegram.blocked.add(nora.id)
    reminder = telegram.messages_in(nora.id)[-1]
    copy = await last_in_slack("envoyer le tarif")
    assert "Fait" in copy.buttons()
    telegram.blocked.clear()
    query = telegram.presses(nora, reminder, "Fait")

    async def both_tell() -> bool:
        return slack.shown[-1].how == "update" and "Fait" not in reminder.buttons and telegram.is_answered(query)

    await until(both_tell)
    assert slack.shown[-1].ts == copy.ts
    assert slack.shown[-1].buttons() == {}
    assert "envoyer le tarif" in slack.shown[-1].text
    assert "envoyer le tarif" in reminder.text
    assert await server.stops() == 0
    assert await office.crm.reminders() == ["done"]
    assert telegram.messages_in(nora.id)[-1] is reminder
