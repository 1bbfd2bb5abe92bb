"""A draft must not steer the screen of whoever reads about it: control characters are shown, never sent."""

from __future__ import annotations

# Unicode has a picture of each C0 control (␛ is the escape character), but none of DEL, C1 and the bidirectional ones.
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
_UNDRAWN = dict.fromkeys([*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
_SHOWN = {**_PICTURES, **_UNDRAWN}


def visible(text: str) -> str:
    """The text with control characters, and those that turn the direction of writing, in a form that does nothing.

    The length stays. Tabs and line ends stay too.
    """
    return text.translate(_SHOWN)


def on_one_line(text: str) -> str:
    """The same, with white space of any kind as single spaces."""
    return visible(" ".join(text.split()))
