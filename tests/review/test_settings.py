"""Under which addresses the page answers, and what is refused before it starts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from linter.errors import ConfigError
from linter.review.settings import Settings, is_loopback, network


def settings(**values: Any) -> Settings:
    return Settings(Path("posts"), "sqlite://", Path("key"), **values)


@pytest.mark.parametrize(
    ("values", "origins"),
    [
        ({"port": 8737}, {"http://localhost:8737", "http://127.0.0.1:8737", "http://[::1]:8737"}),
        ({"port": 80}, {"http://localhost", "http://127.0.0.1", "http://[::1]"}),
        ({"host": "192.0.2.7", "port": 80}, {"http://192.0.2.7"}),
        ({"host": "2001:db8::1"}, {"http://[2001:db8::1]:8737"}),
        ({"url": "https://Review.Example.com/"}, {"https://review.example.com"}),
        ({"url": "https://review.example.com:443"}, {"https://review.example.com"}),
        ({"url": "http://review.example.com:8080"}, {"http://review.example.com:8080"}),
        ({"url": "http://[2001:db8::1]:8080"}, {"http://[2001:db8::1]:8080"}),
    ],
)
def test_it_answers_at_these_addresses_and_no_others(values: dict[str, Any], origins: set[str]) -> None:
    assert settings(**values).origins == origins
    assert settings(**values).hosts == {origin.partition("://")[2] for origin in origins}


@pytest.mark.parametrize(
    "values",
    [
        {"url": "review.example.com"},
        {"url": "ftp://review.example.com"},
        {"url": "https://review.example.com/blog"},
        {"url": "https://review.example.com:x"},
        {"url": "https://"},
        {"host": "0.0.0.0"},
        {"host": "::"},
        {"user_header": "X-User"},
    ],
)
def test_what_can_not_be_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        settings(**values)


@pytest.mark.parametrize(
    ("values", "is_local"),
    [
        ({}, True),
        ({"host": "::1"}, True),
        ({"host": "localhost"}, True),
        ({"host": "192.0.2.7"}, False),
        ({"url": "https://review.example.com"}, False),
        ({"user_header": "X-User", "trusted": (network("10.0.0.5"),)}, False),
    ],
)
def test_only_this_machine_without_a_proxy_is_local(values: dict[str, Any], is_local: bool) -> None:
    assert settings(**values).is_local is is_local


@pytest.mark.parametrize(
    ("address", "is_trusted"), [("10.0.0.5", True), ("10.0.1.5", False), ("", False), ("nonsense", False)]
)
def test_a_network_is_trusted_and_nothing_beside_it(address: str, is_trusted: bool) -> None:
    assert settings(trusted=(network("10.0.0.0/24"),)).trusts(address) is is_trusted


@pytest.mark.parametrize("host", ["example.com", "127.0.0.1.example.com", "8.8.8.8", ""])
def test_what_only_looks_local_is_not(host: str) -> None:
    assert not is_loopback(host)
