"""No module over 500 lines, no function over 60; migrations and the words of the languages aside."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = [
    file
    for package in ("bot", "adapters", "storage")
    for file in sorted((ROOT / package).rglob("*.py"))
    if not {"versions", "packs"} & set(file.parts)
]
LONGEST_MODULE, LONGEST_FUNCTION = 500, 60


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", MODULES, ids=named)
def test_sizes(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < LONGEST_FUNCTION, node.name
