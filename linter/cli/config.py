"""draftlint config"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from linter.applied import Applied, AppliedRule, Because, applied_to
from linter.cli.explain import language
from linter.cli.options import config_option, language_option, profiles_option
from linter.discovery import Rulebooks

_WORDS = {
    "ko": {
        "configuration": "설정 파일",
        "none": "없음. 기본값으로 판단합니다. `draftlint init`이 하나 만들어 줍니다.",
        "profiles": "프로필",
        "kind": "글의 종류",
        "excluded": "제외",
        "read": "아니요, 이 글은 읽습니다",
        "left out": "네, 이 글은 읽지 않습니다",
        "fail-on": "실패 기준",
        "companions": "함께 쓰는 파일",
        "rules": "규칙",
        "lists": "낱말 목록",
        "bundled": "기본 목록 {count}개",
        "own": "{path}: {added}줄 더함, {removed}줄 뺌",
        "off": "끔",
        "own severity": "규칙 자체의 무게",
        "nobody": "켠 프로필이 없음",
        "right": "{path}: 설정, 규칙, 낱말 목록에 잘못이 없습니다.",
        "defaults": "기본 설정",
        "command-line": "명령줄",
        "front-matter": "글머리(front matter)의 kind",
        "configuration file": "설정 파일",
        "line": "설정 파일 {line}번째 줄",
        "profile": "프로필 {name}",
        "default": "기본값",
    },
    "en": {
        "configuration": "Configuration",
        "none": "none; the defaults hold. `draftlint init` writes one.",
        "profiles": "Profiles",
        "kind": "Kind of draft",
        "excluded": "Excluded",
        "read": "no, this is read",
        "left out": "yes, this is left out",
        "fail-on": "Fails on",
        "companions": "Beside it",
        "rules": "Rules",
        "lists": "Word lists",
        "bundled": "{count} bundled lists",
        "own": "{path}: adds {added}, takes away {removed}",
        "off": "off",
        "own severity": "the rule's own severity",
        "nobody": "no profile turns it on",
        "right": "{path}: the configuration, the rules and the word lists are right.",
        "defaults": "the defaults",
        "command-line": "command line",
        "front-matter": "kind in its front matter",
        "configuration file": "configuration",
        "line": "configuration, line {line}",
        "profile": "profile {name}",
        "default": "default",
    },
}


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True))
@config_option("Use this configuration instead of the nearest .draftlint.yaml.")
@profiles_option("Show what holds under this profile; may be repeated.  [default: as configured]")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--check", "only_checks", is_flag=True, help="Only tell whether configuration, rules and lists are right."
)
@language_option("Language of the page.")
def config(
    file: Path | None,
    config: Path | None,
    profiles: tuple[str, ...],
    format_name: str,
    only_checks: bool,
    lang: str,
) -> None:
    """Show what applies to a draft, and who asked for it: the configuration, profiles, kind, rules and word lists.

    \b
    draftlint config posts/new.md
    draftlint config --check
    """
    target = file or Path()
    rulebooks = Rulebooks(config, profiles)
    loaded = rulebooks.loaded(target if target.is_dir() else target.parent)
    words = _WORDS[language(lang)]
    if only_checks:
        rulebooks.of(target / "draft.md" if target.is_dir() else target)
        click.echo(words["right"].format(path=loaded.path or words["defaults"]))
        return
    applied = applied_to(target, loaded, asked_profiles=bool(profiles))
    if format_name == "json":
        click.echo(_as_json(applied))
    else:
        click.echo("\n".join(_page(applied, words)))


def _page(applied: Applied, words: dict[str, str]) -> Iterator[str]:
    yield f"{words['configuration']}: {applied.configuration or words['none']}"
    said = (f"{name} ({_because(because, words)})" for name, because in applied.profiles)
    yield f"{words['profiles']}: {', '.join(said)}"
    yield f"{words['kind']}: {applied.kind} ({_because(applied.kind_because, words)})"
    if applied.target.is_file():
        excluded = applied.excluded
        left_out = excluded and f"{words['left out']} ({_because(excluded, words)})"
        yield f"{words['excluded']}: {left_out or words['read']}"
    yield f"{words['fail-on']}: {applied.fail_on}"
    if applied.companions:
        yield f"{words['companions']}: {', '.join(map(str, applied.companions))}"
    yield f"\n{words['rules']}:"
    width = max(len(rule.id) for rule in applied.rules)
    for rule in applied.rules:
        severity = str(rule.severity) if rule.severity else words["off"]
        yield click.style(f"  {rule.id:<{width}}  {severity:<7}  {_of_rule(rule, words)}", dim=rule.severity is None)
    yield f"\n{words['lists']}:"
    yield "  " + words["bundled"].format(count=sum(one.is_bundled for one in applied.lists))
    for one in applied.lists:
        if not one.is_bundled:
            yield "  " + words["own"].format(path=one.path, added=one.added, removed=one.removed)


def _of_rule(rule: AppliedRule, words: dict[str, str]) -> str:
    if not rule.pattern:
        return words["nobody"]
    pattern = f" ({rule.pattern})" if rule.pattern != rule.id else ""
    own = f", {words['own severity']}" if rule.is_own else ""
    return _because(rule.because, words) + pattern + own


def _because(because: Because, words: dict[str, str]) -> str:
    if because.asker == "profile":
        return words["profile"].format(name=because.name)
    if because.asker != "configuration":
        return words[because.asker]
    place = words["line"].format(line=because.line) if because.line else words["configuration file"]
    return f"{place}: {because.name}" if because.name else place


def _as_json(applied: Applied) -> str:
    import json

    def plain(items: list[tuple[str, Any]]) -> dict[str, Any]:
        return {name: str(value) if name == "severity" and value is not None else value for name, value in items}

    document = {"version": 1, **asdict(applied, dict_factory=plain)}
    document["profiles"] = [{"name": name, "because": asdict(because)} for name, because in applied.profiles]
    return json.dumps(document, ensure_ascii=False, indent=2, default=str)
