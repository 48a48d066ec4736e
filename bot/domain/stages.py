"""The sales pipelines of a workspace and their stages.

Every pipeline ends in `closed_won` or `closed_lost`, whatever these are called there: what is won and lost
is known without asking which pipeline it was in.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bot.domain.deals import STAGES
from bot.domain.names import name_words

# What the standard stages are called by CRMs of the SugarCRM family.
REMOTE_STAGES: Mapping[str, str] = {
    "prospecting": "Prospecting",
    "qualification": "Qualification",
    "needs_analysis": "Needs Analysis",
    "value_proposition": "Value Proposition",
    "id_decision_makers": "Id. Decision Makers",
    "perception_analysis": "Perception Analysis",
    "proposal": "Proposal/Price Quote",
    "negotiation": "Negotiation/Review",
    "closed_won": "Closed Won",
    "closed_lost": "Closed Lost",
}
# What a stage may need a deal to have.
NEEDED = ("amount", "close_date", "next_step", "account")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of a sale. `probability` in percent; `needs` are fields that a deal in it should have.

    `names` by language, "" for any; a standard stage has none, since the wording knows it. `also` are
    other words for it, `remote` is its value in the CRM that is mirrored.
    """

    key: str
    probability: int
    names: Mapping[str, str] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    remote: str = ""

    def name(self, language: str) -> str:
        return _name(self.names, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """A way in which deals go."""

    key: str
    names: Mapping[str, str]
    stages: tuple[Stage, ...]

    def name(self, language: str) -> str:
        return _name(self.names, language)

    def stage(self, key: str) -> Stage | None:
        return next((stage for stage in self.stages if stage.key == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipelines:
    """All pipelines of a workspace. Deals of which nothing else is told go through the first."""

    all: tuple[Pipeline, ...]

    def __iter__(self) -> Iterator[Pipeline]:
        return iter(self.all)

    def of(self, key: str) -> Pipeline:
        """The pipeline with this key; the first one for "" and for a key that is not known any more."""
        return next((pipeline for pipeline in self.all if pipeline.key == key), self.all[0])

    def named(self, text: str) -> Pipeline | None:
        """The pipeline that a text names, by its key or a name."""
        words = name_words(text)
        for pipeline in self.all:
            if words in [name_words(word) for word in (pipeline.key, *pipeline.names.values())]:
                return pipeline
        return None

    def stage(self, pipeline: str, key: str) -> Stage | None:
        """A stage of a pipeline; None where that has no such stage."""
        return self.of(pipeline).stage(key)

    def probability(self, pipeline: str, key: str, otherwise: int) -> int:
        stage = self.stage(pipeline, key)
        return otherwise if stage is None else stage.probability

    def with_stage(self, key: str) -> tuple[Pipeline, ...]:
        return tuple(pipeline for pipeline in self.all if pipeline.stage(key))

    def called(self, text: str, pipeline: str = "") -> tuple[Pipeline, Stage] | None:
        """The stage that a text names, by its key or any of its words: in this pipeline, else in any."""
        words = name_words(text)
        first = self.of(pipeline)
        for each in (first, *(other for other in self.all if other is not first and not pipeline)):
            for stage in each.stages:
                if words in [name_words(word) for word in (stage.key, *stage.names.values(), *stage.also)]:
                    return each, stage
        return None

    @property
    def several(self) -> bool:
        return len(self.all) > 1

    def place(self, pipeline: str, key: str) -> int:
        """How far a stage is along its pipeline; -1 for one that is not known any more."""
        keys = [stage.key for stage in self.of(pipeline).stages]
        return keys.index(key) if key in keys else -1

    def from_remote(self, value: str) -> tuple[str, Stage] | None:
        """The pipeline and the stage that a value of the mirrored CRM stands for."""
        found = ((pipeline.key, stage) for pipeline in self.all for stage in pipeline.stages if stage.remote == value)
        return next(found, None)


STANDARD = Pipelines(
    all=(
        Pipeline(
            key="sales",
            names={"en": "Sales", "fr": "Ventes"},
            stages=tuple(
                Stage(key=key, probability=probability, remote=REMOTE_STAGES[key])
                for key, probability in STAGES.items()
            ),
        ),
    )
)


def _name(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or names.get("") or next(iter(names.values()), "")


@lru_cache(maxsize=64)
def pipelines_of(text: str) -> Pipelines:
    """What `as_text` gave; the standard ones for ""."""
    if not text:
        return STANDARD
    return Pipelines(
        all=tuple(
            Pipeline(
                key=pipeline["key"],
                names=pipeline["names"],
                stages=tuple(
                    Stage(
                        key=stage["key"],
                        probability=stage["probability"],
                        names=stage["names"],
                        also=tuple(stage["also"]),
                        needs=tuple(stage["needs"]),
                        remote=stage["remote"],
                    )
                    for stage in pipeline["stages"]
                ),
            )
            for pipeline in json.loads(text)
        )
    )


def as_text(pipelines: Pipelines) -> str:
    """Pipelines as the workspace keeps them."""
    return json.dumps(
        [
            {
                "key": pipeline.key,
                "names": dict(pipeline.names),
                "stages": [
                    {
                        "key": stage.key,
                        "probability": stage.probability,
                        "names": dict(stage.names),
                        "also": list(stage.also),
                        "needs": list(stage.needs),
                        "remote": stage.remote,
                    }
                    for stage in pipeline.stages
                ],
            }
            for pipeline in pipelines
        ],
        ensure_ascii=False,
    )
