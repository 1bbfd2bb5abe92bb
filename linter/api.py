"""What other programs call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from linter.discovery import Rulebooks, find_drafts, known_suffixes
from linter.engine import check_drafts
from linter.errors import DraftlintError
from linter.model import Draft, Problem, Report, Severity
from linter.readers import read_bytes, read_file
from linter.rulebook.compile import Rulebook
from linter.text.korean import Morphology


class Linter:
    """Checks drafts under one configuration file, or under the one that is found upward from each draft.

    `lang` is the language of messages: `ko`, `en`, or `auto` (that of each draft). Kiwi, once loaded, is kept.
    """

    def __init__(self, config: Path | None = None, profiles: Sequence[str] = (), lang: str = "auto") -> None:
        self._rulebooks = Rulebooks(config, profiles)
        self._lang = lang
        self._morphology = Morphology()

    def check_text(self, text: str, name: str = "draft.md") -> Report:
        """Judge a text as if it stood in a file of that name. Raises DraftlintError for a text that can't be read."""
        return self.check_bytes(text.encode("utf-8", "surrogatepass"), name)

    def check_bytes(self, data: bytes, name: str) -> Report:
        draft = read_bytes(data, name)
        return self._check([(draft, self._rulebooks.of(Path(name)))])

    def check_paths(
        self, paths: Iterable[Path], *, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Report:
        """Judge files and folders. What can't be read is a problem of the report; the other drafts are still judged.

        Raises ConfigError, RuleError or LexiconError where the rules themselves can't be used.
        """
        drafts, problems, notes = self._read(paths)
        done = 0

        def step() -> None:
            nonlocal done
            done += 1
            progress(done, len(drafts))

        report = self._check(drafts, step)
        notes += [note for _, rulebook in drafts[:1] for note in rulebook.notes]
        return replace(report, problems=(*problems, *report.problems), notes=tuple(notes))

    def fail_on(self, paths: Sequence[Path]) -> Severity:
        """From which severity on a finding counts, by the configuration of the first path."""
        first = paths[0] if paths else Path()
        folder = first if first.is_dir() else first.parent
        return Severity.named(self._rulebooks.loaded(folder).config.fail_on)

    def _check(self, drafts: Sequence[tuple[Draft, Rulebook]], progress: Callable[[], None] = lambda: None) -> Report:
        return check_drafts(drafts, self._lang, morphology=self._morphology, progress=progress)

    def _read(self, paths: Iterable[Path]) -> tuple[list[tuple[Draft, Rulebook]], list[Problem], list[str]]:
        drafts: list[tuple[Draft, Rulebook]] = []
        problems: list[Problem] = []
        notes: list[str] = []
        for path in paths:
            if not path.exists():
                problems.append(Problem(str(path), "no such file or folder"))
                continue
            found = list(dict.fromkeys(find_drafts(path)))
            if not found:
                problems.append(
                    Problem(str(path), "there is no draft in this folder", f"draftlint reads {known_suffixes()}")
                )
            for file in found:
                rulebook = self._rulebooks.of(file)
                if rulebook.loaded.excludes(file):
                    if file == path:
                        notes.append(f"{file}: left out, as the configuration excludes it")
                    continue
                try:
                    drafts.append((read_file(file, str(file)), rulebook))
                except DraftlintError as problem:
                    problems.append(Problem(problem.path or str(file), problem.message, problem.hint, problem.line))
        return drafts, problems, notes


def check_text(text: str, name: str = "draft.md", config: Path | None = None) -> Report:
    """Judge one text. See `Linter.check_text`."""
    return Linter(config).check_text(text, name)


def check_paths(paths: Iterable[Path], config: Path | None = None) -> Report:
    """Judge files and folders. See `Linter.check_paths`."""
    return Linter(config).check_paths(paths)
