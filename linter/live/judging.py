"""What is to say of an open document: worked out away from the event loop, one document at a time."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from linter.acceptance import accepted
from linter.collector import paused
from linter.config import InlineAllow
from linter.engine import findings_of, told
from linter.errors import ConfigError, DraftError, DraftlintError
from linter.live.configurations import Configurations, Held
from linter.model import Draft, Finding, Problem, Token
from linter.readers import format_of, read_bytes
from linter.rereading import OutdatedError, Rereader
from linter.rulebook.rulebook import Rulebook
from linter.text.korean import Morphology

# What editors call the formats that we read.
_LANGUAGES = {
    "markdown": "markdown",
    "html": "html",
    "plaintext": "plain",
    "text": "plain",
    "mdx": "mdx",
    "restructuredtext": "restructuredtext",
    "rst": "restructuredtext",
    "asciidoc": "asciidoc",
    "asciidoctor": "asciidoc",
}
_MOST_SENTENCES = 4_000
# Desks that are kept warm; the one that was left alone for longest goes first.
_MOST_DESKS = 64


def format_for(path: Path, language_id: str) -> str | None:
    """The format of a document by its name, else by what the editor calls its language; None: it is no draft."""
    return format_of(path.name) or _LANGUAGES.get(language_id.lower())


@dataclass(frozen=True, slots=True)
class Task:
    """A document as it is now. `path` is where it lies, or would. What is known of one state of a document helps with
    the next: `desk` tells documents of one path apart; `largest` is in bytes."""

    path: Path
    format: str | None
    data: bytes
    lang: str
    largest: int
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is to say of one state of a document. `shift` is what stands in it before the first character that spans
    count."""

    draft: Draft | None = None
    rulebook: Rulebook | None = None
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    error: DraftlintError | None = None
    config: Path | None = None
    shift: int = 0


class WarmMorphology(Morphology):
    """Kiwi that is loaded once, by whichever thread is first, and asked about a sentence once."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()
        self._known: dict[str, list[Token]] = {}

    def warm_up(self) -> None:
        """Load Kiwi before it is asked for. What goes wrong is told when it is."""
        with suppress(Exception):
            self.analyse(["처음"])

    def analyse(self, texts: Sequence[str]) -> list[list[Token]]:
        with self._lock:
            unknown = [text for text in dict.fromkeys(texts) if text not in self._known]
            self._known |= zip(unknown, super().analyse(unknown), strict=True)
            answers = [self._known[text] for text in texts]
            for oldest in list(self._known)[:-_MOST_SENTENCES]:
                del self._known[oldest]
            return answers


class Judge:
    """Judges documents under the configurations nearest to them, remembering each from edit to edit."""

    def __init__(self, morphology: Morphology, inline_allow: InlineAllow = True) -> None:
        self._configurations, self._morphology = Configurations(inline_allow), morphology
        self._rereaders: dict[tuple[Path, str], Rereader] = {}

    def judge(self, task: Task, is_outdated: Callable[[], bool]) -> Judgement | None:
        """None: the document has changed in the meantime."""
        held = self._configurations.of(task.path)
        rulebook = held.rulebook
        if rulebook is None or rulebook.loaded.excludes(task.path):
            return Judgement(error=held.error, config=held.config)
        try:
            with paused():
                return self._judged(task, held, rulebook, is_outdated)
        except OutdatedError:
            return None
        except (DraftError, ConfigError) as problem:
            return _unread(Problem(problem.path or str(task.path), problem.message, problem.hint, problem.line), held)

    def forget(self, paths: Iterable[Path]) -> None:
        gone = set(paths)
        self._rereaders = {key: one for key, one in self._rereaders.items() if key[0] not in gone}

    def _judged(self, task: Task, held: Held, rulebook: Rulebook, is_outdated: Callable[[], bool]) -> Judgement:
        if len(task.data) > task.largest:
            return _unread(_too_large(task), held)
        draft = read_bytes(task.data, str(task.path), task.format)
        rereader = self._rereader(task, rulebook)
        judged = rereader.judge(draft, is_outdated)
        findings = sorted(findings_of(draft, rulebook, told(judged), task.lang), key=lambda finding: finding.sort_key)
        findings = accepted(findings, str(task.path), rulebook)
        shift = int(task.data.startswith(BOM_UTF8))
        return Judgement(draft, rulebook, tuple(findings), judged.problems, held.error, held.config, shift)

    def _rereader(self, task: Task, rulebook: Rulebook) -> Rereader:
        key = (task.path, task.desk)
        rereader = self._rereaders.pop(key, None)
        if rereader is None or rereader.rulebook is not rulebook:
            rereader = Rereader(rulebook, self._morphology)
        self._rereaders[key] = rereader
        for oldest in list(self._rereaders)[:-_MOST_DESKS]:
            del self._rereaders[oldest]
        return rereader


def _unread(problem: Problem, held: Held) -> Judgement:
    return Judgement(problems=(problem,), error=held.error, config=held.config)


def _too_large(task: Task) -> Problem:
    size, limit = len(task.data) // 1000, task.largest // 1000
    message = f"has {size} kB, more than the {limit} kB that are judged while you type"
    return Problem(str(task.path), message, "run draftlint check, or raise draftlint.largest")
