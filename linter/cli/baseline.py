"""draftlint baseline"""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import click

from linter.acceptance import Stock
from linter.api import Linter
from linter.cli import USAGE
from linter.cli.check import CLEAN, FOUND, problem_exit_code, tell_problems
from linter.cli.explain import language
from linter.cli.options import config_option, language_option
from linter.cli.wording import findings
from linter.problem_wording import told_in
from linter.register import shown
from linter.verdict.baseline import Key, let_git_join, write_baseline

_WORDS = {
    "ko": {
        "recorded": "{file}에 {n}을 기록했습니다. 이제 draftlint check는 새로 걸린 것만 셉니다.",
        "grown": "{file}에 {n}을 더했습니다. 모두 {all}입니다.",
        "pruned": "{file}에서 이제는 걸리지 않는 {n}을 지웠습니다. {all}이 남았습니다.",
        "same": "바뀐 것이 없습니다. {file}에 {all}이 있습니다.",
        "nothing": "기록할 것이 없습니다.",
        "barred": "{n}은 기준선에 넣을 수 없어 뺐습니다. 글에서 지우거나, 승인을 받아 draftlint waive로 적으세요.",
        "elsewhere": "{n}은 다른 설정 아래에 있습니다. 그 폴더에서 draftlint baseline을 실행하세요.",
        "git": "여러 브랜치의 기준선을 git이 줄 단위로 합치도록 {file}에 한 줄을 더했습니다. 함께 커밋하세요.",
        "refused": "{file}이 이미 있고, 거기에 없는 {n}이 걸립니다. 무엇인지는 draftlint check가 보여 줍니다. "
        "살펴본 뒤 --grow로 더하세요. 이제는 걸리지 않는 것은 --prune이 지웁니다.",
        "missing": "기준선 {file}이 없습니다. draftlint baseline으로 만드세요.",
        "check": "{file}에 이제는 걸리지 않는 {n}이 있습니다. draftlint baseline --prune으로 지우세요.",
        "fresh": "{file}의 {all}이 모두 아직 걸립니다.",
    },
    "en": {
        "recorded": "Recorded {n} in {file}. From now on, draftlint check counts only what is new.",
        "grown": "Added {n} to {file}, which now holds {all}.",
        "pruned": "Dropped {n} no longer there from {file}, which now holds {all}.",
        "same": "Nothing has changed: {file} holds {all}.",
        "nothing": "There is nothing to record.",
        "barred": "Not recorded, as no baseline may hold this: {n}. Take it out of the drafts, or have it approved "
        "(draftlint waive).",
        "elsewhere": "Not recorded, as it is under another configuration: {n}. Run draftlint baseline in its folder.",
        "git": "Added a line to {file}, so that git joins the baselines of different branches; commit it too.",
        "refused": "{file} is there already and lacks {n}; draftlint check shows what is new. Once you have looked, "
        "--grow adds it. --prune drops what is no longer there.",
        "missing": "There is no baseline {file}; draftlint baseline records one.",
        "check": "{file} holds {n} no longer there; draftlint baseline --prune drops that.",
        "fresh": "All is still there: {file} holds {all}.",
    },
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@config_option("Use this configuration instead of the nearest .draftlint.yaml.")
@click.option(
    "--baseline",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Keep the baseline here.  [default: .draftlint-baseline beside the configuration]",
)
@click.option("--prune", is_flag=True, help="Drop what is no longer found; add nothing.")
@click.option("--grow", is_flag=True, help="Add what is new to a baseline that is there already.")
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if --prune would drop something."
)
@language_option("Language of what is said.")
def baseline(
    paths: tuple[Path, ...],
    config: Path | None,
    file: Path | None,
    prune: bool,
    grow: bool,
    only_check: bool,
    lang: str,
) -> None:
    """Record what is found today, so that draftlint check counts only what is new.

    Without PATHS, the drafts here and below. Of the drafts that are not among PATHS, what is recorded stays.

    \b
    draftlint baseline            record what is found today
    draftlint baseline --prune    drop what is no longer found
    draftlint baseline --check    for a gate: is everything recorded still there?
    """
    if only_check and (prune or grow):
        raise click.UsageError("--check changes nothing; it can't be combined with --prune or --grow.")
    stock = Linter(config, jobs=os.cpu_count() or 1, remembers=True, baseline=file).take_stock(paths or (Path(),))
    spoken = language(lang)
    is_there = stock.baseline.path.is_file()
    if (only_check or prune) and not is_there:
        raise click.UsageError(_WORDS[spoken]["missing"].format(file=shown(stock.baseline.path)))
    tell_problems(told_in(stock.report, spoken))
    code = _check(stock, spoken) if only_check else _record(stock, spoken, prune=prune, grow=grow or not is_there)
    sys.exit(problem_exit_code(stock.report) or code)


def _check(stock: Stock, lang: str) -> int:
    stale = stock.stale
    for key, number in sorted(stale.items()):
        click.echo(f"{key.path}  {key.rule}  {findings(number, lang)}")
    _say("check" if stale else "fresh", lang, stock.baseline.path, stale, stock.baseline.counts)
    return FOUND if stale else CLEAN


def _record(stock: Stock, lang: str, *, prune: bool, grow: bool) -> int:
    file, old = stock.baseline.path, stock.baseline.counts
    if stock.new and not grow and not prune:
        _say("refused", lang, file, stock.new, old)
        return USAGE
    kept = old - stock.stale if prune else old
    new = kept | stock.current if grow else kept
    if (prune or grow) and (new or old):
        write_baseline(file, new)
    if prune and stock.stale:
        _say("pruned", lang, file, stock.stale, new if not grow else kept)
    if grow and stock.new:
        _say("grown" if old else "recorded", lang, file, stock.new, new)
    if new == old:
        _say("same" if old else "nothing", lang, file, Counter(), new)
    _tell_what_is_left_out(stock, lang)
    attributes = let_git_join(file) if new else None
    if attributes:
        _say("git", lang, attributes, Counter(), new)
    return CLEAN


def _tell_what_is_left_out(stock: Stock, lang: str) -> None:
    for name, number in (("barred", stock.barred), ("elsewhere", stock.elsewhere)):
        if number:
            click.echo(_WORDS[lang][name].format(n=findings(number, lang)), err=True)


def _say(name: str, lang: str, file: Path, some: Counter[Key], all_of_them: Counter[Key]) -> None:
    sentence = _WORDS[lang][name]
    n, total = findings(some.total(), lang), findings(all_of_them.total(), lang)
    click.echo(sentence.format(file=shown(file), n=n, all=total), err=True)
