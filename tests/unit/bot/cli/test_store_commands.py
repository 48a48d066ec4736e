"""Commands that work on the store: chat, say, import, users, doctor, db."""

import json

import pytest

TEAM = {
    "workspace": {"currency": "EUR", "timezone": "Europe/Paris"},
    "users": [{"name": "Ana Brun", "language": "en"}, {"name": "Ben Ito", "language": "fr"}],
    "accounts": [{"name": "Lumen"}],
    "contacts": [
        {"name": "Nora Rive", "account": "Lumen", "email": "nora@lumen.example", "phone": "+33 1 99 00 12 34"}
    ],
}


@pytest.fixture
def team(crmbot, home, migrated):
    (home / "team.json").write_text(json.dumps(TEAM), encoding="utf-8")
    assert crmbot("import", "team.json").code == 0


def test_say(crmbot, team):
    outcome = crmbot("say", "--as", "Ana", "who is Nora?")
    assert outcome.code == 0
    assert "Nora Rive" in outcome.out
    assert "+33 1 99 00 12 34" in outcome.out
    assert outcome.err == ""


def test_say_as_json(crmbot, team):
    outcome = crmbot(
        "say", "--as", "Ana", "--json", "--now", "2026-05-04T10:00:00+02:00", "called Nora Rive, follow up tomorrow 9am"
    )
    answer = json.loads(outcome.out)
    assert set(answer) == {"frames", "reply", "saved"}
    assert set(answer["reply"]) == {"title", "lines", "fields", "buttons"}
    assert answer["frames"][0]["slots"]["follow_up_at"] == "2026-05-05T09:00:00+02:00"
    assert "Nora Rive" in answer["reply"]["title"]
    assert not set(outcome.out) & set("\ue000\ue001")
    (reminder,) = [saved for saved in answer["saved"] if saved["record"] == "reminder"]
    assert reminder["due_at"] == "2026-05-05T09:00:00+02:00"


def test_say_leaves_what_waits_to_the_chat(crmbot, team):
    crmbot("say", "--as", "Ana", "--now", "2026-05-04T10:00:00+02:00", "remind me to water the plants tomorrow at 9")
    assert "plants" not in crmbot("say", "--as", "Ana", "hello").out
    assert "water the plants" in crmbot("chat", "--as", "Ana", piped=b"hello\n").out


def test_say_without_anybody(crmbot):
    outcome = crmbot("say", "hello")
    assert outcome.code == 2
    assert "crmbot chat" in outcome.problem


def test_say_with_several_people(crmbot, team, monkeypatch):
    outcome = crmbot("say", "hello")
    assert outcome.code == 2
    assert "Ana Brun, Ben Ito" in outcome.problem
    monkeypatch.setenv("CRMBOT_USER", "Ben")
    assert crmbot("say", "bonjour").code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("say", "--as", "Ana", "  "), "nothing was said"),
        (("say", "--as", "Zoe", "hello"), "'Zoe'"),
        (("say", "--as", "Ana", "--now", "soon", "hello"), "--now must be a time"),
        (("say", "--as", "Ana", "caf\udce9"), "not UTF-8"),
    ],
)
def test_say_refuses_in_one_line(crmbot, team, arguments, said):
    outcome = crmbot(*arguments)
    assert outcome.code == 2
    assert said in outcome.problem


@pytest.mark.parametrize("text", ["🦜" * 50, "שלום", "a\x00b\x1b[2J\x07", "x" * 40_000, "-- ; DROP TABLE contacts"])
def test_say_odd_things(crmbot, team, text):
    outcome = crmbot("say", "--as", "Ana", "--", text)
    assert outcome.code == 0
    assert outcome.out.strip()
    assert not set(outcome.out) & set("\x00\x1b\x07")


def test_chat_through_a_pipe(crmbot, team):
    outcome = crmbot("chat", "--as", "ana", piped=b"called Nora Rive\nundo\n")
    called, undone, rest = outcome.out.split("\n\n")
    assert outcome.code == 0
    assert "Nora Rive" in called
    assert "[1] " in called
    assert "Nora Rive" in undone
    assert rest == ""


def test_a_number_presses_a_button(crmbot, team):
    outcome = crmbot("chat", "--as", "ana", piped=b"called Nora Rive\n1\n")
    assert outcome.out.split("\n\n")[1].startswith("Undone")


def test_chat_on_an_empty_store_makes_the_first_person_admin(crmbot):
    assert crmbot("chat", "--as", "Ana  Brun", "--lang", "fr", piped=b"").code == 0
    (user,) = json.loads(crmbot("users", "--json").out)
    assert (user["name"], user["role"], user["language"]) == ("Ana Brun", "admin", "fr")


