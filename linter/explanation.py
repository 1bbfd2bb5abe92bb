"""The page that explains a rule: what it is for, why, by whose word, with examples, and how to turn it off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from linter.rulebook.profile import Clause
from linter.rulebook.rules import FixPlan, Rule

_WORDS = {
    "ko": {
        "why": "왜",
        "advice": "이렇게",
        "severity": "무게",
        "source": "근거",
        "clauses": "이 규칙을 요구하는 지침",
        "flags": "걸리는 글",
        "passes": "걸리지 않는 글",
        "off": "끄는 법",
        "kinds": "적용",
        "all": "모든 글",
        "fix": "draftlint fix",
        "insert": "문장을 넣습니다: {text}",
        "move-up": "문단을 글 첫머리로 옮깁니다",
        "mask": "값을 가립니다",
        "reword": "몇 가지 표현을 바꿔 씁니다",
        "unsafe": " (--unsafe)",
        "scored": "확실하지 않은 것은 둘레의 낱말을 함께 따져, 다른 이야기로 읽히면 말하지 않습니다.",
    },
    "en": {
        "why": "Why",
        "advice": "Instead",
        "severity": "Severity",
        "source": "Source",
        "clauses": "Asked for by",
        "flags": "Flagged",
        "passes": "Passed",
        "off": "Turn it off",
        "kinds": "Applies to",
        "all": "every draft",
        "fix": "draftlint fix",
        "insert": "inserts the line: {text}",
        "move-up": "moves the paragraph to the opening",
        "mask": "masks the value",
        "reword": "rewords some of what is found",
        "unsafe": " (--unsafe)",
        "scored": "What is not certain is weighed with the words around it, and dropped if they speak of other things.",
    },
}


def page(rule: Rule, lang: str, strong: Callable[[str], str] = str, clauses: Sequence[tuple[str, Clause]] = ()) -> str:
    """The page in `ko` or `en`. `strong` marks the rule's name; `clauses` are those that it carries, with the profile
    of each."""
    words, file = _WORDS[lang], rule.file
    parts = [
        f"{strong(rule.id)}: {file.title.in_language(lang)}",
        f"{words['why']}: {file.why.in_language(lang)}",
        f"{words['advice']}: {file.advice.in_language(lang)}",
        f"{words['severity']}: {file.severity}    {words['kinds']}: {', '.join(file.kinds) or words['all']}",
        *([words["scored"]] if file.scored else []),
        *_fix(file.fix, words, lang),
        f"{words['source']}:\n" + "\n".join(f"  - {line}" for line in file.source),
        *_clauses(clauses, words, lang),
        f"{words['flags']}:\n" + "\n".join(_example(text) for text in file.examples.flags),
        f"{words['passes']}:\n" + "\n".join(_example(text) for text in file.examples.passes),
        f"{words['off']}:\n  .draftlint.yaml → rules: {{{rule.id}: off}}\n  {_comment(rule.id, lang)}",
    ]
    return "\n\n".join(parts) + "\n"


def _fix(plan: FixPlan | None, words: dict[str, str], lang: str) -> Iterator[str]:
    if plan is None:
        return
    text = plan.insert.in_language(lang) if plan.insert else ""
    way = "insert" if plan.insert else "move-up" if plan.move_up else "mask" if plan.mask else "reword"
    yield f"{words['fix']}: {words[way].replace('{text}', text)}{'' if plan.safe else words['unsafe']}"


def _clauses(clauses: Sequence[tuple[str, Clause]], words: dict[str, str], lang: str) -> Iterator[str]:
    if clauses:
        lines = (f"  - {profile} {clause.id}: {clause.text.in_language(lang)}" for profile, clause in clauses)
        yield f"{words['clauses']}:\n" + "\n".join(lines)


def _comment(rule_id: str, lang: str) -> str:
    return f"<!-- draftlint: allow {rule_id} -- {'이유' if lang == 'ko' else 'the reason'} -->"


def _example(text: str) -> str:
    first, *rest = text.strip().split("\n")
    return "\n".join([f"  - {first}", *(f"    {line}" for line in rest)])
