"""Names of findings that stay the same when lines move, so that a dashboard knows an old finding again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from linter.model import Finding
from linter.reporters.addresses import relative


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """One a finding, in order, no two alike: of its rule, file, words and line of text; equal ones are counted."""
    seen: Counter[str] = Counter()
    made = []
    for finding in findings:
        line = " ".join(finding.excerpt.line.split())
        name = name_of(finding.rule, relative(finding.path), finding.quote, line)
        seen[name] += 1
        made.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return made


def name_of(*parts: str) -> str:
    """A short name for what is made of these parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
