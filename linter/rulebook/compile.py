"""A configuration to a rulebook: the rules that count, their words, and the names that the company gives."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import regex

from linter.config import Config, LoadedConfig, Wording
from linter.errors import RuleError, nearest
from linter.rulebook.compiled import Compiled, Patterns
from linter.rulebook.lexicon import Boundary, Entry, is_cp949
from linter.rulebook.load import load_entries, load_rules
from linter.rulebook.packed import Apart, PackedRows
from linter.rulebook.paths import grammar, lexicon_paths, profile_paths, rule_paths, scores_file
from linter.rulebook.profile import select
from linter.rulebook.rules import ANCHORS, COMMON, Bilingual, Examples, PatternFind, RequiredFind, Rule, TermFind, named
from linter.rulebook.schema import read_utf8
from linter.rulebook.scores import Scored, read_scores
from linter.rulebook.studied import Study, studies, study
from linter.rulebook.words import (
    Irregular,
    compile_words,
    forms_of,
    read_irregular,
    read_name_heads,
    read_particles,
    read_tails,
)
from linter.scan import build_automaton
from linter.yaml_source import YamlSource

# The lists that the configuration fills; a rule may name them although no file does.
CONFIGURED = ("company", "product", "competitor", "customer", "codename", "internal-host", "approval-topic")
_WORD_FIELDS = frozenset(
    (
        "any",
        "all",
        "also",
        "unless",
        "unless_around",
        "unless_common",
        "unless_in_draft",
        "unless_under",
        "near",
        "not_near",
        "targets",
        "hostile",
        "joined",
        "pronouns",
        "others",
        "denials",
        "comparisons",
        "links",
        "empty",
        "firm_with",
        "not_on",
    )
)


def compile_rulebook(loaded: LoadedConfig, rule_folders: Sequence[Path], word_folders: Sequence[Path]) -> Compiled:
    all_rules = load_rules(rule_paths(rule_folders))
    selection = select(loaded, all_rules, profile_paths(rule_folders))
    paths = lexicon_paths(word_folders)
    entries = [*load_entries(paths), *configured_entries(loaded.config)]
    known = {entry.list for entry in entries} | {name for name, _ in paths} | set(CONFIGURED)
    labels = {(entry.list, entry.label) for entry in entries}
    plain = {
        key for entry in entries if not entry.is_expression for key in ((entry.list, entry.label), (entry.list, ""))
    }
    for rule in all_rules.values():
        check_words(rule, known, labels)
        _check_beginnings(rule, plain, labels)
        _check_neighbours(rule, all_rules)
    rules = tuple(rule for rule in all_rules.values() if rule.id in selection.severities)
    lists = {rule.id: frozenset(lists_of(rule)) for rule in rules}
    used = frozenset().union(*lists.values())
    wanted = [*(entry for entry in entries if entry.list in used), *anchor_entries(rules)]
    named_in_exceptions = {phrase[1:] for entry in wanted for phrase in entry.unless if phrase.startswith("@")}
    groups: dict[str, list[str]] = {}
    for entry in entries:
        if entry.list in named_in_exceptions:
            groups.setdefault(entry.list, []).append(entry.term)
    disguising = [rule.find for rule in rules if isinstance(rule.find, TermFind) and rule.find.disguised]
    disguised = tuple(sorted({name for find in disguising for name in lists_of(find.any)}))
    known_studies = studies(_bundled_patterns(entries, all_rules.values(), [*rule_folders, *word_folders]))
    irregular = read_irregular(grammar("en-irregular.csv"))
    words, forms = compile_words(wanted, irregular, groups, disguised, known_studies)
    return Compiled(
        rules=tuple(
            _configured(_worded(_without_what_only_people_read(rule), selection.fixes.get(rule.id)), loaded.config)
            for rule in rules
        ),
        severities=selection.severities,
        kind=selection.kind,
        words=words,
        patterns=_patterns(wanted, rules, known_studies),
        tails=read_tails(grammar("ko-tails.csv")),
        particles=read_particles(grammar("ko-particles.csv")),
        disguised=disguised,
        automaton=Apart(build_automaton(forms)),
        scores=_scores(entries, rules, word_folders, irregular),
        lists=lists,
        known_ids=frozenset(all_rules),
        notes=tuple(f"{path}: read as CP949; save it as UTF-8" for _, path in paths if is_cp949(path)),
    )


def _scores(entries: Sequence[Entry], rules: Iterable[Rule], own: Sequence[Path], irregular: Irregular) -> Scored:
    """What words say for each rule, and the words of a company's own lists, of which they say nothing."""
    files = {path for path in {entry.path for entry in entries} if any(Path(path).is_relative_to(one) for one in own)}
    brought = [entry for entry in entries if entry.path in files]
    words = dict.fromkeys(form for entry in brought if not entry.is_expression for form in forms_of(entry, irregular))
    scored = read_scores(scores_file(), words, (entry.pattern for entry in brought if entry.is_expression))
    for rule in rules:
        if rule.file.scored and rule.id not in scored.numbers:
            hint = "take 'scored' out: points are there for bundled rules alone"
            raise RuleError("this rule is scored, but no word has points for it", path=rule.path, line=1, hint=hint)
    return scored


