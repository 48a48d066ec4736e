"""Settings: environment variables, and the file `.env` of the working directory.

Their names begin with CRMBOT_, or with the name of the product that they are about (`_PRODUCTS`).

The environment wins over the file; an empty value counts as none. `.env.example` lists every
setting. Read here without pydantic-settings, whose import alone takes longer than a parse.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

from dotenv.parser import parse_stream
from platformdirs import user_data_path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.clock import find_zone
from bot.errors import UsageError
from bot.languages import DEFAULT_LANGUAGE, LANGUAGES

PREFIX = "CRMBOT_"

# Settings about these carry their name instead of the prefix, as their own documentation writes them.
_PRODUCTS = ("slack_", "telegram_", "sugarcrm_")

# A setting, and those without which it means nothing.
_NEEDS = {
    "slack_signing_secret": ("slack_bot_token",),
    "slack_app_token": ("slack_bot_token",),
    "sugarcrm_url": ("sugarcrm_user", "sugarcrm_password"),
    "telegram_webhook_url": ("telegram_bot_token", "telegram_webhook_secret"),
}


def data_folder() -> Path:
    """Where crmbot keeps its own files for this user of the machine; it need not exist."""
    return user_data_path("crmbot")


def sqlite_url(file: Path) -> str:
    return f"sqlite:///{file}"


def sqlite_file(url: str) -> Path | None:
    """The file of a `sqlite:///FILE` address; None for another database."""
    return Path(url.removeprefix("sqlite:///")).expanduser() if url.startswith("sqlite:///") else None


def _parts(url: str) -> SplitResult:
    """The parts of an address; one that cannot be read has none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _database_url(url: str) -> str:
    parts, file = _parts(url), sqlite_file(url)
    if file is not None and file.name not in ("", ":memory:"):
        return sqlite_url(file)
    if parts.scheme in ("postgresql", "postgres") and parts.path.strip("/"):
        return url
    # The address may hold a password, so that it is not repeated.
    raise ValueError("is no database address: write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE")


def _zone(name: str) -> str:
    if find_zone(name) is None:
        raise ValueError(f"{name!r} is no known time zone: write an IANA name such as Europe/Paris")
    return name


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"must be one of {', '.join(LANGUAGES)}")
    return code


