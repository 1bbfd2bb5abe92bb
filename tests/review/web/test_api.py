"""The API: what a CMS does with it, and that nothing it is sent makes it fail."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from linter.review.content import content_hash
from linter.review.store import audit
from linter.review.store.database import sqlite_url
from tests.review.conftest import POSTGRES, postgres_database
from tests.review.server import Server
from tests.review.web.conftest import Browser, client_of

Office = Callable[[str], Browser]
SLIP = "This document is confidential. Do not distribute.\n"
FINE = "I watered the flowers today.\n"


class Program:
    """A CMS with a token."""

    def __init__(self, office: Office, name: str) -> None:
        services = office.services  # type: ignore[attr-defined]
        self.token = services.accounts.add_token("test", name, "the CMS")
        self.client: TestClient = client_of(services)

    def ask(self, method: str, path: str, status: int, **values: Any) -> Any:
        headers = {"authorization": f"Bearer {self.token}"}
        answer = self.client.request(method, f"/api/v1{path}", json=values or None, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json()


def test_a_cms_submits_a_draft_and_gets_its_verdict(office: Office) -> None:
    cms = Program(office, "wendy")
    draft = cms.ask("POST", "/drafts", 201, title="A launch", name="launch.html", content=f"<p>{SLIP.strip()}</p>")
    assert (draft["state"], draft["owner"], draft["passes"], draft["approval"]) == ("submitted", "wendy", False, None)
    (finding,) = draft["findings"]
    assert (finding["rule"], finding["state"], finding["start"]["offset"]) == ("confidential/marking", "open", 34)
    fixed = cms.ask("PUT", f"/drafts/{draft['id']}", 200, name="launch.html", content="<p>Hi.</p>", revision=1)
    assert (fixed["version"], fixed["passes"], fixed["findings"]) == (2, True, [])


def test_a_cms_publishes_only_what_was_approved(office: Office) -> None:
    cms, editor, approver = (Program(office, name) for name in ("wendy", "edith", "april"))
    draft = cms.ask("POST", "/drafts", 201, content=FINE)
    digest = content_hash(FINE.encode(), "draft.md")
    cms.ask("GET", f"/approvals/{digest}", 404)
    path = f"/drafts/{draft['id']}"
    begun = editor.ask("POST", f"{path}/moves", 200, move="begin", revision=1)
    cms.ask("POST", f"{path}/moves", 403, move="approve", revision=begun["revision"])
    approver.ask("POST", f"{path}/moves", 200, move="approve", revision=begun["revision"])
    approval = cms.ask("GET", f"/approvals/{digest}", 200)
    assert (approval["draft"], approval["approval"]["by"]) == (draft["id"], "april")
    now = cms.ask("GET", path, 200)
    cms.ask("PUT", path, 200, content=FINE + "And the roses.\n", revision=now["revision"])
    cms.ask("GET", f"/approvals/{digest}", 404)


def test_an_approval_is_of_one_format(office: Office) -> None:
    cms, approver = Program(office, "wendy"), Program(office, "april")
    draft = cms.ask("POST", "/drafts", 201, name="post.txt", content="<p>Hi.</p>")
    path = f"/drafts/{draft['id']}"
    begun = approver.ask("POST", f"{path}/moves", 200, move="begin", revision=1)
    approver.ask("POST", f"{path}/moves", 200, move="approve", revision=begun["revision"])
    approval = f"/approvals/{draft['content_hash']}"
    assert cms.ask("GET", approval, 200)["name"] == "post.txt"
    cms.ask("GET", f"{approval}?name=2026/other.txt", 200)
    cms.ask("GET", f"{approval}?name=post.html", 404)


def test_an_approval_holds_no_longer_than_the_waiver_that_it_rests_on(office: Office, clock: Any) -> None:
    cms, approver = Program(office, "wendy"), Program(office, "april")
    draft = cms.ask("POST", "/drafts", 201, content=SLIP)
    path, approval = f"/drafts/{draft['id']}", f"/approvals/{draft['content_hash']}"
    waiver = {"verdict": "waived", "reason": "Legal has said yes.", "until": "2026-03-31"}
    waived = approver.ask("POST", f"{path}/findings/{draft['findings'][0]['id']}", 200, revision=1, **waiver)
    begun = approver.ask("POST", f"{path}/moves", 200, move="begin", revision=waived["revision"])
    approver.ask("POST", f"{path}/moves", 200, move="approve", revision=begun["revision"])
    cms.ask("GET", approval, 200)
    clock.wait(days=30)
    cms.ask("GET", approval, 404)


def test_the_record_tells_with_which_token_something_was_done(office: Office) -> None:
    cms = Program(office, "wendy")
    cms.ask("POST", "/drafts", 201, content=FINE)
    with office.services.database.reading() as session:  # type: ignore[attr-defined]
        *_, last = audit.entries(session)
    assert (last.by, last.act, last.details["token"]) == ("wendy", "submit", 1)


def test_an_error_is_waived_and_taken_back_over_the_api(office: Office) -> None:
    cms, approver = Program(office, "wendy"), Program(office, "april")
    draft = cms.ask("POST", "/drafts", 201, content=SLIP)
    path = f"/drafts/{draft['id']}"
    finding = f"{path}/findings/{draft['findings'][0]['id']}"
    waiver = {"verdict": "waived", "reason": "Legal has said yes.", "until": "2026-12-31"}
    refused = cms.ask("POST", finding, 403, revision=1, **waiver)
    assert refused == {
        "error": "not-your-role",
        "message": "Your role does not allow this. Ask an editor or an admin.",
    }
    waived = approver.ask("POST", finding, 200, revision=1, **waiver)
    assert (waived["passes"], waived["findings"][0]["state"]) == (True, "waived")
    again = approver.ask("POST", finding, 200, revision=2, verdict="open")
    assert (again["passes"], again["findings"][0]["state"]) == (False, "open")


def test_a_document_is_sent_in_base64(office: Office) -> None:
    content = base64.b64encode(SLIP.encode()).decode()
    verdict = Program(office, "wendy").ask("POST", "/check", 200, name="a.txt", content_base64=content)
    assert [finding["rule"] for finding in verdict["findings"]] == ["confidential/marking"]


def test_an_older_revision_is_a_conflict(office: Office) -> None:
    cms = Program(office, "wendy")
    draft = cms.ask("POST", "/drafts", 201, content=FINE)
    path = f"/drafts/{draft['id']}"
    cms.ask("PUT", path, 200, content=FINE * 2, revision=1)
    refused = cms.ask("PUT", path, 409, content=FINE * 3, revision=1)
    assert refused["error"] == "somebody-was-faster"


def test_a_writers_token_reaches_only_their_own_drafts(office: Office) -> None:
    wendy, walter, edith = (Program(office, name) for name in ("wendy", "walter", "edith"))
    draft = wendy.ask("POST", "/drafts", 201, content=FINE)
    walter.ask("GET", f"/drafts/{draft['id']}", 404)
    assert walter.ask("GET", "/drafts", 200) == []
    assert [one["id"] for one in edith.ask("GET", "/drafts", 200)] == [draft["id"]]


@pytest.mark.parametrize("token", ["", "draftlint_nonsense", "\u00e9"])
def test_without_a_token_there_is_nothing(office: Office, token: str) -> None:
    office("wendy")
    client = client_of(office.services)  # type: ignore[attr-defined]
    headers = {"authorization": f"Bearer {token}".encode()} if token else {}
    answer = client.get("/api/v1/drafts", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["error"] == "log-in-first"


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({}, 400),
        ({"content": ""}, 400),
        ({"content": "a\0b"}, 400),
        ({"content": "a", "content_base64": "YQ=="}, 400),
        ({"content_base64": "not base64!"}, 400),
        ({"content": "a", "name": "../a.md"}, 400),
        ({"content": "a" * 200_001}, 413),
        ({"content": "a", "unknown": 1}, 422),
        ({"content": 7}, 422),
    ],
)
def test_what_is_sent_amiss_is_told_in_words(office: Office, values: dict[str, Any], status: int) -> None:
    told = Program(office, "wendy").ask("POST", "/check", status, **values, language="en")
    assert set(told) == {"error", "message"}


# Everything that the description allows, and much that it does not


OPERATIONS = [
    ("/check", "POST"),
    ("/drafts", "GET"),
    ("/drafts", "POST"),
    ("/drafts/{draft_id}", "GET"),
    ("/drafts/{draft_id}", "PUT"),
    ("/drafts/{draft_id}/moves", "POST"),
    ("/drafts/{draft_id}/findings/{finding}", "POST"),
    ("/drafts/{draft_id}/comments", "POST"),
    ("/approvals/{content_hash}", "GET"),
]


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of a real server's API, behind which there are some drafts. PostgreSQL refuses more than SQLite:
    where there is one, it is asked."""
    folder: Path = tmp_path_factory.mktemp("api")
    urls = postgres_database() if POSTGRES else iter([sqlite_url(folder / "review.db")])
    server = Server(folder, next(urls))
    server.start()
    for text in (SLIP, FINE):
        httpx.post(f"{server.address}/api/v1/drafts", json={"content": text}).raise_for_status()
    yield schemathesis.openapi.from_url(f"{server.address}/api/v1/openapi.json")
    assert "Traceback" not in server.stop()
    next(urls, None)


def test_every_operation_is_tried(schema: Any) -> None:
    described = {(one.ok().path, one.ok().method.upper()) for one in schema.get_all_operations()}
    assert described == {(f"/api/v1{path}", method) for path, method in OPERATIONS}


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_nothing_that_is_sent_makes_the_api_fail(schema: Any, path: str, method: str, mode: Any) -> None:
    operation = schema[f"/api/v1{path}"][method]

    @given(operation.as_strategy(generation_mode=mode))
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def holds(case: Any) -> None:
        answer = case.call()
        assert answer.status_code < 500, answer.text
        if answer.status_code < 300:
            case.validate_response(answer, checks=[schemathesis.checks.response_schema_conformance])

    holds()
