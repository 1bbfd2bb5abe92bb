"""What other programs call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from linter.config import InlineAllow, find_config
from linter.discovery import Rulebooks, find_drafts, known_suffixes
from linter.engine import check_drafts, secrets_of
from linter.errors import DraftError, GitError
from linter.findings import mask, rule_summary
from linter.model import Draft, Finding, Fixed, Problem, Report, RuleSummary, Severity
from linter.readers import read_bytes, read_content
from linter.run import Runner
from linter.text.korean import Morphology

if TYPE_CHECKING:  # none of it is needed for a single draft
    from datetime import date

    from linter.acceptance import Acceptance, Stock
    from linter.fixing.mend import Wanted
    from linter.git import Change
    from linter.register import Register
    from linter.verdict.waivers import Waiver


class Linter:
    """Checks and fixes drafts under one configuration file, or under the one that is found upward from each draft.

    `lang` is the language of messages: `ko`, `en`, or `auto` (that of each draft). `jobs` is the number of processes
    that share many files. With `remembers`, drafts that have not changed since an earlier run are not judged again.
    With `follows_gitignore`, what git ignores in a folder is left out; a file that is named itself never is.
    With `keeps_texts`, the report carries the texts of drafts with findings, secrets masked.
    Kiwi, once loaded, is kept.

    What waivers and the baseline hold is marked, not left out. `baseline` is read instead of the one beside each
    configuration; with `uses_baseline=False` none is. `inline_allow=False` is for a gate where comments in a draft
    silence nothing. `today` is the day that waivers are held against, by default that of each run.
    """

    def __init__(
        self,
        config: Path | None = None,
        profiles: Sequence[str] = (),
        lang: str = "auto",
        *,
        jobs: int = 1,
        remembers: bool = False,
        inline_allow: InlineAllow = True,
        uses_baseline: bool = True,
        baseline: Path | None = None,
        today: date | None = None,
        follows_gitignore: bool = True,
        keeps_texts: bool = False,
    ) -> None:
        self._rulebooks = Rulebooks(config, profiles, inline_allow)
        self._uses_baseline, self._baseline, self._today = uses_baseline, baseline, today
        self._lang = lang
        self._morphology = Morphology()
        self._jobs, self._remembers, self._keeps_texts = jobs, remembers, keeps_texts
        self._follows_gitignore = follows_gitignore

    def check_text(self, text: str, name: str = "draft.md") -> Report:
        """Judge a text as if it stood in a file of that name. Raises DraftlintError for a text that can't be read."""
        return self.check_bytes(text.encode("utf-8", "surrogatepass"), name)

    def check_bytes(self, data: bytes, name: str) -> Report:
        return self._judge_draft(read_bytes(data, name))

    def _judge_draft(self, draft: Draft) -> Report:
        rulebook = self._rulebooks.of(Path(draft.path))
        report = check_drafts([(draft, rulebook)], self._lang, morphology=self._morphology)
        texts = {}
        if report.findings and self._keeps_texts:
            texts[draft.path] = self.masked(draft, report.findings)
        return self._marked(replace(report, rules=self._summaries(report.findings), texts=texts))

    def check_paths(
        self, paths: Iterable[Path], *, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Report:
        """Judge files and folders. What can't be read is a problem of the report; the other drafts are still judged.

        Raises ConfigError, RuleError or LexiconError where the rules themselves can't be used.
        """
        listed = list(paths)
        return self._marked(self._judge(listed, progress), listed)

    def take_stock(
        self, paths: Sequence[Path], *, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Stock:
        """What could be recorded in the baseline of the first path, beside what is. Raises as `check_paths` does."""
        return self._acceptance().stock(self._judge(paths, progress), paths)

    def standings(self, path: Path) -> list[tuple[Waiver, int]]:
        """Each waiver of the configuration at a path, and how many findings below its folder it is for."""
        folder = self.register(path).folder
        return self._acceptance().standings(self._judge([folder], lambda done, total: None), path)

    def register(self, path: Path) -> Register:
        """The waivers and the baseline that hold for a draft. Raises ConfigError with file and line."""
        return self._acceptance().register(path)

    def _marked(self, report: Report, checked: Sequence[Path] = ()) -> Report:
        """The report with what is accepted marked. Most projects have accepted nothing, and load nothing for it."""
        configurations = [rulebook.loaded for rulebook in self._rulebooks.used()]
        if not self._baseline and not any(
            one.waivers_file.exists() or one.baseline_file.exists() for one in configurations
        ):
            return report
        return self._acceptance().applied(report, checked)

    def _acceptance(self) -> Acceptance:
        from linter.acceptance import Acceptance

        return Acceptance(self._rulebooks, self._lang, self._uses_baseline, self._baseline, self._today)

    def _judge(self, paths: Iterable[Path], progress: Callable[[int, int], None]) -> Report:
        files, problems, notes = self._find(paths)
        return self._report(self._runner(read_content), files, problems, notes, progress)

    def check_changes(
        self,
        changes: Iterable[Change],
        paths: Sequence[Path] = (),
        *,
        whole_files: bool = False,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Report:
        """Judge the drafts among changes that `linter.git` tells of, at or below `paths` where there are any.

        The findings are those on changed lines and those about what a draft lacks; with `whole_files`, all. Raises
        GitError, ConfigError, RuleError or LexiconError.
        """
        from linter.changes import chosen, gone, new_findings

        changes = list(changes)
        drafts = chosen(changes, paths, self._rulebooks)
        problems = [_missing(path) for path in gone(paths, changes)]
        staged = {change.path: change.staged_content() for change in drafts if change.blob is not None}
        runner = self._runner(staged.__getitem__ if staged else read_content)
        report = self._report(runner, [change.path for change in drafts], problems, [], progress)
        if not whole_files:
            report = replace(report, findings=tuple(new_findings(report.findings, drafts, runner)))
        return self._marked(report)

    def _runner(self, contents: Callable[[Path], bytes]) -> Runner:
        return Runner(
            self._rulebooks, self._lang, self._morphology, self._jobs, self._remembers, contents, self._keeps_texts
        )

    def _report(
        self,
        runner: Runner,
        files: Sequence[Path],
        problems: list[Problem],
        notes: list[str],
        progress: Callable[[int, int], None],
    ) -> Report:
        outcomes = runner.run(files, progress)
        findings = sorted((f for outcome in outcomes for f in outcome.findings), key=lambda f: f.sort_key)
        problems += [problem for outcome in outcomes for problem in outcome.problems]
        by_path = {str(file): outcome for file, outcome in zip(files, outcomes, strict=True)}
        judged = [path for path, outcome in by_path.items() if outcome.told is not None]
        notes += [note for file in files[:1] for note in self._rulebooks.of(file).notes]
        return Report(
            drafts=len(judged),
            findings=tuple(findings),
            problems=tuple(problems),
            notes=tuple(notes),
            paths=tuple(judged),
            rules=self._summaries(findings),
            texts={path: outcome.text for path, outcome in by_path.items() if outcome.text is not None},
        )

    def _summaries(self, findings: Iterable[Finding]) -> dict[str, RuleSummary]:
        """The rules that found something. What draftlint says of its own comments comes from no rule."""
        paths = {finding.rule: Path(finding.path) for finding in findings}
        rulebooks = {rule_id: self._rulebooks.of(path) for rule_id, path in sorted(paths.items())}
        return {
            rule_id: rule_summary(rulebook.rule(rule_id), rulebook)
            for rule_id, rulebook in rulebooks.items()
            if rulebook.has(rule_id)
        }

    def masked(self, draft: Draft, findings: Sequence[Finding]) -> str:
        """The source of a draft, the secrets unreadable that these findings of it are about."""
        return mask(draft.source, secrets_of(findings, self._rulebooks.of(Path(draft.path))))

    def fix_bytes(self, data: bytes, name: str, wanted: Wanted) -> Fixed:
        """Fix a draft that is no file: of its findings those that are wanted and have a fix. Raises DraftError."""
        from linter.fixer import fix_bytes  # `check` needs none of it

        rulebook = self._rulebooks.of(Path(name))
        return fix_bytes(data, name, rulebook, wanted, self._lang, lambda draft: self._judge_draft(draft).findings)

    def fix_paths(
        self,
        paths: Iterable[Path],
        wanted: Wanted,
        *,
        writes: bool = True,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> tuple[list[Fixed], Report]:
        """Fix files and folders, and what is left to report. Without `writes` the files stay as they are.

        A file that can't be fixed is a problem of the report. Raises ConfigError, RuleError or LexiconError.
        """
        from linter.fixing.rewrite import rewrite

        report = self.check_paths(paths, progress=progress)
        fixed: dict[str, Fixed] = {}
        problems = list(report.problems)
        for path in dict.fromkeys(f.path for f in report.findings if f.suppressed is None):
            try:
                data = read_content(Path(path))
                one = self.fix_bytes(data, path, wanted)
                if writes and one.data != data:
                    rewrite(Path(path), one.data)
                fixed[path] = one
            except DraftError as problem:
                problems.append(Problem(path, problem.message, problem.hint, problem.line))
        left = [f for f in report.findings if f.path not in fixed] + [f for one in fixed.values() for f in one.left]
        left.sort(key=lambda f: f.sort_key)
        return list(fixed.values()), replace(report, findings=tuple(left), problems=tuple(problems))

    def reload(self) -> None:
        """Read configurations, rules and word lists again when they are next needed; Kiwi stays."""
        find_config.cache_clear()
        known = self._rulebooks
        self._rulebooks = Rulebooks(known.config, known.profiles, known.inline_allow)

    def rules_for(self, path: Path) -> frozenset[str]:
        """The ids of the rules that count for a draft."""
        return frozenset(rule.id for rule in self._rulebooks.of(path).rules)

    def fail_on(self, paths: Sequence[Path]) -> Severity:
        """From which severity on a finding counts, by the configuration of the first path."""
        first = paths[0] if paths else Path()
        folder = first if first.is_dir() else first.parent
        return Severity.named(self._rulebooks.loaded(folder).config.fail_on)

    def _find(self, paths: Iterable[Path]) -> tuple[list[Path], list[Problem], list[str]]:
        """The files to judge, each once; what is wrong with a path; what to mention."""
        files: dict[Path, None] = {}
        problems: list[Problem] = []
        notes: list[str] = []
        for path in paths:
            if not path.exists():
                problems.append(_missing(path))
                continue
            found = list(find_drafts(path, lambda folder: self._ignored(folder, notes)))
            if not found:
                hint = f"draftlint reads {known_suffixes()}, but not what git ignores"
                problems.append(Problem(str(path), "there is no draft in this folder", hint))
            for file in found:
                if not self._rulebooks.of(file).loaded.excludes(file):
                    files[file] = None
                elif file == path:
                    notes.append(f"{file}: left out, as the configuration excludes it")
        return list(files), problems, notes

    def _ignored(self, folder: Path, notes: list[str]) -> Collection[Path]:
        """What git ignores below a folder; where it can't say, everything is read, and that is mentioned."""
        if not self._follows_gitignore:
            return ()
        from linter.git import ignored_below

        try:
            return ignored_below(folder)
        except GitError as problem:
            notes.append(f"{folder}: .gitignore is not followed: {problem.message}")
            return ()


def _missing(path: Path) -> Problem:
    return Problem(str(path), "no such file or folder")


def check_text(text: str, name: str = "draft.md", config: Path | None = None) -> Report:
    """Judge one text. See `Linter.check_text`."""
    return Linter(config).check_text(text, name)


def check_paths(paths: Iterable[Path], config: Path | None = None) -> Report:
    """Judge files and folders. See `Linter.check_paths`."""
    return Linter(config).check_paths(paths)
