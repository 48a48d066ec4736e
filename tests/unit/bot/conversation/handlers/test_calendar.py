"""A calendar address in chat: given once, kept nowhere, closed by word or button."""

from bot.crm.calendar import owner_of_feed
from bot.messages import Send
from tests.unit.bot.conversation.talk import Talk


async def reached(talk: Talk) -> None:
    await talk.store.write(lambda uow: uow.update_workspace({"public_url": "https://crm.example.org"}))


async def test_an_address_is_given_as_a_secret(talk: Talk) -> None:
    await reached(talk)
    shown = await talk.says("give me a calendar link", private=False)
    address = shown.title.removeprefix("📅 Your calendar: https://crm.example.org/calendar/")
    owner = await talk.gets(lambda uow: owner_of_feed(uow, address.removesuffix(".ics")))
    assert owner is not None
    assert owner.id == talk.user.id
    assert isinstance(shown.effect, Send)
    assert shown.effect.secret
    assert shown.labels == ("Close this address",)
    assert "before it" in " ".join((await talk.says("give me a calendar link")).lines)


async def test_it_is_closed_by_word_or_button(talk: Talk) -> None:
    await reached(talk)
    await talk.says("donne-moi un lien de calendrier")
    assert "ne vaut plus rien" in (await talk.presses("Fermer cette adresse")).title
    await talk.says("give me a calendar link")
    assert "worth nothing" in (await talk.says("revoke my calendar link")).title
    assert (await talk.says("close my calendar link")).title.startswith("You have no calendar address")


async def test_nobody_can_subscribe_where_nobody_can_reach(talk: Talk) -> None:
    assert "CRMBOT_PUBLIC_URL" in (await talk.says("give me a calendar link")).title
