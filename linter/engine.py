"""The six steps, in their order: read, fold, scan, analyse, judge, report. The only module that knows the order.

Judging is done twice where a word is in doubt. First every doubtful word is taken for what a rule looks for and no
doubtful word excuses anything, so nothing can be lost; then morphology settles the sentences that mattered, those of
many drafts in one call, and those drafts are judged again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import regex

from linter.checks import attack, metadata, pattern, required, statement, term
from linter.collector import paused
from linter.evidence import Evidence, Verdict
from linter.findings import Place, complaint_finding, finding, is_out_of_season, mask
from linter.fixing.workpiece import Workpiece
from linter.model import PROSE, Certainty, Draft, Finding, Hit, Problem, RegionKind, Report, Sentence, Span, Token, Told
from linter.rulebook.rulebook import Rulebook
from linter.rulebook.rules import Rule
from linter.scoring import is_outweighed
from linter.text.fold import Folded, fold_all
from linter.text.korean import Morphology, is_inflected
from linter.text.passage import Passage
from linter.text.spans import Spans
from linter.verdict.suppression import Allowed, read_allowances, unused

_HANGUL = re.compile(r"[가-힣]")
_LETTER = regex.compile(r"\p{L}")
JUDGES: dict[str, Callable[..., Iterator[Verdict]]] = {
    "term": term.judge,
    "pattern": pattern.judge,
    "statement": statement.judge,
    "attack": attack.judge,
    "required": required.judge,
    "metadata": metadata.judge,
}


class Judged(NamedTuple):
    """A draft with what the rules say of it so far, and the sentences that morphology must still settle."""

    evidence: Evidence
    rulebook: Rulebook
    verdicts: tuple[Verdict, ...]
    problems: tuple[Problem, ...]
    open_sentences: frozenset[Sentence]


@paused()
def check_drafts(
    drafts: Iterable[tuple[Draft, Rulebook]],
    lang: str = "auto",
    *,
    morphology: Morphology | None = None,
    analyse_everything: bool = False,
    progress: Callable[[], None] = lambda: None,
) -> Report:
    """Judge drafts, each under its rulebook. `analyse_everything` is the slow reference that tests compare with."""
    findings: list[Finding] = []
    problems: list[Problem] = []
    open_ones: list[Judged] = []
    paths: list[str] = []
    for draft, rulebook in drafts:
        one = judge(gather(draft, rulebook), rulebook, analyse_everything=analyse_everything)
        paths.append(draft.path)
        if one.open_sentences:
            open_ones.append(one)
        else:
            findings += findings_of(draft, rulebook, told(one), lang)
            problems += one.problems
        progress()
    for one in settle(open_ones, morphology or Morphology()):
        findings += findings_of(one.evidence.draft, one.rulebook, told(one), lang)
        problems += one.problems
    return Report(len(paths), tuple(sorted(findings, key=lambda f: f.sort_key)), tuple(problems), paths=tuple(paths))


def gather(draft: Draft, rulebook: Rulebook) -> Evidence:
    """Fold and scan: every word of every list, unjudged."""
    passages = _passages(draft)
    scanned = rulebook.scanner.scan(passages)
    return Evidence(draft, kind_of(draft, rulebook), passages, scanned, rulebook.expressions, rulebook.scores)


def _passages(draft: Draft) -> list[Passage]:
    """The folded regions; in code, links and fields white space counts."""
    raw = (RegionKind.CODE, RegionKind.LINK, RegionKind.FIELD)
    folded: dict[int, Folded] = {}
    for keep_spaces in (False, True):
        group = [at for at, region in enumerate(draft.regions) if (region.kind in raw) is keep_spaces]
        texts = fold_all([draft.regions[at].text for at in group], keep_spaces=keep_spaces)
        folded |= zip(group, texts, strict=True)
    return [Passage(folded[at]) for at in range(len(draft.regions))]


def kind_of(draft: Draft, rulebook: Rulebook) -> str:
    """What a draft is: a commit message by its format; else its front matter's word, the configuration's, the
    profile's."""
    if draft.format == "commit":
        return "commit"
    return own_kind(draft) or rulebook.loaded.kind_of(Path(draft.path)) or rulebook.kind


def own_kind(draft: Draft) -> str | None:
    """What a draft's front matter says that it is."""
    own = str(draft.meta.get("kind", "")).lower()
    return own if own in ("personal", "corporate", "sponsored", "investor") else None


def judge(evidence: Evidence, rulebook: Rulebook, *, analyse_everything: bool = False) -> Judged:
    """What each rule says, and which sentences morphology must settle for it."""
    verdicts, problems = _judged_by(rulebook.rules, evidence)
    if analyse_everything:
        doubts = _doubts_anywhere({name for rule in rulebook.rules for name in rulebook.lists[rule.id]}, evidence)
    else:
        doubts = _doubts(verdicts, rulebook, evidence)
    return Judged(
        evidence, rulebook, tuple(verdicts), tuple(problems), frozenset(_sentence(evidence, hit) for hit in doubts)
    )


