"""What a person sees, by setting, role and team; and what stays whole although one does not see all of it."""

import pytest

from bot.crm.changes import undo
from bot.crm.leads import ConvertLead, convert_lead
from bot.crm.merging import merge
from bot.crm.records import assign
from bot.crm.rights import sight_of
from bot.domain.rights import Sight
from bot.ports import UnitOfWork
from tests.contract.samples import activity, contact, lead, user
from tests.unit.bot.crm.desk import Desk

NORTH = [user(name="Ann", team="North", role="manager"), user(name="Bob", team="North")]
SOUTH, ALONE, BOSS = user(name="Cid", team="South"), user(name="Dan"), user(name="Eve", role="admin")


@pytest.mark.parametrize(
    ("visibility", "seen"),
    [
        ("all", {"Ann": None, "Bob": None, "Cid": None, "Dan": None, "Eve": None}),
        ("team", {"Ann": "Ann Bob", "Bob": "Ann Bob", "Cid": "Cid", "Dan": "Dan", "Eve": None}),
        ("own", {"Ann": "Ann Bob", "Bob": "Bob", "Cid": "Cid", "Dan": "Dan", "Eve": None}),
    ],
)
async def test_sight(desk: Desk, visibility: str, seen: dict[str, str | None]) -> None:
    people = [*NORTH, SOUTH, ALONE, BOSS]
    names = {each.id: each.name for each in people}

    def begin(uow: UnitOfWork) -> None:
        uow.update_workspace({"visibility": visibility})
        for each in people:
            uow.users.add(each)

    await desk.store.write(begin)
    for each in people:
        owners = (await desk.gets(lambda uow, e=each: sight_of(uow, e))).owners  # type: ignore[misc]
        assert (None if owners is None else " ".join(sorted(names[o] for o in owners))) == seen[each.name]


async def test_undo_reaches_what_was_given_away(desk: Desk) -> None:
    colleague = await desk.colleague()
    pia = contact(owner_id=desk.user.id)
    await desk.adds(pia)
    _, made = await desk.does(lambda recorder: assign(recorder, pia, colleague.user))
    assert made is not None

    def take_back(uow: UnitOfWork) -> object:
        uow.act_as(Sight(user_id=desk.user.id, owners=(desk.user.id,)))
        assert uow.contacts.get(pia.id) is None
        undo(uow, desk.speaker, made.id)
        return uow.contacts.get(pia.id)

    assert await desk.store.write(take_back) == pia


async def test_merge_and_conversion_take_along_what_others_noted(desk: Desk) -> None:
    colleague = await desk.colleague()
    pia, double = contact(owner_id=desk.user.id), contact(owner_id=desk.user.id)
    prospect = lead(owner_id=desk.user.id)
    note = activity(kind="note", private=True, owner_id=colleague.user.id, contact_ids=(double.id,))
    call = activity(owner_id=colleague.user.id, lead_ids=(prospect.id,))
    await desk.adds(pia, double, prospect, note, call)

    def as_me(uow: UnitOfWork) -> None:
        uow.act_as(Sight(user_id=desk.user.id, owners=(desk.user.id,)))

    await desk.does(lambda recorder: (as_me(recorder.uow), merge(recorder, double, pia)))
    converted, _ = await desk.does(
        lambda recorder: (as_me(recorder.uow), convert_lead(recorder, ConvertLead(lead=prospect)))[1]
    )
    linked = await desk.gets(lambda uow: [each.contact_ids for each in uow.activities.get_many([note.id, call.id])])
    assert linked == [(pia.id,), (converted.contact.id,)]
