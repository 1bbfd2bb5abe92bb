"""python -m tests.quality.topics: what is lost when a sentence also names a topic that is beside the point.

Every third flagged case is read once as it stands, and once behind a few words that say where it happened: at a film company,
at a school. That changes nothing of what the sentence gives away, so every finding that goes with them is one that a
word excused by its topic alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.quality.measure import CASES, SETS, Case, judge, occurrences, read_cases

TOPICS = (
    ("game", "게임"),
    ("museum", "박물관"),
    ("film", "영화"),
    ("school", "학교"),
    ("research", "연구"),
    ("novel", "소설"),
    ("open source", "오픈소스"),
    ("database", "데이터베이스"),
    ("recipe", "레시피"),
    ("travel", "여행"),
)
PLACES = {
    "en": "Something from our {topic} work, here at our company: ",
    "ko": "우리 회사 {topic} 쪽 일인데, ",
}


def flagged_cases() -> list[Case]:
    return [case for paths in SETS.values() for case in read_cases(paths) if case.expect][::3]


def behind(case: Case, topic: tuple[str, str]) -> Case:
    """The case behind a topic, in one sentence with it."""
    place = PLACES[case.lang].format(topic=topic[case.lang == "ko"])
    return replace(case, text=place + case.text)


def found_labels(cases: list[Case]) -> dict[str, set[tuple[str, str]]]:
    """The labels of each case that a finding of their rule overlaps."""
    found = judge(cases, CASES / "draftlint.yaml")
    return {
        case.id: {
            (rule, quote)
            for rule, quote in case.expect
            for start, end in occurrences(case.text, quote)
            if any(f.rule == rule and f.span.start < end and f.span.end > start for f in found.get(case.id, []))
        }
        for case in cases
    }


def lost(cases: list[Case]) -> Iterator[tuple[str, int, int]]:
    """For each topic, how many labels are lost behind it, of how many."""
    known = found_labels(cases)
    for topic in TOPICS:
        still = found_labels([behind(case, topic) for case in cases])
        gone = sum(len(labels - still[name]) for name, labels in known.items())
        yield topic[0], gone, sum(map(len, known.values()))


if __name__ == "__main__":
    for name, gone, of in lost(flagged_cases()):
        print(f"{name:14} {gone:4} of {of}")