def _bundled_patterns(entries: Iterable[Entry], rules: Iterable[Rule], own: Sequence[Path]) -> Iterator[str]:
    """Those that we bring, studied once for all configurations; a company's few, in folders of its own, are not among
    them."""

    def is_ours(path: str | Path) -> bool:
        return not any(Path(path).is_relative_to(folder) for folder in own)

    yield from (entry.pattern for entry in entries if entry.is_expression and is_ours(entry.path))
    yield from _shapes(rule for rule in rules if is_ours(rule.path))


def _patterns(entries: Iterable[Entry], rules: Iterable[Rule], known: Mapping[str, Study]) -> Patterns:
    """Those of rows, in the order of their numbers, and of shapes."""
    of_rows = [entry.pattern for entry in entries if entry.is_expression]
    of_shapes = list(dict.fromkeys(_shapes(rules)))
    numbers = {pattern: at for at, pattern in enumerate(of_shapes, start=len(of_rows))}
    studied = ((pattern, known.get(pattern) or study(pattern)) for pattern in (*of_rows, *of_shapes))
    rows = ((pattern, one.is_tame, one.form if one.is_tame else None) for pattern, one in studied)
    return Patterns(numbers, PackedRows.pack(rows))


def _shapes(rules: Iterable[Rule]) -> Iterator[str]:
    return (shape.match for rule in rules if isinstance(rule.find, PatternFind) for shape in rule.find.shapes)


def _check_neighbours(rule: Rule, known: Collection[str]) -> None:
    for at, other in enumerate(rule.file.yields_to):
        if other not in known:
            source = YamlSource(read_utf8(Path(rule.path)), rule.path, RuleError)
            raise source.refuse(f"no rule is called '{other}'", ["yields-to", at], nearest(other, known))


def _without_what_only_people_read(rule: Rule) -> Rule:
    """`find` is there as a value; examples are for `explain` and the tests, which read the file."""
    return replace(rule, file=replace(rule.file, find={}, examples=Examples([], [])))


def _worded(rule: Rule, wording: Wording | None) -> Rule:
    """A rule that inserts a line in the words of a profile."""
    plan = rule.file.fix
    if wording is None or plan is None or plan.insert is None:
        return rule
    insert = Bilingual(wording.ko or plan.insert.ko, wording.en or plan.insert.en)
    return replace(rule, file=replace(rule.file, fix=replace(plan, insert=insert)))


def _configured(rule: Rule, config: Config) -> Rule:
    """A rule with what only the configuration can say of it."""
    find = rule.find
    if not isinstance(find, RequiredFind) or find.configured_by != "approval":
        return rule
    fields = [name.lower() for name in config.approval.fields] or find.fields
    return replace(rule, find=replace(find, due_for=list(config.approval.kinds), fields=fields))


def configured_entries(config: Config) -> Iterator[Entry]:
    """The names that a company gives, as entries of the lists that rules know them by."""
    names = {
        "company": config.company.names,
        "product": config.company.products,
        "competitor": config.competitors,
        "customer": config.customers,
        "approval-topic": config.approval.topics,
    }
    for name, terms in names.items():
        for term in dict.fromkeys(variant for written in terms for variant in name_variants(written)):
            yield Entry(name, term, boundary=_boundary(term))
    yield from _codename_entries(config.codenames)
    for host in config.internal_hosts:
        yield Entry("internal-host", max(host.split("*"), key=len), boundary="token")


def _boundary(name: str) -> Boundary:
    return "name" if name.isalpha() else "word"


