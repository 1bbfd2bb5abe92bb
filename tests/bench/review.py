"""How long a text of 20 kB waits for its marks on the review page, from keystroke to answer: `python -m tests.bench.review`.

A real server, warm; each time one character more is typed in the middle. It prints median and 95th percentile in milliseconds, beside the
time that the same machine takes for a page that judges nothing.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median, quantiles

from linter.review.store.database import sqlite_url
from tests.conftest import FIXTURES
from tests.review.server import Server

_SIZE = 20_000  # bytes
_TIMES = 60


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        server = Server(Path(name), sqlite_url(Path(name) / "review.db"))
        server.start()
        for lang in ("ko", "en"):
            waits = typed(server, text(lang))
            print(f"{lang}: median {median(waits):.0f} ms, 95th percentile {quantiles(waits, n=20)[-1]:.0f} ms")
        server.stop()


def text(lang: str) -> str:
    drafts = [path.read_text("utf-8") for path in sorted((FIXTURES / "drafts").glob(f"{lang}-*.md"))]
    bodies = "\n\n".join(draft.split("\n---\n", 1)[-1] for draft in drafts) * 3
    return bodies.encode()[:_SIZE].decode(errors="ignore")


def typed(server: Server, source: str) -> list[float]:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = opener.open(f"{server.address}/new").read().decode()
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    headers = {"content-type": "application/json", "x-form-token": found[1]}
    middle, waits = len(source) // 2, []
    for count in range(_TIMES + 5):
        values = {"name": "a.md", "text": source[:middle] + "a" * count + source[middle:], "desk": "bench"}
        request = urllib.request.Request(f"{server.address}/live", json.dumps(values).encode(), headers)
        start = time.perf_counter()
        told = json.load(opener.open(request))
        waits.append((time.perf_counter() - start) * 1000)
        assert "marks" in told, told
    return waits[5:]


if __name__ == "__main__":
    main()
