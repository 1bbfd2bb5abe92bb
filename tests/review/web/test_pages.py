"""The pages: what each role finds there, and what the server does with what comes from them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from linter.review.web.wording import words
from tests.review.web.conftest import ADDRESS, Browser

Office = Callable[[str], Browser]
SLIP = "This document is confidential. Do not distribute.\n"
FINE = "I watered the flowers today.\n"
TEMPLATES = Path(__file__).resolve().parents[3] / "linter" / "review" / "web"


def test_both_languages_have_the_same_sentences() -> None:
    assert words("ko").keys() | {name for name in words("en") if name.endswith("-one")} == words("en").keys()


def test_both_languages_fill_in_the_same_values() -> None:
    for name, sentence in words("ko").items():
        assert set(re.findall(r"\{(\w+)\}", sentence)) == set(re.findall(r"\{(\w+)\}", words("en")[name])), name


def test_every_sentence_that_is_asked_for_exists() -> None:
    asked = set()
    for path in [*TEMPLATES.rglob("*.html"), *TEMPLATES.parent.rglob("*.py")]:
        text = path.read_text("utf-8")
        asked |= set(re.findall(r"""\bt\(["']([\w-]+)["'][,)]""", text))
        asked |= set(re.findall(r"""\w*Error\(\s*"([a-z]+(?:-[a-z]+)+)"[,)]""", text))
    assert len(asked) > 100
    assert asked <= words("en").keys()


def test_a_pasted_draft_is_submitted_and_shown_with_its_marks(alone: Browser) -> None:
    page = alone.get(f"/drafts/{alone.submit(SLIP)}").text
    assert '<mark class="error" data-numbers="1">Do not distribute</mark>' in page
    assert "confidential/marking" in page
    marks = json.loads(unescape(re.search(r'data-marks="([^"]*)"', page)[1]))  # type: ignore[index]
    assert marks == [[31, 48, "error", 1]]


def test_marks_count_as_browsers_do(alone: Browser) -> None:
    page = alone.get(f"/drafts/{alone.submit('😀 ' + SLIP)}").text
    marks = json.loads(unescape(re.search(r'data-marks="([^"]*)"', page)[1]))  # type: ignore[index]
    assert marks == [[34, 51, "error", 1]]


def test_a_text_that_begins_with_a_blank_line_keeps_it(alone: Browser) -> None:
    page = alone.get(f"/drafts/{alone.submit(chr(10) + FINE)}").text
    area = re.search(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert area
    assert unescape(area[1]) == "\n" + FINE


@pytest.mark.parametrize(
    ("name", "path"), [("marked.docx", "confidential/marking"), ("plain.txt", "confidential/marking")]
)
def test_a_file_is_uploaded_in_its_format(alone: Browser, name: str, path: str) -> None:
    answer = alone.send("/new", files={"file": (name, _content(name))})
    assert answer.status_code == 200
    assert path in answer.text


def _content(name: str) -> bytes:
    if name.endswith(".txt"):
        return SLIP.encode()
    import io

    import docx

    document = docx.Document()
    document.add_paragraph(SLIP.strip())
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("data", [b"PK\x03\x04 not a document", b"\xff\xfe\x00"])
def test_a_file_that_cant_be_read_is_refused_in_words(alone: Browser, data: bytes) -> None:
    answer = alone.send("/new", files={"file": ("broken.docx", data)})
    assert answer.status_code == 422
    assert "This draft can&#39;t be judged" in answer.text


@pytest.mark.parametrize(
    "name", ["../secret.md", "/etc/passwd", "a/../../b.md", "C:\\x.md", "x" * 300 + ".md", "\x07.md", "COMMIT_EDITMSG"]
)
def test_a_name_never_leads_out_of_the_folder(alone: Browser, name: str) -> None:
    answer = alone.send("/new", text=FINE, name=name)
    assert answer.status_code == 400
    assert "no file name" in answer.text
    assert FINE.strip() in answer.text  # what was typed is still there


def test_a_comment_of_the_writer_closes_no_error(office: Office) -> None:
    comment = "<!-- draftlint: allow confidential/marking -- I say so -->\n\n"
    wendy, april = office("wendy"), office("april")
    draft = wendy.submit(comment + SLIP)
    page = wendy.get(f"/drafts/{draft}").text
    assert '<mark class="error" data-numbers="1">Do not distribute</mark>' in page
    assert "An allow comment does not settle this" in unescape(page)
    april.send(f"/drafts/{draft}/move", f"/drafts/{draft}", revision=april.revision(draft), move="begin")
    refused = april.send(f"/drafts/{draft}/move", f"/drafts/{draft}", revision=april.revision(draft), move="approve")
    assert "1 error is still open." in refused.text


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("---\ntitle: The flowers\n---\n# Roses\n", "The flowers"),
        ("# Roses\n\nAnd more.\n", "Roses"),
        ("No heading.\n", "post.md"),
        ('---\ntitle: "a\\u202eb\\0c"\n---\nx\n', "a b c"),
    ],
)
def test_a_draft_is_called_what_it_says_in_letters_that_can_be_seen(alone: Browser, source: str, title: str) -> None:
    page = alone.get(f"/drafts/{alone.submit(source)}").text
    assert f"<h1>{title}</h1>" in page


def test_a_draft_of_the_folder_is_opened_and_no_other_file(alone: Browser, tmp_path: Path) -> None:
    (tmp_path / "posts" / "mine.md").write_text("The words of mine.\n", "utf-8")
    (tmp_path / "secret.md").write_text("The words of a secret.\n", "utf-8")
    assert "The words of mine." in alone.get("/new?open=mine.md").text
    assert "a secret" not in alone.get("/new?open=../secret.md").text


def test_the_whole_story_between_three_people(office: Office) -> None:
    wendy, edith, april = office("wendy"), office("edith"), office("april")
    draft = wendy.submit(SLIP)
    desk = f"/drafts/{draft}"
    edith.send(f"{desk}/move", desk, revision=edith.revision(draft), move="begin")
    answer = edith.send(f"{desk}/move", desk, revision=edith.revision(draft), move="ask-changes", words="Cut it.")
    assert "Cut it." in answer.text
    wendy.send(f"{desk}/save", desk, revision=wendy.revision(draft), version=1, name="post.md", text=SLIP + FINE)
    edith.send(f"{desk}/move", desk, revision=edith.revision(draft), move="begin")
    refused = april.send(f"{desk}/move", desk, revision=april.revision(draft), move="approve")
    assert refused.status_code == 400
    assert "1 error is still open." in refused.text
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', april.get(desk).text)[1]  # type: ignore[index]
    april.send(
        f"{desk}/rule",
        desk,
        revision=april.revision(draft),
        fingerprint=fingerprint,
        verdict="waived",
        reason="Legal has said yes.",
        until="2026-12-31",
    )
    approved = april.send(f"{desk}/move", desk, revision=april.revision(draft), move="approve")
    assert "Signed off by april" in approved.text
    changed = wendy.send(f"{desk}/save", desk, revision=wendy.revision(draft), version=2, name="post.md", text=FINE)
    assert "was withdrawn" in changed.text
    assert "Signed off by" not in changed.text
    history = wendy.get(f"{desk}/history").text
    for act in ("submitted", "asked for changes", "waived a finding", "approved", "approval withdrawn"):
        assert act in history
    assert "All 14 entries follow" in edith.get("/record?verified=1").text


def test_two_who_save_at_once_are_both_kept_and_told(office: Office) -> None:
    wendy, edith = office("wendy"), office("edith")
    draft = wendy.submit(FINE)
    desk = f"/drafts/{draft}"
    seen = wendy.revision(draft)
    edith.send(f"{desk}/save", desk, revision=seen, version=1, name="post.md", text=FINE + "Edith was here.\n")
    late = wendy.send(f"{desk}/save", desk, revision=seen, version=1, name="post.md", text=FINE + "Wendy was here.\n")
    assert late.status_code == 409
    assert "edith was faster" in late.text
    assert "Wendy was here." in late.text
    assert "Edith was here." in late.text
    revision = re.search(r'name="revision" value="(\d+)"', late.text)[1]  # type: ignore[index]
    again = wendy.send(f"{desk}/save", desk, revision=revision, version=2, name="post.md", text="Both were here.\n")
    assert again.status_code == 200
    assert "Version 3" in again.text


@pytest.mark.parametrize("path", ["/drafts/{}", "/drafts/{}/history", "/drafts/{}/versions/1", "/drafts/{}/difference"])
def test_a_writer_finds_nothing_of_another(office: Office, path: str) -> None:
    draft = office("wendy").submit(SLIP)
    answer = office("walter").get(path.format(draft))
    assert answer.status_code == 404
    assert "distribute" not in answer.text
    assert "distribute" not in office("walter").get("/").text


@pytest.mark.parametrize("path", ["/record", "/record/export/json", "/figures", "/users"])
def test_a_writer_has_no_business_with_the_record(office: Office, path: str) -> None:
    assert office("wendy").get(path).status_code == 403


@pytest.mark.parametrize("name", ["edith", "april", "wendy"])
def test_only_an_admin_changes_users(office: Office, name: str) -> None:
    browser = office(name)
    answer = browser.send("/users", "/new", act="roles", name=name, role="admin")
    assert answer.status_code == 403


def test_the_last_admin_stays(office: Office) -> None:
    adam = office("adam")
    answer = adam.send("/users", "/users", act="remove", name="adam")
    assert answer.status_code == 403
    assert adam.get("/users").status_code == 200


def test_a_token_is_shown_once(office: Office) -> None:
    adam = office("adam")
    answer = adam.send("/users", "/users", act="add-token", name="edith", label="the CMS")
    token = re.search(r"draftlint_[\w-]{43}", answer.text)
    assert token
    again = adam.get("/users").text
    assert "the CMS" in again
    assert token[0] not in again


# As one types


def live(browser: Browser, text: str, **more: object) -> dict[str, object]:
    headers = {"origin": ADDRESS, "x-form-token": browser.token(), "accept-language": "en"}
    answer = browser.client.post("/live", json={"name": "a.md", "text": text, **more}, headers=headers)
    assert answer.status_code == 200, answer.text
    told: dict[str, object] = answer.json()
    return told


def test_a_text_is_judged_while_it_is_typed_and_not_kept(alone: Browser) -> None:
    told = live(alone, SLIP)
    assert told["marks"] == [[31, 48, "error", 1]]
    assert told["open"] == 1
    assert "No drafts yet" in alone.get("/").text


def test_what_was_settled_shows_in_the_typed_text_too(alone: Browser) -> None:
    draft = alone.submit(SLIP)
    desk = f"/drafts/{draft}"
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', alone.get(desk).text)[1]  # type: ignore[index]
    alone.send(
        f"{desk}/rule",
        desk,
        revision=alone.revision(draft),
        fingerprint=fingerprint,
        verdict="disputed",
        reason="It is a quotation.",
    )
    told = live(alone, "Hello.\n\n" + SLIP, draft=draft)
    assert told["marks"] == [[39, 56, "suppressed", 1]]
    assert told["open"] == 0


def test_the_typed_text_of_somebody_elses_draft_tells_nothing_of_it(office: Office) -> None:
    draft = office("wendy").submit(SLIP)
    walter = office("walter")
    headers = {"origin": ADDRESS, "x-form-token": walter.token()}
    answer = walter.client.post("/live", json={"name": "a.md", "text": SLIP, "draft": draft}, headers=headers)
    assert answer.status_code == 404


def test_the_page_and_the_command_find_the_same(alone: Browser, tmp_path: Path) -> None:
    from linter import Linter
    from tests.conftest import FIXTURES

    for path in sorted((FIXTURES / "drafts").glob("*.md"))[::6]:
        source = path.read_text("utf-8")
        (tmp_path / "posts" / path.name).write_text(source, "utf-8")
        report = Linter(lang="en").check_paths([tmp_path / "posts" / path.name])
        told = live(alone, source, name=path.name)
        cards = re.findall(r'<code class="rule">([^<]+)</code>', str(told["list"]))
        assert cards == [finding.rule for finding in report.findings], path.name


# Files


@pytest.mark.parametrize("kind", ["json", "csv", "html", "cases"])
def test_the_record_is_exported(alone: Browser, kind: str) -> None:
    draft = alone.submit(SLIP)
    answer = alone.get(f"/record/export/{kind}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    if kind == "json":
        document = answer.json()
        assert [entry["act"] for entry in document["entries"]] == ["add-user", "submit"]
        assert document["drafts"][0]["id"] == draft
        assert SLIP.strip() not in answer.text


def test_a_dispute_is_exported_as_a_case_for_the_author_of_the_rule(alone: Browser) -> None:
    draft = alone.submit(SLIP)
    desk = f"/drafts/{draft}"
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', alone.get(desk).text)[1]  # type: ignore[index]
    alone.send(
        f"{desk}/rule",
        desk,
        revision=alone.revision(draft),
        fingerprint=fingerprint,
        verdict="disputed",
        reason="It is a quotation.",
    )
    (line,) = alone.get("/record/export/cases").text.splitlines()
    case = json.loads(line)
    assert case["text"] == SLIP.strip()
    assert case["expect"] == []
    assert case["note"] == "neg confidential/marking: It is a quotation."


def test_the_figures_count_what_was_told(alone: Browser) -> None:
    alone.submit(SLIP)
    page = alone.get("/figures").text
    assert '<svg class="chart"' in page
    assert "confidential/marking" in page
    assert "style=" not in page


def test_what_was_refused_keeps_its_words(office: Office) -> None:
    wendy, edith, adam = office("wendy"), office("edith"), office("adam")
    draft = wendy.submit(SLIP)
    desk = f"/drafts/{draft}"
    revision = edith.revision(draft)
    edith.send(f"{desk}/move", desk, revision=revision, move="begin")
    refused = edith.send(f"{desk}/move", desk, revision=revision, move="ask-changes", words="Cut the second line.")
    assert refused.status_code == 409
    assert ">\nCut the second line.</textarea>" in refused.text
    taken = adam.send("/users", "/users", act="add", name="wendy", role="editor", password="a long password")
    assert 'name="name" value="wendy"' in taken.text
    assert 'value="editor" checked> editor <span' in taken.text
    assert "a long password" not in taken.text


def test_the_language_changes_on_the_page_where_one_is_and_never_where_text_would_be_lost(alone: Browser) -> None:
    draft = alone.submit(SLIP)
    assert 'name="back" value="/?state=submitted"' in alone.get("/?state=submitted").text
    refused = alone.send(f"/drafts/{draft}/save", text="Bye.", name="a.md", revision="0", version="1")
    assert refused.status_code == 409
    assert 'action="/language"' not in refused.text


def test_an_act_leads_back_to_its_finding(alone: Browser) -> None:
    draft = alone.submit(SLIP)
    desk = f"/drafts/{draft}"
    fingerprint = re.search(r'name="fingerprint" value="(\w+)"', alone.get(desk).text)[1]  # type: ignore[index]
    fields = {
        "token": alone.token(),
        "revision": "1",
        "fingerprint": fingerprint,
        "verdict": "disputed",
        "reason": "No.",
    }
    answer = alone.client.post(f"{desk}/rule", data=fields, headers={"origin": ADDRESS}, follow_redirects=False)
    assert answer.headers["location"] == f"{desk}#f1"


def test_the_record_speaks_the_language_of_the_page(office: Office) -> None:
    page = office("edith").client.get("/record", headers={"accept-language": "ko"}).text
    assert "역할</b> 편집자" in page


def test_an_old_version_is_shown_with_what_was_told_of_it(alone: Browser) -> None:
    draft = alone.submit(SLIP)
    alone.send(f"/drafts/{draft}/save", revision="1", version="1", name="post.md", text=FINE)
    page = alone.get(f"/drafts/{draft}/versions/1").text
    assert '<mark class="error" data-numbers="1">Do not distribute</mark>' in page
    assert 'id="f1" class="card error"' in page
