"""Regular expressions in the form that Python's own engine runs, so that a cache can keep them.

Parsing a pattern costs a hundred times what it costs to hand its code to the engine, and a run needs hundreds. Python
keeps this form to itself and changes it between versions; what is stored is therefore keyed by the version of Python,
the engine checks the code that it is given, and wherever any of it is not to be had, the pattern is compiled as usual.
"""

from __future__ import annotations

import re
from array import array
from importlib import import_module
from typing import Any, TypeAlias

# Flags, code, number of groups, groups by name, names by group: plain values.
Readymade: TypeAlias = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]


def readymade(pattern: str) -> Readymade | None:
    """The form of a pattern, None where this Python does not give it."""
    try:
        parsed = import_module("re._parser").parse(pattern, 0)
        code = import_module("re._compiler")._code(parsed, 0)
    except (ImportError, AttributeError):
        return None
    names: list[str | None] = [None] * parsed.state.groups
    for name, group in parsed.state.groupdict.items():
        names[group] = name
    return parsed.state.flags, array("I", code).tobytes(), parsed.state.groups - 1, parsed.state.groupdict, tuple(names)


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
