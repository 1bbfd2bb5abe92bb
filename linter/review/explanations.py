"""What a rule is for, and by whose word: shown with each finding, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from linter.guideline.charter import company_of
from linter.guideline.guidelines import Guideline, all_profiles, followed
from linter.rulebook.profile import Clause
from linter.rulebook.rulebook import Rulebook
from linter.rulebook.rules import Bilingual

_NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class Explanation:
    """`clauses` are those of the guidelines that the configuration follows, with the name of each."""

    title: Bilingual = _NOTHING
    why: Bilingual = _NOTHING
    source: Sequence[str] = ()
    clauses: Sequence[tuple[str, Clause]] = ()


class Explanations:
    """Remembers what it has read, for the rulebook that is in force."""

    def __init__(self) -> None:
        self._rulebook: Rulebook | None = None
        self._guidelines: Sequence[Guideline] = ()

    def of(self, rule_id: str, rulebook: Rulebook) -> Explanation:
        """An empty one for what is no rule, as for a comment that allows nothing."""
        if rule_id not in {rule.id for rule in rulebook.rules}:
            return Explanation()
        file = rulebook.rule(rule_id).file
        clauses = [
            (guideline.name, clause)
            for guideline in self._followed(rulebook)
            for clause in guideline.profile.clauses
            if rule_id in guideline.carriers[clause.id]
        ]
        return Explanation(file.title, file.why, file.source, clauses)

    def _followed(self, rulebook: Rulebook) -> Sequence[Guideline]:
        if rulebook is not self._rulebook:
            loaded = rulebook.loaded
            folders = loaded.folders(loaded.config.rules_from, "rules-from")
            known = all_profiles(folders, company_of(loaded.config))
            self._rulebook, self._guidelines = rulebook, followed(loaded.config.profiles, known)
        return self._guidelines
