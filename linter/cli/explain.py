"""draftlint explain"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import click

from linter.cli.options import complete_rule, config_option, language_option
from linter.config import LoadedConfig, default_config, find_config, load_config
from linter.rulebook.paths import rule_paths
from linter.rulebook.rules import FixPlan, Rule
from linter.rulebook.schema import read_rule

_WORDS = {
    "ko": {
        "why": "왜",
        "advice": "이렇게",
        "severity": "무게",
        "source": "근거",
        "flags": "걸리는 글",
        "passes": "걸리지 않는 글",
        "off": "끄는 법",
        "kinds": "적용",
        "all": "모든 글",
        "fix": "draftlint fix",
        "insert": "문장을 넣습니다: {text}",
        "move-up": "문단을 글 첫머리로 옮깁니다",
        "mask": "값을 가립니다",
        "reword": "몇 가지 표현을 바꿔 씁니다",
        "unsafe": " (--unsafe)",
    },
    "en": {
        "why": "Why",
        "advice": "Instead",
        "severity": "Severity",
        "source": "Source",
        "flags": "Flagged",
        "passes": "Passed",
        "off": "Turn it off",
        "kinds": "Applies to",
        "all": "every draft",
        "fix": "draftlint fix",
        "insert": "inserts the line: {text}",
        "move-up": "moves the paragraph to the opening",
        "mask": "masks the value",
        "reword": "rewords some of what is found",
        "unsafe": " (--unsafe)",
    },
}


@click.command()
@click.argument("rule_id", metavar="RULE", shell_complete=complete_rule)
@config_option("Also know the rules of this configuration.")
@language_option("Language of the explanation.")
def explain(rule_id: str, config: Path | None, lang: str) -> None:
    """Tell what a rule is for, why, by whose word, with examples, and how to turn it off.

    \b
    draftlint explain confidential/deal
    """
    paths = rule_paths(configured(config).folders(configured(config).config.rules_from, "rules-from"))
    if rule_id not in paths:
        close = difflib.get_close_matches(rule_id, paths, n=1, cutoff=0.4)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise click.UsageError(f"There is no rule {rule_id}.{hint} `draftlint rules` lists them all.")
    click.echo(_page(read_rule(paths[rule_id], rule_id), language(lang)), nl=False)


def configured(path: Path | None) -> LoadedConfig:
    """The configuration that is given, else the one that holds here."""
    found = path or find_config(Path.cwd())
    return load_config(found) if found else default_config(Path.cwd())


def language(lang: str) -> str:
    """The language asked for, else the terminal's."""
    if lang != "auto":
        return lang
    import os

    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ko" if spoken.startswith("ko") else "en"


def _page(rule: Rule, lang: str) -> str:
    words, file = _WORDS[lang], rule.file
    parts = [
        f"{click.style(rule.id, bold=True)}: {file.title.in_language(lang)}",
        f"{words['why']}: {file.why.in_language(lang)}",
        f"{words['advice']}: {file.advice.in_language(lang)}",
        f"{words['severity']}: {file.severity}    {words['kinds']}: {', '.join(file.kinds) or words['all']}",
        *_fix(file.fix, words, lang),
        f"{words['source']}:\n" + "\n".join(f"  - {line}" for line in file.source),
        f"{words['flags']}:\n" + "\n".join(_example(text) for text in file.examples.flags),
        f"{words['passes']}:\n" + "\n".join(_example(text) for text in file.examples.passes),
        f"{words['off']}:\n  .draftlint.yaml → rules: {{{rule.id}: off}}\n  {_comment(rule.id, lang)}",
    ]
    return "\n\n".join(parts) + "\n"


def _fix(plan: FixPlan | None, words: dict[str, str], lang: str) -> Iterator[str]:
    if plan is None:
        return
    text = plan.insert.in_language(lang) if plan.insert else ""
    way = "insert" if plan.insert else "move-up" if plan.move_up else "mask" if plan.mask else "reword"
    yield f"{words['fix']}: {words[way].replace('{text}', text)}{'' if plan.safe else words['unsafe']}"


def _comment(rule_id: str, lang: str) -> str:
    return f"<!-- draftlint: allow {rule_id} -- {'이유' if lang == 'ko' else 'the reason'} -->"


def _example(text: str) -> str:
    first, *rest = text.strip().split("\n")
    return "\n".join([f"  - {first}", *(f"    {line}" for line in rest)])
