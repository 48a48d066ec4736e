"""What a command loads before it needs it: starting must stay fast."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "sqlalchemy",
    "alembic",
    "apscheduler",
    "prompt_toolkit",
    "structlog",
    "phonenumbers",
    "holidays",
    "dateparser",
)


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["say", "--help"], ["parse", "note on Acme: budget frozen"], ["when", "tuesday at 3"]],
    ids=lambda arguments: arguments[0],
)
def test_nothing_heavy_is_loaded(arguments: list[str], tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from bot.cli.app import run\n"
        f"assert run({arguments!r}) == 0\n"
        f"print(*sorted(set({HEAVY!r}) & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.split() == []
    assert list(tmp_path.iterdir()) == []
