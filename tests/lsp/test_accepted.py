"""What is waived is no diagnostic in the editor either."""

from __future__ import annotations

from pathlib import Path

from linter.live.judging import Judge, Task, WarmMorphology

WAIVER = "waivers:\n  - {rule: confidential/marking, files: a.md, by: legal, why: It is public, until: 2999-01-01}\n"


def states(judge: Judge, folder: Path) -> list[tuple[str, str | None]]:
    task = Task(folder / "a.md", "markdown", "이 문서는 대외비입니다.\n".encode(), "ko", 1_000_000)
    judgement = judge.judge(task, lambda: False)
    assert judgement is not None
    assert not judgement.problems
    return [(one.rule, one.suppressed and one.suppressed.kind) for one in judgement.findings]


def test_a_waiver_that_comes_while_a_draft_is_open_holds_from_the_next_judgement(tmp_path: Path) -> None:
    (tmp_path / ".draftlint.yaml").write_text("profiles: [personal-blog]\n", "utf-8")
    judge = Judge(WarmMorphology())
    assert states(judge, tmp_path) == [("confidential/marking", None)]
    (tmp_path / ".draftlint-waivers.yaml").write_text(WAIVER, "utf-8")
    assert states(judge, tmp_path) == [("confidential/marking", "waiver")]


def test_a_waivers_file_that_means_nothing_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / ".draftlint.yaml").write_text("profiles: [personal-blog]\n", "utf-8")
    (tmp_path / ".draftlint-waivers.yaml").write_text("waivers:\n  - {rule: confidential/marking}\n", "utf-8")
    judgement = Judge(WarmMorphology()).judge(
        Task(tmp_path / "a.md", "markdown", "대외비입니다.\n".encode(), "ko", 1_000_000), lambda: False
    )
    assert judgement is not None
    (problem,) = judgement.problems
    assert problem.path.endswith(".draftlint-waivers.yaml")
