"""`crmbot say` in a new process: bytecode compiled, files in the cache, the store migrated."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from benchmarks.report import Report
from benchmarks.scale import Scale

_CRM = {"users": [{"name": "Ines Calder"}], "accounts": [{"name": "Brightwater Mills"}]}
_TEXT = "called Tomas Rehn at Brightwater Mills, wants a price, follow up tomorrow at 10"
_NAMES = ("python -c pass", "import sqlalchemy (the peer)", "crmbot say")


def measure(folder: str, report: Report, scale: Scale) -> None:
    crmbot = str(Path(sys.executable).with_name("crmbot"))
    python = [sys.executable, "-c"]
    commands = ([*python, "pass"], [*python, "import sqlalchemy"], [crmbot, "say", _TEXT])
    # The bytecode goes into a folder of its own: that of the checkout may be missing or not allowed.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CRMBOT_", "PYTHON"))}
    environment |= {
        "CRMBOT_DATABASE_URL": f"sqlite:///{folder}/crmbot.db",
        "PYTHONPYCACHEPREFIX": f"{folder}/bytecode",
    }
    crm = Path(folder, "crm.json")
    crm.write_text(json.dumps(_CRM), encoding="utf-8")
    _run([crmbot, "import", str(crm)], folder, environment)
    for command in commands:
        _run(command, folder, environment)
    # In turn, so that a machine that grows busy slows down all of them.
    rounds = [[_run(command, folder, environment) for command in commands] for _ in range(scale.starts)]
    medians = [tuple(median(times) for times in zip(*runs, strict=True)) for runs in zip(*rounds, strict=True)]
    peer = medians[1][1]
    rows = [
        (name, *(f"{figure:.2f}" for figure in figures), f"{figures[1] / peer:.1f}")
        for name, figures in zip(_NAMES, medians, strict=True)
    ]
    report.table("A new process", ["", "seconds", "CPU seconds", "CPU, of the peer"], rows)


def _run(command: Sequence[str], folder: str, environment: Mapping[str, str]) -> tuple[float, float]:
    """(seconds, CPU seconds) of a process."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
