"""The configuration that `draftlint init` writes."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from linter.config import Config, load_config
from linter.resources import bundled
from linter.rulebook.rules import kebab

TEMPLATE = bundled("rules") / "template.draftlint.yaml"


@pytest.mark.parametrize("key", [kebab(one.name) for one in fields(Config)])
def test_the_template_has_every_key_under_a_comment_in_both_languages(key: str) -> None:
    blocks = TEMPLATE.read_text("utf-8").split("\n\n")
    (block,) = [block for block in blocks if re.search(rf"^(# )?{key}:", block, re.MULTILINE)]
    comments = "".join(line for line in block.splitlines() if line.startswith("#"))
    assert re.search("[가-힣]", comments)
    assert re.search("[A-Za-z]{3,} [a-z]{2,}", comments)


def test_the_template_can_be_used_as_it_is() -> None:
    assert load_config(TEMPLATE).config.profiles == ["corporate-blog"]
