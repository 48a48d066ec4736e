"""Pipelines and stages of a workspace's own: read from a file, kept, and what deals make of them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.crm.deals import CreateDeal, UpdateDeal, create_deal, in_pipeline, lacking, update_deal
from bot.crm.imports import import_rows
from bot.crm.stages import read_pipelines, set_pipelines, written
from bot.domain.rows import DealRow, Rows, UserRow
from bot.domain.stages import STANDARD, Pipelines, as_text, pipelines_of
from bot.errors import UsageError
from bot.languages import LANGUAGES
from tests.contract.samples import deal
from tests.unit.bot.crm.desk import NOW, Desk

FILE = """
pipelines:
  - name: {en: Direct, fr: Vente directe}
    stages:
      - {name: {en: Discovery, fr: Découverte}, probability: 10, also: [first call]}
      - {name: Pilot, probability: 40 %, needs: [amount, account]}
      - {key: negotiation, needs: [next_step]}
    won: {en: Signed, fr: Signé}
    lost: {name: Dropped, also: [gone]}
  - name: Partners
    stages:
      - {name: Pilot, probability: 30}
      - {name: Co-selling, probability: 60, remote: Joint Sale}
"""


def pipelines() -> Pipelines:
    return read_pipelines(FILE, "own.yaml")


def test_a_file_of_pipelines() -> None:
    direct, partners = pipelines()
    assert [(stage.key, stage.probability) for stage in direct.stages] == [
        ("discovery", 10),
        ("pilot", 40),
        ("negotiation", 80),
        ("closed_won", 100),
        ("closed_lost", 0),
    ]
    assert (direct.name("fr"), direct.name("xx"), partners.name("fr")) == ("Vente directe", "Direct", "Partners")
    assert [stage.name("fr") for stage in direct.stages] == ["Découverte", "Pilot", "", "Signé", "Dropped"]
    assert [stage.remote for stage in direct.stages[1:4]] == ["Pilot", "Negotiation/Review", "Closed Won"]
    assert [stage.key for stage in partners.stages] == ["pilot", "co_selling", "closed_won", "closed_lost"]


@pytest.mark.parametrize("some", [STANDARD, pipelines()], ids=["standard", "own"])
def test_pipelines_are_kept_and_written_as_they_are(some: Pipelines) -> None:
    assert pipelines_of(as_text(some)) == some
    assert read_pipelines(written(some), "again.yaml") == some
    assert pipelines_of("") == STANDARD


STAGES = "pipelines:\n  - name: Sales\n    stages:\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "own.yaml: this file is empty"),
        ("a: [", "own.yaml, line 2: this is no YAML"),
        ("- a", "line 1: here belong pipelines"),
        ("stages: []", "line 1: 'stages' is unknown; there are pipelines"),
        ("pipelines: []", "line 1: pipelines are a list"),
        ("pipelines:\n  - stages: [{name: A, probability: 1}]", "line 2: a pipeline needs a name"),
        ("pipelines:\n  - name: Sales", "line 2: a pipeline needs stages"),
        (f"{STAGES}      - {{probability: 10}}", "line 4: a stage needs a name"),
        (f"{STAGES}      - {{name: Pilot}}", "line 4: the stage pilot needs a probability"),
        (f"{STAGES}      - {{key: pilot, probability: 5}}", "line 4: pilot is no standard stage; give it a name"),
        (f"{STAGES}      - {{name: Pilot, probability: 120}}", "line 4: probability: '120' is no number from 0 to 100"),
        (f"{STAGES}      - {{name: Pilot, probability: [1]}}", "line 4: a word or two belong here"),
        (f"{STAGES}      - {{name: A, probability: 1}}\n      - {{nam: B}}", "line 5: 'nam' is unknown"),
        (f"{STAGES}      - {{name: A, probability: 1, needs: [size]}}", "line 4: needs: 'size' is unknown"),
        (f"{STAGES}      - {{name: A, name: B}}", "line 4: name stands here twice"),
        (f"{STAGES}      - {{name: Closed won, probability: 100}}", "line 4: closed_won is the end of every pipeline"),
        (
            f"{STAGES}      - {{name: {{xx: A}}, probability: 1}}",
            f"line 4: 'xx' is unknown; there are {', '.join(LANGUAGES)}",
        ),
        (
            f"{STAGES}      - {{name: A, probability: 1}}\n      - {{name: a, probability: 2}}",
            "line 4: the stage a is there twice",
        ),
        (
            f"{STAGES}      - {{name: A, probability: 1, also: [b]}}\n      - {{name: B, probability: 2}}",
            "line 4: the name b is there twice",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(UsageError) as error:
        read_pipelines(text, "own.yaml")
    assert problem in str(error.value)


async def test_stages_that_are_gone_keep_their_deals(desk: Desk) -> None:
    kept, gone = deal(stage="negotiation"), deal(stage="proposal")
    await desk.does(lambda recorder: [recorder.create(each) for each in (kept, gone)])
    assert await desk.store.write(lambda uow: set_pipelines(uow, pipelines())) == [("proposal", 1)]
    assert await desk.gets(lambda uow: uow.workspace.pipelines) == pipelines()
    assert await desk.store.write(lambda uow: set_pipelines(uow, STANDARD)) == []
    assert await desk.gets(lambda uow: uow.workspace.stages) == ""


@pytest.fixture
async def staged(desk: Desk) -> Desk:
    await desk.store.write(lambda uow: set_pipelines(uow, pipelines()))
    return desk


@pytest.mark.parametrize(
    ("told", "place", "probability"),
    [
        ({}, ("", "discovery"), 10),
        ({"stage": "pilot"}, ("", "pilot"), 40),
        ({"stage": "co_selling"}, ("partners", "co_selling"), 60),
        ({"pipeline": "partners"}, ("partners", "pilot"), 30),
        ({"pipeline": "direct", "stage": "pilot"}, ("", "pilot"), 40),
    ],
)
async def test_a_new_deal_goes_where_its_stage_is(
    staged: Desk, told: dict[str, str], place: tuple[str, str], probability: int
) -> None:
    made, _ = await staged.does(lambda recorder: create_deal(recorder, CreateDeal(name="Renewal", **told)))
    assert ((made.pipeline, made.stage), made.probability) == (place, probability)


@pytest.mark.parametrize(
    ("told", "place", "probability"),
    [
        (UpdateDeal(pipeline="partners"), ("partners", "pilot"), 30),
        (UpdateDeal(pipeline="partners", stage="co_selling"), ("partners", "co_selling"), 60),
        (UpdateDeal(stage="negotiation"), ("", "negotiation"), 80),
        (UpdateDeal(stage="negotiation", probability=55), ("", "negotiation"), 55),
        (UpdateDeal(pipeline="direct"), ("", "pilot"), 44),
        (UpdateDeal(amount=Decimal(9)), ("", "pilot"), 44),
    ],
)
async def test_a_deal_moves_with_its_stage_where_there_is_one_like_it(
    staged: Desk, told: UpdateDeal, place: tuple[str, str], probability: int
) -> None:
    here = deal(stage="pilot", probability=44)
    await staged.does(lambda recorder: recorder.create(here))
    moved, _ = await staged.does(lambda recorder: update_deal(recorder, here, told))
    assert ((moved.pipeline, moved.stage), moved.probability) == (place, probability)


async def test_into_a_pipeline_without_its_stage_a_deal_goes_to_the_beginning(staged: Desk) -> None:
    here = deal(stage="negotiation", probability=80)
    await staged.does(lambda recorder: recorder.create(here))
    moved, _ = await staged.does(lambda recorder: update_deal(recorder, here, UpdateDeal(pipeline="partners")))
    assert (moved.pipeline, moved.stage, moved.probability) == ("partners", "pilot", 30)


def test_what_a_stage_needs_and_a_deal_lacks() -> None:
    here = deal(stage="pilot")
    assert lacking(pipelines(), here) == ("amount", "account")
    assert lacking(pipelines(), replace(here, amount=Decimal(0), account_id="a")) == ()
    assert lacking(pipelines(), replace(here, pipeline="partners")) == ()
    assert lacking(pipelines(), replace(here, stage="gone")) == ()


def test_what_is_in_a_pipeline_that_is_gone_counts_as_in_the_first() -> None:
    here, there, lost = deal(), deal(pipeline="partners"), deal(pipeline="gone")
    assert in_pipeline(pipelines(), None, [here, there, lost]) == [here, there, lost]
    assert in_pipeline(pipelines(), "direct", [here, there, lost]) == [here, lost]
    assert in_pipeline(pipelines(), "partners", [here, there, lost]) == [there]


async def test_rows_name_stages_by_any_of_their_words(staged: Desk) -> None:
    rows = Rows(
        users=[UserRow(place="users[0]", name=staged.user.name)],
        deals=[
            DealRow(place="deals[0]", name="A", stage="First Call"),
            DealRow(place="deals[1]", name="B", stage="co selling"),
            DealRow(place="deals[2]", name="C", pipeline="partners"),
            DealRow(place="deals[3]", name="D", stage="proposal"),
            DealRow(place="deals[4]", name="E", pipeline="direct", stage="co-selling"),
            DealRow(place="deals[5]", name="F", pipeline="other"),
        ],
    )
    report = await staged.store.write(lambda uow: import_rows(uow, rows, importer=None, now=NOW))
    found = await staged.gets(lambda uow: uow.deals.by_names(["A", "B", "C"]))
    assert {(each.name, each.pipeline, each.stage, each.probability) for each in found} == {
        ("A", "", "discovery", 10),
        ("B", "partners", "co_selling", 60),
        ("C", "partners", "pilot", 30),
    }
    assert [line.partition(";")[0] for line in report.bad_rows] == [
        "deals[3]: stage: 'proposal' is unknown",
        "deals[4]: stage: 'co-selling' is unknown",
        "deals[5]: pipeline: 'other' is unknown",
    ]
