"""JSON Schemas of the files that people write, made from the dataclasses that read them, so that neither can drift.

A key is described by the string below its field, a mapping by the docstring of its class.
"""

from __future__ import annotations

import ast
import inspect
from dataclasses import fields, is_dataclass
from itertools import pairwise
from textwrap import dedent
from typing import Any

from linter.config import Config
from linter.rulebook.profile import Profile
from linter.rulebook.rules import FIND_BY_CHECK, RuleFile, kebab
from linter.verdict.waiver_file import WaiverFile

SHAPES: dict[str, type[Any]] = {"config": Config, "profile": Profile, "rule": RuleFile, "waivers": WaiverFile}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(name: str) -> dict[str, Any]:
    """The schema of one of `SHAPES`, as JSON values."""
    shape = SHAPES[name]
    schema = _schema_of(shape)
    if shape is RuleFile:
        _say_what_each_check_finds(schema)
    return {"$schema": _DIALECT, "title": f"draftlint {name}"} | schema


def _schema_of(shape: type[Any]) -> dict[str, Any]:
    """As pydantic makes it, with descriptions."""
    from pydantic import TypeAdapter

    schema: dict[str, Any] = TypeAdapter(shape).json_schema()
    known = {shape.__name__: schema} | schema.get("$defs", {})
    for one in _dataclasses_in(shape):
        _describe(known[one.__name__], one)
    del schema["title"]
    return schema


def _dataclasses_in(shape: type[Any]) -> set[type[Any]]:
    """A dataclass and those that its fields hold."""
    from typing import get_args, get_type_hints

    found = {shape}
    for hint in get_type_hints(shape).values():
        for part in (hint, *get_args(hint)):
            if is_dataclass(part) and isinstance(part, type):
                found |= _dataclasses_in(part)
    return found


def _describe(schema: dict[str, Any], shape: type[Any]) -> None:
    schema["description"] = inspect.cleandoc(shape.__doc__ or "")
    told = field_descriptions(shape)
    for one in fields(shape):
        described = schema["properties"][kebab(one.name)]
        described.pop("title", None)
        if one.name in told:
            described["description"] = told[one.name]


def field_descriptions(shape: type[Any]) -> dict[str, str]:
    """What the strings below the fields of a class say, by field."""
    body = ast.parse(dedent(inspect.getsource(shape))).body[0].body  # type: ignore[attr-defined]
    return {
        one.target.id: " ".join(below.value.value.split())
        for one, below in pairwise(body)
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str)
    }


def _say_what_each_check_finds(schema: dict[str, Any]) -> None:
    """The shape of `find` depends on `check`."""
    schema["allOf"] = []
    for check, shape in FIND_BY_CHECK.items():
        find = _schema_of(shape)
        schema["$defs"] |= find.pop("$defs", {}) | {shape.__name__: find}
        schema["allOf"].append(
            {
                "if": {"properties": {"check": {"const": check}}, "required": ["check"]},
                "then": {"properties": {"find": {"$ref": f"#/$defs/{shape.__name__}"}}},
            }
        )
    schema["properties"]["find"] = {"description": "What to look for; its keys depend on `check`."}
