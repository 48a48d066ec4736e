"""Invitations: codes that link an account on a chat platform to a user, once, for a day."""

from datetime import timedelta

import pytest

from bot.crm.invitations import LIFETIME, Invited, invite, looks_like_code, redeem
from bot.domain.people import User
from tests.unit.bot.crm.desk import Desk


async def invites(desk: Desk, name: str = "Paul Adler", *, admin: bool = False) -> Invited:
    now = desk.now
    return await desk.store.write(lambda uow: invite(uow, name, admin=admin, now=now))


async def redeems(desk: Desk, code: str, person: str = "U1") -> object:
    now = desk.now
    return await desk.store.write(lambda uow: redeem(uow, code, "slack", person, now))


async def linked(desk: Desk, person: str = "U1") -> User | None:
    return await desk.gets(lambda uow: uow.users.by_identity("slack", person))


async def test_a_code_links_its_sender_once(desk: Desk) -> None:
    invited = await invites(desk)
    assert invited.created
    assert looks_like_code(invited.code)
    assert await redeems(desk, invited.code) == invited.user
    assert await linked(desk) == invited.user
    assert await redeems(desk, invited.code, "U2") == "wrong"
    assert await linked(desk, "U2") is None


async def test_codes_differ_and_cannot_be_read_from_the_store(desk: Desk) -> None:
    codes = {(await invites(desk)).code for _ in range(20)}
    assert len(codes) == 20
    assert {len(code.replace("-", "")) for code in codes} == {16}


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f"  {code}\n"])
async def test_a_code_may_be_typed_as_people_type(desk: Desk, typed: object) -> None:
    invited = await invites(desk)
    assert await redeems(desk, typed(invited.code)) == invited.user  # type: ignore[operator]


async def test_letters_that_stand_for_digits_are_put_right(desk: Desk) -> None:
    invited = await invites(desk)
    misread = invited.code.replace("0", "O").replace("1", "l")
    assert looks_like_code(misread)
    assert await redeems(desk, misread) == invited.user


async def test_a_new_code_replaces_the_one_before(desk: Desk) -> None:
    lost, found = await invites(desk), await invites(desk)
    assert await redeems(desk, lost.code) == "wrong"
    assert await redeems(desk, found.code) == found.user


async def test_a_code_lives_a_day(desk: Desk) -> None:
    early, late = await invites(desk), await invites(desk, "Nora Blum")
    desk.now += LIFETIME - timedelta(seconds=1)
    assert await redeems(desk, early.code) == early.user
    desk.later(seconds=2)
    assert await redeems(desk, late.code, "U2") == "wrong"


async def test_five_wrong_codes_lock_one_identity_for_a_day(desk: Desk) -> None:
    invited = await invites(desk)
    assert [await redeems(desk, "0000-0000-0000-0000") for _ in range(5)] == ["wrong"] * 5
    assert await redeems(desk, invited.code) == "locked"
    assert await redeems(desk, invited.code, "U2") == invited.user
    desk.later(hours=24, seconds=1)
    again = await invites(desk)
    assert await redeems(desk, again.code) == again.user


async def test_a_right_code_forgives_the_wrong_ones_before_it(desk: Desk) -> None:
    for _ in range(3):
        for _ in range(4):
            await redeems(desk, "0000-0000-0000-0000")
        assert isinstance(await redeems(desk, (await invites(desk)).code), User)


async def test_an_invitation_makes_a_user_once_and_may_make_an_admin(desk: Desk) -> None:
    first = await invites(desk, "Paul Adler")
    again = await invites(desk, "paul  adler".replace("  ", " "), admin=True)
    assert (first.created, again.created) == (True, False)
    assert first.user.id == again.user.id
    person = await desk.gets(lambda uow: uow.users.get(first.user.id))
    assert person is not None
    assert (first.user.role, person.role) == ("rep", "admin")


async def test_somebody_who_left_is_not_let_in_by_an_old_code(desk: Desk) -> None:
    invited = await invites(desk)
    await desk.store.write(lambda uow: uow.users.update(invited.user.id, {"active": False}))
    assert await redeems(desk, invited.code) == "wrong"
    assert await linked(desk) is None


@pytest.mark.parametrize("text", ["hello", "", "called Jane at Acme", "0000-0000-0000", "U000-0000-0000-0000"])
def test_other_messages_are_no_codes(text: str) -> None:
    assert not looks_like_code(text)
