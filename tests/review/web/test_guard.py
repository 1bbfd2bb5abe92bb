"""What no page of ours ever sees, and what every answer carries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from linter.errors import ConfigError
from linter.review.services import Services
from linter.review.settings import Settings, network
from tests.review.web.conftest import ADDRESS, PASSWORD, Browser, client_of

Office = Callable[[str], Browser]
Serve = Callable[[Settings], Services]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9999", "localhost.evil.example:8737", ""])
def test_another_name_for_this_server_is_refused(alone: Browser, host: str) -> None:
    answer = alone.get("/", host=host)
    assert answer.status_code == 421
    assert "Drafts" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"referer": "http://evil.example/page"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_what_another_site_sends_is_not_done(alone: Browser, headers: dict[str, str]) -> None:
    fields = {"token": alone.token(), "text": "Hello.", "name": "a.md"}
    assert alone.client.post("/new", data=fields, headers=headers).status_code == 403
    assert "No drafts yet" in alone.get("/").text


@pytest.mark.parametrize("token", [None, "", "nonsense"])
def test_a_form_without_the_token_of_its_page_is_not_done(alone: Browser, token: str | None) -> None:
    fields = {"text": "Hello.", "name": "a.md"} | ({} if token is None else {"token": token})
    answer = alone.client.post("/new", data=fields, headers={"origin": ADDRESS})
    assert answer.status_code == 403
    assert "No drafts yet" in alone.get("/").text


def test_the_token_of_another_browser_is_no_use(office: Office) -> None:
    wendy, walter = office("wendy"), office("walter")
    fields = {"text": "Hello.", "name": "a.md", "token": walter.token()}
    assert wendy.client.post("/new", data=fields, headers={"origin": ADDRESS}).status_code == 403


@pytest.mark.parametrize("path", ["/", "/new", "/static/desk.js", "/nothing", "/api/v1/openapi.json"])
def test_every_answer_carries_the_policy(alone: Browser, path: str) -> None:
    headers = alone.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_the_session_is_for_the_server_alone(alone: Browser) -> None:
    cookie = alone.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_behind_tls_the_session_never_goes_without_it(settings: Settings, office: Office, serve: Serve) -> None:
    browser = Browser(client_of(serve(replace(settings, url="https://review.example.com"))))
    answer = browser.get("/login", host="review.example.com")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "strict-transport-security" in answer.headers
    assert browser.get("/login").status_code == 421


@pytest.mark.parametrize("length", ["declared", "undeclared"])
def test_what_is_too_large_is_refused(alone: Browser, length: str) -> None:
    body = b"a" * 1_000_000
    content = body if length == "declared" else iter([body[:500_000], body[500_000:]])
    headers = {"origin": ADDRESS, "content-type": "application/json", "x-form-token": alone.token()}
    assert alone.client.post("/live", content=content, headers=headers).status_code == 413


def test_a_page_without_a_login_does_not_stand_behind_a_proxy(alone: Browser) -> None:
    answer = alone.get("/", **{"x-forwarded-for": "203.0.113.9"})
    assert answer.status_code == 403
    assert "no login" in answer.text


@pytest.mark.parametrize("change", [{"host": "192.0.2.1"}, {"url": "https://review.example.com"}])
def test_it_does_not_start_for_others_without_users(settings: Settings, serve: Serve, change: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="no users yet"):
        serve(replace(settings, **change))


def test_somebody_with_a_password_ends_the_work_without_login(settings: Settings, office: Office, serve: Serve) -> None:
    browser = Browser(client_of(serve(settings)))
    assert browser.get("/").url.path == "/login"


def test_the_key_is_for_its_owner_alone(alone: Browser, tmp_path: Path) -> None:
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


# Single sign-on


@pytest.mark.parametrize(
    ("address", "name", "status"),
    [("testclient", "wendy", 303), ("10.0.0.5", "wendy", 200), ("10.0.0.5", "nobody", 403), ("10.0.0.6", "wendy", 303)],
)
def test_only_the_trusted_proxy_says_who_somebody_is(
    settings: Settings, office: Office, serve: Serve, address: str, name: str, status: int
) -> None:
    changed = replace(settings, user_header="X-User", trusted=(network("10.0.0.5"),))
    client = client_of(serve(changed))
    client._transport.client = (address, 1)  # type: ignore[attr-defined]
    answer = client.get("/", headers={"x-user": name}, follow_redirects=False)
    assert answer.status_code == status


def test_without_single_sign_on_the_header_says_nothing(office: Office) -> None:
    office("wendy")
    browser = Browser(client_of(office.services))  # type: ignore[attr-defined]
    assert browser.client.get("/", headers={"x-user": "adam"}, follow_redirects=False).status_code == 303


def test_a_header_that_anybody_may_send_is_refused(settings: Settings) -> None:
    with pytest.raises(ConfigError, match="which proxy"):
        replace(settings, user_header="X-User")


# Logging in


def test_a_wrong_password_and_a_wrong_name_are_told_alike(office: Office) -> None:
    browser = Browser(client_of(office.services))  # type: ignore[attr-defined]
    wrong = browser.log_in("wendy", "not the password")
    unknown = browser.log_in("nobody", "not the password")
    assert wrong.status_code == unknown.status_code == 401
    assert "don&#39;t belong together" in wrong.text
    assert "don&#39;t belong together" in unknown.text


def test_guessing_is_slowed_down_even_for_the_right_password(office: Office) -> None:
    browser = Browser(client_of(office.services))  # type: ignore[attr-defined]
    for _ in range(5):
        assert browser.log_in("wendy", "not the password").status_code == 401
    assert browser.log_in("wendy", PASSWORD).status_code == 429


def test_a_login_begins_a_new_session_and_a_logout_ends_it(office: Office) -> None:
    browser = Browser(client_of(office.services))  # type: ignore[attr-defined]
    browser.get("/login")
    before = browser.client.cookies["draftlint_session"]
    browser.log_in("wendy")
    assert browser.client.cookies["draftlint_session"] != before
    browser.client.cookies.set("draftlint_session", before)
    assert browser.get("/").url.path == "/login"


def test_a_new_password_ends_all_sessions(office: Office) -> None:
    wendy, adam = office("wendy"), office("adam")
    adam.send("/users", "/users", act="password", name="wendy", password="another long password")
    assert wendy.get("/").url.path == "/login"


def test_a_forged_session_is_nobodys(office: Office) -> None:
    browser = office("wendy")
    browser.client.cookies.set("draftlint_session", "WyJ4Iiw1LDBd.aaaaaa.bbbbbb")
    assert browser.get("/").url.path == "/login"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_the_choice_of_a_language_leads_nowhere_else(alone: Browser, back: str) -> None:
    fields = {"token": alone.token(), "to": "ko", "back": back}
    answer = alone.client.post("/language", data=fields, headers={"origin": ADDRESS}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_behind_a_trusted_proxy_a_guesser_slows_down_nobody_elsewhere(
    settings: Settings, office: Office, serve: Serve
) -> None:
    changed = replace(settings, url="http://review.example.com", trusted=(network("10.0.0.5"),))
    client = client_of(serve(changed))
    client._transport.client = ("10.0.0.5", 1)  # type: ignore[attr-defined]

    def log_in(address: str, password: str) -> int:
        headers = {"host": "review.example.com", "x-forwarded-for": f"6.6.6.6, {address}", "origin": changed.url}
        token = Browser(client).get("/login", **headers).text.split('name="token" value="')[1].split('"')[0]
        fields = {"token": token, "name": "wendy", "password": password}
        return client.post("/login", data=fields, headers=headers, follow_redirects=False).status_code

    assert [log_in("203.0.113.9", "not the password") for _ in range(5)] == [401] * 5
    assert log_in("203.0.113.9", PASSWORD) == 429
    assert log_in("198.51.100.7", PASSWORD) == 303
