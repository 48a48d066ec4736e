"""The YAML of a language with the place of each text, for those who are told what is wrong with it."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import yaml


class Marked(str):
    """A text of a YAML file that knows where it stands; lines count from 1."""

    __slots__ = ("file", "line")

    file: Path
    line: int

    def __new__(cls, text: str, file: Path, line: int) -> "Marked":
        marked = super().__new__(cls, text)
        marked.file, marked.line = file, line
        return marked


def line_of(value: object) -> int:
    """The line of the first text of a value read by `read_marked`; 1 where it holds none."""
    return min(_lines(value), default=1)


def _lines(value: object) -> Iterator[int]:
    if isinstance(value, Marked):
        yield value.line
    elif isinstance(value, dict | list):
        for part in chain(value, value.values() if isinstance(value, dict) else ()):
            yield from _lines(part)


def read_marked(file: Path) -> Any:
    """The file as mappings, lists and `Marked` texts; {} for an empty one. Raises yaml.MarkedYAMLError."""
    with file.open("rb") as stream:
        node = yaml.compose(stream, yaml.CBaseLoader)
    return {} if node is None else _value(node, file)


def _value(node: yaml.Node, file: Path) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {_value(key, file): _value(value, file) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, file) for item in node.value]
    return Marked(node.value, file, node.start_mark.line + 1)