def test_chat_through_a_pipe_cannot_ask_for_a_name(crmbot):
    outcome = crmbot("chat", piped=b"hello\n")
    assert outcome.code == 2
    assert "--as NAME" in outcome.problem


def test_chat_goes_on_after_a_line_that_is_no_text(crmbot, team):
    outcome = crmbot("chat", "--as", "ana", piped=b"\xff\xfe\nwho is Nora?\n")
    assert outcome.code == 1
    assert "line 1 is left out" in outcome.problem
    assert "Nora Rive" in outcome.out


def test_a_language_is_kept(crmbot, team):
    crmbot("chat", "--as", "ana", "--lang", "fr", piped=b"")
    assert "Ana Brun · admin · fr" in crmbot("users").out


def test_the_demo_has_a_store_of_its_own(crmbot, home, monkeypatch):
    monkeypatch.setenv("CRMBOT_DATABASE_URL", "nonsense")
    outcome = crmbot("chat", "--demo", piped=b"who is Nora Lindqvist?\n")
    assert outcome.code == 0
    assert "Lumen Optics" in outcome.out
    assert [file.name for file in (home / "data" / "crmbot").glob("*.db")] == ["demo.db"]


def test_the_demo_is_kept_and_renewed(crmbot):
    crmbot("chat", "--demo", piped=b"new contact Zed Zebra at Lumen Optics\n")
    assert "Zed Zebra" in crmbot("chat", "--demo", piped=b"who is Zed Zebra?\n").out
    renewed = crmbot("chat", "--demo", "--reset", piped=b"who is Nora Lindqvist?\nundo\n").out
    assert "Lumen Optics" in renewed
    assert "Undone" not in renewed


def test_import_twice_and_dry(crmbot, home, team):
    again = crmbot("import", str(home))
    assert "contacts: 0 created, 0 changed, 1 unchanged" in again.out
    (home / "more.json").write_text('{"accounts": [{"name": "Kestrel"}]}', encoding="utf-8")
    dry = crmbot("import", "--dry-run", "more.json")
    assert dry.code == 0
    assert "accounts: 1 created" in dry.out
    assert "nothing was saved" in dry.out
    assert "accounts: 1 created" in crmbot("import", "more.json").out


def test_import_all_or_nothing(crmbot, home, team):
    bad = {"accounts": [{"name": "Kestrel"}], "deals": [{"name": "D", "stage": "almost"}, {"name": "E", "owner": "Z"}]}
    (home / "bad.json").write_text(json.dumps(bad), encoding="utf-8")
    outcome = crmbot("import", "bad.json")
    assert outcome.code == 1
    first, second, last = outcome.err.splitlines()
    assert "bad.json: deals[0]: stage" in first
    assert "bad.json: deals[1]: owner" in second
    assert "nothing was imported" in last
    (home / "good.json").write_text('{"accounts": [{"name": "Kestrel"}]}', encoding="utf-8")
    assert "accounts: 1 created" in crmbot("import", "--dry-run", "good.json").out


def test_import_on_an_empty_store_needs_somebody(crmbot, home):
    (home / "more.json").write_text('{"accounts": [{"name": "Kestrel"}]}', encoding="utf-8")
    outcome = crmbot("import", "more.json")
    assert outcome.code == 1
    assert "list users in the file" in outcome.err


def test_doctor_on_a_machine_without_a_store(crmbot, home):
    outcome = crmbot("doctor")
    assert outcome.code == 0
    assert "is made by the first command" in outcome.out
    assert list(home.iterdir()) == []


def test_doctor_finds_everything_in_order(crmbot, team):
    outcome = crmbot("doctor")
    assert outcome.code == 0
    assert all(line.startswith("ok ") for line in outcome.out.splitlines())


def test_doctor_finds_a_misspelled_setting(crmbot, monkeypatch):
    monkeypatch.setenv("CRMBOT_TIMEZON", "UTC")
    outcome = crmbot("doctor")
    assert outcome.code == 1
    assert "FAILED  settings: CRMBOT_TIMEZON is no setting" in outcome.out


def test_doctor_finds_a_broken_store(crmbot, home, monkeypatch):
    (home / "crm.db").write_bytes(b"no database" * 1000)
    monkeypatch.setenv("CRMBOT_DATABASE_URL", "sqlite:///crm.db")
    outcome = crmbot("doctor")
    assert outcome.code == 1
    assert "FAILED  store" in outcome.out


