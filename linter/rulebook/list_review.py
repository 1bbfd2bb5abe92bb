"""Whether each row of a word list can do its work: found where its own term stands, by an expression that no text can
hold up, as a part of speech that morphology gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from linter.errors import LexiconError
from linter.model import Token
from linter.rulebook.bounded import runaway_text
from linter.rulebook.lexicon import Entry
from linter.rulebook.paths import grammar
from linter.rulebook.words import compile_words, read_irregular, read_tails
from linter.scan import Scanner, build_automaton
from linter.text.fold import fold_all
from linter.text.korean import Tails
from linter.text.passage import Passage

Analyse = Callable[[Sequence[str]], list[list[Token]]]
Irregular = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a row, a rule or an example, where (a line from 1), and what to do.

    A warning fails nothing; where something fatal stands, no rulebook can be built.
    """

    path: str
    line: int | None
    message: str
    is_warning: bool = False
    is_fatal: bool = False


def review(entries: Sequence[Entry], known: Sequence[Entry], analyse: Analyse) -> Iterator[Complaint]:
    """What is wrong with the rows of a company, beside the rows that are known: the bundled ones and its own."""
    irregular, tails = read_irregular(grammar("en-irregular.csv")), read_tails(grammar("ko-tails.csv"))
    groups: dict[str, list[str]] = {}
    for one in known:
        groups.setdefault(one.list, []).append(one.term)
    yield from _twice(entries, known)
    for entry in entries:
        yield from _expression(entry) if entry.is_expression else _own_term(entry, groups, irregular, tails)
    yield from _parts_of_speech([entry for entry in entries if entry.pos[:1].isupper()], analyse)


def _twice(entries: Sequence[Entry], known: Sequence[Entry]) -> Iterator[Complaint]:
    """Rows that another file has already."""
    places = {(one.list, one.term, one.pos, one.label): one for one in reversed(known)}
    for entry in entries:
        first = places.get((entry.list, entry.term, entry.pos, entry.label), entry)
        if (first.path, first.line) != (entry.path, entry.line):
            message = f"'{entry.term}' stands in {first.path}:{first.line} already: this row adds nothing"
            yield Complaint(entry.path, entry.line, message, is_warning=True)


def _expression(entry: Entry) -> Iterator[Complaint]:
    try:
        text = runaway_text(entry.term[1:-1])
    except regex.error as problem:
        message = f"'{entry.term}' is not a regular expression: {problem}"
        yield Complaint(entry.path, entry.line, message, is_fatal=True)
        return
    if text:
        yield Complaint(entry.path, entry.line, runaway(entry.term, text))


def runaway(name: str, text: str) -> str:
    """What to say of an expression that comes to no end on a text."""
    return f"'{name}' comes to no end on '{text}': don't repeat what ends in a repeat, or make it possessive (a++)"


def _own_term(
    entry: Entry, groups: Mapping[str, Sequence[str]], irregular: Irregular, tails: Tails
) -> Iterator[Complaint]:
    """Whether the row is found in its own term."""
    named = {phrase[1:] for phrase in entry.unless if phrase.startswith("@")}
    try:
        words, forms = compile_words([entry], irregular, {name: groups[name] for name in named & groups.keys()})
    except LexiconError as problem:
        yield Complaint(entry.path, entry.line, problem.explained, is_fatal=True)
        return
    passages = [Passage(folded) for folded in fold_all([entry.term.replace("…", " ")])]
    scanned = Scanner(words, tails, (), build_automaton(forms)).scan(passages)
    if not scanned.hits(entry.list, 0):
        hint = f"look at its boundary '{entry.boundary}' and its exceptions"
        yield Complaint(entry.path, entry.line, f"'{entry.term}' can never match its own term ({hint})")


def _parts_of_speech(entries: Sequence[Entry], analyse: Analyse) -> Iterator[Complaint]:
    """Rows whose tags morphology gives to no part of the term."""
    for entry, tokens in zip(entries, analyse([entry.term for entry in entries]), strict=True):
        given = {token.tag.split("-")[0] for token in tokens}
        if not given & set(entry.pos.split("|")):
            message = f"morphology reads '{entry.term}' as {'+'.join(sorted(given))}, never as {entry.pos}"
            hint = "in doubt it is not found: give the tag that it gives, or none"
            yield Complaint(entry.path, entry.line, f"{message} ({hint})", is_warning=True)
