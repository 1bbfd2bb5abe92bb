"""One page that an editor reads: every draft with its findings marked in its text and listed beside it.

The page asks nothing of any network and runs no script but its own: its content security policy names the digests of
the two files that are built in. Whatever comes from a draft is text, escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from linter.model import Certainty, Finding, Problem, Report, RuleSummary
from linter.reporters.controls import visible
from linter.reporters.html.marked import Piece, lines
from linter.reporters.html.words import ICONS, WORDS, Words
from linter.reporters.languages import language
from linter.reporters.places import place
from linter.reporters.suppressions import told

_HERE = Path(__file__).parent


def render(report: Report, lang: str) -> str:
    words = WORDS[lang]
    style, script = ((_HERE / name).read_text("utf-8") for name in ("page.css", "page.js"))
    grouped = groupby(report.findings, key=lambda finding: finding.path)
    drafts = [(path, list(findings)) for path, findings in grouped]
    sections = [
        _draft(number, path, findings, report, words) for number, (path, findings) in enumerate(drafts, start=1)
    ]
    found = {path for path, _ in drafts}
    clean = [path for path in report.paths if path not in found]
    body = (_problems(report.problems, words), *sections, _clean(clean, words))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n{_policy(style, script)}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(words['title'])}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_header(report, words)}{_filters(report, words)}<main>\n{''.join(body)}</main>\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _policy(style: str, script: str) -> str:
    rules = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'"
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}; form-action \'none\'">'


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode("ascii")


def _header(report: Report, words: Words) -> str:
    counts = Counter(_state(finding) for finding in report.findings)
    tiles = "".join(
        f'<li class="{state}"><b>{counts[state]}</b> <span>{ICONS[state]} {escape(words[state])}</span></li>'
        for state in ICONS
        if counts[state] or state != "suppressed"
    )
    drafts = words["drafts"].format(n=report.drafts) if report.drafts != 1 else words["draft"]
    said = words["found"] if report.findings else words["nothing"]
    return (
        f"<header><h1>{escape(words['title'])}</h1>"
        f'<p>{escape(said.format(drafts=drafts))}</p><ul class="counts">{tiles}</ul></header>\n'
    )


def _filters(report: Report, words: Words) -> str:
    if not report.findings:
        return ""
    states = {_state(finding) for finding in report.findings}
    boxes = "".join(
        f'<label class="{state}"><input type="checkbox" value="{state}" checked> {ICONS[state]} '
        f"{escape(words[state])}</label>"
        for state in ICONS
        if state in states
    )
    rules = Counter(finding.rule for finding in report.findings)
    paths = Counter(finding.path for finding in report.findings)
    return (
        f'<form class="filters" aria-label="{escape(words["filter"])}"><fieldset>'
        f"<legend>{escape(words['severity'])}</legend>{boxes}</fieldset>"
        f"{_select('rule', words['rule'], words['all-rules'], rules)}"
        f"{_select('draft', words['draft-name'], words['all-drafts'], paths)}"
        f'<button type="reset">{escape(words["reset"])}</button>'
        f'<output data-template="{escape(words["shown"])}"></output>'
        f'<p class="keys">{words["keys"]}</p></form>\n'
    )


def _select(name: str, label: str, everything: str, counts: Counter[str]) -> str:
    options = "".join(
        f'<option value="{escape(value)}">{escape(value)} ({count})</option>' for value, count in sorted(counts.items())
    )
    return (
        f'<label>{escape(label)} <select name="{name}"><option value="">{escape(everything)}</option>'
        f"{options}</select></label>"
    )


def _problems(problems: Iterable[Problem], words: Words) -> str:
    items = "".join(
        f"<li><b>{escape(problem.path)}{f':{problem.line}' if problem.line else ''}</b> {escape(problem.message)}"
        f"{f' <span>({escape(problem.hint)})</span>' if problem.hint else ''}</li>"
        for problem in problems
    )
    if not items:
        return ""
    return f'<section class="problems"><h2>{escape(words["problems"])}</h2><ul>{items}</ul></section>\n'


def _clean(paths: Sequence[str], words: Words) -> str:
    if not paths:
        return ""
    items = "".join(f"<li>{escape(path)}</li>" for path in paths)
    title = words["clean"].format(n=len(paths))
    return f'<details class="clean"><summary>{escape(title)}</summary><ul>{items}</ul></details>\n'


def _draft(number: int, path: str, findings: Sequence[Finding], report: Report, words: Words) -> str:
    counts = Counter(_state(finding) for finding in findings)
    told = " ".join(
        f'<span class="{state}">{ICONS[state]} {escape(words[state])} {counts[state]}</span>'
        for state in ICONS
        if counts[state]
    )
    cards = "".join(
        _card(f"{number}-{at}", at, finding, report.rules.get(finding.rule), words)
        for at, finding in enumerate(findings, start=1)
    )
    return (
        f'<section class="draft" data-draft="{escape(path)}" aria-labelledby="d{number}">'
        f'<h2 id="d{number}">{escape(path)} <small>{told}</small></h2><div class="columns">'
        f'{_text(number, findings, report.texts.get(path, ""))}<ol class="cards">{cards}</ol></div></section>\n'
    )


def _text(number: int, findings: Sequence[Finding], text: str) -> str:
    shown = "".join(
        f'<div data-line="{at}">{"".join(_piece(number, piece, findings) for piece in line) or "<br>"}</div>\n'
        for at, line in enumerate(lines(text, findings), start=1)
    )
    has_lines = "" if any(finding.part for finding in findings) else " numbered"
    return f'<div class="text{has_lines}" lang="{language(text)}">{shown}</div>'


def _piece(number: int, piece: Piece, findings: Sequence[Finding]) -> str:
    references = "".join(
        f'<a class="reference {_state(findings[index])}" id="m{number}-{index + 1}" href="#f{number}-{index + 1}" '
        f'title="{escape(findings[index].message)}">{index + 1}</a>'
        for index in piece.begins
    )
    text = escape(visible(piece.text))
    if not piece.under or not text:
        return references + text
    names = " ".join(f"f{number}-{index + 1}" for index in piece.under)
    return f'{references}<mark class="{_worst(findings, piece)}" data-findings="{names}">{text}</mark>'


def _worst(findings: Sequence[Finding], piece: Piece) -> str:
    states = {_state(findings[index]) for index in piece.under}
    return next(state for state in ICONS if state in states)


def _card(name: str, number: int, finding: Finding, rule: RuleSummary | None, words: Words) -> str:
    state = _state(finding)
    doubt = f" <em>{escape(words['unconfirmed'])}</em>" if finding.certainty is Certainty.UNCONFIRMED else ""
    return (
        f'<li id="f{name}" class="card {state}" tabindex="0" data-state="{state}" data-rule="{escape(finding.rule)}" '
        f'data-mark="m{name}"><p class="head"><a class="reference {state}" href="#m{name}">{number}</a> '
        f'<span class="state">{ICONS[state]} {escape(words[str(finding.severity)])}</span>{doubt} '
        f'<span class="place">{escape(place(finding, words["lang"]))}</span></p>'
        f'<p class="message" lang="{language(finding.message)}">{escape(finding.message)}</p>'
        f"{_remedy(finding, words)}{_reasons(finding, rule, words)}</li>\n"
    )


def _remedy(finding: Finding, words: Words) -> str:
    if finding.suppressed is not None:
        return f'<p class="allowed">{escape(told(finding.suppressed, words["lang"]))}</p>'
    fix = f'<p class="fix">{escape(words["fix"])} {escape(finding.fix.title)}</p>' if finding.fix else ""
    return f'<p class="advice" lang="{language(finding.advice)}">{escape(finding.advice)}</p>{fix}'


def _reasons(finding: Finding, rule: RuleSummary | None, words: Words) -> str:
    name = f'<code class="rule">{escape(finding.rule)}</code>'
    if rule is None:
        return f"<p>{name}</p>"
    sources = "".join(f"<li>{escape(source)}</li>" for source in rule.source)
    return (
        f"<details><summary>{escape(rule.title[words['lang']])} {name}</summary>"
        f"<p>{escape(rule.why[words['lang']])}</p><ul>{sources}</ul></details>"
    )


def _state(finding: Finding) -> str:
    return str(finding.severity) if finding.suppressed is None else "suppressed"
