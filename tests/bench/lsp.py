"""python -m tests.bench.lsp [--pull]: how long an editor waits for the findings after a key, over standard input and output.

A 20 kB draft in each language is open, Kiwi is loaded, and fifty edits are made at places all over it, each answered
before the next. Milliseconds: the median and the 95th percentile.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from tests.bench.__main__ import CONFIG, ROOT
from tests.lsp.editor import Editor

SIZE = 20_000  # bytes
EDITS = 50
TYPED = ("a ", "지", "the ", "은 ", "\n")


def draft(language: str) -> str:
    """Fixture drafts in a row, without front matter, findings and all."""
    bodies = []
    for path in sorted((ROOT / "fixtures" / "drafts").glob(f"{language}-*.md")):
        text = path.read_text("utf-8")
        bodies.append(text.split("\n---\n", 1)[-1])
    return "\n".join(bodies).encode()[:SIZE].decode("utf-8", "ignore")


def waits(editor: Editor, language: str, *, pulls: bool) -> list[float]:
    name, text = f"{language}.md", draft(language)
    editor.open(name, text)
    answer(editor, name, None, pulls=pulls)
    lines = text.split("\n")
    taken = []
    for edit in range(EDITS + 2):
        line = len(lines) * (edit * 7 % EDITS) // EDITS
        began = time.perf_counter()
        version = editor.insert(name, line, len(lines[line]) // 2 if edit else 0, TYPED[edit % len(TYPED)])
        answer(editor, name, version, pulls=pulls)
        taken.append((time.perf_counter() - began) * 1000)
        if "\n" in TYPED[edit % len(TYPED)]:
            lines.insert(line, "")
    return taken[2:]


def answer(editor: Editor, name: str, version: int | None, *, pulls: bool) -> None:
    if pulls:
        editor.pulled(name)
    else:
        editor.diagnostics(name, version)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pull", action="store_true", help="ask for diagnostics instead of being sent them")
    pulls = parser.parse_args().pull
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / ".draftlint.yaml").write_text(CONFIG.read_text("utf-8"), "utf-8")
        editor = Editor(root, pulls=pulls)
        for language in ("ko", "en"):
            taken = waits(editor, language, pulls=pulls)
            middle, slow = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
            print(f"{language}: median {middle:.0f} ms, 95th percentile {slow:.0f} ms, slowest {max(taken):.0f} ms")
        editor.quit()


if __name__ == "__main__":
    main()
