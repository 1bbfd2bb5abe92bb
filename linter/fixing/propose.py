"""How a finding can be made to go away, or why draftlint can't do it."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from linter.fixing.places import move_up
from linter.fixing.wording import masked, reworded
from linter.fixing.workpiece import Workpiece
from linter.model import Certainty, Edit, Fix, Told
from linter.rulebook.rules import Bilingual, FixPlan, Rule
from linter.text.sentences import sentences

_FACT = regex.compile(r"\{(?P<name>[\w-]+)\}")
_MOST_SENTENCES_TO_MOVE = 2
_LONGEST_IN_A_TITLE = 60
_AUTHOR = Bilingual(
    "author: {name: …, role: …} (초고의 글머리에 적어도 됩니다)",
    "author: {name: …, role: …} (or in the draft's front matter)",
)
_KEYS = {
    "company": Bilingual("company: {names: […]}", "company: {names: […]}"),
    "author": _AUTHOR,
    "role": _AUTHOR,
    "press-contact": Bilingual("press-contact: …", "press-contact: …"),
}
_INSERT = {
    "opening": Bilingual("글 첫머리에 넣기: {text}", "Insert at the opening: {text}"),
    "end": Bilingual("글 끝에 넣기: {text}", "Insert at the end: {text}"),
}
_MOVE = Bilingual("이 문단을 글 첫머리로 옮기기", "Move this paragraph to the opening")
_MASK = Bilingual("가리기: {text}", "Mask it: {text}")
_REWORD = Bilingual("바꿔 쓰기: '{old}' → '{text}'", "Write '{text}' instead of '{old}'")
_CUT = Bilingual("빼기: '{old}'", "Cut '{old}'")
_NOT_TEXT = Bilingual(
    "이런 파일은 draftlint가 고쳐 쓸 수 없습니다. 알려 준 문단을 직접 고치세요",
    "draftlint can't edit this kind of file; edit the part that the finding names by hand",
)
_UNKNOWN = Bilingual(
    "넣을 문장에 필요한 값을 모릅니다. .draftlint.yaml에 적어 주세요: {what}",
    "the line to insert needs something that is not known; set it in .draftlint.yaml: {what}",
)
_BY_HAND = Bilingual(
    "이런 형식의 파일에는 문단을 넣지 못하니 직접 넣으세요: {what}",
    "draftlint does not insert paragraphs into this kind of file; add it by hand: {what}",
)
_MARKUP = Bilingual(
    "글자 사이에 서식 기호가 끼어 있으니 직접 고치세요", "markup stands between the letters; edit it by hand"
)
_SHARED = Bilingual(
    "표시가 따로 선 문단이 아니니 직접 옮기세요", "the label is no paragraph of its own; move it by hand"
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a finding that could be fixed is not: a sentence for the writer."""

    reason: str


def propose(rule: Rule, told: Told, work: Workpiece) -> Fix | Refusal | None:
    """The fix of a finding, or why there is none; None where the rule knows no fix that would read well."""
    plan = rule.file.fix
    if plan is None:
        return None
    if not work.draft.is_text:
        return _refused(_NOT_TEXT, work)
    is_safe = (plan.safe or work.kind in plan.safe_for) and told.certainty > Certainty.UNCONFIRMED
    if plan.insert is not None:
        return _inserted(rule.id, plan, plan.insert, work, is_safe)
    if plan.move_up:
        return _moved(told, work, is_safe)
    if plan.mask:
        edit = masked(work, told.span, plan.mask)
        return Fix(_said(_MASK, work, edit.text), (edit,), is_safe) if edit else _refused(_MARKUP, work)
    edit = reworded(work, told.span, plan.reword)
    return Fix(_wording_title(edit, work), (edit,), is_safe) if edit else None


def _inserted(rule_id: str, plan: FixPlan, texts: Bilingual, work: Workpiece, is_safe: bool) -> Fix | Refusal:
    own = work.config.fixes.get(rule_id)
    text = (own.in_language(work.lang) if own else None) or texts.in_language(work.lang)
    facts = work.facts()
    unknown = [name for name in _FACT.findall(text) if facts.get(name) is None]
    if unknown:
        keys = [_KEYS[name].in_language(work.spoken) if name in _KEYS else name for name in unknown]
        return _refused(_UNKNOWN, work, ", ".join(dict.fromkeys(keys)))
    text = _FACT.sub(lambda match: facts[match.group("name")] or "", text)
    edit = work.insertion(text, plan.at)
    return Fix(_said(_INSERT[plan.at], work, text), (edit,), is_safe) if edit else _refused(_BY_HAND, work, text)


def _moved(told: Told, work: Workpiece, is_safe: bool) -> Fix | Refusal:
    found = work.stretch_at(told.span)
    region = found[1] if found else None
    if region is None or len(sentences(region.text)) > _MOST_SENTENCES_TO_MOVE or work.shows_a_secret(region.block):
        return _refused(_SHARED, work)
    edits = move_up(work.draft, region)
    return Fix(_MOVE.in_language(work.spoken), edits, is_safe) if edits else _refused(_SHARED, work)


def _wording_title(edit: Edit, work: Workpiece) -> str:
    old = work.draft.source[edit.span.start : edit.span.end].strip()
    return _said(_REWORD if edit.text.strip() else _CUT, work, edit.text.strip(), old)


def _said(title: Bilingual, work: Workpiece, text: str, old: str = "") -> str:
    shown = " ".join(text.split())
    if len(shown) > _LONGEST_IN_A_TITLE:
        shown = shown[: _LONGEST_IN_A_TITLE - 1].rstrip() + "…"
    return title.in_language(work.spoken).replace("{old}", old).replace("{text}", shown)


def _refused(reason: Bilingual, work: Workpiece, what: str = "") -> Refusal:
    return Refusal(reason.in_language(work.spoken).replace("{what}", what))
