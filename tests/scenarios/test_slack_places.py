"""What transcripts do not tell: channels, commands, strangers, edits and outages in Slack, through the whole of crmbot.

Everything that is looked at is what the stand-in for Slack received over HTTP.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette

from adapters.slack.client import slack_client
from adapters.slack.listener import SlackListener
from adapters.slack.manifest import PATH
from adapters.slack.messenger import SlackMessenger
from bot.bootstrap import Runtime
from bot.cli.attached import made
from bot.crm.imports import import_rows
from bot.crm.invitations import invite
from bot.ports import Limits
from storage.transfer.json_file import read_files
from tests.fakes.slack import BOT, BOT_TOKEN, SIGNING_SECRET, FakeSlack
from tests.fakes.slack_channels import Shown
from tests.fakes.slack_requests import Fault
from tests.serving import serving

NORA, YANN, STRANGER = "U0NORA", "U0YANN", "U0WHO"
START = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


class Clock:
    def __init__(self):
        self.instant = START

    def now(self):
        return self.instant


class Office:
    """A workspace with Nora and Yann, who are known to crmbot, and a channel."""

    def __init__(self, slack, runtime, clock):
        self.slack = slack
        self.runtime = runtime
        self.clock = clock

    async def says(self, text, person=NORA, channel="", **more) -> str:
        """A message and whatever comes of it; gives its ts."""
        at = self.clock.now().timestamp()
        ts, statuses = await self.slack.says(text, person=person, channel=channel, at=at, **more)
        assert statuses == [200]
        await self.runtime.settled()
        return ts

    async def presses(self, label, on: Shown, person=NORA) -> None:
        assert await self.slack.presses(label, on=on, person=person, at=self.clock.now().timestamp()) == 200
        await self.runtime.settled()

    async def later(self, **time) -> None:
        self.clock.instant += timedelta(**time)
        await self.runtime.tick()
        await self.runtime.settled()

    @property
    def last(self) -> Shown:
        return self.slack.shown[-1]


@asynccontextmanager
async def listening(slack, client, runtime, clock):
    listener = SlackListener(
        client, runtime.accept, clock, signing_secret=SIGNING_SECRET, app_token=None, refused=lambda: None
    )
    async with serving(Starlette(routes=listener.routes)) as url:
        slack.events_url = url + PATH
        yield


@pytest.fixture
async def office(sqlite_store) -> AsyncIterator[Office]:
    clock = Clock()
    rows = read_files([Path(__file__).parent / "crm.json"])

    def prepare(uow):
        import_rows(uow, rows, importer=None, now=clock.now())
        users = {user.name: user.id for user in uow.users.all()}
        uow.users.link(users["Nora Blum"], "slack", NORA, clock.now())
        uow.users.link(users["Yann Kerlo"], "slack", YANN, clock.now())

    await sqlite_store.write(prepare)
    async with FakeSlack() as slack, slack_client(BOT_TOKEN, slack.api_url) as client:
        slack.add_user(NORA, name="Nora Blum")
        slack.add_user(YANN, name="Yann Kerlo", locale="fr-FR")
        slack.add_user(STRANGER, name="Ida Fremd", locale="fr-FR")
        slack.add_channel("C0SALES", BOT, NORA, YANN, STRANGER)
        messenger = SlackMessenger(client, made)
        messenger.limits = Limits(a_second=10_000)
        runtime = Runtime(sqlite_store, [messenger], clock)
        async with listening(slack, client, runtime, clock):
            yield Office(slack, runtime, clock)
            await runtime.stop()


def public(office):
    return [shown for shown in office.slack.shown if shown.how == "post" and not shown.channel.startswith("D")]


async def test_in_a_channel_the_asker_alone_sees_the_answer(office):
    await office.says(f"<@{BOT}> who is Priscilla?", channel="C0SALES")
    assert (office.last.how, office.last.person, office.last.channel) == ("ephemeral", NORA, "C0SALES")
    assert "Priscilla Ngata" in office.last.text
    assert public(office) == []


async def test_share_here_shows_it_to_everybody_once(office):
    await office.says(f"<@{BOT}> who is Priscilla?", channel="C0SALES")
    asked = office.last
    for _ in range(2):
        await office.presses("Share here", on=asked)
    [shared] = public(office)
    assert shared.channel == "C0SALES"
    assert "Priscilla Ngata" in shared.text
    assert not shared.buttons()


async def test_who_shares_where_the_bot_is_not_is_told_how_to_invite_it(office):
    office.slack.add_channel("C0BOARD", NORA, YANN)
    await office.slack.command("qui est Priscilla ?", person=YANN, channel="C0BOARD")
    await office.runtime.settled()
    answer = office.last
    await office.presses("Partager ici", on=answer, person=YANN)
    refused = office.last
    assert (refused.how, refused.person, refused.channel) == ("ephemeral", YANN, "C0BOARD")
    assert refused.text == ("Je ne suis pas dans ce canal. Invitez-moi (/invite et mon nom), puis appuyez de nouveau.")
    office.slack.add_channel("C0BOARD", BOT, NORA, YANN)
    await office.presses("Partager ici", on=refused, person=YANN)
    assert [shared.text for shared in public(office)] == [answer.text]


async def test_a_picture_asked_for_in_a_channel_is_private_until_it_is_shared(office):
    await office.says(f"<@{BOT}> show my pipeline", channel="C0SALES")
    await office.presses("Chart", on=office.last)
    picture, told = office.slack.shown[-2:]
    assert (picture.channel, picture.file.name) == (FakeSlack.direct(NORA), "pipeline.png")
    assert (told.how, told.text) == ("ephemeral", "Pipeline\nThe picture is in your own chat with me.")
    assert public(office) == []
    await office.presses("Share here", on=told)
    [shared] = public(office)
    assert (shared.channel, shared.text, shared.file.name) == ("C0SALES", "Pipeline", "pipeline.png")


async def test_a_question_that_words_answer_says_how_in_a_channel(office):
    await office.says(f"<@{BOT}> remind me to call Oscar Lindt", channel="C0SALES")
    assert office.last.text.splitlines()[-1] == "To answer in words, begin with /crm or mention me."
    assert list(office.last.buttons()) == ["Drop it"], "a question alone tells others nothing"
    await office.says("remind me to call Oscar Lindt")
    assert "/crm" not in office.last.text
    assert (await office.slack.command("tomorrow at 10", person=NORA, channel="C0SALES")) == 200
    await office.runtime.settled()
    assert "Wed 25 Nov, 10:00" in office.last.text


async def test_a_button_in_a_channel_changes_what_its_person_sees(office):
    await office.says(f"<@{BOT}> called Priscilla Ngata", channel="C0SALES")
    logged = office.last
    await office.presses("Undo", on=logged)
    assert (office.last.how, office.last.ts) == ("update", logged.ts)
    assert "Undone" in office.last.text
    assert public(office) == []


async def test_a_question_in_a_channel_can_be_answered_in_words(office):
    await office.says(f"<@{BOT}> called Oscar", channel="C0SALES")
    assert "Oscar Lindt · Quartz Data" in office.last.buttons()
    await office.says(f"<@{BOT}> Lindt", channel="C0SALES")
    assert "Oscar Lindt" in office.last.text
    assert office.last.how == "ephemeral"


async def test_the_command_works_where_the_bot_is_not(office):
    assert await office.slack.command("who is Priscilla?", person=NORA, channel="C0ELSEWHERE") == 200
    await office.runtime.settled()
    assert (office.last.how, office.last.person) == ("ephemeral", NORA)
    assert [call.method for call in office.slack.calls] == ["response"]


async def test_a_stranger_is_refused_politely_and_learns_nothing(office):
    await office.says(f"<@{BOT}> who is Priscilla?", person=STRANGER, channel="C0SALES")
    assert (office.last.how, office.last.person) == ("ephemeral", STRANGER)
    assert "Priscilla" not in office.last.text
    assert "invitation" in office.last.text
    assert "code" in office.last.text


async def test_a_code_links_a_stranger_whose_zone_and_language_are_taken_over(office, sqlite_store):
    office.slack.users[STRANGER]["tz"] = "America/Montreal"
    code = await sqlite_store.write(lambda uow: invite(uow, "Ida Fremd", admin=False, now=START).code)
    await office.says(code, person=STRANGER)
    assert "Ida Fremd" in office.last.text
    user = await sqlite_store.read(lambda uow: uow.users.by_identity("slack", STRANGER))
    assert (user.name, user.timezone, user.language) == ("Ida Fremd", "America/Montreal", "fr")


async def test_a_change_of_zone_is_followed(office, sqlite_store):
    await office.slack.event({"type": "user_change", "user": office.slack.users[NORA] | {"tz": "Asia/Tokyo"}})
    await office.runtime.settled()
    user = await sqlite_store.read(lambda uow: uow.users.by_identity("slack", NORA))
    assert user.timezone == "Asia/Tokyo"
    assert office.slack.shown == []


async def test_of_a_profile_only_news_are_followed(office, sqlite_store):
    async def tells(**more):
        await office.slack.event({"type": "user_change", "user": office.slack.users[STRANGER] | more})
        await office.runtime.settled()
        user = await sqlite_store.read(lambda uow: uow.users.by_identity("slack", STRANGER))
        return user.language, user.timezone

    await office.says(await sqlite_store.write(lambda uow: invite(uow, "Ida", admin=False, now=START).code), STRANGER)
    await office.says("parle anglais", STRANGER)
    await office.says("my timezone is Lisbon", STRANGER)
    assert await tells(profile={"status_text": "lunch"}) == ("en", "Europe/Lisbon")
    assert await tells(locale="es-ES") == ("es", "Europe/Lisbon")
    assert await tells(locale="es-ES", tz="Asia/Tokyo") == ("es", "Asia/Tokyo")


async def test_a_reminder_comes_directly_wherever_it_was_set(office):
    await office.says(f"<@{BOT}> remind me in 5 minutes to call Maud Verne", channel="C0SALES")
    await office.later(minutes=6)
    assert (office.last.how, office.last.channel) == ("post", FakeSlack.direct(NORA))
    reminder = office.last
    await office.presses("Done", on=reminder)
    assert (office.last.how, office.last.ts) == ("update", reminder.ts)
    assert "Done" in office.last.text


async def test_an_edited_message_corrects_what_it_made(office):
    ts = await office.says("called Oscar Lindt")
    before = {"type": "message", "user": NORA, "text": "called Oscar Lindt", "ts": ts}
    after = before | {"text": "called Maud Verne", "edited": {"user": NORA, "ts": office.slack.ts()}}
    for _ in range(2):
        await office.slack.event(
            {
                "type": "message",
                "subtype": "message_changed",
                "channel": FakeSlack.direct(NORA),
                "message": after,
                "previous_message": before,
            }
        )
    await office.runtime.settled()
    assert len(office.slack.shown) == 2
    assert "Maud Verne" in office.last.text
    await office.says("who is Oscar Lindt?")
    assert "Last" not in office.last.text


async def test_somebody_elses_button_does_nothing(office):
    await office.says("called Oscar Lindt")
    logged = office.last
    await office.presses("Undo", on=logged, person=YANN)
    assert (office.last.how, office.last.person) == ("ephemeral", YANN)
    await office.presses("Undo", on=logged)
    assert "Undone" in office.last.text


async def test_a_button_that_is_pressed_on_three_devices_counts_once(office):
    await office.says("called Oscar Lindt")
    presses = [office.slack.press_payload("Undo", on=office.last, person=NORA) for _ in range(3)]
    assert await asyncio.gather(*(office.slack.send("interactive", press) for press in presses)) == [200] * 3
    await office.runtime.settled()
    assert sorted(shown.how for shown in office.slack.shown) == ["ephemeral", "ephemeral", "post", "update"]


async def test_nothing_is_lost_while_slack_is_out_of_order(office):
    office.slack.fail("chat.postMessage", *[Fault(status=503)] * 3)
    for name in ("Oscar Lindt", "Maud Verne", "Priscilla Ngata"):
        await office.says(f"called {name}")
    assert office.slack.shown == []
    for _ in range(6):
        await office.later(seconds=30)
    assert [name for shown in office.slack.shown for name in ("Lindt", "Verne", "Ngata") if name in shown.text] == [
        "Lindt",
        "Verne",
        "Ngata",
    ]
    assert not any(shown.text.startswith("↻") for shown in office.slack.shown)


@pytest.mark.parametrize("heard", [0, 1, 2, 3])
async def test_an_event_that_slack_tries_again_after_minutes_counts_once_and_from_when_it_was_said(office, heard):
    text = "called Oscar Lindt, follow up in 1 hour"
    said = office.slack.event_body(office.slack.message(text, person=NORA, at=office.clock.now().timestamp()))
    for number, pause in enumerate((0, 0, 60, 300)):
        office.clock.instant += timedelta(seconds=pause)
        # Before that one crmbot was away.
        if number >= heard:
            assert await office.slack.try_event(said, number, reason="http_timeout") == 200
            await office.later(seconds=0)
    [logged] = office.slack.shown
    assert "logged, today 09:30" in logged.text
    assert "today 10:30" in logged.text


async def test_an_answer_that_got_lost_on_the_way_back_is_not_said_twice(office):
    office.slack.fail("chat.postMessage", Fault(drop=True))
    await office.says("called Oscar Lindt")
    for _ in range(3):
        await office.later(seconds=30)
    assert len(office.slack.shown) == 1


PEOPLE = "name;société;courriel\nTessa Wolde;Brightwater Mills;tessa@brightwater.example\nsans nom;;pas une adresse\n"


async def sends(office, name, content, person=NORA, text="", **more):
    await office.says(text, person=person, files=[office.slack.files.attach(name, content)], **more)
    return office.last.text.replace("\u00a0", " ").replace("\u202f", " ").splitlines()


async def test_a_file_is_looked_at_and_imported_in_ones_own_language(office):
    seen = await sends(office, "salon.csv", PEOPLE.encode("cp1252"), person=YANN, text="les contacts du salon")
    assert seen == [
        "salon.csv",
        "Sociétés : 1 création",
        "Contacts : 1 création",
        "⚠️ 1 ligne illisible est laissée de côté (ligne 3)",
        "Importer cela ?",
    ]
    await office.presses("Importer", on=office.last, person=YANN)
    assert office.slack.shown[-2].how == "update"
    assert office.last.text.splitlines()[0] == "Import de salon.csv fait"
    await office.presses("Annuler", on=office.last, person=YANN)
    assert office.last.text.startswith("Annulé")


async def test_words_beside_a_file_are_a_message_before_it(office):
    seen = await sends(office, "fair.csv", PEOPLE.encode(), text="called Oscar Lindt, met at the fair")
    logged, asked = office.slack.shown
    assert logged.text.splitlines()[:2] == [
        "📞 Call with Oscar Lindt (Quartz Data) logged, today 09:30",
        '"met at the fair"',
    ]
    assert (seen[0], seen[-1]) == ("fair.csv", "Import this?")
    await office.presses("Undo", on=logged)
    assert logged.text.startswith("Undone: call with Oscar Lindt")
    await office.presses("Import", on=asked)
    assert office.last.text.startswith("fair.csv imported")


async def test_a_file_that_is_dropped_leaves_nothing(office, sqlite_store):
    await sends(office, "fair.csv", PEOPLE.encode())
    await office.presses("Drop it", on=office.last)
    assert not await sqlite_store.read(lambda uow: uow.accounts.by_names(["Brightwater Mills"]))


async def test_a_file_in_a_channel_is_looked_at_for_its_sender_alone(office):
    seen = await sends(office, "fair.csv", PEOPLE.encode(), text=f"<@{BOT}>", channel="C0SALES")
    assert (office.last.how, office.last.person, seen[0]) == ("ephemeral", NORA, "fair.csv")
    await office.presses("Import", on=office.last)
    assert (office.last.how, office.last.person) == ("ephemeral", NORA)
    assert office.last.text.startswith("fair.csv imported")
    assert public(office) == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("audio_message.m4a", b"....ftypM4A", "I cannot listen to recordings. Write it to me."),
        ("fair.xlsx", b"PK\x03\x04", "I cannot import fair.xlsx: send contacts, companies or deals as"),
        ("fair.csv", b"PK\x03\x04", "I cannot read fair.csv: a table needs"),
        ("fair.csv", b"\x81\x8d\x8f\x90\x9d", "I cannot read fair.csv: a table needs"),
        ("fair.csv", b"", "I cannot read fair.csv: a table needs"),
        ("fair.vcf", b"no card", "I cannot read fair.vcf: a table needs"),
        ("fair.csv", b"name\n", "There is nothing to import in fair.csv."),
        ("fair.csv", b"x" * 1_000_001, "fair.csv is too large for a chat: 1 MB and 2,000 rows at most."),
        (
            "fair.csv",
            b"name\n" + b"Ana Brun\n" * 2001,
            "fair.csv is too large for a chat: 1 MB and 2,000 rows at most.",
        ),
    ],
)
async def test_a_file_that_cannot_be_imported_is_told_in_one_line(office, name, content, told):
    seen = await sends(office, name, content)
    assert len(seen) == 1
    assert seen[0].startswith(told)
    assert not office.last.buttons()


async def test_a_file_that_slack_does_not_give_is_told(office):
    office.slack.files.token = "xoxb-another"
    assert (await sends(office, "fair.csv", PEOPLE.encode()))[0].startswith("I may not read files here")
    office.slack.files.token = BOT_TOKEN
    file = office.slack.files.attach("fair.csv", b"x") | {"url_private": "https://files.example/fair.csv"}
    await office.says("", files=[file])
    assert office.last.text == "I could not fetch fair.csv just now. Send it again."


async def test_words_beside_a_picture_are_what_counts(office):
    assert (await sends(office, "card.png", b"\x89PNG", text="called Oscar Lindt"))[0].startswith("📞")


async def test_the_week_of_the_team_goes_to_the_channel_in_which_a_manager_asked_for_it(office):
    await office.says(f"<@{BOT}> poste le récap de l'équipe ici", person=YANN, channel="C0SALES")
    assert office.last.text == "Seul un manager ou un administrateur peut faire cela."
    await office.says("post the team's week here", channel="D0NORA")
    assert office.last.text == "Write that in the channel or group where it is to come."
    await office.says(f"<@{BOT}> post the team's week here", channel="C0SALES")
    assert office.last.text.startswith("The week of the team comes here from Fri 27 Nov, 16:00 on, each week.")
    await office.says("appelé Maud Verne, veut un devis", person=YANN, channel="D0YANN")
    await office.says("stop the weekly digest", channel="D0NORA")
    await office.says("stop the morning digest", channel="D0NORA")
    assert public(office) == []
    await office.later(days=3, hours=7)
    (told,) = [shown for shown in office.slack.shown if shown.channel == "C0SALES" and shown.how != "ephemeral"]
    assert told.text.splitlines()[0] == "The week, everybody · 23 Nov – 29 Nov · 1 call"
    assert told.text.splitlines()[-1] == 'Nora Blum ends this with "stop the team digest".'
    await office.says("my settings", channel="D0NORA")
    assert ", the team's in its channel" in office.last.text
    await office.says("stop the team digest", channel="D0NORA")
    assert office.last.text == "The week of the team comes no more."
    await office.later(days=7)
    assert len([shown for shown in office.slack.shown if shown.channel == "C0SALES" and shown.how != "ephemeral"]) == 1


@pytest.mark.parametrize(("visibility", "said"), [("own", "Everybody sees"), ("team", "You are in no team")])
async def test_what_not_everybody_may_see_goes_to_no_channel(office, visibility, said):
    await office.says(f"set visibility to {visibility}", channel="D0NORA")
    await office.says(f"<@{BOT}> team digest here", channel="C0SALES")
    assert office.last.text.startswith(said)
