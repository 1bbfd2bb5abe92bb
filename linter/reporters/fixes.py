"""What `draftlint fix` did in each draft, what it left, and why; and its diff in colour."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linter.model import Finding, Fixed

Wanted = Callable[[Finding], bool]
_WORDS = {
    "ko": {
        "done": "{path}: {fixed}건 고침, {left}건 남음",
        "would": "{path}: {fixed}건을 고치면 {left}건 남음",
        "fixed": "고침",
        "would_fix": "고칠 것",
        "left": "남김",
        "unsafe": "{title} (뜻이 바뀔 수 있어 두었습니다. --unsafe를 주면 고칩니다)",
        "other": "--rule로 고른 규칙이 아닙니다",
        "failed": "{title} (이렇게 해도 걸리거나 다른 것이 걸려서 두었습니다. 직접 고치세요)",
        "yours": "글쓴이가 고쳐 쓸 것({n}건, draftlint check가 방법을 알려 줍니다): {rules}",
    },
    "en": {
        "done": "{path}: {fixed} fixed, {left} left",
        "would": "{path}: {fixed} to fix, {left} would be left",
        "fixed": "fixed",
        "would_fix": "would fix",
        "left": "left",
        "unsafe": "{title} (may change what you mean: --unsafe does it)",
        "other": "not a rule chosen by --rule",
        "failed": "{title} (that would not settle it, or would bring another finding: edit it by hand)",
        "yours": "for you to reword ({n}; draftlint check says how): {rules}",
    },
}
NOTHING = {"ko": "고칠 것이 없습니다.\n", "en": "There is nothing to fix.\n"}


def render(one: Fixed, lang: str, wanted: Wanted, *, dry_run: bool) -> str:
    """`wanted` told what to fix; `dry_run`: nothing was written."""
    return "".join(f"{line}\n" for line in _lines(one, _WORDS[lang], wanted, dry_run))


def painted(diff: str, style: Callable[..., str]) -> str:
    """A unified diff with what goes in red and what comes in green."""
    colours = {"+": "green", "-": "red", "@": "cyan"}
    lines = diff.splitlines(keepends=True)
    return "".join(style(line, fg=colours[line[0]]) if line[0] in colours else line for line in lines)


def _lines(one: Fixed, words: dict[str, str], wanted: Wanted, dry_run: bool) -> Iterator[str]:
    left = [finding for finding in one.left if finding.suppressed is None]
    if not left and not one.fixed:
        return
    heading = words["would" if dry_run else "done"]
    yield heading.format(path=one.path, fixed=len(one.fixed), left=len(left))
    for finding in one.fixed:
        if finding.fix is not None:
            yield _line(words["would_fix" if dry_run else "fixed"], finding, finding.fix.title)
    known = [finding for finding in left if finding.fix is not None or finding in one.reasons]
    for finding in known:
        yield _line(words["left"], finding, one.reasons.get(finding) or _why_left(finding, words, wanted))
    yours = [finding for finding in left if finding not in known]
    if yours:
        named = ", ".join(dict.fromkeys(finding.rule for finding in yours))
        yield "  " + words["yours"].format(n=len(yours), rules=named)


def _line(what: str, finding: Finding, said: str) -> str:
    return f"  {what}  {finding.start.line}:{finding.start.column}  {finding.rule}  {said}"


def _why_left(finding: Finding, words: dict[str, str], wanted: Wanted) -> str:
    """Why a finding that has a fix is left."""
    if finding.fix is None:
        return ""
    why = "failed" if wanted(finding) else "other" if finding.fix.is_safe else "unsafe"
    return words[why].format(title=finding.fix.title)
