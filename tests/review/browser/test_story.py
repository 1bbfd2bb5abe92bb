"""A writer, an editor and an approver settle a draft: the whole story, as they click and type it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from linter.review.states import Role
from linter.review.web.wording import said
from tests.review.browser.conftest import Desk
from tests.review.server import Server


@dataclass(frozen=True)
class Story:
    lang: str
    text: str
    fixed: str
    waived: str


STORIES = {
    "ko": Story(
        "ko",
        "---\ntitle: 꽃밭 이야기\nauthor: 김하늘\n---\n\n문의는 010-9283-7465로 주세요.\n\n이 문서는 대외비입니다.\n",
        "010-XXXX-XXXX",
        "confidential/marking",
    ),
    "en": Story(
        "en",
        "---\ntitle: My garden\nauthor: Sky\n---\n\nThe number is 010-9283-7465.\n\nConfidential. Do not distribute.\n",
        "010-XXXX-XXXX",
        "confidential/marking",
    ),
}


@pytest.fixture
def server(url: str, tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path, url)
    server.add_users({"adam": Role.ADMIN, "wendy": Role.WRITER, "edith": Role.EDITOR, "april": Role.APPROVER})
    server.start()
    yield server
    assert "Traceback" not in server.stop()


@pytest.mark.parametrize("lang", STORIES)
def test_the_whole_story(server: Server, desks: Callable[..., Desk], lang: str) -> None:
    story = STORIES[lang]

    def t(name: str, **values: object) -> str:
        return said(lang, name, values)

    writer, editor, approver = (desks(server, lang) for _ in range(3))
    for desk, name in ((writer, "wendy"), (editor, "edith"), (approver, "april")):
        desk.log_in(name)

    # The writer pastes a draft, sees the marks, has one thing fixed, and submits.
    page = writer.open("/new")
    area = page.get_by_label(t("text"), exact=True)
    area.fill(story.text)
    expect(page.locator(".marks mark.error").first).to_be_visible()
    cards = page.locator(".card.error")
    before = cards.count()
    assert before >= 2
    card = cards.filter(has_text="privacy/").first
    card.locator(".apply").click()
    expect(area).to_have_value(story.text.replace("010-9283-7465", story.fixed))
    expect(cards).to_have_count(before - 1)
    page.get_by_role("button", name=t("submit"), exact=True).click()
    page.wait_for_url("**/drafts/*")
    address = page.url.removeprefix(server.address)
    expect(page.locator(".heading .state")).to_have_text(t("state-submitted"))

    # The editor begins the review and asks for a change; an error is not for an editor to waive.
    page = editor.open("/")
    page.get_by_role("link", name=story.text.split("title: ")[1].split("\n")[0]).click()
    page.get_by_role("button", name=t("move-begin")).click()
    expect(page.locator(".heading .state")).to_have_text(t("state-in-review"))
    expect(page.get_by_role("button", name=t("move-approve"))).to_have_count(0)
    assert page.locator(".card.error .ruling.waive").count() == 0
    page.locator(".process summary").click()
    page.get_by_label(t("move-words")).fill("한 문장 더 써 주세요. One more, please.")
    page.get_by_role("button", name=t("move-ask-changes")).click()
    expect(page.locator(".heading .state")).to_have_text(t("state-changes-asked"))

    # The writer reads it, adds a sentence by the keyboard alone, and saves.
    page = writer.open(address)
    expect(page.locator(".asked .words")).to_have_text("한 문장 더 써 주세요. One more, please.")
    expect(page.locator(".comment .words")).to_have_text("한 문장 더 써 주세요. One more, please.")
    area = page.locator("#desk textarea")
    area.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("꽃이 피었다. It is in bloom.\n")
    expect(page.locator("body.unsaved .unsaved-note")).to_be_visible()
    page.get_by_role("button", name=t("save")).press("Enter")
    expect(page.locator(".versions li")).to_have_count(2)
    page.get_by_role("link", name=t("difference-link")).click()
    expect(page.locator(".difference ins")).to_contain_text("It is in bloom.")

    # The editor begins again; the approver waives the error, with a reason and a day, and signs off.
    editor.open(address).get_by_role("button", name=t("move-begin")).click()
    page = approver.open(address)
    expect(page.get_by_role("button", name=t("move-approve"))).to_be_disabled()
    for _ in range(page.locator(".card.error").count()):
        card = page.locator(".card.error").first
        card.locator(".ruling.waive summary").click()
        card.get_by_label(t("reason")).first.fill("법무팀 확인. Cleared by legal.")
        card.get_by_label(t("until")).fill("2099-12-31")
        card.get_by_role("button", name=t("waive")).click()
    expect(page.locator(".card.suppressed .decision").first).to_contain_text("Cleared by legal.")
    expect(page.locator(".card.current")).to_be_focused()  # where the approver was
    page.get_by_role("button", name=t("move-approve")).click()
    expect(page.locator(".signed")).to_contain_text("april")
    expect(page.locator(".heading .state")).to_have_text(t("state-approved"))

    # The writer changes a word: the approval is gone.
    page = writer.open(address)
    area = page.locator("#desk textarea")
    area.fill(area.input_value().replace("bloom", "blossom"))
    page.get_by_role("button", name=t("save")).click()
    expect(page.locator(".withdrawn")).to_contain_text("april")
    expect(page.locator(".heading .state")).to_have_text(t("state-in-review"))
    expect(page.locator(".signed")).to_have_count(0)

    # The record tells all of it, holds, and can be taken along.
    page = editor.open("/record")
    page.get_by_role("link", name=t("verify")).click()
    expect(page.locator(".signed")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    exported = json.loads(Path(download.value.path()).read_text("utf-8"))
    acts = [entry["act"] for entry in exported["entries"]]
    assert [act for act in acts if act not in ("add-user", "waive")] == [
        "submit",
        "begin",
        "ask-changes",
        "save",
        "begin",
        "approve",
        "save",
        "withdraw-approval",
    ]
    assert "waive" in acts
    assert exported["head"] in server.run("verify", "--lang", lang)
    page = editor.open("/figures")
    expect(page.locator("svg.chart").first).to_be_visible()
    expect(page.locator("table")).to_contain_text(story.waived)
