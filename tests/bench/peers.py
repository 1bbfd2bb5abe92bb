"""python -m tests.bench.peers --folder FOLDER [--peers DIRECTORY]: how long other programs take over one folder of
Markdown posts, over how long draftlint takes. Each as it runs by default (draftlint on all cores), in turns, medians.
Nothing is fetched here.

A program that is not in the directory (default /tmp/peers) is reported as such. To install them all:

    cd /tmp/peers && npm init -y && npm install textlint@15 textlint-rule-alex@5 textlint-rule-terminology textlint-rule-no-todo alex@11 cspell
    python3 -m venv /tmp/peers/py
    /tmp/peers/py/bin/pip install proselint==0.16.0 presidio-analyzer==2.2.366 korcen==1.0.3 leakgate==0.2.1

Presidio runs with a blank spaCy pipeline and its own pattern recognizers, without a statistical model: with one it
would take longer. korcen has no command, so it is called line by line.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.__main__ import check, seconds

RUNS, RUNS_OF_THE_SLOW, SLOW = 5, 3, 10.0  # the last in seconds
PRESIDIO = """
import pathlib, sys, spacy
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine
class Blank(SpacyNlpEngine):
    def load(self): self.nlp = {"en": spacy.blank("en")}
blank = Blank(); blank.load()
analyzer = AnalyzerEngine(nlp_engine=blank, supported_languages=["en"])
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.md")):
    for found in analyzer.analyze(path.read_text("utf-8"), language="en"): print(path, found)
"""
KORCEN = """
import pathlib, sys
from korcen import korcen
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.md")):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if korcen.check(line): print(path, number)
"""
TEXTLINT = '{"rules": {"alex": true, "terminology": true, "no-todo": true}}'


@dataclass(frozen=True)
class Peer:
    """A program and its call. `program` lies below the peers' directory; `needed` is asked for too."""

    name: str
    program: str
    arguments: tuple[str, ...]
    needed: str = ""

    def command(self, installed: Path) -> list[str] | None:
        """The whole command, or None where it is not installed."""
        program = installed / self.program
        if not program.exists() or not any(installed.glob(self.needed or self.program)):
            return None
        return [str(program), *self.arguments]


def peers(folder: Path, settings: Path) -> Iterator[Peer]:
    bin_of_node, bin_of_python = "node_modules/.bin/", "py/bin/"
    posts = f"{folder}/**/*.md"
    yield Peer("textlint", bin_of_node + "textlint", ("--config", str(settings), "--format", "unix", posts))
    yield Peer("alex", bin_of_node + "alex", ("--quiet", str(folder)))
    yield Peer("proselint", bin_of_python + "proselint", ("check", str(folder)))
    cspell = ("lint", "--no-progress", "--no-summary", "--root", str(folder), "**/*.md")
    yield Peer("cspell", bin_of_node + "cspell", cspell)
    python, packages = bin_of_python + "python", "py/lib/*/site-packages/"
    yield Peer("Presidio", python, ("-c", PRESIDIO, str(folder)), packages + "presidio_analyzer")
    yield Peer("korcen", python, ("-c", KORCEN, str(folder)), packages + "korcen")
    yield Peer("leakgate", bin_of_python + "leakgate", ("scan", str(folder)))


def complaint(command: list[str], installed: Path) -> str:
    """What a program says where it fails before it has found anything; empty where it works."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=installed)
    failed = done.returncode not in (0, 1) or "Traceback (most recent call last)" in done.stderr
    return (done.stderr.strip().splitlines() or ["no word of why"])[-1] if failed and not done.stdout.strip() else ""


def compared(theirs: list[str], ours: list[str]) -> tuple[float, float, int]:
    """The medians of theirs and ours in seconds, run in turns, and how many turns."""
    times = [(seconds(theirs), seconds(ours))]
    runs = RUNS_OF_THE_SLOW if times[0][0] > SLOW else RUNS
    times += [(seconds(theirs), seconds(ours)) for _ in range(runs - 1)]
    return statistics.median(a for a, _ in times), statistics.median(b for _, b in times), runs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="Markdown posts; they are copied first")
    parser.add_argument("--peers", type=Path, default=Path("/tmp/peers"), help="where the programs are installed")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, settings = Path(name) / "posts", Path(name) / "textlintrc.json"
        shutil.copytree(args.folder, folder)
        settings.write_text(TEXTLINT, "utf-8")
        os.environ["DRAFTLINT_CACHE"] = str(Path(name) / "cache")
        os.chdir(args.peers if args.peers.is_dir() else name)  # textlint looks for its rules from here
        ours = check(folder, jobs=os.cpu_count() or 1)
        seconds(ours)  # the rulebook is compiled once
        posts = list(folder.rglob("*.md"))
        print(f"{len(posts)} posts, {sum(post.stat().st_size for post in posts) / 1e6:.2f} MB")
        for peer in peers(folder, settings):
            print(_line(peer, args.peers, ours), flush=True)


def _line(peer: Peer, installed: Path, ours: list[str]) -> str:
    command = peer.command(installed)
    if command is None:
        return f"{peer.name}: not found in {installed}"
    if problem := complaint(command, installed):
        return f"{peer.name}: does not run: {problem}"
    theirs, own, runs = compared(command, ours)
    return f"{peer.name} / draftlint: {theirs / own:.2f} ({theirs:.2f} s / {own:.2f} s, median of {runs})"


if __name__ == "__main__":
    main()