def _web_address(url: str) -> str:
    parts = _parts(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("is no web address: write https://HOST/PATH")
    return url.rstrip("/")


def _slack_bot_token(token: str) -> str:
    if token.startswith(("xapp-", "xoxp-")):
        raise ValueError("is another kind of token: copy the Bot User OAuth Token, xoxb-...")
    return token


def _slack_app_token(token: str) -> str:
    if token.startswith(("xoxb-", "xoxp-")):
        raise ValueError("is another kind of token: make an App-Level Token with connections:write, xapp-...")
    return token


def _bot_token(token: str) -> str:
    if not re.fullmatch(r"\d+:[\w-]+", token, re.ASCII):
        raise ValueError("is no bot token: copy it from @BotFather, NUMBER:LETTERS")
    return token


def _webhook_secret(secret: str) -> str:
    if not re.fullmatch(r"[\w-]{1,256}", secret, re.ASCII):
        raise ValueError("must be 1 to 256 of A-Z, a-z, 0-9, _ and -: `openssl rand -hex 32` makes one")
    return secret


def _secret_key(key: str) -> str:
    if not re.fullmatch(r"[\w-]{43}=", key, re.ASCII):
        raise ValueError("is no key: `crmbot sugarcrm login` makes one")
    return key


class Settings(BaseModel):
    """What the environment says. `setting_name` gives the variable of each field."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, str_strip_whitespace=True)

    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        default_factory=lambda: sqlite_url(data_folder() / "crmbot.db"), repr=False
    )
    timezone: Annotated[str, AfterValidator(_zone)] | None = None
    user: str | None = None
    language: Annotated[str, AfterValidator(_language)] = DEFAULT_LANGUAGE
    log_level: Literal["debug", "info", "warning", "error"] | None = None
    log_format: Literal["console", "json"] = "console"
    log_file: Path | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
    public_url: Annotated[str, AfterValidator(_web_address)] | None = None
    keep_inbox_days: int | None = Field(default=None, ge=2)
    keep_outbox_days: int | None = Field(default=None, ge=2)
    keep_changes_days: int | None = Field(default=None, ge=2)
    slack_bot_token: Annotated[str, AfterValidator(_slack_bot_token)] | None = Field(default=None, repr=False)
    slack_signing_secret: str | None = Field(default=None, repr=False)
    slack_app_token: Annotated[str, AfterValidator(_slack_app_token)] | None = Field(default=None, repr=False)
    slack_api_url: Annotated[str, AfterValidator(_web_address)] = "https://slack.com/api"
    telegram_bot_token: Annotated[str, AfterValidator(_bot_token)] | None = Field(default=None, repr=False)
    telegram_api_url: Annotated[str, AfterValidator(_web_address)] = "https://api.telegram.org/bot"
    telegram_webhook_url: Annotated[str, AfterValidator(_web_address)] | None = None
    telegram_webhook_secret: Annotated[str, AfterValidator(_webhook_secret)] | None = Field(default=None, repr=False)
    sugarcrm_url: Annotated[str, AfterValidator(_web_address)] | None = None
    sugarcrm_user: str | None = None
    sugarcrm_password: str | None = Field(default=None, repr=False)
    secret_key: Annotated[str, AfterValidator(_secret_key)] | None = Field(default=None, repr=False)


def load_settings(environment: Mapping[str, str] | None = None, env_file: Path = Path(".env")) -> Settings:
    """The settings of this process. Raises UsageError with one line: setting, problem, place and remedy."""
    environment = os.environ if environment is None else environment
    written = {name: value for name, value in _read_env_file(env_file).items() if value}
    outside = {name: value for name, value in environment.items() if value}
    given = written | outside
    values = {field: given[name] for field in Settings.model_fields if (name := setting_name(field)) in given}
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = setting_name(str(first["loc"][0]))
        place = "" if name in outside else f" (in {env_file})"
        raise UsageError(f"{name}{place} {_problem(first['type'], first['msg'], first.get('ctx', {}))}") from None
    for field, needed in _NEEDS.items():
        lacking = [setting_name(name) for name in needed if getattr(settings, name) is None]
        if getattr(settings, field) is not None and lacking:
            raise UsageError(f"{setting_name(field)} needs {' and '.join(lacking)}: set them too, or leave it out")
    return settings


def setting_name(field: str) -> str:
    """The environment variable of a field of `Settings`."""
    return field.upper() if field.startswith(_PRODUCTS) else PREFIX + field.upper()


def unknown_settings(environment: Mapping[str, str], env_file: Path = Path(".env")) -> list[str]:
    """Names that look like settings and are none, most likely misspelled. What is in the environment and begins as a
    product is called may be another program's."""
    known = {setting_name(field) for field in Settings.model_fields}
    ours = (PREFIX, *(product.upper() for product in _PRODUCTS))
    names = {name for name in environment if name.startswith(PREFIX)}
    names |= {name for name in _read_env_file(env_file) if name.startswith(ours)}
    return sorted(names - known)


def _problem(kind: str, message: str, context: Mapping[str, object]) -> str:
    match kind:
        case "literal_error":
            return f"must be {context['expected']}"
        case "int_parsing" | "int_from_float":
            return "must be a whole number"
        case "less_than_equal":
            return f"must be at most {context['le']}"
        case "greater_than_equal":
            return f"must be at least {context['ge']}"
    return message.removeprefix("Value error, ")


def _read_env_file(file: Path) -> dict[str, str]:
    try:
        with file.open(encoding="utf-8") as stream:
            bindings = list(parse_stream(stream))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        reason = "is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else f"cannot be read ({error.strerror})"
        raise UsageError(f"{file} {reason}: mend or remove it") from None
    for binding in bindings:
        if binding.error:
            # The line may hold a secret, so that only its number is told.
            raise UsageError(f"{file}, line {binding.original.line}, cannot be understood: write NAME=value")
    return {binding.key: binding.value for binding in bindings if binding.key and binding.value is not None}
