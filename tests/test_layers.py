"""Who may import whom: the order of the rooms, read from the imports themselves."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from linter.resources import BUILDERS

PACKAGE = Path(__file__).resolve().parent.parent / "linter"
# A module imports from its own layer and from those before it. Folders stand for all that is in them.
LAYERS = [
    {"model", "errors", "resources", "cache", "contents", "collector", "whole_file", "document", "problem_wording"},
    {"yaml_source", "text", "validators", "git"},
    {"office"},
    {"config", "readers"},
    {"rulebook", "scan"},
    {"expressed"},
    {"evidence"},
    {"matching", "scoring"},
    {"checks"},
    {"verdict"},
    {"fixing"},
    {"findings"},
    {"engine", "explanation"},
    {"discovery", "memory", "applied", "json_schema", "rereading"},
    {"run", "register", "fixer"},
    {"acceptance", "changes", "guideline", "starting"},
    {"api", "live"},
    {"watching", "rule_testing", "lsp", "review"},
    {"cli", "process", "__init__", "__main__"},
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))
APART = ("readers", "checks", "reporters")
# What several output formats share; they are no formats.
SHARED = {
    f"linter.reporters.{name}"
    for name in ("addresses", "controls", "fingerprints", "fixes", "languages", "markup", "places", "suppressions")
}


def room(dotted: str) -> str:
    return dotted.split(".")[1] if "." in dotted else "__init__"


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "linter":
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names if name.name.split(".")[0] == "linter"}
    return found


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_imports_upward(path: Path) -> None:
    mine = room(dotted(path))
    for module in imports(path):
        theirs = room(module)
        if mine == "reporters":
            assert theirs in ("model", "reporters"), f"{mine} imports {module}"
        elif theirs == "reporters":
            assert mine in ("cli", "guideline", "document", "review"), f"{mine} imports {module}"
        else:
            assert LEVEL[theirs] <= LEVEL[mine], f"{mine} imports {module}"


@pytest.mark.parametrize("folder", APART)
def test_siblings_do_not_import_each_other(folder: str) -> None:
    for path in (PACKAGE / folder).glob("*.py"):
        if path.stem != "__init__":
            siblings = {module for module in imports(path) if module.startswith(f"linter.{folder}.")}
            assert siblings <= SHARED, path


def test_only_the_korean_module_knows_kiwi_and_only_resources_knows_where_data_lies() -> None:
    for path in MODULES:
        text = path.read_text("utf-8")
        if path.name != "korean.py":
            assert "import kiwipiepy" not in text
            assert "from kiwipiepy" not in text
        if path.name != "resources.py":
            assert "bundled/" not in text


def test_whatever_builds_a_rulebook_is_part_of_its_name_in_the_cache() -> None:
    named = {file for name in BUILDERS for file in [PACKAGE / name, *(PACKAGE / name).rglob("*.py")]}
    reached, to_read = set[Path](), [PACKAGE / "rulebook" / "rulebook.py"]
    while to_read:
        path = to_read.pop()
        if path not in reached:
            reached.add(path)
            to_read += [file for module in imports(path) if (file := source_of(module))]
    assert len(reached) > 10
    assert reached <= named


def source_of(module: str) -> Path | None:
    place = PACKAGE.parent.joinpath(*module.split("."))
    return next((file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()), None)
