"""What a rule file says, as values. `schema.py` reads YAML into these; the checks read them.

Plain dataclasses, so that a compiled rulebook is read back without building a single schema. A word list is named in a
`Words` expression: `profanity`, `profanity:vulgar` (only the rows with that label), `own-company|company` (either).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, TypeAlias

Words: TypeAlias = str
SeverityName: TypeAlias = Literal["error", "warning", "info"]
CertaintyName: TypeAlias = Literal["confirmed", "likely", "unconfirmed"]
DraftKind: TypeAlias = Literal["personal", "corporate", "sponsored", "investor", "commit"]
Window: TypeAlias = Literal["clause", "sentence", "around", "paragraph"]
RegionGroup: TypeAlias = Literal["prose", "body", "lines", "everywhere"]
Language: TypeAlias = Literal["ko", "en"]

# The label of configured names that are one plain word, and so perhaps a word of the language.
COMMON = "common"
# The list of the literals that shapes look for first.
ANCHORS = "anchor"


@lru_cache(maxsize=4096)
def named(words: Words) -> tuple[tuple[str, str], ...]:
    """The (list, label) pairs of an expression; an empty label stands for all: `profanity:vulgar|hate`."""
    return tuple((name.partition(":")[0], name.partition(":")[2]) for name in words.split("|"))


def kebab(name: str) -> str:
    return name.replace("_", "-").strip("-")


# Keys are written with hyphens in YAML; a key that no field has is an error, never ignored.
STRICT: dict[str, Any] = {"extra": "forbid", "alias_generator": kebab, "str_strip_whitespace": True}


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A sentence in both languages."""

    __pydantic_config__ = STRICT
    ko: str
    en: str

    def in_language(self, lang: str) -> str:
        return self.ko if lang == "ko" else self.en


@dataclass(frozen=True, slots=True)
class TermFind:
    """A word of a list stands here.

    `unless`: words that excuse it in the same sentence; `unless_common`: those that excuse a name only if it is a word
    of the language, too (백두, Aurora), and none that could be nothing else (Falcon-X, Project Aurora). `disguised`:
    also look through sh1t and 시1발.
    """

    __pydantic_config__ = STRICT
    any: list[Words]
    unless: list[Words] = field(default_factory=list)
    unless_common: list[Words] = field(default_factory=list)
    disguised: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """Concepts that stand together. `mark`: which of `all` the finding marks (default: from the first to the last).

    `within`: `around` is the sentence with the one before and the one after. `also`: what must stand besides, each in a
    sentence that nothing excuses, under the same heading (`also_in: section`) or anywhere. `written_in`: it counts only
    in drafts that are mostly in that language.
    """

    __pydantic_config__ = STRICT
    all: list[Words]
    unless: list[Words] = field(default_factory=list)
    unless_around: list[Words] = field(default_factory=list)
    within: Window = "sentence"
    mark: list[Words] = field(default_factory=list)
    certainty: CertaintyName | None = None
    also: list[Words] = field(default_factory=list)
    also_in: Literal["section", "draft"] = "section"
    written_in: Language | None = None


