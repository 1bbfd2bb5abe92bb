"""YAML with line numbers: read a document, check it against a dataclass, and say where a mistake stands."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml

from linter.errors import DraftlintError

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T")
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_UNKNOWN_KEY = ("unexpected_keyword_argument", "extra_forbidden")


class YamlSource:
    """A YAML document and where each of its keys stands."""

    def __init__(self, text: str, path: Path | str, error: type[DraftlintError]) -> None:
        self.path, self._error = path, error
        loader = Loader(text)
        try:
            self._node = loader.get_single_node()
            self._refuse_repeated_keys(self._node)
            self._refuse_days_that_are_none(loader, self._node)
            self.value: Any = {} if self._node is None else loader.construct_document(self._node)
        except yaml.YAMLError as problem:
            mark = getattr(problem, "problem_mark", None)
            what = getattr(problem, "problem", None) or str(problem)
            raise error(f"not valid YAML: {what}", path=path, line=mark.line + 1 if mark else None) from None
        finally:
            loader.dispose()

    def _refuse_days_that_are_none(self, loader: Any, node: Any) -> None:
        """2026-02-30 looks like a day to YAML, and is none."""
        for one in _scalars(node):
            if one.tag == _TIMESTAMP:
                try:
                    loader.construct_object(one)
                except ValueError:
                    line = one.start_mark.line + 1
                    raise self._error(f"there is no such day: {one.value}", path=self.path, line=line) from None

    def line(self, keys: Iterable[str | int]) -> int:
        """The line of the value at the end of a path of keys, or of the nearest thing on the way that exists."""
        node, line = self._node, 1
        for key in keys:
            found = _child(node, key)
            if found is None:
                break
            node, line = found
        return line

    def refuse(self, message: str, keys: Iterable[str | int] = (), hint: str = "") -> DraftlintError:
        return self._error(message, path=self.path, line=self.line(keys), hint=hint)

    def checked(self, shape: type[T], under: str | None = None) -> T:
        """The document, or its part `under` a key, as a value of a dataclass. What does not fit is an error with file
        and line."""
        from pydantic import ValidationError

        value = self.value if under is None else self.value[under]
        try:
            checked: T = _adapter(cast("Hashable", shape)).validate_python(value)
            return checked
        except ValidationError as problem:
            # A misspelt key is told before the key that is missing because of it.
            errors = sorted(problem.errors(), key=lambda error: error["type"] not in _UNKNOWN_KEY)
            raise self._explained(errors[0], shape, [] if under is None else [under]) from None

    def _explained(self, problem: Any, shape: type[Any], prefix: list[str | int]) -> DraftlintError:
        keys = self._steps([*prefix, *problem["loc"]])
        name = keys[-1] if keys else "the document"
        if problem["type"] in _UNKNOWN_KEY:
            import difflib  # not for a document that is right

            known = list(_fields(_shape_at(shape, problem["loc"])))
            close = difflib.get_close_matches(str(name), known, n=1)
            hint = f"did you mean '{close[0]}'?" if close else f"known: {', '.join(known)}"
            return self.refuse(f"unknown key '{name}'", keys, hint)
        if problem["type"] in ("missing", "missing_argument"):
            return self.refuse(f"'{problem['loc'][-1]}' is missing", keys)
        return self.refuse(f"'{name}': {problem['msg'].removeprefix('Value error, ')}", keys)

    def _steps(self, location: list[str | int]) -> list[str | int]:
        """Of pydantic's location, which also names types on the way, the steps that the document has."""
        node, steps = self._node, list[str | int]()
        for key in location:
            found = _child(node, key)
            if found is not None:
                steps.append(key)
                node = found[0]
        return steps

    def _refuse_repeated_keys(self, node: Any) -> None:
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen:
                    raise self._error(
                        f"key '{key.value}' stands here twice", path=self.path, line=key.start_mark.line + 1
                    )
                seen.add(key.value)
                self._refuse_repeated_keys(value)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                self._refuse_repeated_keys(item)


def _scalars(node: Any) -> Iterator[Any]:
    """The plain values of a document; where it refers to itself, once."""
    seen: set[int] = set()
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, yaml.ScalarNode):
            yield one
        elif isinstance(one, yaml.CollectionNode) and id(one) not in seen:
            seen.add(id(one))
            waiting += [part for item in one.value for part in (item if isinstance(item, tuple) else (item,))]


@lru_cache(maxsize=64)
def _adapter(shape: Any) -> Any:
    """What checks values of a dataclass: slow to make, and wanted for each file of a kind."""
    from pydantic import TypeAdapter

    return TypeAdapter(shape)


def _child(node: Any, key: str | int) -> tuple[Any, int] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == key:
                return value, name.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key].start_mark.line + 1
    return None


def _shape_at(shape: type[Any], location: Iterable[str | int]) -> type[Any]:
    """The innermost dataclass on the way to a place in a document."""
    for key in location:
        shape = _fields(shape).get(str(key)) or shape
    return shape


def _fields(shape: type[Any]) -> dict[str, type[Any] | None]:
    """The keys of a dataclass as they are written in YAML, each with the dataclass that its value or the items of its
    value are of."""
    from dataclasses import fields, is_dataclass
    from typing import get_args, get_type_hints

    hints = get_type_hints(shape)
    found: dict[str, type[Any] | None] = {}
    for one in fields(shape):
        parts = [hints[one.name], *get_args(hints[one.name])]
        inner = (part for part in parts if is_dataclass(part) and isinstance(part, type))
        found[one.name.replace("_", "-").strip("-")] = next(inner, None)
    return found
