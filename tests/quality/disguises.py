"""Tricks by which writers hide a word, and how many of the hidden words are found.

python -m tests.quality.disguises [--missed]
"""

from __future__ import annotations

import argparse
import itertools
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from linter.discovery import Rulebooks
from linter.engine import check_drafts
from linter.model import Draft
from linter.readers import read_bytes
from linter.rulebook.lexicon import read_lexicon
from linter.rulebook.paths import lexicon_paths

ROOT = Path(__file__).resolve().parent.parent.parent
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
LEET = str.maketrans("oieas", "013@$")
CYRILLIC = str.maketrans("aeopcyx", "аеорсух")
Trick = Callable[[str], str]


def is_syllable(char: str) -> bool:
    return "가" <= char <= "힣"


def to_jamo(syllable: str) -> str:
    code = ord(syllable) - 0xAC00
    return INITIALS[code // 588] + VOWELS[code % 588 // 28] + FINALS[code % 28]


KOREAN: dict[str, Trick] = {
    "digit": lambda word: word[0] + "1" + word[1:],
    "symbol": lambda word: word[0] + "@" + word[1:],
    "dot": lambda word: ".".join(word),
    "spaced": lambda word: " ".join(word),
    "jamo": lambda word: "".join(to_jamo(c) if is_syllable(c) else c for c in word),
    "half jamo": lambda word: word[0] + "".join(to_jamo(c) if is_syllable(c) else c for c in word[1:]),
    "drawn": lambda word: word[0] + "ㅡ" + word[1:],
    "zero-width": lambda word: "\u200b".join(word),
    "soft hyphen": lambda word: "\u00ad".join(word),
    "nfd": lambda word: unicodedata.normalize("NFD", word),
}
ENGLISH: dict[str, Trick] = {
    "leet": lambda word: word.translate(LEET),
    "star": lambda word: word[0] + "*" + word[2:],
    "dots": lambda word: ".".join(word),
    "hyphens": lambda word: "-".join(word),
    "spaced": lambda word: " ".join(word),
    "drawn": lambda word: word[0] + word[1] * 4 + word[2:],
    "capitals": str.upper,
    "full width": lambda word: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word),
    "cyrillic": lambda word: word.translate(CYRILLIC),
    "zero-width": lambda word: "\u200b".join(word),
}
# Pairs that nobody could read, or that are one trick twice.
SEPARATORS = {"digit", "symbol", "dot", "spaced", "dots", "hyphens", "drawn", "star"}
UNREADABLE = {frozenset(("jamo", "drawn")), frozenset(("half jamo", "drawn"))}


def tricks(korean: bool) -> dict[str, Trick]:
    return KOREAN if korean else ENGLISH


def pairs(korean: bool) -> Iterator[tuple[str, Trick]]:
    for (one, first), (two, second) in itertools.combinations(tricks(korean).items(), 2):
        if not {one, two} <= SEPARATORS and frozenset((one, two)) not in UNREADABLE:
            yield f"{one} + {two}", lambda word, a=first, b=second: b(a(word))


def profane_words(lang: str, name: str = "profanity", label: str = "vulgar") -> list[str]:
    """The plain single words of a list, long enough to be hidden."""
    words: list[str] = []
    for found, path in lexicon_paths():
        if found == name and path.parent.name == lang:
            words += [
                entry.term
                for entry in read_lexicon(path, name)[0]
                if entry.label == label
                and not entry.is_expression
                and not entry.is_gapped
                and " " not in entry.term
                and entry.pos not in ("VV", "VA")
                and len(entry.term) >= (2 if lang == "ko" else 4)
                and (
                    all(map(is_syllable, entry.term)) if lang == "ko" else entry.term.isascii() and entry.term.isalpha()
                )
            ]
    return words


def found(texts: Sequence[str]) -> list[bool]:
    """For each text, standing in a sentence of its own, whether something of language/* is found in it."""
    rulebook = Rulebooks(ROOT / "fixtures" / ".draftlint.yaml").of(Path("a.txt"))
    drafts: list[tuple[Draft, object]] = [
        (read_bytes(text.encode(), f"{index:06}.txt"), rulebook) for index, text in enumerate(texts)
    ]
    hits = {f.path for f in check_drafts(drafts).findings if f.rule.startswith("language/")}  # type: ignore[arg-type]
    return [f"{index:06}.txt" in hits for index in range(len(texts))]


def share_found(words: Iterable[str], lang: str, *, in_pairs: bool) -> tuple[float, list[str], Counter[str]]:
    """The share of hidden words that are found, those that are not, and how often each trick hides one."""
    korean = lang == "ko"
    chosen = pairs(korean) if in_pairs else tricks(korean).items()
    hidden = [(name, word, trick(word)) for name, trick in chosen for word in words]
    frame = "어제 {} 이야기를 했다." if korean else "Yesterday {} was all over the page."
    results = found([frame.format(text) for _, _, text in hidden])
    missed = [(name, word, text) for (name, word, text), hit in zip(hidden, results, strict=True) if not hit]
    lines = [f"{name}: {word} as {text}" for name, word, text in missed]
    return 1 - len(missed) / len(hidden), lines, Counter(name for name, _, _ in missed)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="How many hidden words are found.")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--every", type=int, default=1, help="take every n-th word in pairs of tricks")
    args = parser.parse_args()
    for lang in ("ko", "en"):
        words = profane_words(lang)
        plain = found(
            [
                ("어제 {} 이야기를 했다." if lang == "ko" else "Yesterday {} was all over the page.").format(w)
                for w in words
            ]
        )
        words = [word for word, hit in zip(words, plain, strict=True) if hit]
        for in_pairs in (False, True):
            sample = words[:: args.every] if in_pairs else words
            share, missed, by_trick = share_found(sample, lang, in_pairs=in_pairs)
            print(f"{lang}: {len(sample)} words, {'pairs of tricks' if in_pairs else 'each trick'}: {share:.3f} found")
            print("   ", dict(by_trick.most_common(12)))
            if args.missed:
                print("\n".join(missed[:400]))
