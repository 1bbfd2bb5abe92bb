"""Whatever is pasted, named or said stays text: no page of ours runs a word of it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.review.browser.conftest import Desk
from tests.review.server import Server

PAYLOADS = [
    "<script>window.hit = 1</script>",
    "</textarea><script>window.hit = 1</script>",
    "</title><script>window.hit = 1</script>",
    "<img src=x onerror=window.hit=1>",
    '"><svg/onload=window.hit=1>',
    "' onfocus=window.hit=1 autofocus x='",
    "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
    "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    "<details open ontoggle=window.hit=1>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=window.hit=1&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=window.hit=1>'>",
    "<a href='javascript:window.hit=1'>click</a>",
    "[click](javascript:window.hit=1)",
    '![x](x"onerror="window.hit=1)',
    "{{ 7 * 191 }}{% raw %}{{ ''.__class__ }}",
    "${window.hit=1}#{window.hit=1}",
    "<!--><script>window.hit=1</script-->",
    "]]><script>window.hit = 1</script>",
    "<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "<base href=//evil.example/><form action=//evil.example><button>go</button></form>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "\u2028<script>window.hit=1</script>\u2029",
    "\ufeff<script>window.hit=1</script>",
    "＜script＞window.hit=1＜/script＞",
    "&lt;img src=x onerror=window.hit=1&gt;",
    "<scr\u200bipt>window.hit=1</scr\u200bipt>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<object data='javascript:window.hit=1'></object><embed src='javascript:window.hit=1'>",
]
ALL = "\n\n".join(PAYLOADS) + "\n\nThis document is confidential. Do not distribute.\n"
# What our own pages hold, and nothing else: elements with handlers, images, frames, foreign scripts or links.
FOREIGN = """() => {
  const handlers = [...document.querySelectorAll("*")].filter((one) => one.getAttributeNames().some((name) => name.startsWith("on")));
  const loaded = [...document.querySelectorAll("img, iframe, object, embed, base, math, animate, meta[http-equiv], main style, main link")];
  const scripts = [...document.querySelectorAll("script")].filter((one) => one.getAttribute("src") !== "/static/desk.js");
  const links = [...document.querySelectorAll("a[href], form[action]")].filter((one) => new URL(one.href || one.action).origin !== location.origin);
  return [...handlers, ...loaded, ...scripts, ...links].map((one) => one.outerHTML.slice(0, 100)).concat(window.hit ? ["hit"] : []);
}"""


def batched(values: list[str], size: int) -> list[list[str]]:
    return [values[at : at + size] for at in range(0, len(values), size)]


def check(page: Page) -> None:
    page.wait_for_timeout(100)
    assert page.evaluate(FOREIGN) == [], page.url
    assert "1337" not in page.content()


def test_no_draft_runs_a_script(alone: Server, desks: Callable[..., Desk]) -> None:
    desk = desks(alone, "en")
    for name in ("draft.md", "draft.html", "draft.mdx", "draft.txt", "draft.rst"):
        page = desk.open("/new")
        page.locator("#desk input[name=name]").fill(name)
        page.locator("#desk textarea").fill(ALL)
        desk.checked()
        check(page)
        page.locator("#desk button.main").click()
        if "/drafts/" not in page.url:
            check(page)  # a format that refuses it: the page says so, and holds the text
            continue
        address = page.url.removeprefix(alone.address)
        for path in ("", "/versions/1", "/history"):
            check(desk.open(address + path))
        page = desk.open(address)
        page.locator("#desk textarea").fill(ALL + ALL[::-1])
        desk.checked()
        check(page)
        page.locator("#desk .save").click()
        check(page)
        check(desk.open(f"{address}/difference"))
    check(desk.open("/"))


def test_no_name_title_comment_or_reason_runs_a_script(alone: Server, desks: Callable[..., Desk]) -> None:
    desk = desks(alone, "ko")
    for at, payload in enumerate(map(" ".join, batched(PAYLOADS, 4))):
        page = desk.open("/new")
        page.locator("#desk input[name=title]").fill(payload[:250])
        page.locator("#desk input[name=name]").fill(f"{at} {payload.replace(':', '').replace('..', '')}.md"[:200])
        page.locator("#desk textarea").fill(f"{payload}\n\n이 문서는 대외비입니다.\n")
        page.locator("#desk button.main").click()
        check(page)
    page = desk.open("/drafts/1")
    for payload in map("\n".join, batched(PAYLOADS, 7)):
        page.locator(".below textarea[name=words]").fill(payload)
        page.get_by_role("button", name="남기기").click()
    check(page)
    page.locator(".ruling.dispute summary").first.click()
    page.locator(".ruling.dispute textarea").first.fill("".join(PAYLOADS))
    page.locator(".ruling.dispute button").first.click()
    check(page)
    for path in ("/", "/record", "/drafts/1/history", "/figures", "/?state=<script>window.hit=1</script>"):
        check(desk.open(path))
    page = desk.open("/users")
    page.locator("form:has(h2) input[name=name]").fill("<img src=x onerror=window.hit=1>")
    page.locator("form:has(h2) input[value=writer]").check()
    page.locator("button[value=add]").click()
    check(page)
    exported = page.request.get(f"{alone.address}/record/export/html").text()
    assert "<script" not in exported
    assert "<img" not in exported


def test_no_hint_and_no_refused_word_runs_a_script(alone: Server, desks: Callable[..., Desk]) -> None:
    desk = desks(alone, "en", 390)
    page = desk.open("/new")
    page.locator("#desk textarea").fill(ALL)
    desk.checked()
    page.keyboard.press("F8")
    expect(page.locator("#hint")).to_be_visible()
    check(page)
    page.locator("#desk button.main").click()
    page.wait_for_url("**/drafts/*")
    page.locator(".process button").first.click()
    page.locator(".process summary").click()
    page.locator(".process textarea").fill(ALL[:5000])
    page.evaluate("document.querySelector('.process details input[name=revision]').value = 1")  # somebody was faster
    page.locator(".process details button").click()
    expect(page.locator(".failure")).to_be_visible()
    assert page.locator(".process textarea").input_value() == ALL[:5000]
    check(page)
