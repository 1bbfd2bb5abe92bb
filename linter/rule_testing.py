"""Test rules and word lists: each example of a rule is run, each row of a list is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from linter.config import LoadedConfig, Setting
from linter.engine import check_drafts, language
from linter.errors import DraftlintError, RuleError, nearest
from linter.model import Span
from linter.readers import read_bytes
from linter.resources import bundled
from linter.rulebook.bounded import runaway_text
from linter.rulebook.compile import CONFIGURED, check_words, configured_entries, lists_of
from linter.rulebook.lexicon import Entry
from linter.rulebook.list_review import Complaint, review, runaway
from linter.rulebook.load import load_entries
from linter.rulebook.paths import lexicon_paths, rule_paths
from linter.rulebook.rulebook import build_rulebook
from linter.rulebook.rules import PatternFind, Rule
from linter.rulebook.schema import read_rule, read_utf8
from linter.text.korean import Morphology
from linter.yaml_source import YamlSource


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must flag at its ⟦ ⟧, or pass. `line` counts from 1 in the rule's file."""

    rule: Rule
    number: int
    text: str
    flags: bool
    line: int

    def complaint(self, found: Sequence[Span]) -> str:
        """What is wrong where the rule found these spans; empty where nothing is."""
        plain, spans = unmarked(self.text)
        if self.flags and not spans:
            return "an example that flags marks the place with ⟦ ⟧"
        if spans and not self.flags:
            return "an example that passes has no ⟦ ⟧"
        if list(found) == spans:
            return ""
        came = marked(plain, found) if found else "nothing"
        expected = self.text if self.flags else "nothing"
        name = f"{self.rule.id}, {'flags' if self.flags else 'passes'} {self.number}"
        return f"{name}\nexpected: {expected}\nfound:    {came}"


@dataclass(slots=True)
class Outcome:
    """What a test run tried and what it has to say."""

    rules: int = 0
    examples: int = 0
    rows: int = 0
    complaints: list[Complaint] = field(default_factory=list)

    @property
    def stops_examples(self) -> bool:
        """Whether something failed without which no example can be run."""
        return any(complaint.is_fatal for complaint in self.complaints)

    @property
    def failures(self) -> list[Complaint]:
        return [complaint for complaint in self.complaints if not complaint.is_warning]


def unmarked(text: str) -> tuple[str, list[Span]]:
    """The text without its ⟦ ⟧, and the spans that they marked."""
    spans, plain = [], ""
    for piece in re.split(r"(⟦[^⟧]*⟧)", text):
        inner = piece.strip("⟦⟧") if piece.startswith("⟦") else piece
        if piece.startswith("⟦"):
            spans.append(Span(len(plain), len(plain) + len(inner)))
        plain += inner
    return plain, spans


def marked(plain: str, spans: Sequence[Span]) -> str:
    """The text with ⟦ ⟧ around spans; where two overlap, around both."""
    for span in sorted(spans, reverse=True):
        plain = f"{plain[: span.start]}⟦{plain[span.start : span.end]}⟧{plain[span.end :]}"
    return plain


def examples_of(rule: Rule) -> list[Example]:
    source = YamlSource(read_utf8(Path(rule.path)), rule.path, RuleError)
    sorts = (("flags", rule.file.examples.flags), ("passes", rule.file.examples.passes))
    return [
        Example(rule, number + 1, text, sort == "flags", source.line(["examples", sort, number]))
        for sort, texts in sorts
        for number, text in enumerate(texts)
    ]


def missing_examples(rule: Rule, least: int = 1) -> list[str]:
    """What a rule has fewer examples of than `least`: of each sort in each language that it speaks."""
    sorts = (("flags", rule.file.examples.flags), ("passes", rule.file.examples.passes))
    return [
        f"{rule.id}: fewer than {least} under '{sort}' in {lang}; write one"
        for lang in rule.file.languages
        for sort, texts in sorts
        if sum(language(text) == lang for text in texts) < least
    ]


def with_folder(loaded: LoadedConfig, folder: Path) -> LoadedConfig:
    """The configuration with the rules and lists of a folder (in it, or in its rules/ and lexicons/) beside its own."""
    own = loaded.config
    words = [one for one in (folder, folder / "lexicons") if len(lexicon_paths([one])) > len(lexicon_paths())]
    rules = [
        one for one in (folder, folder / "rules") if not set(rule_paths([one]).values()) <= set(rule_paths().values())
    ]
    if not words and not rules:
        hint = "rules stand in <family>/<name>.yaml, lists in ko/<name>.csv and en/<name>.csv"
        raise RuleError("there are neither rules nor word lists in this folder", path=folder, hint=hint)
    config = replace(
        own,
        rules_from=_joined(own.rules_from, rules, loaded.folder),
        lexicons=_joined(own.lexicons, words, loaded.folder),
    )
    return replace(loaded, config=config)


