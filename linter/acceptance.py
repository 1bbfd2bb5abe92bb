"""What a project has accepted, applied to the findings of a run: waivers first, then the baseline.

The one place where either silences anything. It sees findings, however they came to be: judged here, in a worker, or
recalled from an earlier run.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from linter.discovery import Rulebooks
from linter.engine import language
from linter.errors import ConfigError
from linter.findings import Place, complaint_finding
from linter.model import Draft, Finding, Report, Span
from linter.register import Keyed, Register, shown
from linter.rulebook.rulebook import Rulebook
from linter.rulebook.rules import Bilingual
from linter.verdict.baseline import Baseline, Key, read_baseline
from linter.verdict.fingerprint import composed, path_from
from linter.verdict.suppression import UNUSED_WAIVER, Complaint
from linter.verdict.waiver_file import read_waivers
from linter.verdict.waivers import Waiver

_LAPSED = Bilingual(
    "{place}: '{rule}'의 예외 승인({by})이 {until}에 끝나, 걸린 것을 다시 셉니다",
    "{place}: the waiver of '{rule}' by {by} ended on {until}; what it held counts again",
)


@dataclass(frozen=True, slots=True)
class Stock:
    """What a run found, beside what is recorded. `current` is what could be recorded today, `seen` the recorded part
    that this run could have found again. `barred` findings may not be recorded; `elsewhere` counts those under other
    configurations, which have baselines of their own."""

    report: Report
    baseline: Baseline
    current: Counter[Key]
    seen: Counter[Key]
    barred: int
    elsewhere: int

    @property
    def new(self) -> Counter[Key]:
        return self.current - self.baseline.counts

    @property
    def stale(self) -> Counter[Key]:
        return self.seen - self.current


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How what is accepted is looked up: in `baseline` instead of the file beside each configuration, or in no baseline
    at all; `today` is the day that waivers are held against, None for the day of each run."""

    rulebooks: Rulebooks
    lang: str = "auto"
    uses_baseline: bool = True
    baseline: Path | None = None
    today: date | None = None

    def register(self, path: Path) -> Register:
        """What is accepted where a draft lies. Raises ConfigError with file and line."""
        return self._register(self.rulebooks.of(path))

    def _register(self, rulebook: Rulebook) -> Register:
        file = self.baseline or rulebook.loaded.baseline_file
        recorded = read_baseline(file) if self.uses_baseline else Baseline(file)
        return Register(rulebook, _waivers(rulebook), recorded, self.today or date.today())

    def applied(self, report: Report, checked: Sequence[Path] = ()) -> Report:
        """The report with what is accepted marked, and with what is wrong with waivers.

        `checked` are the folders that were looked through: only there can a waiver be called unused.
        """
        findings: list[Finding] = []
        notes = list(report.notes)
        for register, keyed in self._grouped(report):
            marked = list(register.known(register.waived(keyed)))
            findings += [finding for finding, _ in marked]
            findings += self._unused(register, keyed, _Looked(checked, report))
            notes += _lapsed(register, marked, self.lang)
        return replace(report, findings=tuple(sorted(findings, key=lambda f: f.sort_key)), notes=tuple(notes))

    def stock(self, report: Report, checked: Sequence[Path]) -> Stock:
        """What of a report could be recorded in the baseline of the first path."""
        home = self.register(checked[0] / "_" if checked[0].is_dir() else checked[0])
        counting = {
            register.folder: [(f, key) for f, key in register.waived(keyed) if f.suppressed is None]
            for register, keyed in self._grouped(report)
        }
        mine = counting.pop(home.folder, [])
        current = Counter(key for finding, key in mine if home.is_recordable(finding))
        looked = _Looked(checked, report)
        recorded = home.baseline.counts
        seen = Counter({key: recorded[key] for key in recorded if looked.through(home.folder / key.path)})
        return Stock(
            report, home.baseline, current, seen, len(mine) - current.total(), sum(map(len, counting.values()))
        )

    def standings(self, report: Report, path: Path) -> list[tuple[Waiver, int]]:
        """Each waiver of the configuration that holds at a path, and how many findings of a report it is for."""
        home = self.register(path)
        keyed = [
            key
            for register, keyed in self._grouped(report)
            for finding, key in keyed
            if register.folder == home.folder and finding.suppressed is None
        ]
        return [(waiver, sum(waiver.holds(key) for key in keyed)) for waiver in home.waivers]

    def _grouped(self, report: Report) -> Iterator[tuple[Register, list[Keyed]]]:
        """Each register that was asked for, with the findings that are under it."""
        registers = {book.loaded.folder: self._register(book) for book in self.rulebooks.used()}
        groups: dict[Path, list[Keyed]] = {folder: [] for folder in registers}
        for name, findings in groupby(report.findings, key=lambda finding: finding.path):
            folder = self.rulebooks.of(Path(name)).loaded.folder
            groups[folder] += registers[folder].keyed(name, findings)
        return ((registers[folder], groups[folder]) for folder in registers)

    def _unused(self, register: Register, keyed: Sequence[Keyed], looked: _Looked) -> Iterator[Finding]:
        judged = {rule.id for rule in register.rulebook.rules}
        idle = [
            waiver
            for waiver in register.waivers
            if waiver.entry.rule in judged
            and looked.through(register.folder / waiver.root, in_folder=True)
            and not looked.failed_in(register.folder, waiver)
            and not any(waiver.holds(key) for _, key in keyed)
        ]
        if idle:
            text = register.waivers_file.read_bytes().decode("utf-8")
            place = Place(Draft(shown(register.waivers_file), text, "yaml", {}, ()), text)
            for waiver in idle:
                complaint = Complaint(UNUSED_WAIVER, _line_of(text, waiver.line), rule_named=waiver.entry.rule)
                spoken = language(waiver.entry.why) if self.lang == "auto" else self.lang
                yield complaint_finding(complaint, place, spoken)


