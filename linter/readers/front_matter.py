"""Front matter in YAML (---), TOML (+++) or JSON ({ … }): its values, and a region for each of its texts, with exact
offsets.

PyYAML's C parser says where a YAML or JSON scalar stands. No TOML library tells positions, so a small lexer finds the
string literals of a document that `tomllib` has already accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import regex
import yaml

from linter.errors import DraftError
from linter.model import Region, Segment, Span
from linter.text.metadata import kind_of_value
from linter.text.regions import whole
from linter.yaml_source import Loader

_YAML = regex.compile(r"---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", regex.DOTALL | regex.MULTILINE)
_TOML = regex.compile(r"\+\+\+[ \t]*\r?\n(?P<body>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", regex.DOTALL | regex.MULTILINE)
_JSON = regex.compile(r"(?P<body>\{[ \t]*\r?\n.*?^\})[ \t]*(?:\r?\n|\Z)", regex.DOTALL | regex.MULTILINE)
_TOML_PIECE = regex.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<table>^[ \t]*\[\[?(?P<name>[^\]\n]+)\]\]?)
    |(?P<key>(?:^|(?<=[{,]))[ \t]*(?P<word>[\w.\-"']+)[ \t]*=)
    |\"{3}(?P<long>.*?)\"{3}|\'{3}(?P<longraw>.*?)\'{3}
    |"(?P<basic>(?:[^"\\\n]|\\.)*)"|'(?P<raw>[^'\n]*)'""",
    regex.DOTALL | regex.MULTILINE | regex.VERBOSE,
)
_MOST_VALUES = 20_000
_DEEPEST = 100
_ESCAPE = regex.compile(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|\r?\n[ \t]*|.)", regex.DOTALL)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the body: values as text, lists and mappings; regions; and where the body begins."""

    values: dict[str, Any]
    regions: tuple[Region, ...]
    end: int


def read_front_matter(source: str, path: str) -> FrontMatter:
    """Raises DraftError, with the line, where front matter can't be parsed: what it says would be lost."""
    if match := _YAML.match(source):
        return _from_yaml(source, match, path)
    if match := _TOML.match(source):
        return _from_toml(match, path)
    if match := _JSON.match(source):
        return _from_yaml(source, match, path, "JSON")
    return FrontMatter({}, (), 0)


def _from_yaml(source: str, match: regex.Match[str], path: str, form: str = "YAML") -> FrontMatter:
    """JSON is read as the YAML that it is, for the places of its values."""
    body, offset = match.group("body"), match.start("body")
    loader = Loader(body)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = source.count("\n", 0, offset) + (mark.line if mark else 0) + 1
        raise DraftError(
            f"front matter is not valid {form}: {getattr(problem, 'problem', problem)}", path=path, line=line
        ) from None
    finally:
        loader.dispose()
    if not isinstance(node, yaml.MappingNode):
        # A thematic break and some text, not front matter.
        return FrontMatter({}, (), 0)
    _refuse_too_much(node, path)
    regions = tuple(_yaml_regions(node, body, offset, ""))
    return FrontMatter(_plain(node), regions, match.end())


def _refuse_too_much(node: yaml.Node, path: str) -> None:
    """A few lines that refer to each other (`&a [*b, *b]`) can stand for more values than a machine holds."""
    waiting, count = [(node, 0)], 0
    while waiting:
        one, depth = waiting.pop()
        count += 1
        if count + len(waiting) > _MOST_VALUES or depth > _DEEPEST:
            hint = f"up to {_MOST_VALUES} values are read, and lists in lists up to {_DEEPEST} deep"
            raise DraftError("front matter holds more than we can read", path=path, line=1, hint=hint)
        if isinstance(one, yaml.MappingNode):
            waiting += ((inner, depth + 1) for pair in one.value for inner in pair)
        elif isinstance(one, yaml.SequenceNode):
            waiting += ((inner, depth + 1) for inner in one.value)


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    return None if node.tag.endswith(":null") else node.value