@dataclass(frozen=True, slots=True)
class StatementFind:
    """Any one of several statements. `unless` of the whole excuses each; `unless_in_draft` looks at all of the
    draft. `unless_linked`: a link in the same paragraph excuses it, as it leads to what was left out. `not_on`: on the
    letters of these words no other list's word counts: the company's own name is nobody else's."""

    __pydantic_config__ = STRICT
    statements: list[Statement]
    not_on: list[Words] = field(default_factory=list)
    unless: list[Words] = field(default_factory=list)
    unless_around: list[Words] = field(default_factory=list)
    unless_in_draft: list[Words] = field(default_factory=list)
    unless_linked: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A form that can be written as a regular expression.

    `anchors`: literals of which one must stand in the text at all (a cheap first look; empty: always looked for);
    `digits`: how many digits must stand close together at least.
    `near`: words of which one must stand within `distance` characters before or after. `check`: a validator by name.
    `group`: the group that is the finding. `not_near`: words that excuse it, at the same distance.
    """

    __pydantic_config__ = STRICT
    label: str
    match: str
    anchors: list[str] = field(default_factory=list)
    digits: int = 0
    check: list[str] = field(default_factory=list)
    near: list[Words] = field(default_factory=list)
    not_near: list[Words] = field(default_factory=list)
    distance: int = 30
    certainty: CertaintyName | None = None
    ignore_case: bool = False


@dataclass(frozen=True, slots=True)
class InPassing:
    """What stands in running text: neither alone in its line nor set off by brackets, dashes or bars.

    `certainty`: of what is found there, unless one of `firm_with` stands in its sentence. `unless`: what excuses it
    there, and there only.
    """

    __pydantic_config__ = STRICT
    certainty: CertaintyName
    firm_with: list[Words] = field(default_factory=list)
    unless: list[Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PatternFind:
    """Any of several shapes, or a word of a list (hosts that the configuration names)."""

    __pydantic_config__ = STRICT
    shapes: list[Shape]
    any: list[Words] = field(default_factory=list)
    unless: list[Words] = field(default_factory=list)
    in_passing: InPassing | None = None


@dataclass(frozen=True, slots=True)
class AttackFind:
    """A hostile word that is about a target.

    `targets` and `hostile` meet in a sentence, or the next sentence takes the target up with one of `pronouns`.
    `joined`: phrases that hold target and hostility in one (진상 고객). `denials` turn the hostile word (아니다,
    not), `comparisons` make the target the measure (보다, than); rows are labelled `before` or `after` the word that
    they turn. `unless`: what makes it no attack.
    """

    __pydantic_config__ = STRICT
    targets: list[Words]
    hostile: list[Words]
    joined: list[Words] = field(default_factory=list)
    pronouns: list[Words] = field(default_factory=list)
    others: list[Words] = field(default_factory=list)
    denials: list[Words] = field(default_factory=lambda: ["denial"])
    comparisons: list[Words] = field(default_factory=lambda: ["comparison"])
    links: list[Words] = field(default_factory=lambda: ["preposition"])
    unless: list[Words] = field(default_factory=list)
    unless_around: list[Words] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Edited:
    """Front matter keys: the post was changed if a day in `changed` comes after each day in `published`."""

    __pydantic_config__ = STRICT
    published: list[str]
    changed: list[str]


@dataclass(frozen=True, slots=True)
class RequiredFind:
    """Something must stand in the draft.

    `when`: the statements that make it due (none: always); `due_for`: kinds of draft that owe it whatever they say;
    `when_edited`: what the front matter says of a later change makes it due. `configured_by`: a key of the
    configuration that says for which kinds it is due and, if it wants to, which fields fulfil it.
    `accept`: the statements that fulfil it; `fields`: front matter keys that fulfil it by having a value outside
    `empty`. `where`: `opening` is the title, tags left out, and the first block; `edges` are the first blocks and the
    last. `at`: where a missing thing is shown.
    """

    __pydantic_config__ = STRICT
    accept: list[Statement]
    when: list[Statement] = field(default_factory=list)
    when_edited: Edited | None = None
    due_for: list[DraftKind] = field(default_factory=list)
    configured_by: Literal["approval"] | None = None
    unless_in_draft: list[Words] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    all_fields: list[str] = field(default_factory=list)
    empty: list[Words] = field(default_factory=list)
    where: Literal["anywhere", "opening", "edges"] = "anywhere"
    at: Literal["start", "end", "evidence"] = "start"


@dataclass(frozen=True, slots=True)
class MetadataFind:
    """The front matter, or the writer, says when or how this was written.

    `fields` hold a time; a finding if it falls on `weekdays` (0 is Monday) between the two `hours` ("09:00-18:00").
    `said`: statements in the text that say so. `unless_fields`: front matter keys that excuse it.
    """

    __pydantic_config__ = STRICT
    fields: list[str]
    weekdays: list[int]
    hours: str
    said: list[Statement] = field(default_factory=list)
    unless: list[Words] = field(default_factory=list)
    unless_fields: list[str] = field(default_factory=list)


Find: TypeAlias = TermFind | StatementFind | PatternFind | AttackFind | RequiredFind | MetadataFind
FIND_BY_CHECK: dict[str, type[Find]] = {
    "term": TermFind,
    "pattern": PatternFind,
    "statement": StatementFind,
    "attack": AttackFind,
    "required": RequiredFind,
    "metadata": MetadataFind,
}


@dataclass(frozen=True, slots=True)
class Examples:
    """Sentences, or whole drafts, that the rule flags (⟦exactly here⟧) and that it passes."""

    __pydantic_config__ = STRICT
    flags: list[str]
    passes: list[str]


@dataclass(frozen=True, slots=True)
class Replacement:
    """What an expression matches, and what takes its place: `\\1` is its first group, nothing cuts it."""

    __pydantic_config__ = STRICT | {"str_strip_whitespace": False}
    match: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class FixPlan:
    """How a finding of the rule is made to go away; one of the four.

    `insert`: a paragraph to add `at` one end of the text, in the draft's language, with {company}, {author}, {role}
    and {press-contact} filled in. `move_up`: the paragraph of the finding goes to the opening. `mask`: what hides the
    value; the first that matches in it is taken. `reword`: the same for the words, which may reach beyond the finding.
    `safe`: the fix changes nothing that the writer said; `safe_for`: nor does it in these kinds of draft.
    """

    __pydantic_config__ = STRICT
    insert: Bilingual | None = None
    at: Literal["opening", "end"] = "end"
    move_up: bool = False
    mask: list[Replacement] = field(default_factory=list)
    reword: list[Replacement] = field(default_factory=list)
    safe: bool = True
    safe_for: list[DraftKind] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Raised:
    """A severity that holds while a period of the configuration lasts. `fields` hold the day of the post; without one
    it is the day of the run. `only`: at other times the rule says nothing."""

    __pydantic_config__ = STRICT
    during: Literal["election-periods", "quiet-periods"]
    severity: SeverityName
    fields: list[str]
    only: bool = False


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule file, apart from `find`, whose shape depends on `check`.

    `kinds`: the kinds of draft that the rule is for (none: every kind, commit messages too).
    `unless_under`: words that, in the title or in the nearest heading above, say that what follows is talk about
    such words (a style guide, a glossary) and no use of them. `quoted`: what stands between quotation marks is somebody
    else's words, reported; `pass` lets it pass. `mask`: what it finds is a secret, unreadable in every output.
    `baseline: never`: what it finds is too grave to be recorded and left alone; somebody must take it out, or approve
    it in a waiver. `raised`: when it weighs more. `yields_to`: rules that say the same of the same words, and better:
    where one of them found something there, this one keeps silent.
    """

    __pydantic_config__ = STRICT
    check: Literal["term", "pattern", "statement", "attack", "required", "metadata"]
    """The kind of check that carries the rule."""
    severity: SeverityName
    """How much a finding weighs, unless a profile or the configuration says otherwise."""
    find: dict[str, Any]
    """What to look for; its keys depend on `check`."""
    title: Bilingual
    """What the rule is about, in a few words."""
    why: Bilingual
    """Whom it hurts, and how."""
    message: Bilingual
    """What a finding says; `{match}` is what was found."""
    advice: Bilingual
    """What to write instead."""
    examples: Examples
    """What the rule flags and what it passes; `draftlint rules --test` runs them."""
    source: list[str]
    """By whose word: the guideline or the law."""
    certainty: CertaintyName = "likely"
    """How sure a finding is."""
    languages: list[Literal["ko", "en"]] = field(default_factory=lambda: ["ko", "en"])
    """The languages that the rule speaks."""
    kinds: list[DraftKind] = field(default_factory=list)
    """The kinds of draft that it judges; none named: all."""
    regions: RegionGroup = "prose"
    """Where in a draft it looks."""
    unless_under: list[Words] = field(default_factory=list)
    """Words that, in the title or the nearest heading above, excuse what follows."""
    quoted: Literal["flag", "pass"] = "flag"
    """Whether what stands between quotation marks is passed."""
    block_quoted: Literal["flag", "unsure"] = "flag"
    """Whether what stands in a block quote, where the we is often somebody else's, is only worth a look."""
    mask: bool = False
    """Whether what was found is a secret, masked in every output."""
    baseline: Literal["allowed", "never"] = "allowed"
    """Whether a baseline may record what was found."""
    fix: FixPlan | None = None
    """What makes a finding go away."""
    raised: Raised | None = None
    """When a finding weighs more than usual."""
    scored: bool = False
    """Whether what is not certain must also be borne out by the words around it (`lexicons/scores.csv`)."""
    yields_to: list[str] = field(default_factory=list)
    """Rules that come first: on words where one of them found something, this one keeps silent."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, ready to judge by: its id, the file that says it, and how to look."""

    id: str
    path: str
    file: RuleFile
    find: Find
