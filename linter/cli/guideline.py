"""draftlint guideline"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linter.api import Linter
from linter.cli.explain import configured, language
from linter.cli.options import complete_profile, config_option, language_option
from linter.cli.output import check_writable, is_standard_output, spare, write
from linter.config import Config, LoadedConfig
from linter.document.blocks import Document
from linter.document.text import render as render_text
from linter.document.text import unstyled
from linter.errors import DraftError
from linter.problem_wording import told_in
from linter.rulebook.load import load_rules
from linter.rulebook.paths import profile_paths, rule_paths
from linter.rulebook.profile import select

if TYPE_CHECKING:
    from linter.guideline.checklist import Checklist
    from linter.guideline.guidelines import Guideline
    from linter.rulebook.rules import Bilingual

_FORMATS = ("text", "markdown", "json", "html")


@click.command()
@click.argument("name", required=False, shell_complete=complete_profile)
@click.argument("drafts", nargs=-1, metavar="[DRAFT]...", type=click.Path(path_type=Path, exists=True))
@click.option("--list", "lists", is_flag=True, help="List the guidelines that there are.")
@click.option("--compare", metavar="NAME,NAME", help="Show guidelines side by side, by rule and by topic.")
@click.option("--export", "exports", is_flag=True, help="Write your company's own guideline, from its configuration.")
@config_option("Use this configuration instead of the nearest .draftlint.yaml.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(_FORMATS),
    help="How to show it.  [default: text; markdown with --export]",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default="-",
    metavar="FILE",
    help="Write it to a file, whole or not at all.",
)
@language_option("Language of the page; auto is the terminal's.")
def guideline(
    name: str | None,
    drafts: tuple[Path, ...],
    lists: bool,
    compare: str | None,
    exports: bool,
    config: Path | None,
    format_name: str | None,
    output: Path,
    lang: str,
) -> None:
    """Hold a guideline against drafts, clause by clause: kept, broken and where, or for a person to judge.

    NAME may be several, with commas between them. Without a draft the checklist is bare. It ends with 1 if a clause is
    broken.

    \b
    draftlint guideline ibm post.md
    draftlint guideline us-ftc,uk-asa post.md --format markdown
    draftlint guideline --list
    draftlint guideline --compare ibm,sun,bbc
    draftlint guideline --export --lang en --output GUIDELINE.md
    """
    if sum((bool(name), lists, bool(compare), exports)) != 1:
        raise click.UsageError(
            "Give one of: the NAME of a guideline, --list, --compare, --export. "
            "`draftlint guideline --list` has the names."
        )
    check_writable(output)
    spare(output, map(str, drafts))
    shown = Shown(language(lang), format_name or ("markdown" if exports else "text"), output)
    loaded = configured(config)
    if lists:
        _list(loaded, shown)
    elif compare:
        _compare(_names(compare), loaded, shown)
    elif exports:
        _export(loaded, shown)
    elif _hold(_names(str(name)), drafts, loaded, config, shown):
        sys.exit(1)


@dataclass(frozen=True, slots=True)
class Shown:
    """In which language and format something is shown, and where."""

    lang: str
    format_name: str
    output: Path

    def show(self, document: Document, values: Any = None) -> None:
        """`values` are the same for a program; without any there is no JSON."""
        if self.format_name == "json":
            if values is None:
                raise click.UsageError("There is no JSON of this; choose --format markdown, html or text.")
            text = json.dumps({"version": 1, **values}, ensure_ascii=False, indent=2) + "\n"
        elif self.format_name == "text":
            style = click.style if is_standard_output(self.output) else unstyled
            text = render_text(document, style)
        else:
            text = import_module(f"linter.document.{self.format_name}").render(document)
        if self.format_name == "text" and is_standard_output(self.output):
            click.echo(text, nl=False)  # which takes the colours out where there is no terminal
        else:
            write(text, self.output)


def _names(listed: str) -> list[str]:
    names = [name.strip() for name in listed.split(",") if name.strip()]
    return list(dict.fromkeys(names))


def _known(loaded: LoadedConfig, company: Bilingual | None = None) -> dict[str, Guideline]:
    from linter.guideline.guidelines import all_profiles

    return all_profiles(loaded.folders(loaded.config.rules_from, "rules-from"), company)


def _list(loaded: LoadedConfig, shown: Shown) -> None:
    from linter.guideline.guidelines import with_clauses
    from linter.guideline.list_page import as_values, list_page

    known = with_clauses(_known(loaded))
    shown.show(list_page(known, shown.lang), {"guidelines": as_values(known, shown.lang)})


def _compare(names: Sequence[str], loaded: LoadedConfig, shown: Shown) -> None:
    from linter.guideline.comparison import as_values, comparison_page
    from linter.guideline.guidelines import chosen

    guidelines = chosen(names, _known(loaded))
    folders = loaded.folders(loaded.config.rules_from, "rules-from")
    rules, paths = load_rules(rule_paths(folders)), profile_paths(folders)
    # What the company changed is not what the guidelines say.
    plain = {name: replace(loaded, config=Config(profiles=[name]), text="") for name in names}
    asked = {name: select(one, rules, paths).reasons for name, one in plain.items()}
    values = as_values(guidelines, asked, rules, shown.lang)
    shown.show(comparison_page(guidelines, asked, rules, shown.lang), values)


def _export(loaded: LoadedConfig, shown: Shown) -> None:
    from linter.guideline.charter import Charter, charter_page, company_of
    from linter.guideline.guidelines import followed

    folders = loaded.folders(loaded.config.rules_from, "rules-from")
    rules = load_rules(rule_paths(folders))
    selection = select(loaded, rules, profile_paths(folders))
    counting = [rule for rule in rules.values() if rule.id in selection.severities]
    guidelines = followed(loaded.config.profiles, _known(loaded, company_of(loaded.config)))
    shown.show(charter_page(Charter(loaded.config, guidelines, counting, selection), shown.lang))


def _hold(
    names: Sequence[str], drafts: Sequence[Path], loaded: LoadedConfig, config: Path | None, shown: Shown
) -> bool:
    """Show the checklist of each guideline and draft; whether a clause is broken."""
    from linter.guideline.checklist import bare
    from linter.guideline.checklist_page import as_values, checklist_page
    from linter.guideline.guidelines import chosen

    guidelines = chosen(names, _known(loaded))
    if drafts:
        checklists = list(_held(guidelines, Linter(config, names, shown.lang), drafts, shown.lang))
    else:
        checklists = [bare(guideline) for guideline in guidelines]
    shown.show(checklist_page(checklists, shown.lang), {"checklists": as_values(checklists, shown.lang)})
    return any(one.count("broken") for one in checklists)


def _held(guidelines: Sequence[Guideline], linter: Linter, drafts: Sequence[Path], lang: str) -> Iterator[Checklist]:
    """Guideline by guideline. Raises DraftError for a draft that can't be read."""
    from linter.guideline.checklist import held

    report = linter.check_paths(drafts)
    for problem in told_in(report, lang).problems:
        raise DraftError(problem.message, path=problem.path, line=problem.line, hint=problem.hint)
    for guideline in guidelines:
        for path in report.paths:
            findings = [finding for finding in report.findings if finding.path == path]
            yield held(guideline, path, findings, linter.rules_for(Path(path)))
