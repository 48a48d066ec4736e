"""Pipelines and stages as a person writes them: YAML, each mistake told with its line."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.deals import CLOSED_STAGES, STAGES, DealSearch
from bot.domain.names import name_words
from bot.domain.stages import NEEDED, REMOTE_STAGES, STANDARD, Pipeline, Pipelines, Stage, as_text
from bot.errors import UsageError
from bot.languages import LANGUAGES
from bot.ports import UnitOfWork

_STAGE_KEYS = ("name", "key", "probability", "also", "needs", "remote")
_PIPELINE_KEYS = ("name", "key", "stages", "won", "lost")
_CLOSED = {"won": ("closed_won", 100), "lost": ("closed_lost", 0)}


def set_pipelines(uow: UnitOfWork, pipelines: Pipelines) -> list[tuple[str, int]]:
    """Makes these the workspace's. Gives the stages that are gone while deals stand in them, and how many."""
    uow.update_workspace({"stages": "" if pipelines == STANDARD else as_text(pipelines)})
    stranded = Counter(
        deal.stage
        for deal in uow.reports.deals(DealSearch(open_only=False))
        if pipelines.stage(deal.pipeline, deal.stage) is None
    )
    return sorted(stranded.items())


def read_pipelines(text: str, file: str) -> Pipelines:
    """The pipelines of a YAML text. Raises UsageError with the line of what is wrong."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise UsageError(f"{file}, line {line}: this is no YAML: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise UsageError(f"{file}: this is no YAML: {error}") from None
    return _Reader(file).pipelines(root)


class _Reader:
    """Reads nodes, which know their lines."""

    def __init__(self, file: str) -> None:
        self._file = file

    def pipelines(self, root: Any) -> Pipelines:
        if root is None:
            raise UsageError(f"{self._file}: this file is empty; `crmbot stages` shows what may stand in one")
        fields = self._fields(root, ("pipelines",))
        if "pipelines" not in fields:
            raise self._wrong(root, "pipelines are missing; `crmbot stages` shows what may stand here")
        found = [self._pipeline(node) for node in self._items(fields["pipelines"], "pipelines")]
        self._each_once(fields["pipelines"], "pipeline", [pipeline.key for pipeline in found])
        return Pipelines(all=tuple(found))

    def _pipeline(self, node: Any) -> Pipeline:
        fields = self._fields(node, _PIPELINE_KEYS)
        names = self._names(fields.get("name"))
        if not names:
            raise self._wrong(node, "a pipeline needs a name")
        if "stages" not in fields:
            raise self._wrong(node, "a pipeline needs stages")
        stages = [self._stage(each) for each in self._items(fields["stages"], "stages")]
        stages += [self._closed(fields.get(end), *_CLOSED[end]) for end in _CLOSED]
        self._each_once(fields["stages"], "stage", [stage.key for stage in stages])
        words = (" ".join(name_words(word)) for stage in stages for word in {*stage.names.values(), *stage.also})
        self._each_once(fields["stages"], "name", words)
        return Pipeline(key=self._key(fields.get("key"), names), names=names, stages=tuple(stages))

    def _stage(self, node: Any) -> Stage:
        fields = self._fields(node, _STAGE_KEYS)
        names = self._names(fields.get("name"))
        key = self._key(fields.get("key"), names)
        if not key:
            raise self._wrong(node, "a stage needs a name")
        if key in CLOSED_STAGES:
            raise self._wrong(node, f"{key} is the end of every pipeline; write it under won or lost")
        if "probability" not in fields and key not in STAGES:
            raise self._wrong(node, f"the stage {key} needs a probability from 0 to 100")
        if not names and key not in STAGES:
            raise self._wrong(node, f"{key} is no standard stage; give it a name")
        return self._told(fields, key, names, STAGES.get(key, 0))

    def _closed(self, node: Any, key: str, probability: int) -> Stage:
        """What won or lost is called, if it has a name of its own."""
        import yaml

        if node is None:
            return self._told({}, key, {}, probability)
        is_named = isinstance(node, yaml.MappingNode) and any(each.value in _STAGE_KEYS for each, _ in node.value)
        fields = self._fields(node, ("name", "also", "needs", "remote")) if is_named else {"name": node}
        return self._told(fields, key, self._names(fields.get("name")), probability)

    def _told(self, fields: Mapping[str, Any], key: str, names: Mapping[str, str], probability: int) -> Stage:
        if "probability" in fields:
            probability = self._percent(fields["probability"])
        needs = tuple(self._text(each) for each in self._items(fields.get("needs"), "needs"))
        for need in needs:
            if need not in NEEDED:
                raise self._wrong(fields["needs"], f"needs: {need!r} is unknown; write one of {', '.join(NEEDED)}")
        also = tuple(self._text(each) for each in self._items(fields.get("also"), "also"))
        remote = self._text(fields["remote"]) if "remote" in fields else REMOTE_STAGES.get(key, "")
        return Stage(
            key=key,
            probability=probability,
            names=names,
            also=also,
            needs=needs,
            remote=remote or next(iter(names.values()), ""),
        )

    def _percent(self, node: Any) -> int:
        written = self._text(node).removesuffix("%").strip()
        if not written.isascii() or not written.isdigit() or int(written) > 100:
            raise self._wrong(node, f"probability: {written!r} is no number from 0 to 100")
        return int(written)

    def _names(self, name: Any) -> dict[str, str]:
        import yaml

        if name is None:
            return {}
        if not isinstance(name, yaml.MappingNode):
            return {"": self._text(name)}
        return {language: self._text(each) for language, each in self._fields(name, LANGUAGES).items()}

    def _key(self, node: Any, names: Mapping[str, str]) -> str:
        written = self._text(node) if node is not None else next(iter(names.values()), "")
        return "_".join(name_words(written))

    def _fields(self, node: Any, known: Iterable[str]) -> dict[str, Any]:
        import yaml

        allowed = tuple(known)
        if not isinstance(node, yaml.MappingNode):
            raise self._wrong(node, f"here belong {', '.join(allowed)}")
        found: dict[str, Any] = {}
        for key, value in node.value:
            if key.value not in allowed:
                raise self._wrong(key, f"{key.value!r} is unknown; there are {', '.join(allowed)}")
            if key.value in found:
                raise self._wrong(key, f"{key.value} stands here twice")
            found[key.value] = value
        return found

    def _items(self, node: Any, name: str) -> list[Any]:
        import yaml

        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            raise self._wrong(node, f"{name} are a list, each behind a dash or all in [brackets]")
        return list(node.value)

    def _text(self, node: Any) -> str:
        import yaml

        text = " ".join(node.value.split()) if isinstance(node, yaml.ScalarNode) else ""
        if not text:
            raise self._wrong(node, "a word or two belong here")
        return text

    def _each_once(self, node: Any, what: str, keys: Iterable[str]) -> None:
        twice = [key for key, count in Counter(filter(None, keys)).items() if count > 1]
        if twice:
            raise self._wrong(node, f"the {what} {twice[0]} is there twice")

    def _wrong(self, node: Any, problem: str) -> UsageError:
        return UsageError(f"{self._file}, line {node.start_mark.line + 1}: {problem}")


def written(pipelines: Pipelines) -> str:
    """Pipelines as a file that `read_pipelines` takes."""
    import yaml

    content = {"pipelines": [_pipeline_written(pipeline) for pipeline in pipelines]}
    return str(yaml.dump(content, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=110)).rstrip()


def _pipeline_written(pipeline: Pipeline) -> dict[str, Any]:
    ends = {stage.key: stage for stage in pipeline.stages if stage.key in CLOSED_STAGES}
    named = {end: _stage_written(ends[key]) for end, (key, _) in _CLOSED.items()}
    return {
        "name": _names_written(pipeline.names),
        "key": pipeline.key,
        "stages": [
            {"key": stage.key, "probability": stage.probability, **_stage_written(stage)}
            for stage in pipeline.stages
            if stage.key not in ends
        ],
        **{end: told for end, told in named.items() if told},
    }


def _stage_written(stage: Stage) -> dict[str, Any]:
    by_itself = REMOTE_STAGES.get(stage.key) or next(iter(stage.names.values()), "")
    told = {
        "name": _names_written(stage.names),
        "also": list(stage.also),
        "needs": list(stage.needs),
        "remote": "" if stage.remote == by_itself else stage.remote,
    }
    return {name: value for name, value in told.items() if value}


def _names_written(names: Mapping[str, str]) -> str | dict[str, str]:
    return names[""] if "" in names else dict(names)
