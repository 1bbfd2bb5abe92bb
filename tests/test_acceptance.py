"""What is accepted does not count: comments, waivers and the baseline, through what programs call."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from linter import Finding, Linter, Report, Severity
from linter.config import BASELINE_NAME, WAIVERS_NAME
from linter.errors import ConfigError
from linter.reporters import FORMATS, renderer, text
from linter.verdict.baseline import write_baseline
from tests.conftest import FIXTURES

RULE = "confidential/marking"
MARK = "이 문서는 대외비입니다.\n"
TODAY = date(2026, 11, 26)
PHONE = "담당자 연락처는 010-1593-6620 입니다.\n"


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    shutil.copy(FIXTURES / ".draftlint.yaml", tmp_path)
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text(f"# 소식\n\n{MARK}", "utf-8")
    (tmp_path / "posts" / "b.md").write_text(f"# 다른 소식\n\n{MARK}", "utf-8")
    return tmp_path


def check(blog: Path, *names: str, **options: object) -> Report:
    paths = [blog / name for name in names or (".",)]
    return Linter(today=TODAY, **options).check_paths(paths)  # type: ignore[arg-type]


def record(blog: Path) -> None:
    stock = Linter().take_stock([blog])
    write_baseline(stock.baseline.path, stock.current)


def waive(blog: Path, files: str, until: str = "2026-12-31", rule: str = RULE, more: str = "") -> None:
    path = blog / WAIVERS_NAME
    before = path.read_text("utf-8") if path.exists() else "waivers:\n"
    entry = f"  - {{rule: {rule}, files: '{files}', by: legal, why: It is public now, until: {until}{more}}}\n"
    path.write_text(before + entry, "utf-8")


def states(report: Report) -> list[tuple[str, str, str | None]]:
    return [(Path(f.path).name, f.rule, f.suppressed and f.suppressed.kind) for f in report.findings]


def counting(report: Report) -> list[tuple[str, str]]:
    return [(Path(f.path).name, f.rule) for f in report.counted(Severity.INFO)]


def test_what_was_there_does_not_count_and_what_is_new_does(blog: Path) -> None:
    record(blog)
    assert states(check(blog)) == [("a.md", RULE, "baseline"), ("b.md", RULE, "baseline")]
    with (blog / "posts" / "a.md").open("a", encoding="utf-8") as post:
        post.write("\n새로 쓴 문장에도 대외비 표시가 있다.\n")
    (new,) = check(blog).counted(Severity.INFO)
    assert (Path(new.path).name, new.start.line, new.quote) == ("a.md", 5, "대외비")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "# 머리말\n\n한 문단 더.\n\n" + text,
        lambda text: text.replace("# 소식\n\n", "# 소식\n바로 윗줄\n"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
    ],
    ids=["moved", "next-to-it", "crlf", "bom"],
)
def test_what_has_moved_is_still_in_the_baseline(blog: Path, change: Callable[[str], str]) -> None:
    record(blog)
    post = blog / "posts" / "a.md"
    post.write_bytes(change(post.read_text("utf-8")).encode("utf-8"))
    assert counting(check(blog)) == []


def test_of_equal_findings_as_many_are_let_pass_as_were_there(blog: Path) -> None:
    record(blog)
    (blog / "posts" / "a.md").write_text(f"# 소식\n\n{MARK}\n{MARK}", "utf-8")
    assert states(check(blog, "posts/a.md")) == [("a.md", RULE, "baseline"), ("a.md", RULE, None)]


def test_another_value_in_the_same_place_is_new(blog: Path) -> None:
    record(blog)
    (blog / "posts" / "a.md").write_text(f"# 소식\n\n{MARK.replace('대외비', '사외비')}", "utf-8")
    assert counting(check(blog, "posts/a.md")) == [("a.md", RULE)]


def test_a_renamed_draft_counts_again(blog: Path) -> None:
    record(blog)
    (blog / "posts" / "a.md").rename(blog / "posts" / "c.md")
    assert counting(check(blog)) == [("c.md", RULE)]


def test_what_is_missing_from_a_draft_stays_recorded_when_its_first_sentence_is_edited(blog: Path) -> None:
    post = blog / "posts" / "a.md"
    post.write_text("---\nkind: corporate\n---\n\n가람톡을 새로 냈습니다.\n", "utf-8")
    assert ("a.md", "disclosure/byline") in counting(check(blog, "posts/a.md"))
    record(blog)
    post.write_text("---\nkind: corporate\n---\n\n오늘 가람톡을 새로 선보입니다.\n", "utf-8")
    assert counting(check(blog, "posts/a.md")) == []


def test_personal_data_is_never_let_pass_by_a_baseline_even_one_written_by_hand(blog: Path) -> None:
    (blog / "posts" / "a.md").write_text(PHONE, "utf-8")
    stock = Linter().take_stock([blog])
    assert stock.barred == 1
    assert {key.rule for key in stock.current} == {RULE}
    found = next(f for f in stock.report.findings if f.rule == "privacy/personal-data")
    line = f"posts/a.md\tprivacy/personal-data\t1\t{found.fingerprint}\n"
    write_baseline(stock.baseline.path, stock.current)
    with stock.baseline.path.open("a", encoding="utf-8") as file:
        file.write(line)
    assert counting(check(blog)) == [("a.md", "privacy/personal-data")]
    assert [key.rule for key in Linter().take_stock([blog]).stale] == ["privacy/personal-data"]


def test_no_text_of_a_draft_is_in_the_baseline(blog: Path) -> None:
    for path in (FIXTURES / "drafts").glob("en-*"):
        shutil.copy(path, blog / "posts")
    record(blog)
    kept = (blog / BASELINE_NAME).read_text("utf-8").partition("\n")[2]
    entries = [line.split("\t") for line in kept.splitlines()]
    assert len(entries) > 20
    for draft in (blog / "posts").iterdir():
        source = draft.read_bytes().decode("utf-8", "replace")
        runs = {source[at : at + 8] for at in range(len(source) - 7)}
        prints = " ".join(fingerprint for *_, fingerprint in entries)
        assert not [run for run in runs if run in prints]
    assert {len(entry) for entry in entries} == {4}
    assert {path for path, *_ in entries} == {
        f.relative_to(blog).as_posix() for f in (blog / "posts").iterdir() if f"{f.name}\t" in kept
    }


@pytest.mark.parametrize("jobs", [1, 3])
def test_workers_and_a_memory_of_earlier_runs_change_nothing(blog: Path, jobs: int) -> None:
    for number in range(14):
        (blog / "posts" / f"{number}.md").write_text(
            f"{MARK}\n<!-- draftlint: allow {RULE} -- 승인 -->\n\n{MARK}", "utf-8"
        )
    waive(blog, "posts/1?.md")
    record(blog)
    (blog / "posts" / "0.md").write_text(f"{MARK}\n{MARK}", "utf-8")
    expected = states(check(blog))
    assert expected.count(("0.md", RULE, None)) == 1
    assert expected.count(("10.md", RULE, "waiver")) == 1
    assert expected.count(("5.md", RULE, "baseline")) == expected.count(("5.md", RULE, "allow")) == 1
    for _ in range(2):
        assert states(check(blog, jobs=jobs, remembers=True)) == expected
    assert ("5.md", RULE) in counting(check(blog, remembers=True, uses_baseline=False))
    assert expected == states(check(blog, remembers=True))


def test_a_text_from_elsewhere_is_known_by_its_name(blog: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record(blog)
    linter = Linter(today=TODAY)
    assert states(linter.check_text(MARK, str(blog / "posts" / "a.md"))) == [("a.md", RULE, "baseline")]
    monkeypatch.chdir(blog / "posts")
    assert states(linter.check_text(MARK, "a.md")) == [("a.md", RULE, "baseline")]
    assert states(linter.check_text(MARK, "other.md")) == [("other.md", RULE, None)]


def test_a_partial_run_sees_only_entries_of_its_drafts(blog: Path) -> None:
    record(blog)
    (blog / "posts" / "b.md").unlink()
    (blog / "posts" / "a.md").write_text("조용한 글.\n", "utf-8")
    linter = Linter()
    assert [key.path for key in linter.take_stock([blog / "posts" / "a.md"]).stale] == ["posts/a.md"]
    assert [key.path for key in linter.take_stock([blog / "posts"]).stale] == ["posts/a.md", "posts/b.md"]


def test_entries_of_a_draft_that_could_not_be_read_are_not_stale(blog: Path) -> None:
    record(blog)
    (blog / "posts" / "a.md").write_bytes(b"GIF89a\x00\x00")
    assert not Linter().take_stock([blog]).stale


def test_findings_under_another_configuration_are_left_to_its_own_baseline(blog: Path) -> None:
    (blog / "team").mkdir()
    shutil.copy(FIXTURES / ".draftlint.yaml", blog / "team")
    (blog / "team" / "c.md").write_text(MARK, "utf-8")
    stock = Linter().take_stock([blog])
    assert (stock.current.total(), stock.elsewhere) == (2, 1)
    record(blog)
    assert counting(check(blog)) == [("c.md", RULE)]
    record(blog / "team")
    assert counting(check(blog)) == []


def test_without_a_configuration_paths_count_from_the_root_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "a.md").write_text(MARK, "utf-8")
    assert counting(check(tmp_path / "posts", "a.md")) == [("a.md", RULE)]
    record(tmp_path / "posts")
    assert (tmp_path / BASELINE_NAME).read_text("utf-8").splitlines()[1].startswith(f"posts/a.md\t{RULE}\t1\t")
    assert counting(check(tmp_path, "posts/a.md")) == []


def test_each_repository_without_a_configuration_has_a_baseline_of_its_own(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name / ".git").mkdir(parents=True)
        (tmp_path / name / "a.md").write_text(MARK, "utf-8")
    record(tmp_path / "two")
    report = check(tmp_path, "one", "two")
    assert [f.path for f in report.counted(Severity.INFO)] == [str(tmp_path / "one" / "a.md")]


def test_a_baseline_may_lie_elsewhere(blog: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("gate") / "known.txt"
    stock = Linter(baseline=file).take_stock([blog])
    write_baseline(file, stock.current)
    assert counting(check(blog, baseline=file)) == []
    assert len(counting(check(blog))) == 2


def test_a_waiver_holds_until_its_day_and_is_marked_with_who_and_why(blog: Path) -> None:
    waive(blog, "posts/a.md", until="2026-11-26")
    held, counted = check(blog).findings
    assert counted.suppressed is None
    assert held.suppressed is not None
    assert (held.suppressed.kind, held.suppressed.by, held.suppressed.until) == ("waiver", "legal", "2026-11-26")
    assert (held.suppressed.reason, held.suppressed.line) == ("It is public now", 2)
    assert Path(held.suppressed.file).name == WAIVERS_NAME


def test_what_an_expired_waiver_held_counts_again_and_is_told(blog: Path) -> None:
    waive(blog, "posts/a.md", until="2026-11-25")
    report = check(blog)
    assert counting(report) == [("a.md", RULE), ("b.md", RULE)]
    (note,) = report.notes
    assert note.endswith(
        f".draftlint-waivers.yaml:2: '{RULE}'의 예외 승인(legal)이 2026-11-25에 끝나, 걸린 것을 다시 셉니다"
    )
    (note,) = check(blog, lang="en").notes
    assert "the waiver of 'confidential/marking' by legal ended on 2026-11-25; what it held counts again" in note


def test_an_expired_waiver_that_was_renewed_or_recorded_is_not_told(blog: Path) -> None:
    waive(blog, "posts/a.md", until="2026-11-25")
    waive(blog, "posts/*.md")
    assert check(blog).notes == ()
    (blog / WAIVERS_NAME).unlink()
    record(blog)
    waive(blog, "posts/a.md", until="2026-11-25")
    assert check(blog).notes == ()


def test_an_unused_waiver_is_told_where_it_stands_in_full_runs_alone(blog: Path) -> None:
    waive(blog, "posts/a.md")
    waive(blog, "posts/gone.md")
    waive(blog, "**/*.md", rule="language/hate")
    unused = [f for f in check(blog).findings if f.rule == "draftlint/unused-waiver"]
    assert [(Path(f.path).name, f.start.line) for f in unused] == [(WAIVERS_NAME, 3), (WAIVERS_NAME, 4)]
    text = (blog / WAIVERS_NAME).read_text("utf-8")
    assert [text[f.span.start : f.span.end] for f in unused] == [line.strip() for line in text.splitlines()[2:]]
    assert [f.start.line for f in check(blog, "posts").findings if f.rule == "draftlint/unused-waiver"] == [3]
    for name in ("posts/a.md", "posts/b.md"):
        assert "draftlint/unused-waiver" not in [f.rule for f in check(blog, name).findings]


def test_a_waiver_for_a_draft_that_could_not_be_read_or_a_rule_that_is_off_is_not_called_unused(blog: Path) -> None:
    waive(blog, "posts/a.md")
    waive(blog, "posts/b.md", rule="conduct/working-hours")
    (blog / "posts" / "a.md").write_bytes(b"GIF89a\x00\x00")
    (blog / ".draftlint.yaml").unlink()  # by default, that rule is off
    assert counting(check(blog)) == [("b.md", RULE)]


def test_a_waiver_may_hold_personal_data_in_one_place_and_another_number_there_counts(blog: Path) -> None:
    post = blog / "posts" / "a.md"
    post.write_text(PHONE, "utf-8")
    (found,) = check(blog, "posts/a.md").findings
    waive(blog, "posts/a.md", rule="privacy/personal-data", more=f", only: ['{found.fingerprint}']")
    assert states(check(blog, "posts/a.md")) == [("a.md", "privacy/personal-data", "waiver")]
    post.write_text(PHONE.replace("6620", "6621"), "utf-8")
    assert counting(check(blog, "posts/a.md")) == [("a.md", "privacy/personal-data")]


def test_no_report_prints_a_fingerprint(blog: Path) -> None:
    (blog / "posts" / "a.md").write_text(PHONE, "utf-8")
    report = check(blog)
    shown = "".join(renderer(name)(report, "ko") for name in FORMATS) + repr(report)
    assert not [f for f in report.findings if not f.fingerprint or f.fingerprint in shown]


def test_a_waiver_for_a_rule_that_does_not_exist_is_an_error_with_its_line(blog: Path) -> None:
    waive(blog, "posts/a.md", rule="confidential/markings")
    with pytest.raises(ConfigError, match=r"waivers\.yaml:2: no rule is called 'confidential/markings' \(did you mean"):
        check(blog)


def allowed(linter: Linter) -> Finding:
    (finding,) = linter.check_text(f"<!-- draftlint: allow {RULE} -- 승인 -->\n\n{MARK}").findings
    return finding


def test_in_a_gate_a_comment_silences_nothing_and_the_finding_says_so(linter: Linter, tmp_path: Path) -> None:
    assert allowed(linter).suppressed is not None
    gate = Linter(FIXTURES / ".draftlint.yaml", inline_allow=False)
    assert allowed(gate).suppressed is None
    assert "허용 주석만으로는 넘어갈 수 없습니다" in allowed(gate).advice
    own = tmp_path / ".draftlint.yaml"
    own.write_text((FIXTURES / ".draftlint.yaml").read_text("utf-8") + "inline-allow: false\n", "utf-8")
    assert allowed(Linter(own)) == allowed(gate)


def test_where_comments_silence_warnings_an_error_stays_one(tmp_path: Path) -> None:
    own = tmp_path / ".draftlint.yaml"
    own.write_text("inline-allow: warnings\n", "utf-8")
    assert allowed(Linter(own)).suppressed is None
    own.write_text(f"inline-allow: warnings\nrules:\n  {RULE}: warning\n", "utf-8")
    assert allowed(Linter(own)).suppressed is not None
    assert allowed(Linter(own, inline_allow=False)).suppressed is None


def test_the_text_report_counts_what_is_in_the_baseline_without_showing_it(blog: Path) -> None:
    waive(blog, "posts/b.md")
    record(blog)
    shown = text.render(check(blog), "en")
    assert "a.md" not in shown
    assert "legal, 2026-12-31까지): It is public now" in shown  # in the language of the finding
    assert shown.endswith("2 drafts read: 0 errors, 0 warnings, 0 info (1 waived, 1 in the baseline).\n")


def test_every_rule_on_personal_data_and_every_rule_on_secrets_is_kept_out_of_baselines(linter: Linter) -> None:
    never = {rule.id for rule in linter.register(FIXTURES / "_").rulebook.rules if rule.file.baseline == "never"}
    secret = {rule.id for rule in linter.register(FIXTURES / "_").rulebook.rules if rule.file.mask}
    assert never >= secret
    assert never >= {"confidential/credential", "privacy/personal-data"}
    assert {
        rule.id for rule in linter.register(FIXTURES / "_").rulebook.rules if rule.id.startswith("privacy/")
    } <= never
