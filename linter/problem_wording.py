"""What kept a draft from being judged, in the reader's language. It is written in English where it is found out, and
`problems.csv` has the Korean of each sentence, with `{}` for what differs from case to case."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from linter.model import Problem, Report

_TABLE = Path(__file__).with_name("problems.csv")


def told_in(report: Report, lang: str) -> Report:
    """The report with its problems in that language."""
    if lang != "ko" or not report.problems:
        return report
    return replace(report, problems=tuple(problem_in(problem, lang) for problem in report.problems))


def problem_in(problem: Problem, lang: str) -> Problem:
    return problem._replace(message=in_language(problem.message, lang), hint=in_language(problem.hint, lang))


def in_language(text: str, lang: str) -> str:
    """The text in Korean if that is asked for and the table has it; else as it is."""
    if lang != "ko":
        return text
    for pattern, korean in _korean():
        if found := pattern.fullmatch(text):
            return korean.format("", *(in_language(part, lang) for part in found.groups()))
    return text


@lru_cache(maxsize=1)
def _korean() -> tuple[tuple[re.Pattern[str], str], ...]:
    exact_first = sorted(rows(), key=lambda row: "{}" in row[0])
    return tuple(
        (re.compile(re.escape(english).replace(r"\{\}", "(.+?)"), re.DOTALL), ko) for english, ko in exact_first
    )


def rows() -> Iterator[tuple[str, str]]:
    """Each sentence in English and in Korean."""
    reader = csv.reader(_TABLE.read_text("utf-8").splitlines())
    next(reader)
    yield from ((english, korean) for english, korean in reader)
