"""Read one rule file into a Rule, or say what is wrong with it and where."""

from __future__ import annotations

from pathlib import Path

import regex

from linter.errors import RuleError
from linter.rulebook.rules import FIND_BY_CHECK, PatternFind, Rule, RuleFile
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
            try:
                regex.compile(shape.match)
            except regex.error as problem:
                raise source.refuse(
                    f"'{shape.label}' is not a regular expression: {problem}", ["find", "shapes", index, "match"]
                ) from None
    return Rule(rule_id, str(path), file, find)


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