def _judged_by(rules: Iterable[Rule], evidence: Evidence) -> tuple[list[Verdict], list[Problem]]:
    """What some rules say. One that crashes on a draft is a problem that names both; the others go on."""
    verdicts: list[Verdict] = []
    problems: list[Problem] = []
    for rule in rules:
        if rule.file.kinds and evidence.kind not in rule.file.kinds:
            continue
        try:
            judged = JUDGES[rule.file.check](rule, rule.find, evidence)
            verdicts += [_in_its_place(evidence, v) for v in judged if _speaks(rule, evidence, v)]
        except Exception as problem:
            text = f"rule {rule.id} failed on this draft: {type(problem).__name__}: {problem}"
            problems.append(
                Problem(evidence.draft.path, text, "please report this as a bug of draftlint", internal=True)
            )
    return verdicts, problems


def _speaks(rule: Rule, evidence: Evidence, verdict: Verdict) -> bool:
    """Whether the rule speaks the language of the sentence (a rule with both languages always does), neither a heading
    above nor quotation marks say that this is talk about words, and the words around don't speak against it."""
    if rule.file.quoted == "pass" and evidence.passages[verdict.region].is_quoted(verdict.span):
        return False
    if rule.file.unless_under and evidence.is_under(rule.file.unless_under, verdict.region):
        return False
    if is_outweighed(verdict, evidence):
        return False
    if len(rule.file.languages) > 1:
        return True
    text = evidence.passages[verdict.region].sentence_around(verdict.span)
    return language(evidence.passages[verdict.region].plain[text.start : text.end]) in rule.file.languages


def _in_its_place(evidence: Evidence, verdict: Verdict) -> Verdict:
    """The verdict, less certain where a block quote makes it doubtful whose words these are."""
    is_quoted = evidence.draft.regions[verdict.region].kind is RegionKind.QUOTE
    if is_quoted and verdict.rule.file.block_quoted == "unsure":
        return verdict._replace(certainty=Certainty.UNCONFIRMED)
    return verdict


def _doubts(verdicts: Iterable[Verdict], rulebook: Rulebook, evidence: Evidence) -> Iterator[Hit]:
    """The doubtful words that matter to the verdicts: those where a rule has looked, in a region or all over."""
    anywhere: set[str] = set()  # the lists of rules that have looked at the whole draft
    looked_at: dict[tuple[int, str], set[Span]] = {}
    for one in verdicts:
        if one.scope is None:
            anywhere |= rulebook.lists[one.rule.id]
        else:
            looked_at.setdefault((one.region, one.rule.id), set()).add(one.scope)
    yield from _doubts_anywhere(anywhere, evidence)
    for (region, rule_id), scopes in looked_at.items():
        spans = Spans(sorted(scopes))
        for name in rulebook.lists[rule_id]:
            if region in evidence.scanned.places(name):
                for hit in evidence.hits(name, region):
                    if not hit.settled and spans.first_over(hit.span) is not None:
                        yield hit


def _doubts_anywhere(lists: Iterable[str], evidence: Evidence) -> Iterator[Hit]:
    for name in lists:
        for region in evidence.scanned.places(name):
            yield from (hit for hit in evidence.hits(name, region) if not hit.settled)


def _sentence(evidence: Evidence, hit: Hit) -> Sentence:
    return Sentence(hit.region, evidence.passages[hit.region].sentence_around(hit.span))


def settle(judged: Sequence[Judged], morphology: Morphology) -> list[Judged]:
    """Send the open sentences of all drafts to morphology in one call and judge those drafts again."""
    asked = [
        (at, sentence)
        for at, one in enumerate(judged)
        for sentence in sorted(one.open_sentences, key=lambda s: (s.region, s.span))
    ]
    texts = [judged[at].evidence.passages[s.region].plain[s.span.start : s.span.end] for at, s in asked]
    answers: dict[int, dict[Sentence, list[Token]]] = {}
    for (at, sentence), tokens in zip(asked, morphology.analyse(texts), strict=True):
        answers.setdefault(at, {})[sentence] = [
            t._replace(span=Span(t.span.start + sentence.span.start, t.span.end + sentence.span.start)) for t in tokens
        ]
    return [_judged_again(one, answers[at]) if at in answers else one for at, one in enumerate(judged)]


def _judged_again(one: Judged, answers: dict[Sentence, list[Token]]) -> Judged:
    old = one.evidence

    def settle_hit(hit: Hit) -> Hit | None:
        return _settled(hit, answers.get(_sentence(old, hit)))

    new = Evidence(old.draft, old.kind, old.passages, old.scanned, one.rulebook.expressions, old.scores, settle_hit)
    settled = {hit.list for hit in old.doubtful() if _sentence(old, hit) in answers}
    # A rule sees nothing but the hits of its lists: where none of them was in doubt, what it said holds.
    again = [rule for rule in one.rulebook.rules if not settled.isdisjoint(one.rulebook.lists[rule.id])]
    verdicts, problems = _judged_by(again, new)
    unasked = {rule.id for rule in one.rulebook.rules} - {rule.id for rule in again}
    kept = [verdict for verdict in one.verdicts if verdict.rule.id in unasked]
    order = {rule.id: at for at, rule in enumerate(one.rulebook.rules)}
    return one._replace(
        evidence=new,
        verdicts=tuple(sorted((*kept, *verdicts), key=lambda verdict: order[verdict.rule.id])),
        problems=tuple(dict.fromkeys((*one.problems, *problems))),
        open_sentences=frozenset(),
    )


