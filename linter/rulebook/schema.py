"""Read one rule file into a Rule, or say what is wrong with it and where."""

from __future__ import annotations

from pathlib import Path

import regex

from linter.errors import RuleError
from linter.rulebook.rules import FIND_BY_CHECK, FixPlan, PatternFind, Rule, RuleFile
from linter.yaml_source import YamlSource


def read_rule(path: Path, rule_id: str) -> Rule:
    """The rule in a file. Raises RuleError with file and line."""
    source = YamlSource(read_utf8(path), path, RuleError)
    if not isinstance(source.value, dict):
        raise source.refuse("a rule file is a mapping of keys")
    file = source.checked(RuleFile)
    find = source.checked(FIND_BY_CHECK[file.check], under="find")
    if isinstance(find, PatternFind):
        for index, shape in enumerate(find.shapes):
            _check_expression(source, shape.match, shape.label, ["find", "shapes", index, "match"])
    if file.fix is not None:
        _check_fix(source, file.fix)
    return Rule(rule_id, str(path), file, find)


def _check_fix(source: YamlSource, fix: FixPlan) -> None:
    ways = {"insert": fix.insert, "move-up": fix.move_up, "mask": fix.mask, "reword": fix.reword}
    if sum(map(bool, ways.values())) != 1:
        raise source.refuse(f"a fix has exactly one of {', '.join(ways)}", ["fix"])
    for name, replacements in (("mask", fix.mask), ("reword", fix.reword)):
        for index, replacement in enumerate(replacements):
            _check_expression(source, replacement.match, replacement.match, ["fix", name, index, "match"])


def _check_expression(source: YamlSource, expression: str, label: str, keys: list[str | int]) -> None:
    try:
        regex.compile(expression)
    except regex.error as problem:
        raise source.refuse(f"'{label}' is not a regular expression: {problem}", keys) from None


def read_utf8(path: Path) -> str:
    """A file of ours, as text. Raises RuleError."""
    try:
        return path.read_text("utf-8-sig")
    except OSError as problem:
        raise RuleError(f"can't be read: {problem.strerror}", path=path) from None
    except UnicodeDecodeError as problem:
        raise RuleError(
            "is not UTF-8", path=path, hint=f"byte {problem.start} can't be decoded; save the file as UTF-8"
        ) from None
