"""The command line through its real entry point."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CONFIG = str(ROOT / "fixtures" / ".draftlint.yaml")
COMMAND = [str(Path(sys.executable).with_name("draftlint"))]


def draftlint(
    *args: str, cwd: Path = ROOT, stdin: bytes = b"", lang: str = "C.UTF-8"
) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LANG": lang, "LC_ALL": lang, "PYTHONUTF8": "1"}
    return subprocess.run(
        [*COMMAND, *args], cwd=cwd, input=stdin, capture_output=True, env=environment, timeout=120, check=False
    )


@pytest.fixture
def post(tmp_path: Path) -> Path:
    path = tmp_path / "post.md"
    path.write_text("# 소식\n\n이 문서는 **대외비**입니다. 😀 끝\n", "utf-8")
    return path


def test_a_finding_shows_its_line_and_a_marker_right_for_hangul(post: Path) -> None:
    done = draftlint("check", str(post), "--config", CONFIG)
    lines = done.stdout.decode().splitlines()
    at = next(n for n, line in enumerate(lines) if "confidential/marking" in line)
    assert "3:9" in lines[at]
    assert lines[at + 1].endswith("│ 이 문서는 **대외비**입니다. 😀 끝")
    # Two columns a syllable: the marker begins below 대 and is six columns wide.
    assert lines[at + 2].split("│ ")[1] == " " * 12 + "^" * 6
    assert done.returncode == 1
    assert done.stderr == b""


def test_json_is_the_contract(post: Path) -> None:
    done = draftlint("check", str(post), "--config", CONFIG, "--format", "json")
    document = json.loads(done.stdout)
    assert document["version"] == 1
    assert document["drafts"] == 1
    finding = next(f for f in document["findings"] if f["rule"] == "confidential/marking")
    assert finding["start"] == {"line": 3, "column": 9, "offset": 14}
    assert finding["end"] == {"line": 3, "column": 12, "offset": 17}
    assert finding["quote"] == "대외비"
    assert finding["suppressed"] is None
    assert finding["severity"] == "error"
    assert {
        "path",
        "rule",
        "severity",
        "certainty",
        "message",
        "advice",
        "quote",
        "suppressed",
        "start",
        "end",
    } <= finding.keys()


@pytest.mark.parametrize(("lang", "word"), [("ko", "오류"), ("en", "error")])
def test_the_language_of_messages_can_be_chosen(post: Path, lang: str, word: str) -> None:
    done = draftlint("check", str(post), "--config", CONFIG, "--lang", lang)
    assert word in done.stdout.decode()


def test_messages_follow_the_language_of_each_draft(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("This paper is strictly confidential, internal use only.\n", "utf-8")
    done = draftlint("check", str(tmp_path / "a.md"), "--config", CONFIG)
    assert "error" in done.stdout.decode()
    assert not any("가" <= c <= "힣" for c in done.stdout.decode())


def test_standard_input_has_the_name_that_it_is_given(post: Path) -> None:
    done = draftlint(
        "check", "-", "--stdin-name", "a.txt", "--config", CONFIG, "--format", "json", stdin=post.read_bytes()
    )
    assert {f["path"] for f in json.loads(done.stdout)["findings"]} == {"a.txt"}
    assert done.returncode == 1


def test_a_missing_file_is_exit_code_2_and_the_others_are_judged(post: Path) -> None:
    done = draftlint("check", str(post), str(post.with_name("nowhere.md")), "--config", CONFIG, "--format", "json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["drafts"] == 1
    assert "nowhere.md: 그런 파일이나 폴더가 없습니다" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_file_that_is_no_text_is_exit_code_2_never_clean(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"GIF89a\x00\x00\x01")
    done = draftlint("check", str(tmp_path / "a.md"), "--config", CONFIG)
    assert done.returncode == 2
    assert "binary" in done.stderr.decode()


def test_an_unreadable_file_is_exit_code_2(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")
    done = draftlint("check", str(tmp_path / "a.md"), "--config", CONFIG)
    assert done.returncode == 2


def test_a_folder_without_drafts_is_not_clean_by_accident(tmp_path: Path) -> None:
    done = draftlint("check", str(tmp_path), "--config", CONFIG)
    assert done.returncode == 2
    assert "there is no draft in this folder" in done.stderr.decode()


def test_an_excluded_file_is_left_out_and_said(tmp_path: Path, post: Path) -> None:
    (tmp_path / ".draftlint.yaml").write_text("profiles: [all]\nexclude: ['post.md']\n", "utf-8")
    done = draftlint("check", str(post))
    assert done.returncode == 0
    assert "excludes it" in done.stderr.decode()


def test_a_wrong_configuration_is_one_clear_line(tmp_path: Path, post: Path) -> None:
    (tmp_path / ".draftlint.yaml").write_text("profile: [all]\n", "utf-8")
    done = draftlint("check", str(post))
    assert done.returncode == 2
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    assert ".draftlint.yaml:1: unknown key 'profile' (did you mean 'profiles'?)" in line


def test_fail_on_moves_the_exit_code(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "<!-- draftlint: allow confidential/marking -- 승인 -->\n\n조용한 글입니다.\n", "utf-8"
    )
    assert draftlint("check", str(tmp_path / "a.md"), "--config", CONFIG).returncode == 0
    assert draftlint("check", str(tmp_path / "a.md"), "--config", CONFIG, "--fail-on", "warning").returncode == 1


def test_no_paths_is_told_what_to_give() -> None:
    done = draftlint("check")
    assert done.returncode == 2
    assert "Which drafts?" in done.stderr.decode()


def test_a_clean_draft_never_loads_kiwi(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\nkind: personal\n---\n\n# 제주 여행\n\n시발점에서 걷기 시작했다. 고객센터는 없었다.\n", "utf-8"
    )
    code = "import sys; from linter.cli import main\ntry:\n main()\nexcept SystemExit as e:\n print(e.code, 'kiwipiepy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(tmp_path / "a.md"), "--config", CONFIG],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "0 False", done.stdout + done.stderr


def test_colour_is_for_terminals(post: Path) -> None:
    assert b"\x1b[" not in draftlint("check", str(post), "--config", CONFIG).stdout
    assert b"\x1b[" in draftlint("check", str(post), "--config", CONFIG, "--color").stdout


def test_explain_tells_all_about_a_rule() -> None:
    page = draftlint("explain", "confidential/marking", "--lang", "ko").stdout.decode()
    for part in ("왜", "근거", "걸리는 글", "걸리지 않는 글", "끄는 법", "⟦"):
        assert part in page
    assert "Turn it off" in draftlint("explain", "confidential/marking", "--lang", "en").stdout.decode()


def test_explain_knows_what_was_meant() -> None:
    done = draftlint("explain", "confidental/markng")
    assert done.returncode == 2
    assert "confidential/marking" in done.stderr.decode()


@pytest.mark.parametrize("profile", ["personal-blog", "corporate-blog", "sponsored-post", "investor-blog", "all"])
def test_rules_lists_every_rule_under_a_profile(profile: str) -> None:
    done = draftlint("rules", "--profile", profile)
    assert done.returncode == 0, done.stderr.decode()
    assert "confidential/marking" in done.stdout.decode()


def test_init_writes_a_configuration_that_is_valid_and_refuses_to_overwrite(tmp_path: Path, post: Path) -> None:
    assert draftlint("init", cwd=tmp_path).returncode == 0
    assert draftlint("check", str(post), cwd=tmp_path).returncode == 1
    written = (tmp_path / ".draftlint.yaml").read_text("utf-8")
    done = draftlint("init", cwd=tmp_path)
    assert done.returncode == 2
    assert "--force" in done.stderr.decode()
    assert (tmp_path / ".draftlint.yaml").read_text("utf-8") == written
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".draftlint.yaml")] == [".draftlint.yaml"]


@pytest.mark.parametrize(
    "command", [[], ["check"], ["explain"], ["rules"], ["init"], ["baseline"], ["waive"], ["waivers"]]
)
def test_every_command_has_help(command: list[str]) -> None:
    done = draftlint(*command, "--help")
    assert done.returncode == 0
    assert b"Usage" in done.stdout


def test_the_version_is_told() -> None:
    assert b"0.1.0" in draftlint("--version").stdout


def test_python_m_linter_is_the_same_command(post: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "linter", "check", str(post), "--config", CONFIG], capture_output=True, check=False
    )
    assert done.returncode == 1


def test_what_is_not_confirmed_is_no_error_and_can_be_left_out(tmp_path: Path) -> None:
    post = tmp_path / "post.md"
    post.write_text("번호는 9508232983211 이라고 적혀 있었다.\n", "utf-8")
    found = json.loads(draftlint("check", str(post), "--config", CONFIG, "--format", "json").stdout)["findings"]
    assert [(f["rule"], f["severity"], f["certainty"]) for f in found] == [
        ("privacy/personal-data", "warning", "unconfirmed")
    ]
    sure = draftlint("check", str(post), "--config", CONFIG, "--format", "json", "--min-certainty", "likely")
    assert json.loads(sure.stdout)["findings"] == []