def _yaml_regions(node: Any, body: str, offset: int, name: str) -> Iterator[Region]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _yaml_regions(value, body, offset, f"{name}.{key.value}" if name else str(key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _yaml_regions(item, body, offset, name)
    elif str(node.value).strip():
        start, end = node.start_mark.index, node.end_mark.index
        yield _scalar(node.value, body[start:end], offset + start, name, node.style or "")


def _scalar(value: str, written: str, start: int, name: str, style: str) -> Region:
    kind = kind_of_value(name)
    if value == written:
        return whole(kind, value, start, name)
    segments = _align(value, written, start, escapes=style == '"', doubled=style == "'")
    return Region(kind, value, segments, Span(start, start + len(written)), name)


def _align(value: str, written: str, start: int, *, escapes: bool, doubled: bool) -> tuple[Segment, ...]:
    """Walk a value and the way it is written side by side: quotes, folded lines and escapes are stepped over."""
    segments: list[Segment] = []
    at = 1 if written[:1] in "\"'" else 0
    if written[:1] in "|>":
        at = written.find("\n") + 1
    for index, char in enumerate(value):
        if char.isspace():
            begin = at
            while at < len(written) and written[at].isspace():
                at += 1
            if at == begin:
                at = begin
            segments.append(Segment(Span(index, index + 1), Span(start + begin, start + max(at, begin))))
            continue
        while at < len(written) and written[at].isspace():
            at += 1
        step = 1
        if escapes and written[at : at + 1] == "\\" and (escape := _ESCAPE.match(written, at)):
            step = len(escape.group())
        elif doubled and written[at : at + 2] == "''":
            step = 2
        segments.append(
            Segment(Span(index, index + 1), Span(start + min(at, len(written)), start + min(at + step, len(written))))
        )
        at += step
    return _merged(segments)


def _merged(segments: list[Segment]) -> tuple[Segment, ...]:
    merged: list[Segment] = []
    for piece in segments:
        last = merged[-1] if merged else None
        if last is not None and last.is_exact and piece.is_exact and last.source.end == piece.source.start:
            merged[-1] = Segment(last.text.joined(piece.text), last.source.joined(piece.source))
        else:
            merged.append(piece)
    return tuple(merged)


def _from_toml(match: regex.Match[str], path: str) -> FrontMatter:
    import tomllib  # most front matter is YAML

    body, offset = match.group("body"), match.start("body")
    try:
        values = _texts(tomllib.loads(body.replace("\r\n", "\n")))
    except RecursionError:
        raise DraftError("front matter holds lists in lists, too deep to read", path=path, line=1) from None
    except tomllib.TOMLDecodeError as problem:
        line = regex.search(r"line (\d+)", str(problem))
        raise DraftError(
            f"front matter is not valid TOML: {problem}", path=path, line=int(line.group(1)) + 1 if line else 1
        ) from None
    except ValueError:  # of thousands of digits
        raise DraftError("front matter holds a number that is too long to read", path=path, line=1) from None
    return FrontMatter(values, tuple(_toml_regions(body, offset)), match.end())


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_texts(inner) for inner in value]
    return (
        value.isoformat(" ")
        if isinstance(value, datetime)
        else value.isoformat()
        if isinstance(value, date)
        else str(value)
    )


def _toml_regions(body: str, offset: int) -> Iterator[Region]:
    table, key = "", ""
    for piece in _TOML_PIECE.finditer(body):
        if piece.group("table"):
            table = piece.group("name").strip() + "."
        elif piece.group("key"):
            key = table + piece.group("word").strip("\"'")
        elif not piece.group("comment"):
            which = next(name for name in ("long", "longraw", "basic", "raw") if piece.group(name) is not None)
            written, start = piece.group(which), piece.start(which) + offset
            if written.strip() and key:
                yield _toml_scalar(written, start, key, escaped=which in ("long", "basic"))


def _toml_scalar(written: str, start: int, name: str, *, escaped: bool) -> Region:
    if not escaped or "\\" not in written:
        return whole(kind_of_value(name), written, start, name)
    import tomllib

    value = tomllib.loads(f'v = """{written}"""')["v"]
    return Region(
        kind_of_value(name),
        value,
        _align(value, written, start, escapes=True, doubled=False),
        Span(start, start + len(written)),
        name,
    )
