"""Compile word-list entries: every surface form of every word, each pointing back at the words that it may be."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import regex

from linter.errors import LexiconError
from linter.rulebook.compiled import NEEDS_LEFT, NEEDS_RIGHT, Expression, Word, Words
from linter.rulebook.lexicon import Entry, decode
from linter.rulebook.packed import PackedNumbers, PackedRows
from linter.rulebook.studied import Study, study
from linter.text.english import inflect
from linter.text.fold import fold
from linter.text.korean import Tails, doubled_r_forms, is_inflected, stem_forms
from linter.text.particles import Particles

_HANGUL = regex.compile(r"[가-힣ㄱ-ㅎㅏ-ㅣ]")
_WORD = regex.compile(r"\w")
_MOST_WORDS_IN_A_GAP = 4
_MOST_CHARACTERS_IN_A_KOREAN_GAP = 24
Irregular = Mapping[str, tuple[str, ...]]
Literals = tuple[tuple[str, ...], ...]


def compile_words(
    entries: Iterable[Entry],
    irregular: Irregular,
    lists: Mapping[str, Sequence[str]] | None = None,
    disguised: Iterable[str] = (),
    known_studies: Mapping[str, Study] = MappingProxyType({}),
) -> tuple[Words, tuple[str, ...]]:
    """The words, and their forms in the order of their numbers. `lists`: the terms of the lists that exceptions may
    name; `disguised`: the lists whose words are looked for under a disguise; `known_studies`: of regular expressions.
    Raises LexiconError for an entry that can never match its own term."""
    groups = {name: Phrases.of(terms) for name, terms in (lists or {}).items()}
    numbers = {name: number for number, name in enumerate(groups)}
    words: list[Word] = []
    rows: list[tuple[object, ...]] = []
    expressions: list[tuple[Expression, Literals]] = []
    parts = 0
    owners_of: dict[str, list[int]] = {}
    for entry in entries:
        if entry.is_expression:
            literals = _studied(entry, known_studies).literals
            expressions.append((_expression(entry, len(expressions), parts, len(literals)), literals))
            parts += len(literals)
            continue
        word, own, forms = _compile(entry, irregular, groups)
        for form in forms:
            owners_of.setdefault(form, []).append(len(words))
        named = tuple(numbers[phrase[1:]] for phrase in entry.unless if phrase.startswith("@"))
        words.append(word)
        rows.append((*word[:-1], own, named))
    rows_of: dict[str, list[tuple[object, ...]]] = {}
    for row, _ in expressions:
        rows_of.setdefault(row.list, []).append(tuple(row))
    parts_of = _parts_of_literals(expressions)
    known = tuple(sorted({*owners_of, *(literal for literal in parts_of if len(literal) > 1)}))
    hidden = set(disguised)
    shown = {
        form: at
        for at, form in enumerate(known)
        if any(words[owner].list in hidden for owner in owners_of.get(form, ()))
    }
    packed = Words(
        PackedNumbers.pack(owners_of.get(form, ()) for form in known),
        bytes(
            0 if form in parts_of else _edges_needed(form, [words[owner] for owner in owners_of[form]])
            for form in known
        ),
        PackedRows.pack(rows),
        PackedRows.pack(group.phrases for group in groups.values()),
        PackedRows.pack([tuple(shown.items())]),
        {name: at for at, name in enumerate(rows_of)},
        PackedRows.pack(rows_of.values()),
        PackedNumbers.pack(parts_of.get(form, ()) for form in known),
        {literal: tuple(parts) for literal, parts in parts_of.items() if len(literal) == 1},
    )
    return packed, known


def _parts_of_literals(expressions: Iterable[tuple[Expression, Literals]]) -> dict[str, list[int]]:
    """For each literal, in lower case as the scan sees it, the parts of expressions that it stands for."""
    parts_of: dict[str, list[int]] = {}
    for row, groups in expressions:
        for part, group in zip(row.parts, groups, strict=True):
            for literal in sorted({literal.lower() for literal in group}):
                parts_of.setdefault(literal, []).append(part)
    return parts_of


def _edges_needed(form: str, owners: Iterable[Word]) -> int:
    """A Korean word with a part of speech may be glued to others, and morphology decides; all else stands alone."""
    first_is_latin, last_is_latin = form[0].isascii() and form[0].isalnum(), form[-1].isascii()
    left = all(
        bool(word.rest) or (word.boundary in ("word", "stem", "name", "") and (first_is_latin or not word.pos))
        for word in owners
    )
    right = last_is_latin and all(not word.rest and word.boundary in ("word", "name", "") for word in owners)
    return NEEDS_LEFT * left + NEEDS_RIGHT * right


def _studied(entry: Entry, known: Mapping[str, Study]) -> Study:
    try:
        return known.get(entry.pattern) or study(entry.pattern)
    except regex.error as problem:
        raise LexiconError(
            f"'{entry.term}' is not a regular expression: {problem}", path=entry.path, line=entry.line
        ) from None


def _expression(entry: Entry, number: int, first_part: int, parts: int) -> Expression:
    return Expression(
        number,
        entry.list,
        entry.label,
        cased=entry.boundary == "name",
        first_part=first_part,
        behind_parts=first_part + parts,
    )


class Phrases(NamedTuple):
    """Folded phrases, each in its spacings. `text`: all of them, so that most questions are answered by one look."""

    phrases: tuple[str, ...]
    text: str

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Phrases:
        folded = tuple(variant for phrase in phrases for variant in sorted(_spacings(fold(phrase).lower)))
        return cls(folded, "\n".join(folded))

    def holding(self, forms: Sequence[str]) -> Iterator[str]:
        """The phrases in which one of the forms stands."""
        held = [form for form in forms if form in self.text]
        return (phrase for phrase in self.phrases if any(form in phrase for form in held)) if held else iter(())


def _exceptions(entry: Entry, groups: Mapping[str, Phrases]) -> list[Phrases]:
    """The phrases of an entry, and those of each list that it names."""
    found = [Phrases.of(phrase for phrase in entry.unless if not phrase.startswith("@"))]
    for name in (phrase[1:] for phrase in entry.unless if phrase.startswith("@")):
        if name not in groups:
            raise LexiconError(f"no word list is called '{name}'", path=entry.path, line=entry.line)
        found.append(groups[name])
    return found


def _compile(
    entry: Entry, irregular: Irregular, groups: Mapping[str, Phrases]
) -> tuple[Word, tuple[str, ...], list[str]]:
    """The word without what excuses it from the same sentence, its own such phrases, and its forms."""
    pieces = [fold(piece).lower.strip() for piece in (entry.term.split("…") if entry.is_gapped else [entry.term])]
    if entry.is_gapped and not all(pieces):
        raise LexiconError(f"'{entry.term}' begins or ends with a gap", path=entry.path, line=entry.line)
    if not all(piece if entry.boundary == "inside" else _WORD.search(piece) for piece in pieces):
        hint = "nothing is left of it when text is folded"
        raise LexiconError(f"'{entry.term}' can never match", path=entry.path, line=entry.line, hint=hint)
    # Of a gapped term the last piece conjugates (Korean), or is made plural; an English verb inflects in the first.
    anchor_pos = entry.pos if len(pieces) == 1 or entry.pos == "verb" else ""
    forms = surface_forms(pieces[0], anchor_pos, irregular)
    rest = _rest(pieces[1:], entry.pos, irregular) if len(pieces) > 1 else ""
    exceptions = _exceptions(entry, groups)
    covers = tuple(phrase for group in exceptions for phrase in group.holding(forms))
    if covers and all(any(phrase in form for phrase in covers) for form in forms):
        hint = "its own exception covers all of it"
        raise LexiconError(f"'{entry.term}' can never match", path=entry.path, line=entry.line, hint=hint)
    word = Word(
        entry.list,
        entry.term,
        entry.label,
        entry.pos,
        entry.boundary,
        covers,
        rest,
        capital=entry.boundary == "name" and entry.term[:1].isupper(),
    )
    return word, tuple(phrase for phrase in exceptions[0].phrases if phrase not in covers), forms


def forms_of(entry: Entry, irregular: Irregular) -> list[str]:
    """The forms of a word, or of the first piece of one with a gap."""
    return surface_forms(fold(entry.term.split("…")[0]).lower.strip(), entry.pos, irregular)


def surface_forms(term: str, pos: str, irregular: Irregular) -> list[str]:
    """Every folded form in which a term begins: conjugated, inflected, with or without its spaces if it is Korean."""
    first_pos = pos.split("|")[0]
    if is_inflected(first_pos) and _HANGUL.search(term):
        head, space, last = term.rpartition(" ")
        forms = [head + space + form for form in (*stem_forms(last), *doubled_r_forms(last))]
    elif first_pos in ("noun", "verb", "adj"):
        forms = inflect(term, first_pos, irregular)
    elif " " not in term:
        return [term]
    else:
        forms = [term]
    return sorted({variant for form in forms for variant in _spacings(form)})


def _rest(pieces: list[str], pos: str, irregular: Irregular) -> str:
    """The expression for the pieces after the first, each after a short gap."""
    out = ""
    for at, piece in enumerate(pieces):
        last = at == len(pieces) - 1
        forms = surface_forms(piece, pos if last and (is_inflected(pos) or pos == "noun") else "", irregular)
        alternatives = "|".join(map(regex.escape, sorted(forms, key=len, reverse=True)))
        if _HANGUL.search(piece):
            out += rf"[^.!?…]{{0,{_MOST_CHARACTERS_IN_A_KOREAN_GAP}}}?(?:{alternatives})"
        else:
            out += rf"(?:[^\w.!?]+\w[\w'-]*){{0,{_MOST_WORDS_IN_A_GAP}}}?[^\w.!?]+(?:{alternatives})\b"
    return out


def _spacings(form: str) -> set[str]:
    """사내 한정 is also 사내한정: Korean spacing is free inside a compound."""
    return {form, form.replace(" ", "")} if " " in form and _HANGUL.search(form) else {form}


def read_tails(path: Path) -> Tails:
    rows = _grammar_rows(path, ("tail", "kind"))
    kinds: dict[str, list[str]] = {"particle": [], "copula": [], "verbal": [], "ending": []}
    for line, (tail, kind) in rows:
        if kind not in kinds:
            raise LexiconError(f"unknown kind '{kind}'", path=path, line=line, hint=f"known: {', '.join(kinds)}")
        kinds[kind].append(tail)
    return Tails(kinds["particle"], kinds["copula"], kinds["verbal"], kinds["ending"])


def read_irregular(path: Path) -> dict[str, tuple[str, ...]]:
    return {base: (base, *forms.split()) for _, (base, forms) in _grammar_rows(path, ("base", "forms"))}


def read_particles(path: Path) -> Particles:
    rows = _grammar_rows(path, ("after-consonant", "after-vowel", "after-rieul"))
    return tuple((consonant, vowel, rieul) for _, (consonant, vowel, rieul) in rows)


def read_name_heads(path: Path) -> dict[str, tuple[str, ...]]:
    """What else people say for a word that only says what is named."""
    return {head: tuple(also.split()) for _, (head, also) in _grammar_rows(path, ("head", "also"))}


def _grammar_rows(path: Path, columns: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(decode(path).splitlines())
    if tuple(next(reader, ())) != columns:
        raise LexiconError(f"the first line must be: {','.join(columns)}", path=path, line=1)
    rows: list[tuple[int, tuple[str, ...]]] = []
    for row in reader:
        if len(row) != len(columns) or not all(row):
            raise LexiconError(f"expected {len(columns)} values: {','.join(columns)}", path=path, line=reader.line_num)
        rows.append((reader.line_num, tuple(row)))
    return rows
