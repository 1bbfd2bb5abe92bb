"""Regular expressions in the form that Python's own engine runs, so that a cache can keep them.

Parsing a pattern costs a hundred times what it costs to hand its code to the engine, and a run needs hundreds. Python
keeps this form to itself and changes it between versions; what is stored is therefore keyed by the version of Python,
the engine checks the code that it is given, and wherever any of it is not to be had, the pattern is compiled as usual.
"""

from __future__ import annotations

import re
import warnings
from array import array
from functools import lru_cache
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

# Flags, code, number of groups, groups by name, names by group: plain values.
Readymade: TypeAlias = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]


class Parsed(NamedTuple):
    """A pattern as Python's parser reads it, and the code for Python's engine: None where it can't. `is_sure`: it reads
    the pattern as any other engine does, today and tomorrow."""

    tree: Any
    code: list[int] | None
    is_sure: bool


@lru_cache(maxsize=1)
def parsed(pattern: str) -> Parsed:
    """To parse takes long, and several questions are asked of a pattern, one after another."""
    tree = None
    with warnings.catch_warnings(record=True) as doubts:
        warnings.simplefilter("always")
        try:
            tree = import_module("re._parser").parse(pattern, 0)
            code = import_module("re._compiler")._code(tree, 0)
        except (ImportError, AttributeError, re.error, RecursionError, OverflowError):
            return Parsed(tree, None, is_sure=False)
    return Parsed(tree, code, not doubts)


def readymade(pattern: str) -> Readymade | None:
    """The form of a pattern, None where this Python does not give it."""
    tree, code, _ = parsed(pattern)
    if code is None:
        return None
    names: list[str | None] = [None] * tree.state.groups
    for name, group in tree.state.groupdict.items():
        names[group] = name
    return tree.state.flags, array("I", code).tobytes(), tree.state.groups - 1, tree.state.groupdict, tuple(names)


def compiled_from(pattern: str, form: Readymade | None) -> re.Pattern[str]:
    """The pattern, from its form where there is one."""
    if form is not None:
        flags, code, groups, by_name, names = form
        try:
            engine: Any = import_module("_sre")
            made: re.Pattern[str] = engine.compile(pattern, flags, array("I", code).tolist(), groups, by_name, names)
        except (ImportError, AttributeError, TypeError, RuntimeError, OverflowError):
            pass
        else:
            return made
    return re.compile(pattern)
