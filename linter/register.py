"""What is accepted under one configuration, as of a day: its waivers and its baseline, held against findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from linter.engine import language
from linter.model import Finding, Suppression
from linter.rulebook.rulebook import Rulebook
from linter.rulebook.rules import Bilingual
from linter.verdict.baseline import Baseline, Key
from linter.verdict.fingerprint import path_from
from linter.verdict.waivers import Waiver

_RECORDED = Bilingual("기준선에 기록된 것", "recorded in the baseline")
Keyed = tuple[Finding, Key]


@dataclass(frozen=True, slots=True)
class Register:
    """What is accepted under one configuration, as of a day."""

    rulebook: Rulebook
    waivers: tuple[Waiver, ...]
    baseline: Baseline
    today: date

    @property
    def folder(self) -> Path:
        return self.rulebook.loaded.folder

    @property
    def waivers_file(self) -> Path:
        return self.rulebook.loaded.waivers_file

    def keyed(self, path: str, findings: Iterable[Finding]) -> list[Keyed]:
        """The findings of one draft, with the names that they have in files of ours."""
        name = path_from(self.folder, Path(path))
        return [(finding, Key(name, finding.rule, finding.fingerprint)) for finding in findings]

    def waived(self, keyed: Iterable[Keyed]) -> Iterator[Keyed]:
        """Those that a waiver holds today are marked."""
        for finding, key in keyed:
            waiver = next((one for one in self.waivers if one.holds(key) and not one.is_over(self.today)), None)
            if waiver is not None and finding.suppressed is None:
                yield replace(finding, suppressed=self._suppression(waiver), fix=None), key
            else:
                yield finding, key

    def _suppression(self, waiver: Waiver) -> Suppression:
        entry = waiver.entry
        return Suppression(
            "waiver", entry.why, waiver.line, shown(self.waivers_file), entry.by, entry.until.isoformat()
        )

    def known(self, keyed: Iterable[Keyed]) -> Iterator[Keyed]:
        """Those that the baseline holds are marked: of equal ones, as many as are recorded."""
        left = self.baseline.counts.copy()
        for finding, key in keyed:
            if finding.suppressed is None and left[key] > 0 and self.is_recordable(finding):
                left[key] -= 1
                reason = _RECORDED.in_language(language(finding.message))
                held = Suppression("baseline", reason, self.baseline.lines[key], shown(self.baseline.path))
                yield replace(finding, suppressed=held, fix=None), key
            else:
                yield finding, key

    def is_recordable(self, finding: Finding) -> bool:
        """Whether the rule lets its findings be put into a baseline."""
        return finding.rule not in self.rulebook.known_ids or (
            self.rulebook.rule(finding.rule).file.baseline == "allowed"
        )


def shown(path: Path) -> str:
    """A path as a person here would write it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
