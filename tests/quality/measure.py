"""Precision, recall and F1 on labelled cases, by rule and language.

A label is right when a finding of its rule overlaps its quote. A finding is wrong when it stands in a case that expects nothing; in other
cases further findings are neither right nor wrong, since a colleague attacked is often insulted too. Rules that no case expects
are left out: a fragment cannot carry a disclosure line.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from linter import Finding
from linter.discovery import Rulebooks
from linter.engine import check_drafts
from linter.model import Severity
from linter.readers import read_bytes

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = ROOT / "fixtures" / "cases"
# The sets that are measured each on its own: the given cases, the blind rounds that have been opened, the study set,
# and facts told in plain words.
SETS = {"given": sorted(CASES.glob("*.jsonl"))}
for path in sorted((CASES / "rounds").glob("*.jsonl")):
    SETS.setdefault(f"round {path.name.split('.')[0]}", []).append(path)
SETS["study"] = sorted((CASES / "study").glob("*.jsonl"))
SETS["plain"] = sorted((CASES / "plain").glob("*.jsonl"))
# Paragraphs to which no rule may object.
ORDINARY = sorted((CASES / "ordinary").glob("*.jsonl"))


@dataclass(frozen=True)
class Case:
    """A labelled text. `expect` holds (rule, quote)."""

    id: str
    lang: str
    text: str
    expect: tuple[tuple[str, str], ...]
    note: str


@dataclass
class Tally:
    """Counts of one rule, family or language."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Result:
    """All tallies by name, and a line for each miss and each false alarm."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: list[str] = field(default_factory=list)

    def count(self, what: str, rule: str, lang: str) -> None:
        for key in (rule, f"{rule} {lang}", f"all {lang}", "all"):
            setattr(self.tallies[key], what, getattr(self.tallies[key], what) + 1)

    def table(self) -> str:
        lines = [f"{'':38} right wrong missed  prec.  recall  F1"]
        for key in sorted(self.tallies, key=lambda key: ("/" not in key, key)):
            t = self.tallies[key]
            if key.startswith("errors"):
                lines.append(f"{key:38} {t.right:5} {t.wrong:5} {'':6}  {t.precision:.3f}")
                continue
            lines.append(
                f"{key:38} {t.right:5} {t.wrong:5} {t.missed:6}  {t.precision:.3f}  {t.recall:.3f}  {t.f1:.3f}"
            )
        return "\n".join(lines)


def read_cases(paths: Iterable[Path]) -> list[Case]:
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [
        Case(r["id"], r["lang"], r["text"], tuple((e["rule"], e["quote"]) for e in r["expect"]), r.get("note", ""))
        for r in rows
    ]


def judge(cases: Sequence[Case], config: Path) -> dict[str, list[Finding]]:
    """The findings of each case, each judged as a Markdown file of its own."""
    rulebook = Rulebooks(config).of(Path("case.md"))
    drafts = [(read_bytes(case.text.encode(), f"{case.id}.md"), rulebook) for case in cases]
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in check_drafts(drafts).findings:
        found[finding.path.removesuffix(".md")].append(finding)
    return found


def score(cases: Sequence[Case], found: dict[str, list[Finding]]) -> Result:
    labelled = {rule for case in cases for rule, _ in case.expect}
    result = Result()
    for case in cases:
        findings = [f for f in found.get(case.id, []) if f.rule in labelled]
        for rule, quote in case.expect:
            spans = list(occurrences(case.text, quote))
            hit = any(
                f.rule == rule and f.span.start < end and f.span.end > start for f in findings for start, end in spans
            )
            result.count("right" if hit else "missed", rule, case.lang)
            if any(f.severity is Severity.ERROR and f.rule == rule for f in findings):
                for key in ("errors", f"errors {case.lang}"):
                    result.tallies[key].right += hit
            if not hit:
                result.misses.append(f"MISSED {rule:32} {case.id} «{quote}» in: {case.text!r}")
        for finding in findings if not case.expect else []:
            result.count("wrong", finding.rule, case.lang)
            if finding.severity is Severity.ERROR:
                for key in ("errors", f"errors {case.lang}"):
                    result.tallies[key].wrong += 1
            result.misses.append(f"WRONG  {finding.rule:32} {case.id} «{finding.quote}» in: {case.text!r}")
    return result


def occurrences(text: str, quote: str) -> Iterable[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)
