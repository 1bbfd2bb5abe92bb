"""English words: the inflected forms of a dictionary form, by the regular spelling rules; irregular ones come from a
table.

Source of the spelling rules: any school grammar (doubling after a short stressed vowel, -e dropped, -y to -i-).
Doubling over-produces ("visitting"): a form that nobody writes matches nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

_VOWELS = "aeiou"


def inflect(term: str, pos: str, irregular: Mapping[str, tuple[str, ...]]) -> list[str]:
    """All forms of `term`. A verb phrase inflects its first word, a noun phrase its last, an adjective compares."""
    first, _, rest = term.partition(" ")
    head, _, last = term.rpartition(" ")
    match pos:
        case "verb":
            forms = irregular.get(first) or verb_forms(first)
            return sorted({term, *(f"{form} {rest}" if rest else form for form in forms)})
        case "noun":
            forms = irregular.get(last) or (plural(last),)
            return sorted({term, *(f"{head} {form}" if head else form for form in forms)})
        case "adj":
            return sorted({term, *(comparisons(term) if not rest else ())})
        case _:
            return [term]


def verb_forms(verb: str) -> tuple[str, ...]:
    """walk → walks, walked, walking."""
    past_stem = verb[:-1] + "i" if _ends_in_consonant_y(verb) else verb.removesuffix("e")
    forms = [
        third_person(verb),
        past_stem + "ed",
        (verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb) + "ing",
    ]
    if _doubles(verb):
        forms += [verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    return (verb, *forms)


def third_person(verb: str) -> str:
    if _ends_in_consonant_y(verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def plural(noun: str) -> str:
    if _ends_in_consonant_y(noun):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def comparisons(adjective: str) -> tuple[str, ...]:
    if len(adjective) > 7:
        return ()
    stem = adjective[:-1] + "i" if _ends_in_consonant_y(adjective) else adjective.removesuffix("e")
    doubled = (stem + stem[-1],) if _doubles(adjective) else ()
    return tuple(base + ending for base in (stem, *doubled) for ending in ("er", "est"))


def _ends_in_consonant_y(word: str) -> bool:
    return len(word) > 1 and word.endswith("y") and word[-2] not in _VOWELS


def _doubles(word: str) -> bool:
    return len(word) > 2 and word[-1] not in _VOWELS + "wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS
