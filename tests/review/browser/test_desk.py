"""The desk under a writer's hands: marks, keys, fixes, what is unsaved, what two do at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.review.browser.conftest import Desk
from tests.review.server import Server

Desks = Callable[..., Desk]
TEXT = "😀 Hello.\n\nConfidential. Do not distribute.\n\nThe number is 010-9283-7465.\n"


def paste(desk: Desk, text: str) -> Page:
    page = desk.open("/new")
    page.locator("#desk textarea").fill(text)
    expect(page.locator(".card").first).to_be_visible()
    return page


def selected(page: Page) -> str:
    return str(
        page.evaluate(
            "(() => { const area = document.querySelector('#desk textarea');"
            " return area.value.slice(area.selectionStart, area.selectionEnd); })()"
        )
    )


def test_keys_lead_from_finding_to_finding_and_to_the_list(alone: Server, desks: Desks) -> None:
    page = paste(desks(alone, "en"), TEXT)
    page.locator("#desk textarea").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    first = selected(page)
    assert first in TEXT
    assert first
    page.keyboard.press("F8")
    second = selected(page)
    assert TEXT.index(second) > TEXT.index(first)
    page.keyboard.press("Shift+F8")
    assert selected(page) == first
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.card.current')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('textarea')")
    assert selected(page) == first


def test_marks_stand_exactly_behind_their_words(alone: Server, desks: Desks) -> None:
    """The layer of marks and the text break their lines alike, so a mark's box is where its words are."""
    desk = desks(alone, "ko", 500)
    long = "가나다라 마바사 아자차카 타파하 " * 20 + "이 문서는 대외비입니다. " + "ABC defghij " * 20 + "\n"
    page = paste(desk, long)
    heights = page.evaluate(
        "(() => { const area = document.querySelector('#desk textarea'), marks = document.querySelector('.marks');"
        " return [area.scrollHeight, area.clientHeight, marks.clientWidth, area.clientWidth]; })()"
    )
    assert heights[0] == heights[1]
    assert heights[2] == heights[3]


# Where each mark begins, and where its words begin in an element that is laid out as the textarea is.
PLACES = """(() => {
  const area = document.querySelector("#desk textarea"), mirror = document.createElement("div");
  const style = getComputedStyle(area), box = area.getBoundingClientRect();
  for (const name of ["font", "lineHeight", "letterSpacing", "padding", "wordBreak", "overflowWrap", "tabSize",
                      "unicodeBidi", "boxSizing"]) mirror.style[name] = style[name];
  Object.assign(mirror.style, {position: "absolute", whiteSpace: "pre-wrap", width: box.width + "px",
                               left: box.left + scrollX + "px", top: box.top + scrollY + "px"});
  mirror.textContent = area.value;
  document.body.append(mirror);
  let seen = 0;
  const range = document.createRange();
  return [...document.querySelectorAll(".marks mark")].map((mark) => {
    const at = area.value.indexOf(mark.textContent, seen);
    seen = at + 1;
    range.setStart(mirror.firstChild, at); range.setEnd(mirror.firstChild, at + 1);
    const [one, other] = [mark.getClientRects()[0], range.getClientRects()[0]];
    return [Math.round(one.left - other.left), Math.round(one.bottom - other.bottom)];
  });
})()"""


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_a_mark_stands_where_its_words_stand(alone: Server, desks: Desks, lang: str, width: int) -> None:
    # Each a letter longer than the one before, so that some end at the edge.
    long = "".join(f"{number}{'가' * number} 외부유출금지입니다.\n\n" for number in range(10, 60))
    places = paste(desks(alone, lang, width), long).evaluate(PLACES)
    assert len(places) >= 50
    assert all(abs(left) <= 1 and abs(bottom) <= 3 for left, bottom in places), places


def test_a_fix_can_be_undone(alone: Server, desks: Desks) -> None:
    page = paste(desks(alone, "en"), TEXT)
    area = page.locator("#desk textarea")
    page.locator(".card").filter(has_text="privacy/").first.locator(".apply").click()
    expect(area).to_have_value(TEXT.replace("010-9283-7465", "010-XXXX-XXXX"))
    area.focus()
    page.keyboard.press("Control+z")
    expect(area).to_have_value(TEXT)


def test_marks_follow_the_text_before_the_server_answers(alone: Server, desks: Desks) -> None:
    page = paste(desks(alone, "en"), TEXT)
    before = [mark.text_content() for mark in page.locator(".marks mark").all()]
    page.route("**/live", lambda route: route.abort())
    page.locator("#desk textarea").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Well. ")
    assert [mark.text_content() for mark in page.locator(".marks mark").all()] == before


def test_a_server_that_is_gone_is_said_and_the_text_stays(alone: Server, desks: Desks) -> None:
    desk = desks(alone, "en")
    page = paste(desk, TEXT)
    page.route("**/live", lambda route: route.abort())
    page.locator("#desk textarea").press("End")
    page.keyboard.type("x")
    expect(page.locator(".status")).to_contain_text("does not answer")
    assert "Hello" in page.locator("#desk textarea").input_value()
    desk.errors.clear()  # the browser's own words about it


def test_two_windows_lose_nothing(alone: Server, desks: Desks) -> None:
    one, other = desks(alone, "en"), desks(alone, "ko")
    page = paste(one, TEXT)
    page.get_by_role("button", name="Submit for review").click()
    page.wait_for_url("**/drafts/*")
    second = other.open(page.url.removeprefix(alone.address))
    second.locator("#desk textarea").fill(TEXT + "저쪽에서 쓴 문장.\n")
    second.locator("#desk .save").click()
    expect(second.locator(".versions li")).to_have_count(2)
    page.locator("#desk textarea").fill(TEXT + "Written here.\n")
    page.locator("#desk .save").click()
    expect(page.locator(".failure")).to_contain_text("was faster")
    assert page.locator("textarea.plain").input_value() == TEXT + "Written here.\n"
    expect(page.locator(".difference ins")).to_contain_text("저쪽에서 쓴 문장.")
    page.get_by_role("button", name="Save my text over it").click()
    expect(page.locator(".versions li")).to_have_count(3)


def test_a_document_is_read_and_its_marks_lead_to_their_cards(alone: Server, desks: Desks, tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("Hello there.")
    document.add_paragraph("This document is confidential. Do not distribute.")
    document.save(str(tmp_path / "memo.docx"))
    page = desks(alone, "en").open("/new")
    page.locator("input[type=file]").set_input_files(tmp_path / "memo.docx")
    page.get_by_role("button", name="Upload and submit").click()
    page.wait_for_url("**/drafts/*")
    mark = page.locator("#fixed mark").first
    mark.click()
    expect(page.locator(".card.current")).to_contain_text("confidential/marking")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_nothing_stands_beside_the_screen(alone: Server, desks: Desks, lang: str, width: int) -> None:
    desk = desks(alone, lang, width)
    page = paste(desk, TEXT)
    page.locator("#desk button.main").click()
    page.wait_for_url("**/drafts/*")
    for path in ("/", "/new", page.url.removeprefix(alone.address), "/figures", "/record?verified=1", "/users"):
        page = desk.open(path)
        widths = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert widths[0] <= widths[1], path