def _settled(hit: Hit, tokens: list[Token] | None) -> Hit | None:
    """The hit as morphology sees it; None if it is another word."""
    if hit.settled or tokens is None:
        return hit
    return hit._replace(settled=True) if is_word(hit, tokens) else None


def is_word(hit: Hit, tokens: Sequence[Token]) -> bool:
    """Whether the morphemes agree that the hit is a word of its part of speech, from a border to a border."""
    tags = tuple(hit.pos.split("|"))
    starts = [token for token in tokens if token.span.start == hit.span.start]
    ends = [token for token in tokens if token.span.end == hit.span.end]
    if is_inflected(tags[0]):
        last = hit.term.rsplit(" ", 1)[-1].removesuffix("다")
        inside = [token for token in tokens if hit.span.start <= token.span.start < hit.span.end]
        return bool(starts) and any(t.tag.startswith(tags) and t.lemma.removesuffix("다") == last for t in inside)
    return bool(starts) and bool(ends) and ends[-1].tag.startswith(tags)


def told(one: Judged) -> list[Told]:
    """The verdicts on a draft, placed in its source; of rules that say the same of the same words, one speaks."""
    placed = [
        (verdict.rule, Told(verdict.rule.id, _source_span(one.evidence, verdict), verdict.certainty))
        for verdict in one.verdicts
    ]
    found = [(rule, told) for rule, told in placed if len(told.span)]
    spoken: dict[str, list[Span]] = {}
    for _, each in found:
        spoken.setdefault(each.rule, []).append(each.span)
    places = {rule: Spans(sorted(spans)) for rule, spans in spoken.items()}
    return [
        told
        for rule, told in found
        if not any(
            stronger in places and places[stronger].first_over(told.span) is not None
            for stronger in rule.file.yields_to
        )
    ]


def findings_of(draft: Draft, rulebook: Rulebook, verdicts: Sequence[Told], lang: str) -> Iterator[Finding]:
    """Findings of verdicts: suppressed where a comment allows it, secrets masked everywhere."""
    allowances, complaints = read_allowances(draft, rulebook.known_ids)
    if not verdicts and not allowances and not complaints:
        return
    place = Place(draft, mask(draft.source, secrets_of(verdicts, rulebook)), date.today())
    work = _workpiece(draft, rulebook, place.masked, lang)
    used, allowed = set(), Allowed(allowances)
    for one in verdicts:
        if is_out_of_season(rulebook.rule(one.rule), rulebook, place):
            continue
        allowance = allowed.by(one.rule, one.span)
        used.add(allowance)
        yield place.located(finding(rulebook.rule(one.rule), one, place, rulebook, work, allowance))
    judged_ids = [rule.id for rule in rulebook.rules]
    for complaint in [*complaints, *unused(allowances, filter(None, used), judged_ids)]:
        yield complaint_finding(complaint, place, work.spoken)


def secrets_of(told: Iterable[Told | Finding], rulebook: Rulebook) -> list[Span]:
    """The places whose words no output may show."""
    masking = {rule.id for rule in rulebook.rules if rule.file.mask}
    return [one.span for one in told if one.rule in masking]


def why_not_fixed(draft: Draft, rulebook: Rulebook, findings: Sequence[Finding], lang: str) -> dict[Finding, str]:
    """For those findings that draftlint could fix but does not, a sentence that says why."""
    from linter.fixing.propose import Refusal, propose

    work = _workpiece(draft, rulebook, mask(draft.source, secrets_of(findings, rulebook)), lang)
    judged = [one for one in findings if one.suppressed is None and one.rule in rulebook.known_ids]
    proposals = (
        (one, propose(rulebook.rule(one.rule), Told(one.rule, one.span, one.certainty), work)) for one in judged
    )
    return {one: proposal.reason for one, proposal in proposals if isinstance(proposal, Refusal)}


def _workpiece(draft: Draft, rulebook: Rulebook, masked: str, lang: str) -> Workpiece:
    written = language("".join(region.text for region in draft.regions if region.kind in PROSE))
    spoken = written if lang == "auto" else lang
    kind, config = kind_of(draft, rulebook), rulebook.loaded.config
    return Workpiece(draft, masked, written, kind, spoken, config, rulebook.particles)


def _source_span(evidence: Evidence, verdict: Verdict) -> Span:
    folded = evidence.passages[verdict.region].folded
    return evidence.draft.regions[verdict.region].to_source(folded.to_region(verdict.span))


def language(text: str) -> str:
    """`ko` where Hangul is a fair part of the letters, else `en`."""
    return "ko" if len(_HANGUL.findall(text)) * 8 > len(_LETTER.findall(text)) else "en"
