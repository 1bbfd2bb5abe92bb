"""The page's own words, in both languages, and the sign of each state of a finding, worst first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

Words: TypeAlias = Mapping[str, str]

# A shape each, so that nobody needs the colour.
ICONS = {"error": "■", "warning": "▲", "info": "●", "suppressed": "○"}
WORDS: Mapping[str, Words] = {
    "ko": {
        "lang": "ko",
        "title": "초고 점검 결과",
        "found": "초고 {drafts}을 읽었습니다.",
        "nothing": "초고 {drafts}을 읽었습니다. 걸린 것이 없습니다.",
        "draft": "1건",
        "drafts": "{n}건",
        "error": "오류",
        "warning": "경고",
        "info": "참고",
        "suppressed": "허용됨",
        "unconfirmed": "확인 필요",
        "fix": "draftlint fix로 고칠 수 있습니다:",
        "problems": "읽지 못한 초고",
        "clean": "걸린 것이 없는 초고 {n}건",
        "filter": "골라 보기",
        "severity": "무게",
        "rule": "규칙",
        "draft-name": "초고",
        "all-rules": "모든 규칙",
        "all-drafts": "모든 초고",
        "reset": "모두 보기",
        "shown": "{total}건 가운데 {shown}건",
        "keys": "<kbd>j</kbd> 다음 <kbd>k</kbd> 이전",
    },
    "en": {
        "lang": "en",
        "title": "What draftlint found",
        "found": "{drafts} read.",
        "nothing": "{drafts} read. Nothing found.",
        "draft": "1 draft",
        "drafts": "{n} drafts",
        "error": "error",
        "warning": "warning",
        "info": "info",
        "suppressed": "allowed",
        "unconfirmed": "please check",
        "fix": "draftlint fix can do this:",
        "problems": "Could not be read",
        "clean": "Drafts in which nothing was found: {n}",
        "filter": "Filter",
        "severity": "Severity",
        "rule": "Rule",
        "draft-name": "Draft",
        "all-rules": "all rules",
        "all-drafts": "all drafts",
        "reset": "Show all",
        "shown": "{shown} of {total} shown",
        "keys": "<kbd>j</kbd> next <kbd>k</kbd> previous",
    },
}
