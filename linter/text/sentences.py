"""Cut folded text into sentences and clauses. Linear, and right on the cases that matter here, not on all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from linter.model import Span
from linter.text.patterns import compiled

# A stop ends a sentence when white space or the end follows; not after a single letter ("A. Kim"), a number in a list
# ("1. 설치"), or a common abbreviation, nor in "No. 1". A quote or bracket may close after the stop.
_ABBREVIATION = (
    r"(?<!\b[a-zA-Z0-9]|\b[eE]\.g|\b[iI]\.e|\b[vV]s|\b[mMdD]rs?|\b[mM]s|\b[sS]t|\b[eE]tc|\b[iI]nc|\b[cC]o|\b[lL]td)"
)
_CLOSERS = r"[.!?…]*+[\"')\]」』》*_^~ㅋㅎㅠㅜ]*+"
_QUOTED_ON = r"이?라고|이?라는|이?라며|하고|하며|했"  # the quotation goes on: "왜?"라고 물었다
_STOP = regex.compile(
    rf"(?:{_ABBREVIATION}(?!(?<=\b[nN]o)\.\s?\d)\.|[!?…。！？]|(?<=[가-힣])\.|\.\.\.){_CLOSERS}"
    rf"(?:(?=\s+(?!{_QUOTED_ON})|$)|(*SKIP)(*FAIL))"  # where one stop of a row ends nothing, none of them does
)
# Rules compare the words of a sentence with each other, so no sentence may be as long as a draft.
_LONGEST = 10_000
# Korean connective endings and English conjunctions after which a new predicate begins. A name between two commas says
# who somebody is and begins none: our head of design, Ines Korbel, said ...
_NAME = r"(?-i:[A-Z][\w.'-]{0,30}(?:\s[A-Z][\w.'-]{0,30}){0,3})"
_CLAUSE = (
    rf"(?i),\s+(?!{_NAME},\s)(?<!,\s{_NAME},\s+)"
    r"|[;:]\s+|\s-\s|(?<=[가-힣](?:지만|는데|은데|인데|던데|으나|으며|면서|니까|므로|려고|거나|아서|어서|해서|여서|고|며))\s+"
    r"|\s+(?=(?:but|and|while|whereas|although|though|because|which|who|so|yet|when|if|unless)\b)"
)
# Folding has made typographic marks straight; an apostrophe stands inside a word.
_QUOTATION = (
    r"\"(?P<said>[^\"\n]{1,300})\"|(?<!\w)'(?P<said>[^'\n]{2,200})'(?![a-zA-Z0-9])"
    r"|「(?P<said>[^」]+)」|『(?P<said>[^』]+)』"
)


def sentences(text: str) -> list[Span]:
    """The sentences of `text`, without the white space between them. Every non-space character is in one of them."""
    return [part for sentence in _pieces(text, _STOP.finditer(text)) for part in parts(text, sentence)]


def clauses(text: str, sentence: Span) -> list[Span]:
    """The clauses of one sentence, in order."""
    piece = text[sentence.start : sentence.end]
    return [
        Span(span.start + sentence.start, span.end + sentence.start)
        for span in _pieces(piece, compiled(_CLAUSE).finditer(piece))
    ]


def quotations(text: str) -> list[Span]:
    """What stands between quotation marks, the marks left out."""
    for opening, closing in ("「」", "『』"):  # each that nothing closes would be followed to the end of the text
        last = text.rfind(closing) + 1
        text = text[:last] + text[last:].replace(opening, " ")
    return [Span(*match.span("said")) for match in compiled(_QUOTATION).finditer(text)]


def parts(text: str, sentence: Span, longest: int = _LONGEST) -> Iterator[Span]:
    """The sentence, or what it is cut into at its spaces where it is longer than anybody reads."""
    start = sentence.start
    while sentence.end - start > longest:
        end = text.rfind(" ", start + 1, start + longest)
        end = end if end > 0 else start + longest
        if (part := _trim(text, start, end)) is not None:
            yield part
        start = end
    if (part := _trim(text, start, sentence.end)) is not None:
        yield part


def _pieces(text: str, borders: Iterable[regex.Match[str]]) -> list[Span]:
    spans, start = [], 0
    for border in borders:
        spans.append((start, border.end()))
        start = border.end()
    spans.append((start, len(text)))
    return [trimmed for start, end in spans if (trimmed := _trim(text, start, end))]


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return Span(start, end) if start < end else None
