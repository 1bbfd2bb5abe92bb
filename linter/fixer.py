"""Fix one draft: judge, fix, judge again, until nothing more can be done; then say what was done and what was left."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from linter.engine import secrets_of, why_not_fixed
from linter.errors import DraftError
from linter.findings import mask
from linter.fixing.diff import unified
from linter.fixing.mend import Mended, Wanted, mend
from linter.fixing.rewrite import encoded
from linter.model import Draft, Finding, Fixed
from linter.readers import read_bytes
from linter.rulebook.rulebook import Rulebook

# The findings of a draft, what is accepted among them marked.
Judged = Callable[[Draft], Sequence[Finding]]


def fix_bytes(data: bytes, name: str, rulebook: Rulebook, wanted: Wanted, lang: str, judged: Judged) -> Fixed:
    """Fix what is wanted of a draft, as `judged` sees it. Raises DraftError for a draft that can't be read or not be
    written back."""
    draft = read_bytes(data, name)
    first = judged(draft)

    def judge(source: str) -> Sequence[Finding] | None:
        if source == draft.source:
            return first
        written = encoded(source, draft, data)
        try:
            return judged(read_bytes(written, name))
        except DraftError:
            return None

    mended = mend(draft.source, judge, wanted) if draft.is_text else Mended(draft.source, (), tuple(first))
    if not mended.fixed:
        return Fixed(name, data, (), mended.left, why_not_fixed(draft, rulebook, mended.left, lang), "")
    written = encoded(mended.source, draft, data)
    after = read_bytes(written, name)
    diff = unified(
        mask(draft.source, secrets_of(first, rulebook)), mask(after.source, secrets_of(mended.left, rulebook)), name
    )
    return Fixed(name, written, mended.fixed, mended.left, why_not_fixed(after, rulebook, mended.left, lang), diff)
