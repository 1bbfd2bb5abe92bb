"""python -m tests.quality.scores: learn from the labelled cases what words say for each rule, and write it to
`lexicons/scores.csv`.

For each scored rule a logistic regression: the cases that must be flagged by it against all others, and its own
examples. A word counts once in a text, and not at all if fewer than three texts have it, so that no sentence is learned by
heart. It needs scikit-learn (`pip install --group scores`); draftlint itself does not.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from linter.discovery import Rulebooks
from linter.engine import gather
from linter.model import Span
from linter.readers import read_bytes
from linter.rulebook.load import load_rules
from linter.rulebook.paths import rule_paths, scores_file
from linter.rulebook.rules import Rule
from linter.scoring import traits_within
from tests.quality.measure import CASES, ORDINARY, SETS, Case, read_cases

FIXTURES = CASES.parent
_FEWEST_TEXTS = 3
_LOOSENESS = 10.0  # scikit-learn's C, the inverse of how strongly weights are held down
_TENTHS = 10
_LEAST = 3  # tenths: less says next to nothing
_MARKS = re.compile("[⟦⟧]")


def traits_of(texts: Iterable[str], configuration: Path) -> list[frozenset[str]]:
    """The traits of each text, whole, as they are found when a draft is judged under a configuration."""
    rulebook = Rulebooks(configuration).of(Path("case.md"))
    found = []
    for text in texts:
        evidence = gather(read_bytes(text.encode(), "case.md"), rulebook)
        parts = [
            traits_within(evidence, at, Span(0, len(passage.lower))) for at, passage in enumerate(evidence.passages)
        ]
        found.append(frozenset[str]().union(*parts))
    return found


def examples_of(rule: Rule) -> tuple[list[frozenset[str]], list[bool]]:
    """A rule's own examples, and which of them it flags."""
    flags, passes = rule.file.examples.flags, rule.file.examples.passes
    texts = [_MARKS.sub("", text) for text in (*flags, *passes)]
    return traits_of(texts, FIXTURES / ".draftlint.yaml"), [True] * len(flags) + [False] * len(passes)


def known_words(texts: Iterable[frozenset[str]]) -> list[str]:
    counts = Counter(word for text in texts for word in text)
    return sorted(word for word, count in counts.items() if count >= _FEWEST_TEXTS)


def matrix(texts: Sequence[frozenset[str]], words: Sequence[str]) -> Any:
    """A row a text: for each of its words the inverse of the root of how many it has, known or not."""
    from scipy.sparse import csr_array

    columns = {word: at for at, word in enumerate(words)}
    found = [[columns[word] for word in sorted(text) if word in columns] for text in texts]
    values = [len(text) ** -0.5 for text, known in zip(texts, found, strict=True) for _ in known]
    starts = [0]
    for known in found:
        starts.append(starts[-1] + len(known))
    return csr_array((values, [at for known in found for at in known], starts), shape=(len(texts), len(words)))


def learned(texts: Any, flagged: Sequence[bool]) -> tuple[float, list[float]]:
    """What every text begins with, and what each word adds."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=_LOOSENESS, class_weight="balanced", max_iter=1000).fit(texts, flagged)
    return float(model.intercept_[0]), model.coef_[0].tolist()


def scores(cases: Sequence[Case], rules: Sequence[Rule]) -> tuple[list[str], dict[str, tuple[float, list[float]]]]:
    """The words, and for each rule what they say for it."""
    texts = traits_of((case.text for case in cases), CASES / "draftlint.yaml")
    examples = {rule.id: examples_of(rule) for rule in rules}
    words = known_words([*texts, *(text for own, _ in examples.values() for text in own)])
    found = {}
    for rule in rules:
        own, flags = examples[rule.id]
        clear = [
            at for at, case in enumerate(cases) if not case.expect or any(label == rule.id for label, _ in case.expect)
        ]
        labels = [bool(cases[at].expect) for at in clear]
        found[rule.id] = learned(matrix([*(texts[at] for at in clear), *own], words), [*labels, *flags])
    return words, found


def write(words: Sequence[str], found: dict[str, tuple[float, list[float]]]) -> None:
    """The table, words that say next to nothing left out."""
    with scores_file().open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", *found])
        writer.writerow(["", *(round(start * _TENTHS) for start, _ in found.values())])
        for at, word in enumerate(words):
            points = [round(weights[at] * _TENTHS) for _, weights in found.values()]
            writer.writerow([word, *(point if abs(point) >= _LEAST else "" for point in points)])


if __name__ == "__main__":
    scored = [rule for rule in load_rules(rule_paths()).values() if rule.file.scored]
    everything = [case for paths in (*SETS.values(), ORDINARY) for case in read_cases(paths)]
    write(*scores(everything, scored))
    print(f"{len(scored)} rules, learned from {len(everything)} cases: {scores_file()}")
