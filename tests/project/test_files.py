"""What may and must stand in the files of the project."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ("bot", "adapters", "storage")

# Written in two parts, so that this file does not find itself.
FORBIDDEN = {
    "a host of a package registry": re.compile(r"pypi\." + r"org|python" + r"hosted\.org|registry\.npm" + r"js"),
    "a path of one machine": re.compile(r"(?<![\w.])/(?:" + r"home|root|Users" + r")/\w"),
}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    found = []
    for file in tracked():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{file.relative_to(ROOT)}: {match.group()}" for match in FORBIDDEN[what].finditer(text)]
    assert found == []


def test_every_data_file_is_shipped() -> None:
    """What lies beside the modules and is no module is in the wheel: some pattern of the packaging names it."""
    packaging = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    patterns = packaging["package-data"]["*"]
    data = [file for file in tracked() if file.relative_to(ROOT).parts[0] in CODE and file.suffix != ".py"]
    assert data, "at least wordings and sentences are data"
    assert [str(file) for file in data if not any(file.match(pattern) for pattern in patterns)] == []


def test_every_needed_package_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {_normal(line.partition("==")[0]) for line in lines if not line.startswith("#")}
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines if not line.startswith("#"))
    assert {_normal(re.match(r"[\w.-]+", name).group()) for name in needed} - pinned == set()


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
