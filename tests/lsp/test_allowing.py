"""The comment that allows a finding stands where it works, in the format's own syntax, and nothing that readers see moves."""

from __future__ import annotations

import pytest

from linter import Finding, Linter
from linter.lsp.allowing import comment_for
from linter.readers import read_bytes

RULE = "language/profanity"
HEAD = f"<!-- draftlint: {{}} {RULE} -- ok -->"
ABOVE, IN_LINE, WHOLE = (HEAD.format(kind) for kind in ("allow", "allow-line", "allow-file"))


def sworn(linter: Linter, text: str, name: str) -> list[Finding]:
    return [one for one in linter.check_text(text, name).findings if one.rule == RULE]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "One.\n\nWhat\nsh1t.\n", f"One.\n\n{ABOVE}\nWhat\nsh1t.\n"),
        ("a.md", "One.\r\n\r\nsh1t.\r\n", f"One.\r\n\r\n{ABOVE}\r\nsh1t.\r\n"),
        ("a.md", "# sh1t\n", f"{ABOVE}\n# sh1t\n"),
        ("a.md", "- one\n- sh1t\n- three\n", f"- one\n- sh1t {IN_LINE}\n- three\n"),
        ("a.md", "> sh1t\n", f"{ABOVE}\n> sh1t\n"),
        ("a.md", "---\ntitle: sh1t\n---\n\nBody.\n", f"---\ntitle: sh1t\n---\n\n{WHOLE}\nBody.\n"),
        ("a.html", "<p>One</p>\n<p>sh1t</p>\n", f"<p>One</p>\n{ABOVE}\n<p>sh1t</p>\n"),
    ],
)
def test_the_comment_stands_where_it_works(linter: Linter, name: str, text: str, expected: str) -> None:
    found = sworn(linter, text, name)
    comment = comment_for(read_bytes(text.encode(), name), found[0])
    assert comment is not None
    edit = comment.edit("ok")
    allowed = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert allowed == expected
    assert [one.suppressed is not None for one in sworn(linter, allowed, name)] == [True]


def test_a_format_without_comments_offers_none(linter: Linter) -> None:
    text = "sh1t\n"
    assert comment_for(read_bytes(text.encode(), "a.txt"), sworn(linter, text, "a.txt")[0]) is None


def test_a_comment_without_its_reason_allows_nothing_and_says_so(linter: Linter) -> None:
    text = "sh1t\n"
    comment = comment_for(read_bytes(text.encode(), "a.md"), sworn(linter, text, "a.md")[0])
    assert comment is not None
    findings = linter.check_text(comment.edit("").text + text, "a.md").findings
    assert [one.rule for one in findings if one.suppressed is None][:2] == ["draftlint/invalid-allow", RULE]
