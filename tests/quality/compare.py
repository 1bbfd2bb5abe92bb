"""python -m tests.quality.compare FOLDER: draftlint and its peers on public comment sets, on the same rows, in one run.

FOLDER holds `kmhas-valid.tsv` (K-MHaS; label 3 is profanity, 8 nothing), `curse-2runo.txt` (text|1 is a curse) and
`davidson-half.csv` (class 0 hate, 1 offensive, 2 neither). The sets are not part of the project. The peers are the
dependency group `peers`: korcen for Korean, better-profanity for English.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from linter.discovery import Rulebooks
from linter.engine import check_drafts
from linter.readers import read_bytes
from tests.quality.measure import CASES, Tally

Row = tuple[str, bool]
Judge = Callable[[Sequence[str]], list[bool]]


def kmhas(folder: Path) -> Iterator[Row]:
    """Profanity against nothing; comments that are hateful without profanity are left out."""
    with (folder / "kmhas-valid.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            labels = set(row["label"].split(","))
            if "3" in labels or labels == {"8"}:
                yield row["document"], "3" in labels


def curse(folder: Path) -> Iterator[Row]:
    for line in (folder / "curse-2runo.txt").read_text("utf-8").splitlines():
        text, _, label = line.rpartition("|")
        if text.strip() and label.strip() in ("0", "1"):
            yield text, label.strip() == "1"


def davidson(folder: Path) -> Iterator[Row]:
    with (folder / "davidson-half.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["tweet"], row["class"] in ("0", "1")


def draftlint(texts: Sequence[str]) -> list[bool]:
    """Whether anything of language/* is found; each text is a plain-text draft of its own."""
    rulebook = Rulebooks(CASES / "draftlint.yaml").of(Path("a.txt"))
    drafts = [(read_bytes(text.encode(), f"{at:06}.txt"), rulebook) for at, text in enumerate(texts)]
    hit = {f.path for f in check_drafts(drafts).findings if f.rule.startswith("language/")}
    return [f"{at:06}.txt" in hit for at in range(len(texts))]


def korcen(texts: Sequence[str]) -> list[bool]:
    from korcen import korcen as judge

    return [bool(judge.check(text)) for text in texts]


def better_profanity(texts: Sequence[str]) -> list[bool]:
    from better_profanity import profanity

    profanity.load_censor_words()
    return [bool(profanity.contains_profanity(text)) for text in texts]


SETS: dict[str, tuple[Callable[[Path], Iterator[Row]], dict[str, Judge]]] = {
    "K-MHaS, profanity (ko)": (kmhas, {"draftlint": draftlint, "korcen": korcen}),
    "2runo curse (ko)": (curse, {"draftlint": draftlint, "korcen": korcen}),
    "Davidson (en)": (davidson, {"draftlint": draftlint, "better-profanity": better_profanity}),
}


def tally(rows: Sequence[Row], judge: Judge) -> Tally:
    told = judge([text for text, _ in rows])
    pairs = list(zip(told, (bad for _, bad in rows), strict=True))
    return Tally(sum(t and b for t, b in pairs), sum(t and not b for t, b in pairs), sum(b and not t for t, b in pairs))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    print("| set | rows | who | precision | recall | F1 |\n|---|---|---|---|---|---|")
    for name, (read, judges) in SETS.items():
        rows = list(read(args.folder))
        for who, judge in judges.items():
            t = tally(rows, judge)
            print(f"| {name} | {len(rows)} | {who} | {t.precision:.3f} | {t.recall:.3f} | {t.f1:.3f} |", flush=True)


if __name__ == "__main__":
    main()
