"""Settings: where they come from, and what a bad one says."""

from pathlib import Path

import pytest

from bot.errors import UsageError
from bot.settings import Settings, load_settings, setting_name, sqlite_file, unknown_settings


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def problem(environment: dict[str, str], env_file: Path) -> str:
    with pytest.raises(UsageError) as caught:
        load_settings(environment, env_file)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_without_any_setting_there_are_defaults(env_file):
    settings = load_settings({}, env_file)
    assert settings.database_url.startswith("sqlite:///")
    assert settings.database_url.endswith("crmbot.db")
    assert (settings.timezone, settings.user, settings.language) == (None, None, "en")


def test_the_environment_wins_over_the_file(env_file):
    env_file.write_text('CRMBOT_LANGUAGE=fr\nCRMBOT_USER="Ana Brun" # me\nOTHER=1\n', encoding="utf-8")
    settings = load_settings({"CRMBOT_LANGUAGE": "en"}, env_file)
    assert (settings.language, settings.user) == ("en", "Ana Brun")


def test_an_empty_value_counts_as_none(env_file):
    env_file.write_text("CRMBOT_TIMEZONE=Asia/Tokyo\n", encoding="utf-8")
    assert load_settings({"CRMBOT_TIMEZONE": "", "CRMBOT_LANGUAGE": ""}, env_file).timezone == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("CRMBOT_TIMEZONE", "Mars/Olympus", "Europe/Paris"),
        ("CRMBOT_TIMEZONE", "Europe", "Europe/Paris"),
        ("CRMBOT_TIMEZONE", "/etc/localtime", "Europe/Paris"),
        ("CRMBOT_LANGUAGE", "klingon", "must be one of en, "),
        ("CRMBOT_LOG_LEVEL", "loud", "'warning'"),
        ("CRMBOT_DATABASE_URL", "crm.db", "sqlite:///FILE"),
        ("CRMBOT_DATABASE_URL", "sqlite:///", "sqlite:///FILE"),
        ("CRMBOT_DATABASE_URL", "sqlite:///:memory:", "sqlite:///FILE"),
        ("CRMBOT_DATABASE_URL", "postgresql://[::1/crm", "postgresql://"),
        ("CRMBOT_DATABASE_URL", "mysql://me@there/crm", "postgresql://"),
        ("CRMBOT_DATABASE_URL", "postgresql://me@there", "DATABASE"),
        ("CRMBOT_PORT", "80 80", "whole number"),
        ("CRMBOT_PORT", "0", "at least 1"),
        ("CRMBOT_METRICS_PORT", "65536", "at most 65535"),
        ("CRMBOT_PUBLIC_URL", "crm.example.org", "https://"),
        ("SLACK_BOT_TOKEN", "xapp-1", "xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-1", "xapp-"),
        ("SLACK_SIGNING_SECRET", "s", "SLACK_BOT_TOKEN"),
        ("SLACK_API_URL", "slack.com/api", "https://"),
        ("TELEGRAM_BOT_TOKEN", "hunter2", "@BotFather"),
        ("TELEGRAM_API_URL", "api.telegram.org", "https://"),
        ("TELEGRAM_WEBHOOK_URL", "https://", "https://HOST"),
        ("TELEGRAM_WEBHOOK_SECRET", "hunter 2", "A-Z"),
    ],
)
def test_a_bad_value_names_setting_and_remedy(name, value, remedy, env_file):
    message = problem({name: value}, env_file)
    assert message.startswith(name)
    assert remedy in message


def test_a_bad_value_in_the_file_names_the_file(env_file):
    env_file.write_text("CRMBOT_LANGUAGE=xx\n", encoding="utf-8")
    assert str(env_file) in problem({}, env_file)


def test_a_bad_address_never_shows_its_password(env_file):
    assert "hunter2" not in problem({"CRMBOT_DATABASE_URL": "mysql://me:hunter2@there/crm"}, env_file)
    assert "hunter2" not in repr(load_settings({"CRMBOT_DATABASE_URL": "postgresql://me:hunter2@there/crm"}, env_file))


def test_secrets_of_slack_are_never_shown(env_file):
    secrets = {"SLACK_BOT_TOKEN": "xoxb-hunter2", "SLACK_APP_TOKEN": "xapp-hunter2", "SLACK_SIGNING_SECRET": "hunter2"}
    assert "hunter2" not in repr(load_settings(secrets, env_file))
    assert "hunter2" not in problem({"SLACK_BOT_TOKEN": "xapp-hunter2"}, env_file)


def test_what_was_copied_with_a_line_break_is_understood(env_file):
    settings = load_settings({"SLACK_BOT_TOKEN": "xoxb-1\n", "SLACK_SIGNING_SECRET": " s\n"}, env_file)
    assert (settings.slack_bot_token, settings.slack_signing_secret) == ("xoxb-1", "s")


def test_a_line_that_is_no_setting_is_told_by_number_only(env_file):
    env_file.write_text("CRMBOT_USER=Ana\n= hunter2\n", encoding="utf-8")
    message = problem({}, env_file)
    assert "line 2" in message
    assert "hunter2" not in message


def test_a_file_that_is_no_text(env_file):
    env_file.write_bytes(b"CRMBOT_USER=\xff\xfe\n")
    assert "UTF-8" in problem({}, env_file)


def test_a_folder_in_place_of_the_file(env_file):
    env_file.mkdir()
    assert "cannot be read" in problem({}, env_file)


def test_misspelled_names_are_found(env_file):
    env_file.write_text("CRMBOT_TIMEZON=UTC\nSLACK_TOKEN=x\nSLACK_BOT_TOKEN=x\n", encoding="utf-8")
    environment = {"CRMBOT_USER": "Ana", "CRMBOT_DB": "x", "SLACK_THEME": "dark", "HOME": "/"}
    assert unknown_settings(environment, env_file) == ["CRMBOT_DB", "CRMBOT_TIMEZON", "SLACK_TOKEN"]


def test_the_file_of_a_sqlite_address():
    assert sqlite_file("sqlite:///crm.db") == Path("crm.db")
    assert sqlite_file("sqlite:////srv/crm.db") == Path("/srv/crm.db")
    assert sqlite_file("postgresql://there/crm") is None
    assert sqlite_file("sqlite:///~/crm.db") == Path.home() / "crm.db"


def test_every_field_is_an_environment_variable():
    names = {setting_name(field) for field in Settings.model_fields}
    assert names >= {"CRMBOT_DATABASE_URL", "CRMBOT_USER", "TELEGRAM_BOT_TOKEN"}


def test_tokens_and_secrets_are_never_shown(env_file):
    settings = load_settings(
        {"TELEGRAM_BOT_TOKEN": "1:hunter2", "TELEGRAM_WEBHOOK_SECRET": "hunter2"},
        env_file,
    )
    assert settings.telegram_bot_token == "1:hunter2"
    assert "hunter2" not in repr(settings)
    assert "hunter 2" not in problem({"TELEGRAM_WEBHOOK_SECRET": "hunter 2"}, env_file)


def test_an_address_ends_without_a_slash(env_file):
    settings = load_settings({"TELEGRAM_API_URL": "http://127.0.0.1:8081/bot/"}, env_file)
    assert settings.telegram_api_url == "http://127.0.0.1:8081/bot"


def test_a_webhook_needs_its_token_and_secret(env_file):
    message = problem({"TELEGRAM_WEBHOOK_URL": "https://crm.example.org/telegram/webhook"}, env_file)
    assert message.startswith("TELEGRAM_WEBHOOK_URL needs TELEGRAM_BOT_TOKEN and TELEGRAM_WEBHOOK_SECRET")
