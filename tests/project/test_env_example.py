"""`.env.example` lists every setting, and each of its examples is a valid one."""

import re
from pathlib import Path

from bot.settings import Settings, load_settings, setting_name

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_every_setting_is_listed_once():
    listed = re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(setting_name(field) for field in Settings.model_fields)


def test_the_examples_are_valid(tmp_path):
    uncommented = re.sub(r"^#(?=[A-Z_]+=)", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    env_file = tmp_path / ".env"
    env_file.write_text(uncommented, encoding="utf-8")
    assert load_settings({}, env_file).language == "fr"
