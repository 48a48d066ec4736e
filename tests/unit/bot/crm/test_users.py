"""Users: roles and teams, and an administrator at all times."""

import pytest

from bot.crm.users import change_user
from bot.errors import UsageError
from tests.unit.bot.crm.desk import Desk


async def test_role_and_team_are_set_and_the_rest_stays(desk: Desk) -> None:
    await desk.store.write(lambda uow: change_user(uow, desk.user, role="manager", team=" North  West "))
    kept = await desk.gets(lambda uow: uow.users.get(desk.user.id))
    assert kept is not None
    assert (kept.role, kept.team, kept.active) == ("manager", "North West", True)
    await desk.store.write(lambda uow: change_user(uow, kept, active=False))
    after = await desk.gets(lambda uow: uow.users.get(desk.user.id))
    assert after is not None
    assert (after.role, after.active) == ("manager", False)


async def test_there_is_always_an_administrator(desk: Desk) -> None:
    await desk.store.write(lambda uow: change_user(uow, desk.user, role="admin"))
    admin = await desk.gets(lambda uow: uow.users.get(desk.user.id))
    assert admin is not None
    for change in ({"role": "rep"}, {"active": False}):
        with pytest.raises(UsageError, match="only administrator"):
            await desk.store.write(lambda uow, c=change: change_user(uow, admin, **c))  # type: ignore[misc]
    colleague = await desk.colleague()
    await desk.store.write(lambda uow: change_user(uow, colleague.user, role="admin"))
    await desk.store.write(lambda uow: change_user(uow, admin, role="rep"))


async def test_an_unknown_role_is_told(desk: Desk) -> None:
    with pytest.raises(UsageError, match="admin, manager, rep"):
        await desk.store.write(lambda uow: change_user(uow, desk.user, role="boss"))