def _joined(configured: list[str], more: Sequence[Path], folder: Path) -> list[str]:
    """The configured folders and more of them, each once."""
    there = {(folder / name).resolve() for name in configured}
    return [*configured, *(str(one.resolve()) for one in more if one.resolve() not in there)]


def run_tests(loaded: LoadedConfig, only: Sequence[str] = (), folder: Path | None = None) -> Outcome:
    """Test the rules and lists of a folder, else all of the company's own; or only these rules, bundled ones too.

    Raises DraftlintError for a configuration, or a rule under `only`, that does not exist.
    """
    loaded = with_folder(loaded, folder) if folder else loaded
    outcome, morphology = Outcome(), Morphology()
    paths = rule_paths(loaded.folders(loaded.config.rules_from, "rules-from"))
    for name in only:
        if name not in paths:
            raise RuleError(f"no rule is called '{name}'", hint=nearest(name, paths))
    chosen = only or [name for name, path in paths.items() if _is_tested(path, folder)]
    rules = list(_read(chosen, paths, outcome))
    entries = _entries(loaded, outcome)
    if not only:
        tested = {path for path in {entry.path for entry in entries} if _is_tested(Path(path), folder)}
        own = [entry for entry in entries if entry.path in tested]
        outcome.rows = len(own)
        outcome.complaints += review(own, entries, morphology.analyse)
    _look_at_names(rules, loaded, entries, outcome)
    if not outcome.stops_examples:
        _run_examples(loaded, rules, morphology, outcome)
    return outcome


def _is_tested(path: Path, folder: Path | None) -> bool:
    """Whether a file lies in the folder; without one, whether it is the company's own."""
    if folder:
        return path.resolve().is_relative_to(folder.resolve())
    return not any(path.is_relative_to(bundled(name)) for name in ("rules", "lexicons"))


def _read(chosen: Sequence[str], paths: dict[str, Path], outcome: Outcome) -> Iterator[Rule]:
    """The rules that can be read, each looked at by itself."""
    for rule_id in chosen:
        outcome.rules += 1
        try:
            rule = read_rule(paths[rule_id], rule_id)
        except RuleError as problem:
            outcome.complaints.append(_of_error(problem))
            continue
        outcome.complaints += [Complaint(rule.path, None, message) for message in missing_examples(rule)]
        outcome.complaints += _runaway_shapes(rule)
        yield rule


def _runaway_shapes(rule: Rule) -> Iterator[Complaint]:
    for shape in rule.find.shapes if isinstance(rule.find, PatternFind) else ():
        if text := runaway_text(shape.match):
            yield Complaint(rule.path, None, runaway(shape.label, text))


def _entries(loaded: LoadedConfig, outcome: Outcome) -> list[Entry]:
    """All rows of all lists; none where one can't be read."""
    try:
        return load_entries(lexicon_paths(loaded.folders(loaded.config.lexicons, "lexicons")))
    except DraftlintError as problem:
        outcome.complaints.append(_of_error(problem))
        return []


def _look_at_names(rules: Sequence[Rule], loaded: LoadedConfig, entries: Sequence[Entry], outcome: Outcome) -> None:
    """What the rules name that does not exist, or is empty."""
    if outcome.stops_examples:
        return
    every = [*entries, *configured_entries(loaded.config)]
    filled = {entry.list for entry in every} | set(CONFIGURED)
    there = {name for name, _ in lexicon_paths(loaded.folders(loaded.config.lexicons, "lexicons"))}
    labels = {(entry.list, entry.label) for entry in every}
    for rule in rules:
        for name in sorted(set(lists_of(rule)) & there - filled):
            message = f"word list '{name}' has no rows: what asks for it can never speak"
            outcome.complaints.append(Complaint(rule.path, None, message))
        try:
            check_words(rule, filled | there, labels)
        except RuleError as problem:
            outcome.complaints.append(_of_error(problem))


def _run_examples(loaded: LoadedConfig, rules: Sequence[Rule], morphology: Morphology, outcome: Outcome) -> None:
    """All examples in one go, so that morphology is asked once."""
    only_these: dict[str, Setting] = {"*": "off", **{rule.id: "on" for rule in rules}}
    tested = replace(loaded, config=replace(loaded.config, rules=only_these))
    rulebook = build_rulebook(tested)
    tries = [example for rule in rules for example in examples_of(rule)]
    outcome.examples = len(tries)
    drafts = [read_bytes(unmarked(one.text)[0].encode(), f"{at}.md") for at, one in enumerate(tries)]
    report = check_drafts([(draft, rulebook) for draft in drafts], morphology=morphology)
    for at, example in enumerate(tries):
        found = [f.span for f in report.findings if f.path == f"{at}.md" and f.rule == example.rule.id]
        if message := example.complaint(found):
            outcome.complaints.append(Complaint(example.rule.path, example.line, message))
    outcome.complaints += [Complaint(problem.path, problem.line, problem.message) for problem in report.problems]


def _of_error(problem: DraftlintError) -> Complaint:
    return Complaint(problem.path or "", problem.line, problem.explained, is_fatal=True)
