"""What a killed process was sending is known to the next one on its machine; where it is not, nothing is told."""

from pathlib import Path

import pytest

from bot.scheduling import under_way
from bot.scheduling.under_way import UnderWay


def killed(process: str, folder: Path, *begun: str, ended: str = "") -> None:
    """A process that dies while it sends: the machine lets go of its lock, and it removes nothing."""
    dying = UnderWay(process, folder)
    for outbox_id in begun:
        dying.begins(outbox_id)
    if ended:
        dying.ends(ended)
    dying.forget = lambda _process: None  # type: ignore[method-assign]
    dying.close()


def test_what_was_begun_and_not_ended(tmp_path: Path) -> None:
    killed("idle", tmp_path)
    killed("busy", tmp_path, "one", "two", "three", ended="two")
    next_one = UnderWay("next", tmp_path)
    assert next_one.left_by("idle") == []
    assert next_one.left_by("busy") == ["one", "three"]
    next_one.forget("busy")
    assert next_one.left_by("busy") is None


def test_of_who_lives_and_who_was_never_here_nothing_is_told(tmp_path: Path) -> None:
    living, next_one = UnderWay("living", tmp_path), UnderWay("next", tmp_path)
    living.begins("one")
    assert next_one.left_by("living") is None
    assert next_one.left_by("elsewhere") is None
    living.close()
    assert [file.name for file in tmp_path.iterdir()] == ["next"]


def test_after_the_machine_was_started_anew_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    killed("busy", tmp_path, "one")
    monkeypatch.setattr(under_way, "_boot", lambda: "another")
    assert UnderWay("next", tmp_path).left_by("busy") is None


def test_where_nothing_can_be_written_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (None, tmp_path / "file"):
        alone = UnderWay("alone", folder)
        alone.begins("one")
        assert alone.left_by("other") is None
        alone.close()
