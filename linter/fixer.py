"""Fix one draft: judge, fix, judge again, until nothing more can be done; then say what was done and what was left."""

from __future__ import annotations

from collections.abc import Sequence

from linter.engine import check_drafts, secrets_of, why_not_fixed
from linter.errors import DraftError
from linter.findings import mask
from linter.fixing.diff import unified
from linter.fixing.mend import Mended, Wanted, mend
from linter.fixing.rewrite import encoded
from linter.model import Draft, Finding, Fixed
from linter.readers import read_bytes
from linter.rulebook.rulebook import Rulebook
from linter.text.korean import Morphology


def fix_bytes(data: bytes, name: str, rulebook: Rulebook, wanted: Wanted, lang: str, morphology: Morphology) -> Fixed:
    """Fix what is wanted of a draft. Raises DraftError for a draft that can't be read or not be written back."""
    draft = read_bytes(data, name)
    first = _findings(draft, rulebook, lang, morphology)

    def judge(source: str) -> Sequence[Finding] | None:
        if source == draft.source:
            return first
        written = encoded(source, draft, data)
        try:
            return _findings(read_bytes(written, name), rulebook, lang, morphology)
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


def _findings(draft: Draft, rulebook: Rulebook, lang: str, morphology: Morphology) -> Sequence[Finding]:
    return check_drafts([(draft, rulebook)], lang, morphology=morphology).findings