def _codename_entries(names: Sequence[str]) -> Iterator[Entry]:
    """Code names as people write them, and those of one word, which are common words, too, as a part of what
    repositories, channels and hosts are called, or what a commit is about: baekdu-api, ops_baekdu, feat(baekdu),
    baekdu: fix."""
    heads = read_name_heads(grammar("name-heads.csv"))
    words = [name for name in names if name.isalpha()]
    for term in dict.fromkeys(variant for name in names for variant in name_variants(name, heads)):
        yield Entry("codename", term, boundary=_boundary(term), label=COMMON if term in words else "")
    for word in dict.fromkeys(word.lower() for word in words):
        yield from (Entry("codename", word + joint, boundary="stem", label=COMMON) for joint in "-_:")
        yield from (Entry("codename", joint + word, boundary="word", label=COMMON) for joint in "-_(")


def anchor_entries(rules: Sequence[Rule]) -> Iterator[Entry]:
    """The anchors of shapes that ask for no digits, so that the one scan finds them too."""
    shapes = (shape for rule in rules if isinstance(rule.find, PatternFind) for shape in rule.find.shapes)
    for anchor in sorted({anchor.lower() for shape in shapes if not shape.digits for anchor in shape.anchors}):
        yield Entry(ANCHORS, anchor, boundary="inside", label=anchor)


def name_variants(name: str, heads: Mapping[str, Sequence[str]] = MappingProxyType({})) -> Iterator[str]:
    """The ways in which people write a name of several parts: Falcon-X, FalconX; Project Aurora, project-aurora,
    Aurora project. `heads`: what else people say for a word that only says what is named (project, 프로젝트)."""
    parts = regex.split(r"[\s\-]+", name.strip())
    yield name
    if len(parts) > 1:
        yield from (joint.join(parts) for joint in (" ", "-", "_"))
        if len(parts) == 2:
            yield f"{parts[1]} {parts[0]}"
            for head in heads.get(parts[0].lower(), ()):
                yield from (
                    joint.join(pair) for joint in (" ", "-", "_") for pair in ((head, parts[1]), (parts[1], head))
                )
        # Joined up it is one word again, and its capital counts: GaramSoft.
        yield "".join(parts)


def lists_of(find: Any) -> Iterator[str]:
    """The names of all word lists that a part of a rule looks at."""
    for words in _expressions_in(find, ""):
        yield from (name for name, _ in named(words))


def _expressions_in(part: Any, field_name: str) -> Iterator[str]:
    if isinstance(part, str):
        if field_name in _WORD_FIELDS:
            yield part
    elif isinstance(part, list):
        for item in part:
            yield from _expressions_in(item, field_name or "any")
    elif is_dataclass(part):
        for one in fields(part):
            value = getattr(part, one.name)
            if not isinstance(value, str):
                yield from _expressions_in(value, one.name)


def check_words(rule: Rule, known: set[str], labels: Collection[tuple[str, str]]) -> None:
    """Every list that a rule names exists, and so does every label: a rule that can never speak is an error. `labels`
    are all that there are, each with its list."""
    for words in set(_expressions_in(rule, "")):
        for name, label in named(words):
            if name not in known:
                raise RuleError(
                    f"no word list is called '{name}'",
                    path=rule.path,
                    line=_line_of(words, rule),
                    hint=f"{nearest(name, known)} Or add a list of that name: ko/{name}.csv, en/{name}.csv",
                )
            if label and (name, label) not in labels:
                raise RuleError(
                    f"word list '{name}' has no row labelled '{label}'",
                    path=rule.path,
                    line=_line_of(words, rule),
                    hint=nearest(label, {there for of, there in labels if of == name and there}),
                )


def _check_beginnings(rule: Rule, plain: Collection[tuple[str, str]], labels: Collection[tuple[str, str]]) -> None:
    """A statement is looked for from a plain word of one of its concepts: with regular expressions alone it would never
    be found. `plain` are the lists, and labels, that have such words."""
    written = {(name, "") for name, _ in labels} | set(labels)
    for field_name in ("statements", "when", "accept"):
        for statement in getattr(rule.find, field_name, ()):
            lists = [one for words in statement.all for one in named(words)]
            if not any(one in plain or one not in written for one in lists):
                raise RuleError(
                    "this statement can never be found: each of its words is a regular expression",
                    path=rule.path,
                    line=_line_of(statement.all[0], rule),
                    hint=f"add plain words to one of its lists: {', '.join(sorted({name for name, _ in lists}))}",
                )


def _line_of(words: str, rule: Rule) -> int | None:
    """The first line of a rule's file that has an expression."""
    lines = read_utf8(Path(rule.path)).splitlines()
    return next((number for number, line in enumerate(lines, 1) if words in line), None)
