"""Front matter in YAML (---), TOML (+++) or JSON ({ … }): its values, and a region for each of its texts, with exact
offsets. PyYAML's C parser says where a YAML or JSON scalar stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from linter.errors import DraftError
from linter.model import Region, Span
from linter.text.metadata import kind_of_value
from linter.text.regions import whole
from linter.text.written import align
from linter.yaml_source import Loader

_YAML = re.compile(r"---[ \t]*\r?\n(?P<body>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\r?\n(?P<body>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_JSON = re.compile(r"(?P<body>\{[ \t]*\r?\n.*?^\})[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MOST_VALUES = 20_000
_DEEPEST = 100


class FrontMatter(NamedTuple):
    """What stands before the body: values as text, lists and mappings; regions; and where the body begins."""

    values: dict[str, Any]
    regions: tuple[Region, ...]
    end: int


NO_FRONT_MATTER = FrontMatter({}, (), 0)


def read_front_matter(source: str, path: str) -> FrontMatter:
    """Raises DraftError, with the line, where front matter can't be parsed: what it says would be lost."""
    if match := _YAML.match(source):
        return _from_yaml(source, match, path)
    if match := _TOML.match(source):
        return _from_toml(match, path)
    if match := _JSON.match(source):
        return _from_yaml(source, match, path, "JSON")
    return NO_FRONT_MATTER


def _from_yaml(source: str, match: re.Match[str], path: str, form: str = "YAML") -> FrontMatter:
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
        return NO_FRONT_MATTER
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
    segments = align(value, written, start, escapes=style == '"', doubled=style == "'")
    return Region(kind, value, segments, Span(start, start + len(written)), name)


def _from_toml(match: re.Match[str], path: str) -> FrontMatter:
    import tomllib  # most front matter is YAML

    from linter.text.toml import toml_regions, toml_texts

    body, offset = match.group("body"), match.start("body")
    try:
        values = toml_texts(tomllib.loads(body.replace("\r\n", "\n")))
    except RecursionError:
        raise DraftError("front matter holds lists in lists, too deep to read", path=path, line=1) from None
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"line (\d+)", str(problem))
        raise DraftError(
            f"front matter is not valid TOML: {problem}", path=path, line=int(line.group(1)) + 1 if line else 1
        ) from None
    except ValueError:  # of thousands of digits
        raise DraftError("front matter holds a number that is too long to read", path=path, line=1) from None
    return FrontMatter(values, tuple(toml_regions(body, offset)), match.end())
