"""What other programs call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from linter.config import find_config
from linter.discovery import Rulebooks, find_drafts, known_suffixes
from linter.engine import check_drafts
from linter.model import Problem, Report, Severity
from linter.readers import read_bytes
from linter.run import Runner
from linter.text.korean import Morphology


class Linter:
    """Checks drafts under one configuration file, or under the one that is found upward from each draft.

    `lang` is the language of messages: `ko`, `en`, or `auto` (that of each draft). `jobs` is the number of processes
    that share many files. With `remembers`, drafts that have not changed since an earlier run are not judged again.
    Kiwi, once loaded, is kept.
    """

    def __init__(
        self,
        config: Path | None = None,
        profiles: Sequence[str] = (),
        lang: str = "auto",
        *,
        jobs: int = 1,
        remembers: bool = False,
    ) -> None:
        self._rulebooks = Rulebooks(config, profiles)
        self._lang = lang
        self._morphology = Morphology()
        self._jobs, self._remembers = jobs, remembers

    def check_text(self, text: str, name: str = "draft.md") -> Report:
        """Judge a text as if it stood in a file of that name. Raises DraftlintError for a text that can't be read."""
        return self.check_bytes(text.encode("utf-8", "surrogatepass"), name)

    def check_bytes(self, data: bytes, name: str) -> Report:
        drafts = [(read_bytes(data, name), self._rulebooks.of(Path(name)))]
        return check_drafts(drafts, self._lang, morphology=self._morphology)

    def check_paths(
        self, paths: Iterable[Path], *, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Report:
        """Judge files and folders. What can't be read is a problem of the report; the other drafts are still judged.

        Raises ConfigError, RuleError or LexiconError where the rules themselves can't be used.
        """
        files, problems, notes = self._find(paths)
        runner = Runner(self._rulebooks, self._lang, self._morphology, self._jobs, self._remembers)
        outcomes = runner.run(files, progress)
        findings = sorted((f for outcome in outcomes for f in outcome.findings), key=lambda f: f.sort_key)
        problems += [problem for outcome in outcomes for problem in outcome.problems]
        drafts = sum(outcome.told is not None for outcome in outcomes)
        notes += [note for file in files[:1] for note in self._rulebooks.of(file).notes]
        return Report(drafts, tuple(findings), tuple(problems), tuple(notes))

    def reload(self) -> None:
        """Read configurations, rules and word lists again when they are next needed; Kiwi stays."""
        find_config.cache_clear()
        self._rulebooks = Rulebooks(self._rulebooks.config, self._rulebooks.profiles)

    def fail_on(self, paths: Sequence[Path]) -> Severity:
        """From which severity on a finding counts, by the configuration of the first path."""
        first = paths[0] if paths else Path()
        folder = first if first.is_dir() else first.parent
        return Severity.named(self._rulebooks.loaded(folder).config.fail_on)

    def _find(self, paths: Iterable[Path]) -> tuple[list[Path], list[Problem], list[str]]:
        """The files to judge, each once; what is wrong with a path; what to mention."""
        files: dict[Path, None] = {}
        problems: list[Problem] = []
        notes: list[str] = []
        for path in paths:
            if not path.exists():
                problems.append(Problem(str(path), "no such file or folder"))
                continue
            found = list(find_drafts(path))
            if not found:
                hint = f"draftlint reads {known_suffixes()}"
                problems.append(Problem(str(path), "there is no draft in this folder", hint))
            for file in found:
                if not self._rulebooks.of(file).loaded.excludes(file):
                    files[file] = None
                elif file == path:
                    notes.append(f"{file}: left out, as the configuration excludes it")
        return list(files), problems, notes


def check_text(text: str, name: str = "draft.md", config: Path | None = None) -> Report:
    """Judge one text. See `Linter.check_text`."""
    return Linter(config).check_text(text, name)


def check_paths(paths: Iterable[Path], config: Path | None = None) -> Report:
    """Judge files and folders. See `Linter.check_paths`."""
    return Linter(config).check_paths(paths)
