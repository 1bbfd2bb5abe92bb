"""python -m tests.bench [FOLDER OF KOREAN POSTS]: how fast draftlint is, as ratios, each the median of five in one run.

Without a folder the fixture drafts, many times over, stand for an archive.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CONFIG = ROOT / "fixtures" / ".draftlint.yaml"
DRAFTLINT = str(Path(sys.executable).with_name("draftlint"))
BARE_IMPORTS = "import click, pydantic, regex"
BARE_KIWI = (
    "from kiwipiepy import Kiwi; Kiwi(load_multi_dict=False, load_typo_dict=False).tokenize('인수합병은 어렵다')"
)
# A whole draft that needs Kiwi: the word is glued to another.
NEEDS_KIWI = "우리 회사는 지금 기업인수를 논의하고 있다. 인수합병은 어렵다.\n"
RUNS = 5
# What costs the square of its length where all is compared with all, by the name of the file that it stands in.
HOSTILE = (
    ("d.html", "<div>"),
    ("d.html", "&amp;"),
    ("d.md", "- "),
    ("d.rst", "a-"),
    ("d.rst", "==== ====\n가\n\n"),
    ("d.rst", ":a: b\n가\n\n"),
    ("d.txt", "!"),
    ("d.txt", "a."),
    ("d.txt", "fuck "),
    ("d.txt", "「"),
)


def seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - began


def ratio(ours: Callable[[], float], theirs: Callable[[], float]) -> float:
    """The median of ours over theirs, run in turns so that the machine's moods hit both."""
    pairs = [(ours(), theirs()) for _ in range(RUNS)]
    return statistics.median(a for a, _ in pairs) / statistics.median(b for _, b in pairs)


def check(*paths: Path, jobs: int = 1, cache: bool = False) -> list[str]:
    options = ["--config", str(CONFIG), "--jobs", str(jobs), "--cache" if cache else "--no-cache"]
    return [DRAFTLINT, "check", *options, *map(str, paths)]


def clean_draft(folder: Path) -> Path:
    """A clean Markdown draft of five kilobytes."""
    text = (ROOT / "fixtures" / "clean" / "en-leader-election.md").read_text("utf-8")
    post = folder / "clean.md"
    post.write_text((text * (5000 // len(text) + 1))[:5000], "utf-8")
    return post


def peak_megabytes(command: list[str]) -> float:
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)
    return int(done.stdout) / (1024 if sys.platform != "darwin" else 1024 * 1024)


def archive(folder: Path, given: Path | None) -> Path:
    if given is not None:
        return given
    for index in range(20):
        shutil.copytree(ROOT / "fixtures" / "clean", folder / "archive" / str(index))
    return folder / "archive"


def tokenising(posts: Path) -> float:
    """Seconds that Kiwi takes, in one thread, for the visible text of the posts."""
    from kiwipiepy import Kiwi

    from linter.discovery import find_drafts
    from linter.errors import DraftError
    from linter.readers import read_file

    texts: list[str] = []
    for path in find_drafts(posts):
        try:
            texts += [region.text for region in read_file(path, str(path)).regions]
        except DraftError:
            continue
    kiwi = Kiwi(num_workers=1, load_multi_dict=False, load_typo_dict=False)
    kiwi.tokenize("처음")
    began = time.perf_counter()
    for text in texts:
        kiwi.tokenize(text)
    return time.perf_counter() - began


def growth(folder: Path, startup: float) -> Iterator[tuple[int, float]]:
    """The time for n times the text in one file over that for the text once, start-up taken off."""
    text = (ROOT / "fixtures" / "drafts" / "ko-raft-leader-election-notes.md").read_text("utf-8") * 20
    base = 0.0
    for times in (1, 2, 4, 8, 16):
        post = folder / f"long-{times}.txt"
        post.write_text(text * times, "utf-8")
        taken = statistics.median(seconds(check(post)) for _ in range(3)) - startup
        base = base or taken
        yield times, taken / base


def hostile_growth() -> Iterator[tuple[str, str, float]]:
    """The time to read and judge four times so much of what a stranger may send, over that for it once."""
    from linter import Linter

    linter = Linter(CONFIG)
    linter.check_text(NEEDS_KIWI)
    for name, piece in HOSTILE:
        taken = []
        for characters in (50_000, 200_000):
            began = time.perf_counter()
            linter.check_text(piece * (characters // len(piece)), name)
            taken.append(time.perf_counter() - began)
        yield name, piece, taken[1] / taken[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("posts", nargs="?", type=Path)
    args = parser.parse_args()
    compileall.compile_dir(ROOT / "linter", quiet=1)  # as pip does when it installs; a checkout may have none
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DRAFTLINT_CACHE"] = str(folder / "cache")
        clean, kiwi = clean_draft(folder), folder / "kiwi.md"
        kiwi.write_text(NEEDS_KIWI, "utf-8")
        seconds(check(clean))  # the rulebook is compiled once
        bare = [sys.executable, "-c", BARE_IMPORTS]
        print(
            f"cold check of a clean draft / {BARE_IMPORTS}: {ratio(lambda: seconds(check(clean)), lambda: seconds(bare)):.2f}"
        )
        lean = [sys.executable, "-c", BARE_KIWI]
        print(
            f"cold check that needs Kiwi / bare lean Kiwi and a sentence: {ratio(lambda: seconds(check(kiwi)), lambda: seconds(lean)):.2f}"
        )
        startup = statistics.median(seconds(check(clean)) for _ in range(RUNS))
        posts = archive(folder, args.posts)
        first = seconds(check(posts)) - startup
        print(
            f"Kiwi tokenising the archive in one thread / checking it in one process: {tokenising(posts) / first:.1f}"
        )
        copy = folder / "again"
        shutil.copytree(posts, copy)
        shutil.copy(CONFIG, copy / ".draftlint.yaml")
        again = [DRAFTLINT, "check", "--jobs", "1", str(copy)]
        print(f"second run / first: {1 / ratio(lambda: _without_memory(copy, again), lambda: seconds(again)):.3f}")
        for times, factor in growth(folder, startup):
            print(f"{times:2} x the text in one file: {factor:.1f} x the time")
        for name_of_file, piece, factor in hostile_growth():
            print(f" 4 x {piece!r} in {name_of_file}: {factor:.1f} x the time")
        print(
            f"peak memory: {peak_megabytes(check(clean)):.0f} MB without Kiwi, {peak_megabytes(check(kiwi)):.0f} MB with"
        )


def _without_memory(folder: Path, command: list[str]) -> float:
    shutil.rmtree(folder / ".draftlint_cache", ignore_errors=True)
    return seconds(command)


if __name__ == "__main__":
    main()
