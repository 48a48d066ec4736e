"""Updates -> Incoming."""

from datetime import UTC, datetime

import pytest
from telegram import Update

from adapters.telegram.inbound import Myself, incoming
from bot.messages import Attachment, Conversation

NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
SENT = datetime(2026, 5, 4, 7, 59, 30, tzinfo=UTC)
ME = {"id": 700, "is_bot": True, "first_name": "CRM", "username": "OurCrmBot"}
ANA = {"id": 41, "is_bot": False, "first_name": "Ana", "last_name": "Brun", "language_code": "fr-CA"}
PRIVATE = {"id": 41, "type": "private", "first_name": "Ana"}
GROUP = {"id": -1005, "type": "supergroup", "title": "Sales"}


def message(text="met Jo at Lumen", *, chat=PRIVATE, **more):
    date = int(SENT.timestamp())
    return {"message_id": 12, "from": ANA, "chat": chat, "date": date, "text": text} | more


def read(kind="message", *, update_id=900, username="OurCrmBot", **content):
    update = Update.de_json({"update_id": update_id, kind: content})
    return incoming(update, myself=Myself(id=700, username=username), now=NOW)


def group(text, **more):
    return read(**message(text, chat=GROUP, **more))


def test_a_message_in_a_private_chat():
    said = read(**message())
    assert (said.kind, said.text, said.private, said.sent_at) == ("text", "met Jo at Lumen", True, SENT)
    assert said.conversation == Conversation("telegram", "41", "", "41")
    assert (said.profile.name, said.profile.language, said.profile.timezone) == ("Ana Brun", "fr", "")


def test_a_repeat_has_the_same_key_and_another_message_another():
    assert read(**message()).key == read(**message()).key
    others = [read(**message(message_id=13)), group("@OurCrmBot hi"), read("edited_message", **message())]
    assert len({read(**message()).key, *(other.key for other in others)}) == 4


def test_another_bot_on_the_same_store_has_other_keys():
    update = Update.de_json({"update_id": 900, "message": message()})
    other = incoming(update, myself=Myself(id=701, username="Other"), now=NOW)
    assert other.key != read(**message()).key


def test_an_edit_names_what_it_replaces():
    edit_date = int(NOW.timestamp())
    edit = read("edited_message", **message("met Joe at Lumen", edit_date=edit_date))
    assert edit.edits == read(**message()).key
    assert (edit.text, edit.sent_at) == ("met Joe at Lumen", NOW)


def test_two_edits_of_one_message_are_two_events():
    first = read("edited_message", update_id=901, **message("one"))
    second = read("edited_message", update_id=902, **message("two"))
    assert first.key != second.key
    assert first.edits == second.edits


@pytest.mark.parametrize(
    ("written", "kind", "text"),
    [
        ("/start", "start", ""),
        ("/start abc-DEF_123", "start", "abc-DEF_123"),
        ("/START@OurCrmBot", "start", ""),
        ("/undo", "text", "undo"),
        ("/undo@OurCrmBot", "text", "undo"),
        ("/remind me tomorrow", "text", "remind me tomorrow"),
        ("/log_call Jo", "text", "log call Jo"),
        ("/crm called Jo", "text", "called Jo"),
        ("/crm@ourcrmbot\ncalled Jo", "text", "called Jo"),
        ("/etc/hosts is a path", "text", "/etc/hosts is a path"),
        ("/", "text", "/"),
        ("  called Jo  ", "text", "called Jo"),
        ("called\nJo", "text", "called\nJo"),
        ("write to jo@OurCrmBot.example", "text", "write to jo@OurCrmBot.example"),
        ("@OurCrmBot, called Jo", "text", "called Jo"),
        ("🦜🦜 שלום", "text", "🦜🦜 שלום"),
    ],
)
def test_words_and_commands(written, kind, text):
    said = read(**message(written))
    assert (said.kind, said.text) == (kind, text)


@pytest.mark.parametrize("written", ["/crm", "@OurCrmBot", "/crm@OurCrmBot "])
def test_nothing_but_the_name_of_the_bot_asks_what_one_may_say(written):
    assert read(**message(written)).text == "?"
    assert read(**message(written, chat=GROUP)).text == "?"


