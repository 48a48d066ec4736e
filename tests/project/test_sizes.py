"""No module over 500 lines, no function over 60; migrations and the words of the languages aside."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = [
    file
    for package in ("bot", "adapters", "storage")
    for file in sorted((ROOT / package).rglob("*.py"))
    if not {"versions", "packs"} & set(file.relative_to(ROOT).parts)
]
LONGEST_MODULE, LONGEST_FUNCTION = 500, 60


def too_long(file: Path) -> Iterator[str]:
    text, name = file.read_text(encoding="utf-8"), file.relative_to(ROOT)
    if len(text.splitlines()) > LONGEST_MODULE:
        yield str(name)
    for node in ast.walk(ast.parse(text)):
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if is_function and (node.end_lineno or node.lineno) - node.lineno >= LONGEST_FUNCTION:
            yield f"{name}:{node.lineno}: {node.name}"


def test_sizes() -> None:
    assert MODULES
    assert [complaint for file in MODULES for complaint in too_long(file)] == []
