"""`crmbot slack`: what the Slack app needs."""

from typing import Annotated

import typer

app = typer.Typer(help="What the Slack app needs.", no_args_is_help=True)


@app.callback()
def _slack() -> None:
    """A group of commands, also while it holds one."""


@app.command("manifest")
def manifest(
    name: Annotated[
        str, typer.Option("--name", help="What the app is called in Slack, at most 35 characters.")
    ] = "crmbot",
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="Where Slack reaches this machine. Default: CRMBOT_PUBLIC_URL."),
    ] = None,
    socket_mode: Annotated[
        bool, typer.Option("--socket-mode", help="Let crmbot call Slack, which then needs no address.")
    ] = False,
) -> None:
    """Print the app manifest for this configuration, as JSON: paste it into a new app at api.slack.com/apps."""
    from adapters.slack import manifest as slack
    from bot.cli.streams import write_json
    from bot.errors import UsageError
    from bot.settings import load_settings

    if not 1 <= len(name.strip()) <= slack.MOST_OF_A_NAME:
        raise UsageError(f"--name must have 1 to {slack.MOST_OF_A_NAME} characters")
    settings = load_settings()
    address = url or settings.public_url
    if address and not address.startswith("https://"):
        raise UsageError(
            f"Slack calls https addresses only, not {address}: put a TLS proxy before crmbot, or --socket-mode"
        )
    # With an app-level token alone `crmbot serve` uses Socket Mode as well.
    through_socket = socket_mode or not address or bool(settings.slack_app_token and not settings.slack_signing_secret)
    write_json(slack.manifest(name=name.strip(), public_url=None if through_socket else address), indent=2)
