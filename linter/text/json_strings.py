"""The strings of a JSON document, each with its path and its exact place. The standard library tells no places."""

from __future__ import annotations

import json
from collections.abc import Iterator

import regex

from linter.errors import DraftError
from linter.model import Span

_HINT = "save it from Jupyter again"
Path = tuple[str | int, ...]
Piece = tuple[str, int, int]

_TOKEN = regex.compile(r'"(?:[^"\\]|\\.)*+"|[{}\[\],]', regex.DOTALL)
_PIECE = regex.compile(r"[^\\]++|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
_LONE_SURROGATE = regex.compile(r"[\ud800-\udfff]")


def parsed(source: str) -> object:
    """The value of a document. Raises DraftError, with the line, where it is not JSON."""
    try:
        return json.loads(source)
    except json.JSONDecodeError as problem:
        reason = problem.msg.removesuffix(" starting at")
        raise DraftError(f"is not valid JSON: {reason}", line=problem.lineno, hint=_HINT) from None
    except RecursionError:
        raise DraftError("is JSON nested too deeply to be a notebook", hint=_HINT) from None


def strings(source: str) -> Iterator[tuple[Path, Span]]:
    """Path and place, between the quotation marks, of each string value of a valid document, in order."""
    path: list[str | int | None] = []  # in an object the key, None until it comes; in an array the index
    for token in _TOKEN.finditer(source):
        text = token.group()
        if text in "{[":
            path.append(None if text == "{" else 0)
        elif text in "}]":
            path.pop()
        elif text == ",":
            last = path[-1]
            path[-1] = last + 1 if isinstance(last, int) else None
        elif path and path[-1] is None:
            path[-1] = str(json.loads(text, strict=False))
        else:
            yield tuple(step for step in path if step is not None), Span(token.start() + 1, token.end() - 1)


def pieces(source: str, place: Span) -> Iterator[Piece]:
    """What the string at a place says, piece by piece, each with the source that it stands for."""
    for match in _PIECE.finditer(source, place.start, place.end):
        text = match.group()
        if text.startswith("\\"):
            text = _LONE_SURROGATE.sub("\ufffd", json.loads(f'"{text}"'))
        yield text, match.start(), match.end()