def test_nothing_said_is_nothing():
    assert read(**message("")) is None
    assert read("edited_message", **message("@OurCrmBot")) is None


def test_the_words_below_a_picture_count():
    content = message() | {"caption": "met Jo", "text": None}
    assert read(**content).text == "met Jo"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("@OurCrmBot called Jo", "called Jo"),
        ("@ourcrmbot: called Jo", "called Jo"),
        ("called Jo @OurCrmBot", "called Jo"),
        ("so @OurCrmBot who is Jo", "so who is Jo"),
        ("🦜 @OurCrmBot who is Jo", "🦜 who is Jo"),
        ("/undo@OurCrmBot", "undo"),
        ("/crm called Jo", "called Jo"),
    ],
)
def test_a_mention_in_a_group(written, text):
    said = group(written)
    assert (said.text, said.private) == (text, False)
    assert (said.conversation, said.written_in) == (Conversation("telegram", "41", "", "41"), ("-1005", ""))


def test_a_reply_in_a_group():
    assert group("yes", reply_to_message=message(chat=GROUP) | {"from": ME}).text == "yes"


@pytest.mark.parametrize(
    "written",
    [
        "called Jo",
        "@OurCrmBotto hi",
        "x@OurCrmBot.com",
        "@Other hi",
        "/undo",
        "/undo@Other",
        "/crm@Other hi",
        "t.me/@OurCrmBot",
    ],
)
def test_what_is_not_for_the_bot_in_a_group(written):
    assert group(written) is None


def test_a_reply_to_somebody_else_is_not_for_the_bot():
    assert group("yes", reply_to_message=message(chat=GROUP)) is None


def test_in_a_topic_not_everything_is_a_reply():
    opened = message(chat=GROUP) | {"from": ME, "forum_topic_created": {"name": "Deals", "icon_color": 1}}
    assert group("yes", reply_to_message=opened, is_topic_message=True, message_thread_id=7) is None


def test_a_topic_is_a_thread_and_a_chain_of_replies_is_none():
    assert group("@OurCrmBot hi", is_topic_message=True, message_thread_id=7).written_in == ("-1005", "7")
    assert group("@OurCrmBot hi", message_thread_id=7).written_in == ("-1005", "")


def test_without_its_name_a_bot_hears_only_replies_in_groups():
    assert read(username="", **message("@OurCrmBot hi", chat=GROUP)) is None
    assert read(username="", **message("/undo@", chat=GROUP)) is None
    reply = message(chat=GROUP) | {"from": ME}
    assert read(username="", **message("yes", chat=GROUP, reply_to_message=reply)).text == "yes"


@pytest.mark.parametrize(
    "more",
    [
        {"from": ME},
        {"from": ANA | {"is_bot": True}},
        {"sender_chat": GROUP},
        {"chat": {"id": -9, "type": "channel", "title": "News"}},
        {"text": None, "new_chat_title": "Sales 2"},
        {"text": None, "sticker": None},
    ],
)
def test_bots_channels_and_service_messages_are_ignored(more):
    assert read(**(message() | more)) is None


def test_kinds_that_nobody_asked_for_are_ignored():
    assert incoming(Update.de_json({"update_id": 5}), myself=Myself(id=700, username=""), now=NOW) is None
    assert read("channel_post", **message(chat={"id": -9, "type": "channel", "title": "News"})) is None


def press(**more):
    shown = message(chat=GROUP) | {"from": ME}
    return read(
        "callback_query",
        **({"id": "q1", "from": ANA, "chat_instance": "1", "data": "h4ndl3xx"} | more),
        **({} if "message" in more else {"message": shown}),
    )


def test_a_press():
    pressed = press()
    assert (pressed.kind, pressed.handle, pressed.answer_to, pressed.private) == ("press", "h4ndl3xx", "q1", False)
    assert (pressed.conversation, pressed.written_in) == (Conversation("telegram", "41", "", "41"), ("-1005", ""))
    assert (pressed.sent_at, pressed.pressed_on) == (NOW, "-1005:12")
    assert pressed.key == press().key != press(id="q2").key


