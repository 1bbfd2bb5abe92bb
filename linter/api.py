"""What other programs call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from linter.discovery import Rulebooks, find_drafts, known_suffixes
from linter.engine import check_drafts, secrets_of
from linter.findings import mask, rule_summary
from linter.model import Finding, Problem, Report, RuleSummary, Severity
from linter.readers import read_bytes
from linter.run import Runner
from linter.text.korean import Morphology


class Linter:
    """Checks drafts under one configuration file, or under the one that is found upward from each draft.

    `lang` is the language of messages: `ko`, `en`, or `auto` (that of each draft). `jobs` is the number of processes
    that share many files. With `remembers`, drafts that have not changed since an earlier run are not judged again.
    With `keeps_texts`, the report carries the texts of drafts with findings, secrets masked.
    Kiwi, once loaded, is kept.
    """

    def __init__(
        self,
        config: Path | None = None,
        profiles: Sequence[str] = (),
        lang: str = "auto",
        *,
        jobs: int = 1,
        remembers: bool = False,
        keeps_texts: bool = False,
    ) -> None:
        self._rulebooks = Rulebooks(config, profiles)
        self._lang = lang
        self._morphology = Morphology()
        self._jobs, self._remembers, self._keeps_texts = jobs, remembers, keeps_texts

    def check_text(self, text: str, name: str = "draft.md") -> Report:
        """Judge a text as if it stood in a file of that name. Raises DraftlintError for a text that can't be read."""
        return self.check_bytes(text.encode("utf-8", "surrogatepass"), name)

    def check_bytes(self, data: bytes, name: str) -> Report:
        draft, rulebook = read_bytes(data, name), self._rulebooks.of(Path(name))
        report = check_drafts([(draft, rulebook)], self._lang, morphology=self._morphology)
        texts = {}
        if report.findings and self._keeps_texts:
            texts[name] = mask(draft.source, secrets_of(report.findings, rulebook))
        return replace(report, rules=self._summaries(report.findings), texts=texts)

    def check_paths(
        self, paths: Iterable[Path], *, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Report:
        """Judge files and folders. What can't be read is a problem of the report; the other drafts are still judged.

        Raises ConfigError, RuleError or LexiconError where the rules themselves can't be used.
        """
        files, problems, notes = self._find(paths)
        runner = Runner(self._rulebooks, self._lang, self._morphology, self._jobs, self._remembers, self._keeps_texts)
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
                problems.append(Problem(str(path), "no such file or folder"))
                continue
            found = list(find_drafts(path))
            if not found:
                hint = f"draftlint reads {known_suffixes()}"
                problems.append(Problem(str(path), "there is no draft in this folder", hint))
            for file in found:
                if not self._rulebooks.of(file).loaded.excludes(file):
                    files[file] = None
                elif file == path:
                    notes.append(f"{file}: left out, as the configuration excludes it")
        return list(files), problems, notes


def check_text(text: str, name: str = "draft.md", config: Path | None = None) -> Report:
    """Judge one text. See `Linter.check_text`."""
    return Linter(config).check_text(text, name)


def check_paths(paths: Iterable[Path], config: Path | None = None) -> Report:
    """Judge files and folders. See `Linter.check_paths`."""
    return Linter(config).check_paths(paths)
