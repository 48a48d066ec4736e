"""Identifiers and handles."""

from bot.domain.ids import new_handle, new_id


def test_ids_differ_and_sort_by_time() -> None:
    ids = [new_id() for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert ids == sorted(ids)


def test_handles_are_short_and_hard_to_guess() -> None:
    handles = {new_handle() for _ in range(2000)}
    assert len(handles) == 2000
    assert {len(handle) for handle in handles} == {8}
    assert not set("".join(handles)) & set("aeiouyl10")