def accepted(findings: Sequence[Finding], name: str, rulebook: Rulebook, today: date | None = None) -> list[Finding]:
    """The findings of one draft, what its configuration accepts marked. Raises ConfigError with file and line."""
    recorded = read_baseline(rulebook.loaded.baseline_file)
    register = Register(rulebook, _waivers(rulebook), recorded, today or date.today())
    return [finding for finding, _ in register.known(register.waived(register.keyed(name, findings)))]


class _Looked:
    """Which paths a run looked through, and where it failed to."""

    def __init__(self, checked: Sequence[Path], report: Report) -> None:
        self._folders = [composed(path) for path in checked if path.is_dir()]
        self._files = {composed(path) for path in checked if not path.is_dir()}
        self._failed = [composed(Path(problem.path)) for problem in report.problems]

    def through(self, place: Path, *, in_folder: bool = False) -> bool:
        """Whether a file, there or gone, would have been met: in a folder, or by its own name."""
        whole = composed(place)
        if whole in self._failed:
            return False
        return any(whole.is_relative_to(folder) for folder in self._folders) or (not in_folder and whole in self._files)

    def failed_in(self, folder: Path, waiver: Waiver) -> bool:
        return any(waiver.covers(path_from(folder, path)) for path in self._failed)


def _lapsed(register: Register, marked: Sequence[Keyed], lang: str) -> Iterator[str]:
    """Waivers that would hold something if their time were not over."""
    for waiver in register.waivers:
        if not waiver.is_over(register.today):
            continue
        counting = next((f for f, key in marked if f.suppressed is None and waiver.holds(key)), None)
        if counting is not None:
            sentence = _LAPSED.in_language(language(counting.message) if lang == "auto" else lang)
            entry, place = waiver.entry, f"{shown(register.waivers_file)}:{waiver.line}"
            yield sentence.format(place=place, rule=entry.rule, by=entry.by, until=entry.until)


def _waivers(rulebook: Rulebook) -> tuple[Waiver, ...]:
    file, known = rulebook.loaded.waivers_file, rulebook.known_ids
    given = read_waivers(file)
    for waiver in given:
        if waiver.entry.rule not in known:
            close = difflib.get_close_matches(waiver.entry.rule, known, n=1)
            hint = f"did you mean '{close[0]}'?" if close else "draftlint rules lists them all"
            raise ConfigError(f"no rule is called '{waiver.entry.rule}'", path=file, line=waiver.line, hint=hint)
    return given


def _line_of(text: str, number: int) -> Span:
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: number - 1]))
    line = lines[number - 1]
    return Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
