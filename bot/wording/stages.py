"""Stages and pipelines as the reader calls them."""

from bot.domain.deals import Deal
from bot.domain.stages import Pipelines, Stage
from bot.wording.texts import Texts


def stage_name(pipelines: Pipelines, pipeline: str, stage: str, texts: Texts) -> str:
    """A stage by its key: its own name, else the standard one's, else the key as words."""
    known = pipelines.stage(pipeline, stage)
    return called(known, texts) if known else _by_key(stage, texts)


def called(stage: Stage, texts: Texts) -> str:
    return stage.name(texts.language) or _by_key(stage.key, texts)


def _by_key(stage: str, texts: Texts) -> str:
    key = f"stage-{stage}"
    return texts(key) if key in texts else stage.replace("_", " ").capitalize()


def stage_of(deal: Deal, pipelines: Pipelines, texts: Texts) -> str:
    """Where a deal stands; with the pipeline, where it is not the first one."""
    name = stage_name(pipelines, deal.pipeline, deal.stage, texts)
    pipeline = pipelines.of(deal.pipeline)
    return name if pipeline is pipelines.all[0] else f"{pipeline.name(texts.language)} · {name}"
