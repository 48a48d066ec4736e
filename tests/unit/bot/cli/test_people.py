"""Who speaks at the command line."""

import pytest

from bot.cli.people import find_user, the_user
from bot.domain.people import User
from bot.errors import UsageError

ANA = User(id="1", name="Ana Brun")
ANNE = User(id="2", name="Anne-Laure Brun")
GONE = User(id="3", name="Leo Gone", active=False)


@pytest.mark.parametrize("name", ["Ana Brun", "ana brun", "ANA", "Ána", "brun ana"])
def test_by_name(name):
    assert find_user([ANA, ANNE], name) is ANA


def test_a_whole_name_beats_a_part():
    ana = User(id="4", name="Ana")
    assert find_user([ANA, ana], "ana") is ana


@pytest.mark.parametrize("name", ["brun", "an", "", "  ", "-", "Leo Gone"])
def test_nobody_or_more_than_one(name):
    assert find_user([ANA, ANNE, GONE], name) is None


def test_without_a_name_the_only_active_user():
    assert find_user([ANA, GONE], None) is ANA
    assert find_user([ANA, ANNE], None) is None


@pytest.mark.parametrize(
    ("users", "name", "said"),
    [
        ([], None, "crmbot chat"),
        ([GONE], None, "crmbot chat"),
        ([ANA, ANNE], None, "Ana Brun, Anne-Laure Brun"),
        ([ANA, ANNE], "Brun", "'Brun'"),
    ],
)
def test_the_remedy_is_told(users, name, said):
    with pytest.raises(UsageError, match=said):
        the_user(users, name)
