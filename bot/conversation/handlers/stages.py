"""Stages in conversation: which one is meant, and what a stage needs that a deal lacks."""

from collections.abc import Mapping
from dataclasses import replace

from bot.conversation.state import Expects, Option, Question, resuming
from bot.conversation.turn import Reply, Turn, asked
from bot.crm.deals import lacking
from bot.domain.deals import Deal
from bot.domain.names import name_words
from bot.language.frames import Frame, SlotValue
from bot.messages import Action
from bot.wording.stages import called, stage_name, stage_of

_EXPECTED: Mapping[str, Expects] = {"amount": "amount", "close_date": "time", "next_step": "text", "account": "name"}


def misplaced(turn: Turn, frame: Frame, deal: Deal | None) -> Reply | None:
    """A question where the stage is of another pipeline than the deal, or of none; None where it fits."""
    stage = str(frame.slots.get("stage", ""))
    pipelines, texts = turn.uow.workspace.pipelines, turn.texts
    told = str(frame.slots.get("pipeline", ""))
    pipeline = pipelines.of(told or (deal.pipeline if deal else ""))
    elsewhere = pipelines.with_stage(stage)
    if not stage or pipeline.stage(stage) or (elsewhere and deal is None and not told):
        return None
    name = stage_name(pipelines, elsewhere[0].key if elsewhere else "", stage, texts)
    if elsewhere and deal:
        other = elsewhere[0].name(texts.language)
        move = _resumed(frame, {"pipeline": elsewhere[0].key})
        return asked(
            texts("stage-elsewhere", stage=name, pipeline=other, deal=deal.name),
            Option(label=texts("button-move-to", where=f"{other} · {name}"), role="yes", action=move),
            turn.drop,
        )
    return asked(
        texts("stage-unknown", stage=name, pipeline=pipeline.name(texts.language)),
        *(
            Option(
                label=called(each, texts),
                words=name_words(" ".join([*each.names.values(), *each.also])),
                action=_resumed(frame, {"stage": each.key}),
            )
            for each in pipeline.stages
        ),
        turn.drop,
    )


def _resumed(frame: Frame, told: Mapping[str, SlotValue]) -> Action:
    return resuming(replace(frame, slots={**frame.slots, **told}))


def need_question(turn: Turn, deal: Deal, set_id: str) -> Question | None:
    """Asks for the first thing that the deal's stage needs and that it lacks; it is saved without, too."""
    field = next(iter(lacking(turn.uow.workspace.pipelines, deal)), None)
    if field is None:
        return None
    stage = stage_of(deal, turn.uow.workspace.pipelines, turn.texts)
    facts = {"deal": deal.id, "set": set_id}
    answer = Action(name="give_need", arguments={**facts, "field": field})
    return Question(
        text=turn.texts(f"deal-needs-{field}", name=deal.name, stage=stage),
        options=(turn.leave(),),
        expects=_EXPECTED[field],
        answer=answer,
    )
