"""`draftlint config`: what applies, and who asked for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linter.cli import cli
from linter.config import find_config
from linter.errors import DraftlintError

TEXT = """\
profiles: [corporate-blog]
drafts: [{files: "personal/**", kind: personal}]
rules:
  sensitive/politics: error
  claims/*: off
lexicons: [own]
exclude: ["archive/**"]
"""


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    find_config.cache_clear()
    (tmp_path / ".draftlint.yaml").write_text(TEXT, "utf-8")
    for name in ("personal", "archive", "own/ko"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "own/ko/secrecy-marking.csv").write_text("term\n집안일\n-대외비\n", "utf-8")
    for name in ("personal/a.md", "archive/b.md", "c.md"):
        (tmp_path / name).write_text("글\n", "utf-8")
    (tmp_path / "d.md").write_text("---\nkind: investor\n---\n글\n", "utf-8")
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["config", *args])


def applied(*args: str) -> dict[str, object]:
    done = run(*args, "--format", "json")
    assert done.exit_code == 0, done.output
    document: dict[str, object] = json.loads(done.stdout)
    return document


@pytest.mark.parametrize(
    ("file", "kind", "because"),
    [
        ("personal/a.md", "personal", {"asker": "configuration", "name": "personal/**", "line": 2}),
        ("c.md", "corporate", {"asker": "profile", "name": "corporate-blog", "line": None}),
        ("d.md", "investor", {"asker": "front-matter", "name": "", "line": None}),
    ],
)
def test_the_kind_of_a_draft_and_who_gave_it(blog: Path, file: str, kind: str, because: dict[str, object]) -> None:
    document = applied(file)
    assert (document["kind"], document["kind_because"]) == (kind, because)


def test_each_rule_says_who_set_it(blog: Path) -> None:
    rules = {rule["id"]: rule for rule in applied("c.md")["rules"]}  # type: ignore[attr-defined]
    politics, claims, deal = (rules[name] for name in ("sensitive/politics", "claims/superlative", "confidential/deal"))
    assert (politics["severity"], politics["because"]["line"]) == ("error", 4)
    assert (claims["severity"], claims["because"]["line"], claims["pattern"]) == (None, 5, "claims/*")
    assert (deal["severity"], deal["because"]["name"], deal["is_own"]) == ("error", "corporate-blog", True)


def test_a_profile_of_the_command_line_is_said_to_be_one(blog: Path) -> None:
    assert applied("c.md", "--profile", "all")["profiles"] == [
        {"name": "all", "because": {"asker": "command-line", "name": "", "line": None}}
    ]


def test_a_draft_that_is_left_out_says_by_which_pattern(blog: Path) -> None:
    assert applied("archive/b.md")["excluded"] == {"asker": "configuration", "name": "archive/**", "line": 7}
    assert applied("c.md")["excluded"] is None
    assert "yes, this is left out (configuration, line 7: archive/**)" in run("archive/b.md", "--lang", "en").stdout


def test_the_companys_lists_say_what_they_add_and_take_away(blog: Path) -> None:
    own = [one for one in applied("c.md")["lists"] if one["added"] is not None]  # type: ignore[attr-defined]
    assert [(one["name"], one["added"], one["removed"]) for one in own] == [("secrecy-marking", 1, 1)]


def test_the_page_is_there_in_both_languages(blog: Path) -> None:
    assert "글의 종류: personal (설정 파일 2번째 줄: personal/**)" in run("personal/a.md", "--lang", "ko").stdout
    assert "Kind of draft: personal (configuration, line 2: personal/**)" in run("personal/a.md", "--lang", "en").stdout


def test_without_a_configuration_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    done = run("--lang", "en")
    assert "Configuration: none; the defaults hold." in done.stdout
    assert "Profiles: personal-blog (default)" in done.stdout


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("profiles: [all]\nexclud: [a]\n", "unknown key 'exclud' (did you mean 'exclude'?)", 2),
        ("profiles: [al]\n", "no profile is called 'al' (did you mean 'all'?)", 1),
        ("rules:\n  claims/superlatives: off\n", "(did you mean 'claims/superlative'?)", 2),
    ],
)
def test_check_names_the_line_and_the_nearest_name(blog: Path, text: str, message: str, line: int) -> None:
    (blog / ".draftlint.yaml").write_text(text, "utf-8")
    done = run("--check")
    assert isinstance(done.exception, DraftlintError)
    assert message in str(done.exception)
    assert done.exception.line == line


@pytest.mark.parametrize(
    ("name", "text", "message", "line"),
    [
        ("lexicons/ko/house.csv", "trem,pos\n가,\n", "'trem': did you mean 'term'?", 1),
        ("profiles/house.yaml", "title: {ko: 가, en: a}\nextends: [al]\n", "did you mean 'all'?", 2),
        ("profiles/house.yaml", "title: {ko: 가, en: a}\nrule: {}\n", "did you mean 'rules'?", 2),
        ("profiles/house.yaml", "title: {ko: 가, en: a}\nrules: {claims/superlativ: off}\n", "claims/superlative", 2),
    ],
)
def test_a_wrong_name_in_a_file_of_the_company_is_told_with_the_nearest(
    blog: Path, name: str, text: str, message: str, line: int
) -> None:
    place = blog / "mine" / name
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")
    (blog / "mine/lexicons").mkdir(exist_ok=True)
    profiles = "house" if name.startswith("profiles") else "all"
    settings = f"profiles: [{profiles}]\nrules-from: [mine]\nlexicons: [mine/lexicons]\n"
    (blog / ".draftlint.yaml").write_text(settings, "utf-8")
    done = run("--check")
    assert isinstance(done.exception, DraftlintError)
    assert message in str(done.exception)
    assert (done.exception.path, done.exception.line) == (str(place), line)


def test_check_says_that_all_is_right(blog: Path) -> None:
    done = run("--check", "--lang", "en")
    assert done.exit_code == 0
    assert done.stdout.endswith(".draftlint.yaml: the configuration, the rules and the word lists are right.\n")
