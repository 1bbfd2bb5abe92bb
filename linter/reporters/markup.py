"""XML as every parser takes it: without the characters that XML can't hold."""

from __future__ import annotations

from xml.etree import ElementTree

import regex

# XML 1.0, section 2.2: all else is no character of a document.
_FORBIDDEN = regex.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def document(root: ElementTree.Element) -> str:
    """The tree as a file's text, in UTF-8."""
    for element in root.iter():
        element.text = _allowed(element.text) if element.text else element.text
        for name, value in element.items():
            element.set(name, _allowed(value))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