def test_db_upgrade(crmbot):
    assert crmbot("db", "upgrade").out.startswith("Upgraded to schema")
    assert crmbot("db", "upgrade").out.startswith("The database is up to date")


def test_users_without_anybody(crmbot):
    assert "Nobody yet" in crmbot("users").out


def test_erase_leaves_nothing_in_the_file(crmbot, team, home):
    from bot.settings import load_settings, sqlite_file

    crmbot("say", "--as", "Ana", "called Nora Rive, wants a quote, follow up tomorrow at 9")
    crmbot("say", "--as", "Ana", "Nora Rive's mobile is +33 6 39 98 12 34")
    file = sqlite_file(load_settings().database_url)
    signs = (b"Rive", b"rive", b"nora@", b"199001234", b"1 99 00 12 34", b"6 39 98 12 34", b"639981234")
    before = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    assert all(sign in before for sign in signs[:4])
    outcome = crmbot("erase", "nora rive", "--yes")
    assert outcome.code == 0, outcome
    assert outcome.out.startswith("Erased Nora Rive · Lumen")
    after = b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    assert [sign for sign in signs if sign in after] == []
    assert "Nora Rive" not in crmbot("say", "--as", "Ana", "who is Nora?").out
    assert crmbot("erase", "Nora Rive", "--yes").code == 2


def test_export_and_import_of_everything(crmbot, team, home, monkeypatch):
    from bot.settings import sqlite_url

    crmbot("say", "--as", "Ana", "called Nora Rive, wants a quote, follow up tomorrow at 9")
    assert crmbot("export", "one").code == 0
    monkeypatch.setenv("CRMBOT_DATABASE_URL", sqlite_url(home / "other.db"))
    assert crmbot("import", "one").code == 0
    assert crmbot("export", "two").code == 0
    assert {file.name: file.read_bytes() for file in (home / "one").iterdir()} == {
        file.name: file.read_bytes() for file in (home / "two").iterdir()
    }


def test_settings_are_shown_and_changed(crmbot, team):
    assert "visibility: all" in crmbot("settings").out
    shown = crmbot("settings", "visibility", "own").out + crmbot("settings", "rate", "usd", "0.92").out
    assert "visibility: own" in shown
    assert "rate USD: 0.92 EUR (since " in shown
    assert "rate USD" not in crmbot("settings", "rate", "USD", "none").out


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["visibility", "mine"], "all, team, own"),
        (["visibility"], "crmbot settings visibility VALUE"),
        (["rate", "USD"], "crmbot settings rate USD 0.92"),
        (["rate", "EUR", "2"], "currency of the workspace"),
        (["a", "b", "c"], "one setting at a time"),
    ],
)
def test_settings_that_are_none(crmbot, team, words, remedy):
    outcome = crmbot("settings", *words)
    assert outcome.code == 2
    assert remedy in outcome.problem


def test_a_user_gets_a_role_and_a_team_and_leaves(crmbot, team):
    assert crmbot("users", "Ben", "--role", "manager", "--team", "North").out == (
        "Ben Ito · manager · fr · Europe/Paris · North\n"
    )
    assert "inactive" in crmbot("users", "Ben", "--deactivate").out
    assert crmbot("say", "--as", "Ben", "bonjour").code == 2
    assert "inactive" not in crmbot("users", "Ben", "--activate").out
    assert "only administrator" in crmbot("users", "Ana", "--role", "rep").problem
    assert "crmbot users NAME" in crmbot("users", "--role", "rep").problem


def test_stages_of_ones_own(crmbot, home, team):
    standard = crmbot("stages")
    assert (standard.code, "key: prospecting" in standard.out) == (0, True)
    file = home / "own.yaml"
    file.write_text("pipelines:\n- name: Direct\n  stages:\n  - {name: Pilot, probability: 40}\n", encoding="utf-8")
    taken = crmbot("stages", str(file))
    assert (taken.code, taken.out) == (0, "Direct: 3 stages\n")
    assert "💰 Scanners · Pilot (40 %)" in crmbot("say", "--as", "Ana", "new deal Scanners for Lumen").out
    file.write_text("pipelines:\n- name: Direct\n  stages: [{name: Pilot, probability: 400}]\n", encoding="utf-8")
    refused = crmbot("stages", str(file))
    assert (refused.code, refused.problem) == (
        2,
        f"crmbot: {file}, line 3: probability: '400' is no number from 0 to 100",
    )
    assert crmbot("stages", str(home / "none.yaml")).problem.endswith("none.yaml: No such file or directory")
