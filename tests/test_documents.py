"""Word and Hangul documents from end to end: what hides in them is found, and told as of any draft."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hwpx import HwpxDocument

from linter import Finding, Linter
from tests.conftest import FIXTURES

MARK = "이 자료는 대외비입니다."
RULE = "confidential/marking"
Fill = Callable[["docx.document.Document"], object]


def saved(folder: Path, *fills: Fill) -> Path:
    document = docx.Document()
    for fill in fills:
        fill(document)
    path = folder / "보도자료.docx"
    document.save(str(path))
    return path


def found(linter: Linter, path: Path, *rules: str) -> list[Finding]:
    report = linter.check_paths([path])
    assert not report.problems
    return [finding for finding in report.findings if finding.rule in rules]


def deleted(words: str) -> Fill:
    xml = f'<w:p {nsdecls("w")}><w:r><w:t>남은 말.</w:t></w:r><w:del w:id="1" w:author="김"><w:r><w:delText>{words}</w:delText></w:r></w:del></w:p>'
    return lambda document: document.element.body.insert(-1, parse_xml(xml))


def commented(words: str, comment: str) -> Fill:
    def fill(document: docx.document.Document) -> None:
        document.add_comment(document.add_paragraph(words).runs, text=comment, author="이")

    return fill


def in_header(document: docx.document.Document) -> None:
    document.sections[0].header.paragraphs[0].text = MARK


def in_keywords(document: docx.document.Document) -> None:
    document.core_properties.keywords = MARK


@pytest.mark.parametrize(
    ("fill", "kind"),
    [
        (lambda document: document.add_paragraph(MARK), "paragraph"),
        (deleted(MARK), "deletion"),
        (commented("본문.", MARK), "comment"),
        (in_header, "header"),
        (in_keywords, "property"),
    ],
    ids=["body", "deletion", "comment", "header", "property"],
)
def test_a_marking_is_found_wherever_it_hides(linter: Linter, tmp_path: Path, fill: Fill, kind: str) -> None:
    (finding,) = found(linter, saved(tmp_path, fill), RULE)
    assert finding.part is not None
    assert finding.part.kind == kind
    assert finding.quote == "대외비"


def test_a_word_comment_allows_its_paragraph_and_no_other(linter: Linter, tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        commented(MARK, f"draftlint: allow {RULE} – 법무팀 승인"),
        lambda document: document.add_paragraph(MARK),
    )
    first, second = found(linter, path, RULE)
    assert first.suppressed is not None
    assert first.suppressed.reason == "법무팀 승인"
    assert second.suppressed is None


def test_a_word_comment_on_a_deleted_paragraph_allows_that_one_and_not_the_next(linter: Linter, tmp_path: Path) -> None:
    def fill(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph(MARK)
        document.add_comment(paragraph.runs, text=f"draftlint: allow {RULE} -- 승인", author="이")
        (run,) = (run for run in paragraph._p.r_lst if run.text)
        gone = parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="김"/>')
        run.addprevious(gone)
        gone.append(run)
        document.add_paragraph(MARK)

    first, second = found(linter, saved(tmp_path, fill), RULE)
    assert first.part is not None
    assert (first.part.kind, first.suppressed is None) == ("deletion", False)
    assert second.suppressed is None


def test_a_disclosure_that_was_deleted_discloses_nothing(linter: Linter, tmp_path: Path) -> None:
    label = "[광고] 솔바람기어에서 제품을 제공받아 쓴 글입니다."

    def review(document: docx.document.Document) -> None:
        document.add_paragraph("의자를 써 본 지 이 주가 되었다. 제 할인 코드 SOL10을 쓰면 10% 싸다.")

    shown = saved(tmp_path, lambda document: document.add_paragraph(label), review)
    assert not found(linter, shown, "disclosure/sponsorship")
    assert found(linter, saved(tmp_path, deleted(label), review), "disclosure/sponsorship")


def test_a_secret_in_a_deletion_is_masked(linter: Linter, tmp_path: Path) -> None:
    (finding,) = found(
        linter, saved(tmp_path, deleted("법인카드 번호는 4539 5260 1815 9091입니다.")), "privacy/personal-data"
    )
    assert "5260" not in repr(finding)


def test_a_hangul_document_marked_in_its_header_is_found(linter: Linter, tmp_path: Path) -> None:
    document = HwpxDocument.new()
    document.add_paragraph("조용한 본문입니다.")
    document.page.set_header(text="대외비")
    (tmp_path / "보도자료.hwpx").write_bytes(document.to_bytes())
    (finding,) = found(linter, tmp_path / "보도자료.hwpx", RULE)
    assert finding.part is not None
    assert finding.part.kind == "header"


def test_memory_and_processes_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(FIXTURES / ".draftlint.yaml", tmp_path)
    path = saved(
        tmp_path, commented("조용한 글.", f"draftlint: allow {RULE} -- 승인"), deleted("인수 협상을 진행 중입니다.")
    )
    for number in range(12):
        shutil.copy(path, tmp_path / f"{number}.docx")
    first = Linter(jobs=2, remembers=True).check_paths([tmp_path])
    assert {finding.rule for finding in first.findings} >= {"draftlint/unused-allow", "confidential/deal"}
    assert Linter().check_paths([tmp_path]).findings == first.findings
    monkeypatch.setattr("linter.run.judge", lambda *args, **kwargs: pytest.fail("judged again"))
    assert Linter(remembers=True).check_paths([tmp_path]).findings == first.findings


def test_an_unused_comment_is_told_again_from_memory(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / ".draftlint.yaml", tmp_path)
    path = saved(tmp_path, commented("조용한 글.", f"draftlint: allow {RULE} -- 승인"))
    for _ in range(2):
        findings = Linter(remembers=True).check_paths([path]).findings
        assert "draftlint/unused-allow" in [finding.rule for finding in findings]


def test_a_remembered_document_that_can_no_longer_be_read_is_a_problem_and_no_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(FIXTURES / ".draftlint.yaml", tmp_path)
    path = saved(tmp_path, lambda document: document.add_paragraph(MARK))
    assert Linter(remembers=True).check_paths([path]).findings
    monkeypatch.setitem(sys.modules, "docx.opc.package", None)
    report = Linter(remembers=True).check_paths([path])
    assert [problem.hint for problem in report.problems] == ["pip install 'draftlint[office]'"]


def test_what_word_leaves_beside_an_open_document_is_no_draft(linter: Linter, tmp_path: Path) -> None:
    saved(tmp_path, lambda document: document.add_paragraph("글"))
    (tmp_path / "~$보도자료.docx").write_bytes(b"\x06user")
    report = linter.check_paths([tmp_path])
    assert (report.drafts, report.problems) == (1, ())


def test_the_command_names_paragraph_and_run_and_never_calls_a_broken_file_clean(tmp_path: Path) -> None:
    path = saved(tmp_path, lambda document: document.add_paragraph("앞말. ").add_run(MARK))
    (tmp_path / "깨진.docx").write_bytes(path.read_bytes()[:-50])

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "linter", "check", *arguments, "--no-cache"]
        return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)

    shown = run(path.name, "--lang", "en")
    assert "paragraph 1, run 2  error" in shown.stdout
    assert shown.returncode == 1
    both = run(".", "--format", "json")
    (finding,) = (one for one in json.loads(both.stdout)["findings"] if one["rule"] == RULE)
    assert finding["part"] == {"kind": "paragraph", "number": 1, "run": 2, "name": ""}
    assert both.returncode == 2
    assert "깨진.docx: 워드 문서가 아니거나 손상된 파일입니다 (열어서 .docx 형식으로 다시 저장하세요)" in both.stderr
    assert "Traceback" not in both.stderr
