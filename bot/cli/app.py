"""The `crmbot` command: its subcommands, and the one place where errors become a line and an exit code.

Exit codes: 0 done; 1 it did not work; 2 bad usage, settings or files; 130 interrupted.
"""

import gc
import os
import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from bot.cli import (
    backups,
    calendar,
    chat,
    database,
    doctor,
    erase,
    exports,
    imports,
    invite,
    language,
    parse,
    reminders,
    report,
    say,
    serve,
    settings,
    slack,
    stages,
    sugarcrm,
    sync,
    users,
    when,
)
from bot.cli.streams import complain, prepare_streams
from bot.errors import CrmbotError, UsageError

app = typer.Typer(
    name="crmbot",
    help="A CRM you talk to: one sentence, and the CRM is right; the follow-up comes back when it is due.",
    add_completion=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _without_a_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


app.command("chat")(chat.chat)
app.command("say")(say.say)
app.command("parse")(parse.parse)
app.command("when")(when.when)
app.command("import")(imports.import_)
app.command("export")(exports.export)
app.command("erase")(erase.erase)
app.command("sync")(sync.sync)
app.command("serve")(serve.serve)
app.command("report")(report.report)
app.command("users")(users.users)
app.command("settings")(settings.settings)
app.command("stages")(stages.stages)
app.command("invite")(invite.invite)
app.command("calendar")(calendar.calendar)
app.command("doctor")(doctor.doctor)
app.command("backup")(backups.backup)
app.command("restore")(backups.restore)
app.add_typer(database.app, name="db")
app.add_typer(reminders.app, name="reminders")
app.add_typer(language.app, name="language")
app.add_typer(slack.app, name="slack")
app.add_typer(sugarcrm.app, name="sugarcrm")


def main() -> None:
    """The entry point of the installed script."""
    # Starting makes objects that stay. To look for garbage every 700 of them costs a tenth of the start.
    gc.set_threshold(20_000)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code. No error leaves a traceback."""
    prepare_streams()
    try:
        code = get_command(app).main(args=list(arguments), prog_name="crmbot", standalone_mode=False)
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        return _failed(error)
    return code if isinstance(code, int) else 0


def _failed(error: BaseException) -> int:
    """Says in one line what went wrong, where somebody listens, and gives the exit code."""
    match error:
        case BrokenPipeError():
            # The interpreter flushes standard output once more when it ends, which must not fail again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            message, code = "", 1
        case KeyboardInterrupt() | typer.Abort():
            message, code = "", 130
        case TyperException():
            message, code = _usage_line(error), error.exit_code
        case UsageError():
            message, code = str(error), 2
        case CrmbotError():
            message, code = str(error), 1
        case _:
            from bot.observability.logs import places

            message = f"this should not have happened: {type(error).__name__} at {places(error)}; please report it"
            code = 1
    if message:
        complain(message)
    return code


def _usage_line(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "crmbot"
    # A value that is none of several is checked by pydantic, which says so before each message.
    message = error.format_message().replace("Value error, ", "")
    return f"{message} See `{command} --help`."
