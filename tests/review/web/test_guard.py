"""What no page of ours ever sees, and what every answer carries."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from linter.errors import ConfigError
from linter.review.errors import TooManyError
from linter.review.security.attempts import Attempts
from linter.review.security.logins import Logins
from linter.review.services import Services
from linter.review.settings import Settings, network
from linter.review.states import Role
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


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-forwarded-proto", "forwarded", "via", "cf-connecting-ip"])
def test_a_page_without_a_login_does_not_stand_behind_a_proxy(alone: Browser, header: str) -> None:
    answer = alone.get("/", **{header: "203.0.113.9"})
    assert answer.status_code == 403
    assert "no login" in answer.text


@pytest.mark.parametrize("change", [{"host": "192.0.2.1"}, {"url": "https://review.example.com"}])
def test_it_does_not_start_for_others_without_users(settings: Settings, serve: Serve, change: dict[str, str]) -> None:
    with pytest.raises(ConfigError, match="nobody could log in as admin"):
        serve(replace(settings, **change))


def test_whoever_worked_alone_does_not_open_the_door_for_others(settings: Settings, serve: Serve) -> None:
    alone = serve(settings).local_user
    assert alone is not None
    assert alone.roles == frozenset(Role)
    with pytest.raises(ConfigError, match="nobody could log in as admin"):
        serve(replace(settings, url="https://review.example.com"))
    shared = replace(settings, user_header="X-User", trusted=(network("10.0.0.5"),))
    with pytest.raises(ConfigError, match="nobody could log in as admin"):
        serve(shared)


def test_an_admin_without_a_password_cant_log_in(settings: Settings, serve: Serve) -> None:
    services = serve(settings)
    services.accounts.add("test", "adam", [Role.ADMIN])
    services.accounts.add("test", "wendy", [Role.WRITER], PASSWORD)
    with pytest.raises(ConfigError, match="nobody could log in as admin"):
        serve(settings)


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


def test_a_name_that_comes_twice_is_nobodys(settings: Settings, office: Office, serve: Serve) -> None:
    """One may be the user's own invention, which the proxy has passed on."""
    client = client_of(serve(replace(settings, user_header="X-User", trusted=(network("10.0.0.5"),))))
    client._transport.client = ("10.0.0.5", 1)  # type: ignore[attr-defined]
    names = [(b"host", b"127.0.0.1:8737"), (b"x-user", b"adam"), (b"x-user", b"wendy")]
    assert client.get("/", headers=names, follow_redirects=False).status_code == 403


def test_a_name_in_korean_comes_as_proxies_send_it(settings: Settings, office: Office, serve: Serve) -> None:
    services = serve(replace(settings, user_header="X-User", trusted=(network("10.0.0.5"),)))
    services.accounts.add("test", "지은", [Role.WRITER])
    client = client_of(services)
    client._transport.client = ("10.0.0.5", 1)  # type: ignore[attr-defined]
    assert "지은" in client.get("/", headers=[(b"x-user", "지은".encode())]).text


def test_without_single_sign_on_the_header_says_nothing(office: Office) -> None:
    office("wendy")
    browser = Browser(client_of(office.services))  # type: ignore[attr-defined]
    assert browser.client.get("/", headers={"x-user": "adam"}, follow_redirects=False).status_code == 303


def test_a_header_that_anybody_may_send_is_refused(settings: Settings) -> None:
    with pytest.raises(ConfigError, match="which proxy"):
        replace(settings, user_header="X-User")


# What forms hold


@pytest.mark.parametrize("charset", ["punycode", "idna", "utf-7", "unicode_escape", "undefined", "utf-16"])
def test_a_form_in_another_charset_is_refused_before_it_is_read(alone: Browser, charset: str) -> None:
    """Some take minutes to decode, and hold up everybody."""
    body = b'--x\r\ncontent-disposition: form-data; name="token"\r\n\r\n\xff\r\n--x--\r\n'
    headers = {"origin": ADDRESS, "content-type": f"multipart/form-data; boundary=x; charset={charset}"}
    answer = alone.client.post("/login", content=body, headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize("revision", ["9" * 5000, "-1", "٣", "1e3", ""])
def test_a_number_that_is_none_is_told_so(alone: Browser, revision: str) -> None:
    draft = alone.submit("Hello.\n")
    answer = alone.send(f"/drafts/{draft}/save", text="Bye.", name="a.md", revision=revision, version=revision)
    assert answer.status_code == 400


# Logging in


def test_a_wrong_password_and_a_wrong_name_are_told_alike(office: Office) -> None:
    browser = Browser(client_of(office.services))  # type: ignore[attr-defined]
    wrong = browser.log_in("wendy", "not the password")
    unknown = browser.log_in("nobody", "not the password")
    assert wrong.status_code == unknown.status_code == 401
    assert "Wrong name or password." in wrong.text
    assert "Wrong name or password." in unknown.text


def test_guessing_is_slowed_down_even_for_the_right_password(office: Office) -> None:
    browser = Browser(client_of(office.services))  # type: ignore[attr-defined]
    for _ in range(5):
        assert browser.log_in("wendy", "not the password").status_code == 401
    assert browser.log_in("wendy", PASSWORD).status_code == 429


def test_guessing_many_at_once_is_no_faster() -> None:
    tried = []

    def known(name: str, password: str) -> None:
        time.sleep(0.05)
        tried.append(password)

    async def story() -> list[object]:
        logins = Logins(Attempts(time.monotonic), known)
        guesses = (logins.user("wendy", str(number), "203.0.113.9") for number in range(60))
        return await asyncio.gather(*guesses, return_exceptions=True)

    told = asyncio.run(story())
    assert len(tried) == 5
    assert sum(isinstance(one, TooManyError) for one in told) == 55


def test_a_right_password_is_held_against_nobody() -> None:
    attempts = Attempts(lambda: 0.0)
    for _ in range(20):
        attempts.begin("name wendy", "address 203.0.113.9")
        attempts.right("name wendy", "address 203.0.113.9")
    attempts.begin("name wendy", "address 203.0.113.9")


def test_logging_out_ends_the_session_and_not_only_the_cookie(office: Office) -> None:
    browser = office("wendy")
    cookie = browser.client.cookies["draftlint_session"]
    browser.send("/logout", "/new")
    browser.client.cookies.set("draftlint_session", cookie)
    assert browser.get("/").url.path == "/login"


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


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "//["]
)
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
