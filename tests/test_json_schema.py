"""The JSON Schemas: right for all that is bundled, and no looser than the program."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from linter.cli import cli
from linter.json_schema import SHAPES, json_schema
from linter.resources import bundled
from linter.rulebook.paths import profile_paths, rule_paths
from linter.rulebook.rules import kebab

FILES = [
    *(("rule", path) for path in rule_paths().values()),
    *(("profile", path) for path in profile_paths().values()),
    ("config", bundled("rules") / "template.draftlint.yaml"),
    *(("config", path) for path in sorted(Path(__file__).parent.parent.glob("fixtures/*/.draftlint.yaml"))),
]
VALIDATORS = {name: Draft202012Validator(json_schema(name)) for name in SHAPES}


@pytest.mark.parametrize(("name", "path"), FILES, ids=[f"{path.parent.name}/{path.stem}" for _, path in FILES])
def test_every_file_that_comes_with_draftlint_fits_its_schema(name: str, path: Path) -> None:
    document = yaml.safe_load(path.read_text("utf-8"))
    assert [error.message for error in VALIDATORS[name].iter_errors(document)] == []


@pytest.mark.parametrize("name", SHAPES)
def test_a_schema_is_itself_valid_and_describes_every_key(name: str) -> None:
    schema = json_schema(name)
    Draft202012Validator.check_schema(schema)
    assert [key for key, value in schema["properties"].items() if not value.get("description")] == []
    assert list(schema["properties"]) == [kebab(one.name) for one in fields(SHAPES[name])]


RULE: dict[str, Any] = yaml.safe_load(rule_paths()["confidential/marking"].read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("config", {"competitor": []}),
        ("config", {"kind": "private"}),
        ("config", {"rules": {"a/b": "fatal"}}),
        ("config", {"company": {"name": []}}),
        ("profile", {"rules": {}}),
        ("rule", RULE | {"severity": "fatal"}),
        ("rule", RULE | {"find": {"any": ["a"], "anny": []}}),
        ("rule", {key: value for key, value in RULE.items() if key != "source"}),
    ],
)
def test_what_the_program_refuses_the_schema_refuses(name: str, document: object) -> None:
    assert not VALIDATORS[name].is_valid(document)


def test_the_command_prints_the_schema() -> None:
    done = CliRunner().invoke(cli, ["schema", "rule"])
    assert json.loads(done.stdout) == json_schema("rule")
