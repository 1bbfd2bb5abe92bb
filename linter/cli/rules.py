"""draftlint rules"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linter.cli.explain import configured, language
from linter.cli.options import complete_rule, config_option, language_option, profiles_option
from linter.config import LoadedConfig
from linter.rulebook.load import load_rules
from linter.rulebook.paths import profile_paths, rule_paths
from linter.rulebook.profile import select

if TYPE_CHECKING:
    from linter.rule_testing import Outcome
    from linter.rulebook.list_review import Complaint

_WORDS = {
    "ko": {
        "failed": "실패",
        "warning": "주의",
        "tried": "규칙 {rules}개, 예시 {examples}개, 낱말 {rows}줄을 시험했습니다: 실패 {failures}건, "
        "주의 {warnings}건.",
        "stopped": "위 잘못을 고치면 예시도 시험합니다.",
        "nothing": "시험할 회사 규칙이나 낱말 목록이 없습니다. 설정에 rules-from이나 lexicons를 적거나, "
        "폴더를 주세요: draftlint rules --test compliance",
    },
    "en": {
        "failed": "FAILED",
        "warning": "warning",
        "tried": "Tested {rules} rules, {examples} examples, {rows} rows: {failures} failed, {warnings} warnings.",
        "stopped": "The examples are run once this is put right.",
        "nothing": "There are no rules or word lists of your own to test. Name their folders in the configuration "
        "(rules-from, lexicons), or give one: draftlint rules --test compliance",
    },
}


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--test", "tests", is_flag=True, help="Run the examples of your own rules and look at your word lists.")
@click.option(
    "--rule",
    "only",
    multiple=True,
    metavar="RULE",
    help="With --test: only this rule, bundled ones too; may be repeated.",
    shell_complete=complete_rule,
)
@profiles_option("Show the rules under this profile; may be repeated.  [default: as configured]")
@config_option("Use this configuration instead of the nearest .draftlint.yaml.")
@language_option("Language of the titles.")
def rules(
    folder: Path | None,
    tests: bool,
    only: tuple[str, ...],
    profiles: tuple[str, ...],
    config: Path | None,
    lang: str,
) -> None:
    """List all rules, with the severity that each has under a profile; or test those of your own.

    \b
    draftlint rules
    draftlint rules --profile sponsored-post
    draftlint rules --test compliance
    """
    loaded = configured(config)
    if tests:
        _test(loaded, only, folder, _WORDS[language(lang)])
    elif only or folder:
        raise click.UsageError("A folder and --rule go with --test: draftlint rules --test compliance")
    if profiles:
        loaded = replace(loaded, config=replace(loaded.config, profiles=list(profiles)), text="")
    _list(loaded, language(lang))


def _list(loaded: LoadedConfig, lang: str) -> None:
    folders = loaded.folders(loaded.config.rules_from, "rules-from")
    known = load_rules(rule_paths(folders))
    paths = profile_paths(folders)
    selection = select(loaded, known, paths)
    width = max(map(len, known))
    click.echo(f"{'RULE':<{width}}  {'SEVERITY':<8}  {'CHECK':<9}  TITLE")
    for rule_id, rule in known.items():
        severity = selection.severities.get(rule_id)
        columns = f"{rule_id:<{width}}  {str(severity) if severity else 'off':<8}  {rule.file.check:<9}"
        line = f"{columns}  {rule.file.title.in_language(lang)}"
        click.echo(click.style(line, dim=severity is None))
    click.echo(f"\nprofiles: {', '.join(loaded.config.profiles)}    (there are: {', '.join(sorted(paths))})", err=True)


def _test(loaded: LoadedConfig, only: tuple[str, ...], folder: Path | None, words: dict[str, str]) -> None:
    """Print what failed, then the counts, and end: 0 where nothing failed, else 1."""
    from linter.rule_testing import run_tests

    outcome = run_tests(loaded, only, folder)
    if not (outcome.rules or outcome.rows or outcome.complaints):
        raise click.UsageError(words["nothing"])
    for complaint in outcome.complaints:
        click.echo(_shown(complaint, words))
    click.echo(_summary(outcome, words))
    sys.exit(1 if outcome.failures else 0)


def _shown(complaint: Complaint, words: dict[str, str]) -> str:
    head = (
        click.style(words["warning"], fg="yellow") if complaint.is_warning else click.style(words["failed"], fg="red")
    )
    path, here = Path(complaint.path), Path.cwd()
    place = str(path.relative_to(here) if path.is_relative_to(here) else path)
    place += f":{complaint.line}" if complaint.line else ""
    first, *rest = complaint.message.split("\n")
    return "\n".join([f"{head}  {place}: {first}", *(f"    {line}" for line in rest)])


def _summary(outcome: Outcome, words: dict[str, str]) -> str:
    failures = len(outcome.failures)
    counts = words["tried"].format(
        rules=outcome.rules,
        examples=outcome.examples,
        rows=outcome.rows,
        failures=failures,
        warnings=len(outcome.complaints) - failures,
    )
    return counts + (f" {words['stopped']}" if outcome.stops_examples else "")