def test_a_press_on_a_message_that_is_too_old_to_be_shown():
    pressed = press(message={"chat": PRIVATE, "message_id": 3, "date": 0})
    assert (pressed.conversation.chat, pressed.written_in, pressed.private) == ("41", None, True)
    pressed = press(message={"chat": GROUP, "message_id": 3, "date": 0})
    assert (pressed.conversation.chat, pressed.written_in, pressed.private) == ("41", ("-1005", ""), False)


def test_a_press_of_which_the_message_is_not_told():
    pressed = press(message=None)
    assert (pressed.conversation.chat, pressed.pressed_on) == ("41", "")


def test_a_press_in_a_topic():
    shown = message(chat=GROUP, is_topic_message=True, message_thread_id=7) | {"from": ME}
    assert press(message=shown).written_in == ("-1005", "7")


def test_a_press_that_carries_no_handle_is_nothing():
    assert press(data=None, game_short_name="chess") is None


@pytest.mark.parametrize(("tag", "language"), [("fr", "fr"), ("pt-br", "pt"), ("zh-hans", "zh"), ("", ""), (None, "")])
def test_the_language_of_a_person(tag, language):
    assert read(**message(**{"from": ANA | {"language_code": tag}})).profile.language == language


DOCUMENT = {"file_id": "BQ1", "file_unique_id": "u", "file_name": "fair.csv", "file_size": 812}


def test_a_document():
    file = read(**message() | {"text": None, "document": DOCUMENT})
    assert (file.kind, file.text, file.key) == ("file", "", read(**message()).key)
    assert file.attachments == (Attachment(name="fair.csv", size=812, reference="BQ1"),)


@pytest.mark.parametrize(("name", "kind"), [("fair.csv", "file"), ("Fair.VCF", "file"), ("menu.pdf", "text")])
def test_what_words_below_a_document_are(name, kind):
    content = {"text": None, "caption": "@OurCrmBot met Jo", "document": DOCUMENT | {"file_name": name}}
    found = read(**message() | content)
    assert (found.kind, found.text) == (kind, "met Jo")


PICTURE = {"file_id": "P1", "file_unique_id": "P1", "width": 3, "height": 3}
VOICE = {"file_id": "V1", "file_unique_id": "V1", "duration": 3}


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ({"photo": [PICTURE]}, ["photo.jpg"]),
        ({"voice": VOICE}, ["voice.ogg"]),
        ({"video": PICTURE | VOICE}, ["video.mp4"]),
    ],
)
def test_what_nobody_can_import_is_heard_all_the_same(content, names):
    assert [file.name for file in read(**message() | {"text": None} | content).attachments] == names


def test_of_several_pictures_the_one_with_words_counts():
    one = message() | {"text": None, "photo": [PICTURE], "media_group_id": "7"}
    assert read(**one) is None
    assert read(**one | {"caption": "met Jo"}).text == "met Jo"


def test_a_document_in_a_group_has_to_be_addressed():
    silent = message(chat=GROUP) | {"text": None, "document": DOCUMENT}
    assert read(**silent) is None
    assert read(**silent | {"caption": "@OurCrmBot"}).attachments[0].name == "fair.csv"


@pytest.mark.parametrize(
    ("contact", "name", "lines"),
    [
        (
            {"phone_number": "33644551122", "first_name": "Lea;", "last_name": "O'Hara\n"},
            "Lea; O'Hara.vcf",
            ["N:O'Hara ;Lea\\;;;;", "FN:Lea\\; O'Hara", "TEL:+33644551122"],
        ),
        ({"phone_number": "+1 555", "first_name": "Jo"}, "Jo.vcf", ["N:;Jo;;;", "FN:Jo", "TEL:+1 555"]),
    ],
)
def test_a_contact_is_a_card(contact, name, lines):
    [card] = read(**message() | {"text": None, "contact": contact}).attachments
    assert card.name == name
    assert card.content.split("\r\n") == ["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""]


def test_a_contact_with_a_card_of_its_own_keeps_it():
    contact = {"phone_number": "1", "first_name": "Jo", "vcard": "BEGIN:VCARD\nFN:Jo Ray\nEND:VCARD"}
    [card] = read(**message() | {"text": None, "contact": contact}).attachments
    assert card.content == contact["vcard"]
