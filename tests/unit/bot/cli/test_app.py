"""Every error is one line with a remedy, and the right exit code."""

import pytest

COMMANDS = ("chat", "say", "parse", "when", "import", "users", "doctor", "db")


def test_without_a_command_there_is_help(crmbot):
    outcome = crmbot()
    assert outcome.code == 0
    assert all(command in outcome.out for command in COMMANDS)


@pytest.mark.parametrize("arguments", [(command, "--help") for command in COMMANDS] + [("db", "upgrade", "--help")])
def test_every_command_explains_itself(crmbot, arguments):
    outcome = crmbot(*arguments)
    assert outcome.code == 0
    assert "Usage" in outcome.out
    assert outcome.err == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("fly",), "fly"),
        (("--fast",), "--fast"),
        (("say",), "text"),
        (("say", "hello", "--loud"), "--loud"),
        (("say", "hello", "--now"), "--now"),
        (("chat", "--lang", "de"), "de"),
        (("chat", "--reset"), "--demo"),
        (("import",), "FILE_OR_DIR"),
        (("parse", "--jsonl", "hello"), "--jsonl"),
        (("parse", "--explain", "--jsonl"), "--explain"),
        (("when", "--jsonl", "demain"), "--jsonl"),
        (("db", "fly"), "fly"),
        (("report", "rain"), "'which': 'rain' is not one of"),
        (("invite", " \t"), "write a name"),
        (("invite", "n" * 101), "100 at the most"),
        (("\x1b[31mfly",), "fly"),
        (("backup", "/proc/crm.gz"), "/proc/crm.gz"),
    ],
)
def test_bad_usage_is_one_line_and_exit_2(crmbot, arguments, said):
    outcome = crmbot(*arguments)
    assert outcome.code == 2
    assert said in outcome.problem
    assert outcome.problem.isprintable()
    assert outcome.out == ""


@pytest.mark.parametrize("command", [("say", "hello"), ("users",), ("doctor",), ("parse", "hello"), ("db", "upgrade")])
def test_a_bad_setting_is_one_line_and_exit_2(crmbot, monkeypatch, command):
    monkeypatch.setenv("CRMBOT_LANGUAGE", "xx")
    outcome = crmbot(*command)
    assert outcome.code == 2
    assert "CRMBOT_LANGUAGE must be one of en, " in outcome.problem


def test_a_bad_env_file_is_one_line_and_exit_2(crmbot, home):
    (home / ".env").write_text("CRMBOT_TIMEZONE=Nowhere/Else\n", encoding="utf-8")
    outcome = crmbot("users")
    assert outcome.code == 2
    assert "CRMBOT_TIMEZONE (in .env)" in outcome.problem


STORE_COMMANDS = [("users",), ("say", "hello"), ("parse", "hello"), ("db", "upgrade"), ("chat", "--as", "Ana")]


@pytest.mark.parametrize("command", STORE_COMMANDS)
def test_a_store_that_is_none(crmbot, home, monkeypatch, command):
    (home / "crm.db").write_bytes(b"this is no database, but a long letter to a friend\n" * 100)
    before = (home / "crm.db").read_bytes()
    monkeypatch.setenv("CRMBOT_DATABASE_URL", "sqlite:///crm.db")
    outcome = crmbot(*command)
    assert outcome.code == 1
    assert "not an SQLite database" in outcome.problem
    assert (home / "crm.db").read_bytes() == before


def test_a_store_that_is_a_folder(crmbot, home, monkeypatch):
    (home / "crm.db").mkdir()
    monkeypatch.setenv("CRMBOT_DATABASE_URL", "sqlite:///crm.db")
    outcome = crmbot("users")
    assert outcome.code == 1
    assert "crm.db" in outcome.problem


def test_a_server_that_does_not_answer(crmbot, monkeypatch):
    monkeypatch.setenv("CRMBOT_DATABASE_URL", "postgresql://me:hunter2@127.0.0.1:1/crm")
    outcome = crmbot("users")
    assert outcome.code == 1
    assert "CRMBOT_DATABASE_URL" in outcome.problem
    assert "hunter2" not in outcome.problem


def test_a_folder_that_may_not_be_written(crmbot, monkeypatch):
    # Not even root may make a folder there.
    monkeypatch.setenv("CRMBOT_DATABASE_URL", "sqlite:////proc/crmbot/crm.db")
    outcome = crmbot("users")
    assert outcome.code == 1
    assert "cannot make the folder /proc/crmbot" in outcome.problem


def test_a_parent_that_is_a_file(crmbot, home, monkeypatch):
    (home / "file").touch()
    monkeypatch.setenv("CRMBOT_DATABASE_URL", "sqlite:///file/sub/crm.db")
    outcome = crmbot("users")
    assert outcome.code == 1
    assert "cannot make the folder" in outcome.problem


def test_a_fault_of_ours_leaves_no_traceback(crmbot, monkeypatch):
    monkeypatch.setattr("bot.cli.users._as_json", lambda user: 1 / 0)
    assert crmbot("chat", "--as", "Ana").code == 0
    outcome = crmbot("users", "--json")
    assert outcome.code == 1
    assert "ZeroDivisionError at " in outcome.problem


def test_interrupted(crmbot, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("bot.settings.load_settings", interrupt)
    outcome = crmbot("users")
    assert (outcome.code, outcome.err) == (130, "")
