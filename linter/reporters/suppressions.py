"""Why a finding does not count, in words: every format that lists such findings says it alike."""

from __future__ import annotations

from linter.model import Suppression

_KINDS = {
    "ko": {
        "allow": "허용됨",
        "waiver": "예외 승인됨({by}, {until}까지)",
        "baseline": "기준선",
        "review": "검토에서 처리됨({by})",
    },
    "en": {
        "allow": "allowed",
        "waiver": "waived by {by} until {until}",
        "baseline": "baseline",
        "review": "settled in review by {by}",
    },
}


def kind(suppression: Suppression, lang: str) -> str:
    """What lets a finding pass, and by whose word until when."""
    known = _KINDS[lang].get(suppression.kind, _KINDS[lang]["allow"])
    return known.format(by=suppression.by, until=suppression.until)


def told(suppression: Suppression, lang: str) -> str:
    """The same with the reason."""
    return f"{kind(suppression, lang)}: {suppression.reason}" if suppression.reason else kind(suppression, lang)
