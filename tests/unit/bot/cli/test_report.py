"""`crmbot report`: tables, and pictures that their owner alone may read."""

import json
import stat

import pytest

TEAM = {
    "workspace": {"currency": "EUR", "timezone": "Europe/Paris"},
    "users": [{"name": "Ana Brun", "language": "en"}, {"name": "Ben Ito", "language": "fr"}],
    "accounts": [{"name": "Lumen"}],
    "deals": [
        {"name": "Lamps", "account": "Lumen", "amount": 12000, "stage": "proposal", "owner": "Ana Brun"},
        {"name": "Cables", "account": "Lumen", "amount": 3000, "stage": "negotiation", "owner": "Ben Ito"},
    ],
}


@pytest.fixture
def team(crmbot, home, migrated):
    (home / "team.json").write_text(json.dumps(TEAM), encoding="utf-8")
    assert crmbot("import", "team.json").code == 0


def test_ones_own_in_ones_own_language(crmbot, team):
    ana, ben = crmbot("report", "pipeline", "--as", "Ana"), crmbot("report", "pipeline", "--as", "Ben")
    assert (ana.code, ben.code) == (0, 0)
    assert "Proposal" in ana.out
    assert "12,000" in ana.out
    assert "3,000" not in ana.out
    assert "Négociation" in ben.out
    assert "12" not in ben.out


def test_everybodys(crmbot, team):
    outcome = crmbot("report", "pipeline", "--as", "Ana", "--team")
    assert "Proposal" in outcome.out
    assert "Negotiation" in outcome.out


@pytest.mark.parametrize("which", ["forecast", "activity", "won-lost"])
def test_where_there_is_nothing_it_says_so(crmbot, team, which):
    outcome = crmbot("report", which, "--as", "Ana", "--period", "march 2020")
    assert outcome.code == 0
    assert outcome.out.strip()


def test_a_picture_is_for_its_owners_eyes(crmbot, team, home):
    outcome = crmbot("report", "pipeline", "--as", "Ana", "--png", "p.png", "--dark")
    file = home / "p.png"
    assert outcome.code == 0
    assert "p.png" in outcome.out
    assert file.read_bytes().startswith(b"\x89PNG")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_console_saves_pictures_in_its_own_folder(crmbot, team, home):
    # The first button of the first answer.
    outcome = crmbot("chat", "--as", "Ana", piped=b"show my pipeline\n1\n")
    file = home / "data" / "crmbot" / "charts" / "pipeline.png"
    assert str(file) in outcome.out
    assert file.read_bytes().startswith(b"\x89PNG")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["pipeline", "--as", "Ana", "--dark"], "--png"),
        (["pipeline", "--as", "Ana", "--period", "the blue one"], '"the blue one" is no period'),
        (["pipeline", "--as", "Zoe"], "Zoe"),
        (["pipeline", "--as", "Ana", "--png", "no/such/folder/p.png"], "p.png"),
        (["sales"], "sales"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(crmbot, team, arguments, told):
    outcome = crmbot("report", *arguments)
    assert outcome.code in (1, 2)
    assert told in outcome.err
    assert "Traceback" not in outcome.err
